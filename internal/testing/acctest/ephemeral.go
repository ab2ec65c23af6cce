package acctest

import (
	"maps"
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/echoprovider"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
)

// Echo puts an expression, which may be ephemeral, into the attribute data of the
// resource echo.seen, so that a test can look at it. It is for RunEchoing.
func Echo(expression string) string {
	return "provider \"echo\" {\n  data = " + expression + "\n}\nresource \"echo\" \"seen\" {}\n"
}

// Seen checks the text that Echo has put into echo.seen.
func Seen(check func(text string) error) []statecheck.StateCheck {
	return Attributes("echo.seen", map[string]knownvalue.Check{"data": knownvalue.StringFunc(check)})
}

// RunEchoing is Run with the provider echo beside the one that is tested.
func (i *Instance) RunEchoing(t *testing.T, steps []Step, afterDestroy func()) {
	t.Helper()
	factories := maps.Clone(Factories())
	factories["echo"] = echoprovider.NewProviderServer()
	i.runWith(t, factories, steps, afterDestroy)
}

// Opened is what opening an ephemeral resource gave.
type Opened struct {
	// Result has the attributes that are not null: string, bool, float64 and []any.
	Result      map[string]any
	Diagnostics []*tfprotov6.Diagnostic
	private     []byte
}

// Open checks the configuration of an ephemeral resource and opens it, as every
// plan and apply does.
func (p *Protocol) Open(typeName string, values Values) Opened {
	p.t.Helper()
	schema := p.Schemas.EphemeralResourceSchemas[typeName]
	config := p.Config(schema, values)
	validated, err := p.Server.ValidateEphemeralResourceConfig(
		p.t.Context(),
		&tfprotov6.ValidateEphemeralResourceConfigRequest{TypeName: typeName, Config: config},
	)
	if err != nil {
		p.t.Fatal(err)
	}
	if len(Errors(validated.Diagnostics)) > 0 {
		return Opened{Diagnostics: validated.Diagnostics}
	}
	response, err := p.Server.OpenEphemeralResource(p.t.Context(), &tfprotov6.OpenEphemeralResourceRequest{
		TypeName: typeName, Config: config, ClientCapabilities: &tfprotov6.OpenEphemeralResourceClientCapabilities{},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	opened := Opened{Diagnostics: append(validated.Diagnostics, response.Diagnostics...), private: response.Private}
	if len(Errors(response.Diagnostics)) > 0 {
		return opened
	}
	if !response.RenewAt.IsZero() {
		p.t.Errorf("%s asks to be renewed", typeName)
	}
	result, err := response.Result.Unmarshal(schema.ValueType())
	if err != nil {
		p.t.Fatal(err)
	}
	opened.Result, _ = p.plain(result).(map[string]any)
	return opened
}

// CloseOpened closes an ephemeral resource, as the CLI does when it is no longer
// needed, and returns the diagnostics.
func (p *Protocol) CloseOpened(typeName string, opened Opened) []*tfprotov6.Diagnostic {
	p.t.Helper()
	response, err := p.Server.CloseEphemeralResource(
		p.t.Context(),
		&tfprotov6.CloseEphemeralResourceRequest{TypeName: typeName, Private: opened.private},
	)
	if err != nil {
		p.t.Fatal(err)
	}
	return response.Diagnostics
}

// plain returns a value without its types.
func (p *Protocol) plain(value tftypes.Value) any {
	p.t.Helper()
	if value.IsNull() {
		return nil
	}
	switch valueType := value.Type(); {
	case valueType.Is(tftypes.String):
		return read[string](p, value)
	case valueType.Is(tftypes.Bool):
		return read[bool](p, value)
	case valueType.Is(tftypes.Number):
		number := read[big.Float](p, value)
		rounded, _ := number.Float64()
		return rounded
	case valueType.Is(tftypes.List{}), valueType.Is(tftypes.Set{}):
		list := []any{}
		for _, element := range read[[]tftypes.Value](p, value) {
			list = append(list, p.plain(element))
		}
		return list
	default:
		object := map[string]any{}
		for name, attribute := range read[map[string]tftypes.Value](p, value) {
			if held := p.plain(attribute); held != nil {
				object[name] = held
			}
		}
		return object
	}
}

func read[T any](p *Protocol, value tftypes.Value) T {
	p.t.Helper()
	var held T
	if err := value.As(&held); err != nil {
		p.t.Fatal(err)
	}
	return held
}
