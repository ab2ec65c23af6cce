package fastpath_test

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/fastpath"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/planmodifiers"
)

type model struct {
	ID   types.String `tfsdk:"id"`
	Size types.Int64  `tfsdk:"size"`
}

// describe returns a description without special behaviour.
func describe[M any](of resource.Resource) fastpath.Resource[M] {
	return fastpath.Resource[M]{
		Type:       of,
		Ready:      func() bool { return true },
		ID:         func(*M) string { return "thing_1" },
		PrivateKey: "thing",
		Validate:   func(*M) diag.Diagnostics { return nil },
		Read:       func(ctx context.Context, _ *M) (context.Context, bool) { return ctx, false },
		Plan:       func(context.Context, *M, *M, *M) bool { return true },
		Record:     func(*M, *M, *M) bool { return true },
	}
}

func TestNew_withAnAttributeThatItWouldSkip_returnsAnError(t *testing.T) {
	t.Parallel()
	text, number := schema.StringAttribute{}, schema.Int64Attribute{}
	for name, test := range map[string]struct {
		attributes map[string]schema.Attribute
		want       string // "" for no error
	}{
		"the attributes of the model": {map[string]schema.Attribute{"id": text, "size": number}, ""},
		"plan modifiers that change neither new nor unchanged values": {
			map[string]schema.Attribute{"size": number, "id": schema.StringAttribute{PlanModifiers: []planmodifier.String{
				stringplanmodifier.UseStateForUnknown(), planmodifiers.KeepEquivalent(),
			}}}, "",
		},
		"a field without an attribute": {map[string]schema.Attribute{"id": text}, `no attribute "size"`},
		"an attribute without a field": {
			map[string]schema.Attribute{"id": text, "size": number, "name": text}, "2 fields for 3 attributes",
		},
		"a field of another type": {
			map[string]schema.Attribute{"id": text, "size": text}, "the attribute size is a basetypes.StringValue",
		},
		"a field of another custom type": {
			map[string]schema.Attribute{"size": number, "id": schema.StringAttribute{CustomType: customtypes.IdentifierType{}}},
			"the attribute id is a customtypes.Identifier",
		},
		"another kind": {
			map[string]schema.Attribute{"id": text, "size": schema.NumberAttribute{}}, "size is a schema.NumberAttribute",
		},
		"a default of another kind": {
			map[string]schema.Attribute{"id": text, "size": schema.Int64Attribute{Default: int64default.StaticInt64(1)}},
			"the default of size",
		},
		"another plan modifier": {
			map[string]schema.Attribute{"size": number, "id": schema.StringAttribute{PlanModifiers: []planmodifier.String{
				stringplanmodifier.RequiresReplace(),
			}}},
			"id has the plan modifier stringplanmodifier",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := fastpath.New(describe[model](declared{schema: schema.Schema{Attributes: test.attributes}}))
			checkError(t, err, test.want)
		})
	}
}

func TestNew_ofAResourceThatItWouldSkip_returnsAnError(t *testing.T) {
	t.Parallel()
	valid := declared{schema: schema.Schema{Attributes: map[string]schema.Attribute{
		"id": schema.StringAttribute{}, "size": schema.Int64Attribute{},
	}}}
	blocks, deprecated, mutable, compound := valid, valid, valid, valid
	blocks.schema.Blocks = map[string]schema.Block{"more": schema.ListNestedBlock{}}
	deprecated.schema.DeprecationMessage = "Use another resource."
	mutable.behavior.MutableIdentity = true
	compound.identity = map[string]identityschema.Attribute{"name": identityschema.StringAttribute{}}
	for name, test := range map[string]struct {
		resource resource.Resource
		want     string
	}{
		"ConfigValidators":    {validated{valid}, "ConfigValidators"},
		"blocks":              {blocks, "blocks"},
		"a deprecation":       {deprecated, "deprecated"},
		"a behavior":          {mutable, "ResourceBehavior"},
		"a compound identity": {compound, "identity"},
		"no identity":         {anonymous{valid}, "identity"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := fastpath.New(describe[model](test.resource))
			checkError(t, err, test.want)
		})
	}
	incomplete := describe[model](valid)
	incomplete.Plan = nil
	_, err := fastpath.New(incomplete)
	checkError(t, err, "lacks a function")
}

func checkError(t *testing.T, err error, want string) {
	t.Helper()
	if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
		t.Errorf("the error is %v, not %q", err, want)
	}
}

// declared is a resource with a schema, and without operations.
type declared struct {
	resource.Resource
	schema   schema.Schema
	behavior resource.ResourceBehavior
	identity map[string]identityschema.Attribute // beside the id
}

func (d declared) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName, resp.ResourceBehavior = "test_thing", d.behavior
}

func (d declared) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = d.schema
}

func (d declared) IdentitySchema(
	_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse,
) {
	resp.IdentitySchema.Attributes = map[string]identityschema.Attribute{
		"id": identityschema.StringAttribute{RequiredForImport: true},
	}
	for name, attribute := range d.identity {
		resp.IdentitySchema.Attributes[name] = attribute
	}
}

type validated struct{ declared }

func (validated) ConfigValidators(context.Context) []resource.ConfigValidator { return nil }

// anonymous hides the identity.
type anonymous struct{ resource.Resource }
