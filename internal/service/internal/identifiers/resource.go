package identifiers

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// Resource is the resource of one kind of identifier; M is its model. The package of the kind adds Metadata and Schema.
type Resource[M any] struct {
	Kind  Kind
	Parts func(*M) Parts

	// client is nil while the secret key is unknown, which can be so during plan.
	client   *clerk.Client
	registry *registry.Registry
	instance *service.InstanceGuard
}

// Configure receives the client and the registry of the provider block.
func (r *Resource[M]) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	run := service.Configured(req)
	r.client, r.registry, r.instance = run.Client, run.Registry, run.Instance
}

// IdentitySchema identifies the resource by the id of the identifier.
func (r *Resource[M]) IdentitySchema(
	_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse,
) {
	resp.IdentitySchema = r.Kind.identitySchema()
}

// Create adds the identifier to the user, or takes over the one that the user holds already.
func (r *Resource[M]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var model M
	resp.Diagnostics.Append(req.Plan.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.client, &resp.Diagnostics) {
		return
	}
	plan := r.Parts(&model)
	// Values that were unknown during plan are known now.
	if resp.Diagnostics.Append(r.checkHeld(ctx, plan)...); resp.Diagnostics.HasError() {
		return
	}
	held, diags := r.create(ctx, plan)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	// Only a warning: an error would taint the resource, and the next apply would remove the identifier.
	for attribute, differs := range map[string]bool{
		"primary":  !plan.Primary.IsUnknown() && plan.Primary.ValueBool() != held.Primary,
		"verified": !plan.Verified.IsUnknown() && plan.Verified.ValueBool() != held.Verified,
	} {
		if differs {
			resp.Diagnostics.AddAttributeWarning(path.Root(attribute), "Clerk holds another value",
				fmt.Sprintf("%s of the %s %q is not as configured. The first one of a user becomes primary by itself, and "+
					"one that the user held already keeps its verification. The next plan shows the value.",
					attribute, r.Kind.Noun, held.Value))
		}
	}
	plan.settle(held)
	resp.Diagnostics.Append(resp.State.Set(ctx, &model)...)
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "id", held.ID)...)
	resp.Diagnostics.Append(r.instance.Remember(ctx, resp.Private)...)
}

// Read refreshes the identifier from its user, because no other operation shows which one is primary. An identifier
// that is gone leaves the state.
func (r *Resource[M]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var model M
	resp.Diagnostics.Append(req.State.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() {
		return
	}
	state := r.Parts(&model)
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "id", state.ID.ValueString())...)
	if r.client == nil {
		resp.Diagnostics.Append(diagnostics.NotRefreshed())
		return
	}
	user, err := r.client.ReadUser(ctx, state.UserID.ValueString())
	if clerk.IsNotFound(err) {
		r.gone(ctx, req, resp, state, true)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(r.failure("read", state).Diagnostics(err)...)
		return
	}
	held, ok := r.Kind.ByID(user, state.ID.ValueString())
	if !ok {
		r.gone(ctx, req, resp, state, false)
		return
	}
	state.observe(held)
	r.registry.Refreshed(r.pieces(state)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &model)...)
	resp.Diagnostics.Append(r.instance.RememberKnown(ctx, resp.Private)...)
}

// gone reports an identifier that was not found, and removes it from the state unless it belongs to another instance.
func (r *Resource[M]) gone(
	ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse, state Parts, userGone bool,
) {
	label := r.label(state)
	resp.Diagnostics.Append(r.instance.Gone(ctx, req.Private, r.Kind.Plural, label,
		service.PartGone(label, state.UserID.ValueString(), userGone))...)
	if !resp.Diagnostics.HasError() {
		// Terraform plans a new object with this private state: it is no replacement.
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, managedKey, nil)...)
		resp.State.RemoveResource(ctx)
	}
}

// Update changes what can be changed in place, and exchanges the identifier when its value or its user changes. On
// failure the state keeps the old one, so that the next apply completes the exchange.
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
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "id", held.ID)...)
	resp.Diagnostics.Append(r.instance.RememberMissing(ctx, resp.Private)...)
}

// Delete removes the identifier from its user, unless another resource of this run manages it, or the create of a
// replacement takes it over.
func (r *Resource[M]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var model M
	resp.Diagnostics.Append(req.State.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.client, &resp.Diagnostics) {
		return
	}
	state := r.Parts(&model)
	created, diags := req.Private.GetKey(ctx, createsKey)
	resp.Diagnostics.Append(diags...)
	planned, diags := req.Private.GetKey(ctx, fateKey)
	resp.Diagnostics.Append(diags...)
	if r.isCreated(created, state) {
		return
	}
	gone, err := r.remove(ctx, state.UserID.ValueString(), state.ID.ValueString())
	switch {
	case gone:
		resp.Diagnostics.Append(r.instance.Check(ctx, req.Private, r.label(state))...)
	case IsLast(err):
		resp.Diagnostics.Append(r.keptLast(state, err, planned)...)
	case err != nil:
		resp.Diagnostics.Append(r.failure("remove", state).Diagnostics(err)...)
	}
}

// isCreated reports whether the private state says that a replacement creates the identifier of the state again.
func (r *Resource[M]) isCreated(created []byte, state Parts) bool {
	var piece registry.Piece
	if len(created) == 0 || json.Unmarshal(created, &piece) != nil {
		return false
	}
	pieces := r.pieces(state)
	return len(pieces) == 1 && pieces[0] == piece
}
