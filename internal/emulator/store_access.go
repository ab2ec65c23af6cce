package emulator

import (
	"encoding/json"
	"time"
)

// accessStore has the objects that give users access: organizations with their members, roles and invitations, and the
// lists of the instance.
type accessStore struct {
	organizations      *table[organization]
	organizationBySlug *lookup[organization]

	memberships       *table[membership]
	membershipsByUser *lookup[membership]
	membershipsByOrg  *lookup[membership]
	// membershipByPair has the keys of memberKey.
	membershipByPair *lookup[membership]

	organizationInvitations *table[organizationInvitation]
	invitationsByOrg        *lookup[organizationInvitation]
	// invitationsByEmail has the folded addresses. invitationsByUser has only invitations that the seed adds for a user.
	invitationsByEmail *lookup[organizationInvitation]
	invitationsByUser  *lookup[organizationInvitation]

	roles           *table[role]
	roleByKey       *lookup[role]
	permissions     *table[Permission]
	permissionByKey *lookup[Permission]
	roleSets        *table[roleSet]
	roleSetByKey    *lookup[roleSet]

	domains      *table[OrganizationDomain]
	domainsByOrg *lookup[OrganizationDomain]
	domainByName *lookup[OrganizationDomain]

	settings *setting[organizationSettings]
}

// organization is an organization with the data that the API does not show.
type organization struct {
	Organization
	// Implied marks an organization that the seed only mentions, as the organization of a member. A seed can define it
	// later.
	Implied bool `json:"implied,omitempty"`
	// Logo is nil if there is no data about a logo. LogoUploader is the id of the user that the request named.
	Logo         *ProfileImage `json:"logo,omitempty"`
	LogoUploader string        `json:"logo_uploader,omitempty"`
}

// membership is the membership of a user in an organization.
type membership struct {
	ID             string `json:"id"`
	OrganizationID string `json:"organization_id"`
	UserID         string `json:"user_id"`
	// Role is the key of the role. A seed can have a role that the instance lacks.
	Role string `json:"role"`
	// RoleName and Permissions replace those of the role if a seed has set them.
	RoleName        string          `json:"role_name,omitempty"`
	Permissions     []string        `json:"permissions,omitempty"`
	PublicMetadata  json.RawMessage `json:"public_metadata"`
	PrivateMetadata json.RawMessage `json:"private_metadata"`
	ManagedBySCIM   bool            `json:"managed_by_scim,omitempty"`
	CreatedAt       int64           `json:"created_at"`
	UpdatedAt       int64           `json:"updated_at"`

	// added is the time at which a request has created it, in milliseconds.
	added int64
}

// organizationInvitation is an invitation to an organization.
type organizationInvitation struct {
	// OrganizationInvitation has neither the data of the inviter nor of the organization.
	OrganizationInvitation
	// UserID is the invited user, if the seed has named one. Otherwise the email address is invited.
	UserID string `json:"user_id,omitempty"`
	// FromDomain marks an invitation that a domain of the organization has caused. Lists of the organization omit it.
	FromDomain bool `json:"from_domain,omitempty"`
}

// role is a role of organizations.
type role struct {
	ID            string   `json:"id"`
	Name          string   `json:"name"`
	Key           string   `json:"key"`
	Description   *string  `json:"description"`
	PermissionIDs []string `json:"permission_ids"`
	CreatedAt     int64    `json:"created_at"`
	UpdatedAt     int64    `json:"updated_at"`
}

// roleSet has the roles that organizations can use.
type roleSet struct {
	ID            string   `json:"id"`
	Name          string   `json:"name"`
	Key           string   `json:"key"`
	Description   *string  `json:"description"`
	Type          string   `json:"type"`
	RoleIDs       []string `json:"role_ids"`
	DefaultRoleID string   `json:"default_role_id"`
	CreatorRoleID string   `json:"creator_role_id"`
	CreatedAt     int64    `json:"created_at"`
	UpdatedAt     int64    `json:"updated_at"`
}

// organizationSettings are the settings of the instance for organizations.
type organizationSettings struct {
	Enabled                bool     `json:"enabled"`
	MaxAllowedMemberships  int64    `json:"max_allowed_memberships"`
	AdminDeleteEnabled     bool     `json:"admin_delete_enabled"`
	DomainsEnabled         bool     `json:"domains_enabled"`
	SlugDisabled           bool     `json:"slug_disabled"`
	DomainsEnrollmentModes []string `json:"domains_enrollment_modes"`
	DomainsDefaultRoleID   string   `json:"domains_default_role_id"`
}

// setting is one value of the instance.
type setting[T any] struct {
	key   string
	value T
}

func (s *setting[T]) name() string                   { return s.key }
func (s *setting[T]) content() any                   { return s.value }
func (s *setting[T]) load(raw json.RawMessage) error { return json.Unmarshal(raw, &s.value) }

func newAccessStore(at time.Time) accessStore {
	s := accessStore{
		organizations: newTable("organizations",
			func(o *organization) string { return o.ID }, func(o *organization) int64 { return o.CreatedAt }),
		memberships: newTable("memberships",
			func(m *membership) string { return m.ID }, func(m *membership) int64 { return m.CreatedAt }),
		organizationInvitations: newTable("organization_invitations",
			func(i *organizationInvitation) string { return i.ID },
			func(i *organizationInvitation) int64 { return i.CreatedAt }),
		roles: newTable("roles",
			func(r *role) string { return r.ID }, func(r *role) int64 { return r.CreatedAt }),
		permissions: newTable("permissions",
			func(p *Permission) string { return p.ID }, func(p *Permission) int64 { return p.CreatedAt }),
		roleSets: newTable("role_sets",
			func(r *roleSet) string { return r.ID }, func(r *roleSet) int64 { return r.CreatedAt }),
		domains: newTable("organization_domains",
			func(d *OrganizationDomain) string { return d.ID },
			func(d *OrganizationDomain) int64 { return d.CreatedAt }),
		settings: &setting[organizationSettings]{key: "organization_settings"},
	}
	s.organizationBySlug = s.organizations.lookup(func(o *organization) string { return o.Slug })
	s.membershipsByUser = s.memberships.lookup(func(m *membership) string { return m.UserID })
	s.membershipsByOrg = s.memberships.lookup(func(m *membership) string { return m.OrganizationID })
	s.membershipByPair = s.memberships.lookup(func(m *membership) string { return memberKey(m.OrganizationID, m.UserID) })
	s.invitationsByOrg = s.organizationInvitations.lookup(
		func(i *organizationInvitation) string { return i.OrganizationID })
	s.invitationsByEmail = s.organizationInvitations.lookup(
		func(i *organizationInvitation) string { return foldEmail(i.EmailAddress) })
	s.invitationsByUser = s.organizationInvitations.lookup(func(i *organizationInvitation) string { return i.UserID })
	s.domainsByOrg = s.domains.lookup(func(d *OrganizationDomain) string { return d.OrganizationID })
	s.domainByName = s.domains.lookup(func(d *OrganizationDomain) string { return d.Name })
	s.roleByKey = s.roles.lookup(func(r *role) string { return r.Key })
	s.permissionByKey = s.permissions.lookup(func(p *Permission) string { return p.Key })
	s.roleSetByKey = s.roleSets.lookup(func(r *roleSet) string { return r.Key })
	s.addDefaults(at)
	return s
}

func memberKey(organizationID, userID string) string { return organizationID + "/" + userID }

// membership returns the membership of the user in the organization, or nil.
func (s *accessStore) membership(organizationID, userID string) *membership {
	return s.membershipByPair.first(memberKey(organizationID, userID))
}
