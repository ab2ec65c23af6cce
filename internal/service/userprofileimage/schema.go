package userprofileimage

import (
	"context"
	"regexp"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/images"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/userparts"
)

var sha256Hash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Schema describes clerk_user_profile_image.
func (r *profileImageResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages the profile image of a user. Another resource can manage the user.\n\n" +
			"The image is a PNG, JPEG, GIF or WebP of up to 10 MiB. The format is detected from the content, not from " +
			"the file name. An incomplete image fails during `terraform plan`. The provider does not decode the pixels. " +
			"An image that the user already has is replaced. Destroying removes the image, so that Clerk shows its default " +
			"image again; the user stays.\n\n" +
			"Users can change their own image. The plan then uploads the image of the configuration again, also when the user " +
			"has removed it: use this only for images that Terraform manages.\n\n" +
			"The content of a file is read again during the apply. A file that changes between plan and apply is uploaded as " +
			"it is then. " +
			"To upload only the content that was reviewed, set `content_sha256`: a file with another hash is an error during " +
			"plan and during apply, and nothing is uploaded.\n\n" +
			"To rename the resource, add a `moved` block. Without it the plan fails, because it would remove the image that " +
			"the new resource manages.\n\n" +
			"Clerk does not return the content of an image. So import it together with the file that was uploaded, as below: " +
			"the plan is then empty. " +
			"After an import by the id of the user alone, or by identity, the next apply uploads the image of the " +
			"configuration once.",
		Attributes: map[string]schema.Attribute{
			"id":      userparts.IDAttribute(),
			"user_id": userparts.UserIDAttribute("profile image"),
			"source": schema.StringAttribute{
				MarkdownDescription: "The path of the image file; a relative one begins in the folder in which Terraform runs. " +
					"When the content changes, the provider uploads the image again. When only the path changes, it sends nothing. " +
					"The file may appear as late as during the apply. " +
					"It is read piece by piece, whatever its size; on a slow line, raise `request_timeout` of the provider. Exactly " +
					"one of `source` and `content_base64` must be set.",
				Optional:   true,
				Validators: []validator.String{images.Path("content_base64")},
			},
			"content_base64": schema.StringAttribute{
				MarkdownDescription: "The image as base64 text, for images that Terraform computes. It is in the state, and the " +
					"whole of it in memory: prefer `source` for files.",
				Optional: true,
			},
			"content_sha256": schema.StringAttribute{
				MarkdownDescription: "The SHA-256 hash of the uploaded content, in lowercase hexadecimal. Empty when the image " +
					"was replaced outside Terraform. " +
					"Set it to upload only this content. Use text or a variable: Terraform evaluates `filesha256()` again during " +
					"the apply, and then reports a changed file as a mistake of the provider.",
				Optional: true,
				Computed: true,
				Validators: []validator.String{
					validators.Matching(sha256Hash, "a SHA-256 hash: set 64 characters of 0 to 9 and a to f"),
				},
			},
			"content_type": schema.StringAttribute{
				MarkdownDescription: "The media type of the uploaded content, such as `image/png`.",
				Computed:            true,
			},
			"image_url": schema.StringAttribute{
				MarkdownDescription: "The address of the image at Clerk. Each upload gets another address.",
				Computed:            true,
			},
		},
	}
}

// ValidateConfig checks that one image is configured. The plan reads a file:
// terraform validate does not need it.
func (r *profileImageResource) ValidateConfig(
	ctx context.Context,
	req resource.ValidateConfigRequest,
	resp *resource.ValidateConfigResponse,
) {
	var config profileImageModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	source, text := config.Source, config.ContentBase64
	if resp.Diagnostics.HasError() || source.IsUnknown() || text.IsUnknown() {
		return
	}
	switch {
	case source.IsNull() && text.IsNull():
		resp.Diagnostics.AddAttributeError(path.Root("source"), "The image is missing",
			"Set the image: the path of a file in source, or base64 text in content_base64.")
	case !source.IsNull() && !text.IsNull():
		resp.Diagnostics.AddAttributeError(path.Root("content_base64"), "Two images",
			"source and content_base64 both set the image. Set one of them.")
	case source.Equal(types.StringValue("")):
		resp.Diagnostics.AddAttributeError(
			path.Root("source"),
			"The path is empty",
			"Set source to the path of an image file.",
		)
	case source.IsNull():
		if _, err := config.content(); err != nil {
			resp.Diagnostics.Append(config.refusal(err)...)
		}
	}
}
