package acctest

import "github.com/hashicorp/terraform-plugin-go/tfprotov6"

// Object is what the state has of a resource: nothing, for the zero object.
type Object struct {
	State   *tfprotov6.DynamicValue
	Private []byte
}

// PlannedChange is a plan of one resource that has not been applied, and what it was made from.
type PlannedChange struct {
	typeName string
	prior    Object
	Config   *tfprotov6.DynamicValue
	*tfprotov6.PlanResourceChangeResponse
}

// Planned plans the configuration of a resource without applying it, so that several resources can be planned before
// the first of them is applied.
func (p *Protocol) Planned(typeName string, state *tfprotov6.DynamicValue, config Values) PlannedChange {
	p.t.Helper()
	return p.planned(typeName, Object{State: state}, config)
}

// PlannedDestroy plans that a resource is destroyed, without applying it.
func (p *Protocol) PlannedDestroy(typeName string, state *tfprotov6.DynamicValue) PlannedChange {
	p.t.Helper()
	return p.planned(typeName, Object{State: state}, nil)
}

// PlanCreate plans a new resource and returns the diagnostics.
func (p *Protocol) PlanCreate(typeName string, config Values) []*tfprotov6.Diagnostic {
	p.t.Helper()
	return p.Planned(typeName, nil, config).Diagnostics
}

// PlanChange plans a configuration of a resource that is in the state and returns the diagnostics.
func (p *Protocol) PlanChange(typeName string, state *tfprotov6.DynamicValue, config Values) []*tfprotov6.Diagnostic {
	p.t.Helper()
	return p.Planned(typeName, state, config).Diagnostics
}

// PlanDestroy plans that a resource is destroyed and returns the diagnostics.
func (p *Protocol) PlanDestroy(typeName string, state *tfprotov6.DynamicValue) []*tfprotov6.Diagnostic {
	p.t.Helper()
	return p.PlannedDestroy(typeName, state).Diagnostics
}

// planned plans a resource: a destroy, if the configuration is nil.
func (p *Protocol) planned(typeName string, prior Object, values Values) PlannedChange {
	p.t.Helper()
	nothing := p.noValue(typeName)
	if prior.State == nil {
		prior.State = nothing
	}
	config, proposed := nothing, nothing
	if values != nil {
		config = p.Config(p.Schemas.ResourceSchemas[typeName], values)
		proposed = p.Proposed(typeName, prior.State, config)
	}
	response, err := p.Server.PlanResourceChange(p.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: typeName, PriorState: prior.State, PriorPrivate: prior.Private, Config: config, ProposedNewState: proposed,
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return PlannedChange{typeName, prior, config, response}
}

// ApplyPlanned applies a plan.
func (p *Protocol) ApplyPlanned(plan PlannedChange) Change {
	p.t.Helper()
	p.mustSucceed(plan.Diagnostics)
	applied := p.applied(plan)
	return Change{Stage: Applied, State: applied.NewState, Diagnostics: applied.Diagnostics}
}

func (p *Protocol) applied(plan PlannedChange) *tfprotov6.ApplyResourceChangeResponse {
	p.t.Helper()
	applied, err := p.Server.ApplyResourceChange(p.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: plan.typeName, PriorState: plan.prior.State, Config: plan.Config,
		PlannedState: plan.PlannedState, PlannedPrivate: plan.PlannedPrivate, PlannedIdentity: plan.PlannedIdentity,
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return applied
}
