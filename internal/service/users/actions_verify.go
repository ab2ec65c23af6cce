package users

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// verifyTOTP changes a user only where the code is a backup code: that one is
// used up.
var verifyTOTP = actionbase.Action{
	Name: "user_verify_totp",
	Description: "Verifies a TOTP code or a backup code of a user. A wrong code is an error, so Terraform skips the " +
		"changes that depend on the action. A backup code is valid only once: repeated with the same code, the action " +
		"fails. A TOTP code is valid for about a minute.",
	Inputs: map[string]schema.Attribute{
		"user_id": actionbase.UserID(),
		"code": schema.StringAttribute{
			MarkdownDescription: "The code. Pass it in a variable with `ephemeral = true`: then it is in no plan, not even in " +
				"a saved one.",
			Required:   true,
			WriteOnly:  true,
			Validators: []validator.String{validators.NotEmpty()},
		},
	},
	Do: func(ctx context.Context, i *actionbase.Invocation) {
		codeType, err := i.Client.VerifyUserTOTP(ctx, i.UserID(), i.Text("code"))
		if err != nil {
			i.Fail(actionbase.Failure{
				Task:    "verify a code of the user " + i.UserID(),
				Input:   blamedForCode(err),
				Missing: actionbase.NoSuchUser,
				Note:    usedUp(err),
			}, err)
			return
		}
		i.Progress("Done: the code of the user %s is right (%s).", i.UserID(), codeType)
	},
}

// blamedForCode returns the input at fault: a user without a TOTP has no right code.
func blamedForCode(err error) string {
	if clerk.IsNotFound(err) || clerk.HasCode(err, clerk.CodeTOTPDisabled) {
		return "user_id"
	}
	return "code"
}

// usedUp is a warning if it is unknown whether Clerk has carried out the verification.
func usedUp(err error) string {
	if refusal, ok := clerk.AsError(err); ok && refusal.Status < http.StatusInternalServerError {
		return ""
	}
	return "If it was a backup code, it may no longer be valid."
}
