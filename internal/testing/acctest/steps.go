package acctest

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// Applies is a step that applies a configuration with exactly these writes.
func Applies(config string, writes ...string) Step {
	if writes == nil {
		writes = None
	}
	return Step{Config: config, Writes: writes}
}

// Then adds a check of the API to a step.
func Then(step Step, check func()) Step {
	step.Then = check
	return step
}

// After makes a step begin with a change behind Terraform's back.
func After(before func(), step Step) Step {
	step.Before = before
	return step
}

// Faults replaces the fault rules of the instance.
func Faults(t *testing.T, instance *Instance, rules ...emulator.FaultRule) {
	t.Helper()
	if err := instance.SetFaults(emulator.Faults{Seed: 1, Rules: rules}); err != nil {
		t.Fatal(err)
	}
}

// OnlyChanges expects a plan that changes nothing but these attributes.
type OnlyChanges []string

// CheckPlan implements plancheck.PlanCheck.
func (o OnlyChanges) CheckPlan(_ context.Context, req plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	for _, change := range req.Plan.ResourceChanges {
		before, _ := change.Change.Before.(map[string]any)
		after, _ := change.Change.After.(map[string]any)
		for name := range before {
			if !reflect.DeepEqual(before[name], after[name]) && !slices.Contains(o, name) {
				resp.Error = fmt.Errorf("the plan changes %s of %s from %v to %v", name, change.Address, before[name], after[name])
			}
		}
	}
}
