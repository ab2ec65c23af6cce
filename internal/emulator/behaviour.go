package emulator

import (
	"cmp"
	"slices"
	"time"
)

// Behaviour has the switches of an emulated instance: its settings, and what is
// not known of the real API. The zero value is an instance with every feature and
// no requirement but one identifier, which answers as the latest version does.
type Behaviour struct {
	// DefaultAPIVersion is the version that applies when a request names none.
	// Empty is the latest.
	DefaultAPIVersion string `json:"default_api_version,omitempty"`
	// MissingKeyCode is the error code when the Authorization header is absent.
	// Empty is authentication_invalid.
	MissingKeyCode string `json:"missing_key_code,omitempty"`

	// RequiredIdentifiers are the identifier types that every user must have, of
	// email_address, phone_number, username and web3_wallet.
	RequiredIdentifiers []string `json:"required_identifiers,omitempty"`
	// PasswordRequired makes a password necessary at creation.
	PasswordRequired bool `json:"password_required,omitempty"`
	// LegalConsentRequired makes legal_accepted_at necessary at creation.
	LegalConsentRequired bool `json:"legal_consent_required,omitempty"`
	// NamesDisabled makes first_name and last_name unknown parameters.
	NamesDisabled bool `json:"names_disabled,omitempty"`
	// DisabledParams are further parameters that are unknown because their
	// feature is off.
	DisabledParams []string `json:"disabled_params,omitempty"`
	// BanNeedsPlan answers every ban and unban with 402.
	BanNeedsPlan bool `json:"ban_needs_plan,omitempty"`
	// LockoutDisabled answers every lock and unlock with 403.
	LockoutDisabled bool `json:"lockout_disabled,omitempty"`
	// LockSeconds is how long a lock lasts. 0 is one hour, -1 is for ever.
	LockSeconds int64 `json:"lock_seconds,omitempty"`
	// VerificationAttempts is the limit that fresh users have. 0 is 10.
	VerificationAttempts int64 `json:"verification_attempts,omitempty"`
	// BreachedPasswords are refused as known from breaches, besides a short list
	// that always is.
	BreachedPasswords []string `json:"breached_passwords,omitempty"`

	// NullIgnored leaves names, external_id and locale alone where a request sends
	// null for them. Otherwise null clears, as an empty string does.
	NullIgnored bool `json:"null_ignored,omitempty"`
	// ShuffleIdentifiers writes email addresses, phone numbers and wallets in
	// another order than that of their creation.
	ShuffleIdentifiers bool `json:"shuffle_identifiers,omitempty"`
	// KeepPrimaryEmpty leaves a user without a primary identifier when the primary
	// is deleted. Otherwise the oldest verified one is promoted.
	KeepPrimaryEmpty bool `json:"keep_primary_empty,omitempty"`
	// UnverifyAllowed lets "verified": false take a verification back. Otherwise
	// it changes nothing.
	UnverifyAllowed bool `json:"unverify_allowed,omitempty"`
	// KeepEmailCase stores email addresses as they are written. They are compared
	// without regard to case either way.
	KeepEmailCase bool `json:"keep_email_case,omitempty"`
	// DuplicateExternalIDCode is the error code of a taken external_id. Empty is
	// form_identifier_exists.
	DuplicateExternalIDCode string `json:"duplicate_external_id_code,omitempty"`
	// MetadataLimit is the size of each metadata field in bytes of compact JSON. 0
	// is 8192.
	MetadataLimit int `json:"metadata_limit,omitempty"`
	// PatchMetadataCode is the error code when PATCH /users/{user_id} carries
	// metadata. Empty is form_param_deprecated.
	PatchMetadataCode string `json:"patch_metadata_code,omitempty"`
	// NameLimit is the most characters of a first or last name. 0 is 255.
	NameLimit int `json:"name_limit,omitempty"`
	// IgnoreUnknownUsers leaves unknown ids out of the answer of a bulk ban.
	// Otherwise one unknown id is 404 and nobody is banned.
	IgnoreUnknownUsers bool `json:"ignore_unknown_users,omitempty"`
	// ListAllSessions allows GET /sessions without a filter. Otherwise that is 400.
	ListAllSessions bool `json:"list_all_sessions,omitempty"`
	// EndedSessionsNotFound answers 404 where a token is asked for a session that
	// is no longer active. Otherwise that is 401.
	EndedSessionsNotFound bool `json:"ended_sessions_not_found,omitempty"`
	// OAuthProvidersDisabled are the providers, such as oauth_google, whose access
	// tokens are refused with 404.
	OAuthProvidersDisabled []string `json:"oauth_providers_disabled,omitempty"`
	// PasswordDisabled refuses with 403 to mark a password as compromised.
	PasswordDisabled bool `json:"password_disabled,omitempty"`
	// ActorTokensNeedPlan answers every creation of an actor token with 402.
	ActorTokensNeedPlan bool `json:"actor_tokens_need_plan,omitempty"`
	// ClientListGone answers GET /clients with 410.
	ClientListGone bool `json:"client_list_gone,omitempty"`

	// OrganizationsDisabled answers everything about organizations with 403.
	OrganizationsDisabled bool `json:"organizations_disabled,omitempty"`
	// MembershipsInUsers writes the organization memberships of a user into the
	// user. Otherwise they are in their own list alone.
	MembershipsInUsers bool `json:"memberships_in_users,omitempty"`
	// RevokedDevicesFound answers the revocation of a trusted device that is revoked
	// already with the device. Otherwise that is 404.
	RevokedDevicesFound bool `json:"revoked_devices_found,omitempty"`
	// AllowedOrigins is what GET /instance says of them; empty is null.
	AllowedOrigins []string `json:"allowed_origins,omitempty"`
	// WorkspaceID is what GET /instance says of it; empty is null.
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

// lockExpiry returns when a lock that begins at now (milliseconds) ends, nil for
// never.
func (b *Behaviour) lockExpiry(now int64) *int64 {
	if b.LockSeconds < 0 {
		return nil
	}
	length := time.Duration(b.LockSeconds) * time.Second
	expiry := now + cmp.Or(length, time.Hour).Milliseconds()
	return &expiry
}

func (b *Behaviour) metadataLimit() int { return cmp.Or(b.MetadataLimit, 8192) }

func (b *Behaviour) nameLimit() int { return cmp.Or(b.NameLimit, 255) }

func (b *Behaviour) verificationAttempts() int64 { return cmp.Or(b.VerificationAttempts, 10) }
