package emulator

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// SeedUserInvitation is an invitation to the instance to add. Omitted values have defaults.
type SeedUserInvitation struct {
	ID             string          `json:"id,omitempty"`
	EmailAddress   string          `json:"email_address"`
	Status         string          `json:"status,omitempty"`
	URL            string          `json:"url,omitempty"`
	PublicMetadata json.RawMessage `json:"public_metadata,omitempty"`
	// ExpiresAt is the expiry of a pending invitation: 0 is 30 days after its creation, and -1 is never. This and the
	// following times are in Unix milliseconds.
	ExpiresAt int64 `json:"expires_at,omitempty"`
	CreatedAt int64 `json:"created_at,omitempty"`
	UpdatedAt int64 `json:"updated_at,omitempty"`
}

// SeedListIdentifier is an identifier to add to the allow-list or the block-list.
type SeedListIdentifier struct {
	ID         string `json:"id,omitempty"`
	Identifier string `json:"identifier"`
	// InvitationID is an invitation to the instance. Only the allow-list shows it.
	InvitationID string `json:"invitation_id,omitempty"`
	// CreatedAt and UpdatedAt are in Unix milliseconds.
	CreatedAt int64 `json:"created_at,omitempty"`
	UpdatedAt int64 `json:"updated_at,omitempty"`
}

// SeedWaitlistEntry is an entry of the waitlist to add.
type SeedWaitlistEntry struct {
	ID           string `json:"id,omitempty"`
	EmailAddress string `json:"email_address"`
	// Status is pending, invited, completed or rejected. The default is pending.
	Status   string `json:"status,omitempty"`
	IsLocked bool   `json:"is_locked,omitempty"`
	// InvitationID is an invitation to the instance.
	InvitationID string `json:"invitation_id,omitempty"`
	// InvitedAt and the following times are in Unix milliseconds.
	InvitedAt int64 `json:"invited_at,omitempty"`
	CreatedAt int64 `json:"created_at,omitempty"`
	UpdatedAt int64 `json:"updated_at,omitempty"`
}

func (e *Emulator) seedUserInvitation(seed SeedUserInvitation) error {
	now := e.Now()
	created := cmp.Or(seed.CreatedAt, now.UnixMilli())
	invitation := &Invitation{
		Object: "invitation", ID: cmp.Or(seed.ID, newID(invitationPrefix, now)), EmailAddress: seed.EmailAddress,
		PublicMetadata: orEmptyObject(seed.PublicMetadata), Status: cmp.Or(seed.Status, "pending"), URL: seed.URL,
		Revoked: seed.Status == "revoked", CreatedAt: created, UpdatedAt: cmp.Or(seed.UpdatedAt, created),
	}
	if seed.ExpiresAt >= 0 {
		expiry := cmp.Or(seed.ExpiresAt, created+invitationLife.Milliseconds())
		invitation.ExpiresAt = &expiry
	}
	switch {
	case !validEmail(seed.EmailAddress):
		return fmt.Errorf("%q is not an email address", seed.EmailAddress)
	case !slices.Contains(invitationStatuses, invitation.Status):
		return fmt.Errorf("status must be one of %s, not %q", strings.Join(invitationStatuses, ", "), invitation.Status)
	case e.store.invitations.get(invitation.ID) != nil:
		return fmt.Errorf("there is an invitation %s already", invitation.ID)
	}
	e.store.invitations.put(invitation)
	return nil
}

func (e *Emulator) seedAllowlist(seed SeedListIdentifier) error {
	return e.seedIdentifier(seed, e.store.allowlist)
}

func (e *Emulator) seedBlocklist(seed SeedListIdentifier) error {
	return e.seedIdentifier(seed, e.store.blocklist)
}

func (e *Emulator) seedIdentifier(seed SeedListIdentifier, list *identifierList) error {
	now := e.Now()
	created := cmp.Or(seed.CreatedAt, now.UnixMilli())
	identifier, kind := e.listed(seed.Identifier)
	added := &ListIdentifier{
		Object: list.kind + "_identifier", ID: cmp.Or(seed.ID, newID(list.prefix, now)), Identifier: identifier,
		IdentifierType: kind, InvitationID: seed.InvitationID, InstanceID: e.instance, CreatedAt: created,
		UpdatedAt: cmp.Or(seed.UpdatedAt, created),
	}
	switch {
	case kind == "":
		return fmt.Errorf("%q is not an identifier that a list can have", seed.Identifier)
	case list.get(added.ID) != nil, list.byIdentifier.first(identifier) != nil:
		return fmt.Errorf("the %s has %s or %s already", list.kind, added.ID, identifier)
	}
	list.put(added)
	return nil
}

func (e *Emulator) seedWaitlistEntry(seed SeedWaitlistEntry) error {
	now := e.Now()
	created := cmp.Or(seed.CreatedAt, now.UnixMilli())
	entry := &waitlistEntry{
		WaitlistEntry: WaitlistEntry{
			Object: "waitlist_entry", ID: cmp.Or(seed.ID, newID(waitlistPrefix, now)), EmailAddress: seed.EmailAddress,
			Status: cmp.Or(seed.Status, "pending"), IsLocked: seed.IsLocked, CreatedAt: created,
			UpdatedAt: cmp.Or(seed.UpdatedAt, created),
		},
		InvitationID: seed.InvitationID, InvitedAt: seed.InvitedAt,
	}
	switch {
	case !validEmail(seed.EmailAddress):
		return fmt.Errorf("%q is not an email address", seed.EmailAddress)
	case !slices.Contains(waitlistStatuses, entry.Status):
		return fmt.Errorf("status must be one of %s, not %q", strings.Join(waitlistStatuses, ", "), entry.Status)
	case e.store.waitlist.get(entry.ID) != nil, e.store.waitlistByEmail.first(foldEmail(seed.EmailAddress)) != nil:
		return fmt.Errorf("there is an entry %s or an entry of %s already", entry.ID, seed.EmailAddress)
	}
	e.store.waitlist.put(entry)
	return nil
}
