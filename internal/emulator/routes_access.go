package emulator

// accessRoutes are the operations on organizations, and on the lists of the instance.
var accessRoutes = []route{
	{method: "GET", pattern: "/v1/organizations", handle: (*call).listOrganizations},
	{method: "POST", pattern: "/v1/organizations", handle: (*call).createOrganization},
	{method: "GET", pattern: "/v1/organizations/{organization_id}", handle: (*call).getOrganization},
	{
		method: "PATCH", pattern: "/v1/organizations/{organization_id}",
		handle: (*call).updateOrganization, limitedPer: perOrganization,
	},
	{method: "DELETE", pattern: "/v1/organizations/{organization_id}", handle: (*call).deleteOrganization},
	{
		method: "PATCH", pattern: "/v1/organizations/{organization_id}/metadata",
		handle: (*call).mergeOrganizationMetadata, limitedPer: perOrganization,
	},
	{
		method: "PUT", pattern: "/v1/organizations/{organization_id}/metadata",
		handle: (*call).replaceOrganizationMetadata, limitedPer: perOrganization,
	},
	{
		method: "PUT", pattern: "/v1/organizations/{organization_id}/logo",
		handle: (*call).setLogo, takesFile: true, formFields: []string{uploaderParam},
	},
	{method: "DELETE", pattern: "/v1/organizations/{organization_id}/logo", handle: (*call).deleteLogo},

	{method: "GET", pattern: "/v1/organization_memberships", handle: (*call).listAllMemberships},
	{
		method: "GET", pattern: "/v1/organizations/{organization_id}/memberships",
		handle: (*call).listOrganizationMemberships,
	},
	{method: "POST", pattern: "/v1/organizations/{organization_id}/memberships", handle: (*call).createMembership},
	{
		method: "PATCH", pattern: "/v1/organizations/{organization_id}/memberships/{user_id}",
		handle: (*call).updateMembership, limitedPer: perMembership,
	},
	{
		method: "DELETE", pattern: "/v1/organizations/{organization_id}/memberships/{user_id}",
		handle: (*call).deleteMembership,
	},
	{
		method: "PATCH", pattern: "/v1/organizations/{organization_id}/memberships/{user_id}/metadata",
		handle: (*call).mergeMembershipMetadata, limitedPer: perMembership,
	},

	{method: "GET", pattern: "/v1/organization_invitations", handle: (*call).listAllOrganizationInvitations},
	{
		method: "GET", pattern: "/v1/organizations/{organization_id}/invitations",
		handle: (*call).listOrganizationInvitations,
	},
	{
		method: "POST", pattern: "/v1/organizations/{organization_id}/invitations",
		handle: (*call).createOrganizationInvitation, hourly: 250,
	},
	{
		method: "POST", pattern: "/v1/organizations/{organization_id}/invitations/bulk",
		handle: (*call).createOrganizationInvitations, hourly: 50,
	},
	{
		method: "GET", pattern: "/v1/organizations/{organization_id}/invitations/pending",
		handle: (*call).listPendingInvitations,
	},
	{
		method: "GET", pattern: "/v1/organizations/{organization_id}/invitations/{invitation_id}",
		handle: (*call).getOrganizationInvitation,
	},
	{
		method: "POST", pattern: "/v1/organizations/{organization_id}/invitations/{invitation_id}/revoke",
		handle: (*call).revokeOrganizationInvitation,
	},

	{method: "GET", pattern: "/v1/organizations/{organization_id}/domains", handle: (*call).listDomains},
	{method: "POST", pattern: "/v1/organizations/{organization_id}/domains", handle: (*call).createDomain},
	{method: "PATCH", pattern: "/v1/organizations/{organization_id}/domains/{domain_id}", handle: (*call).updateDomain},
	{method: "DELETE", pattern: "/v1/organizations/{organization_id}/domains/{domain_id}", handle: (*call).deleteDomain},

	{method: "GET", pattern: "/v1/organization_roles", handle: (*call).listRoles},
	{method: "POST", pattern: "/v1/organization_roles", handle: (*call).createRole},
	{method: "GET", pattern: "/v1/organization_roles/{organization_role_id}", handle: (*call).getRole},
	{method: "PATCH", pattern: "/v1/organization_roles/{organization_role_id}", handle: (*call).updateRole},
	{method: "DELETE", pattern: "/v1/organization_roles/{organization_role_id}", handle: (*call).deleteRole},
	{
		method: "POST", pattern: "/v1/organization_roles/{organization_role_id}/permissions/{permission_id}",
		handle: (*call).assignPermission,
	},
	{
		method: "DELETE", pattern: "/v1/organization_roles/{organization_role_id}/permissions/{permission_id}",
		handle: (*call).removePermission,
	},
	{method: "GET", pattern: "/v1/organization_permissions", handle: (*call).listPermissions},
	{method: "POST", pattern: "/v1/organization_permissions", handle: (*call).createPermission},
	{method: "GET", pattern: "/v1/organization_permissions/{permission_id}", handle: (*call).getPermission},
	{method: "PATCH", pattern: "/v1/organization_permissions/{permission_id}", handle: (*call).updatePermission},
	{method: "DELETE", pattern: "/v1/organization_permissions/{permission_id}", handle: (*call).deletePermission},
	{method: "GET", pattern: "/v1/role_sets", handle: (*call).listRoleSets},
	{method: "POST", pattern: "/v1/role_sets", handle: (*call).createRoleSet},
	{method: "GET", pattern: "/v1/role_sets/{role_set_key_or_id}", handle: (*call).getRoleSet},
	{method: "PATCH", pattern: "/v1/role_sets/{role_set_key_or_id}", handle: (*call).updateRoleSet},
	{method: "POST", pattern: "/v1/role_sets/{role_set_key_or_id}/replace", handle: (*call).replaceRoleSet},
	{method: "POST", pattern: "/v1/role_sets/{role_set_key_or_id}/roles", handle: (*call).addRolesToSet},
	{method: "POST", pattern: "/v1/role_sets/{role_set_key_or_id}/roles/replace", handle: (*call).replaceRoleInSet},

	{method: "GET", pattern: "/v1/invitations", handle: (*call).listInvitationsOfInstance},
	{method: "POST", pattern: "/v1/invitations", handle: (*call).createInvitation, hourly: 100},
	{method: "POST", pattern: "/v1/invitations/bulk", handle: (*call).createInvitations, hourly: 25},
	{method: "POST", pattern: "/v1/invitations/{invitation_id}/revoke", handle: (*call).revokeInvitation},

	{method: "GET", pattern: "/v1/allowlist_identifiers", handle: (*call).listAllowlist},
	{method: "POST", pattern: "/v1/allowlist_identifiers", handle: (*call).createAllowlistIdentifier},
	{method: "DELETE", pattern: "/v1/allowlist_identifiers/{identifier_id}", handle: (*call).deleteAllowlistIdentifier},
	{method: "GET", pattern: "/v1/blocklist_identifiers", handle: (*call).listBlocklist},
	{method: "POST", pattern: "/v1/blocklist_identifiers", handle: (*call).createBlocklistIdentifier},
	{method: "DELETE", pattern: "/v1/blocklist_identifiers/{identifier_id}", handle: (*call).deleteBlocklistIdentifier},

	{method: "GET", pattern: "/v1/waitlist_entries", handle: (*call).listWaitlist},
	{method: "POST", pattern: "/v1/waitlist_entries", handle: (*call).createWaitlistEntry},
	{method: "POST", pattern: "/v1/waitlist_entries/bulk", handle: (*call).createWaitlistEntries},
	{method: "DELETE", pattern: "/v1/waitlist_entries/{waitlist_entry_id}", handle: (*call).deleteWaitlistEntry},
	{method: "POST", pattern: "/v1/waitlist_entries/{waitlist_entry_id}/invite", handle: (*call).inviteWaitlistEntry},
	{method: "POST", pattern: "/v1/waitlist_entries/{waitlist_entry_id}/reject", handle: (*call).rejectWaitlistEntry},

	{method: "PATCH", pattern: "/v1/instance/restrictions", handle: (*call).updateRestrictions},
	{method: "GET", pattern: "/v1/instance/organization_settings", handle: (*call).getOrganizationSettings},
	{method: "PATCH", pattern: "/v1/instance/organization_settings", handle: (*call).updateOrganizationSettings},
}
