package users

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/clerk-users/terraform-provider-clerk/internal/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/planmodifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/validators"
)

// Schema describes clerk_user_metadata.
func (r *metadataResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages single keys in the metadata of a user who is managed elsewhere, and leaves all other keys alone.\n\n" +
			"The keys that the configuration states are owned, nested ones each by itself: every value that is not an object with keys. " +
			"Other keys, also within the same objects, are never read into the state, planned or written. Arrays are replaced whole. A key that is taken out of the configuration is removed. " +
			"Destroying removes the owned keys only; an object that becomes empty by that stays, because it may be somebody else's.\n\n" +
			"Several of these resources can own different keys of one user. Two that state the same key undo each other, and so does one " +
			"beside a `clerk_user` that states the same metadata field, because that replaces the field whole.\n\n" +
			"An import names the keys that are to be owned, as below. By the id of the user alone, or by identity, it takes over all keys that are there.",
		Attributes: map[string]schema.Attribute{
			"id":      satelliteID(),
			"user_id": satelliteUserID("owned metadata"),
			"public":  ownedMetadata("public metadata, which your frontend and backend can read", false),
			"private": ownedMetadata("private metadata, which only your backend can read. It is marked sensitive, and it is in the state: do not keep secrets here", true),
			"unsafe":  ownedMetadata("unsafe metadata, which the user can change from your frontend", false),
		},
	}
}

func ownedMetadata(what string, sensitive bool) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "The owned keys of the " + what + ". One JSON object, as `jsonencode` makes it; compared as JSON.",
		CustomType:          customtypes.JSONObjectType{}, Optional: true, Sensitive: sensitive,
		Validators:    []validator.String{validators.MetadataSize()},
		PlanModifiers: []planmodifier.String{planmodifiers.KeepEquivalent()},
	}
}

// ValidateConfig refuses what a merge patch cannot store. No message shows a
// value of the private metadata.
func (r *metadataResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config metadataModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	stated := false
	for _, field := range metadataFields {
		object := *field.stated(&config)
		stated = stated || !object.IsNull()
		if object.IsNull() || object.IsUnknown() {
			continue
		}
		if err := checkMergeable(decodeObject(object.ValueString())); err != nil {
			resp.Diagnostics.AddAttributeError(path.Root(field.name), "The metadata cannot be merged", fmt.Sprintf("In %s, %s.", field.name, err))
		}
	}
	if !stated {
		resp.Diagnostics.AddError("No metadata is stated", "State at least one of public, private and unsafe.")
	}
}
