package users

import (
	"encoding/json"
	"math/big"
	"os"
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

// notShown are properties that data sources omit on purpose.
var notShown = []string{
	"object",                          // says only what the attribute's name says
	"profile_image_url", "avatar_url", // deprecated in favour of image_url
	"domain",                             // deprecated in favour of domains
	"organization_memberships",           // a data source of their own
	"backup_codes",                       // credentials
	"nonce",                              // what a verification under way challenges its user with
	"external_verification_redirect_url", // likewise
}

func TestUserShape_showsEveryPropertyOfTheSpecification(t *testing.T) {
	contract.FromEnvironment(t)
	doc, err := openapi3.NewLoader().LoadFromFile(os.Getenv(contract.PathVariable))
	if err != nil {
		t.Fatal(err)
	}
	for _, missing := range missingIn(userShape.Schemas(), doc.Components.Schemas["User"].Value, "") {
		t.Errorf("%s is in the specification and not shown", missing)
	}
}

// missingIn lists the properties that have no attribute.
func missingIn(attributes map[string]schema.Attribute, of *openapi3.Schema, at string) []string {
	var missing []string
	for _, alternative := range slices.Concat(of.OneOf, of.AllOf) {
		missing = append(missing, missingIn(attributes, alternative.Value, at)...)
	}
	for name, property := range of.Properties {
		// The message of a challenge is not the message of an error.
		if slices.Contains(notShown, name) || name == "message" && of.Properties["strategy"] != nil {
			continue
		}
		switch attribute := attributes[name].(type) {
		case nil:
			missing = append(missing, at+name)
		case schema.ListNestedAttribute:
			missing = append(missing, missingIn(attribute.NestedObject.Attributes, property.Value.Items.Value, at+name+".")...)
		case schema.SingleNestedAttribute:
			if name == "error" { // its meta belongs to forms
				continue
			}
			missing = append(missing, missingIn(attribute.Attributes, property.Value, at+name+".")...)
		}
	}
	slices.Sort(missing)
	return slices.Compact(missing)
}

func TestUserShape_sortsListsAndOmitsCredentials(t *testing.T) {
	t.Parallel()
	const verified = `"verification":{"object":"verification_otp","status":"verified","strategy":"phone_code","attempts":2,"expire_at":1749564092553,"channel":"sms","verified_at_client":"client_1","nonce":"HUSH"}`
	const times = `"created_at":1749564092553,"updated_at":1749564092554`
	connection := `{"id":"con_1","protocol":"saml","provider":"saml_okta","name":"Okta","logo_public_url":"https://x/y.png","domain":"x.y",` +
		`"domains":["x.y"],"active":true,"sync_user_attributes":true,"allow_subdomains":true,"allow_idp_initiated":true,"disable_additional_identifications":true,` + times + `}`
	account := `"provider":"saml_okta","active":true,"email_address":"a@x.y","first_name":"A","last_name":"L","provider_user_id":"p","public_metadata":{"n":1},"last_authenticated_at":1749564092553,"verification":null`
	shown := show(t, `{
		"id":"user_1","external_id":"e","username":"ada","first_name":"Ada","last_name":"Lovelace","locale":"en","has_image":true,"image_url":"https://i/1",
		"primary_email_address_id":"idn_2","primary_phone_number_id":"idn_3","primary_web3_wallet_id":null,
		"email_addresses":[
			{"id":"idn_2","email_address":"b@x.y","reserved":true,"verification":null,"linked_to":[{"type":"oauth_google","id":"idn_9"},{"type":"oauth_x","id":"idn_8"}],"matches_sso_connection":true,"created_at":1749564092554,"updated_at":1749564092554},
			{"id":"idn_1","email_address":"a@x.y","reserved":false,`+verified+`,"linked_to":[],`+times+`}],
		"phone_numbers":[{"id":"idn_3","phone_number":"+12025550123","reserved":false,"reserved_for_second_factor":true,"default_second_factor":true,"backup_codes":["HUSH"],`+verified+`,"linked_to":[],`+times+`}],
		"web3_wallets":[{"id":"idn_4","web3_wallet":"0x1",`+verified+`,`+times+`}],
		"passkeys":[{"id":"idn_5","name":"phone","last_used_at":1749564092553,`+verified+`}],
		"external_accounts":[{"object":"google_account","id":"idn_6","external_account_id":"eac_6","provider":"oauth_google","identification_id":"idn_6","provider_user_id":"g","approved_scopes":"email profile",
			"email_address":"a@x.y","email_address_verified":false,"first_name":"A","last_name":"","image_url":null,"username":"ada","phone_number":"+12025550123","label":"work","public_metadata":{"b":1,"a":2},
			"verification":{"status":"failed","strategy":"oauth_google","attempts":null,"expire_at":null,"external_verification_redirect_url":"HUSH","error":{"code":"c","message":"m","long_message":"l"}},`+times+`}],
		"saml_accounts":[{"id":"samlacc_1",`+account+`,"saml_connection":`+connection+`}],
		"enterprise_accounts":[{"id":"eacc_1","protocol":"saml",`+account+`,"enterprise_connection_id":"con_1","enterprise_connection":`+connection+`}],
		"public_metadata":{"b":1,"a":{"n":12345678901234567890}},"private_metadata":{"p":true},"unsafe_metadata":{},
		"password_enabled":true,"two_factor_enabled":true,"totp_enabled":true,"backup_code_enabled":true,"bypass_client_trust":true,
		"mfa_enabled_at":1749564092553,"mfa_disabled_at":1749564092553,"password_last_updated_at":1749564092553,
		"banned":true,"locked":true,"deprovisioned":true,"lockout_expires_in_seconds":60,"verification_attempts_remaining":9,
		"delete_self_enabled":true,"create_organization_enabled":true,"create_organizations_limit":3,
		"scim":{"directory_id":"dir_1","directory_enabled":true,"external_id":"d"},
		"created_at":1749564092553,"updated_at":1749564092554,"legal_accepted_at":1749564092553,"last_sign_in_at":1749564092553,"last_active_at":1749564092553}`)

	const at, later = "2025-06-10T14:01:32.553Z", "2025-06-10T14:01:32.554Z"
	checked := map[string]any{
		"status":             "verified",
		"strategy":           "phone_code",
		"attempts":           int64(2),
		"expire_at":          at,
		"channel":            "sms",
		"verified_at_client": "client_1",
		"error":              nil,
	}
	with := func(base map[string]any, more map[string]any) map[string]any {
		both := map[string]any{}
		for _, from := range []map[string]any{base, more} {
			for name, value := range from {
				both[name] = value
			}
		}
		return both
	}
	age := map[string]any{"created_at": at, "updated_at": later}
	heldConnection := with(age, map[string]any{
		"id":                                 "con_1",
		"provider":                           "saml_okta",
		"name":                               "Okta",
		"domains":                            []any{"x.y"},
		"active":                             true,
		"sync_user_attributes":               true,
		"allow_subdomains":                   true,
		"allow_idp_initiated":                true,
		"disable_additional_identifications": true,
	})
	heldAccount := map[string]any{
		"provider":              "saml_okta",
		"active":                true,
		"email_address":         "a@x.y",
		"first_name":            "A",
		"last_name":             "L",
		"provider_user_id":      "p",
		"public_metadata":       `{"n":1}`,
		"last_authenticated_at": at,
		"verification":          nil,
	}
	want := map[string]any{
		"id":                       "user_1",
		"external_id":              "e",
		"username":                 "ada",
		"first_name":               "Ada",
		"last_name":                "Lovelace",
		"locale":                   "en",
		"has_image":                true,
		"image_url":                "https://i/1",
		"primary_email_address_id": "idn_2",
		"primary_phone_number_id":  "idn_3",
		"primary_web3_wallet_id":   nil,
		"primary_email_address":    "b@x.y",
		"primary_phone_number":     "+12025550123",
		"primary_web3_wallet":      nil,
		"email_addresses": []any{
			with(
				age,
				map[string]any{
					"id":                     "idn_1",
					"email_address":          "a@x.y",
					"reserved":               false,
					"matches_sso_connection": false,
					"verification":           checked,
					"linked_to":              []any{},
				},
			),
			map[string]any{
				"id":                     "idn_2",
				"email_address":          "b@x.y",
				"reserved":               true,
				"matches_sso_connection": true,
				"verification":           nil,
				"created_at":             later,
				"updated_at":             later,
				"linked_to": []any{
					map[string]any{"type": "oauth_x", "id": "idn_8"},
					map[string]any{"type": "oauth_google", "id": "idn_9"},
				},
			},
		},
		"phone_numbers": []any{with(age, map[string]any{
			"id":                         "idn_3",
			"phone_number":               "+12025550123",
			"reserved":                   false,
			"reserved_for_second_factor": true,
			"default_second_factor":      true,
			"verification":               checked,
			"linked_to":                  []any{},
		})},
		"web3_wallets": []any{with(age, map[string]any{"id": "idn_4", "web3_wallet": "0x1", "verification": checked})},
		"passkeys":     []any{map[string]any{"id": "idn_5", "name": "phone", "last_used_at": at, "verification": checked}},
		"external_accounts": []any{with(age, map[string]any{
			"id":                     "idn_6",
			"external_account_id":    "eac_6",
			"identification_id":      "idn_6",
			"provider":               "oauth_google",
			"provider_user_id":       "g",
			"approved_scopes":        "email profile",
			"email_address":          "a@x.y",
			"email_address_verified": false,
			"first_name":             "A",
			"last_name":              nil,
			"username":               "ada",
			"phone_number":           "+12025550123",
			"image_url":              nil,
			"label":                  "work",
			"public_metadata":        `{"a":2,"b":1}`,
			"verification": map[string]any{
				"status":             "failed",
				"strategy":           "oauth_google",
				"attempts":           nil,
				"expire_at":          nil,
				"channel":            nil,
				"verified_at_client": nil,
				"error":              map[string]any{"code": "c", "message": "m", "long_message": "l"},
			},
		})},
		"saml_accounts": []any{with(heldAccount, map[string]any{"id": "samlacc_1", "saml_connection": heldConnection})},
		"enterprise_accounts": []any{with(heldAccount, map[string]any{
			"id":                       "eacc_1",
			"protocol":                 "saml",
			"enterprise_connection_id": "con_1",
			"enterprise_connection": with(
				heldConnection,
				map[string]any{"protocol": "saml", "logo_public_url": "https://x/y.png"},
			),
		})},
		"public_metadata":                 `{"a":{"n":12345678901234567890},"b":1}`,
		"private_metadata":                `{"p":true}`,
		"unsafe_metadata":                 `{}`,
		"password_enabled":                true,
		"two_factor_enabled":              true,
		"totp_enabled":                    true,
		"backup_code_enabled":             true,
		"bypass_client_trust":             true,
		"mfa_enabled_at":                  at,
		"mfa_disabled_at":                 at,
		"password_last_updated_at":        at,
		"banned":                          true,
		"locked":                          true,
		"deprovisioned":                   true,
		"lockout_expires_in_seconds":      int64(60),
		"verification_attempts_remaining": int64(9),
		"delete_self_enabled":             true,
		"create_organization_enabled":     true,
		"create_organizations_limit":      int64(3),
		"scim": map[string]any{
			"directory_id":      "dir_1",
			"directory_enabled": true,
			"external_id":       "d",
		},
		"created_at":        at,
		"updated_at":        later,
		"legal_accepted_at": at,
		"last_sign_in_at":   at,
		"last_active_at":    at,
	}
	if diff := cmp.Diff(want, shown); diff != "" {
		t.Errorf("the user is shown otherwise (-want +got):\n%s", diff)
	}
}

func TestUserShape_missingValues_areNull(t *testing.T) {
	t.Parallel()
	shown := show(
		t,
		`{"id":"user_1","username":null,"first_name":"","created_at":1749564092553,"updated_at":1749564092553}`,
	)
	for name, value := range shown {
		switch value := value.(type) {
		case nil, bool:
		case []any:
			if len(value) > 0 {
				t.Errorf("%s is %v", name, value)
			}
		default:
			if !slices.Contains([]string{"id", "created_at", "updated_at"}, name) {
				t.Errorf("%s is %v, want null", name, value)
			}
		}
	}
}

// show returns the attributes of a user that the API returns.
func show(t *testing.T, answer string) map[string]any {
	t.Helper()
	var user clerk.User
	if err := json.Unmarshal([]byte(answer), &user); err != nil {
		t.Fatal(err)
	}
	return plain(t, userShape.Object(&user)).(map[string]any)
}

// plain is a value without its types.
func plain(t *testing.T, value tftypes.Value) any {
	t.Helper()
	as := func(target any) {
		if err := value.As(target); err != nil {
			t.Fatal(err)
		}
	}
	var text string
	var truth bool
	number := new(big.Float)
	var list []tftypes.Value
	var object map[string]tftypes.Value
	switch {
	case value.IsNull():
		return nil
	case value.Type().Is(tftypes.String):
		as(&text)
		return text
	case value.Type().Is(tftypes.Bool):
		as(&truth)
		return truth
	case value.Type().Is(tftypes.Number):
		as(&number)
		whole, _ := number.Int64()
		return whole
	case value.Type().Is(tftypes.List{}):
		as(&list)
		elements := []any{}
		for _, element := range list {
			elements = append(elements, plain(t, element))
		}
		return elements
	default:
		as(&object)
		attributes := map[string]any{}
		for name, attribute := range object {
			attributes[name] = plain(t, attribute)
		}
		return attributes
	}
}
