package users_test

import (
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// readData reads a data source as the CLI does.
func readData(t *testing.T, provider *acctest.Protocol, dataType string, values acctest.Values) map[string]any {
	t.Helper()
	schema := provider.Schemas.DataSourceSchemas[dataType]
	config := provider.Config(schema, values)
	validated, err := provider.Server.ValidateDataResourceConfig(
		t.Context(),
		&tfprotov6.ValidateDataResourceConfigRequest{TypeName: dataType, Config: config},
	)
	if err != nil || len(acctest.Errors(validated.Diagnostics)) > 0 {
		t.Fatalf("%v is not valid: %v %v", values, err, validated.Diagnostics)
	}
	read, err := provider.Server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{
		TypeName: dataType, Config: config, ClientCapabilities: &tfprotov6.ReadDataSourceClientCapabilities{},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, diagnostic := range read.Diagnostics {
		t.Fatalf("%s: %s", diagnostic.Summary, diagnostic.Detail)
	}
	state, err := read.State.Unmarshal(schema.ValueType())
	if err != nil {
		t.Fatal(err)
	}
	return plainValue(t, state).(map[string]any)
}

// plainValue is a value without its types. Numbers are int64.
func plainValue(t *testing.T, value tftypes.Value) any {
	t.Helper()
	as := func(target any) {
		if err := value.As(target); err != nil {
			t.Fatal(err)
		}
	}
	number := new(big.Float)
	var text string
	var truth bool
	var elements []tftypes.Value
	var members map[string]tftypes.Value
	switch {
	case value.IsNull():
		return nil
	case value.Type().Is(tftypes.String):
		as(&text)
		return text
	case value.Type().Is(tftypes.Bool):
		as(&truth)
		return truth
	case value.Type().Is(tftypes.Number):
		as(&number)
		whole, _ := number.Int64()
		return whole
	case value.Type().Is(tftypes.List{}), value.Type().Is(tftypes.Set{}):
		as(&elements)
		plain := []any{}
		for _, element := range elements {
			plain = append(plain, plainValue(t, element))
		}
		return plain
	default:
		as(&members)
		plain := map[string]any{}
		for name, member := range members {
			plain[name] = plainValue(t, member)
		}
		return plain
	}
}
