package actionbase_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// withGoogle gives Ada an account of each format.
func withGoogle(w *environment) {
	w.change(func(u *emulator.User) {
		u.ExternalAccounts = []emulator.ExternalAccount{
			{ID: "eac_github", IdentificationID: "idn_github", Provider: "oauth_github"},
			{ID: "idn_google", IdentificationID: "idn_google", ExternalAccountID: "eac_google", Provider: "oauth_google"},
			{ID: "idn_fb", IdentificationID: "idn_fb", ExternalAccountID: "eac_facebook", Provider: "oauth_facebook"},
		}
	})
}

func TestRemoval_Invoke_eitherIDOfAnAccount_deletesByTheIDOfTheAccount(t *testing.T) {
	for id, sent := range map[string]string{
		"eac_google": "eac_google", "idn_google": "eac_google", "idn_fb": "eac_facebook",
		"eac_github": "eac_github", "idn_github": "eac_github",
	} {
		t.Run(id, func(t *testing.T) {
			w := newEnvironment(t)
			withGoogle(w)
			inputs := ofAda(acctest.Values{"external_account_id": id})
			progress := w.run("clerk_user_delete_external_account", inputs)
			want := "Done: the external account " + id + " of the user user_ada is deleted."
			if !slices.Equal(progress, []string{want}) {
				t.Errorf("the progress is %q, want %q", progress, want)
			}
			if got, want := w.paths(), []string{"DELETE /users/user_ada/external_accounts/" + sent}; !slices.Equal(got, want) {
				t.Errorf("it sent %q, want %q", got, want)
			}
			for _, account := range w.user().ExternalAccounts {
				if account.ExternalAccountID == sent || account.ID == sent {
					t.Errorf("the account %s is still there", sent)
				}
			}
			if got := len(w.user().ExternalAccounts); got != 2 {
				t.Errorf("the user has %d accounts, want 2", got)
			}
			progress = w.run("clerk_user_delete_external_account", inputs)
			want = "Nothing to do: the user user_ada has no external account " + id + "."
			if !slices.Equal(progress, []string{want}) {
				t.Errorf("the second progress is %q, want %q", progress, want)
			}
		})
	}
}

// The answer 404 alone does not show that an object is gone.
func TestRemoval_Invoke_notFoundButStillHeld_isAnError(t *testing.T) {
	for name, inputs := range map[string]acctest.Values{
		"clerk_user_delete_passkey":          ofAda(acctest.Values{"passkey_id": "idn_passkey"}),
		"clerk_user_delete_web3_wallet":      ofAda(acctest.Values{"web3_wallet_id": "idn_wallet"}),
		"clerk_user_delete_external_account": ofAda(acctest.Values{"external_account_id": "eac_google"}),
		"clerk_user_revoke_trusted_device":   ofAda(acctest.Values{"trusted_device_id": "tdev_phone"}),
	} {
		t.Run(name, func(t *testing.T) {
			w := newEnvironment(t)
			withGoogle(w)
			w.change(func(u *emulator.User) { u.Web3Wallets[0].ID = "idn_wallet" })
			url := w.Front(func(_ http.ResponseWriter, r *http.Request) bool {
				if r.Method == http.MethodDelete {
					r.URL.Path += "_of_another_kind"
				}
				return false
			})
			w.protocol = acctest.NewProtocol(t, w.Instance, acctest.Values{"api_url": url})
			got := w.fail(name, inputs)
			input, task := "", ""
			for key, value := range inputs {
				if key != "user_id" {
					input, task = key, value.(string)
				}
			}
			verb, object := "delete the ", map[string]string{
				"passkey_id": "passkey", "web3_wallet_id": "web3 wallet", "external_account_id": "external account",
				"trusted_device_id": "trusted device",
			}[input]
			done := "deleted"
			if object == "trusted device" {
				verb, done = "revoke the ", "revoked"
			}
			w.expect(got, input, "Could not "+verb+object+" "+task+" of the user user_ada",
				"status 404", "The user still has this "+object+", so nothing was "+done+".")
		})
	}
}
