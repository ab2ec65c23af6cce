package users_test

import (
	"slices"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestUser_Plan_warnsOfSecondFactorsAndWalletsThatItRemoves(t *testing.T) {
	t.Parallel()
	const first, second, wallet = "+12025550101", "+12025550102", "0x1234567890abcdef1234567890abcdef12345678"
	for name, test := range map[string]struct {
		factors []string
		totp    bool
		config  acctest.Values
		want    []string
	}{
		"a number that is no second factor": {nil, true, acctest.Values{"phone_numbers": []any{first}}, nil},
		"one of two numbers": {
			[]string{first, second}, false, acctest.Values{"phone_numbers": []any{first}}, []string{"A second factor will be removed"},
		},
		"the only number": {
			[]string{second}, false, acctest.Values{"phone_numbers": []any{first}}, []string{"The last second factor will be removed"},
		},
		"the only number, TOTP is left": {
			[]string{second}, true, acctest.Values{"phone_numbers": []any{first}}, []string{"A second factor will be removed"},
		},
		"a number that is exchanged": {
			[]string{second}, false, acctest.Values{"phone_numbers": []any{first, "+12025550103"}, "primary_phone_number": first},
			[]string{"The last second factor will be removed"},
		},
		"a wallet":                        {nil, false, acctest.Values{"web3_wallets": []any{}}, []string{"A web3 wallet will be removed"}},
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
