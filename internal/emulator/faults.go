package emulator

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
)

// Faults are the rules for injected faults. The first rule that matches a request is applied.
type Faults struct {
	// Seed is the seed of the random numbers, so that a run can be repeated.
	Seed  uint64      `json:"seed"`
	Rules []FaultRule `json:"rules"`
}

// FaultRule defines a fault and the requests that it is applied to.
type FaultRule struct {
	// Method is a method. Empty or "*" means any method.
	Method string `json:"method"`
	// Path is the path of an operation, such as /v1/users/{user_id}, or the path of a request. A segment "*" matches any
	// segment, and as the last segment any rest. "*" alone and an empty path match every path.
	Path string `json:"path"`
	// Kind is one of the kinds of faults.
	Kind string `json:"kind"`
	// Status is the status of the answer. It is required for kind status. For kind html, the default is 502.
	Status int `json:"status,omitempty"`
	// Body is the body of the answer for kind status: FaultBodyClerk (the default) or FaultBodyNone.
	Body string `json:"body,omitempty"`
	// RetryAfter is the header Retry-After for kind status, in seconds or as an HTTP date. RetryAfterNone omits the
	// header. By default it is sent with 429 only, as Clerk does.
	RetryAfter string `json:"retry_after,omitempty"`
	// DelayMS is a time in milliseconds: the delay for kind delay, the time between two bytes for kind drip, and the time
	// with a closed port for kind refused.
	DelayMS int `json:"delay_ms,omitempty"`
	// AfterCommit applies the fault after the operation, for the kinds status, html and delay. For other kinds, this time
	// is fixed.
	AfterCommit bool `json:"after_commit,omitempty"`
	// Probability is the share of the matching requests that the fault is applied to. Absent or 0 means all.
	Probability float64 `json:"probability,omitempty"`
	// Count is the maximum number of requests that the fault is applied to. 0 means no limit.
	Count int `json:"count,omitempty"`
}

// SetFaults replaces the fault rules. Without rules, there are no faults, and a port that the kind refused has closed
// is opened again. Invalid rules are refused.
func (e *Emulator) SetFaults(faults Faults) error {
	if err := e.faults.set(faults); err != nil {
		return err
	}
	e.port.Load().open()
	return nil
}

type faultRules struct {
	mu      sync.Mutex
	rules   []FaultRule
	applied []int
	random  *rand.Rand
}

func (b *faultRules) set(faults Faults) error {
	for i, rule := range faults.Rules {
		if err := rule.check(); err != nil {
			return fmt.Errorf("rule %d: %w", i+1, err)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.rules = append([]FaultRule(nil), faults.Rules...)
	b.applied = make([]int, len(faults.Rules))
	b.random = rand.New(rand.NewPCG(faults.Seed, faults.Seed))
	return nil
}

// draw returns the rule for a request, or nil.
func (b *faultRules) draw(method, path, pattern string) *FaultRule {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, rule := range b.rules {
		if !rule.matches(method, path, pattern) || rule.Count > 0 && b.applied[i] >= rule.Count {
			continue
		}
		if rule.Probability > 0 && b.random.Float64() >= rule.Probability {
			continue
		}
		b.applied[i]++
		return &rule
	}
	return nil
}

// matches reports whether the rule matches a request to path for an operation with the given pattern. A parameter in
// the rule matches only a parameter in the pattern, so /v1/users/{user_id} does not match /v1/users/count.
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
