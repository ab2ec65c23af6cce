package acctest

import (
	"context"
	"maps"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

// Unknown is, in Values, what a plan does not know yet.
var Unknown any = tftypes.UnknownValue

// Values is a configuration by attribute: string, bool, int, []any,
// map[string]any, Unknown, or a tftypes.Value. Omitted attributes are null.
type Values map[string]any

// With returns a copy with further attributes. A later value takes precedence.
func (v Values) With(more ...Values) Values {
	values := maps.Clone(v)
	for _, each := range more {
		maps.Copy(values, each)
	}
	return values
}

// Protocol is the provider in this process. Its methods make the calls of the CLI,
// and need no CLI.
type Protocol struct {
	// Server has been configured for the instance.
	Server provider.Server
	// Schemas is all that the provider declares.
	Schemas  *tfprotov6.GetProviderSchemaResponse
	instance *Instance
	t        testing.TB
}

// providerSchemas returns the schemas, which are the same for every server.
var providerSchemas = sync.OnceValues(func() (*tfprotov6.GetProviderSchemaResponse, error) {
	return newServer().GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
})

// NewProtocol configures the provider for an instance. Further settings of the
// provider block, such as max_retries, take precedence.
func NewProtocol(t testing.TB, instance *Instance, settings ...Values) *Protocol {
	t.Helper()
	schemas, err := providerSchemas()
	if err != nil {
		t.Fatal(err)
	}
	p := &Protocol{Server: newServer(instance.options...), Schemas: schemas, instance: instance, t: t}
	p.mustSucceed(schemas.Diagnostics)
	p.Configure(instance, settings...)
	return p
}

// Configure configures the provider anew, as for another run: it remembers
// nothing of what it read before.
func (p *Protocol) Configure(instance *Instance, settings ...Values) {
	p.t.Helper()
	block := Values{"secret_key": emulator.DefaultSecretKey, "api_url": instance.URL}.With(settings...)
	response, err := p.Server.ConfigureProvider(p.t.Context(), &tfprotov6.ConfigureProviderRequest{
		TerraformVersion: "1.14.0", Config: p.Config(p.Schemas.Provider, block),
	})
	if err != nil {
		p.t.Fatal(err)
	}
	p.mustSucceed(response.Diagnostics)
}

// Config makes the configuration of a schema as the CLI sends it.
func (p *Protocol) Config(schema *tfprotov6.Schema, values Values) *tfprotov6.DynamicValue {
	p.t.Helper()
	if schema == nil {
		p.t.Fatal("the provider declares no such type")
	}
	object := schema.ValueType().(tftypes.Object)
	for name := range values {
		if _, declared := object.AttributeTypes[name]; !declared {
			p.t.Fatalf("the schema has no attribute %q", name)
		}
	}
	value, err := tfprotov6.NewDynamicValue(object, valueOf(object, map[string]any(values)))
	if err != nil {
		p.t.Fatal(err)
	}
	return &value
}

// valueOf makes a value of a type. Omitted attributes are null.
func valueOf(of tftypes.Type, value any) tftypes.Value {
	if made, ok := value.(tftypes.Value); ok {
		return made
	}
	switch of := of.(type) {
	case tftypes.Object:
		if attributes, ok := value.(map[string]any); ok {
			values := map[string]tftypes.Value{}
			for name, attribute := range of.AttributeTypes {
				values[name] = valueOf(attribute, attributes[name])
			}
			value = values
		}
	case tftypes.Map:
		if elements, ok := value.(map[string]any); ok {
			values := map[string]tftypes.Value{}
			for key, element := range elements {
				values[key] = valueOf(of.ElementType, element)
			}
			value = values
		}
	case tftypes.List:
		value = valuesOf(of.ElementType, value)
	case tftypes.Set:
		value = valuesOf(of.ElementType, value)
	}
	return tftypes.NewValue(of, value)
}

func valuesOf(of tftypes.Type, value any) any {
	elements, ok := value.([]any)
	if !ok {
		return value
	}
	values := make([]tftypes.Value, len(elements))
	for i, element := range elements {
		values[i] = valueOf(of, element)
	}
	return values
}

func (p *Protocol) mustSucceed(diagnostics []*tfprotov6.Diagnostic) {
	p.t.Helper()
	for _, diagnostic := range Errors(diagnostics) {
		p.t.Fatalf("%s: %s", diagnostic.Summary, diagnostic.Detail)
	}
}

// PlanAction checks the configuration of an action and plans it, as terraform
// plan does, and returns the diagnostics.
func (p *Protocol) PlanAction(actionType string, values Values) []*tfprotov6.Diagnostic {
	p.t.Helper()
	config := p.actionConfig(actionType, values)
	validated, err := p.Server.ValidateActionConfig(
		p.t.Context(),
		&tfprotov6.ValidateActionConfigRequest{ActionType: actionType, Config: config},
	)
	if err != nil {
		p.t.Fatal(err)
	}
	if len(Errors(validated.Diagnostics)) > 0 {
		return validated.Diagnostics
	}
	return append(validated.Diagnostics, p.PlanActionAlone(actionType, values)...)
}

// PlanActionAlone plans an action without validating it, as for a configuration
// with variables, which are unknown to the validation.
func (p *Protocol) PlanActionAlone(actionType string, values Values) []*tfprotov6.Diagnostic {
	p.t.Helper()
	planned, err := p.Server.PlanAction(p.t.Context(), &tfprotov6.PlanActionRequest{
		ActionType:         actionType,
		Config:             p.actionConfig(actionType, values),
		ClientCapabilities: &tfprotov6.PlanActionClientCapabilities{},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return planned.Diagnostics
}

// Invocation is the output of an action.
type Invocation struct {
	Progress    []string
	Diagnostics []*tfprotov6.Diagnostic
}

// InvokeAction runs an action, as terraform apply does after a plan.
func (p *Protocol) InvokeAction(actionType string, values Values) Invocation {
	p.t.Helper()
	stream, err := p.Server.InvokeAction(p.t.Context(), &tfprotov6.InvokeActionRequest{
		ActionType:         actionType,
		Config:             p.actionConfig(actionType, values),
		ClientCapabilities: &tfprotov6.InvokeActionClientCapabilities{},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	var invocation Invocation
	completed := false
	for event := range stream.Events {
		switch event := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			invocation.Progress = append(invocation.Progress, event.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			invocation.Diagnostics, completed = event.Diagnostics, true
		}
	}
	if !completed {
		p.t.Fatalf("the action %s ended without saying how", actionType)
	}
	return invocation
}

func (p *Protocol) actionConfig(actionType string, values Values) *tfprotov6.DynamicValue {
	p.t.Helper()
	declared := p.Schemas.ActionSchemas[actionType]
	if declared == nil {
		p.t.Fatalf("the provider declares no action %s", actionType)
	}
	return p.Config(declared.Schema, values)
}
