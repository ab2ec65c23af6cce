package emulator

import (
	"cmp"
	"slices"
	"time"
)

// Behaviour has the switches of an emulated instance: its settings, and behaviour of the real API that is not
// documented. The zero value is an instance with every feature. A user needs one identifier, and the latest API version
// applies.
type Behaviour struct {
	// DefaultAPIVersion is the version that applies when a request names none. Empty is the latest.
	DefaultAPIVersion string `json:"default_api_version,omitempty"`
	// MissingKeyCode is the error code when the Authorization header is absent. Empty is authentication_invalid.
	MissingKeyCode string `json:"missing_key_code,omitempty"`

	// RequiredIdentifiers are the identifier types that every user must have: any of email_address, phone_number, username
	// and web3_wallet.
	RequiredIdentifiers []string `json:"required_identifiers,omitempty"`
	// PasswordRequired makes a password required at creation.
	PasswordRequired bool `json:"password_required,omitempty"`
	// LegalConsentRequired makes legal_accepted_at required at creation.
	LegalConsentRequired bool `json:"legal_consent_required,omitempty"`
	// NamesDisabled makes first_name and last_name unknown parameters.
	NamesDisabled bool `json:"names_disabled,omitempty"`
	// UsernameCharacters are characters that usernames can contain in addition to the default ones, such as ".+". No
	// username can be a phone number.
	UsernameCharacters string `json:"username_characters,omitempty"`
	// UsernameLength is the minimum and the maximum length of usernames. Empty is 4 and 64.
	UsernameLength []int `json:"username_length,omitempty"`
	// DisabledParams are further parameters that are unknown because their feature is off.
	DisabledParams []string `json:"disabled_params,omitempty"`
	// BanNeedsPlan answers every ban and unban with 402.
	BanNeedsPlan bool `json:"ban_needs_plan,omitempty"`
	// LockoutDisabled answers every lock and unlock with 403.
	LockoutDisabled bool `json:"lockout_disabled,omitempty"`
	// LockSeconds is the duration of a lock. 0 is one hour, -1 is without an end.
	LockSeconds int64 `json:"lock_seconds,omitempty"`
	// VerificationAttempts is the limit of new users. 0 is 10.
	VerificationAttempts int64 `json:"verification_attempts,omitempty"`
	// RateLimitBlocksAll blocks all operations when the rate limit of the instance refuses a request. Otherwise the
	// refusal blocks only the operation of the request.
	RateLimitBlocksAll bool `json:"rate_limit_blocks_all,omitempty"`
	// BreachedPasswords are refused as found in breaches, in addition to a short built-in list.
	BreachedPasswords []string `json:"breached_passwords,omitempty"`

	// NullIgnored does not change names, external_id and locale when a request sends null for them. Otherwise null clears
	// them, as an empty string does.
	NullIgnored bool `json:"null_ignored,omitempty"`
	// ShuffleIdentifiers returns email addresses, phone numbers and wallets in an order that is not the order of their
	// creation.
	ShuffleIdentifiers bool `json:"shuffle_identifiers,omitempty"`
	// KeepPrimaryEmpty selects no new primary identifier when the primary is deleted. Otherwise the oldest verified one
	// becomes primary.
	KeepPrimaryEmpty bool `json:"keep_primary_empty,omitempty"`
	// UnverifyAllowed lets "verified": false undo a verification. Otherwise it changes nothing.
	UnverifyAllowed bool `json:"unverify_allowed,omitempty"`
	// KeepEmailCase stores the case of email addresses. Comparisons always ignore the case.
	KeepEmailCase bool `json:"keep_email_case,omitempty"`
	// DuplicateExternalIDCode is the error code of a taken external_id. Empty is form_identifier_exists.
	DuplicateExternalIDCode string `json:"duplicate_external_id_code,omitempty"`
	// MetadataLimit is the maximum size of each metadata field, in bytes of compact JSON. 0 is 8192.
	MetadataLimit int `json:"metadata_limit,omitempty"`
	// PatchMetadataCode is the error code when PATCH /users/{user_id} or PATCH /organizations/{organization_id} carries
	// metadata. Empty is form_param_deprecated.
	PatchMetadataCode string `json:"patch_metadata_code,omitempty"`
	// NameLimit is the maximum length of a first or last name. 0 is 255.
	NameLimit int `json:"name_limit,omitempty"`
	// IgnoreUnknownUsers omits unknown ids in the answer of a bulk ban. Otherwise one unknown id is answered with 404 and
	// no user is banned.
	IgnoreUnknownUsers bool `json:"ignore_unknown_users,omitempty"`
	// ListAllSessions allows GET /sessions without a filter. Otherwise the answer is 400.
	ListAllSessions bool `json:"list_all_sessions,omitempty"`
	// EndedSessionsNotFound answers 404 to a request for a token of a session that is no longer active. Otherwise the
	// answer is 401.
	EndedSessionsNotFound bool `json:"ended_sessions_not_found,omitempty"`
	// RefreshMaxAgeSeconds is the maximum age of an expired session token for a refresh. 0 is one day.
	RefreshMaxAgeSeconds int64 `json:"refresh_max_age_seconds,omitempty"`
	// CodeAttempts is the number of wrong codes after which the verification of an email address or a phone number has
	// failed. 0 is 3.
	CodeAttempts int64 `json:"code_attempts,omitempty"`
	// OAuthProvidersDisabled are providers, such as oauth_google. Requests for their access tokens are answered with 404.
	OAuthProvidersDisabled []string `json:"oauth_providers_disabled,omitempty"`
	// PasswordDisabled refuses with 403 to mark a password as compromised.
	PasswordDisabled bool `json:"password_disabled,omitempty"`
	// ActorTokensNeedPlan answers every creation of an actor token with 402.
	ActorTokensNeedPlan bool `json:"actor_tokens_need_plan,omitempty"`
	// ClientListGone answers GET /clients with 410.
	ClientListGone bool `json:"client_list_gone,omitempty"`

	// OrganizationsDisabled answers everything about organizations with 403.
	OrganizationsDisabled bool `json:"organizations_disabled,omitempty"`
	// OrganizationQuota is the maximum number of organizations. 0 is without a limit.
	OrganizationQuota int `json:"organization_quota,omitempty"`
	// MembershipLimitOfPlan is the highest max_allowed_memberships of the plan. More is answered with 402. 0 is without a
	// limit.
	MembershipLimitOfPlan int64 `json:"membership_limit_of_plan,omitempty"`
	// Seats are the seats of every organization under a plan with seats. More members are answered with 402, and the
	// limit of memberships cannot be changed. 0 is a plan without seats.
	Seats int `json:"seats,omitempty"`
	// NullLimitResets lets "max_allowed_memberships": null restore the limit of the instance. Otherwise it changes
	// nothing.
	NullLimitResets bool `json:"null_limit_resets,omitempty"`
	// SlugsDisabled answers a request with the slug of an organization with 403, and returns no slugs.
	SlugsDisabled bool `json:"slugs_disabled,omitempty"`
	// DisabledSlug is the slug in answers while slugs are disabled: null, or generated. Empty is an empty string.
	DisabledSlug string `json:"disabled_slug,omitempty"`
	// DuplicateSlugCode is the error code of a taken slug. Empty is form_identifier_exists.
	DuplicateSlugCode string `json:"duplicate_slug_code,omitempty"`
	// ExclusiveOrganizations are ids of organizations with members that can have no other organization.
	ExclusiveOrganizations []string `json:"exclusive_organizations,omitempty"`
	// LastAdminUndeletable refuses to delete a user that is the last admin of an organization. Otherwise the membership is
	// removed with the user.
	LastAdminUndeletable bool `json:"last_admin_undeletable,omitempty"`
	// PersonalAccountsDisabled answers the removal of the last membership of a user with 422.
	PersonalAccountsDisabled bool `json:"personal_accounts_disabled,omitempty"`
	// UnknownRoleInvalid answers an unknown role with 422. Otherwise the answer is 404.
	UnknownRoleInvalid bool `json:"unknown_role_invalid,omitempty"`
	// MembershipConsumesInvitation accepts the pending invitation of a user that a request adds to the organization.
	// Otherwise the invitation stays pending.
	MembershipConsumesInvitation bool `json:"membership_consumes_invitation,omitempty"`
	// AcceptedInvitationDays is the number of days after which an accepted invitation to an organization no longer
	// exists. 0 means that it is kept.
	AcceptedInvitationDays int64 `json:"accepted_invitation_days,omitempty"`
	// InvitationURLKept returns the URL of an invitation that is no longer pending. Otherwise it is omitted.
	InvitationURLKept bool `json:"invitation_url_kept,omitempty"`
	// InvitationsNotSupported answers every invitation with 400, as an instance without email addresses does.
	InvitationsNotSupported bool `json:"invitations_not_supported,omitempty"`
	// DuplicateInvitationCode is the error code of a second pending invitation of an email address to an organization.
	// Empty is organization_invitation_not_unique.
	DuplicateInvitationCode string `json:"duplicate_invitation_code,omitempty"`
	// BulkInvitationsPartial keeps the invitations before the refused one of a request with several. Otherwise none is
	// created.
	BulkInvitationsPartial bool `json:"bulk_invitations_partial,omitempty"`
	// RevokeNeedsUser makes requesting_user_id required when an invitation to an organization is revoked.
	RevokeNeedsUser bool `json:"revoke_needs_user,omitempty"`
	// CustomRolesNeedPlan answers every creation of a role with 402.
	CustomRolesNeedPlan bool `json:"custom_roles_need_plan,omitempty"`
	// CustomPermissionsNeedPlan answers every creation of a permission with 402.
	CustomPermissionsNeedPlan bool `json:"custom_permissions_need_plan,omitempty"`
	// RoleSetsNeedPlan answers every creation of a role set with 402.
	RoleSetsNeedPlan bool `json:"role_sets_need_plan,omitempty"`
	// RoleQuota is the maximum number of roles in addition to those of a new instance. 0 is 10.
	RoleQuota int `json:"role_quota,omitempty"`
	// DuplicateKeyCode is the error code of a taken key of a role, a permission or a role set. Empty is
	// form_identifier_exists.
	DuplicateKeyCode string `json:"duplicate_key_code,omitempty"`
	// RoleInSetDeletable lets a role be deleted that is in a role set. Otherwise the answer is 422.
	RoleInSetDeletable bool `json:"role_in_set_deletable,omitempty"`
	// AssignedPermissionsKept refuses to delete a permission that a role has. Otherwise the roles lose it.
	AssignedPermissionsKept bool `json:"assigned_permissions_kept,omitempty"`
	// RoleMigrationInProgress answers a change of a role set with 409.
	RoleMigrationInProgress bool `json:"role_migration_in_progress,omitempty"`
	// OrganizationsNeeded refuses to disable organizations in the settings with 400.
	OrganizationsNeeded bool `json:"organizations_needed,omitempty"`
	// IgnoreExistingUsers selects the requests in which ignore_existing applies to addresses of users: always, or never.
	// Empty is in requests for one invitation.
	IgnoreExistingUsers string `json:"ignore_existing_users,omitempty"`
	// RevokeAcceptedAllowed revokes an accepted invitation to the instance. Otherwise the answer is 400.
	RevokeAcceptedAllowed bool `json:"revoke_accepted_allowed,omitempty"`
	// RevokedInvitationsListed returns revoked invitations to the instance in a list without a status.
	RevokedInvitationsListed bool `json:"revoked_invitations_listed,omitempty"`
	// UnpagedListsWhole returns all invitations to the instance and all identifiers of the allow-list in a list without
	// paginated=true. Otherwise limit applies, which is 10 if it is absent.
	UnpagedListsWhole bool `json:"unpaged_lists_whole,omitempty"`
	// AllowlistNeedsPlan answers every request about the allow-list with 402.
	AllowlistNeedsPlan bool `json:"allowlist_needs_plan,omitempty"`
	// BlocklistNeedsPlan answers every request about the block-list with 402.
	BlocklistNeedsPlan bool `json:"blocklist_needs_plan,omitempty"`
	// RestrictionsNeedPlan answers every request about the restrictions of the instance with 402.
	RestrictionsNeedPlan bool `json:"restrictions_need_plan,omitempty"`
	// BareDomain selects what happens to a domain without *@ on the allow-list and the block-list: keep, or normalise,
	// which adds *@. Empty refuses it with 422.
	BareDomain string `json:"bare_domain,omitempty"`
	// BlocklistPaged applies limit and offset to the block-list. Otherwise it is returned as a whole.
	BlocklistPaged bool `json:"blocklist_paged,omitempty"`
	// EmptyInvitationID is the value of invitation_id on the allow-list without an invitation: empty, which is an empty
	// string, or null. Empty omits it.
	EmptyInvitationID string `json:"empty_invitation_id,omitempty"`
	// AllowlistDeleteRevokes revokes the pending invitation of a deleted identifier of the allow-list.
	AllowlistDeleteRevokes bool `json:"allowlist_delete_revokes,omitempty"`
	// InviteAfterRejectRefused refuses to invite a rejected entry of the waitlist with 409.
	InviteAfterRejectRefused bool `json:"invite_after_reject_refused,omitempty"`
	// EmptyRestrictionsRefused refuses a change of the restrictions without a value with 422. Otherwise the answer has the
	// current values.
	EmptyRestrictionsRefused bool `json:"empty_restrictions_refused,omitempty"`
	// DisabledRestrictions are restrictions that the instance cannot set, such as block_email_subaddresses.
	DisabledRestrictions []string `json:"disabled_restrictions,omitempty"`
	// SignUpMode is a sign-up mode in which the allow-list cannot be enabled: restricted, or waitlist. Empty is the public
	// mode.
	SignUpMode string `json:"sign_up_mode,omitempty"`
	// LockedResources are ids of organizations, memberships, roles and role sets. A change of them is answered with 409.
	LockedResources []string `json:"locked_resources,omitempty"`
	// ReplicaLagSeconds is the time until operations on organizations find a new user or a new membership.
	ReplicaLagSeconds int64 `json:"replica_lag_seconds,omitempty"`
	// HourlyLimitsDisabled turns off the limits of invitations per hour.
	HourlyLimitsDisabled bool `json:"hourly_limits_disabled,omitempty"`
	// MembershipsInUsers returns the organization memberships of a user in the user. Otherwise they are in their own list
	// only.
	MembershipsInUsers bool `json:"memberships_in_users,omitempty"`
	// RevokedDevicesFound answers a second revocation of a trusted device with the device. Otherwise the answer is 404.
	RevokedDevicesFound bool `json:"revoked_devices_found,omitempty"`
	// AllowedOrigins is the value in the answer of GET /instance. Empty is null.
	AllowedOrigins []string `json:"allowed_origins,omitempty"`
	// WorkspaceID is the value in the answer of GET /instance. Empty is null.
	WorkspaceID string `json:"workspace_id,omitempty"`
}

func (b *Behaviour) requires(identifier string) bool {
	return slices.Contains(b.RequiredIdentifiers, identifier)
}

func (b *Behaviour) disables(param string) bool {
	if b.NamesDisabled && (param == "first_name" || param == "last_name") {
		return true
	}
	return slices.Contains(b.DisabledParams, param)
}

// usernameLength returns the minimum and the maximum length of usernames.
func (b *Behaviour) usernameLength() (least, most int) {
	if len(b.UsernameLength) == 2 {
		return b.UsernameLength[0], b.UsernameLength[1]
	}
	return 4, 64
}

// lockExpiry returns when a lock that begins at now (milliseconds) ends, nil for never.
func (b *Behaviour) lockExpiry(now int64) *int64 {
	if b.LockSeconds < 0 {
		return nil
	}
	length := time.Duration(b.LockSeconds) * time.Second
	expiry := now + cmp.Or(length, time.Hour).Milliseconds()
	return &expiry
}

func (b *Behaviour) refreshMaxAge() time.Duration {
	return cmp.Or(time.Duration(b.RefreshMaxAgeSeconds)*time.Second, refreshMaxAge)
}

func (b *Behaviour) codeAttempts() int64 { return cmp.Or(b.CodeAttempts, 3) }

func (b *Behaviour) metadataLimit() int { return cmp.Or(b.MetadataLimit, 8192) }

func (b *Behaviour) nameLimit() int { return cmp.Or(b.NameLimit, 255) }

func (b *Behaviour) verificationAttempts() int64 { return cmp.Or(b.VerificationAttempts, 10) }
