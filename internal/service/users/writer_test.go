package users_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// user declares clerk_user.it with an email address and further arguments.
func user(arguments string) string {
	return "resource \"clerk_user\" \"it\" {\n  email_addresses = [\"it@example.com\"]\n" + arguments + "\n}\n"
}

func TestAccUser_updateSendsTheFewestRequests(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Run(t, []acctest.Step{
		acctest.Applies(user(`first_name = "Ada"
			public_metadata = jsonencode({ team = "engines" })
			banned = false`), createUser),
		acctest.Applies(user(`first_name = "Augusta"
			public_metadata = jsonencode({ team = "analysts" })
			banned = true`), banUser, updateUser, replaceMetadata),
		acctest.Applies(user(`first_name = "Augusta"
			public_metadata = jsonencode({ team = "analysts" })
			banned = true
			request_options = {
				sign_out_of_other_sessions = true
				notify_primary_email_address_changed = true
				skip_password_checks = true
				skip_password_requirement = true
				skip_legal_checks = true
				skip_user_requirement = true
				identification_status = "reserved"
			}
			adopt_existing = true
			deletion_policy = "delete"`)),
		acctest.Applies(user(`last_name = "King"
			first_name = ""
			locale = "en"
			username = "countess"
			external_id = "1"
			private_metadata = jsonencode({ a = 1 })
			unsafe_metadata = jsonencode({ b = 2 })
			banned = false`), updateUser, replaceMetadata, unbanUser),
	}, nil)
}

func TestAccUser_applyWithNothingToChangeWritesNothingAndRefreshIsOneRead(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	config := user(`first_name = "Ada"`)
	refresh := acctest.Step{RefreshState: true, Writes: acctest.None, Then: func() {
		if reads := instance.Reads(); len(reads) != 1 || reads[0] != "GET /v1/users/{user_id}" {
			t.Errorf("a refresh of one user read %v, want one GET of the user", reads)
		}
	}}
	instance.Run(t, []acctest.Step{acctest.Applies(config, createUser), acctest.Applies(config), refresh}, nil)
}

func TestAccUser_spellingIsNotAChange(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	spelled := acctest.Applies(`
resource "clerk_user" "it" {
  username              = "Ada_Lovelace"
  email_addresses       = ["ADA@example.com", "lovelace@EXAMPLE.com"]
  primary_email_address = "Ada@Example.com"
  public_metadata       = "{ \"b\" : 1,   \"a\": [ 1 ] }"
  created_at            = "2020-01-02T04:04:05+01:00"
  legal_accepted_at     = "2020-01-02T03:04:05.000Z"
}`)
	spelled.PlanChecks = []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}
	instance.Run(t, []acctest.Step{
		acctest.Applies(`
resource "clerk_user" "it" {
  username              = "ada_lovelace"
  email_addresses       = ["lovelace@example.com", "ada@example.com"]
  primary_email_address = "ada@example.com"
  public_metadata       = jsonencode({ a = [1], b = 1 })
  created_at            = "2020-01-02T03:04:05Z"
  legal_accepted_at     = "2020-01-02T03:04:05Z"
}`, createUser),
		spelled,
	}, nil)
}

func TestAccUser_spellingOfTheConfigurationSurvivesTheStorageOfClerk(t *testing.T) {
	t.Parallel()
	for name, behaviour := range map[string]emulator.Behaviour{
		"lower-cased":          {},
		"kept, in other order": {KeepEmailCase: true, ShuffleIdentifiers: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t, func(c *emulator.Config) { c.Behaviour = behaviour })
			instance.Run(t, []acctest.Step{
				acctest.Applies(`
resource "clerk_user" "it" {
  username              = "Ada_Lovelace"
  email_addresses       = ["ADA@example.com", "Lovelace@example.com", "king@example.com"]
  primary_email_address = "Lovelace@example.com"
}`, createUser),
			}, nil)
		})
	}
}

func TestAccUser_Update_clearedAttribute_isEmptyWhereClerkIgnoresNull(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t, func(c *emulator.Config) { c.Behaviour.NullIgnored = true })
	instance.Run(t, []acctest.Step{
		acctest.Applies(user(`first_name = "Ada"
			last_name = "Lovelace"
			locale = "en"
			username = "countess"
			external_id = "1"`), createUser),
		acctest.Then(acctest.Applies(user(`first_name = ""
			last_name = ""
			locale = ""
			username = ""
			external_id = ""`), updateUser, updateUser), func() {
			user := instance.OnlyUser()
			if user.FirstName != nil || user.LastName != nil || user.Locale != nil || user.Username != nil ||
				user.ExternalID != nil {
				t.Errorf("not all is cleared: %+v", user)
			}
		}),
	}, nil)
}

func TestAccUser_disappearedUserIsPlannedAnew(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Run(t, []acctest.Step{
		acctest.Applies(user(""), createUser),
		acctest.After(func() { instance.DeleteUser(instance.OnlyUser().ID) }, acctest.Applies(user(""), createUser)),
	}, nil)
}

func TestAccUser_banThatOthersLiftedIsRestored(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Run(t, []acctest.Step{
		acctest.Applies(user(`banned = true`), createUser),
		acctest.After(func() {
			instance.Change("it@example.com", func(u *emulator.User) { u.Banned = false })
		}, acctest.Applies(user(`banned = true`), banUser)),
	}, nil)
}

func TestAccUser_Read_expiredLock_isDriftOnlyWhenConfigured(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		later  string
		writes []string
	}{
		"stated":     {"locked = true", []string{lockUser}},
		"not stated": {"", acctest.None},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			instance.Run(t, []acctest.Step{
				acctest.Applies(user("locked = true"), createUser),
				acctest.Applies(user(test.later)),
				acctest.After(func() { instance.AdvanceClock(lockDuration) }, acctest.Applies(user(test.later), test.writes...)),
			}, nil)
		})
	}
}

// lockDuration is longer than a lock lasts by default, which is an hour.
const lockDuration = 2 * time.Hour
