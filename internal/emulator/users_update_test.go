package emulator

import (
	"strings"
	"testing"
	"time"
)

func TestUpdateUser_changesOnlySentFields(t *testing.T) {
	api := startTest(t, Config{})
	before := api.create(
		`{"email_address":["ada@example.com"],"username":"adalove","first_name":"Ada","last_name":"Lovelace","locale":"en"}`,
	)
	api.AdvanceClock(time.Minute)
	after := api.ok("PATCH", "/v1/users/"+before.ID, `{"first_name":"Augusta","delete_self_enabled":false,`+
		`"create_organizations_limit":5}`).
		user()

	if *after.FirstName != "Augusta" || after.DeleteSelfEnabled || *after.CreateOrganizationsLimit != 5 {
		t.Errorf("not changed: %+v", after)
	}
	if *after.LastName != "Lovelace" || *after.Username != "adalove" || *after.Locale != "en" ||
		after.CreatedAt != before.CreatedAt {
		t.Errorf("changed what was not sent: %+v", after)
	}
	if after.UpdatedAt != before.UpdatedAt+60_000 {
		t.Errorf("updated_at is %d", after.UpdatedAt)
	}
	if stored := api.get(before.ID); *stored.FirstName != "Augusta" {
		t.Error("the change is not stored")
	}
}

func TestUpdateUser_nullAndEmptyStrings_clearTheValue(t *testing.T) {
	for _, empty := range []string{`null`, `""`} {
		api := startTest(t, Config{})
		user := api.create(
			`{"email_address":["ada@example.com"],"username":"adalove","external_id":"crm-1","first_name":"Ada",` +
				`"last_name":"L","locale":"en"}`,
		)
		body := strings.ReplaceAll(
			`{"username":E,"external_id":E,"first_name":E,"last_name":E,"locale":E}`, "E", empty)
		after := api.ok("PATCH", "/v1/users/"+user.ID, body).
			user()
		if after.Username != nil || after.ExternalID != nil || after.FirstName != nil || after.LastName != nil ||
			after.Locale != nil {
			t.Errorf("%s does not clear: %+v", empty, after)
		}
		api.create(`{"username":"adalove","external_id":"crm-1"}`)
	}
}

func TestUpdateUser_nullIgnored_changesNothing(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{NullIgnored: true}})
	user := api.create(
		`{"email_address":["ada@example.com"],"username":"adalove","external_id":"crm-1","first_name":"Ada"}`,
	)
	after := api.ok("PATCH", "/v1/users/"+user.ID, `{"username":null,"external_id":null,"first_name":null}`).user()
	if after.Username != nil || after.ExternalID == nil || after.FirstName == nil {
		t.Errorf("got %+v", after)
	}
	if after = api.ok("PATCH", "/v1/users/"+user.ID, `{"first_name":""}`).user(); after.FirstName != nil {
		t.Error("an empty string does not clear")
	}
}

func TestUpdateUser_nullTimesAndLimits_areCleared(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove","legal_accepted_at":"2026-01-01T00:00:00Z","create_organizations_limit":2}`)
	after := api.ok("PATCH", "/v1/users/"+user.ID, `{"legal_accepted_at":null,"create_organizations_limit":null,`+
		`"created_at":null,"delete_self_enabled":null}`).
		user()
	if after.LegalAcceptedAt != nil || after.CreateOrganizationsLimit != nil {
		t.Errorf("not cleared: %+v", after)
	}
	if after.CreatedAt != user.CreatedAt || !after.DeleteSelfEnabled {
		t.Errorf("null changed what cannot be null: %+v", after)
	}
}

func TestUpdateUser_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	api.create(`{"username":"taken","external_id":"crm-1","email_address":["other@example.com"]}`)
	other, _ := api.FindUser("taken")
	user := api.create(`{"username":"adalove","email_address":["ada@example.com"]}`)
	unconfirmed := decoded[EmailAddress](
		api.ok("POST", "/v1/email_addresses", `{"user_id":"`+user.ID+`","email_address":"new@example.com"}`),
	)
	before := api.get(user.ID)

	for name, test := range map[string]struct {
		body     string
		problems []string
	}{
		"metadata": {
			`{"public_metadata":{},"private_metadata":{},"unsafe_metadata":{}}`,
			[]string{
				"form_param_deprecated public_metadata",
				"form_param_deprecated private_metadata",
				"form_param_deprecated unsafe_metadata",
			},
		},
		"field of creation only": {
			`{"banned":true,"email_address":["x@example.com"],"skip_user_requirement":true}`,
			[]string{
				"form_param_unknown banned",
				"form_param_unknown email_address",
				"form_param_unknown skip_user_requirement",
			},
		},
		"username taken":    {`{"username":"TAKEN"}`, []string{"form_identifier_exists username"}},
		"external id taken": {`{"external_id":"crm-1"}`, []string{"form_identifier_exists external_id"}},
		"primary of another user": {
			`{"primary_email_address_id":"` + *other.PrimaryEmailAddressID + `"}`,
			[]string{"form_resource_not_found primary_email_address_id"},
		},
		"primary not verified": {
			`{"primary_email_address_id":"` + unconfirmed.ID + `"}`,
			[]string{"form_verification_needed primary_email_address_id"},
		},
		"no such phone or wallet": {
			`{"primary_phone_number_id":"idn_1","primary_web3_wallet_id":"idn_2"}`,
			[]string{"form_resource_not_found primary_phone_number_id", "form_resource_not_found primary_web3_wallet_id"},
		},
		"null digest":             {`{"password_digest":null}`, []string{"form_param_value_invalid password_digest"}},
		"checks without password": {`{"skip_password_checks":true}`, []string{"form_conditional_param_missing password"}},
		"sign-out without password": {
			`{"sign_out_of_other_sessions":true}`,
			[]string{"form_conditional_param_missing password"},
		},
		"unknown image": {`{"profile_image_id":"img_1"}`, []string{"form_resource_not_found profile_image_id"}},
		"password is the email": {
			`{"password":"ada@example.com"}`,
			[]string{"form_password_matches_identifier password"},
		},
		"good and bad together": {`{"first_name":"Ada","locale":"??"}`, []string{"form_param_format_invalid locale"}},
	} {
		t.Run(name, func(t *testing.T) {
			(&testAPI{api.Server, t}).refused("PATCH", "/v1/users/"+user.ID, test.body, 422, test.problems...)
		})
	}
	if after := api.get(user.ID); string(marshal(after)) != string(marshal(before)) {
		t.Errorf("a refused request changed the user:\n%s\n%s", marshal(before), marshal(after))
	}
	api.refused("PATCH", "/v1/users/user_none", `{}`, 404, "resource_not_found")
}

func TestUpdateUser_ownIdentifiers_areAccepted(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove","external_id":"crm-1"}`)
	api.ok("PATCH", "/v1/users/"+user.ID, `{"username":"AdaLove","external_id":"crm-1"}`)
}

func TestUpdateUser_lastIdentifier_isNotRemoved(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	api.refused("PATCH", "/v1/users/"+user.ID, `{"username":""}`, 400, "identification_deletion_failed")

	api.SetBehaviour(Behaviour{RequiredIdentifiers: []string{"username"}})
	user = api.create(`{"username":"graceh","email_address":["grace@example.com"]}`)
	api.refused("PATCH", "/v1/users/"+user.ID, `{"username":null}`, 400, "last_required_identification_deletion_failed")
}

func TestUpdateUser_primary_isChanged(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(
		`{"email_address":["one@example.com","two@example.com"],"phone_number":["+15555550100","+15555550101"]}`,
	)
	after := api.ok("PATCH", "/v1/users/"+user.ID, `{"primary_email_address_id":"`+user.EmailAddresses[1].ID+
		`","primary_phone_number_id":"`+user.PhoneNumbers[1].ID+`","notify_primary_email_address_changed":true}`).user()
	if *after.PrimaryEmailAddressID != user.EmailAddresses[1].ID ||
		*after.PrimaryPhoneNumberID != user.PhoneNumbers[1].ID {
		t.Errorf("the primaries are %s and %s", *after.PrimaryEmailAddressID, *after.PrimaryPhoneNumberID)
	}
	after = api.ok("PATCH", "/v1/users/"+user.ID, `{"primary_email_address_id":null}`).user()
	if after.PrimaryEmailAddressID == nil {
		t.Error("null took the primary away")
	}
}

func TestUpdateUser_earlierVersion_replacesMetadata(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{DefaultAPIVersion: "2025-11-10"}})
	user := api.create(`{"username":"adalove","public_metadata":{"a":1,"b":2}}`)
	got := api.request("PATCH", "/v1/users/"+user.ID, `{"public_metadata":{"c":3}}`, "Clerk-API-Version", "")
	if got.status != 200 || string(got.user().PublicMetadata) != `{"c":3}` {
		t.Errorf("got %d %s", got.status, got.body)
	}
}

func TestUpdateUser_patchMetadataCode_isReturned(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{PatchMetadataCode: "form_param_unknown"}})
	user := api.create(`{"username":"adalove"}`)
	api.refused("PATCH", "/v1/users/"+user.ID, `{"public_metadata":{}}`, 422, "form_param_unknown public_metadata")
}

func TestDeleteUser_removesAllItsObjects(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove","email_address":["ada@example.com"],"external_id":"crm-1"}`)
	session := api.ok("POST", "/v1/sessions", `{"user_id":"`+user.ID+`"}`).session()
	deleted := decoded[DeletedObject](api.ok("DELETE", "/v1/users/"+user.ID, ""))
	if deleted != (DeletedObject{Object: "user", ID: user.ID, Deleted: true}) {
		t.Errorf("got %+v", deleted)
	}
	api.refused("GET", "/v1/users/"+user.ID, "", 404, "resource_not_found")
	api.refused("DELETE", "/v1/users/"+user.ID, "", 404, "resource_not_found")
	api.refused("GET", "/v1/email_addresses/"+user.EmailAddresses[0].ID, "", 404, "resource_not_found")
	api.refused("GET", "/v1/sessions/"+session.ID, "", 404, "resource_not_found")
	api.create(`{"username":"adalove","email_address":["ada@example.com"],"external_id":"crm-1"}`)
}
