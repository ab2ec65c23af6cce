package emulator

import (
	"cmp"
	"net/http"
	"regexp"
	"slices"
)

// maxRolesInSet is the maximum number of roles in a role set.
const maxRolesInSet = 10

var roleSetKeyShape = regexp.MustCompile(`^role_set:[a-z0-9_]+$`)

// listRoleSets handles GET /role_sets.
func (c *call) listRoleSets() (any, error) {
	texts := func(s *roleSet) named { return named{s.ID, s.Name, s.Key} }
	return namedPage(c, c.store.roleSets.all(), texts, c.roleSetAnswer)
}

// getRoleSet handles GET /role_sets/{role_set_key_or_id}.
func (c *call) getRoleSet() (any, error) {
	set, err := c.roleSet()
	if err != nil {
		return nil, err
	}
	return c.roleSetAnswer(set), nil
}

// createRoleSet handles POST /role_sets.
func (c *call) createRoleSet() (any, error) {
	if err := c.rolesRefusal(c.behaviour.RoleSetsNeedPlan, "role_sets"); err != nil {
		return nil, err
	}
	var params struct {
		Name           param[string]   `param:"name"`
		Key            param[string]   `param:"key"`
		Description    param[string]   `param:"description,nullable"`
		DefaultRoleKey param[string]   `param:"default_role_key"`
		CreatorRoleKey param[string]   `param:"creator_role_key"`
		Type           param[string]   `param:"type"`
		Roles          param[[]string] `param:"roles"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	problems = required(problems, "name", params.Name)
	problems = required(problems, "default_role_key", params.DefaultRoleKey)
	problems = required(problems, "creator_role_key", params.CreatorRoleKey)
	if params.Type.Sent && params.Type.Value != initialRoleSet && params.Type.Value != customRoleSet {
		problems = append(problems, notAllowedValue("type", initialRoleSet, customRoleSet))
	}
	if params.Key.Sent && !roleSetKeyShape.MatchString(params.Key.Value) {
		problems = append(problems, formatProblem("key", "role_set: and lower-case letters, digits and underscores"))
	}
	ids, problems := c.rolesInSet("roles", params.Roles.Value, nil, problems)
	set := &roleSet{
		ID: newID(roleSetPrefix, c.time()), Name: params.Name.Value, Description: params.Description.pointer(),
		Key:  cmp.Or(params.Key.Value, "role_set:"+notAlphanumeric.ReplaceAllString(foldEmail(params.Name.Value), "_")),
		Type: customRoleSet, RoleIDs: ids, CreatedAt: c.now, UpdatedAt: c.now,
	}
	problems = append(problems, c.chooseRoles(set, params.DefaultRoleKey, params.CreatorRoleKey)...)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if c.store.roleSetByKey.first(set.Key) != nil {
		return nil, c.duplicateKey()
	}
	c.store.roleSets.put(set)
	if params.Type.Value == initialRoleSet {
		set = c.store.makeInitial(set)
	}
	return c.roleSetAnswer(set), nil
}

// addRolesToSet handles POST /role_sets/{role_set_key_or_id}/roles.
func (c *call) addRolesToSet() (any, error) {
	held, err := c.changeableRoleSet()
	if err != nil {
		return nil, err
	}
	var params struct {
		RoleKeys       param[[]string] `param:"role_keys"`
		DefaultRoleKey param[string]   `param:"default_role_key"`
		CreatorRoleKey param[string]   `param:"creator_role_key"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	set := *held
	set.RoleIDs, problems = c.rolesInSet("role_keys", params.RoleKeys.Value, held.RoleIDs, problems)
	problems = append(problems, c.chooseRoles(&set, params.DefaultRoleKey, params.CreatorRoleKey)...)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	set.UpdatedAt = c.now
	c.store.roleSets.put(&set)
	return c.roleSetAnswer(&set), nil
}

// replaceRoleInSet handles POST /role_sets/{role_set_key_or_id}/roles/replace. Members get the other role.
func (c *call) replaceRoleInSet() (any, error) {
	held, err := c.changeableRoleSet()
	if err != nil {
		return nil, err
	}
	var params struct {
		RoleKey   param[string] `param:"role_key"`
		ToRoleKey param[string] `param:"to_role_key"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	problems = required(problems, "role_key", params.RoleKey)
	if err := unprocessable(required(problems, "to_role_key", params.ToRoleKey)...); err != nil {
		return nil, err
	}
	from, to := c.store.roleIn(held, params.RoleKey.Value), c.store.roleIn(held, params.ToRoleKey.Value)
	if from == nil || to == nil || from == to {
		return nil, roleNotFound()
	}
	set := *held
	set.RoleIDs = slices.DeleteFunc(slices.Clone(held.RoleIDs), func(id string) bool { return id == from.ID })
	for _, choice := range []*string{&set.DefaultRoleID, &set.CreatorRoleID} {
		if *choice == from.ID {
			*choice = to.ID
		}
	}
	if set.CreatorRoleID == to.ID && !c.creatorEligible(to) {
		return nil, unprocessable(missingCreatorPermissions())
	}
	set.UpdatedAt = c.now
	c.store.roleSets.put(&set)
	c.reassign(&set, map[string]string{from.Key: to.Key})
	return c.roleSetAnswer(&set), nil
}

// reassign gives members of the organizations with the role set another role.
func (c *call) reassign(set *roleSet, roles map[string]string) {
	for _, held := range slices.Clone(c.store.memberships.all()) {
		to := roles[held.Role]
		in := c.store.organizations.get(held.OrganizationID)
		if to == "" || in == nil || c.store.roleSetOf(in) == nil || c.store.roleSetOf(in).ID != set.ID {
			continue
		}
		m := *held
		m.Role, m.RoleName, m.Permissions, m.UpdatedAt = to, "", nil, c.now
		c.store.memberships.put(&m)
	}
}

// rolesInSet returns the ids of held and of the roles with the keys.
func (c *call) rolesInSet(name string, keys, held []string, problems []problem) ([]string, []problem) {
	ids := slices.Clone(held)
	for _, key := range keys {
		known := c.store.roleByKey.first(key)
		switch {
		case known == nil:
			problems = append(problems, resourceMissing(name))
		case !slices.Contains(ids, known.ID):
			ids = append(ids, known.ID)
		}
	}
	switch {
	case len(keys) == 0:
		problems = required(problems, name, param[string]{})
	case len(ids) > maxRolesInSet:
		problems = append(problems, about(name, "form_param_array_size_exceeded", "exceeds maximum size",
			"%s should not exceed %d items.", name, maxRolesInSet))
	}
	return ids, problems
}

// chooseRoles sets the default role and the creator role of a role set, if the request has them.
func (c *call) chooseRoles(set *roleSet, defaultKey, creatorKey param[string]) []problem {
	var problems []problem
	for _, choice := range []struct {
		name string
		key  string
		to   *string
	}{
		{"default_role_key", defaultKey.Value, &set.DefaultRoleID},
		{"creator_role_key", creatorKey.Value, &set.CreatorRoleID},
	} {
		if choice.key == "" {
			continue
		}
		chosen := c.store.roleIn(set, choice.key)
		switch {
		case chosen == nil:
			problems = append(problems, resourceMissing(choice.name))
			continue
		case choice.to == &set.CreatorRoleID && !c.creatorEligible(chosen):
			problems = append(problems, missingCreatorPermissions())
		}
		*choice.to = chosen.ID
	}
	return problems
}

// roleSet returns the role set in the path.
func (c *call) roleSet() (*roleSet, error) {
	if err := c.organizationsOn(); err != nil {
		return nil, err
	}
	name := c.path("role_set_key_or_id")
	if set := cmp.Or(c.store.roleSets.get(name), c.store.roleSetByKey.first(name)); set != nil {
		return set, nil
	}
	return nil, roleSetNotFound()
}

// changeableRoleSet returns the role set in the path, unless its roles are being reassigned.
func (c *call) changeableRoleSet() (*roleSet, error) {
	set, err := c.roleSet()
	if err != nil {
		return nil, err
	}
	if c.behaviour.RoleMigrationInProgress {
		return nil, failure(http.StatusConflict, "role_migration_in_progress", "migration in progress",
			"Cannot modify role set while role reassignment is in progress. Please wait for the migration to complete.")
	}
	return set, c.unlocked(set.ID)
}

func roleSetNotFound() error {
	return failure(http.StatusNotFound, "resource_not_found", "not found", "Role set not found")
}
