package usertotp_test

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUserTOTP_Create_secretNullDuringApply_isAnErrorBeforeAnyRequest(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	workspace := acctest.NewWorkspace(t, instance)
	config := "variable \"secret\" {\n  ephemeral = true\n  default = \"\"\n}\n" +
		totpOf(id, `secret_wo = var.secret == "" ? null : var.secret`, "secret_wo_version = 1")
	workspace.ExpectProblems("plan", config, acctest.Problem{
		Address: "clerk_user_totp.it",
		At:      "secret_wo",
		Summary: "The TOTP secret is null",
		Says:    []string{"secret_wo_version is 1"},
	})
	// The plan has a secret, the apply has none.
	workspace.Must("plan", "-out=saved", "-var=secret="+ownSecret)
	result := workspace.Run("apply", "-var=secret=", "saved")
	if result.ExitCode == 0 || !strings.Contains(result.Stderr, "The TOTP secret is null") {
		t.Errorf("the apply without a secret does not fail: %s", result)
	}
	instance.ExpectWrites()
	workspace.Must("apply", "-auto-approve", "-var=secret="+ownSecret)
	// A secret that is not sent may be null.
	if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
		t.Errorf("the plan without a secret and with the same version is not empty: %s", plan)
	}
	instance.ExpectWrites(updateUser)
}

func TestAccUserTOTP_Create_secretNullDuringApplyOverTheProtocol_isAnErrorBeforeAnyRequest(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	run := acctest.NewCalls(t, instance, "clerk_user_totp")
	values := acctest.Values{"user_id": id, "secret_wo": ownSecret, "secret_wo_version": 1}
	planned := run.Plan(acctest.Object{}, values)
	acctest.ExpectNone(t, planned.Diagnostics)
	planned.Config = run.Config(
		run.Schemas.ResourceSchemas[run.TypeName],
		acctest.Values{"user_id": id, "secret_wo_version": 1},
	)
	_, diagnostics := run.Apply(planned)
	acctest.ExpectOne(t, diagnostics, acctest.IsError, "The TOTP secret is null")
	instance.ExpectWrites()
}

func TestAccUserTOTP_Plan_enrolledUser_failsWithoutReplaceExisting(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(map[string]any{"username": "countess", "totp_secret": nextSecret})
	workspace := acctest.NewWorkspace(t, instance)
	workspace.ExpectProblems("plan", totpOf(id), acctest.Problem{
		Address: "clerk_user_totp.it", At: "user_id", Summary: "The user has a TOTP already",
		Says: []string{id, "import", "replace_existing = true"},
	})
	instance.ExpectWrites()
	workspace.Write(totpOf(id, "replace_existing = true"))
	warnings := workspace.Must("plan", "-json").Warnings()
	if len(warnings) != 1 || warnings[0].Summary != "The TOTP secret of the user "+id+" is replaced" {
		t.Errorf("the warnings are %v", warnings)
	}
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites(updateUser)
	// A change of the setting sends nothing.
	workspace.Write(totpOf(id))
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites(updateUser)
}

func TestAccUserTOTP_Plan_anotherEnrolledUser_failsWithoutReplaceExisting(t *testing.T) {
	t.Parallel()
	instance, countess := withCountess(t)
	admiral := instance.Hold(map[string]any{"username": "admiral", "totp_secret": nextSecret})
	run := acctest.NewCalls(t, instance, "clerk_user_totp")
	held := run.Create(instance, acctest.Values{"user_id": countess})
	run.Configure(instance)
	acctest.ExpectOne(
		t,
		run.Plan(held, acctest.Values{"user_id": admiral}).Diagnostics,
		acctest.IsError,
		"The user has a TOTP already",
		admiral,
	)
}

func TestAccUserTOTP_Update_lowerVersion_sendsTheSecret(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	instance.Run(t, []acctest.Step{
		acctest.Applies(totpOf(id, statedSecret, "secret_wo_version = 2"), updateUser),
		acctest.Then(
			acctest.Applies(totpOf(id, statedNextSecret, "secret_wo_version = 1"), updateUser),
			holdsSecret(t, instance, id, nextSecret),
		),
	}, nil)
}

func TestAccUserTOTP_Update_versionRemovedAndAddedAgain_sendsNothing(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	instance.Run(t, []acctest.Step{
		acctest.Applies(totpOf(id, statedSecret, "secret_wo_version = 7"), updateUser),
		acctest.Applies(totpOf(id)),
		acctest.Applies(totpOf(id, `issuer = "Engines"`)),
		acctest.Then(
			acctest.Applies(totpOf(id, statedNextSecret, "secret_wo_version = 7")),
			holdsSecret(t, instance, id, ownSecret),
		),
		acctest.Applies(totpOf(id)),
		acctest.Then(
			acctest.Applies(totpOf(id, statedNextSecret, "secret_wo_version = 6"), updateUser),
			holdsSecret(t, instance, id, nextSecret),
		),
	}, nil)
}
