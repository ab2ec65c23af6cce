package emulator

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"slices"
)

// defaultRoleQuota is the number of roles that a new instance can have in addition to its own two.
const defaultRoleQuota = 10

var roleKeyShape = regexp.MustCompile(`^org:[a-z0-9_]+$`)

// createRole handles POST /organization_roles.
func (c *call) createRole() (any, error) {
	if err := c.rolesRefusal(c.behaviour.CustomRolesNeedPlan, "custom_roles"); err != nil {
		return nil, err
	}
	var params struct {
		Name                    param[string]   `param:"name"`
		Key                     param[string]   `param:"key"`
		Description             param[string]   `param:"description,nullable"`
		Permissions             param[[]string] `param:"permissions,nullable"`
		IncludeInInitialRoleSet param[bool]     `param:"include_in_initial_role_set,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	problems = required(problems, "name", params.Name)
	problems = required(problems, "key", params.Key)
	if err := unprocessable(append(problems, checkRoleKey(params.Key)...)...); err != nil {
		return nil, err
	}
	if err := c.checkRoleValues("", params.Key, params.Permissions); err != nil {
		return nil, err
	}
	quota := cmp.Or(c.behaviour.RoleQuota, defaultRoleQuota)
	if custom := c.store.roles.len() - len(defaultPermissions); custom >= quota {
		return nil, failure(http.StatusForbidden, "organization_instance_roles_quota_exceeded",
			"organization roles for instance quota exceeded",
			fmt.Sprintf("You have reached your limit of %d organization roles per instance.", quota))
	}
	made := &role{
		ID: newID(rolePrefix, c.time()), Name: params.Name.Value, Key: params.Key.Value,
		Description: params.Description.pointer(), PermissionIDs: orEmpty(params.Permissions.Value),
		CreatedAt: c.now, UpdatedAt: c.now,
	}
	c.store.roles.put(made)
	if set := c.store.initialRoleSet(); params.IncludeInInitialRoleSet.Value && set != nil {
		c.store.addToRoleSet(set, made.ID)
	}
	return c.roleAnswer(made), nil
}

// getRole handles GET /organization_roles/{organization_role_id}.
func (c *call) getRole() (any, error) {
	held, err := c.role()
	if err != nil {
		return nil, err
	}
	return c.roleAnswer(held), nil
}

// updateRole handles PATCH /organization_roles/{organization_role_id}. A new key also applies to members and
// invitations.
func (c *call) updateRole() (any, error) {
	held, err := c.changeableRole()
	if err != nil {
		return nil, err
	}
	var params struct {
		Name        param[string]   `param:"name,nullable"`
		Key         param[string]   `param:"key,nullable"`
		Description param[string]   `param:"description,nullable"`
		Permissions param[[]string] `param:"permissions,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if err := unprocessable(append(problems, checkRoleKey(params.Key)...)...); err != nil {
		return nil, err
	}
	if err := c.checkRoleValues(held.ID, params.Key, params.Permissions); err != nil {
		return nil, err
	}
	changed := *held
	changed.Name, changed.Key = cmp.Or(params.Name.Value, held.Name), cmp.Or(params.Key.Value, held.Key)
	if params.Description.Sent {
		changed.Description = params.Description.pointer()
	}
	if params.Permissions.hasValue() {
		changed.PermissionIDs = orEmpty(params.Permissions.Value)
	}
	if err := c.storeRole(&changed); err != nil {
		return nil, err
	}
	c.store.renameRole(held.Key, changed.Key)
	return c.roleAnswer(&changed), nil
}

// storeRole replaces a role, unless it is the creator role of a role set and would lack one of its permissions.
func (c *call) storeRole(changed *role) error {
	if c.store.isCreatorRole(changed.ID) && !c.creatorEligible(changed) {
		return unprocessable(missingCreatorPermissions())
	}
	changed.UpdatedAt = c.now
	c.store.roles.put(changed)
	return nil
}

func missingCreatorPermissions() problem {
	return problem{
		Code: "organization_missing_creator_role_permissions", Message: "missing permissions for creator role",
		LongMessage: fmt.Sprintf("The creator role must contain the following permissions: %q", creatorPermissions),
	}
}

// assignPermission handles POST /organization_roles/{organization_role_id}/permissions/{permission_id}.
func (c *call) assignPermission() (any, error) {
	held, permission, err := c.roleAndPermission()
	if err != nil {
		return nil, err
	}
	if slices.Contains(held.PermissionIDs, permission.ID) {
		return nil, failure(http.StatusConflict, "organization_role_permission_association_exists",
			"permission already assigned to role",
			"This organization permission is already associated to this organization role.")
	}
	changed := *held
	changed.PermissionIDs = append(slices.Clone(held.PermissionIDs), permission.ID)
	if err := c.storeRole(&changed); err != nil {
		return nil, err
	}
	return c.roleAnswer(&changed), nil
}

// removePermission handles DELETE /organization_roles/{organization_role_id}/permissions/{permission_id}.
func (c *call) removePermission() (any, error) {
	held, permission, err := c.roleAndPermission()
	if err != nil {
		return nil, err
	}
	at := slices.Index(held.PermissionIDs, permission.ID)
	if at < 0 {
		return nil, failure(http.StatusNotFound, "organization_role_permission_association_not_found",
			"permission not assigned to role",
			"This organization permission is not associated with the organization role.")
	}
	changed := *held
	changed.PermissionIDs = slices.Delete(slices.Clone(held.PermissionIDs), at, at+1)
	if err := c.storeRole(&changed); err != nil {
		return nil, err
	}
	return c.roleAnswer(&changed), nil
}

func (c *call) roleAndPermission() (*role, *Permission, error) {
	held, err := c.changeableRole()
	if err != nil {
		return nil, nil, err
	}
	permission, err := c.permission()
	return held, permission, err
}

// role returns the role in the path.
func (c *call) role() (*role, error) {
	if err := c.organizationsOn(); err != nil {
		return nil, err
	}
	id := c.path("organization_role_id")
	if held := c.store.roles.get(id); held != nil {
		return held, nil
	}
	return nil, failure(http.StatusNotFound, "resource_not_found", "not found", "Organization role not found")
}

// changeableRole returns the role in the path, unless another request is changing it.
func (c *call) changeableRole() (*role, error) {
	held, err := c.role()
	if err != nil {
		return nil, err
	}
	return held, c.unlocked(held.ID)
}

// rolesRefusal refuses a request that creates a role, a permission or a role set.
func (c *call) rolesRefusal(needsPlan bool, feature string) error {
	if err := c.organizationsOn(); err != nil {
		return err
	}
	if needsPlan {
		return planLacks(feature)
	}
	return nil
}

func checkRoleKey(key param[string]) []problem {
	if key.Value != "" && !roleKeyShape.MatchString(key.Value) {
		return []problem{formatProblem("key", "org: and lower-case letters, digits and underscores")}
	}
	return nil
}

// checkRoleValues refuses the key of another role than the one with the id, and unknown permissions.
func (c *call) checkRoleValues(id string, key param[string], permissions param[[]string]) error {
	if other := c.store.roleByKey.first(key.Value); other != nil && other.ID != id {
		return c.duplicateKey()
	}
	for _, permissionID := range permissions.Value {
		if c.store.permissions.get(permissionID) == nil {
			return permissionNotFound()
		}
	}
	return nil
}

// duplicateKey returns the error for the key of another role, permission or role set.
func (c *call) duplicateKey() error {
	return unprocessable(taken("key", cmp.Or(c.behaviour.DuplicateKeyCode, identifierExists)))
}
