package users_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestUser_Plan_warnsOfSecondFactorsAndWalletsThatItRemoves(t *testing.T) {
	t.Parallel()
	const first, second, wallet = "+12025550101", "+12025550102", "0x1234567890abcdef1234567890abcdef12345678"
	const (
		removed     = `A second factor will be removed from the user "adalove"`
		lastRemoved = `The last second factor will be removed from the user "adalove"`
	)
	for name, test := range map[string]struct {
		factors []string
		totp    bool
		config  acctest.Values
		want    []string
	}{
		"a number that is no second factor": {nil, true, acctest.Values{"phone_numbers": []any{first}}, nil},
		"one of two numbers": {
			[]string{first, second}, false, acctest.Values{"phone_numbers": []any{first}}, []string{removed},
		},
		"the only number": {
			[]string{second}, false, acctest.Values{"phone_numbers": []any{first}}, []string{lastRemoved},
		},
		"the only number, TOTP is left": {
			[]string{second}, true, acctest.Values{"phone_numbers": []any{first}}, []string{removed},
		},
		"a number that is exchanged": {
			[]string{second}, false, acctest.Values{"phone_numbers": []any{first, "+12025550103"}, "primary_phone_number": first},
			[]string{lastRemoved},
		},
		"a wallet": {
			nil, false, acctest.Values{"web3_wallets": []any{}},
			[]string{`A web3 wallet will be removed from the user "adalove"`},
		},
		"a number of a user without both": {nil, false, acctest.Values{"phone_numbers": []any{first}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			id := instance.Hold(
				map[string]any{"phone_number": []string{first, second}, "web3_wallet": []string{wallet}, "username": "adalove"},
			)
			if err := instance.ChangeUser(id, func(u *emulator.User) {
				u.TOTPEnabled, u.TwoFactorEnabled = test.totp, test.totp || len(test.factors) > 0
				for i, number := range u.PhoneNumbers {
					u.PhoneNumbers[i].ReservedForSecondFactor = slices.Contains(test.factors, number.PhoneNumber)
				}
			}); err != nil {
				t.Fatal(err)
			}
			p := acctest.NewProtocol(t, instance)
			state := p.Import("clerk_user", p.IdentityOf("clerk_user", acctest.Values{"id": id}))
			var got []string
			for _, diagnostic := range p.PlanChange("clerk_user", state, test.config) {
				got = append(got, diagnostic.Summary)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("the diagnostics are %v, want %v", got, test.want)
			}
		})
	}
}

// The CLI shows the details of only one of several warnings with the same summary.
func TestAccUser_Plan_warningsOfSeveralUsers_areAllShown(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	names := []string{"ada", "grace", "edsger"}
	for _, name := range names {
		instance.Hold(map[string]any{
			"email_address": []string{name + "@example.com", name + "@private.example"}, "password": "a long password",
		})
	}
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(`
variable "version_of_passwords" {
  type    = number
  default = null
}
resource "clerk_user" "staff" {
  for_each            = toset(["ada", "grace", "edsger"])
  email_addresses     = ["${each.key}@example.com"]
  password_wo_version = var.version_of_passwords
  adopt_existing      = true
}
`)
	shows := func(text string, arguments ...string) {
		t.Helper()
		output := workspace.Must(append([]string{"plan", "-no-color"}, arguments...)...).Stdout
		if strings.Contains(output, "similar warning") {
			t.Errorf("the plan folds warnings:\n%s", output)
		}
		for _, name := range names {
			if want := strings.ReplaceAll(text, "NAME", name); !strings.Contains(output, want) {
				t.Errorf("the plan lacks %q:\n%s", want, output)
			}
		}
	}
	shows("removes `NAME@private.example`")
	workspace.Must("apply", "-auto-approve", "-var=version_of_passwords=1", "-no-color")
	shows(`password of the user "NAME@example.com"`, "-var=version_of_passwords=2")
}
