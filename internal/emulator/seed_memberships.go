package emulator

import (
	"cmp"
	"encoding/json"
	"fmt"
)

// SeedMembership is a membership to add. Omitted values have defaults.
type SeedMembership struct {
	ID     string `json:"id,omitempty"`
	UserID string `json:"user_id,omitempty"`
	// User is an identifier of the user. It replaces UserID.
	User string `json:"user,omitempty"`
	// OrganizationID can be the id of an organization that is not in the seed. It is added with default values.
	OrganizationID string `json:"organization_id"`
	// Role is the key of the role. The default is org:member. A role that the instance lacks has only the values of the
	// membership.
	Role            string          `json:"role,omitempty"`
	RoleName        string          `json:"role_name,omitempty"`
	Permissions     []string        `json:"permissions,omitempty"`
	PublicMetadata  json.RawMessage `json:"public_metadata,omitempty"`
	PrivateMetadata json.RawMessage `json:"private_metadata,omitempty"`
	// ManagedBySCIM marks a membership that a directory manages.
	ManagedBySCIM bool `json:"managed_by_scim,omitempty"`
	// CreatedAt and UpdatedAt are in Unix milliseconds.
	CreatedAt int64 `json:"created_at,omitempty"`
	UpdatedAt int64 `json:"updated_at,omitempty"`
}

func (e *Emulator) seedMembership(seed SeedMembership) error {
	a, err := e.seededUser(seed.UserID, seed.User)
	if err != nil {
		return err
	}
	return e.join(a.ID, Organization{ID: seed.OrganizationID, CreatedAt: seed.CreatedAt}, membership{
		ID: seed.ID, Role: seed.Role, RoleName: seed.RoleName, Permissions: seed.Permissions,
		PublicMetadata: seed.PublicMetadata, PrivateMetadata: seed.PrivateMetadata, ManagedBySCIM: seed.ManagedBySCIM,
		CreatedAt: seed.CreatedAt, UpdatedAt: seed.UpdatedAt,
	})
}

// join makes the user a member. An organization that the instance lacks is added.
func (e *Emulator) join(userID string, in Organization, m membership) error {
	now := e.Now()
	m.UserID, m.OrganizationID = userID, in.ID
	m.ID = cmp.Or(m.ID, newID(membershipPrefix, now))
	switch {
	case in.ID == "":
		return fmt.Errorf("a membership of user %s needs the id of an organization", userID)
	case e.store.membership(in.ID, userID) != nil:
		return fmt.Errorf("user %s is a member of organization %s already", userID, in.ID)
	case e.store.memberships.get(m.ID) != nil:
		return fmt.Errorf("there is a membership %s already", m.ID)
	}
	if err := e.implyOrganization(in); err != nil {
		return err
	}
	m.Role = cmp.Or(m.Role, memberRole)
	m.PublicMetadata, m.PrivateMetadata = orEmptyObject(m.PublicMetadata), orEmptyObject(m.PrivateMetadata)
	m.CreatedAt = cmp.Or(m.CreatedAt, now.UnixMilli())
	m.UpdatedAt = cmp.Or(m.UpdatedAt, m.CreatedAt)
	e.store.memberships.put(&m)
	return nil
}

// joinFromWire adds the memberships from a user in the format of the API.
func (e *Emulator) joinFromWire(a *account) error {
	written := a.OrganizationMemberships
	a.OrganizationMemberships = nil
	for _, m := range written {
		err := e.join(a.ID, m.Organization, membership{
			ID: m.ID, Role: m.Role, RoleName: m.RoleName, Permissions: m.Permissions, PublicMetadata: m.PublicMetadata,
			PrivateMetadata: m.PrivateMetadata, CreatedAt: m.CreatedAt, UpdatedAt: m.UpdatedAt,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func orEmptyObject(metadata json.RawMessage) json.RawMessage {
	if len(metadata) == 0 {
		return json.RawMessage("{}")
	}
	return metadata
}
