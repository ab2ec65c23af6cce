package emulator

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func TestSeed_bothFormsOfAUser_areRead(t *testing.T) {
	source := startTest(t, Config{})
	wire := source.create(`{"email_address":["grace@example.com"],"locked":true}`)
	var seed Seed
	err := json.Unmarshal([]byte(`{
		"behaviour": {"names_disabled": true, "lock_seconds": 60},
		"users": [
			{"id":"user_ada","email_address":["ada@example.com"],"banned":true,"unverified":["old@example.com","+15555550100"],
			 "organizations":["org_1"],"last_active_at":1700000000000,"last_sign_in_at":1600000000000,
			 "public_metadata":{"n":12345678901234567890}},
			`+string(marshal(wire))+`
		],
		"clients": [{"id":"client_1","last_authentication_strategy":"password"}],
		"sessions": [
			{"id":"sess_1","user":"ada@example.com","client_id":"client_1","status":"ended"},
			{"user_id":"user_ada","latest_activity":{"object":"session_activity","id":"sess_activity_1","is_mobile":true,
			"city":"London"}}
		],
		"count": 3
	}`), &seed)
	if err != nil {
		t.Fatal(err)
	}
	api := startTest(t, Config{})
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	ada := api.get("user_ada")
	if !ada.Banned || len(ada.EmailAddresses) != 2 || ada.EmailAddresses[1].Verification != nil ||
		len(ada.PhoneNumbers) != 1 ||
		*ada.LastActiveAt != 1700000000000 ||
		*ada.LastSignInAt != 1600000000000 ||
		string(ada.PublicMetadata) != `{"n":12345678901234567890}` {
		t.Errorf("got %s", marshal(ada))
	}
	grace := api.get(wire.ID)
	if !grace.Locked || *grace.LockoutExpiresInSeconds != 60 ||
		*grace.PrimaryEmailAddressID != *wire.PrimaryEmailAddressID {
		t.Errorf("got %s", marshal(grace))
	}
	sessions := api.Sessions("user_ada")
	if len(sessions) != 2 || sessions[0].Status != "ended" || sessions[1].LatestActivity.City != "London" {
		t.Errorf("got %s", marshal(sessions))
	}
	client := decoded[Client](api.ok("GET", "/v1/clients/client_1", ""))
	if *client.LastAuthenticationStrategy != "password" || client.SessionIDs[0] != "sess_1" {
		t.Errorf("got %s", marshal(client))
	}
	if got := api.Stats().Users; got != 5 {
		t.Errorf("%d users", got)
	}
	api.refused("POST", "/v1/users", `{"username":"hedyl","first_name":"Hedy"}`, 422, "form_param_unknown first_name")
	if found := api.ok("GET", "/v1/users?organization_id=org_1", "").users(); len(found) != 1 {
		t.Errorf("%d members", len(found))
	}
}

// A user in an answer of the real API is a valid seed.
func TestSeed_userOfTheRealAPI_isAccepted(t *testing.T) {
	var seed Seed
	err := json.Unmarshal(
		[]byte(`{"users":[{"object":"user","id":"user_1","username":"adalove","scim":null,"deprovisioned":false,
		"external_accounts":[{"object":"external_account","id":"eac_1","provider":"oauth_google","provider_user_id":"g-1",
		"avatar_url":"x"}],
		"organization_memberships":[{"object":"organization_membership","id":"orgmem_1","organization":{"id":"org_1"}}]}]}`),
		&seed,
	)
	if err != nil {
		t.Fatal(err)
	}
	e := New(Config{})
	if err := e.Seed(seed); err != nil {
		t.Fatal(err)
	}
	filter, _ := parseUserFilter(
		map[string][]string{"organization_id": {"org_1"}, "provider": {"oauth_google"}, "provider_user_id": {"g-1"}},
		e.store,
	)
	if found := e.store.count(filter); found != 1 {
		t.Errorf("found %d", found)
	}
}

// A seed can contain objects that no request can create.
func TestSeed_passkeysExternalAccountsAndImages_areAdded(t *testing.T) {
	const additions = `"passkeys":[{"name":"Laptop"}],"external_accounts":[{"provider":"oauth_google",` +
		`"provider_user_id":"g-1"}],`
	for name, user := range map[string]string{
		"body": `{"id":"user_1","username":"adalove",` + additions + `"profile_image":{"sha256":"aa","size":7,` +
			`"content_type":"image/png","file_name":"a.png"}}`,
		"wire": `{"object":"user","id":"user_1","username":"adalove",` + additions + `"has_image":true,
			"profile_image":{"sha256":"aa","size":7,"content_type":"image/png","file_name":"a.png"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			var seed Seed
			if err := json.Unmarshal([]byte(`{"users":[`+user+`]}`), &seed); err != nil {
				t.Fatal(err)
			}
			api := startTest(t, Config{})
			if err := api.Seed(seed); err != nil {
				t.Fatal(err)
			}
			got := api.get("user_1")
			if len(got.Passkeys) != 1 || got.Passkeys[0].ID == "" || len(got.ExternalAccounts) != 1 ||
				got.ExternalAccounts[0].Object != "google_account" {
				t.Errorf("got %s", marshal(got))
			}
			image, has := api.ProfileImage("user_1")
			if !has || image != (ProfileImage{"aa", 7, "image/png", "a.png"}) || !got.HasImage || got.ImageURL == "" {
				t.Errorf("the image is %+v of %s", image, marshal(got))
			}
		})
	}
}

// The URL of the default image contains the user id, also for an id from the seed.
func TestSeed_defaultImage_hasTheUserID(t *testing.T) {
	api := startTest(t, Config{})
	seed := Seed{Users: []SeedUser{
		{ID: "user_1", Body: map[string]any{"username": "adalove"}}, {Wire: &User{ID: "user_2", Username: filled("graceh")}},
	}}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"user_1", "user_2"} {
		if got := api.get(id); got.ImageURL != defaultImageURL(api.instance, id) || got.HasImage {
			t.Errorf("got %s", marshal(got))
		}
	}
}

func TestSeed_invalidObject_isNamed(t *testing.T) {
	for text, want := range map[string]string{
		`{"users":[{"username":"adalove"},{"username":"adalove"}]}`:                            "user 2",
		`{"users":[{"email_address":["nobody"]}]}`:                                             "email_address",
		`{"users":[{"username":"adalove","nick":1}]}`:                                          "nick",
		`{"users":[{"id":"user_1","username":"adalove"},{"id":"user_1","username":"graceh"}]}`: "user_1",
		`{"users":[{"username":"adalove"},{"object":"user","id":"user_1","username":"adalove"}]}`: "username " +
			"adalove is taken",
		`{"users":[{"external_id":"x","username":"adalove"},{"object":"user","id":"u",` +
			`"external_id":"x"}]}`: "external_id x is taken",
		`{"sessions":[{"user":"nobody"}]}`: "nobody",
		`{"users":[{"id":"u","username":"adalove"}],"sessions":[{"user":"u","status":"open"}]}`: "open",
		`{"users":[{"id":"u","username":"adalove"}],"sessions":[{"id":"s","user":"u"},{"id":"s",` +
			`"user":"u"}]}`: "session 2",
		`{"clients":[{"id":"c"},{"id":"c"}]}`:                   "client 2",
		`{"clients":[{"id":"c","last_active_session_id":"s"}]}`: "no session s",
		`{"organizations":[{"id":"org_1"},{"id":"org_1"}]}`:     "organization 2",
		`{"memberships":[{"user":"nobody","organization_id":"org_1"}]}`: "membership 1 of the seed: there is " +
			"no user nobody",
		`{"users":[{"id":"u","username":"adalove"}],"memberships":[{"user":"u"}]}`: "id of an organization",
		`{"users":[{"id":"u","username":"adalove","organizations":["org_1"]}],"memberships":[{"user":"u",` +
			`"organization_id":"org_1"}]}`: "member of organization org_1 already",
		`{"users":[{"id":"u","username":"adalove"}],"invitations":[{"user":"u",` +
			`"organization_id":"org_1"}]}`: "no primary email address",
		`{"users":[{"id":"u","username":"adalove"}],"invitations":[{"user":"u",` +
			`"email_address":"a@b.co"}]}`: "id of an organization",
		`{"users":[{"id":"u","email_address":["a@b.co"]}],"invitations":[{"user":"u","organization_id":"o",` +
			`"status":"open"}]}`: "open",
		`{"users":[{"id":"u","email_address":["a@b.co"]}],"invitations":[{"user":"u","organization_id":"o",` +
			`"inviter":"nobody"}]}`: "nobody",
		`{"users":[{"id":"u","username":"adalove"}],"trusted_devices":[{"user":"u",` +
			`"platform":"windows"}]}`: "windows",
		`{"users":[{"id":"u","username":"adalove"}],"trusted_devices":[{"user":"u","status":"lost"}]}`: "lost",
		`{"users":["ada"]}`: "json",
	} {
		var seed Seed
		err := json.Unmarshal([]byte(text), &seed)
		if err == nil {
			err = New(Config{}).Seed(seed)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error is %v", text, err)
		}
	}
}

func TestSeedUsers_areDistinctAndCanBeExtended(t *testing.T) {
	e := New(Config{})
	e.SeedUsers(300)
	e.DeleteUser(e.Users()[299].ID)
	e.SeedUsers(10)
	emails := map[string]bool{}
	for _, user := range e.Users() {
		emails[user.EmailAddresses[0].EmailAddress] = true
		if user.FirstName == nil || user.LastName == nil || user.Username == nil || user.ExternalID == nil ||
			user.PrimaryEmailAddressID == nil {
			t.Fatalf("got %s", marshal(user))
		}
	}
	if len(emails) != 309 {
		t.Errorf("%d email addresses", len(emails))
	}
}

// A seed for the largest benchmarks must take seconds, not minutes.
func BenchmarkSeedUsers_100000(b *testing.B) {
	for b.Loop() {
		New(Config{Clock: func() time.Time { return testTime }}).SeedUsers(100_000)
	}
}
