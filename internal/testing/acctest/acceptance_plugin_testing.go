package acctest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
)

// needsPluginTesting reports whether only terraform-plugin-testing can run a
// step. It runs about eight commands of the CLI per step, cliRun two or three.
func needsPluginTesting(step Step) bool {
	checks := step.ConfigPlanChecks
	return step.ImportState || step.Query || step.Check != nil || step.ExpectNonEmptyPlan ||
		step.PostApplyFunc != nil || step.SkipFunc != nil || step.ConfigVariables != nil || step.Taint != nil ||
		len(checks.PostApplyPreRefresh)+len(checks.PostApplyPostRefresh) > 0
}

func (i *Instance) runWithPluginTesting(t *testing.T, providers Providers, steps []Step, afterDestroy func()) {
	t.Helper()
	run := &pluginTestingRun{instance: i}
	test := resource.TestCase{
		IsUnitTest:               true, // RequireCLI has checked TF_ACC
		ProtoV6ProviderFactories: providers,
		CheckDestroy: func(*terraform.State) error {
			run.checkPending()
			afterDestroy()
			return nil
		},
	}
	for _, step := range steps {
		test.Steps = append(test.Steps, run.step(step))
	}
	if checkedLate(steps[len(steps)-1]) {
		// Another step, so that the checks of the last one run before the destroy.
		test.Steps = append(test.Steps, run.step(Step{TestStep: resource.TestStep{Config: "# nothing\n"}}))
	}
	resource.Test(t, test)
}

// checkedLate reports whether terraform-plugin-testing calls no function after
// the step. Its checks then run before the next step.
func checkedLate(step Step) bool {
	return step.ImportState || step.PlanOnly || step.Destroy || step.ExpectError != nil
}

// pluginTestingRun runs the checks of each step once.
type pluginTestingRun struct {
	instance *Instance
	pending  func()
}

func (r *pluginTestingRun) step(step Step) resource.TestStep {
	converted := step.TestStep
	if converted.Config != "" {
		converted.Config = r.instance.ProviderBlock() + converted.Config
	}
	converted.PreConfig = func() {
		r.checkPending()
		r.instance.begin(step)
		r.pending = func() { r.instance.check(step) }
	}
	if !checkedLate(step) {
		check := converted.Check
		converted.Check = func(state *terraform.State) error {
			r.checkPending()
			if check == nil {
				return nil
			}
			return check(state)
		}
	}
	return converted
}

func (r *pluginTestingRun) checkPending() {
	if r.pending != nil {
		check := r.pending
		r.pending = nil
		check()
	}
}
