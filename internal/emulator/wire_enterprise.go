package emulator

import "encoding/json"

// SAMLAccount is an account of a user at a SAML identity provider, in the format of the API. Times are Unix
// milliseconds.
type SAMLAccount struct {
	ID                  string                 `json:"id"`
	Object              string                 `json:"object"`
	Provider            string                 `json:"provider"`
	Active              bool                   `json:"active"`
	EmailAddress        string                 `json:"email_address"`
	FirstName           *string                `json:"first_name"`
	LastName            *string                `json:"last_name"`
	ProviderUserID      *string                `json:"provider_user_id"`
	LastAuthenticatedAt *int64                 `json:"last_authenticated_at"`
	PublicMetadata      json.RawMessage        `json:"public_metadata"`
	Verification        *Verification          `json:"verification"`
	SAMLConnection      *SAMLAccountConnection `json:"saml_connection"`
}

// SAMLAccountConnection is the SAML connection of the instance for an account.
type SAMLAccountConnection struct {
	ID                               string   `json:"id"`
	Name                             string   `json:"name"`
	Domain                           string   `json:"domain,omitempty"`
	Domains                          []string `json:"domains"`
	Active                           bool     `json:"active"`
	Provider                         string   `json:"provider"`
	SyncUserAttributes               bool     `json:"sync_user_attributes"`
	AllowSubdomains                  bool     `json:"allow_subdomains"`
	AllowIDPInitiated                bool     `json:"allow_idp_initiated"`
	DisableAdditionalIdentifications bool     `json:"disable_additional_identifications"`
	CreatedAt                        int64    `json:"created_at"`
	UpdatedAt                        int64    `json:"updated_at"`
}

// EnterpriseAccount is an account of a user at an enterprise identity provider, in the format of the API.
type EnterpriseAccount struct {
	ID                     string                       `json:"id"`
	Object                 string                       `json:"object"`
	Protocol               string                       `json:"protocol"`
	Provider               string                       `json:"provider"`
	Active                 bool                         `json:"active"`
	EmailAddress           string                       `json:"email_address"`
	FirstName              *string                      `json:"first_name"`
	LastName               *string                      `json:"last_name"`
	ProviderUserID         *string                      `json:"provider_user_id"`
	EnterpriseConnectionID *string                      `json:"enterprise_connection_id"`
	PublicMetadata         json.RawMessage              `json:"public_metadata"`
	Verification           *Verification                `json:"verification"`
	EnterpriseConnection   *EnterpriseAccountConnection `json:"enterprise_connection"`
	LastAuthenticatedAt    *int64                       `json:"last_authenticated_at"`
}

// EnterpriseAccountConnection is the connection of the instance for an enterprise account.
type EnterpriseAccountConnection struct {
	ID                               string   `json:"id"`
	Protocol                         string   `json:"protocol"`
	Provider                         string   `json:"provider"`
	Name                             string   `json:"name"`
	LogoPublicURL                    *string  `json:"logo_public_url"`
	Domain                           string   `json:"domain,omitempty"`
	Domains                          []string `json:"domains"`
	Active                           bool     `json:"active"`
	SyncUserAttributes               bool     `json:"sync_user_attributes"`
	AllowSubdomains                  bool     `json:"allow_subdomains"`
	AllowIDPInitiated                bool     `json:"allow_idp_initiated"`
	DisableAdditionalIdentifications bool     `json:"disable_additional_identifications"`
	CreatedAt                        int64    `json:"created_at"`
	UpdatedAt                        int64    `json:"updated_at"`
}
