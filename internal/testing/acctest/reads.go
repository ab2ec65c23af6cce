package acctest

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
)

// Reads is a step with data sources: the API is to receive no write.
func Reads(config string, checks ...[]statecheck.StateCheck) Step {
	step := Step{Config: config, Writes: None}
	for _, more := range checks {
		step.StateChecks = append(step.StateChecks, more...)
	}
	return step
}

// Attributes expects values of an object's attributes.
func Attributes(address string, want map[string]knownvalue.Check) []statecheck.StateCheck {
	var checks []statecheck.StateCheck
	for name, value := range want {
		checks = append(checks, statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value))
	}
	return checks
}

// IDs expects a list of objects with these ids, in this order, and their number
// in total_count.
func IDs(address, list string, want ...string) []statecheck.StateCheck {
	objects := []knownvalue.Check{}
	for _, id := range want {
		objects = append(objects, knownvalue.ObjectPartial(map[string]knownvalue.Check{"id": knownvalue.StringExact(id)}))
	}
	return Attributes(address, map[string]knownvalue.Check{
		list: knownvalue.ListExact(objects), "total_count": knownvalue.Int64Exact(int64(len(want))),
	})
}

// ReadIDs reads a data source that must succeed, and returns the ids in one of
// its lists. It needs no CLI, which takes its time with long lists.
func (p *Protocol) ReadIDs(typeName, list string, arguments Values) (ids []string, state map[string]tftypes.Value) {
	p.t.Helper()
	response := p.readDataSource(typeName, arguments)
	p.mustSucceed(response.Diagnostics)
	read, err := response.State.Unmarshal(p.Schemas.DataSourceSchemas[typeName].ValueType())
	if err != nil {
		p.t.Fatal(err)
	}
	var objects []tftypes.Value
	p.as(read, &state)
	p.as(state[list], &objects)
	for _, object := range objects {
		var members map[string]tftypes.Value
		var id string
		p.as(object, &members)
		p.as(members["id"], &id)
		ids = append(ids, id)
	}
	return ids, state
}

func (p *Protocol) as(value tftypes.Value, target any) {
	p.t.Helper()
	if err := value.As(target); err != nil {
		p.t.Fatal(err)
	}
}

// ExpectProblem checks and reads a data source, as terraform plan does, and
// expects exactly this error. A problem without At is of no attribute.
func (p *Protocol) ExpectProblem(typeName string, arguments Values, want Problem) {
	p.t.Helper()
	validated, err := p.Server.ValidateDataResourceConfig(p.t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{
		TypeName: typeName, Config: p.Config(p.Schemas.DataSourceSchemas[typeName], arguments),
	})
	if err != nil {
		p.t.Fatal(err)
	}
	found := Errors(validated.Diagnostics)
	if len(found) == 0 {
		found = Errors(p.readDataSource(typeName, arguments).Diagnostics)
	}
	if len(found) != 1 {
		p.t.Fatalf("%s has %d errors, want 1", typeName, len(found))
	}
	at := ""
	if found[0].Attribute != nil {
		at = strings.TrimSuffix(strings.TrimPrefix(found[0].Attribute.String(), `AttributeName("`), `")`)
	}
	if found[0].Summary != want.Summary || at != want.At {
		p.t.Errorf("%s has the error %q at %q, want %q at %q", typeName, found[0].Summary, at, want.Summary, want.At)
	}
	for _, part := range want.Says {
		if !strings.Contains(found[0].Detail, part) {
			p.t.Errorf("%s: the detail lacks %q:\n%s", typeName, part, found[0].Detail)
		}
	}
}

func (p *Protocol) readDataSource(typeName string, arguments Values) *tfprotov6.ReadDataSourceResponse {
	p.t.Helper()
	response, err := p.Server.ReadDataSource(p.t.Context(), &tfprotov6.ReadDataSourceRequest{
		TypeName: typeName, Config: p.Config(p.Schemas.DataSourceSchemas[typeName], arguments),
		ClientCapabilities: &tfprotov6.ReadDataSourceClientCapabilities{},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return response
}
