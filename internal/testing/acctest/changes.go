package acctest

import (
	"slices"

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
	change := Change{Stage: Validated, State: state}
	validated, err := p.Server.ValidateResourceConfig(p.t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName:           typeName,
		Config:             p.Config(p.Schemas.ResourceSchemas[typeName], config),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	if change.Diagnostics = validated.Diagnostics; len(Errors(change.Diagnostics)) > 0 {
		return change
	}
	if config == nil {
		config = Values{} // nil is a destroy
	}
	return p.planAndApply(change, typeName, config)
}

// Destroy plans and applies that a resource is destroyed.
func (p *Protocol) Destroy(typeName string, state *tfprotov6.DynamicValue) Change {
	p.t.Helper()
	return p.planAndApply(Change{State: state}, typeName, nil)
}

func (p *Protocol) planAndApply(change Change, typeName string, config Values) Change {
	p.t.Helper()
	plan := p.Planned(typeName, change.State, config)
	change.Stage, change.Diagnostics = Planned, append(change.Diagnostics, plan.Diagnostics...)
	if len(Errors(change.Diagnostics)) > 0 {
		return change
	}
	applied := p.applied(plan)
	diagnostics := slices.Concat(change.Diagnostics, applied.Diagnostics)
	return Change{Stage: Applied, State: applied.NewState, Diagnostics: diagnostics}
}

// DestroyUnplanned destroys a resource without a planned destroy, as the apply of
// a replacement does.
func (p *Protocol) DestroyUnplanned(typeName string, state *tfprotov6.DynamicValue) Change {
	p.t.Helper()
	nothing := p.noValue(typeName)
	return p.ApplyPlanned(PlannedChange{
		typeName, Object{State: state}, nothing, &tfprotov6.PlanResourceChangeResponse{PlannedState: nothing},
	})
}

// ApplyUnplanned applies the configuration of a new resource with a plan that a server for itself has made: the server
// under test has not seen it.
func (p *Protocol) ApplyUnplanned(typeName string, state *tfprotov6.DynamicValue, config Values) Change {
	p.t.Helper()
	return p.ApplyPlanned(NewProtocol(p.t, p.instance).Planned(typeName, state, config))
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
