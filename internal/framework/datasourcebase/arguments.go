package datasourcebase

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// Arguments are the values of the configuration of a data source.
type Arguments map[string]tftypes.Value

// String returns an argument that is a text, empty when it is null.
func (a Arguments) String(name string) (text string) {
	_ = a[name].As(&text) // the schema defines the type
	return text
}

// Bool returns an argument that is true or false, false when it is null.
func (a Arguments) Bool(name string) (truth bool) {
	_ = a[name].As(&truth) // the schema defines the type
	return truth
}

// readValues sets the state of a data source to its configuration and the values
// that read returns.
func readValues(
	b Base,
	req datasource.ReadRequest,
	resp *datasource.ReadResponse,
	read func(Arguments) (map[string]tftypes.Value, diag.Diagnostics),
) {
	if diagnostics.LacksClient(b.Client, &resp.Diagnostics) {
		return
	}
	var arguments map[string]tftypes.Value
	if err := req.Config.Raw.As(&arguments); err != nil {
		resp.Diagnostics.AddError("Could not read the configuration", err.Error())
		return
	}
	values, diags := read(arguments)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	state := maps.Clone(arguments)
	maps.Copy(state, values)
	resp.State.Raw = tftypes.NewValue(req.Config.Raw.Type(), state)
}
