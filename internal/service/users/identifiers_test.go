package users_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// emails declares a user who holds only email addresses, the first primary.
func emails(addresses ...string) string {
	list := ""
	for _, address := range addresses {
		list += fmt.Sprintf("%q, ", address)
	}
	return fmt.Sprintf(
		"resource \"clerk_user\" \"it\" {\n  email_addresses = [%s]\n  primary_email_address = %q\n}\n",
		list,
		addresses[0],
	)
}

func TestAccUser_Update_addsIdentifiersBeforeRemovingOldOnes(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Run(t, []acctest.Step{
		acctest.Applies(emails("a@example.com", "b@example.com"), createUser),
		acctest.Then(
			acctest.Applies(emails("c@example.com", "d@example.com"), addEmail, addEmail, deleteEmail, deleteEmail),
			func() {
				if got := emailsOf(instance.OnlyUser()); got != "c@example.com* d@example.com" {
					t.Errorf("the user holds %q", got)
				}
			},
		),
		acctest.Then(acctest.Applies(emails("d@example.com"), updateUser, deleteEmail), func() {
			if got := emailsOf(instance.OnlyUser()); got != "d@example.com*" {
				t.Errorf("the user holds %q", got)
			}
		}),
	}, nil)
}

func TestAccUser_Update_removesThePrimaryLast(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	var primary string
	config := `resource "clerk_user" "it" {
		username        = "somebody"
		email_addresses = %s
		%s
	}`
	instance.Run(t, []acctest.Step{
		acctest.Then(
			acctest.Applies(
				fmt.Sprintf(
					config,
					`["a@example.com", "b@example.com", "c@example.com"]`,
					`primary_email_address = "a@example.com"`,
				),
				createUser,
			),
			func() {
				primary = *instance.OnlyUser().PrimaryEmailAddressID
			},
		),
		acctest.Then(acctest.Applies(fmt.Sprintf(config, "[]", ""), deleteEmail, deleteEmail, deleteEmail), func() {
			var removed []string
			for _, request := range instance.Requests() {
				if request.Operation() == deleteEmail {
					removed = append(removed, strings.TrimPrefix(request.Path, "/v1/email_addresses/"))
				}
			}
			if removed[len(removed)-1] != primary {
				t.Errorf("removed %v, want the primary %s last: until then Clerk would promote others", removed, primary)
			}
		}),
	}, nil)
}

func TestAccUser_kindsOfIdentifierAreExchangedWithoutLockingOut(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Run(t, []acctest.Step{
		acctest.Applies(`resource "clerk_user" "it" {
			email_addresses = ["a@example.com"]
		}`, createUser),
		acctest.Applies(`resource "clerk_user" "it" {
			email_addresses = []
			phone_numbers   = ["+12025550123"]
		}`, addPhone, deleteEmail),
		acctest.Applies(`resource "clerk_user" "it" {
			email_addresses = []
			phone_numbers   = []
			username        = "somebody"
		}`, updateUser, deletePhone),
	}, nil)
}

func TestAccUser_reservedIdentifiersAreMadeWithTheUser(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	reserved := `resource "clerk_user" "it" {
		email_addresses       = ["a@example.com"]
		phone_numbers         = [%s]
		request_options       = { identification_status = "reserved" }
	}`
	refused := acctest.Applies(fmt.Sprintf(reserved, `"+12025550123"`))
	refused.ExpectError = regexp.MustCompile(`A reserved identifier cannot be added to an existing user`)
	instance.Run(t, []acctest.Step{
		acctest.Then(acctest.Applies(fmt.Sprintf(reserved, ""), createUser), func() {
			if email := instance.OnlyUser().EmailAddresses[0]; !email.Reserved {
				t.Errorf("the address is not reserved: %+v", email)
			}
		}),
		refused,
	}, nil)
}

func TestAccUser_walletsCanBeRemovedButNotAdded(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	wallets := func(list string) string {
		return user("web3_wallets = [" + list + "]\n primary_web3_wallet = " + `"` + walletA + `"`)
	}
	refused := acctest.Applies(wallets(`"` + walletA + `", "` + walletB + `"`))
	refused.ExpectError = regexp.MustCompile(`A web3 wallet cannot be added`)
	instance.Run(t, []acctest.Step{
		acctest.Applies(wallets(`"`+walletA+`", "`+walletB+`"`), createUser),
		acctest.Applies(wallets(`"`+walletA+`"`), deleteWallet),
		refused,
	}, nil)
}

func TestAccUser_lastIdentifierIsKeptAtPlanTime(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	refused := acctest.Applies(`resource "clerk_user" "it" {
		email_addresses = []
	}`)
	refused.ExpectError = regexp.MustCompile(`The user would have no identifier`)
	instance.Run(t, []acctest.Step{acctest.Applies(user(""), createUser), refused}, nil)
}

func TestUserResource_ImportState_everyForm_plansNoChange(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	calls := acctest.NewCalls(t, instance, "clerk_user")
	config := acctest.Values{
		"external_id": "42", "username": "somebody",
		"email_addresses": []any{"it@example.com"}, "phone_numbers": []any{"+12025550123"},
	}
	created := calls.Create(instance, config)
	calls.ExpectImport(instance, created, config, []string{
		instance.OnlyUser().ID,
		"email:it@example.com", "email:IT@Example.com", "phone:+12025550123", "username:somebody", "external_id:42",
	}, "deletion_policy") // which no API has
}

// Only the read of the import finds that the user does not exist. A warning about users that were removed outside
// Terraform would be wrong.
func TestUserResource_ImportState_unknownID_reportsAMissingUser(t *testing.T) {
	t.Parallel()
	found := acctest.NewProtocol(t, acctest.NewInstance(t)).TryImport("clerk_user", "user_unknown")
	acctest.ExpectOne(t, found, acctest.IsError, "No such user", `No user of the instance is "user_unknown"`)
}

func TestUserResource_ImportState_addressOfSeveralUsers_isAnError(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	for _, name := range []string{"countess", "impostor"} {
		instance.MustSeed(emulator.Seed{
			Users: []emulator.SeedUser{{Body: map[string]any{"username": name}, Unverified: []string{"both@example.com"}}},
		})
	}
	found := acctest.NewProtocol(t, instance).TryImport("clerk_user", "email:both@example.com")
	acctest.ExpectOne(t, found, acctest.IsError, "More than one user to import")
}

func TestAccUser_Update_walletsThatAreNotConfigured_areUnchanged(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	removed := func() {
		instance.Change(
			"it@example.com",
			func(u *emulator.User) { u.Web3Wallets = u.Web3Wallets[:0]; u.PrimaryWeb3WalletID = nil },
		)
	}
	lost := acctest.After(removed, acctest.Applies(user(`web3_wallets = ["`+walletA+`"]`)))
	lost.ExpectError = regexp.MustCompile("A web3 wallet cannot be added")
	instance.Run(t, []acctest.Step{
		acctest.Applies(user(`web3_wallets = ["`+walletA+`"]`), createUser),
		acctest.Then(acctest.Applies(user("")), func() {
			if got := walletsOf(instance.OnlyUser()); got != walletA+"*" {
				t.Errorf("the user holds %q", got)
			}
		}),
		acctest.Applies(user(`web3_wallets = ["` + walletA + `"]`)),
		lost,
		acctest.Applies(user(`web3_wallets = []`)),
	}, nil)
}

func TestAccUser_takenIdentifierNamesItsHolderAndHowToImportIt(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(map[string]any{"email_address": []string{"IT@example.com"}, "username": "holder"})
	other := instance.Hold(map[string]any{"username": "countess"})
	refused := acctest.Applies(user(""), createUser)
	refused.ExpectError = regexp.MustCompile(
		`(?s)Could not create the user "it@example\.com".*email_addresses.*form_identifier_exists.*` +
			id + `\s+holds\s+it\s+\(it@example\.com\).*import \{.*to = clerk_user\.example.*id = "` + id + `".*adopt_existing`,
	)
	renamed := acctest.Applies(`resource "clerk_user" "it" {
		email_addresses = ["free@example.com"]
		username        = "countess"
	}`, updateUser)
	renamed.ExpectError = regexp.MustCompile(`(?s)username.*form_identifier_exists.*id = "` + other + `"`)
	instance.Run(t, []acctest.Step{
		refused,
		acctest.Applies(`resource "clerk_user" "it" {
			email_addresses = ["free@example.com"]
		}`, createUser),
		renamed,
	}, nil)
}
