package acctest

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// testAnotherInstance refreshes and destroys the object with the secret key of another instance.
func (o ObjectRow) testAnotherInstance(t *testing.T) {
	instance := o.instance(t)
	calls := NewCalls(t, instance, o.Type)
	held := calls.Create(instance, o.Config)
	other := NewInstance(t)
	calls.Configure(other)
	o.expectKept(t, calls, held, "The secret key belongs to another Clerk instance")
	_, diagnostics := calls.Apply(calls.Plan(held, nil))
	ExpectOne(t, diagnostics, IsError, "The secret key belongs to another Clerk instance")
}

// testFailedRead refreshes the object while the API answers every read with an error. Only a 404 removes an object from
// the state.
func (o ObjectRow) testFailedRead(t *testing.T) {
	instance := o.instance(t)
	calls := NewCalls(t, instance, o.Type)
	held := calls.Create(instance, o.Config)
	// The provider also compares the instance before it removes an object: that read succeeds.
	area := strings.Split(o.Create, "/")[2]
	var rules []emulator.FaultRule
	lists := []string{area, "organization_memberships", "organization_invitations"}
	for _, path := range append(lists, "*/*", "*/*/*", "*/*/*/*") {
		rules = append(rules, emulator.FaultRule{
			Method: "GET", Path: "/v1/" + path, Kind: emulator.FaultStatus, Status: 500,
		})
	}
	Faults(t, instance, rules...)
	calls.Configure(instance, Values{"max_retries": 0})
	o.expectKept(t, calls, held, "status 500")
}

// expectKept expects a refresh to fail with an error, and the object to stay in the state.
func (o ObjectRow) expectKept(t *testing.T, calls Calls, held Object, says string) {
	t.Helper()
	read, err := calls.Server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: o.Type, CurrentState: held.State, Private: held.Private,
	})
	if err != nil {
		t.Fatal(err)
	}
	ExpectOne(t, read.Diagnostics, IsError, says)
	if len(calls.Attributes(o.Type, read.NewState)) == 0 {
		t.Error("the object left the state")
	}
}

// testTwoResources plans two resources that have the object in the state.
func (o ObjectRow) testTwoResources(t *testing.T) {
	instance, p, state := o.created(t)
	o.next(p, instance)
	ExpectNone(t, p.PlanChange(o.Type, state, o.Config))
	ExpectOne(t, p.PlanChange(o.Type, state, o.Config), IsError, "Two resources manage the same", "terraform state rm")
	o.next(p, instance)
	ExpectNone(t, p.PlanChange(o.Type, state, o.Config))
	ExpectOne(t, p.PlanDestroy(o.Type, state), IsError, "another resource manages", "terraform state rm")
	instance.ExpectWrites()
}

// testRenamed plans the destroy of the object and the create of an equal one, in both orders.
func (o ObjectRow) testRenamed(t *testing.T) {
	InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance, p, state := o.created(t)
		o.next(p, instance)
		var found []*tfprotov6.Diagnostic
		inOrder(
			func() { found = append(found, p.PlanDestroy(o.Type, state)...) },
			func() { found = append(found, p.PlanCreate(o.Type, o.Config)...) },
		)
		ExpectOne(t, found, IsError, "another resource manages", "moved {", "from = "+o.Type)
		instance.ExpectWrites()
	})
}

// testReplaced replaces the object with -replace and after terraform taint, with and without create_before_destroy.
func (o ObjectRow) testReplaced(t *testing.T) {
	for name, isTainted := range map[string]bool{"-replace": false, "taint": true} {
		t.Run(name, func(t *testing.T) { o.replace(t, isTainted, false) })
		t.Run(name+", create_before_destroy", func(t *testing.T) { o.replace(t, isTainted, true) })
	}
}

// replace replaces the object. The replacement succeeds. With create_before_destroy it can also be refused, if two
// objects cannot have the same key: the error describes that, and nothing changes.
func (o ObjectRow) replace(t *testing.T, isTainted, createFirst bool) {
	instance := o.instance(t)
	calls := NewCalls(t, instance, o.Type)
	created := calls.Create(instance, o.Config)
	calls.Configure(instance)
	held := calls.Refreshed(created)
	before := Object{}
	if !isTainted {
		before.Private = calls.Plan(held, o.Config).PlannedPrivate
	}
	planned := calls.Plan(before, o.Config)
	calls.mustSucceed(planned.Diagnostics)
	o.next(calls.Protocol, instance)
	if !createFirst {
		_, diagnostics := calls.Apply(calls.Replaced(held, planned))
		calls.mustSucceed(diagnostics)
	}
	made, diagnostics := calls.Apply(calls.Plan(Object{}, o.Config))
	if createFirst && len(Errors(diagnostics)) > 0 {
		ExpectOne(t, diagnostics, IsError, "create_before_destroy", "Nothing was changed")
		calls.Configure(instance)
		o.expectEmptyPlan(t, calls.Protocol, calls.Refreshed(held).State, "the plan after a refused replacement")
		return
	}
	calls.mustSucceed(diagnostics)
	if createFirst {
		_, diagnostics = calls.Apply(calls.Plan(held, nil))
		calls.mustSucceed(diagnostics)
	}
	calls.Configure(instance)
	o.expectEmptyPlan(t, calls.Protocol, calls.Refreshed(made).State, "the plan after the replacement")
}

// testExchanged replaces or destroys an object after an exchange that could not delete the old object. Whatever the
// resource is afterwards, the other object is deleted.
func (o ObjectRow) testExchanged(t *testing.T) {
	if o.Exchange == nil {
		return
	}
	adopt := Values{"adopt_existing": true}
	for name, test := range map[string]struct {
		replacement Values
		createFirst bool
		deletes     int
	}{
		"destroyed":                                         {nil, false, 2},
		"replaced by the new object":                        {o.Exchange, false, 2},
		"replaced by the old object":                        {o.Config, false, 2},
		"replaced by the new object, create_before_destroy": {o.Exchange.With(adopt), true, 1},
		"replaced by the old object, create_before_destroy": {o.Config.With(adopt), true, 1},
	} {
		t.Run(name, func(t *testing.T) {
			instance, calls, half := o.halfExchanged(t)
			planned := calls.Plan(half, nil)
			if test.replacement != nil { // a tainted object is planned without its private state
				planned = calls.Replaced(half, calls.Plan(Object{}, test.replacement))
			}
			o.next(calls.Protocol, instance)
			if !test.createFirst {
				_, diagnostics := calls.Apply(planned)
				calls.mustSucceed(diagnostics)
			}
			var made Object
			if test.replacement != nil {
				var diagnostics []*tfprotov6.Diagnostic
				made, diagnostics = calls.Apply(calls.Plan(Object{}, test.replacement))
				calls.mustSucceed(diagnostics)
			}
			if test.createFirst { // the CLI plans the destroy again, with the private state of the object
				_, diagnostics := calls.Apply(calls.Plan(half, nil))
				calls.mustSucceed(diagnostics)
			}
			deletes := slices.DeleteFunc(instance.Writes(), func(write string) bool { return write != o.Destroys[0] })
			if len(deletes) != test.deletes {
				t.Errorf("%d objects were deleted, want %d", len(deletes), test.deletes)
			}
			if test.replacement != nil {
				o.expectUnchanged(t, instance, calls, made, test.replacement)
			}
		})
	}
}

// testExchangedTwice replaces a tainted object after an exchange that could not delete the old object, and cannot
// delete it the first time again. The second attempt deletes both objects.
func (o ObjectRow) testExchangedTwice(t *testing.T) {
	if o.Exchange == nil {
		return
	}
	instance, calls, half := o.halfExchanged(t)
	planned := calls.Plan(Object{}, o.Exchange)
	Faults(t, instance, emulator.FaultRule{Method: "DELETE", Path: "*", Kind: emulator.FaultStatus, Status: 500})
	calls.Configure(instance, Values{"max_retries": 0})
	half, diagnostics := calls.Apply(calls.Replaced(half, planned))
	if len(Errors(diagnostics)) == 0 {
		t.Fatal("the deletes succeeded")
	}
	Faults(t, instance)
	calls.Configure(instance)
	half = calls.Refreshed(half)
	planned = calls.Plan(Object{}, o.Exchange)
	o.next(calls.Protocol, instance)
	_, diagnostics = calls.Apply(calls.Replaced(half, planned))
	calls.mustSucceed(diagnostics)
	made, diagnostics := calls.Apply(calls.Plan(Object{}, o.Exchange))
	calls.mustSucceed(diagnostics)
	o.expectUnchanged(t, instance, calls, made, o.Exchange)
}

// expectUnchanged expects an empty plan for an object, after a refresh.
func (o ObjectRow) expectUnchanged(t *testing.T, instance *Instance, calls Calls, held Object, config Values) {
	t.Helper()
	calls.Configure(instance)
	planned := calls.Plan(calls.Refreshed(held), config)
	if diff := cmp.Diff(
		calls.Attributes(o.Type, held.State), calls.Attributes(o.Type, planned.PlannedState),
	); diff != "" {
		t.Errorf("the plan after the replacement is not empty:\n%s", diff)
	}
}

// halfExchanged is an object after an exchange that could not delete the old object, and a refresh.
func (o ObjectRow) halfExchanged(t *testing.T) (*Instance, Calls, Object) {
	t.Helper()
	instance := o.instance(t)
	calls := NewCalls(t, instance, o.Type)
	held := calls.Create(instance, o.Config)
	Faults(t, instance, emulator.FaultRule{Method: "DELETE", Path: "*", Kind: emulator.FaultStatus, Status: 500})
	calls.Configure(instance, Values{"max_retries": 0})
	half, diagnostics := calls.Apply(calls.Plan(held, o.Exchange))
	ExpectOne(t, diagnostics, IsError, "status 500")
	Faults(t, instance)
	calls.Configure(instance)
	return instance, calls, calls.Refreshed(half)
}
