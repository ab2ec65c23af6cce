package identifiers

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

func (r *Resource[M]) editor(userID string) Editor {
	return Editor{Kind: r.Kind, UserID: userID, Client: r.client, Registry: r.registry}
}

// create obtains the planned identifier. Only the user shows whether it has become primary, unless the request asked
// for that.
func (r *Resource[M]) create(ctx context.Context, plan Parts) (Held, diag.Diagnostics) {
	userID := plan.UserID.ValueString()
	defer r.registry.Exclusive(userID)()
	held, err := r.editor(userID).Obtain(ctx, plan.Value.ValueString(), plan.desired())
	if err != nil {
		return Held{}, r.failedAdd(plan, err)
	}
	if held.Primary {
		return held, nil
	}
	user, err := r.client.GetUser(ctx, userID)
	if err != nil {
		// It was added: an error would forget it. The next refresh shows whether it is primary.
		return held, diag.Diagnostics{diag.NewWarningDiagnostic("Could not read the user again", err.Error())}
	}
	if current, ok := r.Kind.ByID(user, held.ID); ok {
		return current, nil
	}
	return held, nil
}

// change carries an update out.
func (r *Resource[M]) change(ctx context.Context, plan, prior Parts) (Held, diag.Diagnostics) {
	switch {
	case !r.isAnother(plan, prior):
		held, err := r.editor(prior.UserID.ValueString()).Change(ctx, prior.held(), plan.desired())
		if err != nil {
			return Held{}, r.failure("update", plan).Diagnostics(err)
		}
		return held, nil
	case plan.UserID.Equal(prior.UserID):
		return r.exchange(ctx, plan, prior)
	default:
		return r.move(ctx, plan, prior)
	}
}

// move removes the identifier from the old user and adds it to the new one, in this order: Clerk refuses an identifier
// that another user holds.
func (r *Resource[M]) move(ctx context.Context, plan, prior Parts) (Held, diag.Diagnostics) {
	// Without the new user, the identifier would be lost.
	if _, err := r.client.GetUser(ctx, plan.UserID.ValueString()); err != nil {
		return Held{}, r.failedAdd(plan, err)
	}
	if _, err := r.remove(ctx, prior.UserID.ValueString(), prior.ID.ValueString()); err != nil {
		return Held{}, r.failedRemove(prior, err)
	}
	return r.create(ctx, plan)
}

// remove removes an identifier from a user. A user or an identifier that is gone needs no removal.
func (r *Resource[M]) remove(ctx context.Context, userID, id string) (gone bool, err error) {
	defer r.registry.Exclusive(userID)()
	user, err := r.client.ReadUser(ctx, userID)
	if clerk.IsNotFound(err) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	held, ok := r.Kind.ByID(user, id)
	if !ok {
		return true, nil
	}
	return false, r.editor(userID).Remove(ctx, user, held)
}

// exchange replaces an identifier of a user by another one: it adds the new one, makes it primary where the old one
// was, and removes the old one.
func (r *Resource[M]) exchange(ctx context.Context, plan, prior Parts) (Held, diag.Diagnostics) {
	userID, value := plan.UserID.ValueString(), plan.Value.ValueString()
	defer r.registry.Exclusive(userID)()
	user, err := r.client.GetUser(ctx, userID)
	if err != nil {
		return Held{}, r.failedAdd(plan, err)
	}
	editor := r.editor(userID)
	old, exists := r.Kind.ByID(user, prior.ID.ValueString())
	current, holds := r.Kind.ByValue(user, value)
	desired := editor.restored(value, plan.desired())
	verified := isTrue(desired.Verified) || current.Verified
	if desired.Primary == nil && exists && verified && r.passesPrimary(prior, old) {
		passes := true
		desired.Primary, desired.NotifyPrimaryChanged = &passes, plan.notify()
	}
	if exists && !isTrue(desired.Primary) {
		if diags := r.checkSuccessor(editor, user, old, value, verified); diags.HasError() {
			return Held{}, diags
		}
	}
	held := current
	if holds {
		held, err = editor.Change(ctx, current, desired)
	} else {
		held, err = editor.Obtain(ctx, value, desired)
		held.Primary = held.Primary || len(r.Kind.Held(user)) == 0
	}
	if err != nil {
		return Held{}, r.failedAdd(plan, err)
	}
	r.registry.Obtained(r.Kind.Piece(userID, value))
	if !exists {
		return held, nil
	}
	return held, r.removeOld(ctx, editor, old, held, prior)
}

// passesPrimary reports whether the new identifier becomes primary because the old one is. When resources exchange
// their identifiers, the old one can be primary because another resource of the run has just made it so: then the state
// does not show it as primary.
func (r *Resource[M]) passesPrimary(prior Parts, old Held) bool {
	piece := r.Kind.Piece(prior.UserID.ValueString(), old.Value)
	return old.Primary && (prior.Primary.ValueBool() || !r.registry.Held(piece))
}

// checkSuccessor refuses, before anything is sent, to leave the user without a verified primary identifier.
func (r *Resource[M]) checkSuccessor(
	editor Editor, user *clerk.User, old Held, value string, verified bool,
) (diags diag.Diagnostics) {
	if !old.Primary || !old.Verified || verified || r.registry.Held(r.Kind.Piece(editor.UserID, old.Value)) {
		return nil
	}
	if _, ok := editor.Successor(user, old); !ok {
		diags.AddAttributeError(path.Root("verified"), fmt.Sprintf("The user would have no primary %s", r.Kind.Noun),
			fmt.Sprintf("%q is the only verified %s of %s and its primary one. Clerk makes only a verified one primary, and %q "+
				"is not verified. Nothing was sent. Set verified = true, or let the user verify it first.",
				old.Value, r.Kind.Noun, editor.UserID, value))
	}
	return diags
}

// removeOld removes what an exchange has replaced. The new identifier is primary now if the old one was.
func (r *Resource[M]) removeOld(
	ctx context.Context, editor Editor, old, held Held, prior Parts,
) diag.Diagnostics {
	old.Primary = old.Primary && !held.Primary
	user := &clerk.User{}
	if old.Primary {
		var err error
		if user, err = r.client.GetUser(ctx, editor.UserID); err != nil {
			return r.failedRemove(prior, err)
		}
	}
	if err := editor.Remove(ctx, user, old); err != nil {
		return r.failedRemove(prior, err)
	}
	return nil
}

// held is the identifier as the state has it.
func (p Parts) held() Held {
	held := Held{
		ID: p.ID.ValueString(), Value: p.Value.ValueString(), LinkedTo: p.links(),
		Primary: p.Primary.ValueBool(), Verified: p.Verified.ValueBool(), Reserved: p.Reserved.ValueBool(),
		Status: p.VerificationStatus.ValueString(), Strategy: p.VerificationStrategy.ValueString(),
	}
	if p.SecondFactor != nil {
		held.SecondFactor, held.DefaultSecondFactor = p.SecondFactor.ValueBool(), p.DefaultSecondFactor.ValueBool()
	}
	return held
}

// holderAdvice says what to do about an identifier that another user holds.
func (r *Resource[M]) holderAdvice(holder clerk.User) string {
	if managed, ok := r.registry.Find(holder.ID); ok && managed.Action != registry.Destroy {
		return fmt.Sprintf(
			"%s holds it, and another resource of this configuration manages that user. Remove the %s from the "+
				"configuration of one of the two. If it passes from one user to the other, remove it there and apply first.",
			holder.ID,
			r.Kind.Noun,
		)
	}
	return fmt.Sprintf(
		"%[1]s holds it. Clerk moves no identifier from one user to another: remove it there first, or set "+
			"user_id = %[1]q.",
		holder.ID,
	)
}

// failedAdd describes why an identifier was not added. Of what the request names, only the user can be missing.
func (r *Resource[M]) failedAdd(plan Parts, err error) diag.Diagnostics {
	failure := r.failure("add", plan)
	if holder, ok := isTaken(err); ok {
		failure.Advice = func(clerk.ErrorItem) string { return r.holderAdvice(holder) }
	}
	if clerk.IsNotFound(err) {
		user := path.Root("user_id")
		failure.DefaultAttribute = &user
		failure.Advice = func(clerk.ErrorItem) string {
			return "There is no such user in this instance: check the id, and that the secret key belongs to the right instance."
		}
	}
	return failure.Diagnostics(err)
}

// failedRemove describes why an identifier was not removed by an update.
func (r *Resource[M]) failedRemove(prior Parts, err error) diag.Diagnostics {
	failure := r.failure("remove", prior)
	if IsLast(err) {
		failure.Advice = func(clerk.ErrorItem) string {
			return fmt.Sprintf("The user needs the %s: it is the last identifier, or the last one of a kind that the instance "+
				"requires. Add another one to the user first.", r.Kind.Noun)
		}
	}
	return failure.Diagnostics(err)
}

// label names the identifier of a state.
func (r *Resource[M]) label(state Parts) string {
	return fmt.Sprintf("the %s %q of the user %s", r.Kind.Noun, state.Value.ValueString(), state.UserID.ValueString())
}

func (r *Resource[M]) failure(verb string, parts Parts) diagnostics.Failure {
	value := path.Root(r.Kind.Param)
	return diagnostics.Failure{
		Task: verb + " " + r.label(parts),
		Attributes: map[string]path.Path{
			r.Kind.Param: value, "user_id": path.Root("user_id"),
			"verified": path.Root("verified"), "primary": path.Root("primary"),
			"reserved_for_second_factor": path.Root("reserved_for_second_factor"),
		},
		DefaultAttribute: &value,
	}
}
