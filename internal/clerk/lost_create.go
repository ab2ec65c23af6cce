package clerk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// AmbiguousCreateError says that no usable answer to a create arrived and that a search could not settle whether it
// was carried out. It wraps what happened to the create and to the search.
type AmbiguousCreateError struct {
	Operation string // such as "POST /users"
	Cause     error  // what happened to the create
	Search    error  // why the search did not settle it
	// UserID is a user found with the stated identifiers who cannot be told to come from this create; empty for none.
	UserID string
}

// Error implements error.
func (e *AmbiguousCreateError) Error() string {
	return fmt.Sprintf("%s: it is unknown whether Clerk carried this out (%v): %v", e.Operation, e.Cause, e.Search)
}

// Unwrap returns both causes.
func (e *AmbiguousCreateError) Unwrap() []error { return []error{e.Cause, e.Search} }

// SearchFailed reports that the search failed. Otherwise it found nothing, or there is no operation to search with.
func (e *AmbiguousCreateError) SearchFailed() bool {
	return !errors.Is(e.Search, errNothingFound) && !errors.Is(e.Search, errUnsearchable)
}

// createOnce sends a create until its outcome is known, and reports whether a search found what it made. find looks for
// what an attempt in doubt may have created: it returns nil when there is nothing, and an error when it cannot tell.
// began is when the first attempt was sent. When ctx ends, what is under way has a moment left, so that what was made
// is recorded.
func createOnce[T any](
	ctx context.Context, c *Client, op operation,
	create func(*call) (*T, error),
	find func(ctx context.Context, began time.Time) (*T, error),
) (made *T, found bool, err error) {
	longer, end := linger(ctx, c.clock, searching)
	defer end()
	var began time.Time
	for attempt := 0; ; attempt++ {
		cl := &call{operation: op}
		created, err := create(cl)
		if err == nil {
			return created, false, nil
		}
		// An attempt that was still under way during the search can take the identifiers before the next one does.
		overtaken := !began.IsZero() && IsDuplicate(err)
		if !inDoubt(cl, err) && !overtaken {
			return nil, false, err
		}
		if began.IsZero() {
			began = cl.sentAt
		}
		search := func() (*T, error) { return find(longer, began) }
		made, searchErr := searchUntilKnown(longer, c, search)
		again := maySendAgain(err) && attempt < c.maxRetries
		if made == nil && searchErr == nil && !again {
			made, searchErr = searchOnceMore(longer, c, search)
		}
		switch {
		case made != nil:
			return made, true, nil
		case searchErr != nil:
			return nil, false, asAmbiguous(op, err, searchErr)
		}
		if waitErr := c.pause(ctx, attempt, cl.answer); waitErr != nil {
			// What is under way can still be carried out: that nothing was found so soon says little.
			return nil, false, asAmbiguous(op, err, fmt.Errorf("nothing was found before the run ended: %w", waitErr))
		}
	}
}

// inDoubt reports that Clerk may have carried out a create that failed.
func inDoubt(cl *call, err error) bool { return cl.inDoubt || isUnreadableSuccess(err) }

// leavesDoubt reports an answer that does not say whether the request was carried out: a 5xx, or one that is not a
// success and not in the shape of Clerk's errors, as a firewall or a gateway on the way sends it.
func leavesDoubt(a *answer) bool {
	return a.status >= 500 || !a.success() && len(parseItems(a.body)) == 0
}

// maySendAgain reports a failure after which a create is sent again when a search finds nothing: one that was probably
// not carried out and goes well another time. A page of a firewall comes again, and a success was carried out.
func maySendAgain(err error) bool {
	if refusal, ok := AsError(err); ok {
		return refusal.Status >= 500 || refusal.Status == http.StatusTooManyRequests
	}
	var transport *TransportError
	return errors.As(err, &transport)
}

// furtherSearches bounds how often a search is repeated that finds nothing.
const furtherSearches = 3

var errNothingFound = errors.New("nothing was found so far")

// searchOnceMore searches again after a search that found nothing, because a list can lag behind what Clerk has carried
// out. The error says that nothing was found.
func searchOnceMore[T any](ctx context.Context, c *Client, search func() (*T, error)) (*T, error) {
	for attempt := range furtherSearches {
		if c.pause(ctx, attempt, nil) != nil {
			break
		}
		if found, err := searchUntilKnown(ctx, c, search); found != nil || err != nil {
			return found, err
		}
	}
	return nil, errNothingFound
}

// sendUnsearchable sends a create once. What it makes cannot be searched for: where the answer does not say whether it
// was carried out, the error reports that it may exist. fault says what is wrong with what was made; nil is nothing.
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
	"the API has no operation to search for it; it may exist and stays valid until it expires")

// searchAttempts bounds how often a search is made that fails.
const searchAttempts = 10

// searchUntilKnown searches again when a search fails, more often than other requests are sent again, and also with
// retries turned off: giving up leaves in the instance what nobody records.
func searchUntilKnown[T any](ctx context.Context, c *Client, search func() (*T, error)) (*T, error) {
	for attempt := 0; ; attempt++ {
		found, err := search()
		if err == nil || !isUnanswered(err) || attempt+1 == searchAttempts || c.pause(ctx, attempt, nil) != nil {
			return found, err
		}
	}
}

// isUnanswered reports that a request failed in a way that says nothing about what was asked, and can go well another
// time. Clerk's own refusal, as of a key that was revoked meanwhile, comes again.
func isUnanswered(err error) bool {
	if refusal, ok := AsError(err); ok {
		return refusal.Status >= 500 || refusal.Status == http.StatusTooManyRequests || len(refusal.Items) == 0
	}
	var transport *TransportError
	var decode *DecodeError
	var ignored *IgnoredFilterError
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) {
		return false // what Clerk holds is the same another time
	}
	return errors.As(err, &transport) || errors.As(err, &decode) || errors.As(err, &ignored)
}

// isUnreadableSuccess reports an answer that says the request was carried out, but not with what result.
func isUnreadableSuccess(err error) bool {
	var d *DecodeError
	return errors.As(err, &d) && d.Status >= 200 && d.Status <= 299
}

func asAmbiguous(op operation, cause, search error) error {
	e := &AmbiguousCreateError{Operation: op.String(), Cause: cause, Search: search}
	var foreign *foreignUserError
	if errors.As(search, &foreign) {
		e.UserID = foreign.userID
	}
	return e
}

// pause waits between two attempts; last is the answer to the first of them, nil for none.
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
