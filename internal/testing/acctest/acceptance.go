package acctest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

// Step is one step of an acceptance test. Its configuration gets the provider
// block of the instance. After every apply the harness plans again, and fails
// unless that plan is empty.
type Step struct {
	resource.TestStep
	// Before runs first, such as a change behind Terraform's back.
	Before func()
	// Writes are the writes that the API receives in this step, in order. Nil
	// checks nothing; None expects none.
	Writes []string
	// Then checks what the API holds after the step.
	Then func()
}

// checkedLate says that the step offers no moment for its checks before the
// next one begins.
func (s Step) checkedLate() bool {
	return s.ImportState || s.PlanOnly || s.Destroy || s.ExpectError != nil
}

// None expects that a step writes nothing.
var None = []string{}

// Run drives the steps through the real CLI and destroys everything at the
// end. The last function, unless nil, checks what the API holds then.
func (i *Instance) Run(t *testing.T, steps []Step, afterDestroy func()) {
	t.Helper()
	i.runWith(t, Factories(), steps, afterDestroy)
}

func (i *Instance) runWith(
	t *testing.T,
	factories map[string]func() (tfprotov6.ProviderServer, error),
	steps []Step,
	afterDestroy func(),
) {
	t.Helper()
	RequireCLI(t)
	run := &run{instance: i, t: t}
	test := resource.TestCase{
		IsUnitTest:               true,
		ProtoV6ProviderFactories: factories,
		CheckDestroy: func(*terraform.State) error {
			run.settle()
			if afterDestroy != nil {
				afterDestroy()
			}
			return nil
		},
	}
	for _, step := range steps {
		test.Steps = append(test.Steps, run.step(step))
	}
	if steps[len(steps)-1].checkedLate() {
		// Another step, so that the checks of the last one come before the destroy.
		test.Steps = append(test.Steps, run.step(Step{TestStep: resource.TestStep{Config: "# nothing\n"}}))
	}
	resource.Test(t, test)
}

// Factories serve the provider in this process.
func Factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"clerk": func() (tfprotov6.ProviderServer, error) { return provider.NewServer("test")(), nil },
	}
}

// run checks each step once: as soon as its apply has succeeded, or, for a
// step that is to fail, before whatever comes next.
type run struct {
	instance *Instance
	t        *testing.T
	pending  func()
}

func (r *run) step(step Step) resource.TestStep {
	converted := step.TestStep
	if converted.Config != "" {
		converted.Config = r.instance.ProviderBlock() + converted.Config
	}
	converted.PreConfig = func() {
		r.settle()
		if step.Before != nil {
			step.Before()
		}
		r.instance.ResetLog()
		r.pending = func() { r.check(step) }
	}
	if !step.checkedLate() {
		check := converted.Check
		converted.Check = func(state *terraform.State) error {
			r.settle()
			if check == nil {
				return nil
			}
			return check(state)
		}
	}
	return converted
}

func (r *run) settle() {
	if r.pending != nil {
		check := r.pending
		r.pending = nil
		check()
	}
}

func (r *run) check(step Step) {
	if step.Writes != nil {
		r.instance.ExpectWrites(step.Writes...)
	}
	if step.Then != nil {
		step.Then()
	}
}
