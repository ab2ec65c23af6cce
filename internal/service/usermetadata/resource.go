// Package usermetadata has the resource clerk_user_metadata: some keys of the metadata of a user.
package usermetadata

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/userparts"
)

var (
	_ resource.ResourceWithConfigure      = (*metadataResource)(nil)
	_ resource.ResourceWithIdentity       = (*metadataResource)(nil)
	_ resource.ResourceWithImportState    = (*metadataResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*metadataResource)(nil)
	_ resource.ResourceWithValidateConfig = (*metadataResource)(nil)
)

// NewResource returns the resource clerk_user_metadata.
func NewResource() resource.Resource { return &metadataResource{} }

type metadataResource struct{ userparts.Base }

// metadataModel is clerk_user_metadata.
type metadataModel struct {
	ID      types.String           `tfsdk:"id"`
	UserID  types.String           `tfsdk:"user_id"`
	Public  customtypes.JSONObject `tfsdk:"public"`
	Private customtypes.JSONObject `tfsdk:"private"`
	Unsafe  customtypes.JSONObject `tfsdk:"unsafe"`
}

// metadataField is one of the three metadata fields of a user.
type metadataField struct {
	name     string // of the attribute
	value    func(*metadataModel) *customtypes.JSONObject
	actual   func(*clerk.User) json.RawMessage
	requests func(*clerk.UserMetadataParams) *json.RawMessage
}

// kind is the name of the parameter of the Backend API.
func (f metadataField) kind() string { return f.name + "_metadata" }

var metadataFields = []metadataField{
	{
		"public", func(m *metadataModel) *customtypes.JSONObject { return &m.Public },
		func(u *clerk.User) json.RawMessage { return u.PublicMetadata },
		func(p *clerk.UserMetadataParams) *json.RawMessage { return &p.Public },
	},
	{
		"private", func(m *metadataModel) *customtypes.JSONObject { return &m.Private },
		func(u *clerk.User) json.RawMessage { return u.PrivateMetadata },
		func(p *clerk.UserMetadataParams) *json.RawMessage { return &p.Private },
	},
	{
		"unsafe", func(m *metadataModel) *customtypes.JSONObject { return &m.Unsafe },
		func(u *clerk.User) json.RawMessage { return u.UnsafeMetadata },
		func(p *clerk.UserMetadataParams) *json.RawMessage { return &p.Unsafe },
	},
}

// Metadata names the resource.
func (r *metadataResource) Metadata(
	_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_user_metadata"
	resp.ResourceBehavior.MutableIdentity = true
}

// Create sets the configured keys with one PATCH /users/{user_id}/metadata.
func (r *metadataResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan metadataModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.Client, &resp.Diagnostics) {
		return
	}
	id := plan.UserID.ValueString()
	end := r.Registry.Exclusive(id)
	defer end()
	resp.Diagnostics.Append(r.write(ctx, "write", &metadataModel{UserID: plan.UserID}, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	r.Registry.Obtained(metadataPieces(id, &plan)...)
	plan.ID = plan.UserID
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "user_id", id)...)
	resp.Diagnostics.Append(r.Instance.Remember(ctx, resp.Private)...)
}

// Read refreshes the managed keys with GET /users/{user_id}, and ignores all others.
func (r *metadataResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state metadataModel
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
	if clerk.IsNotFound(err) {
		r.Gone(ctx, req, resp, "metadata", "Metadata keys", id, err)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(r.failure("read", id).Diagnostics(err)...)
		return
	}
	for _, field := range metadataFields {
		configured := field.value(&state)
		if configured.IsNull() {
			continue
		}
		actual := customtypes.DecodeObject(string(field.actual(user)))
		found := managed(customtypes.DecodeObject(configured.ValueString()), actual)
		resp.Diagnostics.Append(setObject(configured, found)...)
	}
	state.ID = state.UserID
	r.Registry.Refreshed(metadataPieces(id, &state)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(r.Instance.RememberKnown(ctx, resp.Private)...)
}

// Update writes the difference between the old keys and the new ones with one PATCH /users/{user_id}/metadata. Another
// user gets all keys, then they are removed from the old one.
func (r *metadataResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, prior metadataModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.Client, &resp.Diagnostics) {
		return
	}
	id := plan.UserID.ValueString()
	former := &prior
	if resourcebase.HasPrivate(ctx, req.Private, importedKey) {
		keeps := plan.keeps(prior.UserID.ValueString())
		former, _ = prior.without(func(piece registry.Piece) bool { return !keeps(piece) })
	}
	resp.Diagnostics.Append(r.change(ctx, former, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	r.Registry.Obtained(metadataPieces(id, &plan)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	resp.Diagnostics.Append(
		resourcebase.Forget(ctx, resp.Private, userparts.PlannedKey, userparts.CreatesKey, importedKey)...)
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "user_id", id)...)
	resp.Diagnostics.Append(r.Instance.RememberMissing(ctx, resp.Private)...)
}

// change turns the keys of the state into those of the plan, for the same user or for another one.
func (r *metadataResource) change(ctx context.Context, prior, plan *metadataModel) diag.Diagnostics {
	if plan.UserID.Equal(prior.UserID) {
		end := r.Registry.Exclusive(plan.UserID.ValueString())
		defer end()
		keeps := plan.keeps(plan.UserID.ValueString())
		// A key that another resource has taken over is not removed.
		former, _ := prior.without(func(piece registry.Piece) bool { return !keeps(piece) && r.Registry.Held(piece) })
		return r.write(ctx, "change", former, plan)
	}
	end := r.Registry.Exclusive(plan.UserID.ValueString())
	diags := r.write(ctx, "write", &metadataModel{UserID: plan.UserID}, plan)
	end()
	if !diags.HasError() {
		_, err := r.remove(ctx, prior, func(registry.Piece) bool { return false })
		if err != nil && !clerk.IsNotFound(err) {
			diags.Append(r.failure("remove", prior.UserID.ValueString()).Diagnostics(err)...)
		}
	}
	return diags
}

// Delete removes the managed keys, except those that another resource of the run manages or that the replacing object
// sets. The keys of a user that is gone are gone.
func (r *metadataResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state metadataModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.Client, &resp.Diagnostics) {
		return
	}
	creates := userparts.Created(ctx, req.Private)
	if len(creates) > 0 && resourcebase.HasPrivate(ctx, req.Private, importedKey) {
		return // a replacement after an import manages what the configuration has, and the other keys stay
	}
	id := state.UserID.ValueString()
	kept, err := r.remove(ctx, &state, func(piece registry.Piece) bool { return slices.Contains(creates, piece) })
	resp.Diagnostics.Append(
		r.AfterDelete(ctx, req.Private, "the metadata of the user "+id, r.failure("remove", id), err)...)
	if len(kept) > 0 {
		resp.Diagnostics.AddWarning("Metadata keys were kept", fmt.Sprintf(
			"Another resource of this run manages these keys of the user %s: %s. They stay in Clerk. "+
				"Only this resource leaves the state.",
			id, strings.Join(kept, ", ")))
	}
}

// remove removes the keys of a model from its user, except those that another resource of the run holds or that stay
// for another reason. It returns the names of the keys that stay although the plan was to destroy them.
func (r *metadataResource) remove(
	ctx context.Context, state *metadataModel, stays func(registry.Piece) bool,
) (kept []string, err error) {
	id := state.UserID.ValueString()
	end := r.Registry.Exclusive(id)
	defer end()
	rest, _ := state.without(stays)
	rest, _ = rest.without(func(piece registry.Piece) bool {
		return r.Registry.Held(piece) && r.Registry.Destroyed(piece)
	})
	rest, kept = rest.without(r.Registry.Held)
	patch, changed, err := metadataPatch(rest, &metadataModel{})
	if err == nil && changed {
		_, err = r.Client.MergeUserMetadata(ctx, id, patch)
	}
	return kept, err
}

// write turns the keys of one model into those of another; nothing is sent
// when they are the same.
func (r *metadataResource) write(ctx context.Context, verb string, before, after *metadataModel) diag.Diagnostics {
	patch, changed, err := metadataPatch(before, after)
	if err == nil && changed {
		_, err = r.Client.MergeUserMetadata(ctx, after.UserID.ValueString(), patch)
	}
	if err != nil {
		failure := r.failure(verb, after.UserID.ValueString())
		if clerk.IsNotFound(err) {
			user := path.Root("user_id")
			failure.DefaultAttribute = &user
		}
		return failure.Diagnostics(err)
	}
	return nil
}

func metadataPatch(before, after *metadataModel) (params clerk.UserMetadataParams, changed bool, err error) {
	for _, field := range metadataFields {
		patch, differs, err := mergePatch(
			customtypes.DecodeObject(field.value(before).ValueString()),
			customtypes.DecodeObject(field.value(after).ValueString()),
		)
		if err != nil {
			return params, false, err
		}
		if differs {
			*field.requests(&params) = patch
			changed = true
		}
	}
	return params, changed, nil
}

func setObject(target *customtypes.JSONObject, object map[string]any) (diags diag.Diagnostics) {
	text, err := json.Marshal(object)
	if err == nil {
		*target, err = customtypes.NewJSONObject(text)
	}
	if err != nil {
		diags.AddError("Could not read the metadata", err.Error())
	}
	return diags
}

func (r *metadataResource) failure(verb, userID string) diagnostics.Failure {
	return diagnostics.Failure{
		Task: verb + " metadata of the user " + userID,
		Attributes: map[string]path.Path{
			"user_id": path.Root("user_id"), "public_metadata": path.Root("public"),
			"private_metadata": path.Root("private"), "unsafe_metadata": path.Root("unsafe"),
		},
	}
}
