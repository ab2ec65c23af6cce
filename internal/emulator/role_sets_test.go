package emulator

import (
	"encoding/json"
	"strings"
	"testing"
)

func unmarshal(raw []byte, target any) error { return json.Unmarshal(raw, target) }

func (a *testAPI) roleSet(method, path, body string) RoleSet {
	a.t.Helper()
	return decoded[RoleSet](a.ok(method, "/v1/role_sets"+path, body))
}

func rolesOf(set RoleSet) string {
	var keys []string
	for _, r := range set.Roles {
		keys = append(keys, r.Key)
	}
	return strings.Join(keys, " ")
}

func TestRoleSet_lifecycle(t *testing.T) {
	api := startTest(t, Config{})
	api.role("POST", "", `{"name":"Lead","key":"org:lead"}`)
	o, _, member := engines(t, api)
	initial := api.roleSet("GET", "/role_set:default", "")
	if initial.Type != "initial" || rolesOf(initial) != "org:admin org:member" || initial.CreatorRole.Key != "org:admin" ||
		initial.DefaultRole.Key != "org:member" || initial.DefaultRole.MembersCount != 1 {
		t.Errorf("got %s", marshal(initial))
	}
	made := api.roleSet("POST", "", `{"name":"Big Teams","default_role_key":"org:lead","creator_role_key":"org:admin",
		"roles":["org:admin","org:lead"]}`)
	if made.Key != "role_set:big_teams" || made.Type != "custom" || rolesOf(made) != "org:admin org:lead" {
		t.Errorf("made %s", marshal(made))
	}
	// The role set of an organization must have the roles of its members.
	api.refused("PATCH", "/v1/organizations/"+o.ID, `{"role_set_key":"role_set:big_teams"}`, 422,
		"organization_role_on_set_assigned_to_user")
	added := api.roleSet("POST", "/"+made.ID+"/roles", `{"role_keys":["org:member"],"default_role_key":"org:member"}`)
	if rolesOf(added) != "org:admin org:lead org:member" || added.DefaultRole.Key != "org:member" {
		t.Errorf("added %s", marshal(added))
	}
	api.ok("PATCH", "/v1/organizations/"+o.ID, `{"role_set_key":"role_set:big_teams"}`)
	replaced := api.roleSet("POST", "/"+made.ID+"/roles/replace", `{"role_key":"org:member","to_role_key":"org:lead"}`)
	if rolesOf(replaced) != "org:admin org:lead" || replaced.DefaultRole.Key != "org:lead" {
		t.Errorf("replaced %s", marshal(replaced))
	}
	if m := api.memberships("/v1/users/" + member.ID + "/organization_memberships").Data[0]; m.Role != "org:lead" {
		t.Errorf("the member is %s", marshal(m))
	}
	renamed := api.roleSet(
		"PATCH",
		"/"+made.ID,
		`{"name":"Teams","key":"role_set:teams","type":"initial","description":"d"}`,
	)
	if renamed.Type != "initial" || renamed.Key != "role_set:teams" || *renamed.Description != "d" {
		t.Errorf("renamed %s", marshal(renamed))
	}
	if got := decoded[Organization](api.ok("GET", "/v1/organizations/"+o.ID, "")); *got.RoleSetKey != "role_set:teams" {
		t.Errorf("the organization is %s", marshal(got))
	}
	api.refused("POST", "/v1/role_sets/"+made.ID+"/replace", `{"dest_role_set_key":"role_set:default"}`, 422,
		"organization_role_set_reassignment_mappings_missing")
	api.refused("POST", "/v1/role_sets/"+made.ID+"/replace",
		`{"dest_role_set_key":"role_set:default","reassignment_mappings":{"org:lead":"org:none"}}`, 422,
		"organization_role_set_reassignment_mappings_invalid")
	deleted := decoded[DeletedObject](api.ok("POST", "/v1/role_sets/"+made.ID+"/replace",
		`{"dest_role_set_key":"role_set:default","reassignment_mappings":{"org:lead":"org:member"}}`))
	if deleted.ID != made.ID || deleted.Object != "role_set" {
		t.Errorf("deleted %+v", deleted)
	}
	if m := api.memberships("/v1/users/" + member.ID + "/organization_memberships").Data[0]; m.Role != "org:member" {
		t.Errorf("the member is %s", marshal(m))
	}
	if got := decoded[Organization](api.ok("GET", "/v1/organizations/"+o.ID, "")); *got.RoleSetKey != "role_set:default" {
		t.Errorf("the organization is %s", marshal(got))
	}
	if set := api.roleSet("GET", "/role_set:default", ""); set.Type != "initial" {
		t.Errorf("got %s", marshal(set))
	}
}

func TestRoleSet_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	const path = "/v1/role_sets"
	api.refused("GET", path+"/role_set:none", "", 404, "resource_not_found")
	api.refused("POST", path, `{}`, 422, "form_param_missing name", "form_param_missing default_role_key",
		"form_param_missing creator_role_key", "form_param_missing roles")
	const names = `"name":"A","default_role_key":"org:member","creator_role_key":"org:member"`
	api.refused("POST", path, `{`+names+`,"roles":["org:member","org:none"],"key":"a","type":"other"}`, 422,
		"form_param_value_invalid type", "form_param_format_invalid key", "form_resource_not_found roles",
		"organization_missing_creator_role_permissions")
	api.refused("POST", path, `{`+names+`,"roles":["org:admin"]}`, 422, "form_resource_not_found default_role_key",
		"form_resource_not_found creator_role_key")
	api.refused("POST", path, `{"name":"A","default_role_key":"org:admin","creator_role_key":"org:admin",
		"roles":["org:admin"],"key":"role_set:default"}`, 422, "form_identifier_exists key")
	api.refused("PATCH", path+"/role_set:default", `{"type":"custom"}`, 422, "form_param_value_invalid type")
	api.refused("POST", path+"/role_set:default/roles/replace", `{"role_key":"org:x","to_role_key":"org:member"}`, 404,
		"resource_not_found role")
	api.refused("POST", path+"/role_set:default/roles/replace", `{"role_key":"org:admin","to_role_key":"org:member"}`, 422,
		"organization_missing_creator_role_permissions")
	api.refused(
		"POST",
		path+"/role_set:default/replace",
		`{"dest_role_set_key":"role_set:default"}`,
		404,
		"resource_not_found",
	)
	api.SetBehaviour(Behaviour{RoleMigrationInProgress: true, RoleSetsNeedPlan: true})
	api.refused("PATCH", path+"/role_set:default", `{}`, 409, "role_migration_in_progress")
	api.refused("POST", path, `{}`, 402, "unsupported_subscription_plan_features")
}
