package contract_test

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

// user is a user as the API answers it, with an identifier of each kind.
const user = `{
	"object": "user", "id": "user_1", "external_id": null, "username": null,
	"first_name": "Ada", "last_name": null, "locale": "en-GB",
	"image_url": "https://img.example/1", "has_image": false,
	"primary_email_address_id": "idn_1", "primary_phone_number_id": null, "primary_web3_wallet_id": null,
	"public_metadata": {"team": {"name": "engines"}}, "private_metadata": null, "unsafe_metadata": {},
	"email_addresses": [
		{"object": "email_address", "id": "idn_1", "email_address": "ada@example.com", "reserved": false, "linked_to": [],
		 "verification": {"object": "verification_admin", "status": "verified", "strategy": "admin", "attempts": null, "expire_at": null},
		 "matches_sso_connection": false, "created_at": 1, "updated_at": 1},
		{"object": "email_address", "id": "idn_2", "email_address": "a@example.com", "reserved": false, "linked_to": [],
		 "verification": null, "matches_sso_connection": false, "created_at": 1, "updated_at": 1}
	],
	"phone_numbers": [], "passkeys": [], "external_accounts": [], "saml_accounts": [], "enterprise_accounts": [],
	"web3_wallets": [
		{"object": "web3_wallet", "id": "idn_3", "web3_wallet": "0x1", "created_at": 1, "updated_at": 1,
		 "verification": {"object": "verification_admin", "status": "verified", "strategy": "admin", "attempts": null, "expire_at": null}}
	],
	"password_enabled": true, "two_factor_enabled": false, "totp_enabled": false, "backup_code_enabled": false,
	"mfa_enabled_at": null, "mfa_disabled_at": null, "last_sign_in_at": null, "last_active_at": null,
	"banned": false, "locked": false, "lockout_expires_in_seconds": null, "verification_attempts_remaining": 100,
	"delete_self_enabled": true, "create_organization_enabled": true, "create_organizations_limit": null,
	"legal_accepted_at": null, "created_at": 1700000000000, "updated_at": 1700000000000, "scim": null
}`

// session is a session as the API answers it.
const session = `{"object": "session", "id": "sess_1", "user_id": "user_1", "client_id": "client_1", "status": "active",
	"last_active_at": 1, "expire_at": 2, "abandon_at": 3, "created_at": 1, "updated_at": 1}`

func TestClerk_acceptsTheAnswersOfTheAPI(t *testing.T) {
	spec := contract.FromEnvironment(t)
	for path, body := range map[string]string{
		"/v1/users/user_1":                         user,
		"/v1/users?user_id=user_1&limit=100":       "[" + user + "]",
		"/v1/users/count?query=ada":                `{"object": "total_count", "total_count": 1}`,
		"/v1/sessions?user_id=user_1":              "[" + session + "]",
		"/v1/sessions?user_id=1&paginated=true":    `{"data": [` + session + `], "total_count": 1}`,
		"/v1/users?order_by=%2Bcreated_at&limit=1": "[]",
	} {
		if err := spec.CheckRequest(request("GET", path, ""), nil); err != nil {
			t.Error(err)
		}
		if err := checkJSON(spec, "GET", path, 200, body); err != nil {
			t.Error(err)
		}
	}
}

func TestClerk_refusesAUserThatIsNotAsSpecified(t *testing.T) {
	spec := contract.FromEnvironment(t)
	for name, change := range map[string]struct{ old, changed, want string }{
		"missing key":        {`"banned": false, `, ``, "/banned"},
		"undeclared key":     {`"banned": false`, `"banned": false, "baned": true`, `"baned" is unsupported`},
		"wrong type":         {`"created_at": 1700000000000`, `"created_at": "2023-11-14"`, "/created_at"},
		"null":               {`"has_image": false`, `"has_image": null`, "/has_image"},
		"unknown variant":    {`"object": "verification_admin"`, `"object": "verification_magic"`, "/email_addresses/0/verification"},
		"variant of another": {`"strategy": "admin"`, `"strategy": "otp"`, "/email_addresses/0/verification/strategy"},
		"wrong enumeration":  {`"object": "user"`, `"object": "person"`, "/object"},
	} {
		t.Run(name, func(t *testing.T) {
			body := strings.Replace(user, change.old, change.changed, 1)
			expect(t, checkJSON(spec, "GET", "/v1/users/user_1", 200, body), []string{"GET /users/{user_id}", change.want})
		})
	}
}

func TestClerk_checksRequestsOfTheirOperation(t *testing.T) {
	spec := contract.FromEnvironment(t)
	for name, test := range map[string]struct {
		method, path, body string
		want               []string
	}{
		"create": {
			method: "POST", path: "/v1/users",
			body: `{"email_address":["ada@example.com"],"password":"p","public_metadata":{},"external_id":null}`,
		},
		"update":           {method: "PATCH", path: "/v1/users/user_1", body: `{"first_name":null}`},
		"replace metadata": {method: "PUT", path: "/v1/users/user_1/metadata", body: `{"private_metadata":{"a":null}}`},
		"ban without body": {method: "POST", path: "/v1/users/user_1/ban"},
		"ban with null":    {method: "POST", path: "/v1/users/user_1/ban", body: "null"},

		"metadata in an update": {
			method: "PATCH", path: "/v1/users/user_1", body: `{"public_metadata":{}}`,
			want: []string{"PATCH /users/{user_id}", "public_metadata"},
		},
		"text for a list": {
			method: "POST", path: "/v1/users", body: `{"email_address":"ada@example.com"}`, want: []string{"/email_address"},
		},
		"misspelt field where the specification is open": {
			method: "POST", path: "/v1/email_addresses", body: `{"user_id":"user_1","email":"ada@example.com"}`,
			want: []string{`"email" is unsupported`},
		},
		"unknown filter": {method: "GET", path: "/v1/users?emails=a", want: []string{"query parameter emails"}},
		"limit too high": {method: "GET", path: "/v1/users?limit=501", want: []string{"query parameter limit"}},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, spec.CheckRequest(request(test.method, test.path, ""), []byte(test.body)), test.want)
		})
	}
}

func TestClerk_listsTheOperationsThatTheProviderIsFor(t *testing.T) {
	listed := strings.Join(contract.FromEnvironment(t).Operations(), "\n")
	for _, operation := range []string{
		"POST /users", "GET /users", "GET /users/count", "PATCH /users/{user_id}", "PUT /users/{user_id}/metadata",
		"POST /users/{user_id}/ban", "DELETE /phone_numbers/{phone_number_id}", "GET /clients/{client_id}",
	} {
		if !strings.Contains("\n"+listed+"\n", "\n"+operation+"\n") {
			t.Errorf("%s is not listed", operation)
		}
	}
}
