package emailaddresses_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// Tests of two resources that concern one email address, with every order of calls.

const typeName = "clerk_email_address"

// managed applies an email address of the user and returns its state.
func managed(t *testing.T, p *acctest.Protocol, config acctest.Values) *tfprotov6.DynamicValue {
	t.Helper()
	change := p.Apply(typeName, nil, config)
	if errors := acctest.Errors(change.Diagnostics); len(errors) > 0 {
		t.Fatalf("%s: %s", errors[0].Summary, errors[0].Detail)
	}
	return change.State
}

func TestEmailAddress_renameWithoutMoved_failsThePlanInBothOrders(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	p := acctest.NewProtocol(t, instance)
	state := managed(t, p, acctest.Values{"user_id": id, "email_address": "new@example.com"})
	create := func() []*tfprotov6.Diagnostic {
		return p.PlanCreate(typeName, acctest.Values{"user_id": id, "email_address": "New@example.com"})
	}
	destroy := func() []*tfprotov6.Diagnostic { return p.PlanDestroy(typeName, state) }
	for name, calls := range map[string][]func() []*tfprotov6.Diagnostic{"create first": {create, destroy}, "destroy first": {destroy, create}} {
		p.Configure(instance)
		if first := acctest.Errors(calls[0]()); len(first) != 0 {
			t.Errorf("%s: the first call fails: %v", name, first[0])
		}
		second := acctest.Errors(calls[1]())
		if len(second) != 1 || !strings.Contains(second[0].Detail, "moved {") || !strings.Contains(second[0].Detail, id) {
			t.Errorf("%s: the second call gives %v, want one error with a moved block", name, second)
		}
	}
}

func TestEmailAddress_managedTwice_warnsInThePlanAndNamesBoth(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	p := acctest.NewProtocol(t, instance)
	config := acctest.Values{"user_id": id, "email_address": "new@example.com"}
	state := managed(t, p, config)
	p.Configure(instance)
	first, second := p.Planned(typeName, state, config), p.PlanCreate(typeName, config)
	if len(first.Diagnostics) != 0 || len(second) != 1 || second[0].Severity != tfprotov6.DiagnosticSeverityWarning {
		t.Errorf("the plans give %v and %v, want one warning", first.Diagnostics, second)
	}
}

func TestEmailAddress_swap_keepsBothAddressesInEveryOrder(t *testing.T) {
	t.Parallel()
	for name, order := range map[string]struct {
		together bool // both are planned before one is applied
		reversed bool
	}{
		"in turn": {false, false}, "in turn, reversed": {false, true}, "together": {true, false}, "together, reversed": {true, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t, func(c *emulator.Config) { c.Behaviour.KeepPrimaryEmpty = true })
			id := instance.Hold(map[string]any{"username": "countess"})
			p := acctest.NewProtocol(t, instance)
			values := []string{"a@example.com", "b@example.com"}
			var states []*tfprotov6.DynamicValue
			for i, value := range values {
				config := acctest.Values{"user_id": id, "email_address": value, "verified": true}
				if i == 0 {
					config["primary"] = true
				}
				states = append(states, managed(t, p, config))
			}
			p.Configure(instance)
			turns := []int{0, 1}
			if order.reversed {
				slices.Reverse(turns)
			}
			plan := func(i int) acctest.PlannedChange {
				return p.Planned(typeName, states[i], acctest.Values{"user_id": id, "email_address": values[1-i]})
			}
			var planned [2]acctest.PlannedChange
			for _, i := range turns {
				if order.together {
					planned[i] = plan(i)
				}
			}
			for _, i := range turns {
				if !order.together {
					planned[i] = plan(i)
				}
				if errors := acctest.Errors(p.ApplyPlanned(planned[i]).Diagnostics); len(errors) > 0 {
					t.Fatalf("%s: %s", errors[0].Summary, errors[0].Detail)
				}
			}
			got := strings.Fields(shown(instance.OnlyUser()))
			slices.Sort(got)
			if want := []string{"a@example.com", "b@example.com*"}; !slices.Equal(got, want) {
				t.Errorf("the user holds %v, want %v: the first resource has the primary one", got, want)
			}
		})
	}
}

func TestEmailAddress_destroyOfTheLastOneOfAUserThatStays_isAnError(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
	p := acctest.NewProtocol(t, instance)
	state := managed(t, p, acctest.Values{"user_id": id, "email_address": "ada@example.com"})
	user := p.Import("clerk_user", p.IdentityOf("clerk_user", acctest.Values{"id": id}))
	p.Configure(instance)
	kept := acctest.Errors(p.Planned("clerk_user", user, acctest.Values{"first_name": "Ada"}).Diagnostics)
	if len(kept) > 0 {
		t.Fatal(kept[0].Detail)
	}
	errors := acctest.Errors(p.DestroyUnplanned(typeName, state).Diagnostics)
	if len(errors) != 1 || !strings.Contains(errors[0].Detail, "destroy = false") ||
		!strings.Contains(errors[0].Detail, "Add another one") {
		t.Errorf("the destroy gives %v, want an error with what to do", errors)
	}
	p.Configure(instance)
	change := p.DestroyUnplanned(typeName, state)
	if len(change.Diagnostics) != 1 || change.Diagnostics[0].Severity != tfprotov6.DiagnosticSeverityWarning {
		t.Errorf("without the user in the run, the destroy gives %v, want a warning", change.Diagnostics)
	}
	holds(t, instance, "ada@example.com*")()
}

func TestEmailAddress_takenByAUserOfTheRun_advisesNoImport(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	other := instance.Hold(map[string]any{"email_address": []string{"taken@example.com"}})
	p := acctest.NewProtocol(t, instance)
	user := p.Import("clerk_user", p.IdentityOf("clerk_user", acctest.Values{"id": other}))
	p.Planned("clerk_user", user, acctest.Values{"first_name": "Ada"})
	errors := acctest.Errors(
		p.Apply(
			typeName,
			nil,
			acctest.Values{"user_id": id, "email_address": "taken@example.com", "verified": true},
		).Diagnostics,
	)
	if len(errors) != 1 || !strings.Contains(errors[0].Detail, other) ||
		!strings.Contains(errors[0].Detail, "one of the two") ||
		strings.Contains(errors[0].Detail, "set user_id") {
		t.Errorf("the create gives %v, want one error that names both managers", errors)
	}
}

func TestEmailAddress_exchange_sendsVerifiedOnlyAsConfigured(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	p := acctest.NewProtocol(t, instance)
	state := managed(t, p, acctest.Values{"user_id": id, "email_address": "old@example.com", "verified": true})
	p.Configure(instance)
	instance.ResetLog()
	planned := p.Planned(typeName, state, acctest.Values{"user_id": id, "email_address": "new@example.com"})
	p.ApplyPlanned(planned)
	for _, request := range instance.Requests() {
		if request.Operation() == addEmail && strings.Contains(string(request.Body), "verified") {
			t.Errorf("the request is %s, although nothing configures verified", request.Body)
		}
	}
	holds(t, instance, "ada@example.com* new@example.com?")()
}

func TestEmailAddress_omittedPrimary_doesNotTakeItBackFromASibling(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	p := acctest.NewProtocol(t, instance)
	state := managed(
		t,
		p,
		acctest.Values{"user_id": id, "email_address": "first@example.com", "verified": true, "primary": true},
	)
	managed(t, p, acctest.Values{"user_id": id, "email_address": "sibling@example.com", "verified": true, "primary": true})
	p.Configure(instance)
	// The state is from before the sibling became primary.
	p.ApplyPlanned(
		p.Planned(typeName, state, acctest.Values{"user_id": id, "email_address": "second@example.com", "verified": true}),
	)
	holds(t, instance, "ada@example.com sibling@example.com* second@example.com")()
}

func TestEmailAddress_exchangeOfTheOnlyVerifiedPrimary_isRefusedBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	p := acctest.NewProtocol(t, instance)
	state := managed(t, p, acctest.Values{"user_id": id, "email_address": "ada@example.com", "verified": true})
	p.Configure(instance)
	instance.ResetLog()
	errors := acctest.Errors(
		p.ApplyPlanned(
			p.Planned(typeName, state, acctest.Values{"user_id": id, "email_address": "new@example.com"}),
		).Diagnostics,
	)
	if len(errors) != 1 || !strings.Contains(errors[0].Detail, "verified = true") {
		t.Errorf("the exchange gives %v, want one error that says what to write", errors)
	}
	instance.ExpectWrites()
}

func TestEmailAddress_destroyOfThePrimary_makesAnotherOnePrimaryFirst(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t, func(c *emulator.Config) { c.Behaviour.KeepPrimaryEmpty = true })
	id := instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
	p := acctest.NewProtocol(t, instance)
	state := managed(
		t,
		p,
		acctest.Values{"user_id": id, "email_address": "new@example.com", "verified": true, "primary": true},
	)
	p.Configure(instance)
	instance.ResetLog()
	p.Destroy(typeName, state)
	instance.ExpectWrites(updateUser, deleteEmail)
	holds(t, instance, "ada@example.com*")()
}

// A swap that an apply has done by half leaves one address in two states. Terraform plans the replacement of a tainted
// one of the two as a new resource, and an apply does not call the other one, which has no change.
func TestEmailAddress_taintedAfterHalfASwap_failsThePlanInBothOrders(t *testing.T) {
	t.Parallel()
	acctest.InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance := acctest.NewInstance(t)
		user := instance.Hold(map[string]any{"username": "adalove"})
		run := acctest.NewCalls(t, instance, "clerk_email_address")
		address := func(value string) acctest.Values { return acctest.Values{"user_id": user, "email_address": value} }
		held := run.Create(instance, address("a@example.com"))
		run.Configure(instance)
		var found []*tfprotov6.Diagnostic
		inOrder(func() {
			kept := run.Refreshed(held)
			found = append(found, run.Plan(kept, address("a@example.com")).Diagnostics...)
		}, func() {
			run.Refreshed(held)
			found = append(found, run.Plan(acctest.Object{}, address("b@example.com")).Diagnostics...)
		})
		acctest.ExpectOne(t, found, acctest.IsError, "a@example.com", user, "terraform untaint")
	})
}
