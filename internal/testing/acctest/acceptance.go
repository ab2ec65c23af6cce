package acctest

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

// Step is one step of an acceptance test. Run adds the provider block of the
// instance to its configuration. After each apply, Run plans again and fails
// unless that plan is empty.
type Step struct {
	Config string
	// PlanOnly only plans, Destroy destroys all resources, and RefreshState applies only the changes of the refresh.
	PlanOnly, Destroy, RefreshState bool
	// ExpectError matches the output of a step that must fail.
	ExpectError *regexp.Regexp
	// PlanChecks check the plan before it is applied.
	PlanChecks []plancheck.PlanCheck
	// StateChecks check the state after the step.
	StateChecks []statecheck.StateCheck
	// Before runs first. It can change the instance outside Terraform.
	Before func()
	// Writes are the write requests that the API must receive in this step, in
	// order. Nil checks nothing; None expects no write request.
	Writes []string
	// Then checks the instance after the step.
	Then func()
	// AllowDrift permits that the refresh after the step changes the state: one resource has changed the user of
	// another one.
	AllowDrift bool
}

// None expects that a step makes no write request.
var None = []string{}

// Providers makes the servers of the providers that a test serves in this
// process, by their local names.
type Providers map[string]func() (tfprotov6.ProviderServer, error)

// Factories returns the provider under test.
func Factories() Providers {
	return Providers{
		"clerk": func() (tfprotov6.ProviderServer, error) { return newServer(), nil },
	}
}

// highRateLimit is more requests than a test sends. The limiter has an element for each.
const highRateLimit = 2_000

// newServer makes a provider that waits neither before it repeats a failed request nor for its own rate limit, because
// a test with more than 100 requests would take ten seconds. The limit replaces rate_limit of a provider block. A
// header Retry-After still applies. The tests of the client and of the provider block check the waits.
func newServer(options ...clerk.Option) provider.Server {
	options = append([]clerk.Option{clerk.WithRetryWait(0, 0), clerk.WithRateLimit(highRateLimit)}, options...)
	return provider.NewServer("test", options...)().(provider.Server)
}

// Run runs the steps with the real CLI and destroys all resources at the end.
// Then it calls afterDestroy, unless that is nil.
func (i *Instance) Run(t *testing.T, steps []Step, afterDestroy func()) {
	t.Helper()
	i.runWith(t, Factories(), steps, afterDestroy)
}

func (i *Instance) runWith(t *testing.T, providers Providers, steps []Step, afterDestroy func()) {
	t.Helper()
	RequireCLI(t)
	if afterDestroy == nil {
		afterDestroy = func() {}
	}
	run := &cliRun{instance: i, t: t, workspace: newWorkspaceOf(t, providers)}
	run.steps(steps)
	afterDestroy()
}
