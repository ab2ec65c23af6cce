package emulator

import (
	"cmp"
	"fmt"
)

// SeedRole is a role of organizations to add. Omitted values have defaults.
type SeedRole struct {
	ID          string  `json:"id,omitempty"`
	Key         string  `json:"key"`
	Name        string  `json:"name,omitempty"`
	Description *string `json:"description,omitempty"`
	// Permissions are keys of permissions.
	Permissions []string `json:"permissions,omitempty"`
	// OutsideRoleSets adds the role to no role set. Otherwise it is added to the role set of new organizations.
	OutsideRoleSets bool `json:"outside_role_sets,omitempty"`
	// CreatedAt and UpdatedAt are in Unix milliseconds.
	CreatedAt int64 `json:"created_at,omitempty"`
	UpdatedAt int64 `json:"updated_at,omitempty"`
}

// SeedRoleSet is a role set to add. Omitted values have defaults.
type SeedRoleSet struct {
	ID          string  `json:"id,omitempty"`
	Key         string  `json:"key"`
	Name        string  `json:"name,omitempty"`
	Description *string `json:"description,omitempty"`
	// Roles are keys of roles. The default is org:admin and org:member. The first one is the role of creators unless
	// CreatorRole is set, and the last one is the default role unless DefaultRole is set.
	Roles       []string `json:"roles,omitempty"`
	CreatorRole string   `json:"creator_role,omitempty"`
	DefaultRole string   `json:"default_role,omitempty"`
	// CreatedAt and UpdatedAt are in Unix milliseconds.
	CreatedAt int64 `json:"created_at,omitempty"`
	UpdatedAt int64 `json:"updated_at,omitempty"`
}

func (e *Emulator) seedPermission(seed Permission) error {
	now := e.Now()
	seed.Object = "permission"
	seed.ID = cmp.Or(seed.ID, newID(permissionPrefix, now))
	seed.Name = cmp.Or(seed.Name, permissionName(seed.Key))
	seed.Type = cmp.Or(seed.Type, userPermission)
	seed.CreatedAt = cmp.Or(seed.CreatedAt, now.UnixMilli())
	seed.UpdatedAt = cmp.Or(seed.UpdatedAt, seed.CreatedAt)
	switch {
	case !permissionKeyShape.MatchString(seed.Key):
		return fmt.Errorf("key must be org:<feature>:<action>, not %q", seed.Key)
	case e.store.permissions.get(seed.ID) != nil, e.store.permissionByKey.first(seed.Key) != nil:
		return fmt.Errorf("there is a permission %s or %s already", seed.ID, seed.Key)
	}
	e.store.permissions.put(&seed)
	return nil
}

func (e *Emulator) seedRole(seed SeedRole) error {
	now := e.Now()
	created := cmp.Or(seed.CreatedAt, now.UnixMilli())
	added := &role{
		ID: cmp.Or(seed.ID, newID(rolePrefix, now)), Key: seed.Key, Name: cmp.Or(seed.Name, roleName(seed.Key)),
		Description: seed.Description, PermissionIDs: e.store.permissionIDs(seed.Permissions), CreatedAt: created,
		UpdatedAt: cmp.Or(seed.UpdatedAt, created),
	}
	switch {
	case !roleKeyShape.MatchString(seed.Key):
		return fmt.Errorf("key must begin with org:, not be %q", seed.Key)
	case e.store.roles.get(added.ID) != nil, e.store.roleByKey.first(seed.Key) != nil:
		return fmt.Errorf("there is a role %s or %s already", added.ID, seed.Key)
	case len(added.PermissionIDs) != len(seed.Permissions):
		return fmt.Errorf("role %s has a permission that the instance lacks", seed.Key)
	}
	e.store.roles.put(added)
	if set := e.store.initialRoleSet(); !seed.OutsideRoleSets && set != nil {
		e.store.addToRoleSet(set, added.ID)
	}
	return nil
}

func (e *Emulator) seedRoleSet(seed SeedRoleSet) error {
	now := e.Now()
	created := cmp.Or(seed.CreatedAt, now.UnixMilli())
	if len(seed.Roles) == 0 {
		seed.Roles = []string{adminRole, memberRole}
	}
	set := &roleSet{
		ID: cmp.Or(seed.ID, newID(roleSetPrefix, now)), Key: seed.Key, Name: cmp.Or(seed.Name, seed.Key),
		Description: seed.Description, Type: customRoleSet, CreatedAt: created, UpdatedAt: cmp.Or(seed.UpdatedAt, created),
	}
	for _, key := range seed.Roles {
		known := e.store.roleByKey.first(key)
		if known == nil {
			return fmt.Errorf("role set %s has the role %s, which the instance lacks", seed.Key, key)
		}
		set.RoleIDs = append(set.RoleIDs, known.ID)
	}
	creator := e.store.roleIn(set, cmp.Or(seed.CreatorRole, seed.Roles[0]))
	fallback := e.store.roleIn(set, cmp.Or(seed.DefaultRole, seed.Roles[len(seed.Roles)-1]))
	switch {
	case !roleSetKeyShape.MatchString(seed.Key):
		return fmt.Errorf("key must begin with role_set:, not be %q", seed.Key)
	case e.store.roleSets.get(set.ID) != nil, e.store.roleSetByKey.first(seed.Key) != nil:
		return fmt.Errorf("there is a role set %s or %s already", set.ID, seed.Key)
	case creator == nil || fallback == nil:
		return fmt.Errorf("creator_role and default_role of role set %s must be among its roles", seed.Key)
	}
	set.CreatorRoleID, set.DefaultRoleID = creator.ID, fallback.ID
	e.store.roleSets.put(set)
	return nil
}
