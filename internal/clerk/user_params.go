package clerk

import (
	"encoding/json"
	"reflect"
	"time"
)

// UserCreateParams is the body of POST /users. Empty slices and nil metadata fields are omitted.
type UserCreateParams struct {
	ExternalID Field[string] `json:"external_id,omitzero"`
	FirstName  Field[string] `json:"first_name,omitzero"`
	LastName   Field[string] `json:"last_name,omitzero"`
	Locale     Field[string] `json:"locale,omitzero"`
	Username   Field[string] `json:"username,omitzero"`

	// The first email address, phone number and wallet becomes the primary one. The statuses ("verified" or "reserved")
	// have the same order as their identifiers. Without statuses, all identifiers are verified.
	EmailAddresses                     []string `json:"email_address,omitempty"`
	EmailAddressIdentificationStatuses []string `json:"email_address_identification_status,omitempty"`
	PhoneNumbers                       []string `json:"phone_number,omitempty"`
	PhoneNumberIdentificationStatuses  []string `json:"phone_number_identification_status,omitempty"`
	Web3Wallets                        []string `json:"web3_wallet,omitempty"`

	Password                Field[string] `json:"password,omitzero"`
	PasswordDigest          Field[string] `json:"password_digest,omitzero"`
	PasswordHasher          Field[string] `json:"password_hasher,omitzero"`
	SkipPasswordChecks      Field[bool]   `json:"skip_password_checks,omitzero"`
	SkipPasswordRequirement Field[bool]   `json:"skip_password_requirement,omitzero"`
	TOTPSecret              Field[string] `json:"totp_secret,omitzero"`
	BackupCodes             []string      `json:"backup_codes,omitempty"`

	PublicMetadata  json.RawMessage `json:"public_metadata,omitempty"`
	PrivateMetadata json.RawMessage `json:"private_metadata,omitempty"`
	UnsafeMetadata  json.RawMessage `json:"unsafe_metadata,omitempty"`

	DeleteSelfEnabled         Field[bool] `json:"delete_self_enabled,omitzero"`
	CreateOrganizationEnabled Field[bool] `json:"create_organization_enabled,omitzero"`
	// CreateOrganizationsLimit is a number of organizations; 0 means unlimited.
	CreateOrganizationsLimit Field[int64]     `json:"create_organizations_limit,omitzero"`
	LegalAcceptedAt          Field[time.Time] `json:"legal_accepted_at,omitzero"`
	SkipLegalChecks          Field[bool]      `json:"skip_legal_checks,omitzero"`
	SkipUserRequirement      Field[bool]      `json:"skip_user_requirement,omitzero"`
	CreatedAt                Field[time.Time] `json:"created_at,omitzero"`
	BypassClientTrust        Field[bool]      `json:"bypass_client_trust,omitzero"`
	Banned                   Field[bool]      `json:"banned,omitzero"`
	Locked                   Field[bool]      `json:"locked,omitzero"`
}

// UserUpdateParams is the body of PATCH /users/{user_id}. Metadata, identifiers, bans and locks have separate
// operations.
type UserUpdateParams struct {
	ExternalID Field[string] `json:"external_id,omitzero"`
	FirstName  Field[string] `json:"first_name,omitzero"`
	LastName   Field[string] `json:"last_name,omitzero"`
	Locale     Field[string] `json:"locale,omitzero"`
	Username   Field[string] `json:"username,omitzero"`

	// The primary identifiers are ids of verified identifiers of the user.
	PrimaryEmailAddressID            Field[string] `json:"primary_email_address_id,omitzero"`
	NotifyPrimaryEmailAddressChanged Field[bool]   `json:"notify_primary_email_address_changed,omitzero"`
	PrimaryPhoneNumberID             Field[string] `json:"primary_phone_number_id,omitzero"`
	PrimaryWeb3WalletID              Field[string] `json:"primary_web3_wallet_id,omitzero"`
	ProfileImageID                   Field[string] `json:"profile_image_id,omitzero"`

	// Clerk refuses SkipPasswordChecks and SignOutOfOtherSessions without Password.
	Password               Field[string] `json:"password,omitzero"`
	PasswordDigest         Field[string] `json:"password_digest,omitzero"`
	PasswordHasher         Field[string] `json:"password_hasher,omitzero"`
	SkipPasswordChecks     Field[bool]   `json:"skip_password_checks,omitzero"`
	SignOutOfOtherSessions Field[bool]   `json:"sign_out_of_other_sessions,omitzero"`
	TOTPSecret             Field[string] `json:"totp_secret,omitzero"`
	// BackupCodes replaces all codes. With nil, they are unchanged.
	BackupCodes []string `json:"backup_codes,omitzero"`

	DeleteSelfEnabled         Field[bool] `json:"delete_self_enabled,omitzero"`
	CreateOrganizationEnabled Field[bool] `json:"create_organization_enabled,omitzero"`
	// CreateOrganizationsLimit is a number of organizations; 0 means unlimited.
	CreateOrganizationsLimit Field[int64]     `json:"create_organizations_limit,omitzero"`
	LegalAcceptedAt          Field[time.Time] `json:"legal_accepted_at,omitzero"`
	SkipLegalChecks          Field[bool]      `json:"skip_legal_checks,omitzero"`
	CreatedAt                Field[time.Time] `json:"created_at,omitzero"`
	BypassClientTrust        Field[bool]      `json:"bypass_client_trust,omitzero"`
}

// IsZero reports whether the update has no fields, so that no request is needed.
func (p UserUpdateParams) IsZero() bool { return reflect.ValueOf(p).IsZero() }

// UserMetadataParams is the body of PATCH and PUT /users/{user_id}/metadata. A nil field is omitted and unchanged.
type UserMetadataParams struct {
	Public  json.RawMessage `json:"public_metadata,omitempty"`
	Private json.RawMessage `json:"private_metadata,omitempty"`
	Unsafe  json.RawMessage `json:"unsafe_metadata,omitempty"`
}

// IsZero reports whether all fields are nil, so that no request is needed.
func (p UserMetadataParams) IsZero() bool {
	return len(p.Public) == 0 && len(p.Private) == 0 && len(p.Unsafe) == 0
}
