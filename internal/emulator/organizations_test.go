package emulator

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// org creates an organization from a body.
func (a *testAPI) org(body string) Organization {
	a.t.Helper()
	return decoded[Organization](a.ok("POST", "/v1/organizations", body))
}

// organizations lists organizations.
func (a *testAPI) organizations(query string) listed[Organization] {
	a.t.Helper()
	return decoded[listed[Organization]](a.ok("GET", "/v1/organizations"+query, ""))
}

func organizationNames(organizations []Organization) string {
	var names []string
	for _, o := range organizations {
		names = append(names, o.Name)
	}
	return strings.Join(names, " ")
}

func TestCreateOrganization_defaults_areThoseOfTheInstance(t *testing.T) {
	api := startTest(t, Config{})
	got := api.org(`{"name":"Analytical Engines"}`)
	if got.Slug != "analytical-engines" || got.MaxAllowedMemberships != 5 || !got.AdminDeleteEnabled || got.HasImage ||
		string(got.PublicMetadata) != "{}" || string(got.PrivateMetadata) != "{}" || got.CreatedBy != "" ||
		*got.RoleSetKey != "role_set:default" || got.MembersCount != nil {
		t.Errorf("got %s", marshal(got))
	}
	if second := api.org(`{"name":"Analytical Engines"}`); second.Slug != "analytical-engines-2" {
		t.Errorf("the slug is %s", second.Slug)
	}
	path := "/v1/organizations/analytical-engines?include_members_count=true" +
		"&include_missing_member_with_elevated_permissions=true"
	read := decoded[Organization](api.ok("GET", path, ""))
	if read.ID != got.ID || *read.MembersCount != 0 || *read.PendingInvitationsCount != 0 ||
		!*read.MissingMemberWithElevatedPermissions {
		t.Errorf("read %s", marshal(read))
	}
}

func TestCreateOrganization_allParams_areStored(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	got := api.org(`{"name":"Engines","slug":"engines-1","max_allowed_memberships":0,"created_by":"` + user.ID + `",
		"public_metadata":{"plan": "pro"},"private_metadata":{"a":1},"created_at":"2020-01-01T00:00:00Z",
		"role_set_key":"role_set:default"}`)
	if got.Slug != "engines-1" || got.MaxAllowedMemberships != 0 || got.CreatedBy != user.ID ||
		string(got.PublicMetadata) != `{"plan":"pro"}` || got.CreatedAt != 1577836800000 {
		t.Errorf("got %s", marshal(got))
	}
	members := api.memberships("/v1/organizations/" + got.ID + "/memberships")
	if members.TotalCount != 1 || members.Data[0].Role != "org:admin" || members.Data[0].PublicUserData.UserID != user.ID {
		t.Errorf("the members are %s", marshal(members))
	}
	// The organization is active in the next session only.
	for _, want := range []string{got.ID, ""} {
		session := api.ok("POST", "/v1/sessions", `{"user_id":"`+user.ID+`"}`).session()
		if textOf(session.LastActiveOrganizationID) != want {
			t.Errorf("the active organization is %s, want %q", marshal(session), want)
		}
	}
}

func TestCreateOrganization_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{MembershipLimitOfPlan: 20}})
	api.org(`{"name":"Engines"}`)
	for body, want := range map[string]string{
		`{}`:                      "422 form_param_missing name",
		`{"name":" "}`:            "422 form_param_value_invalid name",
		`{"name":"https://a.io"}`: "422 form_param_value_invalid name",
		`{"name":"<b>Engines"}`:   "422 form_param_value_invalid name",
		`{"name":"` + strings.Repeat("x", 257) + `"}`:               "422 form_param_max_length_exceeded name",
		`{"name":"A","slug":"Not a slug"}`:                          "422 form_param_format_invalid slug",
		`{"name":"A","slug":"engines"}`:                             "422 form_identifier_exists slug",
		`{"name":"A","max_allowed_memberships":-1}`:                 "422 form_param_value_invalid max_allowed_memberships",
		`{"name":"A","max_allowed_memberships":21}`:                 "402 unsupported_subscription_plan_features",
		`{"name":"A","max_allowed_memberships":0}`:                  "402 unsupported_subscription_plan_features",
		`{"name":"A","role_set_key":"role_set:none"}`:               "422 form_resource_not_found role_set_key",
		`{"name":"A","created_by":"user_none"}`:                     "400 organization_creator_not_found",
		`{"name":"A","created_at":"soon"}`:                          "422 form_param_invalid_time created_at",
		`{"name":"A","admin_delete_enabled":true}`:                  "422 form_param_unknown admin_delete_enabled",
		`{"name":"A","public_metadata":[]}`:                         "422 form_param_value_invalid public_metadata",
		`{"name":"A","private_metadata":{"a":"` + oversized + `"}}`: "422 form_param_exceeds_allowed_size private_metadata",
		`{"name":"A","public_metadata":{"a":"` + oversized + `"}}`:  "422 form_param_exceeds_allowed_size public_metadata",
		`{"name":"A","public_metadata":null,"created_by":null}`:     "200 ",
	} {
		got := api.request("POST", "/v1/organizations", body)
		if text := fmt.Sprintf("%d %s", got.status, strings.Join(got.problems(), ", ")); text != want {
			t.Errorf("%.60s: got %s, want %s", body, text, want)
		}
	}
	api.SetBehaviour(Behaviour{OrganizationQuota: 2})
	api.refused("POST", "/v1/organizations", `{"name":"B"}`, 403, "organization_quota_exceeded")
}

// oversized is text that is larger than the limit of metadata.
var oversized = strings.Repeat("x", 8193)

func TestUpdateOrganization_eachParam_isChanged(t *testing.T) {
	api := startTest(t, Config{})
	o := api.org(`{"name":"Engines","public_metadata":{"a":1}}`)
	other := api.org(`{"name":"Looms"}`)
	path := "/v1/organizations/" + o.ID
	got := decoded[Organization](api.ok("PATCH", path, `{"name":"Machines","slug":"machines","max_allowed_memberships":7,
		"admin_delete_enabled":false,"created_at":"2020-01-01T00:00:00Z","role_set_key":"role_set:default"}`))
	if got.Name != "Machines" || got.Slug != "machines" || got.MaxAllowedMemberships != 7 || got.AdminDeleteEnabled ||
		got.CreatedAt != 1577836800000 || string(got.PublicMetadata) != `{"a":1}` {
		t.Errorf("got %s", marshal(got))
	}
	nothing := `{"name":null,"slug":null,"max_allowed_memberships":null,"admin_delete_enabled":null,"created_at":null}`
	if same := decoded[Organization](api.ok("PATCH", path, nothing)); same.Name != "Machines" ||
		same.Slug != "machines" || same.MaxAllowedMemberships != 7 {
		t.Errorf("null changed it: %s", marshal(same))
	}
	api.SetBehaviour(Behaviour{NullLimitResets: true})
	if reset := decoded[Organization](api.ok("PATCH", path, nothing)); reset.MaxAllowedMemberships != 5 {
		t.Errorf("null did not reset the limit: %s", marshal(reset))
	}
	api.ok("PATCH", path, `{"slug":"machines"}`)
	api.refused("PATCH", path, `{"slug":"`+other.Slug+`"}`, 422, "form_identifier_exists slug")
	api.refused("PATCH", path, `{"public_metadata":{}}`, 422, "form_param_deprecated public_metadata")
	api.refused("PATCH", path, `{"created_by":"user_1"}`, 422, "form_param_unknown created_by")
	api.refused("PATCH", "/v1/organizations/org_none", `{}`, 404, "resource_not_found")
	api.refused("PATCH", "/v1/organizations/machines", `{}`, 404, "resource_not_found")
	api.SetBehaviour(Behaviour{Seats: 3, DuplicateSlugCode: "duplicate_record", LockedResources: []string{other.ID}})
	api.refused("PATCH", path, `{"max_allowed_memberships":1}`, 400,
		"organization_member_limit_managed_by_billing max_allowed_memberships")
	api.refused("PATCH", path, `{"slug":"looms"}`, 422, "duplicate_record slug")
	for _, request := range []string{"PATCH ", "DELETE ", "PATCH /metadata", "PUT /metadata", "DELETE /logo"} {
		method, end, _ := strings.Cut(request, " ")
		api.refused(method, "/v1/organizations/"+other.ID+end, "{}", 409, "resource_locked")
	}
}

func TestOrganizationMetadata_mergeAndReplace_changeTheSentFields(t *testing.T) {
	api := startTest(t, Config{})
	o := api.org(`{"name":"Engines","public_metadata":{"a":{"b":1,"c":2}},"private_metadata":{"d":3}}`)
	path := "/v1/organizations/" + o.ID + "/metadata"
	merged := decoded[Organization](api.ok("PATCH", path, `{"public_metadata":{"a":{"b":null,"e":4}}}`))
	if string(merged.PublicMetadata) != `{"a":{"c":2,"e":4}}` || string(merged.PrivateMetadata) != `{"d":3}` {
		t.Errorf("merged %s", marshal(merged))
	}
	replaced := decoded[Organization](api.ok("PUT", path, `{"private_metadata":{"f":5}}`))
	if string(replaced.PublicMetadata) != `{"a":{"c":2,"e":4}}` || string(replaced.PrivateMetadata) != `{"f":5}` {
		t.Errorf("replaced %s", marshal(replaced))
	}
	api.refused("PUT", path, `{"public_metadata":null}`, 422, "form_param_value_invalid public_metadata")
	api.refused("PUT", path, `{"unsafe_metadata":{}}`, 422, "form_param_unknown unsafe_metadata")
	api.refused("PATCH", path, `{"public_metadata":{"g":"`+oversized+`"}}`, 422,
		"form_param_exceeds_allowed_size public_metadata")
	api.refused("PUT", "/v1/organizations/org_none/metadata", `{}`, 404, "resource_not_found")
}

func TestOrganizations_slugsDisabled_refusesAndHidesSlugs(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{SlugsDisabled: true}})
	api.refused("POST", "/v1/organizations", `{"name":"Engines","slug":"engines"}`, 403, "organization_slugs_disabled")
	o := api.org(`{"name":"Engines","slug":null}`)
	if o.Slug != "" {
		t.Errorf("the slug is %q", o.Slug)
	}
	path := "/v1/organizations/" + o.ID
	api.refused("PATCH", path, `{"slug":"engines"}`, 403, "organization_slugs_disabled")
	api.SetBehaviour(Behaviour{SlugsDisabled: true, DisabledSlug: "generated"})
	if got := decoded[Organization](api.ok("GET", path, "")); got.Slug != "engines" {
		t.Errorf("the slug is %q", got.Slug)
	}
	// The specification does not allow null, so this answer is not checked against it.
	c := &call{Emulator: api.Emulator, now: api.Now().UnixMilli()}
	api.SetBehaviour(Behaviour{SlugsDisabled: true, DisabledSlug: "null"})
	got := marshal(c.organizationAnswer(api.store.organizations.get(o.ID)))
	if !strings.Contains(string(got), `"slug":null`) {
		t.Errorf("got %s", got)
	}
}

func TestDeleteOrganization_removesMembersInvitationsAndActiveSessions(t *testing.T) {
	api := startTest(t, Config{})
	seedInvitations(t, api)
	session := api.ok("POST", "/v1/sessions", `{"user_id":"user_ada","active_organization_id":"org_1"}`).session()
	got := decoded[DeletedObject](api.ok("DELETE", "/v1/organizations/org_1", ""))
	if got.Object != "organization" || got.ID != "org_1" || !got.Deleted {
		t.Errorf("got %+v", got)
	}
	api.refused("DELETE", "/v1/organizations/org_1", "", 404, "resource_not_found")
	if left := api.memberships("/v1/users/user_ada/organization_memberships"); left.TotalCount != 1 {
		t.Errorf("memberships: %s", marshal(left))
	}
	if left := api.invitations(invitationsOfAda); left.TotalCount != 3 {
		t.Errorf("invitations: %s", marshal(left))
	}
	if after := api.ok("GET", "/v1/sessions/"+session.ID, "").session(); after.LastActiveOrganizationID != nil {
		t.Errorf("the session is %s", marshal(after))
	}
}

func TestListOrganizations_filtersAndOrders(t *testing.T) {
	api := startTest(t, Config{})
	at := testTime.UnixMilli()
	err := api.Seed(Seed{
		Organizations: []Organization{
			{ID: "org_1", Name: "Charlie", CreatedAt: at - 3}, {ID: "org_2", Name: "Alpha", Slug: "needle", CreatedAt: at - 2},
			{ID: "org_3", Name: "Bravo", CreatedAt: at - 1},
		},
		Users: []SeedUser{
			{ID: "user_1", Body: map[string]any{"username": "adalove"}, Organizations: []string{"org_2", "org_3"}},
			{ID: "user_2", Body: map[string]any{"username": "graceh"}, Organizations: []string{"org_2"}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"":                             "Bravo Alpha Charlie",
		"?order_by=created_at":         "Charlie Alpha Bravo",
		"?order_by=%2Bname":            "Alpha Bravo Charlie",
		"?order_by=-name":              "Charlie Bravo Alpha",
		"?order_by=members_count":      "Charlie Bravo Alpha",
		"?order_by=-members_count":     "Alpha Bravo Charlie",
		"?query=lph":                   "Alpha",
		"?query=NEED":                  "Alpha",
		"?query=org_1":                 "Charlie",
		"?query=org_":                  "",
		"?user_id=user_1":              "Bravo Alpha",
		"?user_id=-user_2":             "Bravo Charlie",
		"?user_id=user_1&user_id=none": "Bravo Alpha",
		"?organization_id=org_1&organization_id=%2Borg_3&organization_id=none": "Bravo Charlie",
		"?organization_id=-org_1":          "Bravo Alpha",
		"?limit=1&offset=1":                "Alpha",
		"?user_id=-user_1&user_id=-user_2": "Charlie",
	} {
		if got := organizationNames(api.organizations(query).Data); got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
	got := api.organizations("?limit=1&include_members_count=true")
	if got.TotalCount != 3 || *got.Data[0].MembersCount != 1 {
		t.Errorf("got %s", marshal(got))
	}
	api.refused(
		"GET",
		"/v1/organizations?order_by=slug&limit=0&include_members_count=yes",
		"",
		422,
		"form_param_value_invalid limit",
		"form_param_value_invalid include_members_count",
		"form_param_value_invalid order_by",
	)
	many := strings.Repeat("&organization_id=o", 101)
	api.refused("GET", "/v1/organizations?"+many, "", 422, "form_param_array_size_exceeded organization_id")
}

func TestListOrganizations_above500_areInPages(t *testing.T) {
	api := startTest(t, Config{})
	seed := Seed{}
	for i := range 1100 {
		seed.Organizations = append(seed.Organizations, Organization{ID: fmt.Sprintf("org_%04d", i)})
	}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for offset := 0; offset <= 1500; offset += 500 {
		got := api.organizations(fmt.Sprintf("?limit=500&order_by=created_at&offset=%d", offset))
		if got.TotalCount != 1100 {
			t.Fatalf("counted %d", got.TotalCount)
		}
		for _, o := range got.Data {
			ids = append(ids, o.ID)
		}
	}
	if len(ids) != 1100 || !slices.IsSorted(ids) {
		t.Errorf("read %d organizations", len(ids))
	}
	if got := api.organizations(""); len(got.Data) != 10 || got.Data[0].ID != "org_1099" {
		t.Errorf("without a limit: %d", len(got.Data))
	}
}

func TestOrganizations_disabled_areRefused(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{OrganizationsDisabled: true}})
	for _, route := range routes {
		if !strings.HasPrefix(route.pattern, "/v1/organizations") && route.pattern != "/v1/organization_memberships" {
			continue
		}
		path := strings.NewReplacer("{organization_id}", "org_1", "{user_id}", "user_1", "{invitation_id}", "orginv_1", "{domain_id}", "orgdmn_1").
			Replace(route.pattern)
		api.refused(route.method, path, "", 403, "organization_not_enabled_in_instance")
	}
}

func TestRateLimit_organization_refusesWith429(t *testing.T) {
	api := startTest(t, Config{UserRateLimit: RateLimit{Requests: 2, Per: 10 * time.Second}})
	one, two := api.org(`{"name":"One"}`), api.org(`{"name":"Two"}`)
	api.ok("PATCH", "/v1/organizations/"+one.ID, `{}`)
	api.ok("PUT", "/v1/organizations/"+one.ID+"/metadata", `{}`)
	api.refused("PATCH", "/v1/organizations/"+one.ID+"/metadata", `{}`, 429, "too_many_requests")
	api.ok("PATCH", "/v1/organizations/"+two.ID, `{}`)
	api.AdvanceClock(10 * time.Second)
	api.ok("PATCH", "/v1/organizations/"+one.ID, `{}`)
}
