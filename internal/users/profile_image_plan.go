package users

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ModifyPlan looks at the image, so that other content is an update and what
// Clerk would refuse is an error of the plan. What is not there yet is left to
// the apply.
func (r *profileImageResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}
	var plan, prior profileImageModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	err := plan.consequences(&prior)
	if err != nil && !isMissing(err) {
		resp.Diagnostics.Append(plan.refusal(err)...)
		return
	}
	if err != nil {
		resp.Diagnostics.AddAttributeWarning(plan.statedIn(), "The image file is not there yet",
			fmt.Sprintf("The file %q does not exist. It has to be there when the plan is applied.", plan.Source.ValueString()))
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

// consequences plans what follows from the content. prior is empty for a new
// image.
func (m *profileImageModel) consequences(prior *profileImageModel) error {
	m.ContentSHA256, m.ContentType, m.ImageURL = types.StringUnknown(), types.StringUnknown(), types.StringUnknown()
	if m.Source.IsUnknown() || m.ContentBase64.IsUnknown() {
		return nil
	}
	content, err := m.content()
	if err != nil {
		return err
	}
	m.ContentSHA256, m.ContentType = types.StringValue(content.sha256), types.StringValue(content.ContentType)
	if m.ContentSHA256.Equal(prior.ContentSHA256) {
		m.ImageURL = prior.ImageURL
	}
	return nil
}

// content looks at the stated image.
func (m *profileImageModel) content() (*imageContent, error) {
	if m.Source.IsNull() {
		return imageText(m.ContentBase64.ValueString())
	}
	return imageFile(m.Source.ValueString())
}

// statedIn is the attribute that states the image.
func (m *profileImageModel) statedIn() path.Path {
	if m.Source.IsNull() && !m.ContentBase64.IsNull() {
		return path.Root("content_base64")
	}
	return path.Root("source")
}

// refusal reports why a content cannot become the image.
func (m *profileImageModel) refusal(err error) (diags diag.Diagnostics) {
	var problem *imageProblem
	if !errors.As(err, &problem) {
		problem = &imageProblem{summary: "The image cannot be read", detail: err.Error()}
	}
	diags.AddAttributeError(m.statedIn(), problem.summary, problem.detail)
	return diags
}
