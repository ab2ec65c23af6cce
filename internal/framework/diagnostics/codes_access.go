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
	"insufficient_seats": {advice: "Add seats to the plan of the organization, or remove members."},
	"organization_membership_quota_exceeded": {
		advice: "Raise max_allowed_memberships of the organization, or remove members or pending invitations. Clerk counts " +
			"both.",
	},
	"already_a_member_in_organization": {advice: "The user is a member of the organization. Import the membership."},
	"organization_minimum_permissions_needed": {
		advice: "The user is the last administrator of the organization, and Clerk keeps one. Make another member an " +
			"administrator and apply first. To keep the membership and only remove the resource from the state, set " +
			"on_destroy = \"keep\" and apply before the destroy, or run terraform state rm.",
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
		advice: "The instance requires a membership of each user. Add the user to another organization first.",
	},
}

func init() { maps.Copy(errorCodes, accessCodes) }
