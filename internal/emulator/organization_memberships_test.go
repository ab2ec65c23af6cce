package emulator

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// join adds a user to an organization.
func (a *testAPI) join(organizationID, userID, role string) OrganizationMembership {
	a.t.Helper()
	body := fmt.Sprintf(`{"user_id":%q,"role":%q}`, userID, role)
	return decoded[OrganizationMembership](a.ok("POST", "/v1/organizations/"+organizationID+"/memberships", body))
}

func TestMembership_lifecycle(t *testing.T) {
	api := startTest(t, Config{})
	ada, grace := api.create(`{"username":"adalove"}`), api.create(`{"username":"graceh"}`)
	o := api.org(`{"name":"Engines","created_by":"` + ada.ID + `"}`)
	path := "/v1/organizations/" + o.ID + "/memberships"
	got := decoded[OrganizationMembership](api.ok("POST", path, `{"user_id":"`+grace.ID+`","role":"org:member",
		"public_metadata":{"a":{"b":1}},"private_metadata":{"c":2}}`))
	if got.Role != "org:member" || got.RoleName != "Member" || len(got.Permissions) != 2 || got.Organization.ID != o.ID ||
		got.PublicUserData.UserID != grace.ID || string(got.PublicMetadata) != `{"a":{"b":1}}` {
		t.Errorf("created %s", marshal(got))
	}
	promoted := decoded[OrganizationMembership](api.ok("PATCH", path+"/"+grace.ID, `{"role":"org:admin"}`))
	if promoted.ID != got.ID || promoted.Role != "org:admin" || string(promoted.PublicMetadata) != `{"a":{"b":1}}` ||
		len(promoted.Permissions) != 8 {
		t.Errorf("promoted %s", marshal(promoted))
	}
	merged := decoded[OrganizationMembership](api.ok("PATCH", path+"/"+grace.ID+"/metadata",
		`{"public_metadata":{"a":{"b":null}},"private_metadata":{"d":3}}`))
	if string(merged.PublicMetadata) != `{"a":{}}` || string(merged.PrivateMetadata) != `{"c":2,"d":3}` {
		t.Errorf("merged %s", marshal(merged))
	}
	session := api.ok("POST", "/v1/sessions", `{"user_id":"`+grace.ID+`"}`).session()
	if textOf(session.LastActiveOrganizationID) != o.ID {
		t.Errorf("the session is %s", marshal(session))
	}
	deleted := decoded[OrganizationMembership](api.ok("DELETE", path+"/"+grace.ID, ""))
	if deleted.ID != got.ID || deleted.Object != "organization_membership" {
		t.Errorf("deleted %s", marshal(deleted))
	}
	if after := api.ok("GET", "/v1/sessions/"+session.ID, "").session(); after.LastActiveOrganizationID != nil {
		t.Errorf("the session is %s", marshal(after))
	}
	api.refused("DELETE", path+"/"+grace.ID, "", 404, "resource_not_found")
	api.refused("PATCH", path+"/"+grace.ID, `{"role":"org:admin"}`, 404, "resource_not_found")
	api.refused("PATCH", path+"/"+grace.ID+"/metadata", `{}`, 404, "resource_not_found")
}

func TestCreateMembership_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{ExclusiveOrganizations: []string{"org_alone"}}})
	seedMembers(t, api)
	if err := api.Seed(Seed{Organizations: []Organization{{ID: "org_alone"}}}); err != nil {
		t.Fatal(err)
	}
	for body, want := range map[string]string{
		`{}`:                               "422 form_param_missing user_id, form_param_missing role",
		`{"user_id":null,"role":"org:x"}`:  "422 form_param_value_invalid user_id",
		`{"user_id":"user_none","role":1}`: "422 form_param_value_invalid role",
		`{"user_id":"user_none","role":"org:member"}`:                    "404 resource_not_found",
		`{"user_id":"user_ada","role":"org:member"}`:                     "400 already_a_member_in_organization",
		`{"user_id":"user_grace","role":"org:none"}`:                     "400 already_a_member_in_organization",
		`{"user_id":"user_ada","role":"org:member","public_metadata":1}`: "422 form_param_value_invalid public_metadata",
	} {
		got := api.request("POST", "/v1/organizations/org_1/memberships", body)
		if text := fmt.Sprintf("%d %s", got.status, strings.Join(got.problems(), ", ")); text != want {
			t.Errorf("%s: got %s, want %s", body, text, want)
		}
	}
	const grace = `{"user_id":"user_grace","role":"org:none"}`
	api.refused("POST", "/v1/organizations/org_2/memberships", grace, 404, "resource_not_found role")
	api.refused("POST", "/v1/organizations/org_none/memberships", grace, 404, "resource_not_found")
	api.refused("POST", "/v1/organizations/org_alone/memberships", `{"user_id":"user_grace","role":"org:member"}`, 422,
		"exclusive_organization_membership")
	api.SetBehaviour(Behaviour{UnknownRoleInvalid: true, ExclusiveOrganizations: []string{"org_1"}})
	api.refused("POST", "/v1/organizations/org_2/memberships", grace, 422, "form_param_value_invalid role")
	api.refused("POST", "/v1/organizations/org_2/memberships", `{"user_id":"user_grace","role":"org:member"}`, 422,
		"exclusive_organization_membership")
}

func TestMembership_lastAdmin_isNeitherDemotedNorRemoved(t *testing.T) {
	api := startTest(t, Config{})
	ada, grace := api.create(`{"username":"adalove"}`), api.create(`{"username":"graceh"}`)
	o := api.org(`{"name":"Engines","created_by":"` + ada.ID + `"}`)
	path := "/v1/organizations/" + o.ID + "/memberships/"
	const code = "organization_minimum_permissions_needed"
	api.refused("DELETE", path+ada.ID, "", 400, code)
	api.refused("PATCH", path+ada.ID, `{"role":"org:member"}`, 400, code)
	api.ok("PATCH", path+ada.ID, `{"role":"org:admin"}`)
	api.join(o.ID, grace.ID, "org:admin")
	api.ok("PATCH", path+ada.ID, `{"role":"org:member"}`)
	api.ok("DELETE", path+ada.ID, "")
	api.SetBehaviour(Behaviour{LastAdminUndeletable: true})
	api.refused("DELETE", "/v1/users/"+grace.ID, "", 400, code)
	api.SetBehaviour(Behaviour{})
	api.ok("DELETE", "/v1/users/"+grace.ID, "")
	if left := api.memberships("/v1/organizations/" + o.ID + "/memberships"); left.TotalCount != 0 {
		t.Errorf("memberships: %s", marshal(left))
	}
	// An organization that has no admin loses its other members freely.
	api.join(o.ID, ada.ID, "org:member")
	api.ok("DELETE", path+ada.ID, "")
}

func TestMembership_rulesOfTheInstance_refuseTheChange(t *testing.T) {
	api := startTest(
		t,
		Config{Behaviour: Behaviour{PersonalAccountsDisabled: true, LockedResources: []string{"orgmem_1"}}},
	)
	seedMembers(t, api)
	err := api.Seed(Seed{Memberships: []SeedMembership{
		{ID: "orgmem_scim", User: "graceh", OrganizationID: "org_2", ManagedBySCIM: true},
	}})
	if err != nil {
		t.Fatal(err)
	}
	const grace = "/v1/organizations/org_2/memberships/user_grace"
	api.refused("DELETE", grace, "", 409, "organization_membership_managed_by_scim")
	api.refused("PATCH", grace, `{"role":"org:admin"}`, 409, "organization_membership_managed_by_scim")
	api.ok("DELETE", "/v1/organizations/org_1/memberships/user_grace", "")
	const ada = "/v1/organizations/org_1/memberships/user_ada"
	api.refused("DELETE", ada, "", 409, "resource_locked")
	api.refused("PATCH", ada, `{"role":"org:admin"}`, 409, "resource_locked")
	api.refused("PATCH", ada+"/metadata", `{}`, 409, "resource_locked")
	user := api.create(`{"username":"hedylam"}`)
	api.join("org_1", user.ID, "org:member")
	api.refused("DELETE", "/v1/organizations/org_1/memberships/"+user.ID, "", 422, "personal_accounts_not_allowed")
}

func TestMembership_quota_countsMembersAndPendingInvitations(t *testing.T) {
	api := startTest(t, Config{})
	o := api.org(`{"name":"Engines","max_allowed_memberships":2}`)
	one, two := api.create(`{"username":"user-one"}`), api.create(`{"username":"user-two"}`)
	err := api.Seed(Seed{Invitations: []SeedInvitation{{EmailAddress: "a@example.com", OrganizationID: o.ID}}})
	if err != nil {
		t.Fatal(err)
	}
	api.join(o.ID, one.ID, "org:member")
	path, body := "/v1/organizations/"+o.ID+"/memberships", `{"user_id":"`+two.ID+`","role":"org:member"}`
	got := api.refused("POST", path, body, 403, "organization_membership_quota_exceeded")
	if !strings.Contains(string(got.body), "limit of 2") {
		t.Errorf("got %s", got.body)
	}
	api.AdvanceClock(31 * 24 * time.Hour) // the invitation expires
	// A limit below the number of members is accepted. It prevents new members only.
	api.ok("PATCH", "/v1/organizations/"+o.ID, `{"max_allowed_memberships":1}`)
	api.refused("POST", path, body, 403, "organization_membership_quota_exceeded")
	api.ok("PATCH", "/v1/organizations/"+o.ID, `{"max_allowed_memberships":0}`)
	api.SetBehaviour(Behaviour{Seats: 1})
	api.refused("POST", path, body, 402, "insufficient_seats")
	api.SetBehaviour(Behaviour{})
	api.ok("POST", path, body)
}

func TestMembership_replicaLag_hidesNewObjects(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{ReplicaLagSeconds: 2}})
	user := api.create(`{"username":"adalove"}`)
	api.refused("POST", "/v1/organizations", `{"name":"Engines","created_by":"`+user.ID+`"}`, 400,
		"organization_creator_not_found")
	o := api.org(`{"name":"Engines"}`)
	path, body := "/v1/organizations/"+o.ID+"/memberships", `{"user_id":"`+user.ID+`","role":"org:member"}`
	api.refused("POST", path, body, 404, "resource_not_found")
	api.AdvanceClock(2 * time.Second)
	api.ok("POST", path, body)
	// The rules of the API are checked with the newest data.
	api.refused("POST", path, body, 400, "already_a_member_in_organization")
	api.refused("PATCH", path+"/"+user.ID, `{"role":"org:admin"}`, 404, "resource_not_found")
	lists := []string{path, "/v1/organization_memberships", "/v1/users/" + user.ID + "/organization_memberships"}
	for _, list := range lists {
		if got := api.memberships(list); got.TotalCount != 0 {
			t.Errorf("%s: got %s", list, marshal(got))
		}
	}
	api.AdvanceClock(2 * time.Second)
	for _, list := range lists {
		if got := api.memberships(list); got.TotalCount != 1 {
			t.Errorf("%s: got %s", list, marshal(got))
		}
	}
	api.ok("PATCH", path+"/"+user.ID, `{"role":"org:admin"}`)
}

func TestListMemberships_filtersAndOrders(t *testing.T) {
	api := startTest(t, Config{})
	at := testTime.UnixMilli()
	user := func(id, email, phone, first string, active int64) SeedUser {
		return SeedUser{ID: id, LastActiveAt: active, Body: map[string]any{
			"email_address": []string{email}, "phone_number": []string{phone}, "first_name": first, "last_name": first + "son",
			"username": "name-" + id,
		}}
	}
	err := api.Seed(Seed{
		Users: []SeedUser{
			user("user_1", "c@example.com", "+15555550102", "Ada", at-3000),
			user("user_2", "a@example.com", "+15555550103", "Cleo", at-1000),
			user("user_3", "b@example.com", "+15555550101", "Bea", 0),
			user("user_4", "d@example.com", "+15555550104", "Dot", 0),
		},
		Memberships: []SeedMembership{
			{UserID: "user_1", OrganizationID: "org_1", CreatedAt: at - 30, Role: "org:admin"},
			{UserID: "user_2", OrganizationID: "org_1", CreatedAt: at - 20},
			{UserID: "user_3", OrganizationID: "org_1", CreatedAt: at - 10},
			{UserID: "user_4", OrganizationID: "org_2"},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	check := func(path, want string) {
		t.Helper()
		var found []string
		for _, m := range api.memberships(path).Data {
			found = append(found, strings.TrimPrefix(m.PublicUserData.UserID, "user_"))
		}
		if got := strings.Join(found, " "); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
	for query, want := range map[string]string{
		"":                       "3 2 1",
		"order_by=created_at":    "1 2 3",
		"order_by=-created_at":   "3 2 1",
		"order_by=email_address": "2 3 1",
		"order_by=-phone_number": "2 1 3",
		"order_by=first_name":    "1 3 2",
		"order_by=-last_name":    "2 3 1",
		"order_by=%2Busername":   "1 2 3",
		"limit=1&offset=1":       "2",
		"user_id=user_1":         "1",
		"user_id=-user_1":        "3 2",
		"user_id=user_3&user_id=user_1&user_id=user_4":   "3 1",
		"email_address=A@example.com":                    "2",
		"email_address=d@example.com":                    "",
		"phone_number=%2B15555550101":                    "3",
		"username=name-user_2":                           "2",
		"web3_wallet=none":                               "",
		"role=org:admin":                                 "1",
		"role=org:admin&role=org:member":                 "3 2 1",
		"query=bea":                                      "3",
		"email_address_query=c@":                         "1",
		"phone_number_query=0103":                        "2",
		"username_query=_2":                              "2",
		"name_query=cleo":                                "2",
		fmt.Sprintf("last_active_at_before=%d", at-2000): "1",
		fmt.Sprintf("last_active_at_after=%d", at-2000):  "2",
		fmt.Sprintf("created_at_after=%d", at+1):         "",
		"banned=true":                                    "3 2 1", // is not a filter here
	} {
		check("/v1/organizations/org_1/memberships?"+query, want)
	}
	check("/v1/organization_memberships?order_by=email_address&user_id=user_1", "2 3 1 4")
	api.refused("GET", "/v1/organizations/org_1/memberships?order_by=role", "", 422, "form_param_value_invalid order_by")
	api.refused("GET", "/v1/organization_memberships?limit=501", "", 422, "form_param_value_too_large limit")
	api.refused("GET", "/v1/organizations/org_none/memberships", "", 404, "resource_not_found")
	for _, name := range []string{"user_id", "role"} {
		api.refused("GET", "/v1/organizations/org_1/memberships?"+strings.Repeat("&"+name+"=x", 101), "", 422,
			"form_param_array_size_exceeded "+name)
	}
}

func TestListMemberships_above500_areInPages(t *testing.T) {
	api := startTest(t, Config{})
	seed := Seed{Count: 1200}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	seed = Seed{}
	for i, user := range api.Users() {
		seed.Memberships = append(
			seed.Memberships,
			SeedMembership{UserID: user.ID, OrganizationID: fmt.Sprintf("org_%d", i%2)},
		)
	}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{
		"/v1/organization_memberships": 1200, "/v1/organizations/org_1/memberships": 600,
	} {
		var ids []string
		for offset := 0; offset < want+500; offset += 500 {
			got := api.memberships(fmt.Sprintf("%s?limit=500&order_by=created_at&offset=%d", path, offset))
			if got.TotalCount != want {
				t.Fatalf("%s: counted %d", path, got.TotalCount)
			}
			for _, m := range got.Data {
				ids = append(ids, m.ID)
			}
		}
		slices.Sort(ids)
		if ids = slices.Compact(ids); len(ids) != want {
			t.Errorf("%s: read %d", path, len(ids))
		}
		if got := api.memberships(path); len(got.Data) != 10 {
			t.Errorf("%s: %d without a limit", path, len(got.Data))
		}
	}
}
