package emulator

import (
	"slices"
	"strings"
	"time"
)

// Keys of the roles and of the role set of a new instance.
const (
	adminRole      = "org:admin"
	memberRole     = "org:member"
	defaultRoleSet = "role_set:default"
)

// Types of permissions and of role sets.
const (
	systemPermission = "system"
	userPermission   = "user"
	initialRoleSet   = "initial"
	customRoleSet    = "custom"
)

// systemPermissions are the permissions of every instance.
var systemPermissions = []string{
	"org:sys_profile:manage",
	"org:sys_profile:delete",
	"org:sys_memberships:read",
	"org:sys_memberships:manage",
	"org:sys_domains:read",
	"org:sys_domains:manage",
	"org:sys_billing:read",
	"org:sys_billing:manage",
	"org:sys_entconns:manage",
}

// creatorPermissions are the permissions that a creator role must have. A member that has all of them administers the
// organization.
var creatorPermissions = []string{"org:sys_memberships:manage", "org:sys_memberships:read", "org:sys_profile:delete"}

// defaultPermissions are the permissions of the roles of a new instance.
var defaultPermissions = map[string][]string{
	adminRole:  systemPermissions[:8],
	memberRole: {"org:sys_memberships:read", "org:sys_billing:read"},
}

// addDefaults adds the permissions, the roles, the role set and the settings of a new instance.
func (s *accessStore) addDefaults(at time.Time) {
	created := at.UnixMilli()
	for _, key := range systemPermissions {
		s.permissions.put(&Permission{
			Object: "permission", ID: newID(permissionPrefix, at), Name: permissionName(key), Key: key,
			Type: systemPermission, CreatedAt: created, UpdatedAt: created,
		})
	}
	var ids []string
	for _, key := range []string{adminRole, memberRole} {
		added := &role{
			ID: newID(rolePrefix, at), Name: roleName(key), Key: key, CreatedAt: created, UpdatedAt: created,
			PermissionIDs: s.permissionIDs(defaultPermissions[key]),
		}
		s.roles.put(added)
		ids = append(ids, added.ID)
	}
	s.roleSets.put(&roleSet{
		ID: newID(roleSetPrefix, at), Name: "Default", Key: defaultRoleSet, Type: initialRoleSet, RoleIDs: ids,
		CreatorRoleID: ids[0], DefaultRoleID: ids[1], CreatedAt: created, UpdatedAt: created,
	})
	s.settings.value = organizationSettings{
		Enabled: true, MaxAllowedMemberships: 5, AdminDeleteEnabled: true, DomainsEnabled: true,
		DomainsEnrollmentModes: slices.Clone(enrollmentModes), DomainsDefaultRoleID: ids[1],
	}
}

// permissionIDs returns the ids of the permissions with the keys. Unknown keys are omitted.
func (s *accessStore) permissionIDs(keys []string) []string {
	ids := []string{}
	for _, key := range keys {
		if known := s.permissionByKey.first(key); known != nil {
			ids = append(ids, known.ID)
		}
	}
	return ids
}

// permissionKeys returns the keys of the permissions of a role. An unknown role has none.
func (s *accessStore) permissionKeys(roleKey string) []string {
	keys := []string{}
	if known := s.roleByKey.first(roleKey); known != nil {
		for _, id := range known.PermissionIDs {
			if permission := s.permissions.get(id); permission != nil {
				keys = append(keys, permission.Key)
			}
		}
	}
	return keys
}

// permissionsOf returns the keys of the permissions of a member.
func (s *accessStore) permissionsOf(m *membership) []string {
	if m.Permissions != nil {
		return m.Permissions
	}
	return s.permissionKeys(m.Role)
}

// administers reports whether the member has the minimum permissions. An organization needs one such
// member.
func (s *accessStore) administers(m *membership) bool {
	held := s.permissionsOf(m)
	return !slices.ContainsFunc(creatorPermissions, func(key string) bool { return !slices.Contains(held, key) })
}

// nameOfRole returns the display name of the role.
func (s *accessStore) nameOfRole(key string) string {
	if known := s.roleByKey.first(key); known != nil {
		return known.Name
	}
	return roleName(key)
}

// roleName returns the display name of a role without one, such as Team lead for org:team_lead.
func roleName(key string) string { return capitalized(strings.TrimPrefix(key, "org:")) }

// permissionName returns the display name of a permission without one, such as Memberships read.
func permissionName(key string) string {
	return capitalized(strings.ReplaceAll(strings.TrimPrefix(strings.TrimPrefix(key, "org:"), "sys_"), ":", " "))
}

func capitalized(words string) string {
	words = strings.ReplaceAll(words, "_", " ")
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// initial returns the role set of new organizations.
func (s *accessStore) initialRoleSet() *roleSet {
	for _, set := range s.roleSets.all() {
		if set.Type == initialRoleSet {
			return set
		}
	}
	return nil
}

// roleSetOf returns the role set of an organization. Without a key, it is the initial one.
func (s *accessStore) roleSetOf(o *organization) *roleSet {
	if o.RoleSetKey != nil {
		if set := s.roleSetByKey.first(*o.RoleSetKey); set != nil {
			return set
		}
	}
	return s.initialRoleSet()
}

// roleIn returns the role with the key if the role set has it, otherwise nil.
func (s *accessStore) roleIn(set *roleSet, key string) *role {
	known := s.roleByKey.first(key)
	if known == nil || set == nil || !slices.Contains(set.RoleIDs, known.ID) {
		return nil
	}
	return known
}
