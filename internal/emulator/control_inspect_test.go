package emulator

import (
	"testing"
	"time"
)

func TestChangeUser_isVisibleInTheAPI(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(
		`{"username":"adalove","email_address":["ada@example.com"],"password":"correct horse","external_id":"crm-1"}`,
	)
	name, username := "Augusta", "augusta"
	err := api.ChangeUser(user.ID, func(u *User) {
		u.FirstName, u.Username, u.ExternalID = &name, &username, nil
		u.Banned, u.Locked, u.PasswordEnabled = true, true, false
		u.EmailAddresses = []EmailAddress{{EmailAddress: "new@example.com"}}
		u.CreatedAt = testTime.Add(-time.Hour).UnixMilli()
	})
	if err != nil {
		t.Fatal(err)
	}
	after := api.get(user.ID)
	if *after.FirstName != name || !after.Banned || !after.Locked || *after.LockoutExpiresInSeconds != 3600 ||
		after.PasswordEnabled {
		t.Errorf("got %s", marshal(after))
	}
	if email := after.EmailAddresses[0]; email.ID == "" || email.Object != "email_address" || email.LinkedTo == nil {
		t.Errorf("not completed: %s", marshal(email))
	}
	if _, has := api.Password(user.ID); has {
		t.Error("the password is still there")
	}
	for _, identifier := range []string{"adalove", "ada@example.com", "crm-1"} {
		if _, found := api.FindUser(identifier); found {
			t.Errorf("still found by %s", identifier)
		}
	}
	for _, held := range []string{"Augusta", "NEW@example.com"} {
		if found, _ := api.FindUser(held); found.ID != user.ID {
			t.Errorf("not found by %s", held)
		}
	}
	api.create(`{"username":"adalove","email_address":["ada@example.com"],"external_id":"crm-1"}`)
}

func TestChangeUser_withoutLock_keepsTheLock(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove","locked":true}`)
	api.AdvanceClock(10 * time.Minute)
	rename := func(u *User) { u.FirstName = filled("Ada") }
	if err := api.ChangeUser(user.ID, rename); err != nil {
		t.Fatal(err)
	}
	if got := api.get(user.ID); *got.LockoutExpiresInSeconds != 3000 {
		t.Errorf("the lock ends in %d s", *got.LockoutExpiresInSeconds)
	}
	if err := api.ChangeUser("user_none", rename); err == nil {
		t.Error("a user that is not there was changed")
	}
	if err := api.ChangeUser(user.ID, func(u *User) { u.ID = "user_x" }); err == nil {
		t.Error("an id was changed")
	}
}

func TestUsers_returnCopies(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"email_address":["ada@example.com"],"first_name":"Ada","public_metadata":{"a":1}}`)
	seen, _ := api.User(user.ID)
	*seen.FirstName, seen.EmailAddresses[0].EmailAddress, seen.EmailAddresses[0].Verification.Status = "X", "x", "x"
	seen.PublicMetadata[0] = 'x'
	listed := api.Users()[0]
	*listed.PrimaryEmailAddressID = "x"
	found, _ := api.FindUser("ada@example.com")
	found.EmailAddresses[0].LinkedTo = nil
	if got := api.get(user.ID); string(marshal(got)) != string(marshal(user)) {
		t.Errorf("the stored user changed:\n%s\n%s", marshal(got), marshal(user))
	}
}

func TestEmulator_DeleteUser_deletesTheUser(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	api.DeleteUser(user.ID)
	api.refused("GET", "/v1/users/"+user.ID, "", 404, "resource_not_found")
	api.DeleteUser(user.ID)
}

func TestFindUser_byEveryIdentifier(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove","email_address":["ada@example.com"],"phone_number":["+15555550100"],
		"web3_wallet":["0x1111111111111111111111111111111111111111"],"external_id":"crm-1"}`)
	for _, identifier := range []string{
		"adalove", "ada@example.com", "+15555550100", "0x1111111111111111111111111111111111111111", "crm-1",
	} {
		if found, known := api.FindUser(identifier); !known || found.ID != user.ID {
			t.Errorf("not found by %s", identifier)
		}
	}
	if _, known := api.FindUser("nobody"); known {
		t.Error("an unknown user was found")
	}
}
