package users_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUser_refusalsOfAnUpdateAreReportedOnTheAttribute(t *testing.T) {
	const task = ` the user "ada@example.com"`
	acctest.RunBadConfigs(t, []acctest.BadConfig{
		{
			Name: "a ban that the plan of the instance lacks", Before: acctest.UserConfig(email),
			Change: behaving(emulator.Behaviour{BanNeedsPlan: true}),
			Config: acctest.UserConfig(email, `banned = true`),
			Phase:  acctest.AtApply, Summary: "Could not ban" + task, At: "banned",
			Details: []string{"status 402", "unsupported_subscription_plan_features", "plan lacks", "Upgrade the plan"},
		},
		{
			Name: "a lock that the instance has disabled", Before: acctest.UserConfig(email),
			Change: behaving(emulator.Behaviour{LockoutDisabled: true}),
			Config: acctest.UserConfig(email, `locked = true`),
			Phase:  acctest.AtApply, Summary: "Could not lock" + task, At: "locked",
			Details: []string{"status 403", "feature_not_enabled", "Enable the feature in the Clerk Dashboard"},
		},
		{
			Name: "metadata over the limit of the instance, after a ban", Before: acctest.UserConfig(email),
			Change: behaving(emulator.Behaviour{MetadataLimit: 20}),
			Config: acctest.UserConfig(email, `banned = true`, `public_metadata = jsonencode({ team = "analytical engines" })`),
			Phase:  acctest.AtApply, Summary: "Could not replace the metadata of" + task, At: "public_metadata",
			Details: []string{"status 422", "form_param_exceeds_allowed_size"}, PartlyApplied: true,
		},
		{
			Name:    "the last identifier of a required kind",
			Before:  acctest.UserConfig(email, `username = "ada_lovelace"`),
			Change:  behaving(emulator.Behaviour{RequiredIdentifiers: []string{"email_address"}}),
			Config:  acctest.UserConfig(`email_addresses = []`, `username = "ada_lovelace"`),
			Phase:   acctest.AtApply,
			Summary: "Could not remove an old email address of" + task,
			At:      "email_addresses",
			Details: []string{
				"status 400",
				"last_required_identification_deletion_failed",
				"Give the user another identifier of the same kind",
			},
		},
		{
			Name:    "a breached password",
			Before:  acctest.UserConfig(email, `password_wo_version = 1`),
			Secret:  "long-but-breached-4711",
			Change:  behaving(emulator.Behaviour{BreachedPasswords: []string{"long-but-breached-4711"}}),
			Config:  acctest.UserConfig(email, `password_wo = var.secret`, `password_wo_version = 2`),
			Phase:   acctest.AtApply,
			Summary: "Could not update" + task,
			At:      "password_wo",
			Details: []string{"form_password_pwned"},
		},
		{
			Name: "a change of a user who is gone", Before: acctest.UserConfig(email),
			Change: acctest.Answers("PATCH", 404),
			Config: acctest.UserConfig(email, `first_name = "Ada"`),
			Phase:  acctest.AtApply, Summary: "Could not update" + task, At: `resource "clerk_user" "ada"`,
			Details: []string{"status 404", "deleted outside Terraform", "terraform plan"},
		},
		{
			Name: "a change while another is made", Before: acctest.UserConfig(email),
			Change: acctest.Answers("PATCH", 409),
			Config: acctest.UserConfig(email, `first_name = "Ada"`),
			Phase:  acctest.AtApply, Summary: "Could not update" + task, At: `resource "clerk_user" "ada"`,
			Details: []string{"status 409", "resource_locked", "Run terraform apply again."},
		},
		{
			Name: "a destroy that fails", Before: acctest.UserConfig(email),
			Change: acctest.Answers("DELETE", 500),
			Config: acctest.UserConfig(email), Options: []string{"-destroy"},
			Phase: acctest.AtApply, Summary: "Could not delete" + task + " (user_…)",
			Details: []string{"status 500", "try again later"},
		},
		{
			Name:    "a destroy by a ban that the plan of the instance lacks",
			Before:  acctest.UserConfig(email, `deletion_policy = "ban"`),
			Change:  behaving(emulator.Behaviour{BanNeedsPlan: true}),
			Config:  "# nobody\n",
			Phase:   acctest.AtApply,
			Summary: "Could not ban" + task + " (user_…)",
			Details: []string{"status 402", "Upgrade the plan"},
		},
		{
			Name: "an adoption that Clerk refuses",
			Change: func(_ *testing.T, instance *acctest.Instance) {
				instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
				instance.SetBehaviour(emulator.Behaviour{NamesDisabled: true})
			},
			Config: acctest.UserConfig(email, `first_name = "Ada"`, `adopt_existing = true`),
			Phase:  acctest.AtApply, Summary: "Could not update" + task, At: "first_name",
			Details: []string{"form_param_unknown", "Clerk Dashboard"},
		},
	})
}

func TestAccUser_eachReasonOfARefusalIsReportedOnItsAttribute(t *testing.T) {
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

func TestAccUser_aUserWhoIsGoneDuringTheApplyIsNotMadeAgain(t *testing.T) {
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
