package clerk_test

import (
	"net/http"
	"testing"
)

func TestUser_realAnswer_isDecoded(t *testing.T) {
	const body = `{"id":"user_1","object":"user","external_id":null,"username":"ada","first_name":null,"last_name":"L",
		"locale":"en",
		"has_image":true,"image_url":"https://img","primary_email_address_id":"idn_1","primary_phone_number_id":null,
		"email_addresses":[{"id":"idn_1","object":"email_address","email_address":"a@x.y","reserved":false,
			"verification":{"object":"verification_admin","status":"verified","strategy":"admin","attempts":null,
			"expire_at":null},
			"linked_to":[{"type":"oauth_google","id":"idn_9"}],"created_at":1,"updated_at":2},
			{"id":"idn_2","object":"email_address","email_address":"b@x.y","reserved":true,"verification":null,"linked_to":[]}],
		"phone_numbers":[{"id":"idn_3","phone_number":"+1","verification":{"status":"unverified"},
		"default_second_factor":true}],
		"web3_wallets":[{"id":"idn_4","web3_wallet":"0x","verification":{"status":"verified"}}],
		"passkeys":[{"id":"idn_5","name":"key","last_used_at":3,"verification":null}],"external_accounts":[{"id":"eac_1",
		"provider":"oauth_google","unknown":1}],
		"public_metadata":{"a": 1},"private_metadata":null,"banned":true,"lockout_expires_in_seconds":60,
		"create_organizations_limit":0,"legal_accepted_at":1700690400000,"last_sign_in_at":null,"created_at":1749564092553,
		"updated_at":1749564092554,
		"a_key_of_tomorrow":{}}`
	s := newServer(t, answer(http.StatusOK, body))
	u, err := s.client(t).GetUser(background(), "user_1")
	if err != nil {
		t.Fatal(err)
	}
	if u.ExternalID != nil || *u.Username != "ada" || u.FirstName != nil || *u.PrimaryEmailAddressID != "idn_1" ||
		u.PrimaryPhoneNumberID != nil {
		t.Errorf("profile: %+v", u)
	}
	if !u.EmailAddresses[0].IsVerified() || u.EmailAddresses[1].IsVerified() || !u.EmailAddresses[1].Reserved ||
		u.PhoneNumbers[0].IsVerified() || !u.PhoneNumbers[0].DefaultSecondFactor || !u.Web3Wallets[0].IsVerified() {
		t.Errorf("identifiers: %+v", u)
	}
	if u.EmailAddresses[0].LinkedTo[0].ID != "idn_9" || u.Passkeys[0].Name != "key" ||
		u.ExternalAccounts[0].Provider != "oauth_google" {
		t.Errorf("linked: %+v", u)
	}
	if string(u.PublicMetadata) != `{"a": 1}` || string(u.PrivateMetadata) != "null" || u.UnsafeMetadata != nil {
		t.Errorf("metadata: %s %s %s", u.PublicMetadata, u.PrivateMetadata, u.UnsafeMetadata)
	}
	if !u.Banned || u.Locked || *u.LockoutExpiresInSeconds != 60 || *u.CreateOrganizationsLimit != 0 ||
		u.VerificationAttemptsRemaining != nil {
		t.Errorf("flags: %+v", u)
	}
	if *u.LegalAcceptedAt != 1700690400000 || u.LastSignInAt != nil || u.CreatedAt != 1749564092553 {
		t.Errorf("times: %+v", u)
	}
}
