package acctest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Stage is how far a configuration of a resource gets.
type Stage string

// The stages of terraform apply, in order.
const (
	Validated Stage = "validate"
	Planned   Stage = "plan"
	Applied   Stage = "apply"
)

// Change is what became of a resource.
type Change struct {
	// Stage is the last one: the one that failed, or Applied.
	Stage Stage
	// State is what Terraform records; null for nothing.
	State *tfprotov6.DynamicValue
	// Diagnostics are those of all stages.
	Diagnostics []*tfprotov6.Diagnostic
}

// Apply validates, plans and applies the configuration of a resource as
// terraform apply does, and stops at the first stage that fails. A nil state is
// that of a resource which does not exist yet.
func (p *Protocol) Apply(typeName string, state *tfprotov6.DynamicValue, config Values) Change {
	p.t.Helper()
	if state == nil {
		state = p.noValue(typeName)
	}
	stated := p.Config(p.Schemas.ResourceSchemas[typeName], config)
	change := Change{Stage: Validated, State: state}
	validated, err := p.Server.ValidateResourceConfig(p.t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName:           typeName,
		Config:             stated,
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	if change.Diagnostics = validated.Diagnostics; len(Errors(change.Diagnostics)) > 0 {
		return change
	}
	return p.planAndApply(change, typeName, stated, p.Proposed(typeName, state, stated))
}

// Destroy plans and applies that a resource is destroyed.
func (p *Protocol) Destroy(typeName string, state *tfprotov6.DynamicValue) Change {
	p.t.Helper()
	return p.planAndApply(Change{State: state}, typeName, p.noValue(typeName), p.noValue(typeName))
}

// DestroyUnplanned destroys a resource without a planned destroy, as the apply of
// a replacement does.
func (p *Protocol) DestroyUnplanned(typeName string, state *tfprotov6.DynamicValue) Change {
	p.t.Helper()
	nothing := p.noValue(typeName)
	return p.apply(Change{State: state}, typeName, nothing, &tfprotov6.PlanResourceChangeResponse{PlannedState: nothing})
}

// ApplyUnplanned applies the configuration of a new resource with a plan that a server for itself has made: the server
// under test has not seen it.
func (p *Protocol) ApplyUnplanned(typeName string, state *tfprotov6.DynamicValue, config Values) Change {
	p.t.Helper()
	if state == nil {
		state = p.noValue(typeName)
	}
	configured := p.Config(p.Schemas.ResourceSchemas[typeName], config)
	planner := NewProtocol(p.t, p.instance)
	planned := planner.plan(typeName, state, configured, p.Proposed(typeName, state, configured))
	p.mustSucceed(planned.Diagnostics)
	return p.apply(Change{State: state}, typeName, configured, planned)
}

// PlanCreate plans a new resource and returns the diagnostics.
func (p *Protocol) PlanCreate(typeName string, config Values) []*tfprotov6.Diagnostic {
	p.t.Helper()
	nothing, configured := p.noValue(typeName), p.Config(p.Schemas.ResourceSchemas[typeName], config)
	return p.plan(typeName, nothing, configured, p.Proposed(typeName, nothing, configured)).Diagnostics
}

// PlanChange plans a configuration of a resource that is in the state and returns the diagnostics.
func (p *Protocol) PlanChange(typeName string, state *tfprotov6.DynamicValue, config Values) []*tfprotov6.Diagnostic {
	p.t.Helper()
	configured := p.Config(p.Schemas.ResourceSchemas[typeName], config)
	return p.plan(typeName, state, configured, p.Proposed(typeName, state, configured)).Diagnostics
}

// PlanDestroy plans that a resource is destroyed and returns the diagnostics.
func (p *Protocol) PlanDestroy(typeName string, state *tfprotov6.DynamicValue) []*tfprotov6.Diagnostic {
	p.t.Helper()
	return p.plan(typeName, state, p.noValue(typeName), p.noValue(typeName)).Diagnostics
}

func (p *Protocol) plan(
	typeName string,
	state, config, proposed *tfprotov6.DynamicValue,
) *tfprotov6.PlanResourceChangeResponse {
	p.t.Helper()
	planned, err := p.Server.PlanResourceChange(p.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: typeName, PriorState: state, Config: config, ProposedNewState: proposed,
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return planned
}

func (p *Protocol) planAndApply(change Change, typeName string, config, proposed *tfprotov6.DynamicValue) Change {
	p.t.Helper()
	planned := p.plan(typeName, change.State, config, proposed)
	change.Stage, change.Diagnostics = Planned, append(change.Diagnostics, planned.Diagnostics...)
	if len(Errors(change.Diagnostics)) > 0 {
		return change
	}
	return p.apply(change, typeName, config, planned)
}

func (p *Protocol) apply(
	change Change,
	typeName string,
	config *tfprotov6.DynamicValue,
	planned *tfprotov6.PlanResourceChangeResponse,
) Change {
	p.t.Helper()
	applied, err := p.Server.ApplyResourceChange(p.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: typeName, PriorState: change.State, Config: config,
		PlannedState: planned.PlannedState, PlannedPrivate: planned.PlannedPrivate, PlannedIdentity: planned.PlannedIdentity,
	})
	if err != nil {
		p.t.Fatal(err)
	}
	change.Stage, change.State, change.Diagnostics = Applied, applied.NewState, append(
		change.Diagnostics,
		applied.Diagnostics...)
	return change
}

// Proposed is the state that the CLI proposes: configured values, and for the other
// attributes the computed values of the prior state.
func (p *Protocol) Proposed(typeName string, state, config *tfprotov6.DynamicValue) *tfprotov6.DynamicValue {
	p.t.Helper()
	stated, prior := p.values(typeName, config), p.values(typeName, state)
	proposed := map[string]tftypes.Value{}
	for _, attribute := range p.Schemas.ResourceSchemas[typeName].Block.Attributes {
		proposed[attribute.Name] = stated[attribute.Name]
		before, known := prior[attribute.Name]
		if known && stated[attribute.Name].IsNull() && attribute.Computed {
			proposed[attribute.Name] = before
		}
		if attribute.WriteOnly {
			proposed[attribute.Name] = tftypes.NewValue(attribute.ValueType(), nil)
		}
	}
	return p.dynamic(typeName, proposed)
}

func (p *Protocol) noValue(typeName string) *tfprotov6.DynamicValue {
	p.t.Helper()
	object := p.Schemas.ResourceSchemas[typeName].ValueType()
	value, err := tfprotov6.NewDynamicValue(object, tftypes.NewValue(object, nil))
	if err != nil {
		p.t.Fatal(err)
	}
	return &value
}
