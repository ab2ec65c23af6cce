package sessions_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const verification = "clerk_session_verification"

// tokenOf has the API make a token for a session.
func tokenOf(t *testing.T, instance *acctest.Instance, sessionID string) string {
	t.Helper()
	client, err := clerk.New(emulator.DefaultSecretKey, clerk.WithURL(instance.URL))
	if err != nil {
		t.Fatal(err)
	}
	token, err := client.CreateSessionToken(t.Context(), sessionID, clerk.SessionTokenParams{})
	if err != nil {
		t.Fatal(err)
	}
	instance.ResetLog()
	return token.JWT
}

// sign makes a token of the session sess_ada with changed claims; nil takes one
// out.
func sign(t *testing.T, instance *acctest.Instance, changes map[string]any) string {
	t.Helper()
	now := time.Now()
	claims := map[string]any{
		"sub": "user_ada",
		"sid": "sess_ada",
		"iss": instance.FrontendAPIURL(),
		"iat": now.Unix(),
		"exp": now.Add(time.Minute).Unix(),
	}
	for name, value := range changes {
		if claims[name] = value; value == nil {
			delete(claims, name)
		}
	}
	token, err := instance.Sign(claims)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// expectVerified expects that a token is verified, for want "", or the reason
// for which it is refused. A refused token must not show any of its values.
func expectVerified(t *testing.T, opened acctest.Opened, want string) {
	t.Helper()
	for _, problem := range opened.Diagnostics {
		t.Fatalf("%s: %s", problem.Summary, problem.Detail)
	}
	reason, _ := opened.Result["reason"].(string)
	if reason != want || opened.Result["verified"] != (want == "") {
		t.Errorf("verified is %v, the reason %q, want %q", opened.Result["verified"], reason, want)
	}
	for _, name := range []string{"user_id", "claims"} {
		if (opened.Result[name] != nil) != (want == "") {
			t.Errorf("%s is %v", name, opened.Result[name])
		}
	}
}

func TestAccSessionVerification_Open_validToken_returnsTheClaims(t *testing.T) {
	t.Parallel()
	instance := withTemplate(t)
	var seen struct {
		Verified  bool
		Reason    *string
		UserID    string `json:"user_id"`
		SessionID string `json:"session_id"`
		Claims    string
		JWT       string
	}
	instance.RunEchoing(t, []acctest.Step{{
		Config: `
ephemeral "clerk_session_token" "ada" {
  session_id = "sess_ada"
}
ephemeral "clerk_session_verification" "ada" {
  jwt                = ephemeral.clerk_session_token.ada.jwt
  publishable_key    = "` + instance.PublishableKey() + `"
  authorized_parties = ["https://app.example.com"]
}
` + acctest.Echo("jsonencode(ephemeral.clerk_session_verification.ada)"),
		StateChecks: acctest.Seen(func(text string) error {
			return json.Unmarshal([]byte(text), &seen)
		}),
	}}, nil)
	var claims map[string]any
	if err := json.Unmarshal([]byte(seen.Claims), &claims); err != nil {
		t.Fatal(err)
	}
	if !seen.Verified || seen.Reason != nil || seen.UserID != "user_ada" || seen.SessionID != "sess_ada" ||
		fmt.Sprint(claims) != fmt.Sprint(claimsOf(t, seen.JWT)) {
		t.Errorf("got %+v", seen)
	}
}

func TestSessionVerification_Open_refusedToken_isAResultWithAReason(t *testing.T) {
	t.Parallel()
	instance := withSessions(
		t,
		emulator.SeedSession{ID: "sess_ada", UserID: "user_ada"},
		emulator.SeedSession{ID: "sess_revoked", UserID: "user_ada", Status: "revoked"},
		emulator.SeedSession{ID: "sess_pending", UserID: "user_ada", Status: "pending"},
	)
	p := acctest.NewProtocol(t, instance)
	right := sign(t, instance, nil)
	foreign, err := emulator.New(emulator.Config{}).
		Sign(map[string]any{"sub": "user_ada", "sid": "sess_ada", "exp": time.Now().Add(time.Minute).Unix()})
	if err != nil {
		t.Fatal(err)
	}
	ago := func(seconds int) int64 { return time.Now().Add(-time.Duration(seconds) * time.Second).Unix() }
	for name, test := range map[string]struct {
		values acctest.Values
		reason string
	}{
		"right":                     {acctest.Values{"jwt": right}, ""},
		"right offline":             {acctest.Values{"jwt": right, "offline": true}, ""},
		"of the session":            {acctest.Values{"jwt": right, "session_id": "sess_ada"}, ""},
		"of the issuer":             {acctest.Values{"jwt": right, "issuer": instance.FrontendAPIURL()}, ""},
		"of the publishable key":    {acctest.Values{"jwt": right, "publishable_key": instance.PublishableKey()}, ""},
		"no JWT":                    {acctest.Values{"jwt": ""}, "malformed"},
		"of another instance":       {acctest.Values{"jwt": foreign}, "unknown_key"},
		"tampered with":             {acctest.Values{"jwt": right[:len(right)-8] + "AAAAAAAA"}, "invalid_signature"},
		"for no session":            {acctest.Values{"jwt": sign(t, instance, map[string]any{"sid": nil})}, "not_a_session_token"},
		"expired":                   {acctest.Values{"jwt": sign(t, instance, map[string]any{"exp": ago(10)})}, "expired"},
		"expired, with tolerance":   {acctest.Values{"jwt": sign(t, instance, map[string]any{"exp": ago(10)}), "clock_skew_seconds": 60}, ""},
		"expired, with none":        {acctest.Values{"jwt": sign(t, instance, map[string]any{"exp": ago(1)}), "clock_skew_seconds": 0}, "expired"},
		"not yet valid":             {acctest.Values{"jwt": sign(t, instance, map[string]any{"nbf": ago(-30)})}, "not_yet_valid"},
		"of another issuer":         {acctest.Values{"jwt": right, "issuer": "https://clerk.example.org"}, "wrong_issuer"},
		"of another key":            {acctest.Values{"jwt": right, "publishable_key": "pk_live_Y2xlcmsuZXhhbXBsZS5jb20k"}, "wrong_issuer"},
		"for no browser":            {acctest.Values{"jwt": right, "authorized_parties": []any{"https://app.example.com"}}, "wrong_authorized_party"},
		"of another session":        {acctest.Values{"jwt": right, "session_id": "sess_grace"}, "wrong_session"},
		"of another user's session": {acctest.Values{"jwt": sign(t, instance, map[string]any{"sub": "user_grace"})}, "wrong_session"},
		"of a session that is gone": {acctest.Values{"jwt": sign(t, instance, map[string]any{"sid": "sess_gone"})}, "session_not_found"},
		"of a revoked session":      {acctest.Values{"jwt": sign(t, instance, map[string]any{"sid": "sess_revoked"})}, "session_revoked"},
		"of one, offline":           {acctest.Values{"jwt": sign(t, instance, map[string]any{"sid": "sess_revoked"}), "offline": true}, ""},
		"of a pending session":      {acctest.Values{"jwt": sign(t, instance, map[string]any{"sid": "sess_pending"})}, "session_pending"},
	} {
		t.Run(name, func(t *testing.T) { expectVerified(t, p.Open(verification, test.values), test.reason) })
	}
}

func TestSessionVerification_Open_readsKeysOnceAndTheSessionUnlessOffline(t *testing.T) {
	t.Parallel()
	instance := withTemplate(t)
	token := tokenOf(t, instance, "sess_ada")
	p := acctest.NewProtocol(t, instance)
	for range 3 {
		expectVerified(t, p.Open(verification, acctest.Values{"jwt": token, "offline": true}), "")
	}
	expectVerified(t, p.Open(verification, acctest.Values{"jwt": token}), "")
	expectVerified(
		t,
		p.Open(verification, acctest.Values{"jwt": token, "issuer": "https://other.example.com"}),
		"wrong_issuer",
	)
	if got, want := instance.Reads(), []string{"GET /v1/jwks", "GET /v1/sessions/{session_id}"}; !slices.Equal(got, want) {
		t.Errorf("the API received %v, want %v", got, want)
	}
}

func TestSessionVerification_Open_rotatedKey_isRead(t *testing.T) {
	t.Parallel()
	for name, keep := range map[string]bool{"the old key stays for a while": true, "the old key goes at once": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := withTemplate(t)
			before := tokenOf(t, instance, "sess_ada")
			p := acctest.NewProtocol(t, instance)
			expectVerified(t, p.Open(verification, acctest.Values{"jwt": before, "offline": true}), "")
			if _, err := instance.RotateKeys(keep); err != nil {
				t.Fatal(err)
			}
			after := tokenOf(t, instance, "sess_ada")
			for range 2 {
				expectVerified(t, p.Open(verification, acctest.Values{"jwt": after, "offline": true}), "")
			}
			want := map[bool]string{true: "", false: "unknown_key"}[keep]
			for range 2 {
				expectVerified(t, p.Open(verification, acctest.Values{"jwt": before, "offline": true}), want)
			}
			// Once for the new key, and once for the old one when it is gone.
			if got, want := len(instance.Reads()), map[bool]int{true: 1, false: 2}[keep]; got != want {
				t.Errorf("the keys were read %d times, want %d", got, want)
			}
		})
	}
}

func TestSessionVerification_Open_failedRequest_isAnError(t *testing.T) {
	t.Parallel()
	instance := withTemplate(t)
	token := tokenOf(t, instance, "sess_ada")
	for path, says := range map[string]string{"/v1/jwks": "Could not ask for the keys of the instance", "/v1/sessions/{session_id}": "Could not ask for the session sess_ada"} {
		if err := instance.SetFaults(
			emulator.Faults{Rules: []emulator.FaultRule{{Path: path, Kind: emulator.FaultStatus, Status: 500}}},
		); err != nil {
			t.Fatal(err)
		}
		p := acctest.NewProtocol(t, instance, acctest.Values{"max_retries": 0})
		acctest.ExpectError(t, p.Open(verification, acctest.Values{"jwt": token}).Diagnostics, "", says)
	}
}

func TestSessionVerification_Open_invalidArgument_isAnError(t *testing.T) {
	t.Parallel()
	instance := withTemplate(t)
	p := acctest.NewProtocol(t, instance)
	for name, test := range map[string]struct {
		values   acctest.Values
		at, says string
	}{
		"two issuers":              {acctest.Values{"issuer": "https://clerk.example.com", "publishable_key": instance.PublishableKey()}, "issuer", "publishable_key"},
		"a secret key":             {acctest.Values{"publishable_key": "sk_test_4711"}, "publishable_key", "it is a secret key"},
		"an empty issuer":          {acctest.Values{"issuer": ""}, "issuer", "is empty"},
		"no party":                 {acctest.Values{"authorized_parties": []any{}}, "authorized_parties", "is empty"},
		"a party with a path":      {acctest.Values{"authorized_parties": []any{"https://app.example.com/"}}, "authorized_parties", "without a slash at its end"},
		"a party without a scheme": {acctest.Values{"authorized_parties": []any{"app.example.com"}}, "authorized_parties", "is not an origin"},
		"an empty session":         {acctest.Values{"session_id": ""}, "session_id", "is not the id of a session"},
		"a large tolerance":        {acctest.Values{"clock_skew_seconds": 301}, "clock_skew_seconds", "from 0 to 300"},
	} {
		t.Run(name, func(t *testing.T) {
			test.values["jwt"] = "a.b.c"
			acctest.ExpectError(t, p.Open(verification, test.values).Diagnostics, test.at, test.says)
		})
	}
	if sent := instance.Requests(); len(sent) > 0 {
		t.Errorf("requests were sent: %v", instance.Reads())
	}
}
