package emulator

import "encoding/json"

// Invitation is an invitation to the instance, in the format of the API. Times are Unix milliseconds.
type Invitation struct {
	Object         string          `json:"object"`
	ID             string          `json:"id"`
	EmailAddress   string          `json:"email_address"`
	PublicMetadata json.RawMessage `json:"public_metadata"`
	Revoked        bool            `json:"revoked"`
	Status         string          `json:"status"`
	URL            string          `json:"url,omitempty"`
	ExpiresAt      *int64          `json:"expires_at"`
	CreatedAt      int64           `json:"created_at"`
	UpdatedAt      int64           `json:"updated_at"`
}

// ListIdentifier is an identifier on the allow-list or the block-list, in the format of the API.
type ListIdentifier struct {
	// Object is allowlist_identifier or blocklist_identifier.
	Object         string `json:"object"`
	ID             string `json:"id"`
	Identifier     string `json:"identifier"`
	IdentifierType string `json:"identifier_type"`
	// InvitationID is the id of the invitation that was sent, if any.
	InvitationID string `json:"invitation_id,omitempty"`
	InstanceID   string `json:"instance_id"`
	CreatedAt    int64  `json:"created_at"`
	UpdatedAt    int64  `json:"updated_at"`
}

// WaitlistEntry is an entry of the waitlist, in the format of the API.
type WaitlistEntry struct {
	Object       string `json:"object"`
	ID           string `json:"id"`
	EmailAddress string `json:"email_address"`
	// Status is pending, invited, rejected or completed.
	Status string `json:"status"`
	// IsLocked means that a batch is processing the entry.
	IsLocked   bool        `json:"is_locked"`
	Invitation *Invitation `json:"invitation"`
	CreatedAt  int64       `json:"created_at"`
	UpdatedAt  int64       `json:"updated_at"`
}
