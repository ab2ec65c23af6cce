package emulator

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestSeedSession_allFields_areReturned(t *testing.T) {
	var seed Seed
	err := json.Unmarshal([]byte(`{
		"users": [{"id":"user_ada","username":"adalove"}],
		"clients": [{"id":"client_1","sign_in_id":"sia_1","sign_up_id":"sua_1","last_authentication_strategy":"password",
			"last_active_session_id":"sess_2","created_at":1700000000000,"updated_at":1700000009000}],
		"sessions": [
			{"id":"sess_1","user":"adalove","client_id":"client_1","status":"pending","tasks":[{"key":"choose-organization"}]},
			{"id":"sess_2","user":"user_ada","client_id":"client_1","actor":{"sub":"user_support"},
			"last_active_organization_id":"org_1",
			 "latest_activity":{"is_mobile":true,"city":"London"},"created_at":1700000000000,"updated_at":1700000001000,
			 "last_active_at":1700000002000,"expire_at":1900000000000,"abandon_at":1900000001000},
			{"id":"sess_3","user_id":"user_ada","client_id":"client_1","status":"replaced"}
		]
	}`), &seed)
	if err != nil {
		t.Fatal(err)
	}
	api := startTest(t, Config{})
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	pending := api.ok("GET", "/v1/sessions/sess_1", "").session()
	if pending.Status != "pending" || len(pending.Tasks) != 1 || pending.Tasks[0].Key != "choose-organization" {
		t.Errorf("got %s", marshal(pending))
	}
	acted := api.ok("GET", "/v1/sessions/sess_2", "").session()
	if string(acted.Actor) != `{"sub":"user_support"}` || *acted.LastActiveOrganizationID != "org_1" ||
		acted.Status != "active" ||
		acted.CreatedAt != 1700000000000 ||
		acted.UpdatedAt != 1700000001000 ||
		acted.LastActiveAt != 1700000002000 ||
		acted.ExpireAt != 1900000000000 ||
		acted.AbandonAt != 1900000001000 {
		t.Errorf("got %s", marshal(acted))
	}
	if a := acted.LatestActivity; a.Object != "session_activity" || a.ID == "" || a.City != "London" || !a.IsMobile {
		t.Errorf("got %s", marshal(a))
	}
	client := decoded[Client](api.ok("GET", "/v1/clients/client_1", ""))
	if *client.SignInID != "sia_1" || *client.SignUpID != "sua_1" || *client.LastActiveSessionID != "sess_2" ||
		len(client.Sessions) != 3 ||
		client.CreatedAt != 1700000000000 ||
		client.UpdatedAt != 1700000009000 {
		t.Errorf("got %s", marshal(client))
	}
}

func TestSeedSession_status_staysUntilExpiry(t *testing.T) {
	statuses := append(slices.Clone(sessionStatuses), "pending")
	api := startTest(t, Config{})
	seed := Seed{Users: []SeedUser{{ID: "user_ada", Body: map[string]any{"username": "adalove"}}}}
	for _, status := range statuses {
		seed.Sessions = append(seed.Sessions, SeedSession{ID: "sess_" + status, UserID: "user_ada", Status: status})
	}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	for _, status := range sessionStatuses {
		got := decoded[[]Session](api.ok("GET", "/v1/sessions?user_id=user_ada&status="+status, ""))
		if len(got) != 1 || got[0].ID != "sess_"+status {
			t.Errorf("%s: got %s", status, marshal(got))
		}
	}
	if all := decoded[[]Session](api.ok("GET", "/v1/sessions?user_id=user_ada", "")); len(all) != len(statuses) {
		t.Errorf("%d sessions", len(all))
	}
	api.AdvanceClock(8 * 24 * time.Hour)
	for _, status := range statuses {
		want := status
		if status == "active" || status == "pending" {
			want = "expired"
		}
		if got := api.ok("GET", "/v1/sessions/sess_"+status, "").session(); got.Status != want {
			t.Errorf("%s became %s", status, got.Status)
		}
	}
}

func TestBanUser_revokesOpenSessions(t *testing.T) {
	api := startTest(t, Config{})
	seed := Seed{Users: []SeedUser{{ID: "user_ada", Body: map[string]any{"username": "adalove"}}}}
	for _, status := range []string{"active", "pending", "ended"} {
		seed.Sessions = append(seed.Sessions, SeedSession{UserID: "user_ada", Status: status})
	}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	api.ok("POST", "/v1/users/user_ada/ban", "")
	var statuses []string
	for _, session := range api.Sessions("user_ada") {
		statuses = append(statuses, session.Status)
	}
	if got := strings.Join(statuses, " "); got != "revoked revoked ended" {
		t.Errorf("got %s", got)
	}
}

// The pages of a user with hundreds of sessions must be complete, while other users have as many.
func TestListSessions_hundreds_pagesAreComplete(t *testing.T) {
	const count = 700
	api := startTest(t, Config{})
	seed := Seed{Users: []SeedUser{
		{
			ID:   "user_ada",
			Body: map[string]any{"username": "adalove"},
		},
		{ID: "user_grace", Body: map[string]any{"username": "graceh"}},
	}}
	for i := range count {
		// The order of creation differs from the order in the seed.
		age := (i * 37) % count
		status := []string{"active", "revoked"}[age%2]
		client := fmt.Sprintf("client_%d", age%7)
		created := testTime.UnixMilli() - int64(age)*1000
		seed.Sessions = append(
			seed.Sessions,
			SeedSession{
				ID:        fmt.Sprintf("sess_%03d", age),
				UserID:    "user_ada",
				ClientID:  client,
				Status:    status,
				CreatedAt: created,
			},
			SeedSession{
				ID:        fmt.Sprintf("sess_g%03d", age),
				UserID:    "user_grace",
				ClientID:  client,
				Status:    status,
				CreatedAt: created,
			},
		)
	}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	for query, step := range map[string]int{
		"user_id=user_ada": 1, "user_id=user_ada&status=active": 2, "user_id=user_ada&client_id=client_0": 7,
		"user_id=user_ada&client_id=client_0&status=active": 14,
	} {
		next := 0
		for offset := 0; ; offset += 250 {
			path := fmt.Sprintf("/v1/sessions?%s&paginated=true&limit=250&offset=%d", query, offset)
			got := decoded[listed[Session]](api.ok("GET", path, ""))
			if want := (count + step - 1) / step; got.TotalCount != want {
				t.Fatalf("%s: counted %d, want %d", query, got.TotalCount, want)
			}
			for _, session := range got.Data {
				if want := fmt.Sprintf("sess_%03d", next); session.ID != want {
					t.Fatalf("%s: got %s, want %s", query, session.ID, want)
				}
				next += step
			}
			if len(got.Data) < 250 {
				break
			}
		}
		if next < count {
			t.Errorf("%s: ended before %d", query, next)
		}
	}
	both := decoded[listed[Session]](api.ok("GET", "/v1/sessions?client_id=client_3&paginated=true&limit=500", ""))
	if both.TotalCount != 200 ||
		!slices.IsSortedFunc(both.Data, func(a, b Session) int { return cmp.Compare(b.CreatedAt, a.CreatedAt) }) {
		t.Errorf("a client holds %d", both.TotalCount)
	}
	api.ok("DELETE", "/v1/users/user_grace", "")
	left := decoded[listed[Session]](api.ok("GET", "/v1/sessions?client_id=client_3&paginated=true", ""))
	if left.TotalCount != 100 {
		t.Errorf("after a deletion it holds %d", left.TotalCount)
	}
}
