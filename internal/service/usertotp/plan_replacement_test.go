package usertotp_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// TestUserTOTP_Plan_firstVersionOfAnEnrolledUser_warns is about a secret that Terraform did not send. The import permits
// the replacement, and the plan shows it.
func TestUserTOTP_Plan_firstVersionOfAnEnrolledUser_warns(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		version any
		warns   bool
	}{
		"no version":         {nil, false},
		"a first version":    {1, true},
		"an unknown version": {acctest.Unknown, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			id := instance.Hold(map[string]any{"username": "countess", "totp_secret": nextSecret})
			run := acctest.NewCalls(t, instance, "clerk_user_totp")
			imported := acctest.Object{
				State: run.Import(run.TypeName, run.IdentityOf(run.TypeName, acctest.Values{"user_id": id})),
			}
			config := acctest.Values{"user_id": id, "secret_wo_version": test.version}
			if test.version != nil {
				config["secret_wo"] = ownSecret
			}
			planned := run.Plan(imported, config)
			if !test.warns {
				acctest.ExpectNone(t, planned.Diagnostics)
				return
			}
			acctest.ExpectOne(t, planned.Diagnostics, acctest.IsWarning, "The TOTP secret of the user "+id+" is replaced",
				"secret_wo_version", "no longer works")
		})
	}
}

func TestUserTOTP_Plan_anotherVersion_doesNotWarn(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	run := acctest.NewCalls(t, instance, "clerk_user_totp")
	version := func(number int) acctest.Values {
		return acctest.Values{"user_id": id, "secret_wo": ownSecret, "secret_wo_version": number}
	}
	held := run.Create(instance, version(1))
	run.Configure(instance)
	acctest.ExpectNone(t, run.Plan(held, version(2)).Diagnostics)
}

// For the same user, only another version sends a secret. Another user has no TOTP yet.
func TestUserTOTP_Update_newSecretWithTheSameVersion_isSentToAnotherUserOnly(t *testing.T) {
	t.Parallel()
	instance, countess := withCountess(t)
	admiral := instance.Hold(map[string]any{"username": "admiral"})
	run := acctest.NewCalls(t, instance, "clerk_user_totp")
	held := run.Create(instance, acctest.Values{"user_id": countess, "secret_wo": ownSecret, "secret_wo_version": 1})
	for _, test := range []struct {
		user   string
		writes []string
	}{{countess, nil}, {admiral, []string{updateUser, deleteTOTP}}} {
		run.Configure(instance)
		instance.ResetLog()
		planned := run.Plan(held, acctest.Values{"user_id": test.user, "secret_wo": nextSecret, "secret_wo_version": 1})
		held, _ = run.Apply(planned)
		instance.ExpectWrites(test.writes...)
	}
	if got, _ := instance.TOTPSecret(admiral); got != nextSecret {
		t.Errorf("the other user has the secret %q", got)
	}
}

func TestUserTOTP_Update_removalFromTheOldUserFails_keepsTheNewSecret(t *testing.T) {
	t.Parallel()
	instance, countess := withCountess(t)
	admiral := instance.Hold(map[string]any{"username": "admiral"})
	run := acctest.NewCalls(t, instance, "clerk_user_totp")
	held := run.Create(instance, acctest.Values{"user_id": countess})
	run.Configure(instance)
	planned := run.Plan(held, acctest.Values{"user_id": admiral})
	acctest.Faults(t, instance, emulator.FaultRule{Method: "DELETE", Path: "*", Kind: "status", Status: 400})
	moved, diagnostics := run.Apply(planned)
	acctest.ExpectOne(t, diagnostics, acctest.IsError, "Could not delete the TOTP of the user "+countess,
		"The state has the new TOTP, of the user "+admiral, "clerk_user_delete_totp")
	secret, _ := instance.TOTPSecret(admiral)
	state := run.Attributes(run.TypeName, moved.State)
	if secret == "" || state["secret"] != secret || state["user_id"] != admiral {
		t.Errorf("the API holds the secret %q, and the state %v", secret, state)
	}
}
