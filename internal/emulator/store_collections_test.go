package emulator

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// everything is a seed with an object of every kind.
const everything = `{
	"users": [{"id":"user_ada","email_address":["ada@example.com"],"external_accounts":[{"provider":"oauth_google"}]}],
	"permissions": [{"id":"perm_1","key":"org:reports:read"}],
	"roles": [{"id":"role_1","key":"org:lead","permissions":["org:reports:read"]}],
	"role_sets": [{"id":"rset_1","key":"role_set:small"}],
	"organizations": [{"id":"org_1","name":"Engines","role_set_key":"role_set:small"}],
	"memberships": [{"id":"orgmem_1","user_id":"user_ada","organization_id":"org_1","role":"org:admin"}],
	"invitations": [{"id":"orginv_1","email_address":"a@example.com","organization_id":"org_1"}],
	"user_invitations": [{"id":"inv_1","email_address":"b@example.com"}],
	"allowlist_identifiers": [{"id":"alid_1","identifier":"*@example.com"}],
	"blocklist_identifiers": [{"id":"blid_1","identifier":"*@example.org"}],
	"waitlist_entries": [{"id":"wle_1","email_address":"c@example.com","invitation_id":"inv_1"}],
	"trusted_devices": [{"id":"tdev_1","user_id":"user_ada"}],
	"clients": [{"id":"client_1"}],
	"sessions": [{"id":"sess_1","user_id":"user_ada","client_id":"client_1"}],
	"jwt_templates": [{"name":"hasura"}],
	"oauth_access_tokens": [{"user_id":"user_ada","provider":"oauth_google","token":"ya29"}]
}`

// notSeeded are collections that requests or the instance itself fill.
var notSeeded = []string{"organization_settings", "instance_restrictions", "organization_domains"}

// Every kind of object can be seeded, and a seed with all of them fills every collection.
func TestSeed_everyKind_isAdded(t *testing.T) {
	var seed Seed
	if err := json.Unmarshal([]byte(everything), &seed); err != nil {
		t.Fatal(err)
	}
	value := reflect.ValueOf(seed)
	for i := range value.NumField() {
		if field := value.Field(i); field.Kind() == reflect.Slice && field.Len() == 0 {
			t.Errorf("the seed has no %s", value.Type().Field(i).Name)
		}
	}
	e, before := New(Config{}), map[string]string{}
	for _, part := range e.store.collections() {
		before[part.name()] = string(marshal(part.content()))
	}
	if err := e.Seed(seed); err != nil {
		t.Fatal(err)
	}
	for _, part := range e.store.collections() {
		expected := !slices.Contains(notSeeded, part.name())
		if changed := string(marshal(part.content())) != before[part.name()]; changed != expected {
			t.Errorf("%s: changed %t", part.name(), changed)
		}
	}
	template, token := e.store.tokens.Templates["hasura"], len(e.store.tokens.OAuth)
	if template.Name == "" || token != 1 {
		t.Error("a template or a token was not added")
	}
}

func TestDataFile_everyKind_isRestored(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clerk.json")
	first := startKept(t, path)
	var seed Seed
	if err := json.Unmarshal([]byte(everything), &seed); err != nil {
		t.Fatal(err)
	}
	if err := first.Seed(seed); err != nil {
		t.Fatal(err)
	}
	first.ok("PATCH", "/v1/instance/restrictions", `{"blocklist":true}`)
	first.ok("PATCH", "/v1/instance/organization_settings", `{"max_allowed_memberships":9}`)
	first.ok("POST", "/v1/organizations/org_1/domains", `{"name":"example.com"}`)
	read := func(api *testAPI) map[string]string {
		answers := map[string]string{}
		for _, path := range []string{
			"users", "users/user_ada/trusted_devices", "users/user_ada/organization_memberships", "clients/client_1",
			"sessions?user_id=user_ada", "organizations/org_1", "organizations/org_1/memberships",
			"organizations/org_1/invitations", "organizations/org_1/domains", "organization_permissions",
			"organization_roles", "role_sets", "invitations", "allowlist_identifiers", "blocklist_identifiers",
			"waitlist_entries", "instance/organization_settings",
		} {
			answers[path] = string(api.ok("GET", "/v1/"+path, "").body)
		}
		answers["restrictions"] = string(api.ok("PATCH", "/v1/instance/restrictions", "").body)
		return answers
	}
	want := read(first)
	if err := first.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	second := startKept(t, path)
	for path, got := range read(second) {
		if got != want[path] {
			t.Errorf("%s:\ngot  %s\nwant %s", path, got, want[path])
		}
	}
	second.Reset()
	for _, part := range second.store.collections() {
		if strings.Contains(string(marshal(part.content())), "_1\"") {
			t.Errorf("%s is not empty after a reset: %s", part.name(), marshal(part.content()))
		}
	}
}

func TestChangeObjects_withoutTheAPI(t *testing.T) {
	api := startTest(t, Config{})
	var seed Seed
	if err := json.Unmarshal([]byte(everything), &seed); err != nil {
		t.Fatal(err)
	}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	if err := api.ChangeOrganization("org_1", func(o *Organization) { o.Name = "Looms" }); err != nil {
		t.Fatal(err)
	}
	err := api.ChangeMembership("org_1", "user_ada", func(m *OrganizationMembership) { m.Role = "org:member" })
	if m := api.Memberships("org_1"); err != nil || m[0].Role != "org:member" || m[0].Organization.Name != "Looms" {
		t.Errorf("got %s, %v", marshal(m), err)
	}
	if err := api.ChangeOrganization("org_1", func(o *Organization) { o.ID = "org_2" }); err == nil {
		t.Error("the id was changed")
	}
	if err := api.ChangeMembership("org_1", "user_none", func(*OrganizationMembership) {}); err == nil {
		t.Error("a missing membership was changed")
	}
	for _, id := range []string{"org_1", "role_1", "perm_1", "inv_1", "alid_1", "blid_1", "wle_1", "none"} {
		api.Delete(id)
	}
	for name, left := range map[string]int{
		"organizations": len(api.Organizations()), "memberships": len(api.Memberships("")),
		"organization invitations": len(api.OrganizationInvitations("")), "roles": len(api.Roles()) - 2,
		"permissions": len(api.Permissions()) - 9, "invitations": len(api.Invitations()),
		"allow-list": len(api.Allowlist()), "block-list": len(api.Blocklist()), "waitlist": len(api.Waitlist()),
	} {
		if left != 0 {
			t.Errorf("%d %s are left", left, name)
		}
	}
}
