package diagnostics

import "maps"

// accessCodes has the error codes of operations on organizations, memberships, invitations and the lists.
var accessCodes = map[string]errorCode{
	"organization_creator_not_found": {
		param:  "created_by",
		advice: "The instance has no such user, or not yet. Check created_by, or apply again if the user is new.",
	},
	"organization_slugs_disabled": {
		param: "slug",
		advice: "Enable slugs in the organization settings of the Clerk Dashboard, or remove slug from the configuration. " +
			"Slugs are off by default in newer applications.",
	},
	"organization_quota_exceeded": {advice: planLimit},
	"org_creation_limit_exceeded": {
		param:  "created_by",
		advice: "The user has created as many organizations as allowed. Raise the limit of the user, or omit created_by.",
	},
	"organization_member_limit_managed_by_billing": {
		param:  "max_allowed_memberships",
		advice: "The plan of the organization sets the limit. Remove max_allowed_memberships from the configuration.",
	},
	"insufficient_seats": {
		advice: "Add seats to the plan of the organization, or remove members or pending invitations.",
	},
	"organization_membership_quota_exceeded": {
		advice: "Raise max_allowed_memberships of the organization, or remove members or pending invitations. Clerk counts " +
			"both.",
	},
	"already_a_member_in_organization": {advice: "The user is a member of the organization. Import the membership."},
	"organization_minimum_permissions_needed": {
		advice: "The user is the last administrator of an organization, and Clerk keeps one. If the run also destroys the " +
			"organization, apply again. Otherwise, make another member an administrator and apply first.",
		forAction: "The user is the last administrator of the organization, and Clerk keeps one. Make another member an " +
			"administrator first.",
	},
	"organization_membership_managed_by_scim": {
		advice: "A directory manages this membership by SCIM. Change it in the directory, and remove the resource from the " +
			"state.",
		forAction: "A directory manages this membership by SCIM. Change it in the directory.",
	},
	"exclusive_organization_membership": {
		param: "user_id",
		advice: "Members of this organization, or of the other organization of the user, can have no other one. Remove the " +
			"user there first.",
	},
	"personal_accounts_not_allowed": {
		advice: "The instance requires a membership of each user. Add the user to another organization and apply first. If " +
			"the user is to be deleted, destroy its clerk_user in the same run: Clerk deletes the memberships with it. To " +
			"keep the membership and only remove the resource from the state, set on_destroy = \"keep\" and apply before " +
			"the destroy, or run terraform state rm.",
		forAction: "The instance requires a membership of each user. Add the user to another organization first, or delete " +
			"the user.",
	},
	"organization_instance_roles_quota_exceeded": {advice: planLimit},
	"organization_missing_creator_role_permissions": {
		param: "permissions",
		advice: "The role is the creator role of a role set. Keep the permissions org:sys_memberships:read, " +
			"org:sys_memberships:manage and org:sys_profile:delete, or select another creator role first.",
	},
	"organization_role_default_creator_role": {
		advice: "The role is given to creators of organizations. Select another creator role in the organization settings.",
	},
	"organization_role_domain_default_role": {
		advice: "The role is given to users who join by a domain. Select another default role in the organization settings.",
	},
	"organization_role_assigned_members": {
		advice: "Give these members another role first. The provider does not change their role by itself.",
	},
	"organization_role_exists_in_invitations": {
		advice: "Revoke these invitations first, or wait until they are accepted.",
	},
	"organization_system_permission_not_modifiable": {
		advice: "A key that begins with org:sys_ belongs to Clerk. Remove the resource from the configuration and from the " +
			"state. Roles can have the permission: refer to its id.",
	},
	"waitlist_entry_locked":            {advice: "Clerk is processing the entry. Try again in a few seconds."},
	"waitlist_entry_already_completed": {advice: "The user has signed up. Ban or delete the user instead."},
}

func init() { maps.Copy(errorCodes, accessCodes) }
