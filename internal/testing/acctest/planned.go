package acctest

import "github.com/hashicorp/terraform-plugin-go/tfprotov6"

// PlannedChange is a plan that has not been applied.
type PlannedChange struct {
	Diagnostics []*tfprotov6.Diagnostic
	typeName    string
	state       *tfprotov6.DynamicValue
	config      *tfprotov6.DynamicValue
	response    *tfprotov6.PlanResourceChangeResponse
}

// Planned plans the configuration of a resource that exists, without applying it: several resources can be planned
// before the first of them is applied.
func (p *Protocol) Planned(typeName string, state *tfprotov6.DynamicValue, config Values) PlannedChange {
	p.t.Helper()
	configured := p.Config(p.Schemas.ResourceSchemas[typeName], config)
	response := p.plan(typeName, state, configured, p.Proposed(typeName, state, configured))
	return PlannedChange{response.Diagnostics, typeName, state, configured, response}
}

// ApplyPlanned applies a plan.
func (p *Protocol) ApplyPlanned(planned PlannedChange) Change {
	p.t.Helper()
	p.mustSucceed(planned.Diagnostics)
	return p.apply(Change{State: planned.state}, planned.typeName, planned.config, planned.response)
}

// PlannedDestroy plans that a resource is destroyed, without applying it.
func (p *Protocol) PlannedDestroy(typeName string, state *tfprotov6.DynamicValue) PlannedChange {
	p.t.Helper()
	nothing := p.noValue(typeName)
	response := p.plan(typeName, state, nothing, nothing)
	return PlannedChange{response.Diagnostics, typeName, state, nothing, response}
}
