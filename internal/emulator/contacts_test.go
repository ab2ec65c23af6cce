package emulator

import (
	"encoding/json"
	"fmt"
	"testing"
)

// contactCase has the differences between email addresses and phone numbers for a test.
type contactCase struct {
	path, name, one, two, three, bad string
}

var contactCases = map[string]contactCase{
	"email": {"/v1/email_addresses", "email_address", "one@example.com", "two@example.com", "three@example.com", "nobody"},
	"phone": {"/v1/phone_numbers", "phone_number", "+15555550101", "+15555550102", "+15555550103", "555"},
}

// add creates an identification with additional parameters, such as "verified":true.
func (c contactCase) add(api *testAPI, userID, value, more string) Identification {
	api.t.Helper()
	body := fmt.Sprintf(`{"user_id":%q,%q:%q%s}`, userID, c.name, value, more)
	return identification(api.ok("POST", c.path, body))
}

func identification(r answer) Identification {
	r.t.Helper()
	var i Identification
	if err := json.Unmarshal(r.body, &i); err != nil {
		r.t.Fatal(err)
	}
	return i
}

func (c contactCase) primary(user User) string {
	if c.name == "email_address" {
		return textOf(user.PrimaryEmailAddressID)
	}
	return textOf(user.PrimaryPhoneNumberID)
}

func TestContacts_createReadUpdateDelete(t *testing.T) {
	for name, c := range contactCases {
		t.Run(name, func(t *testing.T) {
			api := startTest(t, Config{})
			user := api.create(`{"username":"adalove"}`)
			one := c.add(api, user.ID, c.one, "")
			if one.Verification != nil || one.Reserved || one.Object != c.name {
				t.Errorf("created as %+v", one)
			}
			if c.primary(api.get(user.ID)) != one.ID {
				t.Error("the first is not the primary one")
			}
			two := c.add(api, user.ID, c.two, `,"verified":true`)
			if c.primary(api.get(user.ID)) != one.ID {
				t.Error("the second became primary")
			}
			api.refused("PATCH", c.path+"/"+one.ID, `{"primary":true}`, 422, "form_verification_needed primary")
			if got := identification(api.ok("PATCH", c.path+"/"+one.ID, `{"verified":true}`)); !got.Verification.verified() {
				t.Errorf("not verified: %+v", got)
			}
			api.ok("PATCH", c.path+"/"+two.ID, `{"primary":true}`)
			if c.primary(api.get(user.ID)) != two.ID {
				t.Error("the primary did not move")
			}
			if got := identification(api.ok("GET", c.path+"/"+one.ID, "")); got.ID != one.ID {
				t.Errorf("read %+v", got)
			}
			deleted := decoded[DeletedObject](api.ok("DELETE", c.path+"/"+two.ID, "null"))
			if deleted != (DeletedObject{Object: c.name, ID: two.ID, Deleted: true}) {
				t.Errorf("deleted %+v", deleted)
			}
			if c.primary(api.get(user.ID)) != one.ID {
				t.Error("no other was promoted")
			}
			for _, method := range []string{"GET", "PATCH", "DELETE"} {
				api.refused(method, c.path+"/"+two.ID, "{}", 404, "resource_not_found")
			}
		})
	}
}

func TestContacts_invalidRequest_isRefused(t *testing.T) {
	for name, c := range contactCases {
		t.Run(name, func(t *testing.T) {
			api := startTest(t, Config{})
			user, other := api.create(`{"username":"adalove"}`), api.create(`{"username":"graceh"}`)
			c.add(api, other.ID, c.one, `,"verified":true`)
			first := c.add(api, user.ID, c.two, "")
			body := func(userID, value, more string) string {
				return fmt.Sprintf(`{"user_id":%q,%q:%q%s}`, userID, c.name, value, more)
			}

			api.refused("POST", c.path, `{}`, 422, "form_param_missing "+c.name, "form_param_missing user_id")
			api.refused("POST", c.path, body(user.ID, "", ""), 422, "form_param_nil "+c.name)
			api.refused("POST", c.path, body(user.ID, c.bad, ""), 422, "form_param_format_invalid "+c.name)
			api.refused(
				"POST",
				c.path,
				body(user.ID, c.three, `,"verified":"yes","nope":1`),
				422,
				"form_param_value_invalid verified",
				"form_param_unknown nope",
			)
			api.refused("POST", c.path, body("user_none", c.three, ""), 404, "resource_not_found")
			api.refused("POST", c.path, body(user.ID, c.one, ""), 422, "form_identifier_exists "+c.name)
			api.refused("POST", c.path, body(user.ID, c.two, ""), 422, "form_identifier_exists "+c.name)
			api.refused("POST", c.path, body(user.ID, c.three, `,"primary":true`), 422, "form_verification_needed primary")
			api.refused("PATCH", c.path+"/"+first.ID, `{"`+c.name+`":"x"}`, 422, "form_param_unknown "+c.name)
			if got := len(api.get(user.ID).EmailAddresses) + len(api.get(user.ID).PhoneNumbers); got != 1 {
				t.Errorf("a refused request left the user with %d", got)
			}
		})
	}
}

// Both kinds have the same form of ids, but the path of one kind must not find the other.
func TestContacts_idOfAnotherKind_isNotFound(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(
		`{"email_address":["ada@example.com"],"phone_number":["+15555550100"],` +
			`"web3_wallet":["0x1111111111111111111111111111111111111111"]}`,
	)
	api.refused("GET", "/v1/phone_numbers/"+user.EmailAddresses[0].ID, "", 404, "resource_not_found")
	api.refused("DELETE", "/v1/email_addresses/"+user.PhoneNumbers[0].ID, "", 404, "resource_not_found")
	api.refused("GET", "/v1/email_addresses/"+user.Web3Wallets[0].ID, "", 404, "resource_not_found")
}

func TestContacts_delete_followsTheRules(t *testing.T) {
	for name, c := range contactCases {
		t.Run(name, func(t *testing.T) {
			api := startTest(t, Config{})
			user := api.create(fmt.Sprintf(`{%q:[%q]}`, c.name, c.one))
			id := c.primary(user)
			api.refused("DELETE", c.path+"/"+id, "", 400, "identification_deletion_failed")

			extra := c.add(api, user.ID, c.two, "")
			api.refused("DELETE", c.path+"/"+id, "", 400, "identification_deletion_failed")
			api.ok("DELETE", c.path+"/"+extra.ID, "")

			api.ok("PATCH", "/v1/users/"+user.ID, `{"username":"adalove"}`)
			api.SetBehaviour(Behaviour{RequiredIdentifiers: []string{c.name}})
			api.refused("DELETE", c.path+"/"+id, "", 400, "last_required_identification_deletion_failed")
			api.SetBehaviour(Behaviour{})

			link := []IdentificationLink{{Type: "oauth_google", ID: "idn_google"}}
			err := api.ChangeUser(user.ID, func(u *User) {
				for i := range u.EmailAddresses {
					u.EmailAddresses[i].LinkedTo = link
				}
				for i := range u.PhoneNumbers {
					u.PhoneNumbers[i].LinkedTo = link
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			api.refused("DELETE", c.path+"/"+id, "", 400, "delete_linked_identification_disallowed")
			api.refused(
				"PUT",
				"/v1/users/"+user.ID+"/"+c.name,
				fmt.Sprintf(`{%q:%q}`, c.name, c.three),
				400,
				"delete_linked_identification_disallowed",
			)
		})
	}
}

func TestContacts_deletePrimary_promotesTheOldestVerified(t *testing.T) {
	for keepEmpty, want := range map[bool]string{false: "three@example.com", true: ""} {
		api := startTest(t, Config{Behaviour: Behaviour{KeepPrimaryEmpty: keepEmpty}})
		user := api.create(`{"email_address":["one@example.com","two@example.com","three@example.com","four@example.com"],
			"email_address_identification_status":["verified","reserved","verified","verified"]}`)
		api.ok("DELETE", "/v1/email_addresses/"+user.EmailAddresses[0].ID, "")
		user = api.get(user.ID)
		got := ""
		if user.PrimaryEmailAddressID != nil {
			got = user.email(*user.PrimaryEmailAddressID).EmailAddress
		}
		if got != want {
			t.Errorf("the primary is %q, want %q", got, want)
		}
	}
}

func TestContacts_unverifyAllowed_removesTheVerification(t *testing.T) {
	for allowed, want := range map[bool]bool{false: true, true: false} {
		api := startTest(t, Config{Behaviour: Behaviour{UnverifyAllowed: allowed}})
		user := api.create(`{"username":"adalove","email_address":["ada@example.com"]}`)
		got := identification(api.ok("PATCH", "/v1/email_addresses/"+user.EmailAddresses[0].ID, `{"verified":false}`))
		if got.Verification.verified() != want {
			t.Errorf("allowed %v: verified is %v", allowed, got.Verification.verified())
		}
	}
}

func TestContacts_replace_leavesOne(t *testing.T) {
	for name, c := range contactCases {
		t.Run(name, func(t *testing.T) {
			api := startTest(t, Config{})
			api.create(fmt.Sprintf(`{%q:[%q]}`, c.name, c.three))
			user := api.create(fmt.Sprintf(`{%q:[%q,%q]}`, c.name, c.one, c.two))
			path := "/v1/users/" + user.ID + "/" + c.name

			for state, want := range map[string][2]bool{
				"verified": {true, false}, "reserved": {false, true}, "unverified": {false, false},
			} {
				got := identification(api.ok("PUT", path, fmt.Sprintf(`{%q:%q,"identification_status":%q}`, c.name, c.two, state)))
				if got.Verification.verified() != want[0] || got.Reserved != want[1] {
					t.Errorf("%s: got %+v", state, got)
				}
				if c.primary(api.get(user.ID)) != got.ID {
					t.Errorf("%s: not the primary", state)
				}
			}
			if user = api.get(user.ID); len(user.EmailAddresses)+len(user.PhoneNumbers) != 1 {
				t.Errorf("left with %s", marshal(user))
			}
			api.refused("PUT", path, `{}`, 422, "form_param_missing "+c.name)
			api.refused("PUT", path, fmt.Sprintf(`{%q:%q,"identification_status":"new"}`, c.name, c.bad), 422,
				"form_param_format_invalid "+c.name, "form_param_value_invalid identification_status")
			api.refused("PUT", path, fmt.Sprintf(`{%q:%q}`, c.name, c.three), 422, "form_identifier_exists "+c.name)
			api.create(fmt.Sprintf(`{%q:[%q]}`, c.name, c.one))
		})
	}
}
