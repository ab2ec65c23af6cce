package acctest_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const badSecret = acctest.BadSecret

const (
	anyUser   = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC"
	adaWallet = "0x1234567890abcdef1234567890abcdef12345678"
)

// badInputInstance holds Ada, who has a bit of everything, and Grace, who has not.
func badInputInstance(t *testing.T) *acctest.Instance {
	t.Helper()
	instance := acctest.NewInstance(t)
	instance.MustSeed(emulator.Seed{
		Users: []emulator.SeedUser{
			{
				ID: "user_ada",
				Body: map[string]any{
					"email_address": []string{
						"ada@example.com",
					},
					"phone_number":    []string{"+12025550123"},
					"web3_wallet":     []string{adaWallet},
					"username":        "adalove",
					"external_id":     "ada-1",
					"password":        "a-password-of-ada",
					"public_metadata": map[string]any{"team": "engines"},
				},
				ExternalAccounts: []emulator.ExternalAccount{
					{
						ID:       "eac_1",
						Provider: "oauth_google",
					},
					{ID: "eac_2", Provider: "oauth_google"},
					{ID: "eac_3", Provider: "oauth_github"},
				},
			},
			{ID: "user_grace", Body: map[string]any{"username": "gracehop", "skip_password_requirement": true}},
		},
		Sessions: []emulator.SeedSession{
			{ID: "sess_ada", UserID: "user_ada", ClientID: "client_laptop"},
			{ID: "sess_ended", UserID: "user_ada", Status: "ended"},
		},
		OAuthAccessTokens: []emulator.SeedOAuthAccessToken{
			{UserID: "user_ada", Provider: "oauth_google", ExternalAccountID: "eac_1", Token: badSecret},
			{UserID: "user_ada", Provider: "oauth_google", ExternalAccountID: "eac_2", Token: badSecret},
		},
	})
	return instance
}
