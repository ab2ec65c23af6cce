package validators

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestCombination_ValidateDataSource_wrongNumberOfAttributes_isOneError(t *testing.T) {
	null := tftypes.NewValue(tftypes.String, nil)
	unknown := tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	set := tftypes.NewValue(tftypes.String, "x")
	for name, test := range map[string]struct {
		check   Combination
		a, b    tftypes.Value
		summary string
	}{
		"exactly one of none":    {ExactlyOne("a", "b"), null, null, "No a or b"},
		"exactly one of one":     {ExactlyOne("a", "b"), set, null, ""},
		"exactly one of two":     {ExactlyOne("a", "b"), set, set, "Only one of a and b can be set"},
		"exactly one, unknown":   {ExactlyOne("a", "b"), set, unknown, ""},
		"at least one of none":   {AtLeastOne("a", "b"), null, null, "No a or b"},
		"at least one of two":    {AtLeastOne("a", "b"), set, set, ""},
		"at least one, unknown":  {AtLeastOne("a", "b"), null, unknown, ""},
		"at most one of none":    {AtMostOne("a", "b"), null, null, ""},
		"at most one of the two": {AtMostOne("a", "b"), set, set, "Only one of a and b can be set"},
	} {
		object := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"a": tftypes.String, "b": tftypes.String}}
		config := tfsdk.Config{
			Schema: schema.Schema{Attributes: map[string]schema.Attribute{
				"a": schema.StringAttribute{Optional: true}, "b": schema.StringAttribute{Optional: true},
			}},
			Raw: tftypes.NewValue(object, map[string]tftypes.Value{"a": test.a, "b": test.b}),
		}
		var resp datasource.ValidateConfigResponse
		test.check.ValidateDataSource(t.Context(), datasource.ValidateConfigRequest{Config: config}, &resp)
		summary := ""
		for _, problem := range resp.Diagnostics {
			summary += problem.Summary()
		}
		if summary != test.summary {
			t.Errorf("%s: the error is %q, want %q", name, summary, test.summary)
		}
	}
}
