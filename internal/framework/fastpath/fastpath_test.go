package fastpath_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/fastpath"
)

type model struct {
	ID   types.String `tfsdk:"id"`
	Size types.Int64  `tfsdk:"size"`
}

// The answers themselves are tested beside the resources whose they are.
func TestNew_refusesAModelThatIsNotTheSchemas(t *testing.T) {
	t.Parallel()
	text, number := schema.StringAttribute{}, schema.Int64Attribute{}
	for name, test := range map[string]struct {
		schema schema.Schema
		want   string
	}{
		"a field without an attribute":   {schema.Schema{Attributes: map[string]schema.Attribute{"id": text}}, `no attribute "size"`},
		"an attribute without a field":   {schema.Schema{Attributes: map[string]schema.Attribute{"id": text, "size": number, "name": text}}, "2 fields for 3 attributes"},
		"a field of another type":        {schema.Schema{Attributes: map[string]schema.Attribute{"id": text, "size": text}}, "the attribute size is a basetypes.StringValue"},
		"a kind that is not known":       {schema.Schema{Attributes: map[string]schema.Attribute{"id": text, "size": schema.NumberAttribute{}}}, "size is a schema.NumberAttribute, which shortcuts do not know"},
		"a default that is not known":    {schema.Schema{Attributes: map[string]schema.Attribute{"id": text, "size": schema.Int64Attribute{Default: int64default.StaticInt64(1)}}}, "size is a schema.Int64Attribute with a default, which shortcuts do not know"},
		"a schema that is not flat":      {schema.Schema{Blocks: map[string]schema.Block{"more": schema.ListNestedBlock{}}}, "blocks"},
		"the model of the schema passes": {schema.Schema{Attributes: map[string]schema.Attribute{"id": text, "size": number}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := fastpath.New(fastpath.Resource[model]{Schema: test.schema})
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, not %q", err, test.want)
			}
		})
	}
}
