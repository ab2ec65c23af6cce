package emulator

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"
)

// listed is a page of a list that is always wrapped.
type listed[T any] struct {
	Data       []T `json:"data"`
	TotalCount int `json:"total_count"`
}

func (a *testAPI) memberships(path string) listed[OrganizationMembership] {
	a.t.Helper()
	return decoded[listed[OrganizationMembership]](a.ok("GET", path, ""))
}

func (a *testAPI) invitations(path string) listed[OrganizationInvitation] {
	a.t.Helper()
	return decoded[listed[OrganizationInvitation]](a.ok("GET", path, ""))
}

// seedMembers adds Ada, an admin of org_1 and a member of org_2, and Grace. The seed does not define the organizations.
func seedMembers(t *testing.T, api *testAPI) {
	t.Helper()
	var seed Seed
	err := json.Unmarshal([]byte(`{
		"organizations": [{"id":"org_1","name":"Analytical Engines","public_metadata":{"plan":"pro"},"members_count":2,
		"max_allowed_memberships":5}],
		"users": [
			{"id":"user_ada","email_address":["ada@example.com"],"username":"adalove","first_name":"Ada"},
			{"id":"user_grace","username":"graceh","organizations":["org_1"]}
		],
		"memberships": [
			{"id":"orgmem_1","user":"ada@example.com","organization_id":"org_1","role":"org:admin","public_metadata":{"desk":4},
			 "private_metadata":{"pay":"high"},"created_at":1700000000000},
			{"user_id":"user_ada","organization_id":"org_2","role":"org:team_lead","permissions":["org:reports:read"],
			"created_at":1700000001000}
		]
	}`), &seed)
	if err == nil {
		err = api.Seed(seed)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestMemberships_showOrganizationAndUser(t *testing.T) {
	api := startTest(t, Config{})
	seedMembers(t, api)
	got := api.memberships("/v1/users/user_ada/organization_memberships")
	if got.TotalCount != 2 || len(got.Data) != 2 {
		t.Fatalf("got %s", marshal(got))
	}
	lead, admin := got.Data[0], got.Data[1]
	if admin.ID != "orgmem_1" || admin.Role != "org:admin" || admin.RoleName != "Admin" || len(admin.Permissions) == 0 ||
		string(admin.PublicMetadata) != `{"desk":4}` || string(admin.PrivateMetadata) != `{"pay":"high"}` {
		t.Errorf("the older one is %s", marshal(admin))
	}
	if o := admin.Organization; o.Name != "Analytical Engines" || o.Slug != "analytical-engines" || *o.MembersCount != 2 ||
		string(o.PublicMetadata) != `{"plan":"pro"}` || o.MaxAllowedMemberships != 5 {
		t.Errorf("the organization is %s", marshal(o))
	}
	if u := admin.PublicUserData; u.UserID != "user_ada" || *u.FirstName != "Ada" || *u.Identifier != "ada@example.com" ||
		*u.Username != "adalove" {
		t.Errorf("the user is %s", marshal(u))
	}
	if lead.Organization.ID != "org_2" || lead.Organization.Name == "" || lead.RoleName != "Team lead" ||
		strings.Join(lead.Permissions, " ") != "org:reports:read" || lead.ID == "" {
		t.Errorf("the newer one is %s", marshal(lead))
	}
	grace := api.memberships("/v1/users/user_grace/organization_memberships")
	if len(grace.Data) != 1 || grace.Data[0].Role != "org:member" ||
		grace.Data[0].Organization.Name != "Analytical Engines" ||
		*grace.Data[0].PublicUserData.Identifier != "graceh" {
		t.Errorf("got %s", marshal(grace))
	}
}

func TestMemberships_organizationFilter_findsMembers(t *testing.T) {
	api := startTest(t, Config{})
	seedMembers(t, api)
	for query, want := range map[string]string{
		"organization_id=org_1":                         "grace ada",
		"organization_id=org_2":                         "ada",
		"organization_id=-org_2":                        "grace",
		"organization_id=org_1&organization_id=-org_2":  "grace",
		"organization_id=org_none":                      "",
		"organization_id=org_2&organization_id=org_one": "ada",
	} {
		users := api.ok("GET", "/v1/users?"+query, "").users()
		if got := names(users); got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
		if counted := decoded[TotalCount](api.ok("GET", "/v1/users/count?"+query, "")); counted.TotalCount != len(users) {
			t.Errorf("%s: counted %d", query, counted.TotalCount)
		}
	}
}

func TestMemberships_pages_areNewestFirst(t *testing.T) {
	api := startTest(t, Config{})
	seed := Seed{Users: []SeedUser{{ID: "user_ada", Body: map[string]any{"username": "adalove"}}}}
	for i := range 25 {
		seed.Memberships = append(seed.Memberships, SeedMembership{
			User: "adalove", OrganizationID: fmt.Sprintf("org_%02d", i), CreatedAt: testTime.UnixMilli() + int64(i/2),
		})
	}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	const path = "/v1/users/user_ada/organization_memberships"
	if first := api.memberships(path); len(first.Data) != 10 || first.TotalCount != 25 {
		t.Errorf("a page has %d of %d", len(first.Data), first.TotalCount)
	}
	at := 24
	for offset := 0; offset < 30; offset += 6 {
		for _, membership := range api.memberships(fmt.Sprintf("%s?limit=6&offset=%d", path, offset)).Data {
			if want := fmt.Sprintf("org_%02d", at); membership.Organization.ID != want {
				t.Errorf("got %s, want %s", membership.Organization.ID, want)
			}
			at--
		}
	}
	if at != -1 {
		t.Errorf("%d are missing", at+1)
	}
}

func TestMemberships_membershipsInUsers_areInTheUser(t *testing.T) {
	api := startTest(t, Config{})
	seedMembers(t, api)
	if got := api.get("user_ada").OrganizationMemberships; got != nil {
		t.Errorf("got %s", marshal(got))
	}
	api.SetBehaviour(Behaviour{MembershipsInUsers: true})
	got := api.get("user_ada").OrganizationMemberships
	if len(got) != 2 || got[1].Organization.Name != "Analytical Engines" {
		t.Errorf("got %s", marshal(got))
	}
	for _, user := range api.ok("GET", "/v1/users", "").users() {
		if len(user.OrganizationMemberships) == 0 {
			t.Errorf("%s has none", user.ID)
		}
	}
}

// seedInvitations adds four invitations of Ada, each with another status.
func seedInvitations(t *testing.T, api *testAPI) {
	t.Helper()
	seedMembers(t, api)
	at := testTime.UnixMilli()
	err := api.Seed(Seed{Invitations: []SeedInvitation{
		{ID: "orginv_1", UserID: "user_ada", OrganizationID: "org_3", Status: "accepted", CreatedAt: at - 4000},
		{
			ID:             "orginv_2",
			User:           "user_ada",
			OrganizationID: "org_3",
			Status:         "revoked",
			EmailAddress:   "old@example.com",
			CreatedAt:      at - 3000,
		},
		{
			ID:             "orginv_3",
			User:           "ada@example.com",
			OrganizationID: "org_1",
			Role:           "org:admin",
			Inviter:        "graceh",
			URL:            "https://example.com/join",
			PublicMetadata: json.RawMessage(`{"desk":5}`),
			ExpiresAt:      at + 3_600_000,
			CreatedAt:      at - 2000,
		},
		{ID: "orginv_4", User: "adalove", OrganizationID: "org_4", CreatedAt: at - 1000, ExpiresAt: -1},
	}})
	if err != nil {
		t.Fatal(err)
	}
}

const invitationsOfAda = "/v1/users/user_ada/organization_invitations"

func TestInvitations_showOrganizationAndInviter(t *testing.T) {
	api := startTest(t, Config{})
	seedInvitations(t, api)
	all := api.invitations(invitationsOfAda)
	if all.TotalCount != 4 {
		t.Fatalf("got %s", marshal(all))
	}
	got := all.Data[1]
	if got.ID != "orginv_3" || got.Status != "pending" || got.EmailAddress != "ada@example.com" ||
		got.Role != "org:admin" ||
		*got.URL != "https://example.com/join" ||
		string(got.PublicMetadata) != `{"desk":5}` ||
		*got.ExpiresAt != testTime.UnixMilli()+3_600_000 {
		t.Errorf("got %s", marshal(got))
	}
	if *got.InviterID != "user_grace" || got.PublicInviterData.Identifier != "graceh" ||
		got.PublicOrganizationData.Name != "Analytical Engines" {
		t.Errorf("got %s", marshal(got))
	}
	if open := all.Data[0]; open.ExpiresAt != nil || open.InviterID != nil || open.URL != nil ||
		open.PublicOrganizationData.ID != "org_4" {
		t.Errorf("got %s", marshal(open))
	}
	if first := all.Data[3]; *first.ExpiresAt-first.CreatedAt != 30*24*3600*1000 {
		t.Errorf("an invitation is open for %d", *first.ExpiresAt-first.CreatedAt)
	}
	api.ok("DELETE", "/v1/users/user_grace", "")
	if after := api.invitations(invitationsOfAda).Data[1]; after.PublicInviterData != nil ||
		*after.InviterID != "user_grace" {
		t.Errorf("without the inviter it is %s", marshal(after))
	}
}

func TestInvitations_statusFilter_includesExpired(t *testing.T) {
	api := startTest(t, Config{})
	seedInvitations(t, api)
	check := func(want map[string]string) {
		t.Helper()
		for query, ids := range want {
			got := api.invitations(invitationsOfAda + "?" + query)
			var found []string
			for _, invitation := range got.Data {
				found = append(found, strings.TrimPrefix(invitation.ID, "orginv_"))
				if status, _ := url.ParseQuery(query); status.Has("status") && invitation.Status != status.Get("status") {
					t.Errorf("%s: got %s", query, marshal(invitation))
				}
			}
			if strings.Join(found, " ") != ids {
				t.Errorf("%s: got %v, want %s", query, found, ids)
			}
		}
	}
	check(map[string]string{
		"": "4 3 2 1", "status=pending": "4 3", "status=accepted": "1", "status=revoked": "2", "status=expired": "",
		"limit=1&offset=1": "3", "status=pending&limit=1&offset=1": "3", "status=pending&offset=2": "",
	})
	if got := api.invitations(invitationsOfAda + "?status=pending&limit=1"); got.TotalCount != 2 {
		t.Errorf("counted %d", got.TotalCount)
	}
	api.AdvanceClock(time.Hour)
	check(map[string]string{"status=pending": "4", "status=expired": "3"})
	api.AdvanceClock(365 * 24 * time.Hour)
	check(map[string]string{"status=pending": "4", "status=expired": "3", "status=accepted": "1"})
}

func TestOrganizations_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	seedMembers(t, api)
	for _, list := range []string{"organization_memberships", "organization_invitations"} {
		path := "/v1/users/user_ada/" + list
		api.refused("GET", "/v1/users/user_none/"+list, "", 404, "resource_not_found")
		api.refused("GET", path+"?limit=501", "", 422, "form_param_value_too_large limit")
		api.refused("GET", path+"?offset=-1", "", 422, "form_param_value_invalid offset")
		api.SetBehaviour(Behaviour{OrganizationsDisabled: true})
		api.refused("GET", path, "", 403, "organization_not_enabled_in_instance")
		api.SetBehaviour(Behaviour{})
	}
	api.refused(
		"GET",
		invitationsOfAda+"?status=open&limit=0",
		"",
		422,
		"form_param_value_invalid status",
		"form_param_value_invalid limit",
	)
}
