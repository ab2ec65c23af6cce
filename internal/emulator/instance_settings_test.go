package emulator

import (
	"strings"
	"testing"
)

func TestRestrictions_update_changesTheSentValues(t *testing.T) {
	api := startTest(t, Config{})
	update := func(body string) instanceRestrictions {
		t.Helper()
		return decoded[instanceRestrictions](api.ok("PATCH", "/v1/instance/restrictions", body))
	}
	if got := update(`{}`); got != (instanceRestrictions{Object: "instance_restrictions"}) {
		t.Errorf("got %+v", got)
	}
	update(`{"allowlist":true,"blocklist":true,"block_email_subaddresses":true}`)
	got := update(`{"allowlist":null,"blocklist":false,"block_disposable_email_domains":true,
		"allowlist_blocklist_disabled_on_sign_in":true}`)
	if !got.Allowlist || got.Blocklist || !got.BlockEmailSubaddresses || !got.BlockDisposableEmailDomains ||
		!got.AllowlistBlocklistDisabledOnSignIn || update(``) != got {
		t.Errorf("got %+v", got)
	}
	const path = "/v1/instance/restrictions"
	api.refused("PATCH", path, `{"allowlist":1}`, 422, "form_param_value_invalid allowlist")
	api.SetBehaviour(Behaviour{
		SignUpMode: "restricted", DisabledRestrictions: []string{"blocklist"}, EmptyRestrictionsRefused: true,
	})
	api.refused("PATCH", path, `{"allowlist":true}`, 422, "sign_up_mode_restricted_invalid_value allowlist")
	api.refused("PATCH", path, `{"blocklist":false}`, 422, "disabled_instance_restriction blocklist")
	api.refused("PATCH", path, `{}`, 422, "form_param_missing")
	api.SetBehaviour(Behaviour{RestrictionsNeedPlan: true})
	api.refused("PATCH", path, `{}`, 402, "unsupported_subscription_plan_features")
}

func TestOrganizationSettings_update_changesTheSentValues(t *testing.T) {
	api := startTest(t, Config{})
	const path = "/v1/instance/organization_settings"
	read := func() organizationSettingsAnswer {
		t.Helper()
		return decoded[organizationSettingsAnswer](api.ok("GET", path, ""))
	}
	first := read()
	if !first.Enabled || first.MaxAllowedMemberships != 5 || first.CreatorRole != "org:admin" ||
		first.DomainsDefaultRole != "org:member" || *first.InitialRoleSetKey != "role_set:default" || first.SlugDisabled {
		t.Errorf("got %+v", first)
	}
	lead := api.role("POST", "", `{"name":"Lead","key":"org:lead","include_in_initial_role_set":true,"permissions":["`+
		strings.Join(api.store.permissionIDs(creatorPermissions), `","`)+`"]}`)
	changed := decoded[organizationSettingsAnswer](api.ok("PATCH", path, `{"max_allowed_memberships":0,
		"admin_delete_enabled":false,"domains_enabled":true,"slug_disabled":true,"creator_role_id":"`+lead.ID+`",
		"domains_enrollment_modes":["automatic_invitation"],"domains_default_role_id":"`+lead.ID+`"}`))
	if changed.MaxAllowedMemberships != 0 || changed.AdminDeleteEnabled || !changed.DomainsEnabled ||
		!changed.SlugDisabled ||
		changed.CreatorRole != "org:lead" ||
		changed.DomainsDefaultRole != "org:lead" ||
		!changed.Enabled ||
		strings.Join(changed.DomainsEnrollmentModes, "") != "automatic_invitation" {
		t.Errorf("got %+v", changed)
	}
	user := api.create(`{"username":"adalove"}`)
	o := api.org(`{"name":"Engines","created_by":"` + user.ID + `"}`)
	m := api.Memberships(o.ID)
	if o.Slug != "" || o.MaxAllowedMemberships != 0 || o.AdminDeleteEnabled || m[0].Role != "org:lead" {
		t.Errorf("made %s with %s", marshal(o), marshal(m))
	}
	api.refused("DELETE", "/v1/organization_roles/"+lead.ID, "", 422, "organization_role_default_creator_role")
	api.refused("PATCH", path, `{"max_allowed_memberships":-1,"domains_enrollment_modes":["manual"]}`, 422,
		"form_param_value_invalid max_allowed_memberships", "form_param_value_invalid domains_enrollment_modes")
	api.refused("PATCH", path, `{"creator_role_id":"role_none"}`, 404, "resource_not_found role")
	api.refused("PATCH", path, `{"creator_role_id":"`+api.roleID("org:member")+`"}`, 422,
		"organization_missing_creator_role_permissions")
	api.SetBehaviour(Behaviour{OrganizationsNeeded: true, MembershipLimitOfPlan: 20})
	api.refused("PATCH", path, `{"enabled":false}`, 400, "organizations_disable_not_allowed")
	api.refused("PATCH", path, `{"max_allowed_memberships":21}`, 402, "unsupported_subscription_plan_features")
	api.SetBehaviour(Behaviour{})
	api.ok("PATCH", path, `{"enabled":false}`)
	api.refused("GET", "/v1/organizations", "", 403, "organization_not_enabled_in_instance")
	if read().Enabled {
		t.Error("organizations are enabled")
	}
	api.ok("PATCH", path, `{"enabled":true}`)
	api.ok("GET", "/v1/organizations", "")
	api.SetBehaviour(Behaviour{OrganizationsDisabled: true})
	api.refused("PATCH", path, `{"enabled":true}`, 403, "organizations_cannot_be_enabled")
}
