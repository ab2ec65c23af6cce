package users_test

import (
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
	changeEmail = "PATCH /v1/email_addresses/{email_address_id}"
	// base58A and base58B differ only in case: they are two wallets.
	base58A = "7xKXtg2CW87d97TXJSDpbD5jBkheTqA83TZRuJosgAsU"
	base58B = "7XkXTG2cw87D97txjsdPBd5JbKHEtQa83tzrUjoSGaSu"
)

// unverified gives the user an email address that it has not verified.
func unverified(instance *acctest.Instance, holder, address string) func() {
	return func() {
		instance.Change(holder, func(u *emulator.User) {
			added := u.EmailAddresses[0]
			added.ID, added.EmailAddress, added.Verification = "idn_unverified", address, nil
			u.EmailAddresses = append(u.EmailAddresses, added)
		})
	}
}

func TestAccUser_unverifiedAddressThatIsNotListed_isNeitherShownNorRemoved(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	kept := acctest.After(unverified(instance, "it@example.com", "new@example.com"), acctest.Applies(user("")))
	kept.StateChecks = []statecheck.StateCheck{
		statecheck.ExpectKnownValue("clerk_user.it", tfjsonpath.New("email_addresses"),
			knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("it@example.com")})),
	}
	instance.Run(t, []acctest.Step{
		acctest.Applies(user(""), createUser),
		kept,
		acctest.Then(acctest.Applies(user(`first_name = "Ada"`), updateUser), func() {
			if got := emailsOf(instance.OnlyUser()); got != "it@example.com* new@example.com" {
				t.Errorf("the user holds %q", got)
			}
		}),
	}, nil)
}

func TestAccUser_unverifiedAddressThatIsListed_isAnAdditionAndIsVerified(t *testing.T) {
	t.Parallel()
	for name, primary := range map[string]string{"as another one": "it@example.com", "as primary": "new@example.com"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			listed := `resource "clerk_user" "it" {
				email_addresses       = ["it@example.com", "new@example.com"]
				primary_email_address = "` + primary + `"
			}`
			step := acctest.After(
				unverified(instance, "it@example.com", "new@example.com"),
				acctest.Applies(listed, addEmail, changeEmail),
			)
			step.PlanChecks = []plancheck.PlanCheck{
				plancheck.ExpectResourceAction("clerk_user.it", plancheck.ResourceActionUpdate),
			}
			instance.Run(t, []acctest.Step{
				acctest.Applies(user(""), createUser),
				acctest.Then(step, func() {
					held := instance.OnlyUser()
					if verification := held.EmailAddresses[1].Verification; verification == nil || verification.Status != "verified" {
						t.Errorf("the address is not verified: %+v", held.EmailAddresses[1])
					}
					if got := emailsOf(held); !strings.Contains(got, primary+"*") {
						t.Errorf("the user holds %q, want %s as primary", got, primary)
					}
				}),
			}, nil)
		})
	}
}

func TestAccUser_unverifiedAddressOfAnAdoptedUser_isVerified(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.MustSeed(emulator.Seed{Users: []emulator.SeedUser{{
		Body: map[string]any{"username": "countess"}, Unverified: []string{"ada@example.com"},
	}}})
	instance.Run(t, []acctest.Step{acctest.Then(acctest.Applies(`resource "clerk_user" "it" {
		username        = "countess"
		email_addresses = ["ada@example.com"]
		adopt_existing  = true
	}`, addEmail, changeEmail), func() {
		if got := emailsOf(instance.OnlyUser()); got != "ada@example.com*" {
			t.Errorf("the user holds %q", got)
		}
	})}, nil)
}

func TestAccUser_base58Wallets_keepTheirCase(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	config := user(`
		web3_wallets        = ["` + base58A + `", "` + base58B + `"]
		primary_web3_wallet = "` + base58B + `"`)
	read := `
data "clerk_user" "wallet" {
  web3_wallet = "` + base58A + `"
  depends_on  = [clerk_user.it]
}
data "clerk_user_count" "wallets" {
  web3_wallets = ["` + base58B + `"]
  depends_on   = [clerk_user.it]
}`
	found := acctest.Applies(config + read)
	found.StateChecks = []statecheck.StateCheck{
		statecheck.ExpectKnownValue("data.clerk_user.wallet", tfjsonpath.New("exists"), knownvalue.Bool(true)),
		statecheck.ExpectKnownValue("clerk_user.it", tfjsonpath.New("primary_web3_wallet"), knownvalue.StringExact(base58B)),
	}
	instance.Run(t, []acctest.Step{
		acctest.Applies(config, createUser),
		found,
		acctest.Then(acctest.Applies(user(`web3_wallets = ["`+base58A+`"]`), updateUser, deleteWallet), func() {
			if got := walletsOf(instance.OnlyUser()); got != base58A+"*" {
				t.Errorf("the user holds %q", got)
			}
		}),
	}, nil)
}

func TestAccUser_otherSpellingBesideAnUnknownElement_failsThePlan(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	set := func(first, second string) string {
		return `resource "terraform_data" "x" {
	input = "` + second + `"
}
resource "clerk_user" "it" {
	username              = "countess"
	email_addresses       = ["` + first + `", terraform_data.x.output]
	primary_email_address = "ada@example.com"
}`
	}
	refused := acctest.Applies(set("Ada@example.com", "C@example.com"))
	refused.ExpectError = regexp.MustCompile(`(?s)Another spelling beside an unknown value.*"ada@example.com"`)
	instance.Run(t, []acctest.Step{
		acctest.Applies(set("ada@example.com", "b@example.com"), createUser),
		// The unknown element turns out to be the one that the user holds, in another spelling.
		acctest.Applies(set("ada@example.com", "B@example.com")),
		refused,
		acctest.Applies(set("ada@example.com", "c@example.com"), addEmail, deleteEmail),
		{Config: set("Ada@example.com", "c@example.com"), Writes: acctest.None},
	}, nil)
}
