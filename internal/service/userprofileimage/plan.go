package userprofileimage

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/images"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/userparts"
)

// ModifyPlan examines the image: other content is an update, and an image that Clerk would refuse is an error. A file
// that does not exist yet is examined during the apply.
func (r *profileImageResource) ModifyPlan(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
	var plan, prior, config profileImageModel
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	}
	if !req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
		resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(r.PlanPieces(ctx, req, resp, registry.Holder{
		Resource: "clerk_user_profile_image",
		Before:   userparts.OnePiece(prior.UserID.ValueString(), userparts.ImageKind),
		After:    userparts.OnePiece(userparts.PlannedUserID(plan.UserID, prior.UserID), userparts.ImageKind),
	})...)
	if req.Plan.Raw.IsNull() {
		return
	}
	err := plan.consequences(&prior, &config)
	if err != nil && !images.IsMissing(err) {
		resp.Diagnostics.Append(plan.refusal(err)...)
		return
	}
	if err != nil {
		resp.Diagnostics.AddAttributeWarning(plan.sourceAttribute(), "The image file is not there yet",
			fmt.Sprintf("The file %q does not exist. The apply needs this file. Create it before the apply, or correct the "+
				"path.", plan.Source.ValueString()))
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

// consequences plans what follows from the content. prior is empty for a new image.
//
// Terraform plans each change again during the apply, and a provider does not receive the earlier plan. When a file
// has changed in between, its hash is another one, and Terraform would report a mistake of the provider. So the hash of
// a file is unknown when anything changes, unless the configuration has it.
func (m *profileImageModel) consequences(prior, config *profileImageModel) error {
	m.ID = m.UserID
	pinned := config.ContentSHA256
	m.ContentSHA256, m.ContentType, m.ImageURL = types.StringUnknown(), types.StringUnknown(), types.StringUnknown()
	if !pinned.IsNull() {
		m.ContentSHA256 = pinned
	}
	if m.Source.IsUnknown() || m.ContentBase64.IsUnknown() || pinned.IsUnknown() {
		return nil
	}
	content, err := m.content()
	if err != nil {
		return err
	}
	if !pinned.IsNull() && pinned.ValueString() != content.SHA256 {
		return m.otherImage(pinned.ValueString(), content.SHA256)
	}
	if m.Source.IsNull() {
		m.ContentSHA256, m.ContentType = types.StringValue(content.SHA256), types.StringValue(content.ContentType)
	}
	same := content.SHA256 == prior.ContentSHA256.ValueString() && m.UserID.Equal(prior.UserID)
	if same && (m.Source.IsNull() || m.Source.Equal(prior.Source)) {
		m.ContentSHA256, m.ContentType, m.ImageURL = prior.ContentSHA256, prior.ContentType, prior.ImageURL
	}
	return nil
}

// otherImage says that an image is not the one with the hash in the configuration.
func (m *profileImageModel) otherImage(want, got string) *images.Problem {
	image := "The image in content_base64"
	if !m.Source.IsNull() {
		image = fmt.Sprintf("The file %q", m.Source.ValueString())
	}
	return &images.Problem{Summary: "The image does not match content_sha256", Detail: fmt.Sprintf(
		"%s, the profile image of %s, has the hash %s, and content_sha256 is %s. "+
			"The file was changed, or the configuration uses a different image. Nothing was uploaded. "+
			"Restore the image, or set content_sha256 to %[3]q, and plan again.",
		image, userparts.UserLabel(m.UserID), got, want)}
}

// content reads the configured image.
func (m *profileImageModel) content() (*images.Content, error) {
	if m.Source.IsNull() {
		return images.Text(m.ContentBase64.ValueString())
	}
	return images.File(m.Source.ValueString())
}

// sourceAttribute is the attribute with the image.
func (m *profileImageModel) sourceAttribute() path.Path {
	if m.Source.IsNull() && !m.ContentBase64.IsNull() {
		return path.Root("content_base64")
	}
	return path.Root("source")
}

// refusal reports why a content cannot become the image.
func (m *profileImageModel) refusal(err error) (diags diag.Diagnostics) {
	var problem *images.Problem
	if !errors.As(err, &problem) {
		problem = &images.Problem{Summary: "The image cannot be read", Detail: err.Error()}
	}
	diags.AddAttributeError(m.sourceAttribute(), problem.Summary, problem.Detail)
	return diags
}
