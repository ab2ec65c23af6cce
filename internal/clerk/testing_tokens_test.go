package clerk_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestTestingToken_Expiry_isInSeconds(t *testing.T) {
	s := newServer(t, answerAny)
	token, err := s.client(t).CreateTestingToken(background())
	if want := time.Date(2024, 4, 23, 14, 0, 0, 0, time.UTC); err != nil || !token.Expiry().Equal(want) {
		t.Errorf("it expires at %s, %v; want %s", token.Expiry(), err, want)
	}
}

func TestTokens_Expiry_floats_areDecoded(t *testing.T) {
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
