package users_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
)

// calls makes the calls of a run for the resources of one type, in the order that a test needs.
type calls struct {
	*acctest.Protocol
	t        *testing.T
	typeName string
}

// object is what the state holds of a resource: nothing, for the zero object.
type object struct {
	state   *tfprotov6.DynamicValue
	private []byte
}

// plan is a plan of one resource and what it was made from.
type plan struct {
	prior  object
	config *tfprotov6.DynamicValue
	*tfprotov6.PlanResourceChangeResponse
}

func newCalls(t *testing.T, instance *acctest.Instance, typeName string) calls {
	return calls{acctest.NewProtocol(t, instance), t, typeName}
}

func (c calls) null() *tfprotov6.DynamicValue {
	object := c.Schemas.ResourceSchemas[c.typeName].ValueType()
	value, err := tfprotov6.NewDynamicValue(object, tftypes.NewValue(object, nil))
	if err != nil {
		c.t.Fatal(err)
	}
	return &value
}

// plan plans a resource. Without values it plans the destroy.
func (c calls) plan(prior object, values acctest.Values) plan {
	c.t.Helper()
	if prior.state == nil {
		prior.state = c.null()
	}
	config, proposed := c.null(), c.null()
	if values != nil {
		config = c.Config(c.Schemas.ResourceSchemas[c.typeName], values)
		proposed = c.Proposed(c.typeName, prior.state, config)
	}
	response, err := c.Server.PlanResourceChange(c.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: c.typeName, PriorState: prior.state, PriorPrivate: prior.private, Config: config, ProposedNewState: proposed,
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{},
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return plan{prior, config, response}
}

// apply applies a plan and returns what the state holds after it.
func (c calls) apply(planned plan) (object, []*tfprotov6.Diagnostic) {
	c.t.Helper()
	response, err := c.Server.ApplyResourceChange(c.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: c.typeName, PriorState: planned.prior.state, Config: planned.config,
		PlannedState: planned.PlannedState, PlannedPrivate: planned.PlannedPrivate,
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return object{response.NewState, response.Private}, response.Diagnostics
}

// create plans and applies a new resource in a run of its own.
func (c calls) create(instance *acctest.Instance, values acctest.Values) object {
	c.t.Helper()
	c.Configure(instance)
	planned := c.plan(object{}, values)
	expectNone(c.t, planned.Diagnostics)
	created, diagnostics := c.apply(planned)
	expectNone(c.t, diagnostics)
	return created
}

func expectNone(t *testing.T, diagnostics []*tfprotov6.Diagnostic) {
	t.Helper()
	for _, found := range diagnostics {
		t.Errorf("%s: %s: %s", found.Severity, found.Summary, found.Detail)
	}
}

// expectOne expects one diagnostic with these parts in its summary or detail.
func expectOne(t *testing.T, diagnostics []*tfprotov6.Diagnostic, severity tfprotov6.DiagnosticSeverity, parts ...string) {
	t.Helper()
	if len(diagnostics) != 1 || diagnostics[0].Severity != severity {
		expectNone(t, diagnostics)
		t.Fatalf("%d diagnostics, want one %s", len(diagnostics), severity)
	}
	text := diagnostics[0].Summary + "\n" + diagnostics[0].Detail
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("the diagnostic lacks %q:\n%s", part, text)
		}
	}
}

// inBothOrders runs a test with two calls in one order and in the other one.
func inBothOrders(t *testing.T, test func(t *testing.T, inOrder func(first, second func()))) {
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
