package emulator

import (
	"cmp"
	"net/http"
	"slices"
)

// Quotas in the answer about the settings.
const (
	roleSetQuota = 10
	domainQuota  = 10
)

// enrollmentModes are the modes that a request can enable. The manual one is always possible.
var enrollmentModes = []string{"automatic_invitation", "automatic_suggestion"}

// organizationSettingsAnswer are the settings in the format of the API. It has keys of roles, not ids.
type organizationSettingsAnswer struct {
	Object                 string   `json:"object"`
	Enabled                bool     `json:"enabled"`
	MaxAllowedMemberships  int64    `json:"max_allowed_memberships"`
	MaxAllowedRoles        int      `json:"max_allowed_roles"`
	MaxRoleSetsAllowed     int      `json:"max_role_sets_allowed"`
	MaxAllowedDomains      int      `json:"max_allowed_domains"`
	CreatorRole            string   `json:"creator_role"`
	AdminDeleteEnabled     bool     `json:"admin_delete_enabled"`
	DomainsEnabled         bool     `json:"domains_enabled"`
	SlugDisabled           bool     `json:"slug_disabled"`
	DomainsEnrollmentModes []string `json:"domains_enrollment_modes"`
	DomainsDefaultRole     string   `json:"domains_default_role"`
	InitialRoleSetKey      *string  `json:"initial_role_set_key"`
}

// getOrganizationSettings handles GET /instance/organization_settings.
func (c *call) getOrganizationSettings() (any, error) { return c.settingsAnswer(), nil }

// updateOrganizationSettings handles PATCH /instance/organization_settings.
func (c *call) updateOrganizationSettings() (any, error) {
	var params struct {
		Enabled                param[bool]     `param:"enabled,nullable"`
		MaxAllowedMemberships  param[int64]    `param:"max_allowed_memberships,nullable"`
		AdminDeleteEnabled     param[bool]     `param:"admin_delete_enabled,nullable"`
		DomainsEnabled         param[bool]     `param:"domains_enabled,nullable"`
		SlugDisabled           param[bool]     `param:"slug_disabled,nullable"`
		DomainsEnrollmentModes param[[]string] `param:"domains_enrollment_modes"`
		CreatorRoleID          param[string]   `param:"creator_role_id,nullable"`
		DomainsDefaultRoleID   param[string]   `param:"domains_default_role_id,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	problems = inRange(problems, "max_allowed_memberships", params.MaxAllowedMemberships, 0, 0)
	for _, mode := range params.DomainsEnrollmentModes.Value {
		if !slices.Contains(enrollmentModes, mode) {
			problems = append(problems, notAllowedValue("domains_enrollment_modes", enrollmentModes...))
		}
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if err := c.enablingRefusal(params.Enabled); err != nil {
		return nil, err
	}
	if params.MaxAllowedMemberships.hasValue() {
		if err := c.limitRefusal(nil, params.MaxAllowedMemberships.Value); err != nil {
			return nil, err
		}
	}
	settings := c.store.settings.value
	if id := params.DomainsDefaultRoleID; id.hasValue() {
		if c.store.roles.get(id.Value) == nil {
			return nil, roleNotFound()
		}
		settings.DomainsDefaultRoleID = id.Value
	}
	if params.CreatorRoleID.hasValue() {
		if err := c.setCreatorRole(params.CreatorRoleID.Value); err != nil {
			return nil, err
		}
	}
	for _, flag := range []struct {
		sent param[bool]
		to   *bool
	}{
		{params.Enabled, &settings.Enabled},
		{params.AdminDeleteEnabled, &settings.AdminDeleteEnabled},
		{params.DomainsEnabled, &settings.DomainsEnabled},
		{params.SlugDisabled, &settings.SlugDisabled},
	} {
		if flag.sent.hasValue() {
			*flag.to = flag.sent.Value
		}
	}
	if params.MaxAllowedMemberships.hasValue() {
		settings.MaxAllowedMemberships = params.MaxAllowedMemberships.Value
	}
	if params.DomainsEnrollmentModes.Sent {
		settings.DomainsEnrollmentModes = orEmpty(params.DomainsEnrollmentModes.Value)
	}
	c.store.settings.value = settings
	return c.settingsAnswer(), nil
}

// enablingRefusal refuses to enable or to disable organizations.
func (c *call) enablingRefusal(enabled param[bool]) error {
	switch {
	case enabled.Value && c.behaviour.OrganizationsDisabled:
		text := "Organizations cannot be enabled for this workspace."
		return failure(http.StatusForbidden, "organizations_cannot_be_enabled", text, text)
	case enabled.hasValue() && !enabled.Value && c.behaviour.OrganizationsNeeded:
		return failure(http.StatusBadRequest, "organizations_disable_not_allowed", "cannot disable organizations",
			"Cannot disable organizations because another feature of the instance needs them.")
	}
	return nil
}

// setCreatorRole sets the creator role of the role set of new organizations.
func (c *call) setCreatorRole(id string) error {
	chosen, held := c.store.roles.get(id), c.store.initialRoleSet()
	if chosen == nil || held == nil || !slices.Contains(held.RoleIDs, id) {
		return roleNotFound()
	}
	if !c.creatorEligible(chosen) {
		return unprocessable(missingCreatorPermissions())
	}
	set := *held
	set.CreatorRoleID, set.UpdatedAt = id, c.now
	c.store.roleSets.put(&set)
	return nil
}

func (c *call) settingsAnswer() organizationSettingsAnswer {
	settings := c.store.settings.value
	answer := organizationSettingsAnswer{
		Object: "organization_settings", Enabled: c.organizationsOn() == nil, SlugDisabled: c.slugsDisabled(),
		MaxAllowedMemberships: settings.MaxAllowedMemberships, AdminDeleteEnabled: settings.AdminDeleteEnabled,
		DomainsEnabled: settings.DomainsEnabled, DomainsEnrollmentModes: settings.DomainsEnrollmentModes,
		MaxAllowedRoles: cmp.Or(c.behaviour.RoleQuota, defaultRoleQuota), MaxRoleSetsAllowed: roleSetQuota,
		MaxAllowedDomains: domainQuota,
	}
	if r := c.store.roles.get(settings.DomainsDefaultRoleID); r != nil {
		answer.DomainsDefaultRole = r.Key
	}
	if set := c.store.initialRoleSet(); set != nil {
		answer.InitialRoleSetKey = &set.Key
		if r := c.store.roles.get(set.CreatorRoleID); r != nil {
			answer.CreatorRole = r.Key
		}
	}
	return answer
}
