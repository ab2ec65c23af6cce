package users_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

func TestAccUser_refusalsOfAnUpdateAreReportedOnTheAttribute(t *testing.T) {
	const task = ` the user "ada@example.com"`
	runAll(t, []badInput{
		{
			name: "a ban that the plan of the instance lacks", before: theUser(email),
			given:  behaving(emulator.Behaviour{BanNeedsPlan: true}),
			config: theUser(email, `banned = true`),
			phase:  atApply, summary: "Could not ban" + task, at: "banned",
			says: []string{"status 402", "unsupported_subscription_plan_features", "plan lacks", "Upgrade the plan"},
		},
		{
			name: "a lock that the instance has disabled", before: theUser(email),
			given:  behaving(emulator.Behaviour{LockoutDisabled: true}),
			config: theUser(email, `locked = true`),
			phase:  atApply, summary: "Could not lock" + task, at: "locked",
			says: []string{"status 403", "feature_not_enabled", "Enable the feature in the Clerk Dashboard"},
		},
		{
			name: "metadata over the limit of the instance, after a ban", before: theUser(email),
			given:  behaving(emulator.Behaviour{MetadataLimit: 20}),
			config: theUser(email, `banned = true`, `public_metadata = jsonencode({ team = "analytical engines" })`),
			phase:  atApply, summary: "Could not replace the metadata of" + task, at: "public_metadata",
			says: []string{"status 422", "form_param_exceeds_allowed_size"}, partly: true,
		},
		{
			name:   "the last identifier of a required kind",
			before: theUser(email, `username = "ada_lovelace"`),
			given:  behaving(emulator.Behaviour{RequiredIdentifiers: []string{"email_address"}}),
			config: theUser(`email_addresses = []`, `username = "ada_lovelace"`),
			phase:  atApply, summary: "Could not remove an old email address of" + task, at: "email_addresses",
			says: []string{"status 400", "last_required_identification_deletion_failed", "Give the user another identifier of the same kind"},
		},
		{
			name: "a breached password", before: theUser(email, `password_wo_version = 1`), secret: "long-but-breached-4711",
			given:  behaving(emulator.Behaviour{BreachedPasswords: []string{"long-but-breached-4711"}}),
			config: theUser(email, `password_wo = var.secret`, `password_wo_version = 2`),
			phase:  atApply, summary: "Could not update" + task, at: "password_wo", says: []string{"form_password_pwned"},
		},
		{
			name: "a change of a user who is gone", before: theUser(email),
			given:  answers("PATCH", 404),
			config: theUser(email, `first_name = "Ada"`),
			phase:  atApply, summary: "Could not update" + task, at: `resource "clerk_user" "ada"`,
			says: []string{"status 404", "deleted outside Terraform", "terraform plan"},
		},
		{
			name: "a change while another is made", before: theUser(email),
			given:  answers("PATCH", 409),
			config: theUser(email, `first_name = "Ada"`),
			phase:  atApply, summary: "Could not update" + task, at: `resource "clerk_user" "ada"`,
			says: []string{"status 409", "resource_locked", "Run terraform apply again."},
		},
		{
			name: "a destroy that fails", before: theUser(email),
			given:  answers("DELETE", 500),
			config: theUser(email), options: []string{"-destroy"},
			phase: atApply, summary: "Could not delete" + task + " (user_…)",
			says: []string{"status 500", "try again later"},
		},
		{
			name: "a destroy by a ban that the plan of the instance lacks", before: theUser(email, `deletion_policy = "ban"`),
			given:  behaving(emulator.Behaviour{BanNeedsPlan: true}),
			config: "# nobody\n",
			phase:  atApply, summary: "Could not ban" + task + " (user_…)",
			says: []string{"status 402", "Upgrade the plan"},
		},
		{
			name: "an adoption that Clerk refuses",
			given: func(_ *testing.T, instance *acctest.Instance) {
				instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
				instance.SetBehaviour(emulator.Behaviour{NamesDisabled: true})
			},
			config: theUser(email, `first_name = "Ada"`, `adopt_existing = true`),
			phase:  atApply, summary: "Could not update" + task, at: "first_name",
			says: []string{"form_param_unknown", "Clerk Dashboard"},
		},
	})
}

func TestAccUser_eachReasonOfARefusalIsReportedOnItsAttribute(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
	instance.Hold(map[string]any{"username": "ada_lovelace"})
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(theUser(email, `username = "ada_lovelace"`))
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

func TestAccUser_aUserWhoIsGoneDuringTheApplyIsNotMadeAgain(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(theUser(email))
	workspace.Must("apply", "-json", "-auto-approve")
	workspace.Write(theUser(email, `first_name = "Ada"`))
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
