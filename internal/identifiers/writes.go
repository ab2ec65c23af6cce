package identifiers

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/diagnostics"
)

// obtain makes the user hold the planned identifier: it creates it, or, when
// the user holds it already, makes it what the plan says. Only the user tells
// whether it has become primary, unless that was asked for or the user holds
// another one, which is exchanged.
func (r *Resource[M]) obtain(ctx context.Context, plan Parts, exchanging bool) (Held, diag.Diagnostics) {
	userID, value := plan.UserID.ValueString(), plan.Value.ValueString()
	held, err := r.Kind.Create(ctx, r.client, userID, value, plan.creation())
	switch {
	case err == nil && (plan.Primary.ValueBool() || exchanging):
		held.Primary = plan.Primary.ValueBool()
		return held, nil
	case err != nil && !clerk.IsDuplicate(err):
		return Held{}, r.failedAdd(plan, err)
	}
	user, readErr := r.client.GetUser(ctx, userID)
	switch {
	case readErr != nil && err != nil:
		return Held{}, r.failedAdd(plan, err)
	case readErr != nil:
		// It was created: failing now would forget it. The next refresh tells whether it is primary.
		return held, diag.Diagnostics{diag.NewWarningDiagnostic("Could not read the user again", readErr.Error())}
	}
	current, ok := r.Kind.byValue(user, value)
	if !ok && err != nil {
		failure := r.failure("add", plan)
		failure.Advice = func(clerk.ErrorItem) string { return r.holderAdvice(ctx, value) }
		return Held{}, failure.Diagnostics(err)
	}
	switch {
	case err != nil:
		return r.ask(ctx, plan, current)
	case ok:
		return current, nil
	default:
		return held, nil
	}
}

// ask makes a held identifier what the plan says, with one request at most.
func (r *Resource[M]) ask(ctx context.Context, plan Parts, held Held) (Held, diag.Diagnostics) {
	wish := plan.difference(held)
	if wish.IsZero() {
		return held, nil
	}
	changed, err := r.Kind.Update(ctx, r.client, held.ID, wish)
	if err != nil {
		return Held{}, r.failure("update", plan).Diagnostics(err)
	}
	changed.Primary = held.Primary || !wish.Primary.IsZero()
	return changed, nil
}

// change carries an update out.
func (r *Resource[M]) change(ctx context.Context, plan, prior Parts) (Held, diag.Diagnostics) {
	if diags := r.checkUser(plan, prior); diags.HasError() {
		return Held{}, diags
	}
	if !changesValue(plan, prior) {
		return r.ask(ctx, plan, prior.held())
	}
	held, diags := r.obtain(ctx, plan, true)
	if diags.HasError() {
		return Held{}, diags
	}
	if err := r.Kind.Delete(ctx, r.client, prior.ID.ValueString()); err != nil && !clerk.IsNotFound(err) {
		diags.Append(r.failure("remove", prior).Diagnostics(err)...)
	}
	return held, diags
}

// held is the identifier as the state has it.
func (p Parts) held() Held {
	held := Held{
		ID: p.ID.ValueString(), Value: p.Value.ValueString(), Primary: p.Primary.ValueBool(), Verified: p.Verified.ValueBool(),
		Status: p.VerificationStatus.ValueString(), Strategy: p.VerificationStrategy.ValueString(), Reserved: p.Reserved.ValueBool(),
		LinkedTo: p.links(),
	}
	if p.SecondFactor != nil {
		held.SecondFactor, held.DefaultSecondFactor = p.SecondFactor.ValueBool(), p.DefaultSecondFactor.ValueBool()
	}
	return held
}

// holderAdvice names the user who holds a taken identifier.
func (r *Resource[M]) holderAdvice(ctx context.Context, value string) string {
	// The lookup only improves the message: without it the usual advice stands.
	users, err := r.client.ListUsers(ctx, r.Kind.Filter(value))
	if err != nil || len(users) == 0 {
		return ""
	}
	return fmt.Sprintf("%s holds it. Clerk moves no identifier from one user to another: remove it there first, or state user_id = %q.", users[0].ID, users[0].ID)
}

// failedAdd describes why an identifier was not added. Of what the request names,
// only the user can be missing.
func (r *Resource[M]) failedAdd(plan Parts, err error) diag.Diagnostics {
	failure := r.failure("add", plan)
	if clerk.IsNotFound(err) {
		user := path.Root("user_id")
		failure.Blame = &user
		failure.Advice = func(clerk.ErrorItem) string {
			return "There is no such user in this instance: check the id, and that the secret key is of the instance you mean."
		}
	}
	return failure.Diagnostics(err)
}

func (r *Resource[M]) failure(verb string, parts Parts) diagnostics.Failure {
	value := path.Root(r.Kind.Attribute)
	return diagnostics.Failure{
		Task: fmt.Sprintf("%s the %s %q of the user %s", verb, r.Kind.Noun, parts.Value.ValueString(), parts.UserID.ValueString()),
		Attributes: map[string]path.Path{
			r.Kind.Attribute: value, "user_id": path.Root("user_id"), "verified": path.Root("verified"), "primary": path.Root("primary"),
			"reserved_for_second_factor": path.Root("reserved_for_second_factor"),
		},
		Blame: &value,
	}
}
