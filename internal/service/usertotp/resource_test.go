package usertotp_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	createUser = "POST /v1/users"
	updateUser = "PATCH /v1/users/{user_id}"
	deleteTOTP = "DELETE /v1/users/{user_id}/totp"
)

const (
	ownSecret, nextSecret = "JBSWY3DPEHPK3PXP", "KRSXG5CTMVRXEZLU"

	statedSecret     = `secret_wo = "` + ownSecret + `"`
	statedNextSecret = `secret_wo = "` + nextSecret + `"`
)

func totpOf(userID string, lines ...string) string {
	return fmt.Sprintf(
		"resource \"clerk_user_totp\" \"it\" {\n  user_id = %q\n  %s\n}\n",
		userID,
		strings.Join(lines, "\n  "),
	)
}

func holdsSecret(t *testing.T, instance *acctest.Instance, userID, want string) func() {
	return func() {
		t.Helper()
		if held, _ := instance.TOTPSecret(userID); held != want {
			t.Errorf("the API holds the secret %q, want %q", held, want)
		}
	}
}

func expectTOTP(attribute string, want knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue("clerk_user_totp.it", tfjsonpath.New(attribute), want)
}

// noSecretInState expects that the state has neither the secret nor values that are
// derived from it.
func noSecretInState() []statecheck.StateCheck {
	return []statecheck.StateCheck{
		expectTOTP(
			"secret_wo",
			knownvalue.Null(),
		),
		expectTOTP("secret", knownvalue.Null()),
		expectTOTP("uri", knownvalue.Null()),
	}
}

// isEnrolled expects the secret that the API holds, alone or as a part.
func isEnrolled(instance *acctest.Instance, userID string, format string) knownvalue.Check {
	return knownvalue.StringFunc(func(got string) error {
		held, _ := instance.TOTPSecret(userID)
		if want := fmt.Sprintf(format, held); held == "" || got != want {
			return fmt.Errorf("the state holds %q, want %q", got, want)
		}
		return nil
	})
}

func TestAccUserTOTP_CreateAndDelete_generatedSecret(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	created := acctest.Applies(totpOf(id), updateUser)
	created.PlanChecks = []plancheck.PlanCheck{
		plancheck.ExpectSensitiveValue("clerk_user_totp.it", tfjsonpath.New("secret")),
		plancheck.ExpectSensitiveValue("clerk_user_totp.it", tfjsonpath.New("uri")),
	}
	const address = "otpauth://totp/Clerk:countess?secret=%s&issuer=Clerk&algorithm=SHA1&digits=6&period=30"
	created.StateChecks = []statecheck.StateCheck{
		expectTOTP("id", knownvalue.StringExact(id)),
		expectTOTP("secret", isEnrolled(instance, id, "%s")),
		expectTOTP("uri", isEnrolled(instance, id, address)),
		expectTOTP("issuer", knownvalue.StringExact("Clerk")),
		expectTOTP("account_name", knownvalue.StringExact("countess")),
	}
	refreshed := acctest.Step{RefreshState: true, Writes: acctest.None, Then: func() {
		if reads := instance.Reads(); len(reads) != 1 || reads[0] != "GET /v1/users/{user_id}" {
			t.Errorf("a refresh of one TOTP read %v, want one GET of the user", reads)
		}
	}}
	instance.Run(t, []acctest.Step{created, acctest.Applies(totpOf(id)), refreshed}, func() {
		if user := instance.OnlyUser(); user.TOTPEnabled {
			t.Error("the destroy left the TOTP")
		}
		if writes := instance.Writes(); len(writes) == 0 || writes[len(writes)-1] != deleteTOTP {
			t.Errorf("the destroy wrote %v", writes)
		}
	})
}

func TestAccUserTOTP_Update_issuerAndAccount_changeOnlyTheURI(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	renamed := acctest.Applies(totpOf(id, `issuer = "Analytical Engines"`, `account_name = "ada@example.com"`))
	renamed.PlanChecks = []plancheck.PlanCheck{acctest.OnlyChanges{"issuer", "account_name", "uri"}}
	renamed.StateChecks = []statecheck.StateCheck{
		expectTOTP(
			"uri",
			isEnrolled(
				instance,
				id,
				"otpauth://totp/Analytical%%20Engines:ada@example.com?secret=%s&issuer=Analytical%%20Engines&algorithm=SHA1&digits=6&period=30",
			),
		),
	}
	leftOut := acctest.Applies(totpOf(id))
	leftOut.StateChecks = []statecheck.StateCheck{
		expectTOTP(
			"issuer",
			knownvalue.StringExact("Clerk"),
		),
		expectTOTP("account_name", knownvalue.StringExact("ada@example.com")),
	}
	instance.Run(t, []acctest.Step{
		acctest.Applies(totpOf(id), updateUser),
		renamed,
		leftOut,
	}, nil)
}

func TestAccUserTOTP_Update_anotherVersion_sendsTheConfiguredSecret(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	keepsNone := func(step acctest.Step, held string) acctest.Step {
		step.StateChecks = noSecretInState()
		return acctest.Then(step, holdsSecret(t, instance, id, held))
	}
	instance.Run(t, []acctest.Step{
		keepsNone(acctest.Applies(totpOf(id, statedSecret, "secret_wo_version = 1"), updateUser), ownSecret),
		keepsNone(acctest.Applies(totpOf(id, statedNextSecret, "secret_wo_version = 1")), ownSecret),
		keepsNone(acctest.Applies(totpOf(id, statedNextSecret, "secret_wo_version = 2"), updateUser), nextSecret),
		keepsNone(acctest.Applies(totpOf(id)), nextSecret),
	}, holdsSecret(t, instance, id, ""))
}

func TestAccUserTOTP_Update_configuredSecretInsteadOfAGeneratedOne_isSent(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	own := acctest.Applies(totpOf(id, statedSecret, "secret_wo_version = 1"), updateUser)
	own.StateChecks = noSecretInState()
	instance.Run(t, []acctest.Step{
		acctest.Applies(totpOf(id), updateUser),
		acctest.Then(own, holdsSecret(t, instance, id, ownSecret)),
	}, nil)
}

func TestAccUserTOTP_Update_anotherUser_isEnrolled(t *testing.T) {
	t.Parallel()
	instance, countess := withCountess(t)
	admiral := instance.Hold(map[string]any{"email_address": []string{"grace@example.com"}, "username": "admiral"})
	moved := acctest.Applies(totpOf(admiral), updateUser, deleteTOTP)
	moved.StateChecks = []statecheck.StateCheck{
		expectTOTP("account_name", knownvalue.StringExact("grace@example.com")),
	}
	instance.Run(t, []acctest.Step{
		acctest.Applies(totpOf(countess), updateUser),
		acctest.Then(moved, holdsSecret(t, instance, countess, "")),
	}, nil)
}

func TestAccUserTOTP_Read_removedTOTP_isEnrolledAgain(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	again := acctest.After(func() {
		instance.Change("countess", func(u *emulator.User) { u.TOTPEnabled = false })
	}, acctest.Applies(totpOf(id), updateUser))
	again.StateChecks = []statecheck.StateCheck{expectTOTP("secret", isEnrolled(instance, id, "%s"))}
	instance.Run(t, []acctest.Step{acctest.Applies(totpOf(id), updateUser), again}, nil)
}

func TestAccUserTOTP_Read_deletedUser_plansACreate(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	gone := acctest.After(func() { instance.DeleteUser(id) }, acctest.Applies(totpOf(id), updateUser))
	gone.ExpectError = regexp.MustCompile(`(?s)Could not enrol the TOTP.*404`)
	instance.Run(t, []acctest.Step{acctest.Applies(totpOf(id), updateUser), gone}, nil)
}

func TestAccUserTOTP_Delete_missingTOTP_succeeds(t *testing.T) {
	t.Parallel()
	for name, vanish := range map[string]func(*acctest.Instance, string){
		"TOTP": func(i *acctest.Instance, _ string) {
			i.Change("countess", func(u *emulator.User) { u.TOTPEnabled = false })
		},
		"user": func(i *acctest.Instance, id string) { i.DeleteUser(id) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance, id := withCountess(t)
			workspace := acctest.NewWorkspace(t, instance)
			workspace.Write(totpOf(id))
			workspace.Must("apply", "-auto-approve")
			vanish(instance, id)
			workspace.Must("destroy", "-auto-approve", "-refresh=false")
		})
	}
}

func TestAccUserTOTP_Import_plansNoChange(t *testing.T) {
	t.Parallel()
	for name, lines := range map[string][]string{"nothing configured": nil, "the account configured": {`account_name = "countess"`}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			id := instance.Hold(map[string]any{"username": "countess", "totp_secret": ownSecret})
			workspace := acctest.NewWorkspace(t, instance)
			workspace.Write(totpOf(id, lines...))
			workspace.Must("import", "clerk_user_totp.it", id)
			if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
				t.Errorf("the plan after the import is not empty: %s", plan)
			}
			held, _ := workspace.Resource("clerk_user_totp.it")
			if held["secret"] != nil || held["uri"] != nil || held["account_name"] != "countess" || held["issuer"] != "Clerk" {
				t.Errorf("the import gave %v", held)
			}
			instance.ExpectWrites()
			if result := workspace.Run("import", "clerk_user_totp.it", "countess"); result.ExitCode == 0 {
				t.Errorf("a username was imported: %s", result)
			}
		})
	}
}

func TestAccUserTOTP_Create_lostAnswer_enrolsTheSecretOfTheState(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"reset_before", "reset_after"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			instance, id := withCountess(t)
			acctest.Faults(t, instance, emulator.FaultRule{Method: "PATCH", Path: "*", Kind: kind, Count: 1})
			step := acctest.Step{Config: totpOf(id)}
			step.StateChecks = []statecheck.StateCheck{expectTOTP("secret", isEnrolled(instance, id, "%s"))}
			instance.Run(t, []acctest.Step{step}, nil)
		})
	}
}

func TestAccUserTOTP_Update_failed_isCompletedByTheNextApply(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	config := totpOf(id, statedNextSecret, "secret_wo_version = 2")
	failed := acctest.After(func() {
		acctest.Faults(t, instance, emulator.FaultRule{Method: "PATCH", Path: "*", Kind: "status", Status: 400})
	}, acctest.Applies(config, updateUser))
	failed.ExpectError = regexp.MustCompile("Could not enrol the TOTP")
	instance.Run(t, []acctest.Step{
		acctest.Applies(totpOf(id, statedSecret, "secret_wo_version = 1"), updateUser),
		acctest.Then(failed, holdsSecret(t, instance, id, ownSecret)),
		acctest.Then(
			acctest.After(func() { acctest.Faults(t, instance) }, acctest.Applies(config, updateUser)),
			holdsSecret(t, instance, id, nextSecret),
		),
	}, nil)
}

func TestAccUserTOTP_Create_newUser_accountIsThePrimaryEmailAddress(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	config := "resource \"clerk_user\" \"it\" {\n  email_addresses = [\"it@example.com\"]\n}\nresource \"clerk_user_totp\" \"it\" {\n  user_id = clerk_user.it.id\n}\n"
	step := acctest.Applies(config, createUser, updateUser)
	step.StateChecks = []statecheck.StateCheck{expectTOTP("uri", knownvalue.StringFunc(func(address string) error {
		parsed, err := url.Parse(address)
		if err != nil || parsed.Path != "/Clerk:it@example.com" {
			return fmt.Errorf("the address is %s", address)
		}
		return nil
	}))}
	step.AllowDrift = true // the TOTP changes totp_enabled of the user
	instance.Run(t, []acctest.Step{step}, nil)
}

// withCountess is an instance with one user.
func withCountess(t *testing.T) (instance *acctest.Instance, userID string) {
	t.Helper()
	instance = acctest.NewInstance(t)
	return instance, instance.Hold(map[string]any{"username": "countess"})
}
