package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	datasourceschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	ephemeralschema "github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// sample is a provider that declares one of everything. Nothing in it runs: the embedded interfaces
// stand for the methods that only an operation would call.
type sample struct{}

func (sample) Metadata(_ context.Context, _ provider.MetadataRequest, response *provider.MetadataResponse) {
	response.TypeName = "sample"
}

func (sample) Schema(_ context.Context, _ provider.SchemaRequest, response *provider.SchemaResponse) {
	response.Schema = providerschema.Schema{
		Description: "Sample.",
		Attributes: map[string]providerschema.Attribute{
			"key": providerschema.StringAttribute{Optional: true, Sensitive: true},
		},
	}
}

func (sample) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}

func (sample) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return thing{} }}
}

func (sample) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return thingSource{} }}
}

func (sample) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{func() ephemeral.EphemeralResource { return token{} }}
}

func (sample) Functions(context.Context) []func() function.Function {
	return []func() function.Function{func() function.Function { return join{} }}
}

func (sample) Actions(context.Context) []func() action.Action {
	return []func() action.Action{func() action.Action { return poke{} }}
}

func (sample) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{func() list.ListResource { return thingList{} }}
}

type thing struct{ resource.Resource }

func (thing) Metadata(_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = "sample_thing"
}

func (thing) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	named := schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
		"name": schema.StringAttribute{Required: true, MarkdownDescription: "A *name*."},
	}}
	response.Schema = schema.Schema{
		Version:             3,
		MarkdownDescription: "A **thing**.",
		Attributes: map[string]schema.Attribute{
			"plain":    schema.StringAttribute{Optional: true, Description: "Plain text."},
			"secret":   schema.StringAttribute{Optional: true, WriteOnly: true, Sensitive: true},
			"old":      schema.BoolAttribute{Optional: true, Computed: true, DeprecationMessage: "Gone soon."},
			"tags":     schema.MapAttribute{Optional: true, ElementType: types.SetType{ElemType: types.Int64Type}},
			"anything": schema.DynamicAttribute{Optional: true},
			"shape": schema.ObjectAttribute{
				Optional:       true,
				AttributeTypes: map[string]attr.Type{"side": types.ListType{ElemType: types.StringType}},
			},
			"one":   schema.SingleNestedAttribute{Optional: true, Attributes: named.Attributes},
			"many":  schema.ListNestedAttribute{Computed: true, NestedObject: named},
			"some":  schema.SetNestedAttribute{Computed: true, NestedObject: named},
			"named": schema.MapNestedAttribute{Computed: true, NestedObject: named},
		},
		Blocks: map[string]schema.Block{
			"limits": schema.SingleNestedBlock{Description: "Limits.", Attributes: map[string]schema.Attribute{
				"top": schema.Int64Attribute{Optional: true},
			}},
			"rows": schema.ListNestedBlock{DeprecationMessage: "Gone soon.", NestedObject: schema.NestedBlockObject{
				Blocks: map[string]schema.Block{"cells": schema.SetNestedBlock{}},
			}},
		},
	}
}

func (thing) IdentitySchema(
	_ context.Context,
	_ resource.IdentitySchemaRequest,
	response *resource.IdentitySchemaResponse,
) {
	response.IdentitySchema = identityschema.Schema{Version: 2, Attributes: map[string]identityschema.Attribute{
		"id":     identityschema.StringAttribute{RequiredForImport: true, Description: "The id."},
		"region": identityschema.StringAttribute{OptionalForImport: true},
	}}
}

type thingSource struct{ datasource.DataSource }

func (thingSource) Metadata(_ context.Context, _ datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = "sample_thing"
}

func (thingSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = datasourceschema.Schema{Attributes: map[string]datasourceschema.Attribute{
		"id": datasourceschema.StringAttribute{Required: true},
	}}
}

type token struct{ ephemeral.EphemeralResource }

func (token) Metadata(_ context.Context, _ ephemeral.MetadataRequest, response *ephemeral.MetadataResponse) {
	response.TypeName = "sample_token"
}

func (token) Schema(_ context.Context, _ ephemeral.SchemaRequest, response *ephemeral.SchemaResponse) {
	response.Schema = ephemeralschema.Schema{Attributes: map[string]ephemeralschema.Attribute{
		"jwt": ephemeralschema.StringAttribute{Computed: true},
	}}
}

type join struct{ function.Function }

func (join) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "join"
}

func (join) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
		Summary:             "Joins",
		MarkdownDescription: "Joins *words*.",
		DeprecationMessage:  "Gone soon.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "glue", AllowNullValue: true, Description: "Between."},
		},
		VariadicParameter: function.StringParameter{Name: "words"},
		Return:            function.ListReturn{ElementType: types.StringType},
	}
}

type poke struct{ action.Action }

func (poke) Metadata(_ context.Context, _ action.MetadataRequest, response *action.MetadataResponse) {
	response.TypeName = "sample_poke"
}

func (poke) Schema(_ context.Context, _ action.SchemaRequest, response *action.SchemaResponse) {
	response.Schema = actionschema.Schema{
		MarkdownDescription: "Pokes.",
		Attributes:          map[string]actionschema.Attribute{"id": actionschema.StringAttribute{Required: true}},
	}
}

type thingList struct{ list.ListResource }

func (thingList) Metadata(_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = "sample_thing"
}

func (thingList) ListResourceConfigSchema(
	_ context.Context,
	_ list.ListResourceSchemaRequest,
	response *list.ListResourceSchemaResponse,
) {
	response.Schema = listschema.Schema{Attributes: map[string]listschema.Attribute{
		"query": listschema.StringAttribute{Optional: true},
	}}
}
