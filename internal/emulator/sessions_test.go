package emulator

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestSessions_expireAndEnd(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	session := api.ok("POST", "/v1/sessions", `{"user_id":"`+user.ID+`"}`).session()
	if session.Status != "active" || session.UserID != user.ID || session.LastActiveOrganizationID != nil {
		t.Fatalf("got %+v", session)
	}
	if session.ExpireAt-session.CreatedAt != 7*24*3600*1000 || session.AbandonAt-session.CreatedAt != 30*24*3600*1000 {
		t.Errorf("ends at %d and %d", session.ExpireAt, session.AbandonAt)
	}
	client := decoded[Client](api.ok("GET", "/v1/clients/"+session.ClientID, ""))
	if len(client.Sessions) != 1 || client.SessionIDs[0] != session.ID || *client.LastActiveSessionID != session.ID {
		t.Errorf("the client is %+v", client)
	}
	other := api.ok("POST", "/v1/sessions", `{"user_id":"`+user.ID+`"}`).session()
	if got := api.ok("POST", "/v1/sessions/"+session.ID+"/revoke", "null").session(); got.Status != "revoked" {
		t.Errorf("revoked into %s", got.Status)
	}
	api.ok("POST", "/v1/sessions/"+session.ID+"/revoke", "")
	api.AdvanceClock(7 * 24 * time.Hour)
	if got := api.ok("GET", "/v1/sessions/"+other.ID, "").session(); got.Status != "expired" {
		t.Errorf("after a week it is %s", got.Status)
	}
	api.AdvanceClock(23 * 24 * time.Hour)
	if got := api.ok("GET", "/v1/sessions/"+other.ID, "").session(); got.Status != "abandoned" {
		t.Errorf("after a month it is %s", got.Status)
	}
}

func TestListSessions_filters_selectSessions(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	seed := Seed{Clients: []SeedClient{{ID: "client_1"}}}
	for i, status := range []string{"active", "revoked", "active"} {
		seed.Sessions = append(seed.Sessions, SeedSession{
			ID: fmt.Sprintf("sess_%d", i+1), User: "adalove", ClientID: "client_1", Status: status,
			CreatedAt: testTime.UnixMilli() - int64(1000*i),
		})
	}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"user_id=" + user.ID:                                    "sess_1 sess_2 sess_3",
		"client_id=client_1":                                    "sess_1 sess_2 sess_3",
		"user_id=" + user.ID + "&status=active":                 "sess_1 sess_3",
		"user_id=" + user.ID + "&limit=1&offset=1":              "sess_2",
		"user_id=user_none":                                     "",
		"client_id=client_2&user_id=" + user.ID:                 "",
		"client_id=client_1&paginated=false&user_id=" + user.ID: "sess_1 sess_2 sess_3",
	} {
		var ids []string
		for _, session := range decoded[[]Session](api.ok("GET", "/v1/sessions?"+query, "")) {
			ids = append(ids, session.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
	wrapped := decoded[struct {
		Data       []Session `json:"data"`
		TotalCount int       `json:"total_count"`
	}](api.ok("GET", "/v1/sessions?paginated=true&limit=1&user_id="+user.ID, ""))
	if len(wrapped.Data) != 1 || wrapped.TotalCount != 3 {
		t.Errorf("wrapped: %+v", wrapped)
	}
	api.refused("GET", "/v1/sessions", "", 400, "missing_query_parameter")
	api.refused("GET", "/v1/sessions?status=pending&user_id="+user.ID, "", 422, "form_param_value_invalid status")
	api.SetBehaviour(Behaviour{ListAllSessions: true})
	api.ok("GET", "/v1/sessions", "")
}

func TestSessions_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	api.refused("POST", "/v1/sessions", `{}`, 422, "form_param_missing user_id")
	api.refused("POST", "/v1/sessions", `{"user_id":"user_none"}`, 404, "resource_not_found")
	api.refused("GET", "/v1/sessions/sess_none", "", 404, "resource_not_found")
	api.refused("POST", "/v1/sessions/sess_none/revoke", "", 404, "resource_not_found")
	api.refused("GET", "/v1/clients/client_none", "", 404, "resource_not_found")
}

func TestCreateSession_production_isRefused(t *testing.T) {
	const key = "sk_live_emulator00000000000000000000"
	api := startTest(t, Config{SecretKey: key})
	api.request("POST", "/v1/sessions", `{"user_id":"user_1"}`, "Authorization", "Bearer "+key).
		mustBe(400, "request_invalid_for_environment")
}

func TestListClients_arrayPageOr410(t *testing.T) {
	api := startTest(t, Config{})
	err := api.Seed(Seed{Clients: []SeedClient{{ID: "client_1", CreatedAt: 1}, {ID: "client_2", CreatedAt: 2}}})
	if err != nil {
		t.Fatal(err)
	}
	clients := decoded[[]Client](api.ok("GET", "/v1/clients", ""))
	if len(clients) != 2 || clients[0].ID != "client_2" {
		t.Errorf("got %s", marshal(clients))
	}
	got := string(api.ok("GET", "/v1/clients?paginated=true&limit=1", "").body)
	if !strings.Contains(got, `"total_count":2`) {
		t.Errorf("got %s", got)
	}
	api.SetBehaviour(Behaviour{ClientListGone: true})
	api.refused("GET", "/v1/clients", "", 410, "operation_deprecated")
}

func TestCreateSession_activeOrganization_mustHaveTheUser(t *testing.T) {
	api := startTest(t, Config{})
	user, other := api.create(`{"username":"adalove"}`), api.create(`{"username":"countess"}`)
	if err := api.Seed(Seed{
		Organizations: []Organization{{ID: "org_empty", Name: "Empty"}},
		Memberships: []SeedMembership{
			{UserID: user.ID, OrganizationID: "org_mine", Role: "org:member"},
			{UserID: other.ID, OrganizationID: "org_theirs", Role: "org:member"},
		},
		Invitations: []SeedInvitation{{User: user.ID, EmailAddress: "ada@example.com", OrganizationID: "org_invited"}},
	}); err != nil {
		t.Fatal(err)
	}
	body := func(organization string) string {
		return `{"user_id":"` + user.ID + `","active_organization_id":` + organization + `}`
	}
	session := api.ok("POST", "/v1/sessions", body(`"org_mine"`)).session()
	if session.LastActiveOrganizationID == nil || *session.LastActiveOrganizationID != "org_mine" {
		t.Errorf("created %s", marshal(session))
	}
	for _, organization := range []string{"org_empty", "org_theirs", "org_invited"} {
		api.refused("POST", "/v1/sessions", body(`"`+organization+`"`), 422,
			"form_param_value_invalid active_organization_id")
	}
	api.refused("POST", "/v1/sessions", body(`"org_none"`), 404, "resource_not_found")
	api.refused("POST", "/v1/sessions", body(`null`), 422, "form_param_value_invalid active_organization_id")
	api.SetBehaviour(Behaviour{OrganizationsDisabled: true})
	api.refused("POST", "/v1/sessions", body(`"org_mine"`), 403, "organization_not_enabled_in_instance")
	if sessions := api.Sessions(user.ID); len(sessions) != 1 {
		t.Errorf("the user has %d sessions", len(sessions))
	}
}

// Versions before 2025 have no tasks, and no status for a session with tasks.
func TestSessions_versionBefore2025_haveNoTasks(t *testing.T) {
	for _, version := range versions {
		t.Run(version, func(t *testing.T) {
			api := startTest(t, Config{})
			user := api.create(`{"username":"adalove"}`)
			err := api.Seed(Seed{Sessions: []SeedSession{
				{
					ID: "sess_1", UserID: user.ID, ClientID: "client_1", Status: "pending",
					Tasks: []SessionTask{{Key: "choose-organization"}},
				},
				{ID: "sess_2", UserID: user.ID, ClientID: "client_1", Status: "ended"},
			}})
			if err != nil {
				t.Fatal(err)
			}
			old := version < "2025"
			answer := func(method, path, body string) string {
				t.Helper()
				got := api.request(method, path, body, "Clerk-API-Version", version)
				got.mustBe(200)
				if has := strings.Contains(string(got.body), `"tasks"`); has == old {
					t.Errorf("%s %s: %s", method, path, got.body)
				}
				return string(got.body)
			}
			token, err := api.ClientToken("client_1")
			if err != nil {
				t.Fatal(err)
			}
			for _, body := range []string{
				answer("GET", "/v1/sessions/sess_1", ""),
				answer("GET", "/v1/sessions?user_id="+user.ID, ""),
				answer("GET", "/v1/sessions?paginated=true&client_id=client_1", ""),
				answer("GET", "/v1/clients/client_1", ""),
				answer("GET", "/v1/clients", ""),
				answer("POST", "/v1/clients/verify", `{"token":"`+token+`"}`),
			} {
				want := `"status":"pending"`
				if old {
					want = `"status":"active"`
				}
				if !strings.Contains(body, want) || strings.Contains(body, "pending") == old {
					t.Errorf("got %s", body)
				}
			}
			answer("POST", "/v1/sessions", `{"user_id":"`+user.ID+`"}`)
			active := api.request("GET", "/v1/sessions?status=active&client_id=client_1", "", "Clerk-API-Version", version)
			if found := strings.Contains(string(active.body), "sess_1"); found != old {
				t.Errorf("the active sessions are %s", active.body)
			}
			answer("POST", "/v1/sessions/sess_1/revoke", "")
		})
	}
}
