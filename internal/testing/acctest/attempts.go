package acctest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// In is the same provider in another test, such as one input of a fuzz test.
func (p *Protocol) In(t testing.TB) *Protocol {
	return &Protocol{Server: p.Server, Schemas: p.Schemas, t: t}
}

// TryImport imports a resource by a name, as terraform import does, refreshes it,
// and returns the diagnostics.
func (p *Protocol) TryImport(typeName, name string) []*tfprotov6.Diagnostic {
	p.t.Helper()
	imported, err := p.Server.ImportResourceState(
		p.t.Context(),
		&tfprotov6.ImportResourceStateRequest{TypeName: typeName, ID: name},
	)
	if err != nil {
		p.t.Fatal(err)
	}
	if len(Errors(imported.Diagnostics)) > 0 {
		return imported.Diagnostics
	}
	found := imported.ImportedResources[0]
	read, err := p.Server.ReadResource(p.t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: typeName, CurrentState: found.State, CurrentIdentity: found.Identity, Private: found.Private,
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return append(imported.Diagnostics, read.Diagnostics...)
}

// Refresh reads a resource anew, which must succeed, and returns its state.
func (p *Protocol) Refresh(typeName string, state *tfprotov6.DynamicValue) *tfprotov6.DynamicValue {
	p.t.Helper()
	read, err := p.Server.ReadResource(
		p.t.Context(),
		&tfprotov6.ReadResourceRequest{TypeName: typeName, CurrentState: state},
	)
	if err != nil {
		p.t.Fatal(err)
	}
	p.mustSucceed(read.Diagnostics)
	return read.NewState
}

// TryRead checks the configuration of a data source and reads it, as far as that
// gets: a plan reads it.
func (p *Protocol) TryRead(typeName string, values Values) Change {
	p.t.Helper()
	validated, err := p.Server.ValidateDataResourceConfig(p.t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{
		TypeName: typeName, Config: p.Config(p.Schemas.DataSourceSchemas[typeName], values),
	})
	if err != nil {
		p.t.Fatal(err)
	}
	if len(Errors(validated.Diagnostics)) > 0 {
		return Change{Stage: Validated, Diagnostics: validated.Diagnostics}
	}
	return Change{
		Stage:       Planned,
		Diagnostics: append(validated.Diagnostics, p.readDataSource(typeName, values).Diagnostics...),
	}
}

// TryList checks the configuration of a list and lists, as far as that gets.
func (p *Protocol) TryList(typeName string, values Values) Change {
	p.t.Helper()
	change := Change{Stage: Validated, Diagnostics: p.ValidateList(typeName, values)}
	if len(Errors(change.Diagnostics)) > 0 {
		return change
	}
	change.Stage = Planned
	for result := range p.List(p.t.Context(), typeName, ListQuery{Config: values}) {
		change.Diagnostics = append(change.Diagnostics, result.Diagnostics...)
	}
	return change
}

// TryOpen checks the configuration of an ephemeral resource and opens it, as far
// as that gets: a plan opens it, too.
func (p *Protocol) TryOpen(typeName string, values Values) Change {
	p.t.Helper()
	validated, err := p.Server.ValidateEphemeralResourceConfig(
		p.t.Context(),
		&tfprotov6.ValidateEphemeralResourceConfigRequest{
			TypeName: typeName, Config: p.Config(p.Schemas.EphemeralResourceSchemas[typeName], values),
		},
	)
	if err != nil {
		p.t.Fatal(err)
	}
	if len(Errors(validated.Diagnostics)) > 0 {
		return Change{Stage: Validated, Diagnostics: validated.Diagnostics}
	}
	return Change{Stage: Planned, Diagnostics: p.Open(typeName, values).Diagnostics}
}

// TryConfigure checks a provider block and configures the provider anew, and stops at
// an error. Arguments that the block omits have the values of a test.
func (p *Protocol) TryConfigure(values Values) Change {
	p.t.Helper()
	config := p.Config(p.Schemas.Provider, Values{"secret_key": emulator.DefaultSecretKey}.With(values))
	validated, err := p.Server.ValidateProviderConfig(
		p.t.Context(),
		&tfprotov6.ValidateProviderConfigRequest{Config: config},
	)
	if err != nil {
		p.t.Fatal(err)
	}
	if len(Errors(validated.Diagnostics)) > 0 {
		return Change{Stage: Validated, Diagnostics: validated.Diagnostics}
	}
	configured, err := p.Server.ConfigureProvider(
		p.t.Context(),
		&tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.14.0", Config: config},
	)
	if err != nil {
		p.t.Fatal(err)
	}
	return Change{Stage: Planned, Diagnostics: append(validated.Diagnostics, configured.Diagnostics...)}
}

// Call calls a function of one text, and returns its error; nil for none.
func (p *Protocol) Call(name string, argument any) *tfprotov6.FunctionError {
	p.t.Helper()
	value, err := tfprotov6.NewDynamicValue(tftypes.String, tftypes.NewValue(tftypes.String, argument))
	if err != nil {
		p.t.Fatal(err)
	}
	response, err := p.Server.CallFunction(
		p.t.Context(),
		&tfprotov6.CallFunctionRequest{Name: name, Arguments: []*tfprotov6.DynamicValue{&value}},
	)
	if err != nil {
		p.t.Fatal(err)
	}
	return response.Error
}

// Try runs the calls of the CLI for one input of a kind of type, and stops at the
// first stage that fails. The state is that of a resource, nil for a new one.
func (p *Protocol) Try(kind, typeName string, state *tfprotov6.DynamicValue, config Values) Change {
	switch kind {
	case "resource":
		return p.Apply(typeName, state, config)
	case "refresh":
		return p.tryRefresh(typeName, state)
	case "import":
		return Change{Stage: Planned, Diagnostics: p.TryImport(typeName, config["id"].(string))}
	case "data":
		return p.TryRead(typeName, config)
	case "list":
		return p.TryList(typeName, config)
	case "ephemeral":
		return p.TryOpen(typeName, config)
	case "action":
		return p.tryAction(typeName, config)
	case "function":
		return p.tryFunction(typeName, config["argument"])
	default:
		return p.TryConfigure(config)
	}
}

// tryRefresh reads a resource, as the plan does first.
func (p *Protocol) tryRefresh(typeName string, state *tfprotov6.DynamicValue) Change {
	read, err := p.Server.ReadResource(
		p.t.Context(),
		&tfprotov6.ReadResourceRequest{TypeName: typeName, CurrentState: state},
	)
	if err != nil {
		p.t.Fatal(err)
	}
	return Change{Stage: Planned, State: read.NewState, Diagnostics: read.Diagnostics}
}

func (p *Protocol) tryAction(typeName string, config Values) Change {
	change := Change{Stage: Validated, Diagnostics: p.PlanAction(typeName, config)}
	if len(Errors(change.Diagnostics)) == 0 {
		change.Stage = Applied
		change.Diagnostics = append(change.Diagnostics, p.InvokeAction(typeName, config).Diagnostics...)
	}
	return change
}

// tryFunction returns the error of a function as a diagnostic on its argument.
func (p *Protocol) tryFunction(name string, argument any) Change {
	problem := p.Call(name, argument)
	diagnostic := &tfprotov6.Diagnostic{
		Severity: tfprotov6.DiagnosticSeverityError,
		Summary:  "Error in function call",
		Detail:   problem.Text,
	}
	if problem.FunctionArgument != nil {
		diagnostic.Attribute = tftypes.NewAttributePath().WithAttributeName("argument")
	}
	return Change{Stage: Validated, Diagnostics: []*tfprotov6.Diagnostic{diagnostic}}
}
