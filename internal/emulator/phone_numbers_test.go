package emulator

import (
	"strings"
	"testing"
)

func TestPhoneNumbers_secondFactor_isSetAndRemoved(t *testing.T) {
	api := startTest(t, Config{})
	c := contactCases["phone"]
	user := api.create(`{"username":"adalove"}`)
	api.refused(
		"POST",
		c.path,
		`{"user_id":"`+user.ID+`","phone_number":"`+c.one+`","reserved_for_second_factor":true}`,
		400,
		"identification_create_second_factor_unverified",
	)
	one := c.add(api, user.ID, c.one, `,"verified":true,"reserved_for_second_factor":true`)
	two := c.add(api, user.ID, c.two, "")
	api.refused(
		"PATCH",
		c.path+"/"+two.ID,
		`{"reserved_for_second_factor":true}`,
		400,
		"identification_update_second_factor_unverified",
	)
	api.ok("PATCH", c.path+"/"+two.ID, `{"verified":true,"reserved_for_second_factor":true}`)

	user = api.get(user.ID)
	if !user.TwoFactorEnabled || user.MFAEnabledAt == nil || !user.phone(one.ID).DefaultSecondFactor ||
		user.phone(two.ID).DefaultSecondFactor {
		t.Errorf("got %s", marshal(user))
	}
	api.ok("DELETE", c.path+"/"+one.ID, "")
	if user = api.get(user.ID); !user.phone(two.ID).DefaultSecondFactor || !user.TwoFactorEnabled {
		t.Errorf("no other default: %s", marshal(user))
	}
	api.ok("PUT", "/v1/users/"+user.ID+"/phone_number", `{"phone_number":"`+c.three+`"}`)
	if user = api.get(user.ID); user.TwoFactorEnabled || user.MFADisabledAt == nil {
		t.Errorf("replacing the second factor left it on: %s", marshal(user))
	}
}

func TestPhoneNumbers_severalSecondFactors_oneIsTheDefault(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{UnverifyAllowed: true}})
	c := contactCases["phone"]
	user := api.create(`{"username":"adalove"}`)
	ids := map[string]string{}
	for name, value := range map[string]string{"one": c.one, "two": c.two} {
		ids[name] = c.add(api, user.ID, value, `,"verified":true`).ID
	}
	for i, step := range []struct{ phone, change, factors, standard string }{
		{"two", `{"reserved_for_second_factor":true}`, "two", "two"},
		{"one", `{"reserved_for_second_factor":true}`, "one two", "two"},
		{"one", `{"primary":true}`, "one two", "two"},
		{"one", `{"reserved_for_second_factor":null}`, "one two", "two"},
		{"two", `{"reserved_for_second_factor":false}`, "one", "one"},
		{"two", `{"reserved_for_second_factor":true}`, "one two", "one"},
		{"one", `{"verified":false}`, "two", "two"},
		{"two", `{"reserved_for_second_factor":false}`, "", ""},
	} {
		got := decoded[PhoneNumber](api.ok("PATCH", c.path+"/"+ids[step.phone], step.change))
		user = api.get(user.ID)
		if stored := user.phone(got.ID); string(marshal(got)) != string(marshal(stored)) {
			t.Errorf("step %d: answered %s, stored %s", i, marshal(got), marshal(stored))
		}
		for name, id := range ids {
			phone := user.phone(id)
			if phone.ReservedForSecondFactor != strings.Contains(step.factors, name) ||
				phone.DefaultSecondFactor != (step.standard == name) {
				t.Errorf("step %d: %s is %s", i, name, marshal(phone))
			}
		}
		if user.TwoFactorEnabled != (step.factors != "") {
			t.Errorf("step %d: two-factor authentication is %v", i, user.TwoFactorEnabled)
		}
	}
}
