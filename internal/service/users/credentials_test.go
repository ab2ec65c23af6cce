package users_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	removePassword = "POST /v1/users/{user_id}/remove_password"
	deleteTOTP     = "DELETE /v1/users/{user_id}/totp"
	deleteBackup   = "DELETE /v1/users/{user_id}/backup_code"

	bcryptDigest = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
)

// expectState checks one attribute of clerk_user.it.
func expectState(attribute string, want knownvalue.Check) []statecheck.StateCheck {
	return []statecheck.StateCheck{statecheck.ExpectKnownValue("clerk_user.it", tfjsonpath.New(attribute), want)}
}

func TestAccUser_passwordIsWrittenWhenItsVersionChangesAndNeverKept(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	holds := func(want string) func() {
		return func() {
			if got, _ := instance.Password(instance.OnlyUser().ID); got != want {
				t.Errorf("the API holds the password %q, want %q", got, want)
			}
		}
	}
	created := acctest.Applies(user(`password_wo = "first password"
		password_wo_version = 1`), createUser)
	created.StateChecks = append(
		expectState("password_wo", knownvalue.Null()),
		expectState("password_enabled", knownvalue.Bool(true))...)
	removed := acctest.Applies(user(`password_wo_version = 3`), removePassword)
	removed.StateChecks = expectState("password_enabled", knownvalue.Bool(false))
	instance.Run(t, []acctest.Step{
		acctest.Then(created, holds("first password")),
		acctest.Then(acctest.Applies(user(`password_wo = "second password"
			password_wo_version = 1`)), holds("first password")),
		acctest.Then(acctest.Applies(user(`password_wo = "second password"
			password_wo_version = 2
			request_options = { sign_out_of_other_sessions = true, skip_password_checks = true }`), updateUser), holds("second password")),
		acctest.Then(acctest.Applies(user(``)), holds("second password")),
		acctest.Then(acctest.Applies(user(`password_digest_wo = "`+bcryptDigest+`"
			password_digest_wo_version = 1
			password_hasher = "bcrypt"`), updateUser), func() {
			holds(bcryptDigest)()
			if hasher, _ := instance.PasswordHasher(instance.OnlyUser().ID); hasher != "bcrypt" {
				t.Errorf("the hasher is %q", hasher)
			}
		}),
		acctest.Then(removed, holds("")),
	}, nil)
}

func TestAccUser_secondFactorsAreWrittenAndRemovedByTheirVersions(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	holds := func(secret string, codes int) func() {
		return func() {
			id := instance.OnlyUser().ID
			gotSecret, _ := instance.TOTPSecret(id)
			gotCodes, _ := instance.BackupCodes(id)
			if gotSecret != secret || len(gotCodes) != codes {
				t.Errorf("the API holds the secret %q and %d codes, want %q and %d", gotSecret, len(gotCodes), secret, codes)
			}
		}
	}
	created := acctest.Applies(user(`totp_secret_wo = "JBSWY3DPEHPK3PXP"
		totp_secret_wo_version = 1
		backup_codes_wo = ["code-one", "code-two"]
		backup_codes_wo_version = 1`), createUser)
	created.StateChecks = append(
		expectState("totp_enabled", knownvalue.Bool(true)),
		expectState("backup_codes_wo", knownvalue.Null())...)
	removed := acctest.Applies(user(`totp_secret_wo_version = 3
		backup_codes_wo_version = 3`), deleteTOTP, deleteBackup)
	removed.StateChecks = append(
		expectState("totp_enabled", knownvalue.Bool(false)),
		expectState("backup_code_enabled", knownvalue.Bool(false))...)
	instance.Run(t, []acctest.Step{
		acctest.Then(created, holds("JBSWY3DPEHPK3PXP", 2)),
		acctest.Then(acctest.Applies(user(`totp_secret_wo = "KRSXG5CTMVRXEZLU"
			totp_secret_wo_version = 2
			backup_codes_wo = ["code-three"]
			backup_codes_wo_version = 2`), updateUser), holds("KRSXG5CTMVRXEZLU", 1)),
		acctest.Then(removed, holds("", 0)),
	}, nil)
}

func TestAccUser_importAndAdoption_keepCredentialsThatAreNotConfigured(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(
		map[string]any{
			"email_address": []string{"it@example.com"},
			"password":      "their own password",
			"totp_secret":   "JBSWY3DPEHPK3PXP",
		},
	)
	lowered := acctest.Applies(user(`adopt_existing = true
		password_wo_version = 0
		totp_secret_wo_version = 1`))
	lowered.ExpectError = regexp.MustCompile("The version was lowered")
	instance.Run(t, []acctest.Step{
		acctest.Then(acctest.Applies(user(`adopt_existing = true
			password_wo_version = 1
			totp_secret_wo_version = 1`)), func() {
			if password, _ := instance.Password(id); password != "their own password" || !instance.OnlyUser().TOTPEnabled {
				t.Errorf("the user has lost credentials: password %q, TOTP %t", password, instance.OnlyUser().TOTPEnabled)
			}
		}),
		lowered,
	}, nil)
}

func TestAccUser_firstVersionWithoutACredentialWritesNothing(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Run(t, []acctest.Step{
		acctest.Applies(user(`password_wo = "correct horse"`), createUser),
		acctest.Then(acctest.Applies(user(`password_wo_version = 1
			totp_secret_wo_version = 1
			backup_codes_wo_version = 1`)), func() {
			if password, _ := instance.Password(instance.OnlyUser().ID); password != "correct horse" {
				t.Errorf("the password is %q", password)
			}
		}),
	}, nil)
}

func TestAccUser_userOfAMigrationIsCreatedWithOneRequest(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Run(t, []acctest.Step{{
		Config: user(`
			password_digest_wo = "` + bcryptDigest + `"
			password_hasher    = "bcrypt"
			totp_secret_wo     = "JBSWY3DPEHPK3PXP"
			backup_codes_wo    = ["code-one"]
			created_at         = "2020-01-02T03:04:05Z"
			request_options    = { skip_legal_checks = true }`),
		Writes: []string{createUser},
	}}, nil)
}

// An ephemeral variable needs a value in every plan unless it has a default. After the creation, null is enough.
func TestAccUser_Update_passwordThatIsNullDuringApply_isKept(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	config := func(version string) string {
		return `variable "password" {
			type      = string
			sensitive = true
			ephemeral = true
			default   = null
		}
		` + user(`password_wo = var.password == "" ? null : var.password
			password_wo_version = `+version)
	}
	holds := func(want string) {
		t.Helper()
		if got, _ := instance.Password(instance.OnlyUser().ID); got != want {
			t.Errorf("the user holds the password %q, want %q", got, want)
		}
	}
	workspace.Write(config("1"))
	workspace.Must("apply", "-auto-approve", "-var=password=first password")
	plan := workspace.Run("plan", "-detailed-exitcode")
	if plan.ExitCode != 0 || strings.Contains(plan.Stdout, "password") {
		t.Errorf("the plan without the password is not empty: %s", plan)
	}

	workspace.Write(config("2"))
	workspace.Must("plan", "-out=saved", "-var=password=second password")
	instance.ResetLog()
	refused := workspace.Run("apply", "-no-color", "-var=password=", "saved")
	if refused.ExitCode == 0 || !strings.Contains(refused.Stderr, "inconsistent final plan") {
		t.Errorf("the apply with a null password does not fail: %s", refused)
	}
	// Terraform compares both plans, so it reports an error of its own. The provider says what to do before it.
	if advice := "password_wo was set in its plan and is null now: nothing was sent."; !strings.Contains(
		strings.Join(strings.Fields(strings.ReplaceAll(refused.Stderr+refused.Stdout, "│", " ")), " "), advice) {
		t.Errorf("the apply does not report %q: %s", advice, refused)
	}
	if errors := strings.Count(refused.String(), "Error: "); errors != 1 {
		t.Errorf("the apply reports %d errors, want 1: %s", errors, refused)
	}
	instance.ExpectWrites()
	holds("first password")
	workspace.Must("apply", "-auto-approve", "-var=password=second password")
	holds("second password")
}
