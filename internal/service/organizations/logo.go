package organizations

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/images"
)

// logoAttributes are the attributes of the logo.
func logoAttributes() map[string]schema.Attribute {
	hash := resourcebase.Fixed(
		"The SHA-256 hash of the logo that was uploaded, in lowercase hexadecimal. It is empty if " +
			"the logo was changed outside Terraform, and null if the logo is not managed.",
	)
	hash.PlanModifiers = nil // planned in planLogo
	url := resourcebase.Fixed(
		"The address of the logo, or of the default image, at Clerk. Each upload gets another address.",
	)
	url.PlanModifiers = nil
	return map[string]schema.Attribute{
		"logo": schema.StringAttribute{
			MarkdownDescription: "The path of the logo: a PNG, JPEG, GIF or WebP file of up to 10 MiB. A relative path begins " +
				"in the folder in which Terraform runs. If the content changes, the next apply uploads it. A logo that was " +
				"changed outside Terraform is uploaded again. A file that is no complete image fails during `terraform " +
				"plan`. `\"\"` removes the logo. Without the attribute, the logo is not managed, and an uploaded one stays. " +
				"Clerk does not return the content: after an import, the next apply uploads the logo once.",
			Optional: true, Validators: []validator.String{images.Path("")},
		},
		"logo_sha256": hash,
		"image_url":   url,
	}
}

// setsLogo and removesLogo report what the configuration does with the logo.
func (m *organizationModel) setsLogo() bool    { return m.Logo.ValueString() != "" }
func (m *organizationModel) removesLogo() bool { return m.Logo.Equal(types.StringValue("")) }

// fillLogo sets what the API returns of the logo. The hash of a managed logo that was changed outside Terraform is
// empty.
func (m *organizationModel) fillLogo(o *clerk.Organization) {
	isKnown := !m.ImageURL.IsNull() && !m.ImageURL.IsUnknown()
	switch {
	case m.Logo.IsNull(), m.removesLogo() && !o.HasImage:
		m.LogoSHA256 = types.StringNull()
	case m.removesLogo(), m.LogoSHA256.IsUnknown(), isKnown && (!o.HasImage || m.ImageURL.ValueString() != o.ImageURL):
		m.LogoSHA256 = types.StringValue("")
	}
	m.ImageURL = types.StringValue(o.ImageURL)
}

// planLogo plans an upload of other content, and the removal of a logo. Only the apply knows the hash of a file: with
// any change, the framework has planned it as unknown, and it stays so, because the file can change until then.
func planLogo(call *resourcebase.Call[organizationModel]) {
	m, prior := &call.Plan, &call.Prior
	isUnchanged := !call.IsNew && !m.LogoSHA256.IsUnknown()
	if m.setsLogo() {
		content, err := images.File(m.Logo.ValueString())
		switch {
		case images.IsMissing(err):
			call.Warn("logo", "The image file is not there yet", fmt.Sprintf("The file %q does not exist. The apply needs this "+
				"file. Create it before the apply, or correct the path.", m.Logo.ValueString()))
		case err != nil:
			failLogo(call, err)
		}
		if isUnchanged && (err != nil || content.SHA256 != prior.LogoSHA256.ValueString()) {
			m.LogoSHA256, m.ImageURL = types.StringUnknown(), types.StringUnknown()
		}
		return
	}
	if m.Logo.IsUnknown() {
		return
	}
	m.LogoSHA256 = types.StringNull()
	switch isKept := m.Logo.IsNull() || prior.LogoSHA256.IsNull() && m.Logo.Equal(prior.Logo); {
	case call.IsNew:
	case isKept:
		m.ImageURL = prior.ImageURL
	default:
		m.ImageURL = types.StringUnknown()
	}
}

// applyLogo uploads or removes the logo of an organization that exists. It returns nil if no request was needed.
func applyLogo(
	ctx context.Context, call *resourcebase.Call[organizationModel], id string,
) (updated *clerk.Organization, err error) {
	m, prior := &call.Plan, &call.Prior
	switch {
	case m.removesLogo() && !call.IsNew && (!prior.removesLogo() || !prior.LogoSHA256.IsNull()):
		updated, err = call.Client.DeleteOrganizationLogo(ctx, id)
		if clerk.IsNotFound(err) { // it has none
			return call.Client.GetOrganization(ctx, id)
		}
		return updated, err
	case !m.setsLogo() || !m.LogoSHA256.IsUnknown():
		return nil, nil
	}
	content, err := images.File(m.Logo.ValueString())
	if err != nil {
		return nil, err
	}
	if content.SHA256 == prior.LogoSHA256.ValueString() { // only the path differs
		m.LogoSHA256 = prior.LogoSHA256
		return nil, nil
	}
	if updated, err = call.Client.SetOrganizationLogo(ctx, id, content.Image); err == nil {
		m.LogoSHA256 = types.StringValue(content.SHA256)
	}
	return updated, err
}

// failLogo reports why a file cannot become the logo.
func failLogo(call *resourcebase.Call[organizationModel], err error) {
	var problem *images.Problem
	if !errors.As(err, &problem) {
		problem = &images.Problem{Summary: "The image cannot be read", Detail: err.Error()}
	}
	call.Fail("logo", problem.Summary, problem.Detail)
}
