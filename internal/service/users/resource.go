package users

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

var (
	_ resource.ResourceWithConfigure      = (*userResource)(nil)
	_ resource.ResourceWithIdentity       = (*userResource)(nil)
	_ resource.ResourceWithImportState    = (*userResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*userResource)(nil)
	_ resource.ResourceWithValidateConfig = (*userResource)(nil)
)

// NewResource returns the resource clerk_user.
func NewResource() resource.Resource { return &userResource{} }

type userResource struct {
	// client is nil while the secret key is unknown, which is possible during plan.
	client    *clerk.Client
	deletions *service.DeletionLimit
	registry  *registry.Registry
	instance  *service.InstanceGuard
}

// Metadata names the resource.
func (r *userResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_user"
}

// Configure receives the client and the limit of deletions of the provider block.
func (r *userResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	run := service.Configured(req)
	r.client, r.deletions, r.registry, r.instance = run.Client, run.Deletions, run.Registry, run.Instance
}

// Create creates the user with one POST /users, or adopts an existing one.
func (r *userResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan, config userModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.client, &resp.Diagnostics) {
		return
	}
	user, diags := r.createOrAdopt(ctx, &plan, &config)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	observed := plan
	if err := observed.observe(user); err != nil {
		// Only a warning: without the user in the state, the next apply would create a second one.
		resp.Diagnostics.AddWarning("Could not read all of "+nameOf(&plan), err.Error())
	}
	refused, diags := resourcebase.Settle(ctx, &observed, req.Plan, req.Config, nil, &resp.State)
	resp.Diagnostics.Append(diags...)
	// Only a warning: an error would taint the user, and a tainted user is deleted by the next apply.
	for _, attribute := range refused {
		summary, detail := resourcebase.StoredOtherwise(attribute, nameOf(&plan))
		resp.Diagnostics.AddAttributeWarning(attribute, summary, detail)
	}
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "id", user.ID)...)
	resp.Diagnostics.Append(r.instance.Remember(ctx, resp.Private)...)
}

func (r *userResource) createOrAdopt(ctx context.Context, plan, config *userModel) (*clerk.User, diag.Diagnostics) {
	if plan.AdoptExisting.ValueBool() {
		user, diags := r.userToAdopt(ctx, plan)
		if diags.HasError() {
			return nil, diags
		}
		plan.Adopted = types.BoolValue(user != nil)
		if user != nil {
			return r.adoptOnce(ctx, user, plan, config)
		}
	}
	return r.create(ctx, plan, config)
}

// create creates a new user. If an identifier is taken, but no user has it when the provider reads its holder, the
// request is sent once more.
func (r *userResource) create(ctx context.Context, plan, config *userModel) (*clerk.User, diag.Diagnostics) {
	params := createParams(plan, config)
	created, err := r.client.CreateUser(ctx, params)
	taken := r.holdersOf(ctx, plan, "", err)
	if taken.free() {
		if created, err = r.client.CreateUser(ctx, params); err != nil {
			taken = r.holdersOf(ctx, plan, "", err)
		}
	}
	if err != nil {
		return nil, taken.explain(diagnostics.Failure{Task: "create " + nameOf(plan), Attributes: paramAttributes}, err)
	}
	user := &created.User
	// A user found in place of a lost answer can be that of another resource with the same identifiers.
	if !r.registry.Claim(user.ID) {
		return nil, diag.Diagnostics{diag.NewErrorDiagnostic(managedByAnother(user))}
	}
	if created.Found {
		return user, diag.Diagnostics{diag.NewWarningDiagnostic("A user was found after a lost answer", fmt.Sprintf(
			"Clerk's answer to the creation of %s did not arrive. A search found %s, created since with the same values, "+
				"and this resource manages it now. If another run created the same user at the same time, both runs manage "+
				"it: remove it from one of the two configurations.", nameOf(plan), user.ID))}
	}
	return user, nil
}

// Read refreshes the user with GET /users/{user_id}. A deleted user is removed from the state.
func (r *userResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state userModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	id := state.ID.ValueString()
	// Also for a deleted user: a state of an older CLI has no identity, and the framework requires one.
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "id", id)...)
	if r.client == nil {
		resp.Diagnostics.Append(diagnostics.NotRefreshed())
		return
	}
	user, err := readUser(ctx, r.client, id)
	if clerk.IsNotFound(err) && state.CreatedAt.IsNull() { // the read of an import
		_, diags := onlyUser(id, nil)
		resp.Diagnostics.Append(diags...)
		return
	}
	if clerk.IsNotFound(err) {
		label := fmt.Sprintf("%s (%s)", nameOf(&state), id)
		resp.Diagnostics.Append(r.instance.Gone(ctx, req.Private, "Users", label, fmt.Sprintf(
			"%s no longer exists. If the resource is still in the configuration, the plan creates a new account with a new "+
				"id and with the configured password and other credentials. If the user was removed on purpose, remove the "+
				"resource from the configuration.", diagnostics.UpperFirst(label)))...)
		if !resp.Diagnostics.HasError() {
			// Terraform plans a new user with this private state. That is not a replacement.
			resp.Diagnostics.Append(resourcebase.Forget(ctx, resp.Private, privateKey)...)
			resp.State.RemoveResource(ctx)
		}
		return
	}
	if err != nil {
		resp.Diagnostics.Append(
			diagnostics.Failure{Task: fmt.Sprintf("read %s (%s)", nameOf(&state), id), Attributes: nil}.Diagnostics(err)...)
		return
	}
	if err := state.observe(user); err != nil {
		resp.Diagnostics.AddError("Could not read "+nameOf(&state), err.Error())
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

// Update sends the changes of the plan in as few requests as possible, and none if only attributes of Terraform change.
func (r *userResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, prior, config userModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.client, &resp.Diagnostics) {
		return
	}
	id := prior.ID.ValueString()
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "id", id)...)
	resp.Diagnostics.Append(resourcebase.Forget(ctx, resp.Private, privateKey)...) // each plan keeps the id again
	written := diff(ctx, &plan, &prior, &config)
	if written.isZero() {
		resp.Diagnostics.Append(resourcebase.KeepPrior(ctx, req.Plan, req.State, &resp.State)...)
		return
	}
	if resp.Diagnostics.Append(written.contradiction(&plan)...); resp.Diagnostics.HasError() {
		return
	}
	w := &writer{resource: r, client: r.client, plan: &plan, id: id, label: nameOf(&prior)}
	resp.Diagnostics.Append(w.apply(ctx, written)...)
	failed := resp.Diagnostics.HasError()
	user, err := w.current(ctx)
	if err != nil {
		if !failed {
			resp.Diagnostics.Append(diagnostics.Failure{Task: "read " + w.label + " after the update"}.Diagnostics(err)...)
		}
		// Keep sent values in the state: otherwise a password would be sent again.
		if user, failed = w.seen, true; user == nil {
			return
		}
	}
	r.registry.Applied(id, identifiersHeld(user))
	observed := plan
	if failed {
		w.credentials.restoreVersions(&observed, &prior)
	}
	if err := observed.observe(user); err != nil {
		resp.Diagnostics.AddError("Could not read "+w.label, err.Error())
		return
	}
	if failed {
		resp.Diagnostics.Append(resp.State.Set(ctx, &observed)...)
		return
	}
	refused, diags := resourcebase.Settle(ctx, &observed, req.Plan, req.Config, &req.State, &resp.State)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(r.instance.RememberMissing(ctx, resp.Private)...)
	for _, attribute := range refused {
		summary, detail := resourcebase.StoredOtherwise(attribute, w.label)
		resp.Diagnostics.AddAttributeError(attribute, summary, detail)
	}
}

// Delete applies deletion_policy. It succeeds if the user does not exist. A user that another resource of the run
// manages is only removed from the state of this one.
func (r *userResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state userModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	id, label, policy := state.ID.ValueString(), nameOf(&state), state.DeletionPolicy.ValueString()
	if adopted, _ := rememberedID(ctx, req.Private, adoptsKey); adopted == id {
		return // the following create adopts the user
	}
	if r.registry.Keeps(id) {
		resp.Diagnostics.AddWarning(
			"The user is kept",
			fmt.Sprintf(
				"The plan destroyed %s (%s), but another clerk_user of the configuration manages the same user. The user is "+
					"unchanged, and this resource is removed from the state. No action is needed to keep the user. To delete it, "+
					"destroy the other clerk_user.",
				label,
				id,
			),
		)
		return
	}
	// A plan to destroy has failed already, but the plan does not show the replacement of a tainted user.
	if state.DeletionProtection.ValueBool() {
		resp.Diagnostics.Append(protected(label, id)...)
		return
	}
	if policy == "" {
		resp.Diagnostics.Append(policyUnknown(label, id)...)
		return
	}
	if policy == deletionPolicyRetain || diagnostics.LacksClient(r.client, &resp.Diagnostics) {
		return
	}
	if removes(policy, &state) {
		resp.Diagnostics.Append(r.deletions.Apply(policy, id, label)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	err := r.removeUser(ctx, policy, id)
	if clerk.IsNotFound(err) {
		resp.Diagnostics.Append(r.instance.Check(ctx, req.Private, label)...)
	} else if err != nil {
		resp.Diagnostics.Append(diagnostics.Failure{Task: fmt.Sprintf("%s %s (%s)", policy, label, id)}.Diagnostics(err)...)
	}
	if policy == deletionPolicyDelete && !resp.Diagnostics.HasError() {
		r.registry.Deleted(id)
	}
}

// removeUser deletes, bans or locks a user.
func (r *userResource) removeUser(ctx context.Context, policy, id string) error {
	switch policy {
	case deletionPolicyBan:
		user, err := r.client.BanUser(ctx, id)
		if err == nil && !user.Banned {
			err = errors.New("the answer does not show that the user is banned")
		}
		return err
	case deletionPolicyLock:
		user, err := r.client.LockUser(ctx, id)
		if err == nil && !user.Locked {
			err = errors.New("the answer does not show that the user is locked")
		}
		return err
	default:
		return r.client.DeleteUser(ctx, id)
	}
}
