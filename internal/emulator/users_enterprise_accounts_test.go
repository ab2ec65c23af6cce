package emulator

import (
	"encoding/json"
	"testing"
)

func TestSeed_enterpriseAccounts_areAdded(t *testing.T) {
	const additions = `
		"saml_accounts":[{"email_address":"ada@example.com","active":true,"provider_user_id":"s-1",
		"saml_connection":{"name":"Engines"}}],
		"enterprise_accounts":[
			{"email_address":"ada@example.com","active":true,"enterprise_connection":{"id":"entc_1","name":"Engines",
			"sync_user_attributes":true}},
			{"protocol":"oauth","provider":"oauth_custom_engines","email_address":"ada@example.com",
			"last_authenticated_at":1700000000000}
		],
		"external_accounts":[{"provider":"oauth_github","provider_user_id":"g-1","email_address_verified":true,
			"verification":{"object":"verification_oauth","status":"verified","strategy":"oauth_github"}}]`
	for name, user := range map[string]string{
		"body": `{"id":"user_1","username":"adalove",` + additions + `}`,
		"wire": `{"object":"user","id":"user_1","username":"adalove",` + additions + `}`,
	} {
		t.Run(name, func(t *testing.T) {
			var seed Seed
			if err := json.Unmarshal([]byte(`{"users":[`+user+`]}`), &seed); err != nil {
				t.Fatal(err)
			}
			api := startTest(t, Config{})
			if err := api.Seed(seed); err != nil {
				t.Fatal(err)
			}
			got := api.get("user_1")
			if len(got.SAMLAccounts) != 1 || len(got.EnterpriseAccounts) != 2 || len(got.ExternalAccounts) != 1 {
				t.Fatalf("got %s", marshal(got))
			}
			saml := got.SAMLAccounts[0]
			if saml.ID == "" || !saml.Active || !saml.Verification.verified() || *saml.ProviderUserID != "s-1" ||
				saml.SAMLConnection.Name != "Engines" || saml.SAMLConnection.ID == "" ||
				saml.SAMLConnection.Domains[0] != "example.com" {
				t.Errorf("got %s", marshal(saml))
			}
			enterprise, oauth := got.EnterpriseAccounts[0], got.EnterpriseAccounts[1]
			if enterprise.Protocol != "saml" || *enterprise.EnterpriseConnectionID != "entc_1" ||
				!enterprise.EnterpriseConnection.SyncUserAttributes {
				t.Errorf("got %s", marshal(enterprise))
			}
			if oauth.Verification.Object != "verification_oauth" || oauth.EnterpriseConnection != nil ||
				*oauth.LastAuthenticatedAt != 1700000000000 {
				t.Errorf("got %s", marshal(oauth))
			}
			if external := got.ExternalAccounts[0]; external.Verification.ExpireAt == nil || !*external.EmailAddressVerified {
				t.Errorf("got %s", marshal(external))
			}
		})
	}
}
