package emulator

import "testing"

func TestOrganizationDomain_lifecycle(t *testing.T) {
	api := startTest(t, Config{})
	o, other := api.org(`{"name":"Engines"}`), api.org(`{"name":"Looms"}`)
	path := "/v1/organizations/" + o.ID + "/domains"
	made := decoded[OrganizationDomain](
		api.ok("POST", path, `{"name":"Example.com","enrollment_mode":"automatic_invitation"}`),
	)
	if made.Name != "example.com" || made.Verification.Status != "verified" || made.OrganizationID != o.ID {
		t.Errorf("made %s", marshal(made))
	}
	api.ok("POST", path, `{"name":"example.org","enrollment_mode":"manual_invitation","verified":false}`)
	for query, want := range map[string]int{
		"": 2, "?verified=true": 1, "?verified=false": 1, "?enrollment_mode=manual_invitation": 1,
		"?enrollment_mode=-manual_invitation": 1, "?limit=1": 1,
	} {
		if got := decoded[listed[OrganizationDomain]](api.ok("GET", path+query, "")); len(got.Data) != want {
			t.Errorf("%s: got %s", query, marshal(got))
		}
	}
	changed := decoded[OrganizationDomain](api.ok("PATCH", path+"/"+made.ID,
		`{"enrollment_mode":"automatic_suggestion","verified":false}`))
	if changed.EnrollmentMode != "automatic_suggestion" || changed.Verification.Status != "unverified" {
		t.Errorf("changed %s", marshal(changed))
	}
	api.refused("POST", path, `{}`, 422, "form_param_missing name")
	api.refused("POST", path, `{"name":"example"}`, 422, "form_param_format_invalid name")
	api.refused("POST", path, `{"name":"a.io","enrollment_mode":"x"}`, 422, "form_param_value_invalid enrollment_mode")
	api.refused("POST", "/v1/organizations/"+other.ID+"/domains", `{"name":"EXAMPLE.com"}`, 422,
		"organization_domain_already_exists name")
	api.refused("PATCH", "/v1/organizations/"+other.ID+"/domains/"+made.ID, `{}`, 404, "resource_not_found")
	api.ok("PATCH", "/v1/instance/organization_settings", `{"domains_enrollment_modes":[]}`)
	api.refused("POST", path, `{"name":"a.io","enrollment_mode":"automatic_invitation"}`, 403,
		"organization_domain_enrollment_mode_not_enabled")
	api.ok("DELETE", path+"/"+made.ID, "")
	api.refused("DELETE", path+"/"+made.ID, "", 404, "resource_not_found")
	api.ok("PATCH", "/v1/instance/organization_settings", `{"domains_enabled":false}`)
	api.refused("GET", path, "", 403, "organization_domains_not_enabled")
	api.ok("DELETE", "/v1/organizations/"+o.ID, "")
	if left := api.store.domains.len(); left != 0 {
		t.Errorf("%d domains are left", left)
	}
}
