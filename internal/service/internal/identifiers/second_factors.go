package identifiers

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// TOTPKind is the kind of the TOTP in the registry of the run.
const TOTPKind = "totp"

// FactorLoss is what a plan takes from the second factors of a user.
type FactorLoss struct {
	// Label names the user in a sentence.
	Label string
	// Numbers are the phone numbers that are no second factors any more. With Kept, the user keeps them as numbers.
	Numbers []string
	Kept    bool
	// Gains says that the plan adds another second factor.
	Gains bool
	// Note is a sentence about what takes the place of the numbers.
	Note string
	// NumbersAt is the attribute of a warning about numbers. It is empty for a destroy.
	NumbersAt path.Path

	// TOTP says that the plan removes the TOTP, TOTPAt is the attribute of a warning about it.
	TOTP   bool
	TOTPAt path.Path
}

// PlanFactorLoss reads the user and warns of second factors that a plan removes, and of the last one. The registry
// shows which pieces of the user other resources of the run remove or keep.
func PlanFactorLoss(
	ctx context.Context, client *clerk.Client, run *registry.Registry, userID string, loss FactorLoss,
) diag.Diagnostics {
	if client == nil || len(loss.Numbers) == 0 && !loss.TOTP || deletes(run, userID) {
		return nil
	}
	user, err := client.ReadUser(ctx, userID)
	if err != nil {
		return nil // the refresh has reported it, or the apply will
	}
	return loss.warnings(user, run)
}

// deletes reports whether the run is known to delete the user, and all second factors with it.
func deletes(run *registry.Registry, userID string) bool {
	user, known := run.Find(userID)
	return known && user.Action == registry.Destroy && user.Policy == "delete"
}

func (l FactorLoss) warnings(user *clerk.User, run *registry.Registry) (diags diag.Diagnostics) {
	totp := registry.Piece{UserID: user.ID, Kind: TOTPKind}
	removesTOTP := l.TOTP && user.TOTPEnabled && !run.Held(totp)
	lost, left := l.numbers(user, run)
	left = left || l.Gains || user.TOTPEnabled && !removesTOTP && !run.Removes(totp)
	const ends = ", and no other second factor is left. Multi-factor authentication ends for the user."
	// The CLI folds warnings with one summary.
	one, last := "A second factor will be removed from "+l.Label, "The last second factor will be removed from "+l.Label
	switch {
	case len(lost) > 0 && left:
		diags.Append(warning(l.NumbersAt, one, l.ends(lost)+"."+l.Note))
	case len(lost) > 0:
		diags.Append(warning(l.NumbersAt, last,
			l.ends(lost)+ends+l.Note))
	case removesTOTP && !left:
		diags.Append(warning(l.TOTPAt, last, fmt.Sprintf(
			"This plan removes TOTP from %s%s To keep TOTP, %s.", l.Label, ends, l.keepTOTP())))
	}
	return diags
}

// numbers returns the second-factor numbers that the user loses, and whether another one is left.
func (l FactorLoss) numbers(user *clerk.User, run *registry.Registry) (lost []string, left bool) {
	for _, number := range user.PhoneNumbers {
		piece := PhoneNumber.Piece(user.ID, number.PhoneNumber)
		switch removed := PhoneNumber.Contains(l.Numbers, number.PhoneNumber); {
		case !number.ReservedForSecondFactor:
		case removed && (l.Kept || !run.Held(piece)):
			lost = append(lost, number.PhoneNumber)
		case removed || !run.Removes(piece):
			left = true
		}
	}
	return lost, left
}

func (l FactorLoss) ends(lost []string) string {
	numbers := "`" + strings.Join(lost, "`, `") + "`"
	if l.Kept {
		return fmt.Sprintf("After this plan, %s of %s is no longer a second factor", numbers, l.Label)
	}
	return fmt.Sprintf("This plan removes the second factor %s from %s", numbers, l.Label)
}

// keepTOTP is how the user keeps the TOTP.
func (l FactorLoss) keepTOTP() string {
	if len(l.TOTPAt.Steps()) == 0 {
		return "keep the resource, or use a removed block with destroy = false (for one instance of count or for_each, " +
			"terraform state rm)"
	}
	return fmt.Sprintf("set %s back to the value in the state", l.TOTPAt)
}

// warning is on an attribute, or about a destroy. Terraform plans to destroy a user after the resources that depend on
// it, so that the destroy of one of these does not know whether the user is deleted as well.
func warning(at path.Path, summary, detail string) diag.Diagnostic {
	if len(at.Steps()) == 0 {
		return diag.NewWarningDiagnostic(summary, detail+" If the plan deletes the user as well, ignore this warning.")
	}
	return diag.NewAttributeWarningDiagnostic(at, summary, detail)
}

// planFactor warns when a plan takes the number of the state from the second factors of its user.
func (r *Resource[M]) planFactor(ctx context.Context, plan *Parts, prior Parts) diag.Diagnostics {
	if prior.SecondFactor == nil || !prior.SecondFactor.ValueBool() {
		return nil
	}
	userID, value := prior.UserID.ValueString(), prior.Value.ValueString()
	loss := FactorLoss{Label: "the user " + userID, Numbers: []string{value}}
	switch {
	case plan == nil:
	case r.isAnother(*plan, prior) && !plan.UserID.Equal(prior.UserID):
		loss.NumbersAt = path.Root("user_id")
	case r.isAnother(*plan, prior):
		loss.NumbersAt, loss.Gains = path.Root(r.Kind.Param), plan.SecondFactor.ValueBool()
		loss.Note = successorNote(plan.Value.ValueString(), loss.Gains)
	case !r.mayBeAnother(*plan, prior) && !plan.SecondFactor.IsUnknown() && !plan.SecondFactor.ValueBool():
		loss.NumbersAt, loss.Kept = path.Root("reserved_for_second_factor"), true
		loss.Note = fmt.Sprintf(
			" `%s` stays a phone number of the user. To keep it as a second factor, remove reserved_for_second_factor from the "+
				"configuration or set it to true.",
			value,
		)
	default:
		return nil
	}
	return PlanFactorLoss(ctx, r.client, r.registry, userID, loss)
}

func successorNote(value string, isFactor bool) string {
	if isFactor {
		return fmt.Sprintf(" `%s` becomes the second factor in its place.", value)
	}
	return fmt.Sprintf(
		" `%s` is a second factor only with reserved_for_second_factor = true. To keep the old number, use another "+
			"clerk_phone_number for the new one.",
		value,
	)
}
