package emulator

import (
	"cmp"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

var permissionKeyShape = regexp.MustCompile(`^org:[a-z0-9_]+:[a-z0-9_]+$`)

// permissionParams is the body of POST and PATCH for a permission.
type permissionParams struct {
	Name        param[string] `param:"name"`
	Key         param[string] `param:"key"`
	Description param[string] `param:"description"`
}

// check refuses a key with another form, a reserved key, and the key of another permission than the one with the id.
func (p *permissionParams) check(c *call, problems []problem, id string) error {
	switch key := p.Key.Value; {
	case key == "":
	case !permissionKeyShape.MatchString(key):
		problems = append(
			problems,
			formatProblem("key", "org:<feature>:<action> in lower-case letters, digits and underscores"),
		)
	case strings.HasPrefix(key, "org:sys_"):
		problems = append(problems, about("key", "form_param_value_invalid", "is invalid",
			"key must not begin with org:sys_, which is reserved for system permissions."))
	}
	if err := unprocessable(problems...); err != nil {
		return err
	}
	if other := c.store.permissionByKey.first(p.Key.Value); other != nil && other.ID != id {
		return c.duplicateKey()
	}
	return nil
}

// createPermission handles POST /organization_permissions.
func (c *call) createPermission() (any, error) {
	if err := c.rolesRefusal(c.behaviour.CustomPermissionsNeedPlan, "custom_permissions"); err != nil {
		return nil, err
	}
	var params permissionParams
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	problems = required(problems, "name", params.Name)
	problems = required(problems, "key", params.Key)
	if err := params.check(c, problems, ""); err != nil {
		return nil, err
	}
	made := &Permission{
		Object: "permission", ID: newID(permissionPrefix, c.time()), Name: params.Name.Value, Key: params.Key.Value,
		Description: params.Description.Value, Type: userPermission, CreatedAt: c.now, UpdatedAt: c.now,
	}
	c.store.permissions.put(made)
	return made, nil
}

// listPermissions handles GET /organization_permissions.
func (c *call) listPermissions() (any, error) {
	texts := func(p *Permission) named { return named{p.ID, p.Name, p.Key} }
	return namedPage(c, c.store.permissions.all(), texts, func(p *Permission) *Permission { return p })
}

// getPermission handles GET /organization_permissions/{permission_id}.
func (c *call) getPermission() (any, error) { return c.permission() }

// updatePermission handles PATCH /organization_permissions/{permission_id}.
func (c *call) updatePermission() (any, error) {
	held, err := c.changeablePermission()
	if err != nil {
		return nil, err
	}
	var params permissionParams
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if err := params.check(c, problems, held.ID); err != nil {
		return nil, err
	}
	changed := *held
	changed.Name, changed.Key = cmp.Or(params.Name.Value, held.Name), cmp.Or(params.Key.Value, held.Key)
	if params.Description.Sent {
		changed.Description = params.Description.Value
	}
	changed.UpdatedAt = c.now
	c.store.permissions.put(&changed)
	return &changed, nil
}

// deletePermission handles DELETE /organization_permissions/{permission_id}. Roles lose the permission.
func (c *call) deletePermission() (any, error) {
	held, err := c.changeablePermission()
	if err != nil {
		return nil, err
	}
	for _, assigned := range slices.Clone(c.store.roles.all()) {
		at := slices.Index(assigned.PermissionIDs, held.ID)
		if at < 0 {
			continue
		}
		if c.behaviour.AssignedPermissionsKept {
			return nil, unprocessable(about("permission_id", "form_param_value_invalid", "is invalid",
				"The organization permission cannot be deleted as it is assigned to the role %s.", assigned.Key))
		}
		changed := *assigned
		changed.PermissionIDs = slices.Delete(slices.Clone(assigned.PermissionIDs), at, at+1)
		c.store.roles.put(&changed)
	}
	c.store.permissions.remove(held.ID)
	return DeletedObject{Object: "permission", ID: held.ID, Deleted: true}, nil
}

// permission returns the permission in the path.
func (c *call) permission() (*Permission, error) {
	if err := c.organizationsOn(); err != nil {
		return nil, err
	}
	if held := c.store.permissions.get(c.path("permission_id")); held != nil {
		return held, nil
	}
	return nil, permissionNotFound()
}

// changeablePermission returns the permission in the path, unless it is a system permission.
func (c *call) changeablePermission() (*Permission, error) {
	held, err := c.permission()
	if err != nil {
		return nil, err
	}
	if held.Type == systemPermission {
		return nil, failure(http.StatusForbidden, "organization_system_permission_not_modifiable",
			"organization system permission cannot be modified",
			"This organization permission cannot be modified because it is a system permission.")
	}
	return held, nil
}

func permissionNotFound() error {
	return failure(http.StatusNotFound, "resource_not_found", "not found", "Organization permission not found")
}
