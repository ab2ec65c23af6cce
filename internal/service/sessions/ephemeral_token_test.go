package sessions_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// withTemplate is an instance with an active session of Ada, sess_ada, one that
// has ended, sess_ended, and the JWT template hasura.
func withTemplate(t *testing.T) *acctest.Instance {
	t.Helper()
	instance := withSessions(
		t,
		emulator.SeedSession{ID: "sess_ada", UserID: "user_ada", AuthorizedParty: "https://app.example.com"},
		emulator.SeedSession{ID: "sess_ended", UserID: "user_ada", Status: "ended"},
	)
	template := emulator.SeedJWTTemplate{Name: "hasura", Lifetime: 300, Claims: map[string]any{"role": "editor"}}
	instance.MustSeed(emulator.Seed{JWTTemplates: []emulator.SeedJWTTemplate{template}})
	return instance
}

// claimsOf reads the claims of a token without verifying it.
func claimsOf(t *testing.T, token string) map[string]any {
	t.Helper()
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		t.Fatalf("%q is no JWT", token)
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	var claims map[string]any
	if err := json.Unmarshal(payload, &claims); err != nil {
		t.Fatal(err)
	}
	return claims
}

func TestAccSessionToken_Open_withAndWithoutTemplate_returnsAToken(t *testing.T) {
	t.Parallel()
	instance := withTemplate(t)
	var seen map[string]struct {
		JWT       string
		ExpiresAt string `json:"expires_at"`
	}
	instance.RunEchoing(t, []acctest.Step{{
		Config: `
resource "terraform_data" "session" {
  input = "sess_ada"
}
ephemeral "clerk_session_token" "plain" {
  session_id         = terraform_data.session.output
  expires_in_seconds = 600
}
ephemeral "clerk_session_token" "hasura" {
  session_id    = "sess_ada"
  template_name = "hasura"
}
` + acctest.Echo(`jsonencode({ plain = ephemeral.clerk_session_token.plain, hasura = ephemeral.clerk_session_token.hasura })`),
		StateChecks: acctest.Seen(func(text string) error {
			return json.Unmarshal([]byte(text), &seen)
		}),
	}}, nil)
	for name, want := range map[string]struct {
		claim, value string
		life         float64
	}{"plain": {"sid", "sess_ada", 600}, "hasura": {"role", "editor", 300}} {
		claims := claimsOf(t, seen[name].JWT)
		if claims["sub"] != "user_ada" || claims[want.claim] != want.value ||
			claims["exp"].(float64)-claims["iat"].(float64) != want.life {
			t.Errorf("%s claims %v", name, claims)
		}
		expiry := time.Unix(int64(claims["exp"].(float64)), 0).UTC().Format(time.RFC3339Nano)
		if seen[name].ExpiresAt != expiry {
			t.Errorf("%s: expires_at is %s, want %s", name, seen[name].ExpiresAt, expiry)
		}
	}
}

func TestSessionToken_Open_error_isOnTheAttribute(t *testing.T) {
	t.Parallel()
	instance := withTemplate(t)
	p := acctest.NewProtocol(t, instance)
	for name, test := range map[string]struct {
		values   acctest.Values
		at, says string
	}{
		"an unknown session":                 {acctest.Values{"session_id": "sess_none"}, "session_id", "Clerk removes inactive sessions"},
		"an unknown session with a template": {acctest.Values{"session_id": "sess_none", "template_name": "hasura"}, "session_id", "Clerk removes inactive sessions"},
		"an unknown template":                {acctest.Values{"session_id": "sess_ada", "template_name": "none"}, "template_name", "on the page JWT templates"},
		"a session that has ended":           {acctest.Values{"session_id": "sess_ended"}, "session_id", "Only an active session gets tokens"},
		"no session":                         {acctest.Values{"session_id": ""}, "session_id", "is not the id of a session"},
		"a user":                             {acctest.Values{"session_id": "user_ada"}, "session_id", "begins with sess_"},
		"an empty template":                  {acctest.Values{"session_id": "sess_ada", "template_name": ""}, "template_name", "is empty"},
		"too short a life":                   {acctest.Values{"session_id": "sess_ada", "expires_in_seconds": 29}, "expires_in_seconds", "from 30 to 315360000"},
		"too long a life":                    {acctest.Values{"session_id": "sess_ada", "expires_in_seconds": 315360001}, "expires_in_seconds", "from 30 to 315360000"},
	} {
		t.Run(name, func(t *testing.T) {
			acctest.ExpectError(t, p.Open("clerk_session_token", test.values).Diagnostics, test.at, test.says)
		})
	}
	wrongKey := acctest.NewProtocol(t, instance, acctest.Values{"secret_key": "sk_test_of_another_instance"})
	acctest.ExpectError(
		t,
		wrongKey.Open("clerk_session_token", acctest.Values{"session_id": "sess_ada"}).Diagnostics,
		"",
		"Check that secret_key",
	)
}
