package acctest_test

import (
	"maps"
	"math/big"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	notWhole   = "Not a whole number"
	outOfRange = "Number out of range"
)

// notIntegers are numbers that no integer attribute holds, with the error.
var notIntegers = map[string]struct {
	number  *big.Float
	summary string
}{
	"a fraction":             {big.NewFloat(1.5), notWhole},
	"a negative fraction":    {big.NewFloat(-0.25), notWhole},
	"a huge number":          {big.NewFloat(1e30), outOfRange},
	"a huge negative number": {big.NewFloat(-1e30), outOfRange},
	"one more than the most": {new(big.Float).SetPrec(512).SetUint64(1 << 63), outOfRange},
}

// integers are the attributes of a schema that a configuration can set to a number. Numbers inside of other values are
// not known to this test.
func integers(t *testing.T, of string, block *tfprotov6.SchemaBlock) (names []string) {
	t.Helper()
	for _, a := range block.Attributes {
		settable := a.Optional || a.Required
		switch {
		case !settable:
		case a.NestedType != nil && !strings.Contains(a.ValueType().String(), "Number"):
		case a.NestedType != nil:
			t.Errorf("%s: the test does not look into the nested attribute %s", of, a.Name)
		case a.Type.Is(tftypes.Number):
			names = append(names, a.Name)
		case strings.Contains(a.Type.String(), "Number"):
			t.Errorf("%s: the test does not look into the attribute %s, which is a %s", of, a.Name, a.Type)
		}
	}
	if len(block.BlockTypes) > 0 {
		t.Errorf("%s: the test does not look into blocks", of)
	}
	return names
}

// everyBlock are the schemas of everything that can be configured.
func everyBlock(schemas *tfprotov6.GetProviderSchemaResponse) map[string]*tfprotov6.SchemaBlock {
	blocks := map[string]*tfprotov6.SchemaBlock{"provider": schemas.Provider.Block}
	for prefix, of := range map[string]map[string]*tfprotov6.Schema{
		"resource ": schemas.ResourceSchemas, "data ": schemas.DataSourceSchemas,
		"ephemeral ": schemas.EphemeralResourceSchemas, "list ": schemas.ListResourceSchemas,
	} {
		for name, schema := range of {
			blocks[prefix+name] = schema.Block
		}
	}
	for name, schema := range schemas.ActionSchemas {
		blocks["action "+name] = schema.Schema.Block
	}
	return blocks
}

func TestBadInput_integers_areOneErrorOnTheAttribute(t *testing.T) {
	t.Parallel()
	instance := badInputInstance(t)
	p := acctest.NewProtocol(t, instance)
	tried := 0
	for of, block := range everyBlock(p.Schemas) {
		required := acctest.Values{}
		for _, a := range block.Attributes {
			if a.Required {
				required[a.Name] = acctest.Unknown
			}
		}
		kind, typeName, _ := strings.Cut(of, " ")
		for _, name := range integers(t, of, block) {
			for what, number := range notIntegers {
				tried++
				given := maps.Clone(required)
				given[name] = tftypes.NewValue(tftypes.Number, number.number)
				expected := acctest.BadInput{Attribute: name, Summary: number.summary, Details: name + " must be "}
				t.Run(of+"/"+name+", "+what, func(t *testing.T) {
					expected.ExpectError(t, p.In(t).Try(kind, typeName, nil, given).Diagnostics)
					expected.ExpectError(t, unchecked(t, p, kind, typeName, given))
				})
			}
		}
	}
	if tried == 0 {
		t.Error("no attribute is an integer")
	}
	if sent := instance.Requests(); len(sent) > 0 {
		t.Errorf("%d requests were sent", len(sent))
	}
}

// unchecked plans, reads or opens without validation.
func unchecked(t *testing.T, p *acctest.Protocol, kind, typeName string, given acctest.Values) []*tfprotov6.Diagnostic {
	t.Helper()
	var diagnostics []*tfprotov6.Diagnostic
	var err error
	switch kind {
	case "provider":
		var resp *tfprotov6.ConfigureProviderResponse
		server := acctest.NewProtocol(t, acctest.NewInstance(t)).Server
		resp, err = server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
			Config: p.Config(p.Schemas.Provider, given),
		})
		diagnostics = resp.Diagnostics
	case "resource":
		schema := p.Schemas.ResourceSchemas[typeName]
		nothing, _ := tfprotov6.NewDynamicValue(schema.ValueType(), tftypes.NewValue(schema.ValueType(), nil))
		config := p.Config(schema, given)
		var resp *tfprotov6.PlanResourceChangeResponse
		resp, err = p.Server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
			TypeName: typeName, PriorState: &nothing, Config: config, ProposedNewState: config,
		})
		diagnostics = resp.Diagnostics
	case "data":
		var resp *tfprotov6.ReadDataSourceResponse
		resp, err = p.Server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{
			TypeName: typeName, Config: p.Config(p.Schemas.DataSourceSchemas[typeName], given),
		})
		diagnostics = resp.Diagnostics
	case "ephemeral":
		var resp *tfprotov6.OpenEphemeralResourceResponse
		resp, err = p.Server.OpenEphemeralResource(t.Context(), &tfprotov6.OpenEphemeralResourceRequest{
			TypeName: typeName, Config: p.Config(p.Schemas.EphemeralResourceSchemas[typeName], given),
		})
		diagnostics = resp.Diagnostics
	case "action":
		diagnostics = p.In(t).PlanActionAlone(typeName, given)
	case "list":
		for result := range p.In(t).List(t.Context(), typeName, acctest.ListQuery{Config: given}) {
			diagnostics = append(diagnostics, result.Diagnostics...)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return diagnostics
}
