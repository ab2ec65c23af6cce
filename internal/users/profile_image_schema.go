package users

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Schema describes clerk_user_profile_image.
func (r *profileImageResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages the profile image of a user who is managed elsewhere, and nothing else of that user.\n\n" +
			"The image is a PNG, JPEG, GIF or WebP of up to 10 MiB. What it is goes by its content, not by its name, and is checked when the plan is made. " +
			"An image that the user already has is replaced. Destroying removes the image, so that Clerk's default one shows again; the user stays.\n\n" +
			"Users can change their own image. The plan then uploads the stated one again, and sets it anew when it was removed: use this only for images that Terraform is to keep.\n\n" +
			"Clerk does not tell the content of an image. So import it together with the file that was uploaded, as below: the plan is then empty. " +
			"After an import by the id of the user alone, or by identity, the next apply uploads the stated image once.",
		Attributes: map[string]schema.Attribute{
			"id":      satelliteID(),
			"user_id": satelliteUserID("profile image"),
			"source": schema.StringAttribute{
				MarkdownDescription: "The path of the image file; a relative one begins in the folder in which Terraform runs. Another content is an update, another path to the same content sends nothing. " +
					"The file may appear as late as during the apply, but one that is there when the plan is made must not change until it is applied. " +
					"It is read piece by piece, whatever its size; on a slow line, raise `request_timeout` of the provider. Exactly one of `source` and `content_base64` must be stated.",
				Optional: true,
			},
			"content_base64": schema.StringAttribute{
				MarkdownDescription: "The image as base64 text, for images that Terraform computes. It is in the state, and the whole of it in memory: prefer `source` for files.",
				Optional:            true,
			},
			"content_sha256": schema.StringAttribute{
				MarkdownDescription: "The SHA-256 hash of the uploaded content, in hexadecimal. Empty when somebody else has replaced the image.",
				Computed:            true,
			},
			"content_type": schema.StringAttribute{
				MarkdownDescription: "The media type of the uploaded content, such as `image/png`.",
				Computed:            true,
			},
			"image_url": schema.StringAttribute{
				MarkdownDescription: "The address of the image at Clerk. Every upload has one of its own.",
				Computed:            true,
			},
		},
	}
}

// ValidateConfig checks that one image is stated. A file is left to the plan:
// it need not be there for terraform validate.
func (r *profileImageResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config profileImageModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	source, text := config.Source, config.ContentBase64
	if resp.Diagnostics.HasError() || source.IsUnknown() || text.IsUnknown() {
		return
	}
	switch {
	case source.IsNull() && text.IsNull():
		resp.Diagnostics.AddAttributeError(path.Root("source"), "The image is missing",
			"State the image: the path of a file in source, or base64 text in content_base64.")
	case !source.IsNull() && !text.IsNull():
		resp.Diagnostics.AddAttributeError(path.Root("content_base64"), "Two images",
			"source and content_base64 both state the image. State one of them.")
	case source.Equal(types.StringValue("")):
		resp.Diagnostics.AddAttributeError(path.Root("source"), "The path is empty", "State the path of an image file.")
	case source.IsNull():
		if _, err := config.content(); err != nil {
			resp.Diagnostics.Append(config.refusal(err)...)
		}
	}
}
