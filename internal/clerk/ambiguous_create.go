package clerk

import (
	"context"
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

// createOnce sends a create until its outcome is known. find looks for what an attempt in doubt may have created: it
// returns nil when there is nothing, and an error when it cannot tell. began is when the first attempt was sent. When ctx
// ends, what is under way has a moment left, so that what was made is recorded.
func createOnce[T any](
	ctx context.Context, c *Client, op operation,
	create func(*call) (*T, error),
	find func(ctx context.Context, began time.Time) (*T, error),
) (*T, error) {
	longer, end := linger(ctx, c.clock, searching)
	defer end()
	var began time.Time
	for attempt := 0; ; attempt++ {
		cl := &call{operation: op}
		created, err := create(cl)
		if err == nil {
			return created, nil
		}
		inDoubt := cl.inDoubt || isUnreadableSuccess(err)
		// An attempt that was still under way during the search can take the identifiers before the next one does.
		overtaken := !began.IsZero() && IsDuplicate(err)
		if !inDoubt && !overtaken {
			return nil, err
		}
		if began.IsZero() {
			began = cl.sentAt
		}
		found, searchErr := searchUntilKnown(longer, c, func() (*T, error) { return find(longer, began) })
		switch {
		case found != nil:
			return found, nil
		case searchErr != nil:
			return nil, asAmbiguous(op, err, searchErr)
		case overtaken || attempt >= c.maxRetries:
			return nil, err
		}
		if waitErr := c.pause(ctx, attempt, cl.answer); waitErr != nil {
			// What is under way can still be carried out: that nothing was found so soon says little.
			return nil, asAmbiguous(op, err, fmt.Errorf("nothing was found before the run ended: %w", waitErr))
		}
	}
}

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
	return errors.As(err, &transport) || errors.As(err, &decode)
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
