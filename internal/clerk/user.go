package clerk

import "encoding/json"

// User is a user of the instance.
//
// Pointers are nil where Clerk answers null or omits the key. The order of the identifier slices has no meaning.
type User struct {
	ID         string  `json:"id"`
	ExternalID *string `json:"external_id"`
	Username   *string `json:"username"`
	FirstName  *string `json:"first_name"`
	LastName   *string `json:"last_name"`
	Locale     *string `json:"locale"`

	PrimaryEmailAddressID *string `json:"primary_email_address_id"`
	PrimaryPhoneNumberID  *string `json:"primary_phone_number_id"`
	PrimaryWeb3WalletID   *string `json:"primary_web3_wallet_id"`

	EmailAddresses     []EmailAddress      `json:"email_addresses"`
	PhoneNumbers       []PhoneNumber       `json:"phone_numbers"`
	Web3Wallets        []Web3Wallet        `json:"web3_wallets"`
	Passkeys           []Passkey           `json:"passkeys"`
	ExternalAccounts   []ExternalAccount   `json:"external_accounts"`
	SAMLAccounts       []EnterpriseAccount `json:"saml_accounts"`
	EnterpriseAccounts []EnterpriseAccount `json:"enterprise_accounts"`

	// Metadata is the JSON from Clerk, usually an object. It is nil if Clerk omits the key, and null if Clerk answers
	// null.
	PublicMetadata  json.RawMessage `json:"public_metadata"`
	PrivateMetadata json.RawMessage `json:"private_metadata"`
	UnsafeMetadata  json.RawMessage `json:"unsafe_metadata"`

	PasswordEnabled   bool `json:"password_enabled"`
	TwoFactorEnabled  bool `json:"two_factor_enabled"`
	TOTPEnabled       bool `json:"totp_enabled"`
	BackupCodeEnabled bool `json:"backup_code_enabled"`

	HasImage bool   `json:"has_image"`
	ImageURL string `json:"image_url"`

	Banned        bool `json:"banned"`
	Locked        bool `json:"locked"`
	Deprovisioned bool `json:"deprovisioned"`
	// LockoutExpiresInSeconds is nil for a user that is not locked, and for a lock without an end.
	LockoutExpiresInSeconds *int64 `json:"lockout_expires_in_seconds"`
	// VerificationAttemptsRemaining is nil if the instance does not lock users.
	VerificationAttemptsRemaining *int64 `json:"verification_attempts_remaining"`

	DeleteSelfEnabled         bool `json:"delete_self_enabled"`
	CreateOrganizationEnabled bool `json:"create_organization_enabled"`
	// CreateOrganizationsLimit is a number of organizations. 0 means unlimited, and nil means the limit of the instance.
	CreateOrganizationsLimit *int64 `json:"create_organizations_limit"`
	BypassClientTrust        bool   `json:"bypass_client_trust"`

	// SCIM is nil for a user that is not provisioned by a directory. Clerk documents it only for webhooks.
	SCIM *SCIMUser `json:"scim"`

	LegalAcceptedAt       *UnixMilli `json:"legal_accepted_at"`
	LastSignInAt          *UnixMilli `json:"last_sign_in_at"`
	LastActiveAt          *UnixMilli `json:"last_active_at"`
	MFAEnabledAt          *UnixMilli `json:"mfa_enabled_at"`
	MFADisabledAt         *UnixMilli `json:"mfa_disabled_at"`
	PasswordLastUpdatedAt *UnixMilli `json:"password_last_updated_at"`
	CreatedAt             UnixMilli  `json:"created_at"`
	UpdatedAt             UnixMilli  `json:"updated_at"`
}

func (u *User) identity() string { return u.ID }

// Verification is the status of the verification of an identifier.
type Verification struct {
	Object   string     `json:"object"`
	Status   string     `json:"status"`
	Strategy string     `json:"strategy"`
	Attempts *int64     `json:"attempts"`
	ExpireAt *UnixMilli `json:"expire_at"`
	// Channel is the way in which a code is sent to a phone, such as sms.
	Channel          *string            `json:"channel"`
	VerifiedAtClient *string            `json:"verified_at_client"`
	Error            *VerificationError `json:"error"`
}

// VerificationError is the reason why a verification by another provider failed.
type VerificationError struct {
	Code        string `json:"code"`
	Message     string `json:"message"`
	LongMessage string `json:"long_message"`
}

func (v *Verification) isVerified() bool { return v != nil && v.Status == "verified" }

// LinkedIdentification is another identification, such as an OAuth account, that an identifier is linked to.
type LinkedIdentification struct {
	Type string `json:"type"`
	ID   string `json:"id"`
}

// Passkey is a passkey of a user.
type Passkey struct {
	ID           string        `json:"id"`
	Name         string        `json:"name"`
	LastUsedAt   *UnixMilli    `json:"last_used_at"`
	Verification *Verification `json:"verification"`
}
