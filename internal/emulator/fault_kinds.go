package emulator

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Kinds of fault. Further kinds go into faultKinds, with what they do.
const (
	// FaultStatus answers with an error status.
	FaultStatus = "status"
	// FaultHTML answers with a web page, as a proxy does.
	FaultHTML = "html"
	// FaultDelay waits, then goes on.
	FaultDelay = "delay"
	// FaultRefused closes the connection before anything is done, and the port for a
	// while: nobody listens there, so that the system refuses connections. Requests
	// that are under way are answered. An emulator that is only an http.Handler has
	// no port to close.
	FaultRefused = "refused"
	// FaultResetBefore closes the connection before anything is done.
	FaultResetBefore = "reset_before"
	// FaultResetAfter does what was asked, then closes the connection without an
	// answer.
	FaultResetAfter = "reset_after"
	// FaultTruncate does what was asked, sends half of the body that it announced, and
	// closes the connection.
	FaultTruncate = "truncate"
	// FaultMalformed does what was asked, and answers with half of the JSON as if it
	// were all of it.
	FaultMalformed = "malformed"
	// FaultDrip does what was asked, and sends the body byte by byte.
	FaultDrip = "drip"
)

// Bodies of the answers of FaultStatus.
const (
	FaultBodyClerk = "clerk"
	FaultBodyNone  = "none"
)

// RetryAfterNone leaves the header Retry-After out of the answer of FaultStatus.
const RetryAfterNone = "none"

// faultKind says what a fault does.
type faultKind struct {
	// strike befalls a request: before the operation, or after it where afterCommit
	// says so. It returns an error to answer with instead, or errNoAnswer to close the
	// connection.
	strike func(e *Emulator, rule FaultRule, r *http.Request) error
	// run carries the operation out in its own way; nil is as usual.
	run func(e *Emulator, to route, c *call) (any, error)
	// send sends the answer in its own way; nil is as usual.
	send sender
	// afterCommit is of the kinds that always strike after the operation.
	afterCommit bool
	// takes lists the fields of a rule that mean something to this kind, beside those
	// that choose requests.
	takes []string
	check func(rule FaultRule) error
}

var faultKinds = map[string]faultKind{
	FaultStatus: {
		takes: []string{"status", "body", "retry_after", "after_commit"},
		check: checkStatusFault,
		strike: func(_ *Emulator, rule FaultRule, _ *http.Request) error {
			return rule.answer()
		},
	},
	FaultHTML: {
		takes: []string{"status", "after_commit"},
		check: func(rule FaultRule) error {
			if rule.Status != 0 && (rule.Status < 200 || rule.Status > 599 || bodiless(rule.Status)) {
				return fmt.Errorf("kind %s needs a status from 200 to 599 that has a body, not %d", FaultHTML, rule.Status)
			}
			return nil
		},
		strike: func(_ *Emulator, rule FaultRule, _ *http.Request) error {
			return proxyPage(rule.Status)
		},
	},
	FaultDelay: {
		takes: []string{"delay_ms", "after_commit"},
		check: needsDelay,
		strike: func(_ *Emulator, rule FaultRule, r *http.Request) error {
			return wait(r.Context(), milliseconds(rule.DelayMS))
		},
	},
	FaultRefused: {
		takes: []string{"delay_ms"},
		check: needsDelay,
		strike: func(e *Emulator, rule FaultRule, _ *http.Request) error {
			e.port.Load().shut(milliseconds(rule.DelayMS))
			return errNoAnswer
		},
	},
	FaultResetBefore: {strike: noAnswer},
	FaultResetAfter:  {strike: noAnswer, afterCommit: true},
	FaultTruncate:    {send: sendTruncated},
	FaultMalformed:   {send: sendMalformed},
	FaultDrip:        {send: sendDripping, takes: []string{"delay_ms"}, check: needsDelay},

	FaultOtherObject:       {run: runForOther},
	FaultRepeatedPost:      {run: runTwice},
	FaultIneffectiveDelete: {run: runNoDelete},
	FaultIgnoredFilter:     {run: runUnfiltered},
	FaultForeignRefusal: {
		takes:       []string{"status"},
		check:       checkForeignRefusal,
		afterCommit: true,
		strike: func(_ *Emulator, rule FaultRule, _ *http.Request) error {
			return foreignRefusal(rule.Status)
		},
	},
}

// FaultKinds lists the kinds of fault in the order of the alphabet.
func FaultKinds() []string { return slices.Sorted(maps.Keys(faultKinds)) }

func noAnswer(*Emulator, FaultRule, *http.Request) error { return errNoAnswer }

// before lets the fault befall a request that nothing has been done for yet.
func (s *strike) before(e *Emulator, r *http.Request) error {
	return s.at(false, e, r)
}

// after lets the fault befall a request that has been carried out.
func (s *strike) after(e *Emulator, r *http.Request) error {
	return s.at(true, e, r)
}

func (s *strike) at(committed bool, e *Emulator, r *http.Request) error {
	if s.rule == nil {
		return nil
	}
	kind := faultKinds[s.rule.Kind]
	if kind.strike == nil || committed != (kind.afterCommit || s.rule.AfterCommit) {
		return nil
	}
	return kind.strike(e, *s.rule, r)
}

// answer is the error that a rule of kind status answers with.
func (r FaultRule) answer() error {
	answer := faultAnswer(r.Status)
	if r.Body == FaultBodyNone {
		answer.problems = nil
	}
	if r.RetryAfter != "" {
		answer.retryAfter = strings.TrimPrefix(r.RetryAfter, RetryAfterNone)
	}
	return answer
}

// faultAnswer is an error with the status, as Clerk writes it where the status
// has a code of its own.
func faultAnswer(status int) *apiError {
	switch status {
	case http.StatusTooManyRequests:
		return tooManyRequests(1)
	case http.StatusInternalServerError:
		return failure(
			status,
			"internal_clerk_error",
			"Oops, an unexpected error occurred",
			"There was an internal error on the server.",
		)
	case http.StatusServiceUnavailable:
		return failure(status, "service_unavailable", "Service unavailable", "The service is not available at the moment.")
	case http.StatusConflict:
		return failure(status, "resource_locked", "Resource locked", "Another request is changing this resource. Try again.")
	case http.StatusPaymentRequired:
		return planLacks("injected_fault")
	case http.StatusForbidden:
		return failure(
			status,
			"authorization_invalid",
			"Unauthorized request",
			"You are not authorized to perform this request",
		)
	case http.StatusNotFound:
		return routeNotFound()
	}
	text := strings.ToLower(http.StatusText(status))
	return failure(status, "injected_fault", text, fmt.Sprintf("The emulator was told to answer %d.", status))
}

func bodiless(status int) bool {
	return status == http.StatusNoContent || status == http.StatusNotModified
}

func needsDelay(rule FaultRule) error {
	if rule.DelayMS <= 0 {
		return fmt.Errorf("kind %s needs a delay_ms above 0", rule.Kind)
	}
	return nil
}

func checkStatusFault(rule FaultRule) error {
	switch {
	case rule.Status < 400 || rule.Status > 599:
		return fmt.Errorf("kind %s needs a status from 400 to 599, not %d", FaultStatus, rule.Status)
	case rule.Body != "" && rule.Body != FaultBodyClerk && rule.Body != FaultBodyNone:
		return fmt.Errorf("body %q is neither %s nor %s", rule.Body, FaultBodyClerk, FaultBodyNone)
	case rule.RetryAfter == "" || rule.RetryAfter == RetryAfterNone:
		return nil
	}
	if _, err := strconv.ParseUint(rule.RetryAfter, 10, 31); err == nil {
		return nil
	}
	if _, err := time.Parse(http.TimeFormat, rule.RetryAfter); err != nil {
		return fmt.Errorf("retry_after %q is neither seconds, nor an HTTP date, nor %s", rule.RetryAfter, RetryAfterNone)
	}
	return nil
}
