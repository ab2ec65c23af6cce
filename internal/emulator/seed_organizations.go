package emulator

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// invitationLife is the lifetime of an invitation.
const invitationLife = 30 * 24 * time.Hour

// rolePermissions are the permissions of the default roles of an instance.
var rolePermissions = map[string][]string{
	"org:admin": {
		"org:sys_profile:manage",
		"org:sys_profile:delete",
		"org:sys_memberships:read",
		"org:sys_memberships:manage",
		"org:sys_domains:read",
		"org:sys_domains:manage",
		"org:sys_billing:read",
		"org:sys_billing:manage",
	},
	"org:member": {"org:sys_memberships:read", "org:sys_billing:read"},
}

// SeedMembership is a membership to add. Omitted values have defaults.
type SeedMembership struct {
	ID     string `json:"id,omitempty"`
	UserID string `json:"user_id,omitempty"`
	// User is an identifier of the user. It replaces UserID.
	User string `json:"user,omitempty"`
	// OrganizationID can be the id of an organization that is not in the seed.
	OrganizationID string `json:"organization_id"`
	// Role is the key of the role. The default is org:member. The permissions of org:member and org:admin are known.
	Role            string          `json:"role,omitempty"`
	RoleName        string          `json:"role_name,omitempty"`
	Permissions     []string        `json:"permissions,omitempty"`
	PublicMetadata  json.RawMessage `json:"public_metadata,omitempty"`
	PrivateMetadata json.RawMessage `json:"private_metadata,omitempty"`
	// CreatedAt and UpdatedAt are in Unix milliseconds.
	CreatedAt int64 `json:"created_at,omitempty"`
	UpdatedAt int64 `json:"updated_at,omitempty"`
}

// SeedInvitation is an invitation of a user to an organization. Omitted values have defaults.
type SeedInvitation struct {
	ID     string `json:"id,omitempty"`
	UserID string `json:"user_id,omitempty"`
	// User is an identifier of the user. It replaces UserID.
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
	// ExpiresAt is the expiry of a pending invitation: 0 is 30 days after its creation, and -1 is never. This and the
	// following times are in Unix milliseconds.
	ExpiresAt int64 `json:"expires_at,omitempty"`
	CreatedAt int64 `json:"created_at,omitempty"`
	UpdatedAt int64 `json:"updated_at,omitempty"`
}

func (e *Emulator) seedOrganization(seed Organization) error {
	seed.ID = cmp.Or(seed.ID, newID(organizationPrefix, e.Now()))
	if e.store.organizations[seed.ID] != nil {
		return fmt.Errorf("there is an organization %s already", seed.ID)
	}
	e.completeOrganization(&seed)
	e.store.organizations[seed.ID] = &seed
	return nil
}

// completeOrganization sets the omitted values of an organization.
func (e *Emulator) completeOrganization(o *Organization) {
	o.Object = "organization"
	o.Name = cmp.Or(o.Name, o.ID)
	o.Slug = cmp.Or(o.Slug, strings.ToLower(strings.Join(strings.Fields(o.Name), "-")))
	o.ImageURL = cmp.Or(o.ImageURL, defaultImageURL(e.instance, o.ID))
	o.PublicMetadata, o.PrivateMetadata = orEmptyObject(o.PublicMetadata), orEmptyObject(o.PrivateMetadata)
	o.CreatedAt = cmp.Or(o.CreatedAt, e.Now().UnixMilli())
	o.UpdatedAt = cmp.Or(o.UpdatedAt, o.CreatedAt)
}

func (e *Emulator) seedMembership(seed SeedMembership) error {
	a, err := e.seededUser(seed.UserID, seed.User)
	if err != nil {
		return err
	}
	a = a.clone()
	err = e.join(a, OrganizationMembership{
		ID: seed.ID, Role: seed.Role, RoleName: seed.RoleName, Permissions: seed.Permissions,
		PublicMetadata: seed.PublicMetadata, PrivateMetadata: seed.PrivateMetadata,
		Organization: Organization{ID: seed.OrganizationID}, CreatedAt: seed.CreatedAt, UpdatedAt: seed.UpdatedAt,
	})
	if err != nil {
		return err
	}
	e.store.put(a)
	return nil
}

// join makes the user a member. An unknown organization with a name is stored.
func (e *Emulator) join(a *account, m OrganizationMembership) error {
	now := e.Now()
	organization := m.Organization
	switch {
	case organization.ID == "":
		return fmt.Errorf("a membership of user %s needs the id of an organization", a.ID)
	case a.memberOf(organization.ID):
		return fmt.Errorf("user %s is a member of organization %s already", a.ID, organization.ID)
	case organization.Name != "" && e.store.organizations[organization.ID] == nil:
		if err := e.seedOrganization(organization); err != nil {
			return err
		}
	}
	m.Object = "organization_membership"
	m.ID = cmp.Or(m.ID, newID(membershipPrefix, now))
	m.Role = cmp.Or(m.Role, "org:member")
	m.RoleName = cmp.Or(m.RoleName, roleName(m.Role))
	if m.Permissions == nil {
		m.Permissions = orEmpty(rolePermissions[m.Role])
	}
	m.PublicMetadata, m.PrivateMetadata = orEmptyObject(m.PublicMetadata), orEmptyObject(m.PrivateMetadata)
	m.Organization, m.PublicUserData = Organization{ID: organization.ID}, nil
	m.CreatedAt = cmp.Or(m.CreatedAt, now.UnixMilli())
	m.UpdatedAt = cmp.Or(m.UpdatedAt, m.CreatedAt)
	a.Memberships = append(a.Memberships, m)
	return nil
}

// joinFromWire adds the memberships from a user in the format of the API.
func (e *Emulator) joinFromWire(a *account) error {
	written := a.OrganizationMemberships
	a.OrganizationMemberships = nil
	for _, membership := range written {
		if err := e.join(a, membership); err != nil {
			return err
		}
	}
	return nil
}

func (e *Emulator) seedInvitation(seed SeedInvitation) error {
	held, err := e.seededUser(seed.UserID, seed.User)
	if err != nil {
		return err
	}
	email := cmp.Or(seed.EmailAddress, textOf(primaryEmail(held)))
	status := cmp.Or(seed.Status, "pending")
	switch {
	case seed.OrganizationID == "":
		return fmt.Errorf("an invitation of user %s needs the id of an organization", held.ID)
	case email == "":
		return fmt.Errorf("user %s has no primary email address to invite", held.ID)
	case !slices.Contains(invitationStatuses, status):
		return fmt.Errorf("status must be one of %s, not %q", strings.Join(invitationStatuses, ", "), status)
	}
	now := e.Now()
	created := cmp.Or(seed.CreatedAt, now.UnixMilli())
	role := cmp.Or(seed.Role, "org:member")
	invitation := OrganizationInvitation{
		Object:          "organization_invitation",
		ID:              cmp.Or(seed.ID, newID(invitationPrefix, now)),
		EmailAddress:    email,
		Role:            role,
		RoleName:        cmp.Or(seed.RoleName, roleName(role)),
		OrganizationID:  seed.OrganizationID,
		Status:          status,
		PublicMetadata:  orEmptyObject(seed.PublicMetadata),
		PrivateMetadata: orEmptyObject(seed.PrivateMetadata),
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
	if seed.URL != "" {
		invitation.URL = &seed.URL
	}
	if seed.ExpiresAt >= 0 {
		expiry := cmp.Or(seed.ExpiresAt, created+invitationLife.Milliseconds())
		invitation.ExpiresAt = &expiry
	}
	a := held.clone()
	a.Invitations = append(a.Invitations, invitation)
	e.store.put(a)
	return nil
}

// roleName returns the display name of a role, such as Team lead for org:team_lead.
func roleName(role string) string {
	name := strings.ReplaceAll(strings.TrimPrefix(role, "org:"), "_", " ")
	if name == "" {
		return ""
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

func orEmptyObject(metadata json.RawMessage) json.RawMessage {
	if len(metadata) == 0 {
		return json.RawMessage("{}")
	}
	return metadata
}
