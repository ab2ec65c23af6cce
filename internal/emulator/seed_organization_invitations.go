package emulator

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// invitationLife is the default lifetime of an invitation.
const invitationLife = 30 * 24 * time.Hour

// SeedInvitation is an invitation to an organization. Omitted values have defaults.
type SeedInvitation struct {
	ID     string `json:"id,omitempty"`
	UserID string `json:"user_id,omitempty"`
	// User is an identifier of the user. It replaces UserID. Without a user, only the email address is invited.
	User           string `json:"user,omitempty"`
	OrganizationID string `json:"organization_id"`
	// EmailAddress is the invited email address. The default is the primary email address of the user.
	EmailAddress string `json:"email_address,omitempty"`
	Role         string `json:"role,omitempty"`
	RoleName     string `json:"role_name,omitempty"`
	// Inviter is the id or an identifier of the user that sent the invitation.
	Inviter         string          `json:"inviter,omitempty"`
	Status          string          `json:"status,omitempty"`
	URL             string          `json:"url,omitempty"`
	PublicMetadata  json.RawMessage `json:"public_metadata,omitempty"`
	PrivateMetadata json.RawMessage `json:"private_metadata,omitempty"`
	// FromDomain marks an invitation that a domain of the organization has caused.
	FromDomain bool `json:"from_domain,omitempty"`
	// ExpiresAt is the expiry of a pending invitation: 0 is 30 days after its creation, and -1 is never. This and the
	// following times are in Unix milliseconds.
	ExpiresAt int64 `json:"expires_at,omitempty"`
	CreatedAt int64 `json:"created_at,omitempty"`
	UpdatedAt int64 `json:"updated_at,omitempty"`
}

func (e *Emulator) seedInvitation(seed SeedInvitation) error {
	userID, email := "", seed.EmailAddress
	if seed.UserID != "" || seed.User != "" || email == "" {
		invited, err := e.seededUser(seed.UserID, seed.User)
		if err != nil {
			return err
		}
		userID, email = invited.ID, cmp.Or(email, textOf(primaryEmail(invited)))
	}
	status := cmp.Or(seed.Status, "pending")
	now := e.Now()
	id := cmp.Or(seed.ID, newID(organizationInvitationPrefix, now))
	switch {
	case seed.OrganizationID == "":
		return fmt.Errorf("an invitation of %s needs the id of an organization", cmp.Or(userID, email))
	case email == "":
		return fmt.Errorf("user %s has no primary email address to invite", userID)
	case !slices.Contains(invitationStatuses, status):
		return fmt.Errorf("status must be one of %s, not %q", strings.Join(invitationStatuses, ", "), status)
	case e.store.organizationInvitations.get(id) != nil:
		return fmt.Errorf("there is an invitation %s already", id)
	}
	if err := e.implyOrganization(Organization{ID: seed.OrganizationID, CreatedAt: seed.CreatedAt}); err != nil {
		return err
	}
	created := cmp.Or(seed.CreatedAt, now.UnixMilli())
	role := cmp.Or(seed.Role, memberRole)
	invitation := OrganizationInvitation{
		Object:          "organization_invitation",
		ID:              id,
		EmailAddress:    email,
		Role:            role,
		RoleName:        seed.RoleName,
		OrganizationID:  seed.OrganizationID,
		Status:          status,
		PublicMetadata:  orEmptyObject(seed.PublicMetadata),
		PrivateMetadata: orEmptyObject(seed.PrivateMetadata),
		URL:             orNil(seed.URL),
		CreatedAt:       created,
		UpdatedAt:       cmp.Or(seed.UpdatedAt, created),
	}
	if seed.Inviter != "" {
		inviter, err := e.seededUser("", seed.Inviter)
		if err != nil {
			return err
		}
		invitation.InviterID = &inviter.ID
	}
	if seed.ExpiresAt >= 0 {
		expiry := cmp.Or(seed.ExpiresAt, created+invitationLife.Milliseconds())
		invitation.ExpiresAt = &expiry
	}
	e.store.organizationInvitations.put(&organizationInvitation{
		OrganizationInvitation: invitation, UserID: userID, FromDomain: seed.FromDomain,
	})
	return nil
}
