package usermetadata

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/planmodifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/userparts"
)

// Schema describes clerk_user_metadata.
func (r *metadataResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages single metadata keys of a user. Another resource can manage the user. All other keys " +
			"stay as they are. At least one of `public`, `private` and `unsafe` must be set.\n\n" +
			"Only the keys in the configuration are managed. In nested objects, each key is managed separately: with " +
			"`crm = { id = 7 }`, only the key `id` of the object `crm`. Other keys, also in the same object, are not read " +
			"into the state, planned or changed. Arrays are replaced whole. A key that is removed from the configuration is " +
			"removed from the user. Destroying removes only the managed keys. When the last key of an object is removed, " +
			"the empty object stays in Clerk, because other programs can use it.\n\n" +
			"A text, a number or an array can replace an object. The plan fails if that object has keys that this resource " +
			"does not manage.\n\n" +
			"Several of these resources can manage different keys of one user, and a key can move from one to another in one " +
			"apply. " +
			"When two of them manage the same key, each undoes the other and the plan warns. The same applies beside a " +
			"`clerk_user` that sets the same metadata field, because it replaces the field whole.\n\n" +
			"To rename the resource, add a `moved` block. Without it the plan fails, because it would remove the keys that " +
			"the new resource manages.\n\n" +
			"Import the keys to manage by name, as below. A key with a dot is in double quotes, as in " +
			"`user_…:public.\"https://example.com/role\"`. A name can also be a JSON pointer, as in " +
			"`user_…:public/https:~1~1example.com~1role`. An import by the id of the user alone, or by identity, reads all " +
			"keys into the state. " +
			"The resource then manages the keys that the configuration has. The plan warns with the names of the other keys; " +
			"they stay in Clerk. " +
			"This applies until the first apply that changes the resource. Until then, a destroy removes all keys, and its " +
			"plan warns with their names.",
		Attributes: map[string]schema.Attribute{
			"id":      userparts.IDAttribute(),
			"user_id": userparts.UserIDAttribute("managed metadata"),
			"public":  managedMetadata("public metadata, which your frontend and backend can read", false),
			"private": managedMetadata(
				"private metadata, which only your backend can read. It is marked sensitive, and it is in the state: do not "+
					"store secrets here",
				true,
			),
			"unsafe": managedMetadata("unsafe metadata, which the user can change from your frontend", false),
		},
	}
}

func managedMetadata(description string, sensitive bool) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "The managed keys of the " + description + ". One JSON object, as `jsonencode` makes it; " +
			"compared as JSON.",
		CustomType:    customtypes.JSONObjectType{},
		Optional:      true,
		Sensitive:     sensitive,
		PlanModifiers: []planmodifier.String{planmodifiers.KeepEquivalent()},
	}
}

// ValidateConfig refuses a resource that manages nothing. The plan checks the values.
func (r *metadataResource) ValidateConfig(
	ctx context.Context,
	req resource.ValidateConfigRequest,
	resp *resource.ValidateConfigResponse,
) {
	var config metadataModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	isSet := false
	for _, field := range metadataFields {
		isSet = isSet || !field.value(&config).IsNull()
	}
	if !isSet {
		resp.Diagnostics.AddError("No metadata is configured", "Set at least one of public, private and unsafe.")
	}
}
