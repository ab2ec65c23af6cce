package acctest

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// Reads is a step with data sources: the API is to receive no write.
func Reads(config string, checks ...[]statecheck.StateCheck) Step {
	step := Step{TestStep: resource.TestStep{Config: config}, Writes: None}
	for _, more := range checks {
		step.ConfigStateChecks = append(step.ConfigStateChecks, more...)
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

// ReadDataSource reads a data source with these arguments as the framework
// does, without the CLI: for lists so long that the CLI would take its time.
func (i *Instance) ReadDataSource(source datasource.DataSourceWithConfigure, arguments map[string]string) tfsdk.State {
	i.t.Helper()
	ctx := i.t.Context()
	client, err := clerk.New(emulator.DefaultSecretKey, clerk.WithURL(i.URL))
	if err != nil {
		i.t.Fatal(err)
	}
	source.Configure(ctx, datasource.ConfigureRequest{ProviderData: client}, &datasource.ConfigureResponse{})
	var described datasource.SchemaResponse
	source.Schema(ctx, datasource.SchemaRequest{}, &described)
	object := described.Schema.Type().TerraformType(ctx).(tftypes.Object)
	values := map[string]tftypes.Value{}
	for name, attribute := range object.AttributeTypes {
		values[name] = tftypes.NewValue(attribute, nil)
		if argument, stated := arguments[name]; stated {
			values[name] = tftypes.NewValue(attribute, argument)
		}
	}
	config := tfsdk.Config{Raw: tftypes.NewValue(object, values), Schema: described.Schema}
	response := datasource.ReadResponse{State: tfsdk.State{Raw: tftypes.NewValue(object, nil), Schema: described.Schema}}
	source.Read(ctx, datasource.ReadRequest{Config: config}, &response)
	for _, problem := range response.Diagnostics {
		i.t.Errorf("%s: %s", problem.Summary(), problem.Detail())
	}
	return response.State
}
