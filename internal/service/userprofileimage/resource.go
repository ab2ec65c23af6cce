// Package userprofileimage has the resource clerk_user_profile_image.
package userprofileimage

import (
	"context"
	"net/http"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/images"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/userparts"
)

var (
	_ resource.ResourceWithConfigure      = (*profileImageResource)(nil)
	_ resource.ResourceWithIdentity       = (*profileImageResource)(nil)
	_ resource.ResourceWithImportState    = (*profileImageResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*profileImageResource)(nil)
	_ resource.ResourceWithValidateConfig = (*profileImageResource)(nil)
)

// NewResource returns the resource clerk_user_profile_image.
func NewResource() resource.Resource { return &profileImageResource{} }

type profileImageResource struct{ userparts.Base }

// profileImageModel is clerk_user_profile_image.
type profileImageModel struct {
	ID            types.String `tfsdk:"id"`
	UserID        types.String `tfsdk:"user_id"`
	Source        types.String `tfsdk:"source"`
	ContentBase64 types.String `tfsdk:"content_base64"`
	ContentSHA256 types.String `tfsdk:"content_sha256"`
	ContentType   types.String `tfsdk:"content_type"`
	ImageURL      types.String `tfsdk:"image_url"`
}

// Metadata names the resource.
func (r *profileImageResource) Metadata(
	_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_user_profile_image"
	resp.ResourceBehavior.MutableIdentity = true
}

// Create uploads the image with one POST /users/{user_id}/profile_image, in
// place of one that the user may have.
func (r *profileImageResource) Create(
	ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse,
) {
	var plan profileImageModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.Client, &resp.Diagnostics) {
		return
	}
	resp.Diagnostics.Append(r.upload(ctx, &plan, nil)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "user_id", plan.UserID.ValueString())...)
	resp.Diagnostics.Append(r.Instance.Remember(ctx, resp.Private)...)
}

// Read sees with GET /users/{user_id} whether the image is still there and
// still the one that was uploaded. A removed image leaves the state.
func (r *profileImageResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state profileImageModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	id := state.UserID.ValueString()
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "user_id", id)...)
	if r.Client == nil {
		resp.Diagnostics.Append(diagnostics.NotRefreshed())
		return
	}
	user, err := r.Client.ReadUser(ctx, id)
	if clerk.IsNotFound(err) || err == nil && !user.HasImage {
		if state.ImageURL.IsNull() { // the read of an import
			resp.Diagnostics.Append(userparts.NothingToImport("profile image", id, err))
			return
		}
		r.Gone(ctx, req, resp, "profile image", "Profile images", id, err)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(state.failure("read", err).Diagnostics(err)...)
		return
	}
	state.observe(user)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(r.Instance.RememberKnown(ctx, resp.Private)...)
}

// observe sets the URL of the image. Each upload has a new URL, and Clerk does not
// return the content. With another URL, the content is unknown, so the next plan
// uploads the image again.
func (m *profileImageModel) observe(user *clerk.User) {
	if !m.ImageURL.IsNull() && m.ImageURL.ValueString() != user.ImageURL {
		m.ContentSHA256, m.ContentType = types.StringValue(""), types.StringValue("")
	}
	m.ImageURL = types.StringValue(user.ImageURL)
}

// Update uploads the image if its content or its user changes. The old user then loses the image. The same content from
// another source sends nothing.
func (r *profileImageResource) Update(
	ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse,
) {
	var plan, prior profileImageModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.Client, &resp.Diagnostics) {
		return
	}
	anotherUser := !plan.UserID.Equal(prior.UserID)
	held := &prior
	if anotherUser {
		held = nil
	}
	resp.Diagnostics.Append(r.upload(ctx, &plan, held)...)
	if anotherUser && !resp.Diagnostics.HasError() {
		if _, err := r.remove(ctx, &prior); err != nil && !clerk.IsNotFound(err) {
			resp.Diagnostics.Append(prior.failure("remove", err).Diagnostics(err)...)
		}
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	resp.Diagnostics.Append(resourcebase.Forget(ctx, resp.Private, userparts.PlannedKey, userparts.CreatesKey)...)
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "user_id", plan.UserID.ValueString())...)
	resp.Diagnostics.Append(r.Instance.RememberMissing(ctx, resp.Private)...)
}

// upload makes the planned image the image of the user and completes the plan. prior is the image that the user has,
// nil for none.
func (r *profileImageResource) upload(ctx context.Context, plan, prior *profileImageModel) diag.Diagnostics {
	content, err := plan.content()
	if err != nil {
		return plan.refusal(err)
	}
	if planned := plan.ContentSHA256; !planned.IsUnknown() && planned.ValueString() != content.SHA256 {
		return plan.refusal(&images.Problem{
			Summary: "The image has changed since the plan",
			Detail:  "The plan was made for other content. Nothing was uploaded. Run terraform plan again.",
		})
	}
	id := plan.UserID.ValueString()
	plan.ID = plan.UserID
	plan.ContentSHA256, plan.ContentType = types.StringValue(content.SHA256), types.StringValue(content.ContentType)
	if prior != nil && prior.ContentSHA256.Equal(plan.ContentSHA256) {
		plan.ImageURL = prior.ImageURL
		return nil
	}
	end := r.Registry.Exclusive(id)
	defer end()
	user, err := r.Client.SetUserProfileImage(ctx, id, content.Image)
	if err != nil {
		return plan.failure("upload", err).Diagnostics(err)
	}
	r.Registry.Obtained(userparts.OnePiece(id, userparts.ImageKind)...)
	plan.ImageURL = types.StringValue(user.ImageURL)
	return nil
}

// Delete removes the image, so that Clerk shows the default image again. It stays when another resource of the run
// manages it, or the object that replaces this one. An image that is gone is removed.
func (r *profileImageResource) Delete(
	ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse,
) {
	var state profileImageModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.Client, &resp.Diagnostics) {
		return
	}
	piece := registry.Piece{UserID: state.UserID.ValueString(), Kind: userparts.ImageKind}
	if slices.Contains(userparts.Created(ctx, req.Private), piece) {
		return
	}
	kept, err := r.remove(ctx, &state)
	resp.Diagnostics.Append(r.AfterDelete(ctx, req.Private, "the profile image of the user "+piece.UserID,
		state.failure("remove", err), err)...)
	if kept && !r.Registry.Destroyed(piece) {
		resp.Diagnostics.Append(userparts.Kept(piece))
	}
}

// remove removes the image of a user, unless another resource of the run manages it.
func (r *profileImageResource) remove(ctx context.Context, state *profileImageModel) (kept bool, err error) {
	id := state.UserID.ValueString()
	end := r.Registry.Exclusive(id)
	defer end()
	if r.Registry.Held(registry.Piece{UserID: id, Kind: userparts.ImageKind}) {
		return true, nil
	}
	return false, r.Client.DeleteUserProfileImage(ctx, id)
}

// failure says what could not be done, and which attribute Clerk's status is about.
func (m *profileImageModel) failure(verb string, err error) diagnostics.Failure {
	failure := diagnostics.Failure{
		Task: verb + " the profile image of the user " + m.UserID.ValueString(),
		Advice: func(item clerk.ErrorItem) string {
			if item.Code != "form_param_missing" {
				return ""
			}
			return "Clerk has found no image in the request. Check that it is a complete image, and run terraform apply again."
		},
	}
	if apiError, ok := clerk.AsError(err); ok {
		attribute := m.sourceAttribute()
		switch apiError.Status {
		case http.StatusNotFound:
			attribute = path.Root("user_id")
			failure.DefaultAttribute = &attribute
		case http.StatusBadRequest,
			http.StatusRequestEntityTooLarge,
			http.StatusUnsupportedMediaType,
			http.StatusUnprocessableEntity:
			failure.DefaultAttribute = &attribute
		}
	}
	return failure
}
