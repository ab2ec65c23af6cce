package emulator

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestCreateUser_withoutParameters_hasTheDefaults(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"email_address":["ada@example.com"]}`)

	if !regexp.MustCompile(`^user_[0-9A-Za-z]{27}$`).MatchString(user.ID) {
		t.Errorf("id is %s", user.ID)
	}
	if !user.DeleteSelfEnabled || !user.CreateOrganizationEnabled || user.Banned || user.Locked || user.PasswordEnabled ||
		user.HasImage {
		t.Errorf("wrong flags: %+v", user)
	}
	if user.CreatedAt != testTime.UnixMilli() || user.UpdatedAt != testTime.UnixMilli() {
		t.Errorf("times are not those of the clock: %d, %d", user.CreatedAt, user.UpdatedAt)
	}
	if user.VerificationAttemptsRemaining == nil || *user.VerificationAttemptsRemaining != 10 {
		t.Errorf("verification_attempts_remaining is %v", user.VerificationAttemptsRemaining)
	}
	for name, metadata := range map[string]json.RawMessage{
		"public": user.PublicMetadata, "private": user.PrivateMetadata, "unsafe": user.UnsafeMetadata,
	} {
		if string(metadata) != "{}" {
			t.Errorf("%s metadata is %s", name, metadata)
		}
	}
	image, found := strings.CutPrefix(user.ImageURL, "https://img.clerk.com/")
	content, err := base64.RawStdEncoding.DecodeString(image)
	if !found || err != nil || !strings.Contains(string(content), `"rid":"`+user.ID+`"`) {
		t.Errorf("image_url is %s (%s)", user.ImageURL, content)
	}
}

func TestCreateUser_allParameters_areStored(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{
		"external_id":"crm-1","first_name":"Ada","last_name":"Lovelace","locale":"en-GB","username":" AdaL ",
		"email_address":["Ada@Example.com","second@example.com"],
		"email_address_identification_status":["verified","reserved"],
		"phone_number":["+15555550100"],"web3_wallet":["0x1111111111111111111111111111111111111111"],
		"password":"correct horse","totp_secret":"JBSWY3DPEHPK3PXP","backup_codes":["one","two"],
		"public_metadata":{ "plan" : "<gold>" },"private_metadata":{"a":[1,2]},"unsafe_metadata":{"b":null},
		"delete_self_enabled":false,"create_organization_enabled":false,"create_organizations_limit":3,
		"legal_accepted_at":"2026-01-02T03:04:05.678Z","created_at":"2020-01-01T00:00:00+02:00",
		"bypass_client_trust":true,"banned":true,"locked":true,"skip_legal_checks":true,"skip_password_requirement":false
	}`)

	for name, got := range map[string][2]any{
		"external_id":  {*user.ExternalID, "crm-1"},
		"names":        {*user.FirstName + " " + *user.LastName, "Ada Lovelace"},
		"locale":       {*user.Locale, "en-GB"},
		"username":     {*user.Username, "adal"},
		"email":        {user.EmailAddresses[0].EmailAddress, "ada@example.com"},
		"primary":      {*user.PrimaryEmailAddressID, user.EmailAddresses[0].ID},
		"reserved":     {user.EmailAddresses[1].Reserved && user.EmailAddresses[1].Verification == nil, true},
		"strategy":     {user.EmailAddresses[0].Verification.Strategy, "admin"},
		"phone":        {*user.PrimaryPhoneNumberID, user.PhoneNumbers[0].ID},
		"wallet":       {*user.PrimaryWeb3WalletID, user.Web3Wallets[0].ID},
		"public":       {string(user.PublicMetadata), `{"plan":"<gold>"}`},
		"private":      {string(user.PrivateMetadata), `{"a":[1,2]}`},
		"unsafe":       {string(user.UnsafeMetadata), `{"b":null}`},
		"flags":        {user.DeleteSelfEnabled || user.CreateOrganizationEnabled, false},
		"limit":        {*user.CreateOrganizationsLimit, int64(3)},
		"legal":        {*user.LegalAcceptedAt, time.Date(2026, 1, 2, 3, 4, 5, 678e6, time.UTC).UnixMilli()},
		"created":      {user.CreatedAt, time.Date(2019, 12, 31, 22, 0, 0, 0, time.UTC).UnixMilli()},
		"bypass":       {user.BypassClientTrust, true},
		"restrictions": {user.Banned && user.Locked, true},
		"lockout":      {*user.LockoutExpiresInSeconds, int64(3600)},
		"factors":      {user.PasswordEnabled && user.TOTPEnabled && user.BackupCodeEnabled && user.TwoFactorEnabled, true},
		"mfa":          {*user.MFAEnabledAt, testTime.UnixMilli()},
	} {
		if got[0] != got[1] {
			t.Errorf("%s: got %v, want %v", name, got[0], got[1])
		}
	}
	if password, _ := api.Password(user.ID); password != "correct horse" {
		t.Errorf("the password is %q", password)
	}
	if secret, _ := api.TOTPSecret(user.ID); secret != "JBSWY3DPEHPK3PXP" {
		t.Errorf("the TOTP secret is %q", secret)
	}
	if codes, _ := api.BackupCodes(user.ID); len(codes) != 2 {
		t.Errorf("the backup codes are %q", codes)
	}
}

func TestCreateUser_invalidParameters_areNamed(t *testing.T) {
	big := `{"k":"` + strings.Repeat("x", 8192-len(`{"k":""}`)+1) + `"}`
	for name, test := range map[string]struct {
		body     string
		problems []string
	}{
		"no identifier": {`{}`, []string{"form_data_missing"}},
		"empty body":    {``, []string{"form_data_missing"}},
		"null body":     {`null`, []string{"form_data_missing"}},
		"unknown fields": {
			`{"email":"a","nick":1}`,
			[]string{"form_param_unknown email", "form_param_unknown nick"},
		},
		"field of update only": {
			`{"username":"adalove","primary_email_address_id":"idn_1"}`,
			[]string{"form_param_unknown primary_email_address_id"},
		},
		"wrong types": {
			`{"email_address":"a@b.co","banned":"yes","create_organizations_limit":1.5}`,
			[]string{
				"form_param_value_invalid email_address",
				"form_param_value_invalid banned",
				"form_param_value_invalid create_organizations_limit",
			},
		},
		"null where not nullable": {
			`{"username":"adalove","email_address":null,"public_metadata":null}`,
			[]string{"form_param_value_invalid email_address", "form_param_value_invalid public_metadata"},
		},
		"repeated key": {
			`{"username":"adalove","username":"adalove"}`,
			[]string{"form_param_duplicate username"},
		},
		"email": {`{"email_address":["nobody"]}`, []string{"form_param_format_invalid email_address"}},
		"email with name": {
			`{"email_address":["Ada <a@b.co>"]}`,
			[]string{"form_param_format_invalid email_address"},
		},
		"email without dot": {
			`{"email_address":["a@localhost"]}`,
			[]string{"form_param_format_invalid email_address"},
		},
		"email twice": {
			`{"email_address":["a@b.co","A@b.co"]}`,
			[]string{"form_param_duplicate email_address"},
		},
		"phone":  {`{"phone_number":["5555550100"]}`, []string{"form_param_format_invalid phone_number"}},
		"wallet": {`{"web3_wallet":["0x12"]}`, []string{"form_param_format_invalid web3_wallet"}},
		"status length": {
			`{"email_address":["a@b.co"],"email_address_identification_status":["verified","verified"]}`,
			[]string{"form_param_array_length_mismatch email_address_identification_status"},
		},
		"status value": {
			`{"phone_number":["+15555550100"],"phone_number_identification_status":["unverified"]}`,
			[]string{"form_param_value_invalid phone_number_identification_status"},
		},
		"locale": {
			`{"username":"adalove","locale":"en_US"}`,
			[]string{"form_param_format_invalid locale"},
		},
		"locale subtag": {
			`{"username":"adalove","locale":"english-language"}`,
			[]string{"form_param_format_invalid locale"},
		},
		"legal time": {
			`{"username":"adalove","legal_accepted_at":"yesterday"}`,
			[]string{"form_param_invalid_time legal_accepted_at"},
		},
		"future": {
			`{"username":"adalove","created_at":"2030-01-01T00:00:00Z"}`,
			[]string{"form_disallow_future_date created_at"},
		},
		"long name": {
			`{"username":"adalove","first_name":"` + strings.Repeat("é", 256) + `"}`,
			[]string{"form_param_max_length_exceeded first_name"},
		},
		"short username":     {`{"username":"ada"}`, []string{"form_username_invalid_length username"}},
		"username character": {`{"username":"ada!love"}`, []string{"form_username_invalid_character username"}},
		"username alphabet":  {`{"username":"адааа"}`, []string{"form_username_invalid_character username"}},
		"username digits":    {`{"username":"123456"}`, []string{"form_username_needs_non_number_char username"}},
		"username phone": {
			`{"username":"+15555550100"}`,
			[]string{"form_username_cannot_be_phone_number username"},
		},
		"short password": {
			`{"username":"adalove","password":"1234567"}`,
			[]string{"form_password_length_too_short password"},
		},
		"long password": {
			`{"username":"adalove","password":"` + strings.Repeat("x", 73) + `"}`,
			[]string{"form_password_length_too_long password"},
		},
		"password bytes": {
			`{"username":"adalove","password":"` + strings.Repeat("é", 40) + `"}`,
			[]string{"form_password_size_in_bytes_exceeded password"},
		},
		"breached password": {
			`{"username":"adalove","password":"password123"}`,
			[]string{"form_password_pwned password"},
		},
		"password is username": {
			`{"username":"adalovelace","password":"AdaLovelace"}`,
			[]string{"form_password_matches_identifier password"},
		},
		"digest without hasher": {
			`{"username":"adalove","password_digest":"x"}`,
			[]string{"form_conditional_param_missing password_hasher"},
		},
		"hasher without digest": {
			`{"username":"adalove","password_hasher":"md5"}`,
			[]string{"form_conditional_param_missing password_digest"},
		},
		"unknown hasher": {
			`{"username":"adalove","password_digest":"x","password_hasher":"rot13"}`,
			[]string{"form_param_value_invalid password_hasher"},
		},
		"digest of another hasher": {
			`{"username":"adalove","password_digest":"5f4dcc3b5aa765d61d8327deb882cf99","password_hasher":"bcrypt"}`,
			[]string{"form_password_digest_invalid_code password_digest"},
		},
		"password and digest": {
			`{"username":"adalove","password":"correct horse","password_digest":"5f4dcc3b5aa765d61d8327deb882cf99",` +
				`"password_hasher":"md5"}`,
			[]string{"form_conditional_param_disallowed password_digest"},
		},
		"TOTP secret": {
			`{"username":"adalove","totp_secret":"189"}`,
			[]string{"invalid_totp_secret_code totp_secret"},
		},
		"metadata array": {
			`{"username":"adalove","public_metadata":[]}`,
			[]string{"form_param_value_invalid public_metadata"},
		},
		"metadata scalar": {
			`{"username":"adalove","unsafe_metadata":"x"}`,
			[]string{"form_param_value_invalid unsafe_metadata"},
		},
		"metadata above the limit": {
			`{"username":"adalove","private_metadata":` + big + `}`,
			[]string{"form_param_exceeds_allowed_size private_metadata"},
		},
		"several problems at a time": {
			`{"email_address":["x"],"nope":1,"password":"short","locale":"?"}`,
			[]string{
				"form_param_unknown nope",
				"form_param_format_invalid locale",
				"form_param_format_invalid email_address",
				"form_password_length_too_short password",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			api := startTest(t, Config{})
			api.refused("POST", "/v1/users", test.body, 422, test.problems...)
			if users := api.Users(); len(users) != 0 {
				t.Errorf("a refused request made a user: %+v", users)
			}
		})
	}
}

func TestCreateUser_digest_isStored(t *testing.T) {
	api := startTest(t, Config{})
	digest := "$2b$12$" + strings.Repeat("a", 53)
	user := api.create(
		fmt.Sprintf(`{"username":"adalove","password_digest":%q,"password_hasher":"bcrypt"}`, digest))
	held, enabled := api.Password(user.ID)
	if by, _ := api.PasswordHasher(user.ID); !enabled || held != digest || by != "bcrypt" || !user.PasswordEnabled {
		t.Errorf("the user holds %q by %q", held, by)
	}
}

func TestCreateUser_skipPasswordChecks_acceptsWeakPasswords(t *testing.T) {
	api := startTest(t, Config{})
	api.create(`{"username":"adalove","password":"short","skip_password_checks":true}`)
	api.create(`{"username":"graceh","password":"password","skip_password_checks":true}`)
}

func TestCreateUser_takenIdentifier_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	api.create(
		`{"email_address":["ada@example.com","second@example.com"],"email_address_identification_status":["verified",
			"reserved"],
		"phone_number":["+15555550100"],"username":"adalove","external_id":"crm-1",
		"web3_wallet":["0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}`,
	)

	api.refused(
		"POST",
		"/v1/users",
		`{"email_address":["ADA@example.com","second@example.com"],"username":"AdaLove","phone_number":["+15555550100"],
		"external_id":"crm-1","web3_wallet":["0xAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]}`,
		422,
		"form_identifier_exists username",
		"form_identifier_exists external_id",
		"form_identifier_exists email_address",
		"form_identifier_exists email_address",
		"form_identifier_exists phone_number",
		"form_identifier_exists web3_wallet",
	)
	if len(api.Users()) != 1 {
		t.Error("a refused request made a user")
	}
}

func TestCreateUser_unverifiedAddressOfAnotherUser_isAccepted(t *testing.T) {
	api := startTest(t, Config{})
	first := api.create(`{"username":"first"}`)
	api.ok("POST", "/v1/email_addresses", `{"user_id":"`+first.ID+`","email_address":"shared@example.com"}`)
	second := api.create(`{"email_address":["shared@example.com"]}`)

	held := api.get(first.ID).EmailAddresses[0]
	api.refused("PATCH", "/v1/email_addresses/"+held.ID, `{"verified":true}`, 422, "form_identifier_exists email_address")
	if found, _ := api.FindUser("shared@example.com"); found.ID != second.ID {
		t.Error("FindUser prefers a user that has not verified the address")
	}
	if len(api.ok("GET", "/v1/users?email_address=shared@example.com", "").users()) != 2 {
		t.Error("not every holder of an address is found")
	}
}

func TestCreateUser_requirementsOfTheInstance_areChecked(t *testing.T) {
	for name, test := range map[string]struct {
		behaviour Behaviour
		body      string
		status    int
		problems  []string
	}{
		"required identifier": {
			Behaviour{RequiredIdentifiers: []string{"phone_number"}},
			`{"username":"adalove"}`,
			422,
			[]string{"form_data_missing"},
		},
		"waived identifier": {
			Behaviour{RequiredIdentifiers: []string{"phone_number"}},
			`{"username":"adalove","skip_user_requirement":true}`,
			200,
			nil,
		},
		"waived, but none at all": {
			Behaviour{RequiredIdentifiers: []string{"phone_number"}},
			`{"skip_user_requirement":true}`,
			422,
			[]string{"form_data_missing"},
		},
		"required password": {
			Behaviour{PasswordRequired: true},
			`{"username":"adalove"}`,
			422,
			[]string{"form_data_missing"},
		},
		"waived password": {
			Behaviour{PasswordRequired: true},
			`{"username":"adalove","skip_password_requirement":true}`,
			200,
			nil,
		},
		"required consent": {
			Behaviour{LegalConsentRequired: true},
			`{"username":"adalove"}`,
			422,
			[]string{"form_data_missing"},
		},
		"waived consent": {
			Behaviour{LegalConsentRequired: true},
			`{"username":"adalove","skip_legal_checks":true}`,
			200,
			nil,
		},
		"names off": {
			Behaviour{NamesDisabled: true},
			`{"username":"adalove","first_name":"Ada"}`,
			422,
			[]string{"form_param_unknown first_name"},
		},
		"feature off": {
			Behaviour{DisabledParams: []string{"backup_codes"}},
			`{"username":"adalove","backup_codes":["x"]}`,
			422,
			[]string{"form_param_unknown backup_codes"},
		},
		"ban needs a plan": {
			Behaviour{BanNeedsPlan: true},
			`{"username":"adalove","banned":true}`,
			402,
			[]string{"unsupported_subscription_plan_features"},
		},
		"no ban, no plan": {Behaviour{BanNeedsPlan: true}, `{"username":"adalove","banned":false}`, 200, nil},
		"lockout off": {
			Behaviour{LockoutDisabled: true},
			`{"username":"adalove","locked":true}`,
			403,
			[]string{"feature_not_enabled locked"},
		},
		"breached by the instance": {
			Behaviour{BreachedPasswords: []string{"company-name"}},
			`{"username":"adalove","password":"company-name"}`,
			422,
			[]string{"form_password_pwned password"},
		},
		"smaller metadata": {
			Behaviour{MetadataLimit: 10},
			`{"username":"adalove","public_metadata":{"key":"value"}}`,
			422,
			[]string{"form_param_exceeds_allowed_size public_metadata"},
		},
		"shorter names": {
			Behaviour{NameLimit: 2},
			`{"username":"adalove","last_name":"Ada"}`,
			422,
			[]string{"form_param_max_length_exceeded last_name"},
		},
		"null ignored, nothing there": {Behaviour{NullIgnored: true}, `{"username":"adalove","first_name":null}`, 200, nil},
	} {
		t.Run(name, func(t *testing.T) {
			api := startTest(t, Config{Behaviour: test.behaviour})
			api.refused("POST", "/v1/users", test.body, test.status, test.problems...)
		})
	}
}

func TestCreateUser_duplicateExternalIDCode_isReturned(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{DuplicateExternalIDCode: "form_already_exists"}})
	api.create(`{"username":"adalove","external_id":"crm-1"}`)
	api.refused("POST", "/v1/users", `{"username":"graceh","external_id":"crm-1"}`, 422, "form_already_exists external_id")
}

func TestCreateUser_keepEmailCase_storesTheCase(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{KeepEmailCase: true}})
	user := api.create(`{"email_address":["Ada@Example.com"]}`)
	if got := user.EmailAddresses[0].EmailAddress; got != "Ada@Example.com" {
		t.Errorf("stored as %s", got)
	}
	api.refused("POST", "/v1/users", `{"email_address":["ada@example.com"]}`, 422, "form_identifier_exists email_address")
}
