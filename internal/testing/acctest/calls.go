package acctest

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Severities of diagnostics.
const (
	IsError   = tfprotov6.DiagnosticSeverityError
	IsWarning = tfprotov6.DiagnosticSeverityWarning
)

// Calls makes the calls of a run for the resources of one type, in the order that a test needs.
type Calls struct {
	*Protocol
	t        *testing.T
	TypeName string
}

// Object is what the state holds of a resource: nothing, for the zero object.
type Object struct {
	State   *tfprotov6.DynamicValue
	Private []byte
}

// CallPlan is a plan of one resource and what it was made from.
type CallPlan struct {
	prior  Object
	Config *tfprotov6.DynamicValue
	*tfprotov6.PlanResourceChangeResponse
}

// NewCalls returns the calls for one type of resource, with a provider that is configured for the instance.
func NewCalls(t *testing.T, instance *Instance, typeName string) Calls {
	return Calls{NewProtocol(t, instance), t, typeName}
}

// Null returns the value of a resource that does not exist.
func (c Calls) Null() *tfprotov6.DynamicValue { return c.noValue(c.TypeName) }

// Plan plans a resource. Without values it plans the destroy.
func (c Calls) Plan(prior Object, values Values) CallPlan {
	c.t.Helper()
	if prior.State == nil {
		prior.State = c.Null()
	}
	config, proposed := c.Null(), c.Null()
	if values != nil {
		config = c.Config(c.Schemas.ResourceSchemas[c.TypeName], values)
		proposed = c.Proposed(c.TypeName, prior.State, config)
	}
	response, err := c.Server.PlanResourceChange(c.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName:           c.TypeName,
		PriorState:         prior.State,
		PriorPrivate:       prior.Private,
		Config:             config,
		ProposedNewState:   proposed,
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{},
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return CallPlan{prior, config, response}
}

// Replaced is the destroy of an object by its replacement: Terraform passes the private state of the planned create.
func (c Calls) Replaced(held Object, create CallPlan) CallPlan {
	return CallPlan{held, c.Null(), &tfprotov6.PlanResourceChangeResponse{
		PlannedState: c.Null(), PlannedPrivate: create.PlannedPrivate,
	}}
}

// Apply applies a plan and returns what the state holds after it.
func (c Calls) Apply(planned CallPlan) (Object, []*tfprotov6.Diagnostic) {
	c.t.Helper()
	response, err := c.Server.ApplyResourceChange(c.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: c.TypeName, PriorState: planned.prior.State, Config: planned.Config,
		PlannedState: planned.PlannedState, PlannedPrivate: planned.PlannedPrivate,
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return Object{response.NewState, response.Private}, response.Diagnostics
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

// ExpectNone expects no diagnostics.
func ExpectNone(t *testing.T, diagnostics []*tfprotov6.Diagnostic) {
	t.Helper()
	for _, found := range diagnostics {
		t.Errorf("%s: %s: %s", found.Severity, found.Summary, found.Detail)
	}
}

// ExpectOne expects one diagnostic with these parts in its summary or detail.
func ExpectOne(
	t *testing.T,
	diagnostics []*tfprotov6.Diagnostic,
	severity tfprotov6.DiagnosticSeverity,
	parts ...string,
) {
	t.Helper()
	if len(diagnostics) != 1 || diagnostics[0].Severity != severity {
		ExpectNone(t, diagnostics)
		t.Fatalf("%d diagnostics, want one %s", len(diagnostics), severity)
	}
	text := diagnostics[0].Summary + "\n" + diagnostics[0].Detail
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("the diagnostic lacks %q:\n%s", part, text)
		}
	}
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
