package emulator

import "testing"

// withPasskeys is a user with two passkeys, which no request can create.
func withPasskeys(t *testing.T, api *testAPI) User {
	t.Helper()
	id := api.create(`{"username":"adalove"}`).ID
	err := api.ChangeUser(id, func(u *User) { u.Passkeys = []Passkey{{Name: "Laptop"}, {ID: "idn_phone", Name: "Phone"}} })
	if err != nil {
		t.Fatal(err)
	}
	return api.get(id)
}

func TestChangeUser_passkeys_getDefaults(t *testing.T) {
	user := withPasskeys(t, startTest(t, Config{}))
	laptop, phone := user.Passkeys[0], user.Passkeys[1]
	if laptop.ID == "" || laptop.Object != "passkey" || laptop.LastUsedAt != testTime.UnixMilli() ||
		!laptop.Verification.verified() {
		t.Errorf("got %s", marshal(laptop))
	}
	if phone.ID != "idn_phone" || phone.Name != "Phone" {
		t.Errorf("got %s", marshal(phone))
	}
}

func TestDeletePasskey_deletesIt(t *testing.T) {
	api := startTest(t, Config{})
	user := withPasskeys(t, api)
	path := "/v1/users/" + user.ID + "/passkeys/"
	api.AdvanceClock(1e9)
	deleted := decoded[DeletedObject](api.ok("DELETE", path+"idn_phone", ""))
	if deleted != (DeletedObject{Object: "passkey", ID: "idn_phone", Deleted: true}) {
		t.Errorf("got %+v", deleted)
	}
	after := api.get(user.ID)
	if len(after.Passkeys) != 1 || after.Passkeys[0].Name != "Laptop" || after.UpdatedAt != user.UpdatedAt+1000 {
		t.Errorf("got %s", marshal(after))
	}
	api.ok("DELETE", path+user.Passkeys[0].ID, "null")
	if after = api.get(user.ID); len(after.Passkeys) != 0 {
		t.Errorf("got %s", marshal(after))
	}
}

func TestDeletePasskey_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	user := withPasskeys(t, api)
	other := api.create(`{"username":"graceh","email_address":["grace@example.com"]}`)
	for _, path := range []string{
		user.ID + "/passkeys/idn_none", other.ID + "/passkeys/idn_phone", "user_none/passkeys/idn_phone",
		other.ID + "/passkeys/" + other.EmailAddresses[0].ID,
	} {
		api.refused("DELETE", "/v1/users/"+path, "", 404, "resource_not_found")
	}
	if after := api.get(user.ID); len(after.Passkeys) != 2 {
		t.Errorf("got %s", marshal(after))
	}
}
