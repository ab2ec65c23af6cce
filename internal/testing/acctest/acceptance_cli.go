package acctest

import (
	"encoding/json"
	"slices"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
)

// savedPlan is the file of a plan that is applied after its checks.
const savedPlan = "tfplan"

// cliRun runs the steps of a test in one workspace with as few commands as
// possible, because starting the CLI takes most of the time of a step.
type cliRun struct {
	instance  *Instance
	t         *testing.T
	workspace *Workspace
}

func (r *cliRun) steps(steps []Step) {
	r.t.Helper()
	for n, step := range steps {
		r.t.Logf("step %d", n+1)
		r.step(step)
	}
	if steps[len(steps)-1].ExpectError != nil {
		r.workspace.Write(r.instance.ProviderBlock()) // the last configuration is not valid
	}
	if r.managesResources() {
		r.workspace.Must("destroy", "-auto-approve", "-no-color", "-refresh=false")
	}
}

func (r *cliRun) step(step Step) {
	r.t.Helper()
	r.instance.begin(step)
	if step.Config != "" {
		r.workspace.Write(r.instance.ProviderBlock() + step.Config)
	}
	result := r.execute(step)
	if step.ExpectError != nil {
		if text := result.Stdout + result.Stderr; result.ExitCode == 0 || !step.ExpectError.MatchString(text) {
			r.t.Fatalf("the step must fail with %q: %s", step.ExpectError, result)
		}
		r.instance.check(step)
		return
	}
	if result.ExitCode != 0 {
		r.t.Fatal(result)
	}
	r.instance.check(step)
	r.checkState(step)
	if !step.Destroy {
		r.expectEmptyPlan(step.AllowDrift)
	}
}

// begin starts a step on the instance.
func (i *Instance) begin(step Step) {
	if step.Before != nil {
		step.Before()
	}
	i.ResetLog()
}

// check runs the checks of a step on the instance.
func (i *Instance) check(step Step) {
	i.t.Helper()
	if step.Writes != nil {
		i.ExpectWrites(step.Writes...)
	}
	if step.Then != nil {
		step.Then()
	}
}

// execute runs the commands of a step until one fails, and returns the last result.
func (r *cliRun) execute(step Step) Result {
	r.t.Helper()
	switch {
	case step.PlanOnly:
		return r.workspace.Run("plan", "-no-color")
	case step.Destroy:
		return r.workspace.Run("destroy", "-auto-approve", "-no-color")
	case step.RefreshState:
		return r.workspace.Run("apply", "-refresh-only", "-auto-approve", "-no-color")
	case len(step.PlanChecks) == 0:
		return r.workspace.Run("apply", "-auto-approve", "-no-color")
	}
	planned := r.workspace.Run("plan", "-no-color", "-out="+savedPlan)
	if planned.ExitCode != 0 {
		return planned
	}
	r.checkPlan(step.PlanChecks)
	return r.workspace.Run("apply", "-no-color", savedPlan)
}

func (r *cliRun) checkPlan(checks []plancheck.PlanCheck) {
	r.t.Helper()
	var plan tfjson.Plan
	plan.UseJSONNumber(true)
	if err := json.Unmarshal([]byte(r.workspace.Must("show", "-json", savedPlan).Stdout), &plan); err != nil {
		r.t.Fatal(err)
	}
	for _, check := range checks {
		var response plancheck.CheckPlanResponse
		check.CheckPlan(r.t.Context(), plancheck.CheckPlanRequest{Plan: &plan}, &response)
		if response.Error != nil {
			r.t.Errorf("the plan: %v", response.Error)
		}
	}
}

func (r *cliRun) checkState(step Step) {
	r.t.Helper()
	if len(step.StateChecks) == 0 {
		return
	}
	state := r.workspace.State()
	for _, check := range step.StateChecks {
		var response statecheck.CheckStateResponse
		check.CheckState(r.t.Context(), statecheck.CheckStateRequest{State: state}, &response)
		if response.Error != nil {
			r.t.Errorf("the state: %v", response.Error)
		}
	}
}

// expectEmptyPlan plans again. The plan must not change anything, and the
// refresh must find what the apply has put into the state.
func (r *cliRun) expectEmptyPlan(allowDrift bool) {
	r.t.Helper()
	planned := r.workspace.Run("plan", "-json", "-detailed-exitcode")
	if planned.ExitCode != 0 {
		r.t.Fatalf("the plan after the step must be empty: %s", planned)
	}
	if drift := planned.messages("resource_drift"); len(drift) > 0 && !allowDrift {
		r.t.Errorf("the refresh after the step changes the state: %s", drift)
	}
}

// managesResources reports whether the state holds resources, other than those
// of data sources.
func (r *cliRun) managesResources() bool {
	r.t.Helper()
	return slices.ContainsFunc(r.workspace.Held().Resources, func(resource HeldResource) bool {
		return resource.Mode == "managed"
	})
}
