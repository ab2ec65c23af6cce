package clerk_test

import (
	"encoding/json"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestUnixMilli_UnmarshalJSON_wholeNumberInAnyNotation_isRead(t *testing.T) {
	for text, want := range map[string]clerk.UnixMilli{
		"1749564092553": 1749564092553, "1749564092553.0": 1749564092553, "1.749564092553e12": 1749564092553,
		"-1": -1, "0": 0, "0.0": 0, "9007199254740993": 9007199254740993, "null": 0,
	} {
		var got clerk.UnixMilli
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s: %d, %v", text, got, err)
		}
	}
}

func TestUnixMilli_UnmarshalJSON_whatIsNoWholeNumber_isAnError(t *testing.T) {
	for _, text := range []string{"47.11", `"1749564092553"`, "true", "{}", "[]", "1e300", "9007199254740994.0", "-1e19"} {
		var got clerk.UnixMilli
		if err := json.Unmarshal([]byte(text), &got); err == nil {
			t.Errorf("%s was read as %d", text, got)
		}
	}
}

func TestTokens_expiry_floats_areRead(t *testing.T) {
	var testing clerk.TestingToken
	var oauth clerk.OAuthAccessToken
	for _, err := range []error{
		json.Unmarshal([]byte(`{"token":"t","expires_at":1713880800.0}`), &testing),
		json.Unmarshal([]byte(`{"token":"t","provider":"oauth_google","expires_at":1713880800.0}`), &oauth),
	} {
		if err != nil {
			t.Error(err)
		}
	}
	if testing.Token != "t" || testing.ExpiresAt != 1713880800 {
		t.Errorf("the testing token is %+v", testing)
	}
	if oauth.Provider != "oauth_google" || oauth.ExpiresAt == nil || *oauth.ExpiresAt != 1713880800 {
		t.Errorf("the OAuth token is %+v", oauth)
	}
}
