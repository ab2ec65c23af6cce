package users_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestUserResource_Update_refusedRequest_isAnErrorOnTheAttribute(t *testing.T) {
	const user = ` the user "ada@example.com"`
	inputs := []acctest.BadInput{
		{
			Name: "a username that is taken", Before: ada(nil), API: held(map[string]any{"username": "ada_lovelace"}),
			Config: ada(acctest.Values{"username": "ada_lovelace"}), Attribute: "username",
			Summary: "Could not update" + user, Details: "(ada_lovelace)|import {",
		},
		{
			Name: "an email address that is taken", Before: ada(nil),
			API: held(map[string]any{"email_address": []string{"lovelace@example.com"}}),
			Config: acctest.Values{
				"email_addresses": []any{"ada@example.com", "lovelace@example.com"}, "primary_email_address": "ada@example.com",
			},
			Attribute: "email_addresses", Summary: `Could not add the email address "lovelace@example.com" to` + user,
			Details: "(lovelace@example.com)|import {",
		},
		{
			Name: "metadata over the limit of the instance, after a ban", Before: ada(nil), PartlyApplied: true,
			API:       acctest.Behaves(emulator.Behaviour{MetadataLimit: 20}),
			Config:    ada(acctest.Values{"banned": true, "public_metadata": `{"team":"analytical engines"}`}),
			Attribute: "public_metadata", Summary: "Could not replace the metadata of" + user,
			Details: "status 422|form_param_exceeds_allowed_size",
		},
		{
			Name: "the last identifier of a required kind", Before: ada(acctest.Values{"username": "ada_lovelace"}),
			API:       acctest.Behaves(emulator.Behaviour{RequiredIdentifiers: []string{"email_address"}}),
			Config:    acctest.Values{"username": "ada_lovelace", "email_addresses": []any{}},
			Attribute: "email_addresses", Summary: "Could not remove an old email address of" + user,
			Details: "status 400|last_required_identification_deletion_failed",
		},
		{
			Name: "a user that was deleted", Before: ada(nil), API: acctest.Answers("PATCH", 404),
			Config: ada(acctest.Values{"first_name": "Ada"}), Summary: "Could not update" + user,
			Details: "status 404|deleted outside Terraform|terraform plan",
		},
		{
			Name: "an adoption",
			API: func(_ *testing.T, instance *acctest.Instance) {
				instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
				instance.SetBehaviour(emulator.Behaviour{NamesDisabled: true})
			},
			Config:    ada(acctest.Values{"first_name": "Ada", "adopt_existing": true}),
			Warning:   "An existing user will be adopted: user_… (ada@example.com)",
			Attribute: "first_name", Summary: "Could not update" + user, Details: "form_param_unknown|Clerk Dashboard",
		},
		{
			Name: "a destroy", Before: ada(nil), Destroy: true, API: acctest.Answers("DELETE", 500),
			Summary: "Could not delete" + user + " (user_…)", Details: "status 500|try again later",
		},
		{
			Name: "a destroy by a ban", Before: ada(acctest.Values{"deletion_policy": "ban"}), Destroy: true,
			Warning: "Destroying does not delete the user",
			API:     acctest.Behaves(emulator.Behaviour{BanNeedsPlan: true}),
			Summary: "Could not ban" + user + " (user_…)", Details: "status 402|Upgrade the Clerk subscription",
		},
	}
	for n := range inputs {
		inputs[n].Stage = acctest.Applied
	}
	acctest.RunBadInputs(t, "resource clerk_user", inputs)
}

func TestAccUser_Create_eachReasonOfARefusal_isAnErrorOnItsAttribute(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
	instance.Hold(map[string]any{"username": "ada_lovelace"})
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(acctest.UserConfig(email, `username = "ada_lovelace"`))
	lines := map[int]bool{}
	for _, problem := range workspace.Run("apply", "-json", "-auto-approve").Errors() {
		lines[problem.Range.Start.Line] = true
		if !strings.Contains(problem.Detail, "import {") {
			t.Errorf("the detail lacks an import block:\n%s", problem.Detail)
		}
	}
	if want := map[int]bool{2: true, 3: true}; !maps.Equal(lines, want) {
		t.Errorf("the errors point at the lines %v, want %v", lines, want)
	}
}

func TestAccUser_Update_userWasDeletedDuringTheApply_isNotCreatedAgain(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(acctest.UserConfig(email))
	workspace.Must("apply", "-json", "-auto-approve")
	workspace.Write(acctest.UserConfig(email, `first_name = "Ada"`))
	workspace.Must("plan", "-json", "-out=plan")
	instance.DeleteUser(instance.OnlyUser().ID)

	errors := workspace.Run("apply", "-json", "plan").Errors()
	if len(errors) != 1 || errors[0].Summary != `Could not update the user "ada@example.com"` {
		t.Errorf("the errors are %v, want that the user could not be updated", errors)
	}
	if users := instance.Users(); len(users) != 0 {
		t.Errorf("the instance holds %d users, want none", len(users))
	}
	workspace.Must("apply", "-json", "-auto-approve")
	instance.OnlyUser()
}
