package acctest

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// Refusal is a change of a resource that a rule of the instance refuses. Without the rule, it succeeds.
type Refusal struct {
	// BadInput has the change and the error. Its API sets the rule.
	BadInput
	// Refused are the write requests with the rule, Accepted those without it.
	Refused, Accepted []string
}

// RunRefusals makes each change of a resource type with the rule and without it. Without the rule, the next plan is
// empty.
func RunRefusals(t *testing.T, typeName string, seed emulator.Seed, refusals []Refusal) {
	t.Helper()
	t.Parallel()
	for _, refusal := range refusals {
		t.Run(refusal.Name, func(t *testing.T) {
			t.Parallel()
			instance := NewInstance(t)
			instance.MustSeed(seed)
			refusal.Run(t, instance, "resource "+typeName)
			instance.ExpectWrites(refusal.Refused...)
		})
		t.Run(refusal.Name+", not refused", func(t *testing.T) {
			t.Parallel()
			instance := NewInstance(t)
			instance.MustSeed(seed)
			refusal.runWithoutRule(t, instance, typeName)
		})
	}
}

func (r Refusal) runWithoutRule(t *testing.T, instance *Instance, typeName string) {
	t.Helper()
	p := NewProtocol(t, instance)
	before := Change{}
	if r.Before != nil {
		before = p.Apply(typeName, nil, r.Before)
		ExpectNone(t, before.Diagnostics)
	}
	p.Configure(instance)
	instance.ResetLog()
	change := r.attempt(p, "resource", typeName, before.State)
	ExpectNone(t, change.Diagnostics)
	instance.ExpectWrites(r.Accepted...)
	if r.Destroy {
		return
	}
	p.Configure(instance)
	config := p.Config(p.Schemas.ResourceSchemas[typeName], r.Config)
	if changed := p.PlanUpdate(typeName, p.Refresh(typeName, change.State), config); len(changed) > 0 {
		t.Errorf("the next plan changes %s", strings.Join(changed, ", "))
	}
}
