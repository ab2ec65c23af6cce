package acctest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Calls makes the calls of a run for the resources of one type, in the order that a test needs.
type Calls struct {
	*Protocol
	t        *testing.T
	TypeName string
}

// NewCalls returns the calls for one type of resource, with a provider that is configured for the instance.
func NewCalls(t *testing.T, instance *Instance, typeName string) Calls {
	return Calls{NewProtocol(t, instance), t, typeName}
}

// Plan plans a resource. Without values it plans the destroy.
func (c Calls) Plan(prior Object, values Values) PlannedChange {
	c.t.Helper()
	return c.planned(c.TypeName, prior, values)
}

// Replaced is the destroy of an object by its replacement: Terraform passes the private state of the planned create.
func (c Calls) Replaced(held Object, create PlannedChange) PlannedChange {
	nothing := c.noValue(c.TypeName)
	return PlannedChange{c.TypeName, held, nothing, &tfprotov6.PlanResourceChangeResponse{
		PlannedState: nothing, PlannedPrivate: create.PlannedPrivate,
	}}
}

// Apply applies a plan and returns what the state has after it.
func (c Calls) Apply(plan PlannedChange) (Object, []*tfprotov6.Diagnostic) {
	c.t.Helper()
	applied := c.applied(plan)
	return Object{applied.NewState, applied.Private}, applied.Diagnostics
}

// Create plans and applies a new resource in a run of its own.
func (c Calls) Create(instance *Instance, values Values) Object {
	c.t.Helper()
	c.Configure(instance)
	planned := c.Plan(Object{}, values)
	ExpectNone(c.t, planned.Diagnostics)
	created, diagnostics := c.Apply(planned)
	ExpectNone(c.t, diagnostics)
	return created
}

// InBothOrders runs a test with two calls in one order and in the other one.
func InBothOrders(t *testing.T, test func(t *testing.T, inOrder func(first, second func()))) {
	t.Helper()
	for name, reverse := range map[string]bool{"in order": false, "reversed": true} {
		t.Run(name, func(t *testing.T) {
			test(t, func(first, second func()) {
				if reverse {
					first, second = second, first
				}
				first()
				second()
			})
		})
	}
}

// Imported imports a resource by its identity and reads it, as the CLI does, and returns it with its private state.
func (c Calls) Imported(identity Values) Object {
	c.t.Helper()
	return c.imported(&tfprotov6.ImportResourceStateRequest{
		TypeName: c.TypeName, Identity: c.IdentityOf(c.TypeName, identity),
	})
}

// ImportedByID is Imported with the text of an import instead of an identity.
func (c Calls) ImportedByID(id string) Object {
	c.t.Helper()
	return c.imported(&tfprotov6.ImportResourceStateRequest{TypeName: c.TypeName, ID: id})
}

func (c Calls) imported(request *tfprotov6.ImportResourceStateRequest) Object {
	c.t.Helper()
	response, err := c.Server.ImportResourceState(c.t.Context(), request)
	if err != nil {
		c.t.Fatal(err)
	}
	ExpectNone(c.t, response.Diagnostics)
	found := response.ImportedResources[0]
	return c.Refreshed(Object{found.State, found.Private})
}

// Refreshed reads a resource.
func (c Calls) Refreshed(held Object) Object {
	c.t.Helper()
	response, err := c.Server.ReadResource(c.t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: c.TypeName, CurrentState: held.State, Private: held.Private,
	})
	if err != nil {
		c.t.Fatal(err)
	}
	ExpectNone(c.t, response.Diagnostics)
	return Object{response.NewState, response.Private}
}

// ExpectImport imports a resource by each name, in a run of its own. It expects the attributes of the created resource,
// except some, and that a plan of its configuration changes nothing.
func (c Calls) ExpectImport(instance *Instance, created Object, config Values, names []string, except ...string) {
	c.t.Helper()
	for _, name := range names {
		c.Configure(instance)
		instance.ResetLog()
		imported := c.ImportedByID(name)
		planned := c.Plan(imported, config)
		ExpectNone(c.t, planned.Diagnostics)
		want, got := c.Attributes(c.TypeName, created.State), c.Attributes(c.TypeName, imported.State)
		next := c.Attributes(c.TypeName, planned.PlannedState)
		for _, attribute := range except {
			delete(want, attribute)
			delete(got, attribute)
			delete(next, attribute)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			c.t.Errorf("the import of %q differs from the created resource (-created +imported):\n%s", name, diff)
		}
		if diff := cmp.Diff(got, next); diff != "" {
			c.t.Errorf("the import of %q plans changes (-imported +planned):\n%s", name, diff)
		}
		instance.ExpectWrites()
	}
}
