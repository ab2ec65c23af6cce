package emulator

import (
	"strings"
	"testing"
)

func TestBehaviour_disabledFeatures_areRefused(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{BanNeedsPlan: true, LockoutDisabled: true}})
	user := api.create(`{"username":"adalove"}`)
	if user.VerificationAttemptsRemaining != nil {
		t.Error("without lockout there are still attempts to count")
	}
	for _, path := range []string{
		"/v1/users/" + user.ID + "/ban", "/v1/users/" + user.ID + "/unban", "/v1/users/ban", "/v1/users/unban",
	} {
		got := api.refused("POST", path, `{}`, 402, "unsupported_subscription_plan_features")
		if !strings.Contains(string(got.body), `"unsupported_features":["`) {
			t.Errorf("the feature is not named: %s", got.body)
		}
	}
	api.refused("POST", "/v1/users/"+user.ID+"/lock", "", 403, "feature_not_enabled")
	api.refused("POST", "/v1/users/"+user.ID+"/unlock", "", 403, "feature_not_enabled")
}

func TestBehaviour_shuffleIdentifiers_changesTheOrder(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{ShuffleIdentifiers: true}})
	user := api.create(`{"email_address":["one@example.com","two@example.com"]}`)
	for range 5 {
		if got := api.get(user.ID).EmailAddresses; len(got) != 2 || got[0].EmailAddress != "two@example.com" {
			t.Fatalf("in the order of creation: %s", marshal(got))
		}
	}
}

func TestBehaviour_usernameCharacters_areAllowed(t *testing.T) {
	api := startTest(t, Config{})
	const invalid = "form_username_invalid_character username"
	api.refused("POST", "/v1/users", `{"username":"Ada.Lovelace"}`, 422, invalid)
	api.SetBehaviour(Behaviour{UsernameCharacters: ".+ж"})
	for _, name := range []string{"Ada.Lovelace", "ada+love", "Жжжж"} {
		user := api.create(`{"username":"` + name + `"}`)
		if *user.Username != strings.ToLower(name) {
			t.Errorf("%s is stored as %s", name, *user.Username)
		}
	}
	user := api.create(`{"username":"adalove"}`)
	api.ok("PATCH", "/v1/users/"+user.ID, `{"username":"ada.love"}`)
	api.refused("PATCH", "/v1/users/"+user.ID, `{"username":"ada#love"}`, 422, invalid)
	api.refused("PATCH", "/v1/users/"+user.ID, `{"username":"+12025550123"}`, 422,
		"form_username_cannot_be_phone_number username")
	// A held username stays when the instance no longer allows it.
	api.SetBehaviour(Behaviour{})
	api.ok("PATCH", "/v1/users/"+user.ID, `{"first_name":"Ada"}`)
}

func TestBehaviour_usernameLength_isTheLimit(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{UsernameLength: []int{2, 5}}})
	api.create(`{"username":"ab"}`)
	api.refused("POST", "/v1/users", `{"username":"a"}`, 422, "form_username_invalid_length username")
	got := api.refused("POST", "/v1/users", `{"username":"abcdef"}`, 422, "form_username_invalid_length username")
	if !strings.Contains(string(got.body), "from 2 to 5") {
		t.Errorf("got %s", got.body)
	}
}
