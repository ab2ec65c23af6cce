package emulator

import (
	"cmp"
	"net/http"
	"slices"
)

// listRoles handles GET /organization_roles.
func (c *call) listRoles() (any, error) {
	return namedPage(c, c.store.roles.all(), func(r *role) named { return named{r.ID, r.Name, r.Key} }, c.roleAnswer)
}

// named are the texts by which lists of roles, permissions and role sets are filtered and ordered.
type named struct{ id, name, key string }

// namedPage returns a page of a list that is filtered by the query and ordered by creation, name or key.
func namedPage[T, A any](c *call, rows []*T, of func(*T) named, answer func(*T) A) (any, error) {
	if err := c.organizationsOn(); err != nil {
		return nil, err
	}
	query := c.request.URL.Query()
	requested, problems := parsePageRange(query)
	if text := query.Get("query"); text != "" {
		rows = slices.DeleteFunc(slices.Clone(rows), func(row *T) bool {
			texts := of(row)
			return texts.id != text && !containsFold(text, texts.name, texts.key)
		})
	}
	found, wrongOrder := ordered(query, rows, "-created_at", map[string]compareFunc[T]{
		"created_at": nil,
		"name":       func(a, b *T) int { return cmp.Compare(of(a).name, of(b).name) },
		"key":        func(a, b *T) int { return cmp.Compare(of(a).key, of(b).key) },
	})
	if err := unprocessable(append(problems, wrongOrder...)...); err != nil {
		return nil, err
	}
	return paged(found, requested, answer), nil
}

// deleteRole handles DELETE /organization_roles/{organization_role_id}.
func (c *call) deleteRole() (any, error) {
	held, err := c.changeableRole()
	if err != nil {
		return nil, err
	}
	if err := c.roleInUse(held); err != nil {
		return nil, err
	}
	for _, set := range slices.Clone(c.store.roleSets.all()) {
		c.store.removeFromRoleSet(set, held.ID)
	}
	c.store.roles.remove(held.ID)
	return DeletedObject{Object: "role", ID: held.ID, Deleted: true}, nil
}

// roleInUse refuses to delete a role that something needs.
func (c *call) roleInUse(held *role) error {
	refusal := func(code, text string) error { return failure(http.StatusUnprocessableEntity, code, text, text) }
	switch {
	case c.store.isCreatorRole(held.ID):
		return refusal("organization_role_default_creator_role",
			"The organization role cannot be deleted as it is currently used as the creator role.")
	case c.store.settings.value.DomainsDefaultRoleID == held.ID:
		return refusal("organization_role_domain_default_role",
			"The organization role cannot be deleted as it is currently used as the default domain role.")
	case slices.ContainsFunc(c.store.memberships.all(), func(m *membership) bool { return m.Role == held.Key }):
		return refusal("organization_role_assigned_members",
			"The organization role is currently assigned to one or more organization members.")
	case slices.ContainsFunc(c.store.organizationInvitations.all(), func(i *organizationInvitation) bool {
		return i.Role == held.Key && i.at(c.now).Status == "pending"
	}):
		return refusal("organization_role_exists_in_invitations",
			"The organization role exists in one or more pending organization invitations. Please revoke these "+
				"invitations to proceed.")
	}
	for _, set := range c.store.roleSets.all() {
		if slices.Contains(set.RoleIDs, held.ID) && (!c.behaviour.RoleInSetDeletable || set.DefaultRoleID == held.ID) {
			return unprocessable(about("organization_role_id", "form_param_value_invalid", "is invalid",
				"The organization role cannot be deleted as it is in the role set %s.", set.Key))
		}
	}
	return nil
}

// renameRole replaces the key of a role in memberships and invitations.
func (s *accessStore) renameRole(from, to string) {
	if from == to {
		return
	}
	for _, held := range slices.Clone(s.memberships.all()) {
		if held.Role == from {
			m := *held
			m.Role = to
			s.memberships.put(&m)
		}
	}
	for _, held := range slices.Clone(s.organizationInvitations.all()) {
		if held.Role == from {
			invitation := *held
			invitation.Role = to
			s.organizationInvitations.put(&invitation)
		}
	}
}

// isCreatorRole reports whether the role is the creator role of a role set.
func (s *accessStore) isCreatorRole(id string) bool {
	return slices.ContainsFunc(s.roleSets.all(), func(set *roleSet) bool { return set.CreatorRoleID == id })
}

// creatorEligible reports whether the role has the permissions that a creator role must have.
func (c *call) creatorEligible(r *role) bool {
	return !slices.ContainsFunc(c.store.permissionIDs(creatorPermissions), func(id string) bool {
		return !slices.Contains(r.PermissionIDs, id)
	})
}

// roleAnswer returns the role in the format of the API.
func (c *call) roleAnswer(r *role) Role {
	answer := Role{
		Object: "role", ID: r.ID, Name: r.Name, Key: r.Key, Description: r.Description,
		IsCreatorEligible: c.creatorEligible(r), Permissions: []Permission{}, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
	}
	for _, id := range r.PermissionIDs {
		if permission := c.store.permissions.get(id); permission != nil {
			answer.Permissions = append(answer.Permissions, *permission)
		}
	}
	return answer
}
