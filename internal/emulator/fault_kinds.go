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

// Kinds of faults. faultKinds defines their effects.
const (
	// FaultStatus answers with an error status.
	FaultStatus = "status"
	// FaultHTML answers with a web page, such as one of a proxy.
	FaultHTML = "html"
	// FaultDelay delays the answer.
	FaultDelay = "delay"
	// FaultRefused closes the connection before the operation, and the port for a while. The system then refuses
	// connections. Running requests are answered. An emulator that is only an http.Handler has no port to close.
	FaultRefused = "refused"
	// FaultResetBefore closes the connection before the operation.
	FaultResetBefore = "reset_before"
	// FaultResetAfter processes the operation, then closes the connection without an answer.
	FaultResetAfter = "reset_after"
	// FaultTruncate processes the operation, sends half of the announced body, and closes the connection.
	FaultTruncate = "truncate"
	// FaultMalformed processes the operation, and answers with half of the JSON. The length in the header is the length of
	// this half.
	FaultMalformed = "malformed"
	// FaultDrip processes the operation, and sends the body byte by byte.
	FaultDrip = "drip"
)

// Bodies of the answers of FaultStatus.
const (
	FaultBodyClerk = "clerk"
	FaultBodyNone  = "none"
)

// RetryAfterNone omits the header Retry-After from the answer of FaultStatus.
const RetryAfterNone = "none"

// faultKind is the effect of a kind of fault.
type faultKind struct {
	// apply runs the fault for a request: before the operation, or after it if afterCommit is set. It returns an error
	// as the answer, or errNoAnswer to close the connection.
	apply func(e *Emulator, rule FaultRule, r *http.Request) error
	// run replaces the processing of the operation; nil does not change it.
	run func(e *Emulator, to route, c *call) (any, error)
	// send replaces the writing of the answer; nil does not change it.
	send sender
	// afterCommit is set for kinds that always apply after the operation.
	afterCommit bool
	// fields lists the fields of a rule that this kind uses, in addition to the fields that select requests.
	fields []string
	check  func(rule FaultRule) error
}

var faultKinds = map[string]faultKind{
	FaultStatus: {
		fields: []string{"status", "body", "retry_after", "after_commit"},
		check:  checkStatusFault,
		apply: func(_ *Emulator, rule FaultRule, _ *http.Request) error {
			return rule.answer()
		},
	},
	FaultHTML: {
		fields: []string{"status", "after_commit"},
		check: func(rule FaultRule) error {
			if rule.Status != 0 && (rule.Status < 200 || rule.Status > 599 || bodiless(rule.Status)) {
				return fmt.Errorf("kind %s needs a status from 200 to 599 that has a body, not %d", FaultHTML, rule.Status)
			}
			return nil
		},
		apply: func(_ *Emulator, rule FaultRule, _ *http.Request) error {
			return proxyPage(rule.Status)
		},
	},
	FaultDelay: {
		fields: []string{"delay_ms", "after_commit"},
		check:  needsDelay,
		apply: func(_ *Emulator, rule FaultRule, r *http.Request) error {
			return wait(r.Context(), milliseconds(rule.DelayMS))
		},
	},
	FaultRefused: {
		fields: []string{"delay_ms"},
		check:  needsDelay,
		apply: func(e *Emulator, rule FaultRule, _ *http.Request) error {
			e.port.Load().shut(milliseconds(rule.DelayMS))
			return errNoAnswer
		},
	},
	FaultResetBefore: {apply: noAnswer},
	FaultResetAfter:  {apply: noAnswer, afterCommit: true},
	FaultTruncate:    {send: sendTruncated},
	FaultMalformed:   {send: sendMalformed},
	FaultDrip:        {send: sendDripping, fields: []string{"delay_ms"}, check: needsDelay},

	FaultOtherObject:       {run: runForOther},
	FaultRepeatedPost:      {run: runTwice},
	FaultIneffectiveDelete: {run: runNoDelete},
	FaultIgnoredFilter:     {run: runUnfiltered},
	FaultForeignRefusal: {
		fields:      []string{"status"},
		check:       checkForeignRefusal,
		afterCommit: true,
		apply: func(_ *Emulator, rule FaultRule, _ *http.Request) error {
			return foreignRefusal(rule.Status)
		},
	},
}

// FaultKinds returns the kinds of faults, sorted.
func FaultKinds() []string { return slices.Sorted(maps.Keys(faultKinds)) }

func noAnswer(*Emulator, FaultRule, *http.Request) error { return errNoAnswer }

// answer returns the error of a rule of kind status.
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

// faultAnswer returns an error with the status. It has Clerk's code if Clerk has one for the status.
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
	return failure(status, "injected_fault", text, fmt.Sprintf("An injected fault has the status %d.", status))
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
