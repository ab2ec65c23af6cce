package emulator

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

// ticketKinds has the differences between the two kinds of tickets.
var ticketKinds = []struct {
	object, path, body string
	life               time.Duration
	held               func(*Emulator) []Ticket
}{
	{"sign_in_token", "/v1/sign_in_tokens", `{"user_id":"%s"}`, 30 * 24 * time.Hour, (*Emulator).SignInTokens},
	{
		"actor_token",
		"/v1/actor_tokens",
		`{"user_id":"%s","actor":{"sub":"user_2","why":["help"]}}`,
		time.Hour,
		(*Emulator).ActorTokens,
	},
}

func TestTickets_createAndRevoke_onlyOnce(t *testing.T) {
	for _, kind := range ticketKinds {
		t.Run(kind.object, func(t *testing.T) {
			api := startTest(t, Config{})
			id := api.create(`{"username":"adalove"}`).ID
			made := decoded[wireTicket](api.ok("POST", kind.path, fmt.Sprintf(kind.body, id)))
			if made.Object != kind.object || made.Status != "pending" || made.UserID != id ||
				made.URL != api.FrontendAPIURL()+"/v1/tickets/accept?ticket="+made.Token {
				t.Errorf("got %+v", made)
			}
			expiry := testTime.Add(kind.life)
			claims := api.claims(made.Token)
			if claims["eid"] != made.ID || claims["st"] != kind.object || claims["exp"] != float64(expiry.Unix()) {
				t.Errorf("the token holds %s", marshal(claims))
			}
			held := kind.held(api.Emulator)
			if len(held) != 1 || held[0].Token != made.Token || held[0].ExpiresAt != expiry.UnixMilli() {
				t.Errorf("held are %+v", held)
			}
			api.AdvanceClock(time.Second)
			revoked := decoded[wireTicket](api.ok("POST", kind.path+"/"+made.ID+"/revoke", "null"))
			if revoked.Status != "revoked" || revoked.UpdatedAt != made.UpdatedAt+1000 ||
				kind.held(api.Emulator)[0].Status != "revoked" {
				t.Errorf("got %+v", revoked)
			}
			api.refused("POST", kind.path+"/"+made.ID+"/revoke", "", 400, kind.object+"_cannot_be_revoked_code")
			api.refused("POST", kind.path+"/sit_none/revoke", "", 404, "resource_not_found")
			for _, other := range ticketKinds {
				if other.object != kind.object {
					api.refused("POST", other.path+"/"+made.ID+"/revoke", "", 404, "resource_not_found")
				}
			}
		})
	}
}

func TestAcceptTicket_createsASessionAndCannotBeRevoked(t *testing.T) {
	for _, kind := range ticketKinds {
		t.Run(kind.object, func(t *testing.T) {
			api := startTest(t, Config{})
			id := api.create(`{"username":"adalove"}`).ID
			made := decoded[wireTicket](api.ok("POST", kind.path, fmt.Sprintf(kind.body, id)))
			session, err := api.AcceptTicket(made.ID)
			if err != nil || session.UserID != id || string(session.Actor) != string(made.Actor) {
				t.Fatalf("got %+v, %v", session, err)
			}
			seen := api.ok("GET", "/v1/sessions/"+session.ID, "").session()
			if seen.Status != "active" || kind.held(api.Emulator)[0].Status != "accepted" {
				t.Errorf("the session is %+v", seen)
			}
			api.refused("POST", kind.path+"/"+made.ID+"/revoke", "", 400, kind.object+"_cannot_be_revoked_code")
			if _, err := api.AcceptTicket(made.ID); err == nil {
				t.Error("accepted twice")
			}
		})
	}
}

func TestTickets_expire(t *testing.T) {
	for _, kind := range ticketKinds {
		t.Run(kind.object, func(t *testing.T) {
			api := startTest(t, Config{})
			id := api.create(`{"username":"adalove"}`).ID
			made := decoded[wireTicket](api.ok("POST", kind.path, fmt.Sprintf(kind.body, id)))
			api.AdvanceClock(kind.life)
			if _, err := api.AcceptTicket(made.ID); err == nil {
				t.Error("accepted an expired one")
			}
			if got := decoded[wireTicket](api.ok("POST", kind.path+"/"+made.ID+"/revoke", "")); got.Status != "revoked" {
				t.Errorf("got %+v", got)
			}
			api.DeleteUser(id)
			api.refused("POST", kind.path+"/"+made.ID+"/revoke", "", 404, "resource_not_found")
		})
	}
}

func TestActorToken_session_hasItsLifetime(t *testing.T) {
	api := startTest(t, Config{})
	id := api.create(`{"username":"adalove"}`).ID
	api.ok(
		"POST",
		"/v1/actor_tokens",
		`{"user_id":"`+id+`","actor":{"sub":"user_2"},"expires_in_seconds":5,"session_max_duration_in_seconds":60}`,
	)
	ticket := api.ActorTokens()[0]
	session, err := api.AcceptTicket(ticket.ID)
	if err != nil || ticket.ExpiresAt != testTime.UnixMilli()+5000 || session.ExpireAt != testTime.UnixMilli()+60_000 {
		t.Errorf("got %+v and %+v, %v", ticket, session, err)
	}
}

func TestTickets_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	seed := Seed{
		Users: []SeedUser{{ID: "user_1", Body: map[string]any{"username": "adalove"}, Organizations: []string{"org_1"}}},
	}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		path, body string
		status     int
		problem    string
	}{
		{"sign_in", `{}`, 422, "form_param_missing user_id"},
		{"sign_in", `{"user_id":"user_none"}`, 404, "resource_not_found"},
		{"sign_in", `{"user_id":"user_1","expires_in_seconds":0}`, 422, "form_param_value_invalid expires_in_seconds"},
		{"sign_in", `{"user_id":"user_1","org_id":"org_2"}`, 403, "not_a_member_in_organization"},
		{"sign_in", `{"user_id":"user_1","org":"org_1"}`, 422, "form_param_unknown org"},
		{"actor", `{"actor":{"sub":"a"}}`, 422, "form_param_missing user_id"},
		{"actor", `{"user_id":"user_1"}`, 422, "form_param_missing actor"},
		{"actor", `{"user_id":"user_1","actor":{}}`, 422, "form_param_value_invalid actor"},
		{"actor", `{"user_id":"user_1","actor":"a"}`, 422, "form_param_value_invalid actor"},
		{"actor", `{"user_id":"user_none","actor":{"sub":"a"}}`, 422, "form_resource_not_found user_id"},
		{
			"actor",
			`{"user_id":"user_1","actor":{"sub":"a"},"session_max_duration_in_seconds":0}`,
			422,
			"form_param_value_invalid session_max_duration_in_seconds",
		},
	} {
		api.refused("POST", "/v1/"+test.path+"_tokens", test.body, test.status, test.problem)
	}
	api.ok("POST", "/v1/sign_in_tokens", `{"user_id":"user_1","org_id":"org_1"}`)
	api.SetBehaviour(Behaviour{ActorTokensNeedPlan: true, OrganizationsDisabled: true})
	api.refused(
		"POST",
		"/v1/sign_in_tokens",
		`{"user_id":"user_1","org_id":"org_1"}`,
		403,
		"organization_not_enabled_in_instance",
	)
	api.refused(
		"POST",
		"/v1/actor_tokens",
		`{"user_id":"user_1","actor":{"sub":"a"}}`,
		402,
		"unsupported_subscription_plan_features",
	)
}

func TestTestingTokens_areCreated(t *testing.T) {
	api := startTest(t, Config{})
	made := decoded[TestingToken](api.ok("POST", "/v1/testing_tokens", "null"))
	if made.ExpiresAt != testTime.Unix()+3600 || made.Token[:13] != "1780315200-c_" || api.TestingTokens()[0] != made {
		t.Errorf("got %+v", made)
	}
	api.refused("POST", "/v1/testing_tokens", `{"a":1}`, 422, "form_param_unknown a")
}

func TestDataFile_hasTokensAndTemplates(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clerk.json")
	first := startKept(t, path)
	err := first.Seed(Seed{
		Users: []SeedUser{
			{
				ID:               "user_1",
				Body:             map[string]any{"username": "adalove"},
				ExternalAccounts: []ExternalAccount{{Provider: "oauth_google"}},
			},
		},
		Sessions: []SeedSession{
			{ID: "sess_1", UserID: "user_1", ClientID: "client_1", AuthorizedParty: "https://app.example.com"},
		},
		JWTTemplates:      []SeedJWTTemplate{{Name: "plain"}},
		OAuthAccessTokens: []SeedOAuthAccessToken{{UserID: "user_1", Provider: "oauth_google", Token: "ya29"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	client, err := first.ClientToken("client_1")
	if err != nil {
		t.Fatal(err)
	}
	ticket := decoded[wireTicket](first.ok("POST", "/v1/sign_in_tokens", `{"user_id":"user_1"}`))
	if err := first.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}

	second := startKept(t, path)
	if claims := second.sessionToken("sess_1", "/plain", ""); claims["azp"] != "https://app.example.com" {
		t.Errorf("got %s", marshal(claims))
	}
	second.ok("POST", "/v1/clients/verify", `{"token":"`+client+`"}`)
	tokens := decoded[[]oauthAccessToken](second.ok("GET", "/v1/users/user_1/oauth_access_tokens/oauth_google", ""))
	if tokens[0].Token != "ya29" {
		t.Errorf("got %s", marshal(tokens))
	}
	second.claims(second.SignInTokens()[0].Token)
	second.ok("POST", "/v1/sign_in_tokens/"+ticket.ID+"/revoke", "")
}
