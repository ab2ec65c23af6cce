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
