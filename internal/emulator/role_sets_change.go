package emulator

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
)

// updateRoleSet handles PATCH /role_sets/{role_set_key_or_id}.
func (c *call) updateRoleSet() (any, error) {
	held, err := c.changeableRoleSet()
	if err != nil {
		return nil, err
	}
	var params struct {
		Name           param[string] `param:"name,nullable"`
		Key            param[string] `param:"key,nullable"`
		Description    param[string] `param:"description,nullable"`
		Type           param[string] `param:"type,nullable"`
		DefaultRoleKey param[string] `param:"default_role_key,nullable"`
		CreatorRoleKey param[string] `param:"creator_role_key,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	set := *held
	set.Name, set.Key = cmp.Or(params.Name.Value, held.Name), cmp.Or(params.Key.Value, held.Key)
	if params.Description.Sent {
		set.Description = params.Description.pointer()
	}
	if !roleSetKeyShape.MatchString(set.Key) {
		problems = append(problems, formatProblem("key", "role_set: and lower-case letters, digits and underscores"))
	}
	if params.Type.hasValue() && params.Type.Value != initialRoleSet {
		problems = append(problems, notAllowedValue("type", initialRoleSet))
	}
	problems = append(problems, c.chooseRoles(&set, params.DefaultRoleKey, params.CreatorRoleKey)...)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if other := c.store.roleSetByKey.first(set.Key); other != nil && other.ID != set.ID {
		return nil, c.duplicateKey()
	}
	set.UpdatedAt = c.now
	c.store.roleSets.put(&set)
	c.store.moveOrganizations(held.Key, set.Key)
	changed := &set
	if params.Type.Value == initialRoleSet {
		changed = c.store.makeInitial(&set)
	}
	return c.roleSetAnswer(changed), nil
}

// replaceRoleSet handles POST /role_sets/{role_set_key_or_id}/replace. The organizations get the other role set.
func (c *call) replaceRoleSet() (any, error) {
	held, err := c.changeableRoleSet()
	if err != nil {
		return nil, err
	}
	var params struct {
		DestRoleSetKey       param[string] `param:"dest_role_set_key"`
		ReassignmentMappings param[object] `param:"reassignment_mappings"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if err := unprocessable(required(problems, "dest_role_set_key", params.DestRoleSetKey)...); err != nil {
		return nil, err
	}
	to := c.store.roleSetByKey.first(params.DestRoleSetKey.Value)
	if to == nil || to.ID == held.ID {
		return nil, roleSetNotFound()
	}
	mappings := textMap(params.ReassignmentMappings.Value)
	if err := c.mappingRefusal(held, to, mappings); err != nil {
		return nil, err
	}
	c.reassign(held, mappings)
	c.store.roleSets.remove(held.ID)
	c.store.moveOrganizations(held.Key, to.Key)
	if held.Type == initialRoleSet {
		c.store.makeInitial(to)
	}
	return DeletedObject{Object: "role_set", ID: held.ID, Deleted: true}, nil
}

// mappingRefusal refuses mappings to roles that the other set lacks, and members without a role in it.
func (c *call) mappingRefusal(from, to *roleSet, mappings map[string]string) error {
	for source, destination := range mappings {
		if c.store.roleIn(to, destination) == nil {
			e := failure(http.StatusUnprocessableEntity, "organization_role_set_reassignment_mappings_invalid",
				"reassignment mappings invalid", "The role "+source+
					" is invalid in the reassignment mappings. It must be present in the new role set.")
			e.problems[0].Meta = map[string]any{"role_key": source}
			return e
		}
	}
	var lacking []string
	for _, m := range c.store.memberships.all() {
		in := c.store.organizations.get(m.OrganizationID)
		if in == nil || c.store.roleSetOf(in) != from || mappings[m.Role] != "" || c.store.roleIn(to, m.Role) != nil {
			continue
		}
		if !slices.Contains(lacking, m.Role) {
			lacking = append(lacking, m.Role)
		}
	}
	if len(lacking) == 0 {
		return nil
	}
	e := failure(http.StatusUnprocessableEntity, "organization_role_set_reassignment_mappings_missing",
		"reassignment mappings missing",
		fmt.Sprintf("The following roles are missing from the reassignment mappings: %q", lacking))
	e.problems[0].Meta = map[string]any{"role_keys": lacking}
	return e
}

// textMap decodes an object with texts. Other values are omitted.
func textMap(raw object) map[string]string {
	texts := map[string]string{}
	_ = json.Unmarshal(raw, &texts)
	return texts
}

// makeInitial makes a role set the one of new organizations, and returns it.
func (s *accessStore) makeInitial(chosen *roleSet) *roleSet {
	for _, held := range slices.Clone(s.roleSets.all()) {
		set := *held
		set.Type = customRoleSet
		if set.ID == chosen.ID {
			set.Type = initialRoleSet
		}
		s.roleSets.put(&set)
	}
	return s.roleSets.get(chosen.ID)
}

// moveOrganizations replaces the key of a role set in its organizations.
func (s *accessStore) moveOrganizations(from, to string) {
	for _, held := range slices.Clone(s.organizations.all()) {
		if from != to && textOf(held.RoleSetKey) == from {
			o := *held
			o.RoleSetKey = &to
			s.organizations.put(&o)
		}
	}
}

func (s *accessStore) addToRoleSet(held *roleSet, roleID string) {
	set := *held
	set.RoleIDs = append(slices.Clone(held.RoleIDs), roleID)
	s.roleSets.put(&set)
}

func (s *accessStore) removeFromRoleSet(held *roleSet, roleID string) {
	set := *held
	set.RoleIDs = slices.DeleteFunc(slices.Clone(held.RoleIDs), func(id string) bool { return id == roleID })
	s.roleSets.put(&set)
}

// roleSetAnswer returns the role set in the format of the API.
func (c *call) roleSetAnswer(set *roleSet) RoleSet {
	answer := RoleSet{
		Object: "role_set", ID: set.ID, Name: set.Name, Key: set.Key, Description: set.Description, Type: set.Type,
		Roles: []RoleSetItem{}, CreatedAt: set.CreatedAt, UpdatedAt: set.UpdatedAt,
	}
	counts := map[string]int64{}
	for _, m := range c.store.memberships.all() {
		if in := c.store.organizations.get(m.OrganizationID); in != nil && c.store.roleSetOf(in) == set {
			counts[m.Role]++
		}
	}
	for _, id := range set.RoleIDs {
		r := c.store.roles.get(id)
		if r == nil {
			continue
		}
		item := RoleSetItem{
			Object: "role_set_item", ID: r.ID, Name: r.Name, Key: r.Key, Description: r.Description,
			MembersCount: counts[r.Key], HasMembers: counts[r.Key] > 0, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
		}
		answer.Roles = append(answer.Roles, item)
		if id == set.DefaultRoleID {
			answer.DefaultRole = &item
		}
		if id == set.CreatorRoleID {
			answer.CreatorRole = &item
		}
	}
	return answer
}
