package identifiers

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/resources"
)

// Resource is the resource of one kind of identifier; M is its model. The
// noun's package adds Metadata and Schema.
type Resource[M any] struct {
	Kind  Kind
	Parts func(*M) Parts

	// client is nil while the secret key is unknown, which can be so in a plan.
	client *clerk.Client
}

// Configure receives the client of the provider block.
func (r *Resource[M]) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.client = resources.Given(req).Client
}

// IdentitySchema identifies the resource by the id of the identifier.
func (r *Resource[M]) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = r.Kind.identitySchema()
}

// Create gives the identifier to the user, or takes it over when the user
// holds it already.
func (r *Resource[M]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var model M
	resp.Diagnostics.Append(req.Plan.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.client, &resp.Diagnostics) {
		return
	}
	plan := r.Parts(&model)
	held, diags := r.obtain(ctx, plan, false)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	// Only a warning: an error would taint the identifier, and the next apply would remove it from the person.
	for attribute, differs := range map[string]bool{
		"primary":  !plan.Primary.IsUnknown() && plan.Primary.ValueBool() != held.Primary,
		"verified": !plan.Verified.IsUnknown() && plan.Verified.ValueBool() != held.Verified,
	} {
		if differs {
			resp.Diagnostics.AddAttributeWarning(path.Root(attribute), "Clerk holds another value",
				fmt.Sprintf("%s of the %s %q is not as stated: a user's first one becomes primary by itself, and one that the user held already keeps its verification. The next plan shows it.", attribute, r.Kind.Noun, held.Value))
		}
	}
	plan.settle(held)
	resp.Diagnostics.Append(resp.State.Set(ctx, &model)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, held.ID)...)
}

// Read refreshes the identifier from its user, since no other operation
// tells which is primary. What is gone leaves the state.
func (r *Resource[M]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var model M
	resp.Diagnostics.Append(req.State.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() {
		return
	}
	state := r.Parts(&model)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, state.ID.ValueString())...)
	if r.client == nil {
		resp.Diagnostics.Append(diagnostics.NotRefreshed())
		return
	}
	user, err := r.client.ReadUser(ctx, state.UserID.ValueString())
	if clerk.IsNotFound(err) {
		resp.State.RemoveResource(ctx)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(r.failure("read", state).Diagnostics(err)...)
		return
	}
	held, ok := r.Kind.byID(user, state.ID.ValueString())
	if !ok {
		resp.State.RemoveResource(ctx)
		return
	}
	state.observe(held)
	resp.Diagnostics.Append(resp.State.Set(ctx, &model)...)
}

// Update changes what can be changed in place, and exchanges the identifier
// when its value changes. On failure the state keeps the old one, so that the
// next apply completes the exchange.
func (r *Resource[M]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var planModel, priorModel M
	resp.Diagnostics.Append(req.Plan.Get(ctx, &planModel)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &priorModel)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.client, &resp.Diagnostics) {
		return
	}
	plan, prior := r.Parts(&planModel), r.Parts(&priorModel)
	held, diags := r.change(ctx, plan, prior)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	plan.settle(held)
	resp.Diagnostics.Append(resp.State.Set(ctx, &planModel)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, held.ID)...)
}

// Delete removes the identifier from its user. One that is gone already is
// deleted.
func (r *Resource[M]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var model M
	resp.Diagnostics.Append(req.State.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.client, &resp.Diagnostics) {
		return
	}
	state := r.Parts(&model)
	if err := r.Kind.Delete(ctx, r.client, state.ID.ValueString()); err != nil && !clerk.IsNotFound(err) {
		resp.Diagnostics.Append(r.failure("remove", state).Diagnostics(err)...)
	}
}

func setIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, id string) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	return identity.SetAttribute(ctx, path.Root("id"), id)
}

// changesValue reports whether the plan exchanges the identifier for another.
func changesValue(plan, prior Parts) bool {
	return !customtypes.SameIdentifier(plan.Value.ValueString(), prior.Value.ValueString())
}
