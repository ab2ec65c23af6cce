package emulator

import (
	"fmt"
	"math/rand/v2"
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
	// Status is the status of the answer: for kind status, where it is needed, and
	// for kind html, where it is 502 if absent.
	Status int `json:"status,omitempty"`
	// Body is the body of the answer, for kind status: FaultBodyClerk, which is what
	// an absent one means, or FaultBodyNone.
	Body string `json:"body,omitempty"`
	// RetryAfter is the header of that name, in seconds or as an HTTP date, for kind
	// status: RetryAfterNone is none, and absent is as Clerk does, which sends it
	// with 429 alone.
	RetryAfter string `json:"retry_after,omitempty"`
	// DelayMS is in milliseconds: for kind delay how long to wait, for kind drip how
	// long between two bytes, for kind refused how long nobody listens.
	DelayMS int `json:"delay_ms,omitempty"`
	// AfterCommit has what was asked for done before the fault strikes, for the kinds
	// status, html and delay. Of the others, each says by itself when it strikes.
	AfterCommit bool `json:"after_commit,omitempty"`
	// Probability is the share of matching requests that are struck. Absent or 0
	// is all.
	Probability float64 `json:"probability,omitempty"`
	// Count is how many requests are struck. 0 is no bound.
	Count int `json:"count,omitempty"`
}

// SetFaults replaces the fault rules; no rules end all faults. A port that kind
// refused has closed is open again. It refuses rules that make no sense.
func (e *Emulator) SetFaults(faults Faults) error {
	if err := e.faults.set(faults); err != nil {
		return err
	}
	e.port.Load().open()
	return nil
}

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
