package emulator

import "encoding/json"

// User is a user in the format of the API. Times are Unix milliseconds.
type User struct {
	ID                            string                   `json:"id"`
	Object                        string                   `json:"object"`
	ExternalID                    *string                  `json:"external_id"`
	PrimaryEmailAddressID         *string                  `json:"primary_email_address_id"`
	PrimaryPhoneNumberID          *string                  `json:"primary_phone_number_id"`
	PrimaryWeb3WalletID           *string                  `json:"primary_web3_wallet_id"`
	Username                      *string                  `json:"username"`
	FirstName                     *string                  `json:"first_name"`
	LastName                      *string                  `json:"last_name"`
	Locale                        *string                  `json:"locale"`
	ProfileImageURL               string                   `json:"profile_image_url"`
	ImageURL                      string                   `json:"image_url"`
	HasImage                      bool                     `json:"has_image"`
	PublicMetadata                json.RawMessage          `json:"public_metadata"`
	PrivateMetadata               json.RawMessage          `json:"private_metadata"`
	UnsafeMetadata                json.RawMessage          `json:"unsafe_metadata"`
	EmailAddresses                []EmailAddress           `json:"email_addresses"`
	PhoneNumbers                  []PhoneNumber            `json:"phone_numbers"`
	Web3Wallets                   []Web3Wallet             `json:"web3_wallets"`
	Passkeys                      []Passkey                `json:"passkeys"`
	PasswordEnabled               bool                     `json:"password_enabled"`
	TwoFactorEnabled              bool                     `json:"two_factor_enabled"`
	TOTPEnabled                   bool                     `json:"totp_enabled"`
	BackupCodeEnabled             bool                     `json:"backup_code_enabled"`
	MFAEnabledAt                  *int64                   `json:"mfa_enabled_at"`
	MFADisabledAt                 *int64                   `json:"mfa_disabled_at"`
	PasswordLastUpdatedAt         *int64                   `json:"password_last_updated_at"`
	ExternalAccounts              []ExternalAccount        `json:"external_accounts"`
	SAMLAccounts                  []SAMLAccount            `json:"saml_accounts"`
	EnterpriseAccounts            []EnterpriseAccount      `json:"enterprise_accounts"`
	OrganizationMemberships       []OrganizationMembership `json:"organization_memberships,omitempty"`
	LastSignInAt                  *int64                   `json:"last_sign_in_at"`
	Banned                        bool                     `json:"banned"`
	Locked                        bool                     `json:"locked"`
	Deprovisioned                 bool                     `json:"deprovisioned,omitempty"`
	LockoutExpiresInSeconds       *int64                   `json:"lockout_expires_in_seconds"`
	VerificationAttemptsRemaining *int64                   `json:"verification_attempts_remaining"`
	UpdatedAt                     int64                    `json:"updated_at"`
	CreatedAt                     int64                    `json:"created_at"`
	DeleteSelfEnabled             bool                     `json:"delete_self_enabled"`
	CreateOrganizationEnabled     bool                     `json:"create_organization_enabled"`
	CreateOrganizationsLimit      *int64                   `json:"create_organizations_limit"`
	LastActiveAt                  *int64                   `json:"last_active_at"`
	LegalAcceptedAt               *int64                   `json:"legal_accepted_at"`
	BypassClientTrust             bool                     `json:"bypass_client_trust"`
}

// Identification has the common fields of email addresses and phone numbers.
type Identification struct {
	ID           string               `json:"id"`
	Object       string               `json:"object"`
	Reserved     bool                 `json:"reserved"`
	Verification *Verification        `json:"verification"`
	LinkedTo     []IdentificationLink `json:"linked_to"`
	CreatedAt    int64                `json:"created_at"`
	UpdatedAt    int64                `json:"updated_at"`
}

// EmailAddress is an email address of a user in the format of the API.
type EmailAddress struct {
	Identification
	EmailAddress         string `json:"email_address"`
	MatchesSSOConnection bool   `json:"matches_sso_connection"`
}

// PhoneNumber is a phone number of a user in the format of the API.
type PhoneNumber struct {
	Identification
	PhoneNumber             string   `json:"phone_number"`
	ReservedForSecondFactor bool     `json:"reserved_for_second_factor"`
	DefaultSecondFactor     bool     `json:"default_second_factor"`
	BackupCodes             []string `json:"backup_codes"`
}

// Web3Wallet is a web3 wallet of a user in the format of the API.
type Web3Wallet struct {
	ID           string        `json:"id"`
	Object       string        `json:"object"`
	Web3Wallet   string        `json:"web3_wallet"`
	Verification *Verification `json:"verification"`
	CreatedAt    int64         `json:"created_at"`
	UpdatedAt    int64         `json:"updated_at"`
}

// Verification is the status of the verification of an identification.
type Verification struct {
	Object   string `json:"object,omitempty"`
	Status   string `json:"status"`
	Strategy string `json:"strategy"`
	Attempts *int64 `json:"attempts"`
	ExpireAt *int64 `json:"expire_at"`
	// VerifiedAtClient is the id of the client that was used for the verification.
	VerifiedAtClient *string `json:"verified_at_client,omitempty"`
}

// IdentificationLink refers to the identification that this one comes from, such as an OAuth account.
type IdentificationLink struct {
	Type string `json:"type"`
	ID   string `json:"id"`
}

// Passkey is a passkey of a user in the format of the API.
type Passkey struct {
	ID           string        `json:"id"`
	Object       string        `json:"object"`
	Name         string        `json:"name"`
	LastUsedAt   int64         `json:"last_used_at"`
	Verification *Verification `json:"verification"`
}

// ExternalAccount is an account of a user at an OAuth provider.
type ExternalAccount struct {
	Object string `json:"object"`
	ID     string `json:"id"`
	// ExternalAccountID is set if ID is the id of the identification.
	ExternalAccountID    string          `json:"external_account_id,omitempty"`
	Provider             string          `json:"provider"`
	IdentificationID     string          `json:"identification_id"`
	ProviderUserID       string          `json:"provider_user_id"`
	ApprovedScopes       string          `json:"approved_scopes"`
	EmailAddress         string          `json:"email_address"`
	EmailAddressVerified *bool           `json:"email_address_verified,omitempty"`
	FirstName            string          `json:"first_name"`
	LastName             string          `json:"last_name"`
	ImageURL             *string         `json:"image_url,omitempty"`
	Username             *string         `json:"username"`
	PhoneNumber          *string         `json:"phone_number"`
	PublicMetadata       json.RawMessage `json:"public_metadata"`
	Label                *string         `json:"label"`
	CreatedAt            int64           `json:"created_at"`
	UpdatedAt            int64           `json:"updated_at"`
	Verification         *Verification   `json:"verification"`
}

// DeletedObject is the answer to a deletion.
type DeletedObject struct {
	Object  string `json:"object"`
	ID      string `json:"id"`
	Deleted bool   `json:"deleted"`
}

// TotalCount is the answer to a count.
type TotalCount struct {
	Object     string `json:"object"`
	TotalCount int    `json:"total_count"`
}

// verified reports whether the verification is complete.
func (v *Verification) verified() bool { return v != nil && v.Status == "verified" }

// claimed reports whether no other user can have the same identifier.
func (i *Identification) claimed() bool { return i.Reserved || i.Verification.verified() }

func verifiedByAdmin() *Verification {
	return &Verification{Object: "verification_admin", Status: "verified", Strategy: "admin"}
}
