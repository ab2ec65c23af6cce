package clerk

import (
	"cmp"
	"encoding/json"
)

// ExternalAccount is an account at an OAuth provider, connected to a user.
type ExternalAccount struct {
	Object string `json:"object"`
	// ID is the id of the identification for Google and Facebook. Their account id is in ExternalAccountID.
	ID                string `json:"id"`
	ExternalAccountID string `json:"external_account_id"`
	Provider          string `json:"provider"`
	IdentificationID  string `json:"identification_id"`
	ProviderUserID    string `json:"provider_user_id"`
	// ApprovedScopes are separated by spaces.
	ApprovedScopes string `json:"approved_scopes"`
	EmailAddress   string `json:"email_address"`
	// EmailAddressVerified reports whether the provider had verified the address. nil means unknown.
	EmailAddressVerified *bool           `json:"email_address_verified"`
	FirstName            string          `json:"first_name"`
	LastName             string          `json:"last_name"`
	ImageURL             *string         `json:"image_url"`
	Username             *string         `json:"username"`
	PhoneNumber          *string         `json:"phone_number"`
	Label                *string         `json:"label"`
	PublicMetadata       json.RawMessage `json:"public_metadata"`
	Verification         *Verification   `json:"verification"`
	CreatedAt            UnixMilli       `json:"created_at"`
	UpdatedAt            UnixMilli       `json:"updated_at"`
}

// AccountID returns the id that operations on external accounts accept.
func (a *ExternalAccount) AccountID() string { return cmp.Or(a.ExternalAccountID, a.ID) }

// EnterpriseAccount is an account at an enterprise connection (SAML or OpenID Connect), connected to a user. SAML
// accounts have SAMLConnection. They have no Protocol, EnterpriseConnectionID or EnterpriseConnection.
type EnterpriseAccount struct {
	ID                     string                `json:"id"`
	Protocol               string                `json:"protocol"`
	Provider               string                `json:"provider"`
	Active                 bool                  `json:"active"`
	EmailAddress           string                `json:"email_address"`
	FirstName              *string               `json:"first_name"`
	LastName               *string               `json:"last_name"`
	ProviderUserID         *string               `json:"provider_user_id"`
	EnterpriseConnectionID *string               `json:"enterprise_connection_id"`
	PublicMetadata         json.RawMessage       `json:"public_metadata"`
	LastAuthenticatedAt    *UnixMilli            `json:"last_authenticated_at"`
	Verification           *Verification         `json:"verification"`
	SAMLConnection         *EnterpriseConnection `json:"saml_connection"`
	EnterpriseConnection   *EnterpriseConnection `json:"enterprise_connection"`
}

// EnterpriseConnection is the connection of an enterprise account. A SAML connection has no Protocol and no logo.
type EnterpriseConnection struct {
	ID                               string    `json:"id"`
	Protocol                         string    `json:"protocol"`
	Name                             string    `json:"name"`
	Provider                         string    `json:"provider"`
	LogoPublicURL                    *string   `json:"logo_public_url"`
	Domains                          []string  `json:"domains"`
	Active                           bool      `json:"active"`
	SyncUserAttributes               bool      `json:"sync_user_attributes"`
	AllowSubdomains                  bool      `json:"allow_subdomains"`
	AllowIDPInitiated                bool      `json:"allow_idp_initiated"`
	DisableAdditionalIdentifications bool      `json:"disable_additional_identifications"`
	CreatedAt                        UnixMilli `json:"created_at"`
	UpdatedAt                        UnixMilli `json:"updated_at"`
}

// SCIMUser is the data of the directory that provisions a user.
type SCIMUser struct {
	DirectoryID      string  `json:"directory_id"`
	DirectoryEnabled bool    `json:"directory_enabled"`
	ExternalID       *string `json:"external_id"`
}
