package emulator

import (
	"net/http"
	"slices"
)

// organizationParams are the common parameters of POST and PATCH for an organization.
type organizationParams struct {
	Name                  param[string] `param:"name,nullable"`
	Slug                  param[string] `param:"slug,nullable"`
	MaxAllowedMemberships param[int64]  `param:"max_allowed_memberships,nullable"`
	CreatedAt             param[string] `param:"created_at,nullable"`
	RoleSetKey            param[string] `param:"role_set_key,nullable"`
}

// createOrganization handles POST /organizations.
func (c *call) createOrganization() (any, error) {
	if err := c.organizationsOn(); err != nil {
		return nil, err
	}
	var params struct {
		organizationParams
		CreatedBy       param[string] `param:"created_by,nullable"`
		PublicMetadata  param[object] `param:"public_metadata,nullable"`
		PrivateMetadata param[object] `param:"private_metadata,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if !params.Name.hasValue() && len(problems) == 0 {
		problems = append(problems, missing("name"))
	}
	problems = append(problems, params.check(c)...)
	problems = append(problems, checkMetadata(&c.behaviour, "public_metadata", params.PublicMetadata.Value)...)
	problems = append(problems, checkMetadata(&c.behaviour, "private_metadata", params.PrivateMetadata.Value)...)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if err := params.refusal(c, nil); err != nil {
		return nil, err
	}
	o := c.newOrganization()
	o.PublicMetadata = orEmptyObject(compact(params.PublicMetadata.Value))
	o.PrivateMetadata = orEmptyObject(compact(params.PrivateMetadata.Value))
	params.apply(o, c)
	if params.CreatedBy.hasValue() {
		if err := c.addCreator(o, params.CreatedBy.Value); err != nil {
			return nil, err
		}
	}
	c.store.organizations.put(o)
	return c.organizationAnswer(o), nil
}

// newOrganization returns an organization with the defaults of the instance.
func (c *call) newOrganization() *organization {
	settings := c.store.settings.value
	o := &organization{Organization: Organization{
		Object: "organization", ID: newID(organizationPrefix, c.time()), AdminDeleteEnabled: settings.AdminDeleteEnabled,
		MaxAllowedMemberships: settings.MaxAllowedMemberships, CreatedAt: c.now, UpdatedAt: c.now,
	}}
	o.ImageURL = defaultImageURL(c.instance, o.ID)
	if set := c.store.initialRoleSet(); set != nil {
		o.RoleSetKey = &set.Key
	}
	return o
}

// addCreator makes the user the first member, with the creator role of the role set.
func (c *call) addCreator(o *organization, userID string) error {
	a := c.visibleUser(userID)
	if a == nil {
		return failure(http.StatusBadRequest, "organization_creator_not_found", "creator not found",
			"No users found with id "+userID+".")
	}
	if err := c.exclusive(o.ID, userID); err != nil {
		return err
	}
	set := c.store.roleSetOf(o)
	if set == nil || c.store.roles.get(set.CreatorRoleID) == nil {
		return roleNotFound()
	}
	o.CreatedBy = userID
	c.addMember(o.ID, a, c.store.roles.get(set.CreatorRoleID).Key, nil, nil)
	return nil
}

// getOrganization handles GET /organizations/{organization_id}, with an id or a slug.
func (c *call) getOrganization() (any, error) {
	if err := c.organizationsOn(); err != nil {
		return nil, err
	}
	id := c.path("organization_id")
	o := c.store.organizations.get(id)
	if o == nil {
		o = c.store.organizationBySlug.first(id)
	}
	if o == nil {
		return nil, organizationNotFound()
	}
	return c.countedOrganization(o), nil
}

// updateOrganization handles PATCH /organizations/{organization_id}.
func (c *call) updateOrganization() (any, error) {
	held, err := c.changeableOrganization()
	if err != nil {
		return nil, err
	}
	var params struct {
		organizationParams
		AdminDeleteEnabled param[bool]   `param:"admin_delete_enabled,nullable"`
		PublicMetadata     param[object] `param:"public_metadata,nullable"`
		PrivateMetadata    param[object] `param:"private_metadata,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	problems = append(problems, params.check(c)...)
	metadata := []namedMetadata{{"public_metadata", params.PublicMetadata}, {"private_metadata", params.PrivateMetadata}}
	problems = append(problems, c.checkMetadataAllowed(metadata, "/v1/organizations/{organization_id}/metadata")...)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if err := params.refusal(c, held); err != nil {
		return nil, err
	}
	o := *held
	for i, field := range []*[]byte{(*[]byte)(&o.PublicMetadata), (*[]byte)(&o.PrivateMetadata)} {
		if metadata[i].sent.hasValue() {
			*field = compact(metadata[i].sent.Value)
		}
	}
	params.apply(&o, c)
	if params.AdminDeleteEnabled.hasValue() {
		o.AdminDeleteEnabled = params.AdminDeleteEnabled.Value
	}
	o.UpdatedAt = c.now
	c.store.organizations.put(&o)
	return c.organizationAnswer(&o), nil
}

// deleteOrganization handles DELETE /organizations/{organization_id}.
func (c *call) deleteOrganization() (any, error) {
	o, err := c.changeableOrganization()
	if err != nil {
		return nil, err
	}
	c.store.removeOrganization(o.ID)
	return DeletedObject{Object: "organization", ID: o.ID, Deleted: true}, nil
}

// removeOrganization removes an organization with its memberships, invitations and domains.
func (s *store) removeOrganization(id string) {
	s.memberships.removeAll(s.membershipsByOrg.of(id))
	s.organizationInvitations.removeAll(s.invitationsByOrg.of(id))
	s.domains.removeAll(s.domainsByOrg.of(id))
	s.organizations.remove(id)
	s.sessions.leaveOrganization(id, "")
}

// organization returns the organization in the path, which must be an id.
func (c *call) organization() (*organization, error) {
	if err := c.organizationsOn(); err != nil {
		return nil, err
	}
	if o := c.store.organizations.get(c.path("organization_id")); o != nil {
		return o, nil
	}
	return nil, organizationNotFound()
}

// changeableOrganization returns the organization in the path, unless another request is changing it.
func (c *call) changeableOrganization() (*organization, error) {
	o, err := c.organization()
	if err != nil {
		return nil, err
	}
	return o, c.unlocked(o.ID)
}

// organizationsOn refuses every request about organizations if the instance has none.
func (c *call) organizationsOn() error {
	if c.behaviour.OrganizationsDisabled || !c.store.settings.value.Enabled {
		return organizationsOff()
	}
	return nil
}

// unlocked refuses to change an object that another request is changing.
func (c *call) unlocked(ids ...string) error {
	for _, id := range ids {
		if slices.Contains(c.behaviour.LockedResources, id) {
			return failure(http.StatusConflict, "resource_locked", "resource busy",
				"This resource is currently being modified by another request. Please try again.")
		}
	}
	return nil
}
