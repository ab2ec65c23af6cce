package resourcebase

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// NewList returns a constructor of the list resource, which has no filters.
func NewList[M, T any](of Object[M, T]) func() list.ListResource {
	return func() list.ListResource { return &objectList[M, T]{object: object[M, T]{Object: of}} }
}

// objectList is the list resource of an Object.
type objectList[M, T any] struct {
	object object[M, T]
	client *clerk.Client
}

// Metadata gives the list resource the name of the resource that it lists.
func (l *objectList[M, T]) Metadata(
	ctx context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse,
) {
	l.object.Metadata(ctx, req, resp)
}

// Configure receives the client of the provider block.
func (l *objectList[M, T]) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	l.client, _ = req.ProviderData.(*clerk.Client)
}

// ListResourceConfigSchema describes the config block of the list.
func (l *objectList[M, T]) ListResourceConfigSchema(
	_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse,
) {
	resp.Schema = listschema.Schema{MarkdownDescription: fmt.Sprintf(
		"Lists the %s of the instance, for `terraform query` (Terraform 1.14 or newer). Use it to review them, and to "+
			"generate the configuration and the `import` blocks that adopt them. Terraform accepts 100 results, unless the "+
			"`list` block has a `limit`; the provider reads no page beyond the limit.", l.object.Plural)}
}

// List streams the objects, each page when the one before has been taken. An error ends the stream as its last result.
func (l *objectList[M, T]) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	stream.Results = func(push func(list.ListResult) bool) {
		var result list.ListResult
		if diagnostics.LacksClient(l.client, &result.Diagnostics) {
			push(result)
			return
		}
		found := int64(0)
		for listed, err := range l.object.All(ctx, l.client) {
			if err != nil {
				failure := diagnostics.Failure{Task: "list the " + l.object.Plural}
				push(list.ListResult{Diagnostics: failure.Diagnostics(err)})
				return
			}
			if found++; !push(l.result(ctx, req, &listed)) || req.Limit > 0 && found == req.Limit {
				return
			}
		}
	}
}

// result is the result for an object: with the resource, it is what an import has in the state after its refresh.
func (l *objectList[M, T]) result(ctx context.Context, req list.ListRequest, listed *T) list.ListResult {
	var model M
	l.object.Fill(&model, listed)
	result := req.NewListResult(ctx)
	result.DisplayName = diagnostics.UpperFirst(l.object.Label(&model))
	included := *result.Resource
	result.Diagnostics.Append(included.Set(ctx, &model)...)
	result.Diagnostics.Append(l.object.setIdentity(ctx, result.Identity, included)...)
	if req.IncludeResource {
		*result.Resource = included
	}
	return result
}
