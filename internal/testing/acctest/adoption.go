package acctest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Import imports a resource by its identity and refreshes it, as an import block
// does, and returns the state.
func (p *Protocol) Import(typeName string, identity *tfprotov6.ResourceIdentityData) *tfprotov6.DynamicValue {
	p.t.Helper()
	imported, err := p.Server.ImportResourceState(
		p.t.Context(),
		&tfprotov6.ImportResourceStateRequest{TypeName: typeName, Identity: identity},
	)
	if err != nil {
		p.t.Fatal(err)
	}
	p.mustSucceed(imported.Diagnostics)
	found := imported.ImportedResources[0]
	read, err := p.Server.ReadResource(p.t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: typeName, CurrentState: found.State, CurrentIdentity: found.Identity, Private: found.Private,
	})
	if err != nil {
		p.t.Fatal(err)
	}
	p.mustSucceed(read.Diagnostics)
	return read.NewState
}

// IdentityOf makes the identity of a resource.
func (p *Protocol) IdentityOf(typeName string, values Values) *tfprotov6.ResourceIdentityData {
	p.t.Helper()
	object := p.identitySchema(typeName).ValueType().(tftypes.Object)
	data, err := tfprotov6.NewDynamicValue(object, valueOf(object, map[string]any(values)))
	if err != nil {
		p.t.Fatal(err)
	}
	return &tfprotov6.ResourceIdentityData{IdentityData: &data}
}

// GenerateConfig makes a configuration of a state, as terraform query and
// terraform plan do with -generate-config-out, and checks that it is valid.
func (p *Protocol) GenerateConfig(typeName string, state *tfprotov6.DynamicValue) *tfprotov6.DynamicValue {
	p.t.Helper()
	generated, err := p.Server.GenerateResourceConfig(
		p.t.Context(),
		&tfprotov6.GenerateResourceConfigRequest{TypeName: typeName, State: state},
	)
	if err != nil {
		p.t.Fatal(err)
	}
	p.mustSucceed(generated.Diagnostics)
	config := p.withoutSecrets(typeName, generated.Config)
	validated, err := p.Server.ValidateResourceConfig(
		p.t.Context(),
		&tfprotov6.ValidateResourceConfigRequest{TypeName: typeName, Config: config},
	)
	if err != nil {
		p.t.Fatal(err)
	}
	p.mustSucceed(validated.Diagnostics)
	return config
}

// withoutSecrets omits the attributes that the CLI does not put into a generated file.
func (p *Protocol) withoutSecrets(typeName string, config *tfprotov6.DynamicValue) *tfprotov6.DynamicValue {
	p.t.Helper()
	schema := p.Schemas.ResourceSchemas[typeName]
	values := p.values(typeName, config)
	for _, attribute := range schema.Block.Attributes {
		if attribute.Sensitive || attribute.WriteOnly {
			values[attribute.Name] = tftypes.NewValue(attribute.ValueType(), nil)
		}
	}
	return p.dynamic(typeName, values)
}

// PlanUpdate plans what a configuration changes of a state, and returns the names
// of the attributes that differ.
func (p *Protocol) PlanUpdate(typeName string, state, config *tfprotov6.DynamicValue) []string {
	p.t.Helper()
	response, err := p.Server.PlanResourceChange(p.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: typeName, PriorState: state, Config: config, ProposedNewState: p.Proposed(typeName, state, config),
	})
	if err != nil {
		p.t.Fatal(err)
	}
	p.mustSucceed(response.Diagnostics)
	var changed []string
	prior, planned := p.values(typeName, state), p.values(typeName, response.PlannedState)
	for _, attribute := range p.Schemas.ResourceSchemas[typeName].Block.Attributes {
		if !planned[attribute.Name].Equal(prior[attribute.Name]) {
			changed = append(changed, attribute.Name)
		}
	}
	return changed
}

func (p *Protocol) values(typeName string, value *tfprotov6.DynamicValue) map[string]tftypes.Value {
	p.t.Helper()
	object, err := value.Unmarshal(p.Schemas.ResourceSchemas[typeName].ValueType())
	if err != nil {
		p.t.Fatal(err)
	}
	return read[map[string]tftypes.Value](p, object)
}

func (p *Protocol) dynamic(typeName string, values map[string]tftypes.Value) *tfprotov6.DynamicValue {
	p.t.Helper()
	object := p.Schemas.ResourceSchemas[typeName].ValueType()
	value, err := tfprotov6.NewDynamicValue(object, tftypes.NewValue(object, values))
	if err != nil {
		p.t.Fatal(err)
	}
	return &value
}
