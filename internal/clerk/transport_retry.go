package clerk

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

func newRetry(next http.RoundTripper, maxRetries int, wait backoff) *retryablehttp.Client {
	return &retryablehttp.Client{
		HTTPClient: &http.Client{Transport: next},
		RetryMax:   maxRetries,
		CheckRetry: shouldRetry,
		Backoff: func(_, _ time.Duration, attempt int, resp *http.Response) time.Duration {
			if resp == nil {
				return wait.after(attempt, nil)
			}
			return wait.after(attempt, resp.Header)
		},
		ErrorHandler: retryablehttp.PassthroughErrorHandler,
	}
}

// shouldRetry decides whether a failed attempt is repeated. A temporary error of Clerk (429, a locked resource) and a
// request that never arrived are safe to repeat. Other failures are repeated only for idempotent operations.
func shouldRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	cl := callOf(ctx)
	switch {
	case err != nil && (isUntrusted(err) || errors.Is(err, errTooLong)):
		return false, nil
	case err != nil:
		return neverArrived(err) || cl.operation.idempotent, nil
	case resp.StatusCode == http.StatusTooManyRequests && cl.tooLong:
		return false, nil
	case resp.StatusCode == http.StatusTooManyRequests:
		return cl.operation.idempotent || !cl.inDoubt, nil
	case resp.StatusCode == http.StatusConflict:
		items := parseItems(cl.answer.body)
		return slices.ContainsFunc(lockedCodes, func(code string) bool { return hasItem(items, code) }), nil
	case resp.StatusCode == http.StatusNotImplemented:
		return false, nil
	case cl.answer.success():
		cl.failed = cl.read(cl.answer)
		cl.free()
		if !isBroken(cl.failed) {
			return false, nil
		}
		cl.inDoubt = true
		return cl.operation.idempotent, nil
	}
	return resp.StatusCode >= 500 && cl.operation.idempotent, nil
}

// isBroken reports that a success is invalid JSON, such as a truncated answer. A web page is not broken: it comes from
// a wrong URL, and a retry returns the same page.
func isBroken(err error) bool {
	var decode *DecodeError
	var syntax *json.SyntaxError
	return errors.As(err, &decode) && !decode.HTML && errors.As(decode.Err, &syntax)
}

// backoff returns the waits between attempts: exponential from min to max, or the time that the server requests. Jitter
// prevents parallel requests from being repeated at the same time.
type backoff struct{ min, max, longest time.Duration }

// after returns the wait after an attempt, counted from 0. header is the header of its answer, or nil.
func (b backoff) after(attempt int, header http.Header) time.Duration {
	if requested, ok := retryAfter(header, time.Now()); ok {
		return min(requested+jitter(b.min), b.longest)
	}
	wait := b.max
	if attempt < 30 {
		wait = min(b.min<<attempt, b.max)
	}
	return wait/2 + jitter(wait/2)
}

func jitter(most time.Duration) time.Duration {
	if most <= 0 {
		return 0
	}
	return rand.N(most)
}

// retryAfter decodes the header Retry-After. Clerk sends seconds, and some proxies send a date. The date is compared
// with the server's clock (the header Date), because the local clock can differ.
func retryAfter(header http.Header, now time.Time) (time.Duration, bool) {
	text := header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second, true
	}
	if at, err := http.ParseTime(text); err == nil {
		if date, err := http.ParseTime(header.Get("Date")); err == nil {
			now = date
		}
		return max(at.Sub(now), 0), true
	}
	return 0, false
}
