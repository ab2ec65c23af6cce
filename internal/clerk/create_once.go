package clerk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// AmbiguousCreateError reports a create with an unknown result: no usable answer arrived, and a search could not
// determine whether the object was created. It wraps the errors of the create and of the search.
type AmbiguousCreateError struct {
	Operation string // such as "POST /users"
	Cause     error  // error of the create
	Search    error  // why the search has no result
	// ObjectID is the id of an object with these values that may come from this create, such as a user with these
	// identifiers. It is empty if there is no such object.
	ObjectID string
}

// Error implements error.
func (e *AmbiguousCreateError) Error() string {
	return fmt.Sprintf("%s: the result is unknown (%v): %v", e.Operation, e.Cause, e.Search)
}

// Unwrap returns Cause and Search.
func (e *AmbiguousCreateError) Unwrap() []error { return []error{e.Cause, e.Search} }

// SearchFailed reports that the search failed. Otherwise the search found nothing, or the API has no operation to
// search with.
func (e *AmbiguousCreateError) SearchFailed() bool {
	return !errors.Is(e.Search, errNothingFound) && !errors.Is(e.Search, errUnsearchable)
}

// createOnce sends a create until its result is known. found reports that the object comes from a search. find searches
// for the object of an attempt with an unknown result. It returns nil if the object does not exist, and an error if
// this is unknown. began is the time of the first attempt. When ctx ends, a running request and search get a short time
// to finish, so that Terraform can record the object.
func createOnce[T any](
	ctx context.Context, c *Client, op operation,
	create func(*call) (*T, error),
	find func(ctx context.Context, began time.Time) (*T, error),
) (made *T, found bool, err error) {
	lingering, end := linger(ctx, c.clock, searchAfterInterrupt)
	defer end()
	var began time.Time
	for attempt := 0; ; attempt++ {
		cl := &call{operation: op}
		created, err := create(cl)
		if err == nil {
			return created, false, nil
		}
		// A previous attempt can still run during the search, and create the object before the next attempt.
		createdMeanwhile := !began.IsZero() && existsAlready(err)
		if !inDoubt(cl, err) && !createdMeanwhile {
			return nil, false, err
		}
		if began.IsZero() {
			began = cl.sentAt
		}
		search := func() (*T, error) { return find(lingering, began) }
		made, searchErr := searchUntilKnown(lingering, c, search)
		sendAgain := isTemporary(err) && attempt < c.maxRetries
		if made == nil && searchErr == nil && !sendAgain {
			made, searchErr = repeatSearch(lingering, c, search)
		}
		switch {
		case made != nil:
			return made, true, nil
		case searchErr != nil:
			return nil, false, asAmbiguous(op, err, searchErr)
		}
		if waitErr := c.pause(ctx, attempt, cl.answer); waitErr != nil {
			// A running attempt can still create the object, so that an early search finds nothing.
			return nil, false, asAmbiguous(op, err, fmt.Errorf("a search found nothing before the run ended: %w", waitErr))
		}
	}
}

// inDoubt reports whether Clerk may have processed a create that failed.
func inDoubt(cl *call, err error) bool { return cl.inDoubt || isUnreadableSuccess(err) }

// isInconclusive reports an answer that does not show whether Clerk processed the request: a 5xx, or an error in
// another format than Clerk's, such as one from a firewall or a gateway.
func isInconclusive(a *answer) bool {
	return a.status >= 500 || !a.success() && len(parseItems(a.body)) == 0
}

// isTemporary reports whether a failed create may be sent again when a search finds nothing. A 5xx, a 429 and a network
// error are temporary. The page of a firewall is permanent, and a success means that Clerk created the object.
func isTemporary(err error) bool {
	if refusal, ok := AsError(err); ok {
		return refusal.Status >= 500 || refusal.Status == http.StatusTooManyRequests
	}
	var transport *TransportError
	return errors.As(err, &transport)
}

// repeatedSearches is the number of searches after one that found nothing.
const repeatedSearches = 3

var errNothingFound = errors.New("a search found nothing")

// repeatSearch repeats a search that found nothing, because lists of Clerk can be out of date. It returns
// errNothingFound if all searches find nothing.
func repeatSearch[T any](ctx context.Context, c *Client, search func() (*T, error)) (*T, error) {
	for attempt := range repeatedSearches {
		if c.pause(ctx, attempt, nil) != nil {
			break
		}
		if found, err := searchUntilKnown(ctx, c, search); found != nil || err != nil {
			return found, err
		}
	}
	return nil, errNothingFound
}

// sendUnsearchable sends a create once, for objects that no operation of the API can find. If the result is unknown,
// the error reports that the object may exist. fault returns an error if the created object is not the requested one.
func sendUnsearchable[T any, P interface {
	*T
	object
}](ctx context.Context, c *Client, op operation, r request, fault func(*T) error) (*T, error) {
	cl := &call{operation: op}
	made, err := sendCallForObject[T, P](ctx, c, cl, r)
	if err == nil {
		if err = fault(made); err == nil {
			return made, nil
		}
		err = newDecodeError(op, cl.answer, err)
	}
	if inDoubt(cl, err) {
		return nil, asAmbiguous(op, err, errUnsearchable)
	}
	return nil, err
}

var errUnsearchable = errors.New(
	"the API has no operation to search for it; it may exist, and is then valid until it expires")

// searchAttempts is the number of attempts of a search that fails.
const searchAttempts = 10

// searchUntilKnown repeats a search that fails. It makes more attempts than other requests, also if retries are
// disabled: without the result, the instance can contain a user that is not in Terraform's state.
func searchUntilKnown[T any](ctx context.Context, c *Client, search func() (*T, error)) (*T, error) {
	for attempt := 0; ; attempt++ {
		found, err := search()
		if err == nil || !isUnanswered(err) || attempt+1 == searchAttempts || c.pause(ctx, attempt, nil) != nil {
			return found, err
		}
	}
}

// isUnanswered reports a temporary failure that does not answer the request. An error from Clerk, such as a revoked
// key, is permanent.
func isUnanswered(err error) bool {
	if refusal, ok := AsError(err); ok {
		return refusal.Status >= 500 || refusal.Status == http.StatusTooManyRequests || len(refusal.Items) == 0
	}
	var transport *TransportError
	var decode *DecodeError
	var ignored *IgnoredFilterError
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) {
		return false // the object does not change between two attempts
	}
	return errors.As(err, &transport) || errors.As(err, &decode) || errors.As(err, &ignored)
}

// isUnreadableSuccess reports a successful answer that could not be decoded.
func isUnreadableSuccess(err error) bool {
	var d *DecodeError
	return errors.As(err, &d) && d.Status >= 200 && d.Status <= 299
}

func asAmbiguous(op operation, cause, search error) error {
	e := &AmbiguousCreateError{Operation: op.String(), Cause: cause, Search: search}
	var unrelated *unrelatedObjectError
	if errors.As(search, &unrelated) {
		e.ObjectID = unrelated.id
	}
	return e
}

// pause waits before the next attempt. last is the last answer, or nil.
func (c *Client) pause(ctx context.Context, attempt int, last *answer) error {
	var header http.Header
	if last != nil {
		header = last.header
	}
	timer := time.NewTimer(c.backoff.after(attempt, header))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	return ctx.Err()
}
