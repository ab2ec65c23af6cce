package actortokens_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const typeName = "clerk_actor_token"

// held returns an instance with a user, and the id of the user.
func held(t *testing.T, configure ...func(*emulator.Config)) (*acctest.Instance, string) {
	t.Helper()
	instance := acctest.NewInstance(t, configure...)
	return instance, instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
}

func TestAccActorToken_Open_inEachPlanAndApply_isCreatedAndRevoked(t *testing.T) {
	t.Parallel()
	instance, ada := held(t)
	var seen struct{ ID, Token, URL string }
	instance.RunEchoing(t, []acctest.Step{{
		Config: `
ephemeral "clerk_actor_token" "support" {
  user_id = "` + ada + `"
  actor   = jsonencode({ sub = "user_support", ticket = 4711 })
}
` + acctest.Echo("jsonencode(ephemeral.clerk_actor_token.support)"),
		StateChecks: acctest.Seen(func(text string) error {
			return json.Unmarshal([]byte(text), &seen)
		}),
	}}, nil)
	found := false
	for _, token := range instance.ActorTokens() {
		found = found || token.ID == seen.ID && token.Token == seen.Token && token.URL == seen.URL
		if token.Status != "revoked" || string(token.Actor) != `{"sub":"user_support","ticket":4711}` {
			t.Errorf("the run left %+v", token)
		}
	}
	if !found {
		t.Errorf("no such token was issued: %+v", seen)
	}
	for i, write := range instance.Writes() {
		if want := []string{"POST /v1/actor_tokens", "POST /v1/actor_tokens/{actor_token_id}/revoke"}[i%2]; write != want {
			t.Errorf("write %d is %s, want %s", i, write, want)
		}
	}
}

func TestActorToken_Open_sessionHasTheConfiguredDuration(t *testing.T) {
	t.Parallel()
	instance, ada := held(t)
	p := acctest.NewProtocol(t, instance)
	opened := p.Open(typeName, acctest.Values{
		"user_id": ada, "actor": `{"sub":"user_support"}`, "expires_in_seconds": 60, "session_max_duration_in_seconds": 120,
	})
	session, err := instance.AcceptTicket(opened.Result["id"].(string))
	if err != nil {
		t.Fatal(err)
	}
	if life := time.Duration(session.ExpireAt-session.CreatedAt) * time.Millisecond; life != 2*time.Minute {
		t.Errorf("the session lasts %s", life)
	}
	if expiry := instance.ActorTokens()[0].ExpiresAt; opened.Result["expires_at"] != time.UnixMilli(expiry).
		UTC().
		Format(time.RFC3339Nano) {
		t.Errorf("expires_at is %v", opened.Result["expires_at"])
	}
	if problems := p.CloseOpened(typeName, opened); len(problems) > 0 {
		t.Errorf("closing after the token was used: %s", problems[0].Detail)
	}
}

func TestActorToken_Close_withoutRevocation_tokenStaysValid(t *testing.T) {
	t.Parallel()
	instance, ada := held(t)
	p := acctest.NewProtocol(t, instance)
	opened := p.Open(typeName, acctest.Values{"user_id": ada, "actor": `{"sub":"user_support"}`, "revoke_on_close": false})
	if problems := p.CloseOpened(typeName, opened); len(problems) > 0 || instance.ActorTokens()[0].Status != "pending" {
		t.Errorf("%v, the token is %s", problems, instance.ActorTokens()[0].Status)
	}
}

func TestActorToken_Open_error_isOnTheAttribute(t *testing.T) {
	t.Parallel()
	needsPlan := func(config *emulator.Config) { config.Behaviour.ActorTokensNeedPlan = true }
	for name, test := range map[string]struct {
		user, actor string
		configure   []func(*emulator.Config)
		at, says    string
	}{
		"an unknown user":          {"user_none", `{"sub":"user_support"}`, nil, "user_id", "Clerk answered POST /actor_tokens"},
		"an address":               {"ada@example.com", `{"sub":"user_support"}`, nil, "user_id", "is not the id of a user"},
		"no JSON":                  {"", "user_support", nil, "actor", "jsonencode("},
		"JSON, but no object":      {"", `"user_support"`, nil, "actor", "jsonencode("},
		"JSON null":                {"", `null`, nil, "actor", "jsonencode("},
		"an actor without an id":   {"", `{"id":"user_support"}`, nil, "actor", "The key sub must have"},
		"an actor that is no text": {"", `{"sub":7}`, nil, "actor", "The key sub must have"},
		"a plan without it":        {"", `{"sub":"user_support"}`, []func(*emulator.Config){needsPlan}, "", "user_impersonation"},
	} {
		t.Run(name, func(t *testing.T) {
			instance, ada := held(t, test.configure...)
			if test.user != "" {
				ada = test.user
			}
			opened := acctest.NewProtocol(t, instance).Open(typeName, acctest.Values{"user_id": ada, "actor": test.actor})
			acctest.ExpectError(t, opened.Diagnostics, test.at, test.says)
		})
	}
}
