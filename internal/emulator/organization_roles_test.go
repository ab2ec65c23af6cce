package emulator

import (
	"fmt"
	"strings"
	"testing"
)

func (a *testAPI) role(method, path, body string) Role {
	a.t.Helper()
	return decoded[Role](a.ok(method, "/v1/organization_roles"+path, body))
}

func (a *testAPI) permission(method, path, body string) Permission {
	a.t.Helper()
	return decoded[Permission](a.ok(method, "/v1/organization_permissions"+path, body))
}

// roleID returns the id of the role with the key.
func (a *testAPI) roleID(key string) string { return a.store.roleByKey.first(key).ID }

func (a *testAPI) permissionID(key string) string { return a.store.permissionByKey.first(key).ID }

func keysOf(r Role) string {
	var keys []string
	for _, p := range r.Permissions {
		keys = append(keys, p.Key)
	}
	return strings.Join(keys, " ")
}

func TestRole_lifecycle(t *testing.T) {
	api := startTest(t, Config{})
	read := api.permission("POST", "", `{"name":"Read reports","key":"org:reports:read","description":"d"}`)
	if read.Type != "user" || read.Description != "d" || read.Object != "permission" {
		t.Errorf("made %s", marshal(read))
	}
	lead := api.role("POST", "", `{"name":"Lead","key":"org:lead","description":"x","permissions":["`+read.ID+`"],
		"include_in_initial_role_set":true}`)
	if lead.Object != "role" || *lead.Description != "x" || keysOf(lead) != "org:reports:read" || lead.IsCreatorEligible {
		t.Errorf("made %s", marshal(lead))
	}
	o, _, member := engines(t, api)
	path := "/v1/organizations/" + o.ID + "/memberships/" + member.ID
	got := decoded[OrganizationMembership](api.ok("PATCH", path, `{"role":"org:lead"}`))
	if got.RoleName != "Lead" || strings.Join(got.Permissions, " ") != "org:reports:read" {
		t.Errorf("the member is %s", marshal(got))
	}
	api.refused("DELETE", "/v1/organization_roles/"+lead.ID, "", 422, "organization_role_assigned_members")
	invitation := api.invite(
		"/v1/organizations/"+o.ID+"/invitations",
		`{"email_address":"a@example.com","role":"org:lead"}`,
	)

	// A new key applies to members and invitations.
	renamed := api.role("PATCH", "/"+lead.ID, `{"name":"Chief","key":"org:chief","description":null,"permissions":[]}`)
	if renamed.Key != "org:chief" || renamed.Description != nil || len(renamed.Permissions) != 0 {
		t.Errorf("renamed %s", marshal(renamed))
	}
	if m := api.memberships("/v1/users/" + member.ID + "/organization_memberships").Data[0]; m.Role != "org:chief" ||
		m.RoleName != "Chief" || len(m.Permissions) != 0 {
		t.Errorf("the member is %s", marshal(m))
	}
	if same := api.role("PATCH", "/"+lead.ID, `{"name":null,"permissions":null}`); same.Name != "Chief" {
		t.Errorf("null changed it: %s", marshal(same))
	}
	permission := "/" + lead.ID + "/permissions/" + read.ID
	if got := api.role("POST", permission, ""); keysOf(got) != "org:reports:read" {
		t.Errorf("assigned %s", marshal(got))
	}
	api.refused("POST", "/v1/organization_roles"+permission, "", 409, "organization_role_permission_association_exists")
	if got := api.role("DELETE", permission, ""); keysOf(got) != "" {
		t.Errorf("removed %s", marshal(got))
	}
	api.refused(
		"DELETE",
		"/v1/organization_roles"+permission,
		"",
		404,
		"organization_role_permission_association_not_found",
	)

	api.ok("PATCH", path, `{"role":"org:member"}`)
	api.refused("DELETE", "/v1/organization_roles/"+lead.ID, "", 422, "organization_role_exists_in_invitations")
	api.ok("POST", "/v1/organizations/"+o.ID+"/invitations/"+invitation.ID+"/revoke", "")
	api.refused("DELETE", "/v1/organization_roles/"+lead.ID, "", 422, "form_param_value_invalid organization_role_id")
	api.SetBehaviour(Behaviour{RoleInSetDeletable: true})
	deleted := decoded[DeletedObject](api.ok("DELETE", "/v1/organization_roles/"+lead.ID, ""))
	if deleted.Object != "role" {
		t.Errorf("deleted %+v", deleted)
	}
	api.refused("GET", "/v1/organization_roles/"+lead.ID, "", 404, "resource_not_found")
	if set := decoded[RoleSet](api.ok("GET", "/v1/role_sets/role_set:default", "")); len(set.Roles) != 2 {
		t.Errorf("the role set is %s", marshal(set))
	}
}

func TestRole_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{Behaviour: Behaviour{RoleQuota: 1}})
	admin := api.roleID("org:admin")
	for body, want := range map[string]string{
		`{}`:                               "422 form_param_missing name, form_param_missing key",
		`{"name":"A","key":"lead"}`:        "422 form_param_format_invalid key",
		`{"name":"A","key":"org:Lead"}`:    "422 form_param_format_invalid key",
		`{"name":"A","key":"org:admin"}`:   "422 form_identifier_exists key",
		`{"name":"A","key":"org:a","x":1}`: "422 form_param_unknown x",
		`{"name":"A","key":"org:a","permissions":["org:reports:read"]}`: "404 resource_not_found",
	} {
		got := api.request("POST", "/v1/organization_roles", body)
		if text := fmt.Sprintf("%d %s", got.status, strings.Join(got.problems(), ", ")); text != want {
			t.Errorf("%s: got %s, want %s", body, text, want)
		}
	}
	lead := api.role("POST", "", `{"name":"A","key":"org:lead"}`)
	api.refused("POST", "/v1/organization_roles", `{"name":"B","key":"org:b"}`, 403,
		"organization_instance_roles_quota_exceeded")
	api.refused("PATCH", "/v1/organization_roles/"+admin, `{"key":"org:lead"}`, 422, "form_identifier_exists key")
	api.refused("PATCH", "/v1/organization_roles/"+admin, `{"permissions":[]}`, 422,
		"organization_missing_creator_role_permissions")
	api.refused("DELETE", "/v1/organization_roles/"+admin+"/permissions/"+api.permissionID("org:sys_profile:delete"), "",
		422, "organization_missing_creator_role_permissions")
	api.refused("DELETE", "/v1/organization_roles/"+admin, "", 422, "organization_role_default_creator_role")
	api.refused(
		"DELETE",
		"/v1/organization_roles/"+api.roleID("org:member"),
		"",
		422,
		"organization_role_domain_default_role",
	)
	// A role outside the role set of the organization is not known there.
	o, _, member := engines(t, api)
	api.refused("PATCH", "/v1/organizations/"+o.ID+"/memberships/"+member.ID, `{"role":"org:lead"}`, 404,
		"resource_not_found role")
	api.SetBehaviour(
		Behaviour{CustomRolesNeedPlan: true, DuplicateKeyCode: "duplicate_record", LockedResources: []string{lead.ID}},
	)
	api.refused("POST", "/v1/organization_roles", `{}`, 402, "unsupported_subscription_plan_features")
	api.refused("PATCH", "/v1/organization_roles/"+admin, `{"key":"org:lead"}`, 422, "duplicate_record key")
	api.refused("PATCH", "/v1/organization_roles/"+lead.ID, `{}`, 409, "resource_locked")
	api.SetBehaviour(Behaviour{OrganizationsDisabled: true})
	api.refused("GET", "/v1/organization_roles", "", 403, "organization_not_enabled_in_instance")
	api.refused("GET", "/v1/organization_roles/"+lead.ID, "", 403, "organization_not_enabled_in_instance")
}

func TestPermission_lifecycle(t *testing.T) {
	api := startTest(t, Config{})
	const path = "/v1/organization_permissions"
	for body, want := range map[string]string{
		`{}`:                                  "422 form_param_missing name, form_param_missing key",
		`{"name":"A","key":"org:reports"}`:    "422 form_param_format_invalid key",
		`{"name":"A","key":"org:sys_x:read"}`: "422 form_param_value_invalid key",
		`{"name":"A","key":"org:sys_profile:manage"}`: "422 form_param_value_invalid key",
	} {
		got := api.request("POST", path, body)
		if text := fmt.Sprintf("%d %s", got.status, strings.Join(got.problems(), ", ")); text != want {
			t.Errorf("%s: got %s, want %s", body, text, want)
		}
	}
	made := api.permission("POST", "", `{"name":"A","key":"org:reports:read"}`)
	api.refused("POST", path, `{"name":"A","key":"org:reports:read"}`, 422, "form_identifier_exists key")
	changed := api.permission("PATCH", "/"+made.ID, `{"name":"B","key":"org:reports:write","description":"d"}`)
	got := api.permission("GET", "/"+made.ID, "")
	if got != changed || got.Key != "org:reports:write" || got.Description != "d" {
		t.Errorf("got %s", marshal(got))
	}
	system := path + "/" + api.permissionID("org:sys_profile:manage")
	api.refused("PATCH", system, `{}`, 403, "organization_system_permission_not_modifiable")
	api.refused("DELETE", system, "", 403, "organization_system_permission_not_modifiable")
	lead := api.role("POST", "", `{"name":"L","key":"org:lead","permissions":["`+made.ID+`"]}`)
	api.SetBehaviour(Behaviour{AssignedPermissionsKept: true, CustomPermissionsNeedPlan: true})
	api.refused("DELETE", path+"/"+made.ID, "", 422, "form_param_value_invalid permission_id")
	api.refused("POST", path, `{}`, 402, "unsupported_subscription_plan_features")
	api.SetBehaviour(Behaviour{})
	api.ok("DELETE", path+"/"+made.ID, "")
	api.refused("GET", path+"/"+made.ID, "", 404, "resource_not_found")
	if got := api.role("GET", "/"+lead.ID, ""); len(got.Permissions) != 0 {
		t.Errorf("the role is %s", marshal(got))
	}
}

func TestListRoles_above500_areInPages(t *testing.T) {
	api := startTest(t, Config{})
	seed := Seed{}
	for i := range 600 {
		seed.Permissions = append(seed.Permissions, Permission{Key: fmt.Sprintf("org:feature:%03d", i)})
		seed.Roles = append(seed.Roles, SeedRole{Key: fmt.Sprintf("org:role_%03d", i), OutsideRoleSets: true})
		seed.RoleSets = append(seed.RoleSets, SeedRoleSet{Key: fmt.Sprintf("role_set:set_%03d", i)})
	}
	if err := api.Seed(seed); err != nil {
		t.Fatal(err)
	}
	type keyed struct {
		Key string `json:"key"`
	}
	read := func(path string) (keys []string, total int) {
		for offset := 0; offset < 1000; offset += 500 {
			var got listed[keyed]
			answer := api.ok("GET", fmt.Sprintf("%slimit=500&order_by=key&offset=%d", path, offset), "")
			if err := unmarshal(answer.body, &got); err != nil {
				t.Fatal(err)
			}
			for _, row := range got.Data {
				keys = append(keys, row.Key)
			}
			total = got.TotalCount
		}
		return keys, total
	}
	for path, want := range map[string]int{
		"/v1/organization_permissions?": 609, "/v1/organization_roles?": 602, "/v1/role_sets?": 601,
		"/v1/organization_permissions?query=FEATURE&": 600, "/v1/organization_roles?query=role_1&": 100,
	} {
		if keys, total := read(path); len(keys) != want || total != want {
			t.Errorf("%s: read %d of %d, want %d", path, len(keys), total, want)
		}
	}
	if keys, _ := read("/v1/organization_roles?query=" + api.roleID("org:role_007") + "&"); len(keys) != 1 {
		t.Errorf("by id: %v", keys)
	}
	newest := decoded[listed[Role]](api.ok("GET", "/v1/organization_roles?limit=1", ""))
	if newest.Data[0].Key != "org:role_599" {
		t.Errorf("the newest is %s", marshal(newest))
	}
	api.refused("GET", "/v1/organization_roles?order_by=id", "", 422, "form_param_value_invalid order_by")
}
