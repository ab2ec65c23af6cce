package emulator

import (
	"fmt"
	"net/http"
	"time"
)

// Acceptance is the result of an accepted invitation.
type Acceptance struct {
	// UserID is the invited user. It can be new.
	UserID string `json:"user_id"`
	// OrganizationID and MembershipID are empty for an invitation to the instance.
	OrganizationID string `json:"organization_id,omitempty"`
	MembershipID   string `json:"membership_id,omitempty"`
}

// controlAccept accepts an invitation, as the invited user does.
func (e *Emulator) controlAccept(r *http.Request) (any, error) {
	return e.AcceptInvitation(r.PathValue("invitation_id"))
}

// AcceptInvitation accepts a pending invitation to an organization or to the instance. The invited address is then a
// verified one of the user, which is created if necessary. An invitation to an organization adds the membership.
func (e *Emulator) AcceptInvitation(id string) (Acceptance, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.data.changed()
	c := &call{Emulator: e, now: e.Now().UnixMilli()}
	if held := e.store.organizationInvitations.get(id); held != nil {
		return c.acceptOrganizationInvitation(held)
	}
	held := e.store.invitations.get(id)
	if held == nil {
		return Acceptance{}, invitationNotFound(id)
	}
	switch status := held.at(c.now).Status; status {
	case "pending":
	case "accepted":
		return Acceptance{}, invitationAccepted()
	default:
		return Acceptance{}, notAcceptable(id, status)
	}
	a := c.invited(held.EmailAddress)
	if a == nil {
		a = c.signUp(held.EmailAddress)
		a.PublicMetadata = held.PublicMetadata
		c.store.put(a)
	}
	accepted := *held
	accepted.Status, accepted.UpdatedAt = "accepted", c.now
	c.store.invitations.put(&accepted)
	if waiting := c.store.waitlistByEmail.first(foldEmail(held.EmailAddress)); waiting != nil {
		entry := *waiting
		entry.Status, entry.UpdatedAt = "completed", c.now
		c.store.waitlist.put(&entry)
	}
	return Acceptance{UserID: a.ID}, nil
}

func (c *call) acceptOrganizationInvitation(held *organizationInvitation) (Acceptance, error) {
	if status := held.at(c.now).Status; status != "pending" {
		return Acceptance{}, notAcceptable(held.ID, status)
	}
	a := c.store.users[held.UserID]
	if a == nil {
		a = c.invited(held.EmailAddress)
	}
	if a == nil {
		a = c.signUp(held.EmailAddress)
		c.store.put(a)
	}
	m := c.store.membership(held.OrganizationID, a.ID)
	if m == nil {
		m = c.addMember(held.OrganizationID, a, held.Role, object(held.PublicMetadata), object(held.PrivateMetadata))
	}
	c.store.organizationInvitations.put(c.settled(held, "accepted"))
	return Acceptance{UserID: a.ID, OrganizationID: held.OrganizationID, MembershipID: m.ID}, nil
}

// invited returns the user with the verified address, or nil.
func (c *call) invited(email string) *account { return emailKind.claimant(c.store, email) }

// signUp returns a new user with the verified address.
func (c *call) signUp(email string) *account {
	at := time.UnixMilli(c.now)
	a := freshAccount(c.Emulator, at)
	identification := newIdentification(emailKind.name, "verified", at)
	emailKind.add(&a.User, identification, emailKind.store(&c.behaviour, email))
	a.PrimaryEmailAddressID, a.added = &identification.ID, c.now
	return a
}

func notAcceptable(id, status string) error {
	return failure(http.StatusBadRequest, "emulator_request_invalid", "invalid request to the emulator",
		fmt.Sprintf("The invitation %s is %s, and only a pending one can be accepted.", id, status))
}
