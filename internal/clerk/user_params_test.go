package clerk_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestUserUpdateParams_IsZero_onlyWithoutFields(t *testing.T) {
	if !(clerk.UserUpdateParams{}).IsZero() || !(clerk.UserMetadataParams{}).IsZero() {
		t.Error("empty params must be zero")
	}
	for name, p := range map[string]clerk.UserUpdateParams{
		"null field":   {FirstName: clerk.Null[string]()},
		"empty string": {FirstName: clerk.Set("")},
		"empty list":   {BackupCodes: []string{}},
	} {
		if p.IsZero() {
			t.Errorf("an update with a %s must not be zero", name)
		}
	}
	if (clerk.UserMetadataParams{Unsafe: json.RawMessage(`{}`)}).IsZero() {
		t.Error("an empty object must not be zero")
	}
}

func TestClient_CreateUser_sendsEveryFieldUnderItsName(t *testing.T) {
	at := time.Date(2024, 2, 29, 23, 59, 58, 987_654_321, time.FixedZone("", 2*60*60))
	s := newServer(t, answerAny)
	_, err := s.client(t).CreateUser(background(), clerk.UserCreateParams{
		ExternalID:                         clerk.Set("e"),
		FirstName:                          clerk.Set(""),
		LastName:                           clerk.Null[string](),
		Locale:                             clerk.Set("fr-FR"),
		Username:                           clerk.Set("u"),
		EmailAddresses:                     []string{"a@x.y", "b@x.y"},
		EmailAddressIdentificationStatuses: []string{"verified", "reserved"},
		PhoneNumbers:                       []string{"+15550100"},
		PhoneNumberIdentificationStatuses:  []string{"reserved"},
		Web3Wallets:                        []string{"0x1"},
		Password:                           clerk.Set("p"),
		PasswordDigest:                     clerk.Set("d"),
		PasswordHasher:                     clerk.Set("bcrypt"),
		SkipPasswordChecks:                 clerk.Set(true),
		SkipPasswordRequirement:            clerk.Set(false),
		TOTPSecret:                         clerk.Set("t"),
		BackupCodes:                        []string{"c"},
		PublicMetadata: json.RawMessage(
			`{"a":1}`,
		),
		PrivateMetadata: json.RawMessage(`{}`),
		UnsafeMetadata:  json.RawMessage(`{"b":[]}`),
		DeleteSelfEnabled: clerk.Set(
			false,
		),
		CreateOrganizationEnabled: clerk.Set(true),
		CreateOrganizationsLimit:  clerk.Set(int64(0)),
		LegalAcceptedAt:           clerk.Set(at),
		SkipLegalChecks:           clerk.Set(true),
		SkipUserRequirement:       clerk.Set(true),
		CreatedAt:                 clerk.Set(at),
		BypassClientTrust:         clerk.Set(true),
		Banned:                    clerk.Set(true),
		Locked:                    clerk.Set(true),
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"external_id":"e","first_name":"","last_name":null,"locale":"fr-FR","username":"u",` +
		`"email_address":["a@x.y","b@x.y"],"email_address_identification_status":["verified","reserved"],` +
		`"phone_number":["+15550100"],"phone_number_identification_status":["reserved"],"web3_wallet":["0x1"],` +
		`"password":"p","password_digest":"d","password_hasher":"bcrypt","skip_password_checks":true,` +
		`"skip_password_requirement":false,"totp_secret":"t","backup_codes":["c"],"public_metadata":{"a":1},` +
		`"private_metadata":{},"unsafe_metadata":{"b":[]},"delete_self_enabled":false,"create_organization_enabled":true,` +
		`"create_organizations_limit":0,"legal_accepted_at":"2024-02-29T21:59:58.987Z","skip_legal_checks":true,` +
		`"skip_user_requirement":true,"created_at":"2024-02-29T21:59:58.987Z","bypass_client_trust":true,"banned":true,` +
		`"locked":true}`
	if got := s.received()[0].body; got != want {
		t.Errorf("sent %s\nwant %s", got, want)
	}
}

func TestClient_UpdateUser_sendsEveryFieldUnderItsName(t *testing.T) {
	at := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	s := newServer(t, answerAny)
	_, err := s.client(t).UpdateUser(background(), "user_1", clerk.UserUpdateParams{
		ExternalID: clerk.Null[string](),
		FirstName:  clerk.Set("f"),
		LastName:   clerk.Set("l"),
		Locale:     clerk.Set("de"),
		Username: clerk.Set(
			"u",
		),
		PrimaryEmailAddressID:            clerk.Set("idn_1"),
		NotifyPrimaryEmailAddressChanged: clerk.Set(true),
		PrimaryPhoneNumberID:             clerk.Set("idn_2"),
		PrimaryWeb3WalletID:              clerk.Set("idn_3"),
		ProfileImageID:                   clerk.Set("img_1"),
		Password:                         clerk.Set("p"),
		PasswordDigest:                   clerk.Set("d"),
		PasswordHasher:                   clerk.Set("bcrypt"),
		SkipPasswordChecks:               clerk.Set(true),
		SignOutOfOtherSessions:           clerk.Set(false),
		TOTPSecret:                       clerk.Set("t"),
		BackupCodes:                      []string{},
		DeleteSelfEnabled:                clerk.Set(true),
		CreateOrganizationEnabled:        clerk.Set(false),
		CreateOrganizationsLimit:         clerk.Null[int64](),
		LegalAcceptedAt:                  clerk.Set(at),
		SkipLegalChecks:                  clerk.Set(false),
		CreatedAt:                        clerk.Set(at),
		BypassClientTrust:                clerk.Set(false),
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"external_id":null,"first_name":"f","last_name":"l","locale":"de","username":"u",` +
		`"primary_email_address_id":"idn_1","notify_primary_email_address_changed":true,"primary_phone_number_id":"idn_2",` +
		`"primary_web3_wallet_id":"idn_3","profile_image_id":"img_1","password":"p","password_digest":"d",` +
		`"password_hasher":"bcrypt","skip_password_checks":true,"sign_out_of_other_sessions":false,"totp_secret":"t",` +
		`"backup_codes":[],"delete_self_enabled":true,"create_organization_enabled":false,` +
		`"create_organizations_limit":null,` +
		`"legal_accepted_at":"2024-02-29T00:00:00.000Z","skip_legal_checks":false,"created_at":"2024-02-29T00:00:00.000Z",` +
		`"bypass_client_trust":false}`
	if got := s.received()[0].body; got != want {
		t.Errorf("sent %s\nwant %s", got, want)
	}
}
