package emulator

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
)

// Faults are the rules by which requests go wrong. The first rule that applies to
// a request strikes it.
type Faults struct {
	// Seed makes the draws of a run repeatable.
	Seed  uint64      `json:"seed"`
	Rules []FaultRule `json:"rules"`
}

// FaultRule says which requests a fault strikes.
type FaultRule struct {
	// Method is a method; empty or "*" is any.
	Method string `json:"method"`
	// Path is the path of an operation, such as /v1/users/{user_id}, or a real one.
	// A segment of "*" matches any segment, a last one any rest, and "*" alone, or
	// nothing, every path.
	Path string `json:"path"`
	// Kind is one of the kinds of fault.
	Kind string `json:"kind"`
	// Status is the status of the answer, for kind status.
	Status int `json:"status,omitempty"`
	// DelayMS is in milliseconds, for kind delay.
	DelayMS int `json:"delay_ms,omitempty"`
	// Probability is the share of matching requests that are struck. Absent or 0
	// is all.
	Probability float64 `json:"probability,omitempty"`
	// Count is how many requests are struck. 0 is no bound.
	Count int `json:"count,omitempty"`
}

// Kinds of fault. Further kinds go into faultKinds, with what they do.
const (
	// FaultStatus answers with an error status.
	FaultStatus = "status"
	// FaultResetBefore closes the connection before anything is done.
	FaultResetBefore = "reset_before"
	// FaultResetAfter does what was asked, then closes the connection without an
	// answer.
	FaultResetAfter = "reset_after"
	// FaultDelay waits before anything is done.
	FaultDelay = "delay"
)

// faultKind says what a fault does. A nil function lets the request pass that
// point.
type faultKind struct {
	// before runs before the operation. It returns an error to answer with
	// instead, or errNoAnswer to close the connection.
	before func(rule FaultRule, r *http.Request) error
	// after runs between the operation and its answer, in place of the answer.
	after func(w http.ResponseWriter)
	check func(rule FaultRule) error
}

var faultKinds = map[string]faultKind{
	FaultStatus: {
		before: func(rule FaultRule, _ *http.Request) error { return faultAnswer(rule.Status) },
		check: func(rule FaultRule) error {
			if rule.Status < 400 || rule.Status > 599 {
				return fmt.Errorf("kind %s needs a status from 400 to 599, not %d", FaultStatus, rule.Status)
			}
			return nil
		},
	},
	FaultResetBefore: {
		before: func(FaultRule, *http.Request) error { return errNoAnswer },
	},
	FaultResetAfter: {after: resetConnection},
	FaultDelay: {
		before: func(rule FaultRule, r *http.Request) error { return wait(r.Context(), milliseconds(rule.DelayMS)) },
		check: func(rule FaultRule) error {
			if rule.DelayMS <= 0 {
				return fmt.Errorf("kind %s needs a delay_ms above 0", FaultDelay)
			}
			return nil
		},
	},
}

// SetFaults replaces the fault rules; no rules end all faults. It refuses rules
// that make no sense.
func (e *Emulator) SetFaults(faults Faults) error { return e.faults.set(faults) }

type faultBook struct {
	mu     sync.Mutex
	rules  []FaultRule
	struck []int
	random *rand.Rand
}

func (b *faultBook) set(faults Faults) error {
	for i, rule := range faults.Rules {
		if err := rule.check(); err != nil {
			return fmt.Errorf("rule %d: %w", i+1, err)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.rules = append([]FaultRule(nil), faults.Rules...)
	b.struck = make([]int, len(faults.Rules))
	b.random = rand.New(rand.NewPCG(faults.Seed, faults.Seed))
	return nil
}

// draw returns the rule that strikes a request, nil if none does.
func (b *faultBook) draw(method, path, pattern string) *FaultRule {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, rule := range b.rules {
		if !rule.matches(method, path, pattern) || rule.Count > 0 && b.struck[i] >= rule.Count {
			continue
		}
		if rule.Probability > 0 && b.random.Float64() >= rule.Probability {
			continue
		}
		b.struck[i]++
		return &rule
	}
	return nil
}

func (r FaultRule) check() error {
	kind, known := faultKinds[r.Kind]
	switch {
	case !known:
		return fmt.Errorf("unknown kind %q", r.Kind)
	case r.Probability < 0 || r.Probability > 1:
		return fmt.Errorf("probability %v is not between 0 and 1", r.Probability)
	case r.Count < 0:
		return fmt.Errorf("count %d is below 0", r.Count)
	case r.Path != "" && r.Path != "*" && !strings.HasPrefix(r.Path, "/"):
		return fmt.Errorf("path %q does not begin with /", r.Path)
	case kind.check != nil:
		return kind.check(r)
	}
	return nil
}

// matches compares the rule with a request to path, which is an operation of the
// given pattern. A parameter matches a parameter only, so /v1/users/{user_id}
// leaves /v1/users/count alone.
func (r FaultRule) matches(method, path, pattern string) bool {
	if r.Method != "" && r.Method != "*" && !strings.EqualFold(r.Method, method) {
		return false
	}
	if r.Path == "" || r.Path == "*" {
		return true
	}
	rule, sent, operation := strings.Split(r.Path, "/"), strings.Split(path, "/"), strings.Split(pattern, "/")
	for i, want := range rule {
		switch {
		case i >= len(sent):
			return false
		case want == "*" && i == len(rule)-1:
			return true
		case want == "*" || want == sent[i]:
		case !parameter(want) || i >= len(operation) || !parameter(operation[i]):
			return false
		}
	}
	return len(rule) == len(sent)
}

func parameter(segment string) bool {
	return strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}")
}

// faultAnswer is an error with the status, as Clerk writes it where the status
// has a code of its own.
func faultAnswer(status int) *apiError {
	switch status {
	case http.StatusTooManyRequests:
		return tooManyRequests(1)
	case http.StatusInternalServerError:
		return failure(status, "internal_clerk_error", "Oops, an unexpected error occurred", "There was an internal error on the server.")
	case http.StatusServiceUnavailable:
		return failure(status, "service_unavailable", "Service unavailable", "The service is not available at the moment.")
	case http.StatusConflict:
		return failure(status, "resource_locked", "Resource locked", "Another request is changing this resource. Try again.")
	case http.StatusPaymentRequired:
		return planLacks("injected_fault")
	case http.StatusForbidden:
		return failure(status, "authorization_invalid", "Unauthorized request", "You are not authorized to perform this request")
	case http.StatusNotFound:
		return routeNotFound()
	}
	text := strings.ToLower(http.StatusText(status))
	return failure(status, "injected_fault", text, fmt.Sprintf("The emulator was told to answer %d.", status))
}
