package users

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
)

var (
	_ list.ListResourceWithConfigure      = (*userListResource)(nil)
	_ list.ListResourceWithValidateConfig = (*userListResource)(nil)
)

// NewListResource returns the list resource clerk_user.
func NewListResource() list.ListResource { return &userListResource{} }

type userListResource struct {
	client *clerk.Client
}

type userListModel struct {
	filterModel
	OrderBy types.String `tfsdk:"order_by"`
}

// Metadata gives the list resource the name of the resource that it lists.
func (l *userListResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_user"
}

// Configure receives the client of the provider block.
func (l *userListResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	l.client, _ = req.ProviderData.(*clerk.Client)
}

// ListResourceConfigSchema describes the config block of list "clerk_user".
func (l *userListResource) ListResourceConfigSchema(
	_ context.Context,
	_ list.ListResourceSchemaRequest,
	resp *list.ListResourceSchemaResponse,
) {
	// The attributes are those of data sources, because both have the same filters.
	attributes := map[string]schema.Attribute{"order_by": orderBySchema()}
	for name, attribute := range filterSchemas() {
		attributes[name] = attribute
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the users of the instance, or the users that match filters, for `terraform query` " +
			"(Terraform 1.14 or newer). Use it to look at users, and to generate the configuration and the `import` blocks " +
			"that adopt them. A user must match all filters that are set. Without filters, all users are listed. Terraform " +
			"accepts 100 results, unless the `list` block has a `limit`; the provider reads no page beyond the " +
			"limit.\n\nWith `include_resource` or `-generate-config-out`, `terraform query -json` prints all attributes of " +
			"the users, including their private metadata: Terraform does not hide sensitive values there.\n\nThe guide " +
			"[Adopting existing users](../guides/adopting-users.md) describes all steps, also for a CLI without " +
			"`terraform query`.",
		Attributes: attributes,
	}
}

// ValidateListResourceConfig checks the combination of filters.
func (l *userListResource) ValidateListResourceConfig(
	ctx context.Context,
	req list.ValidateConfigRequest,
	resp *list.ValidateConfigResponse,
) {
	var config userListModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(config.validate()...)
	}
}

// List streams the users, each page when the one before has been taken: GET
// /users. An error ends the stream as its last result.
func (l *userListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config userListModel
	diags := req.Config.Get(ctx, &config)
	if diags.HasError() || diagnostics.LacksClient(l.client, &diags) {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	query := config.query()
	query.OrderBy = config.OrderBy.ValueString()
	stream.Results = func(push func(list.ListResult) bool) {
		for user, err := range l.client.FirstUsers(ctx, query, req.Limit) {
			if err != nil {
				push(list.ListResult{Diagnostics: filterFailure("list the users", err)})
				return
			}
			if !push(listed(ctx, req, user)) {
				return
			}
		}
	}
}

// listed is the result for a user: with the resource, it is what an import has
// in the state after its first refresh.
func listed(ctx context.Context, req list.ListRequest, user *clerk.User) list.ListResult {
	var model userModel
	if err := model.observe(user); err != nil {
		return list.ListResult{
			Diagnostics: diag.Diagnostics{diag.NewErrorDiagnostic("Could not read the user "+user.ID, err.Error())},
		}
	}
	result := req.NewListResult(ctx)
	result.DisplayName = displayName(&model)
	result.Diagnostics.Append(resourcebase.SetIdentity(ctx, result.Identity, "id", user.ID)...)
	if req.IncludeResource {
		result.Diagnostics.Append(result.Resource.Set(ctx, &model)...)
	}
	return result
}
