package users

import (
	"encoding/json"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// FuzzObserve_readsEveryUserOfTheAPI goes from a body of the API to the state.
func FuzzObserve_readsEveryUserOfTheAPI(f *testing.F) {
	f.Add(
		[]byte(
			`{"id":"user_1","email_addresses":[{"id":"idn_1","email_address":"a@example.com"},{}],"primary_email_address_id":"idn_9"}`,
		),
	)
	f.Add([]byte(`{"id":"user_1","created_at":9223372036854775807,"legal_accepted_at":-9223372036854775808}`))
	f.Add([]byte(`{"id":"user_1","public_metadata":[],"private_metadata":"x","unsafe_metadata":null}`))
	f.Add(
		[]byte(
			`{"phone_numbers":[{"linked_to":[{}],"verification":{}}],"web3_wallets":[{}],"external_accounts":[{}],"passkeys":[{}]}`,
		),
	)
	f.Fuzz(func(t *testing.T, body []byte) {
		var user clerk.User
		if json.Unmarshal(body, &user) != nil {
			return
		}
		var model userModel
		if err := model.observe(&user); err != nil {
			return
		}
		if model.ID.ValueString() != user.ID {
			t.Errorf("the id is %s", model.ID)
		}
		if again := (&userModel{}); again.observe(&user) != nil || nameOf(again) != nameOf(&model) {
			t.Error("a second look shows another user")
		}
		_ = userShape.Object(&user)
	})
}
