package acctest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// testAnotherInstance refreshes and destroys the object with the secret key of another instance.
func (o ObjectRow) testAnotherInstance(t *testing.T) {
	instance := o.instance(t)
	calls := NewCalls(t, instance, o.Type)
	held := calls.Create(instance, o.Config)
	other := NewInstance(t)
	calls.Configure(other)
	read, err := calls.Server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: o.Type, CurrentState: held.State, Private: held.Private,
	})
	if err != nil {
		t.Fatal(err)
	}
	ExpectOne(t, read.Diagnostics, IsError, "The secret key belongs to another Clerk instance")
	if len(calls.Attributes(o.Type, read.NewState)) == 0 {
		t.Error("the object left the state")
	}
	_, diagnostics := calls.Apply(calls.Plan(held, nil))
	ExpectOne(t, diagnostics, IsError, "The secret key belongs to another Clerk instance")
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
