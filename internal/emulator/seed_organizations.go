package emulator

import (
	"cmp"
	"fmt"
)

func (e *Emulator) seedOrganization(seed Organization) error {
	seed.ID = cmp.Or(seed.ID, newID(organizationPrefix, e.Now()))
	known := e.store.organizations.get(seed.ID)
	switch {
	case known != nil && !known.Implied:
		return fmt.Errorf("there is an organization %s already", seed.ID)
	case known != nil && known.Slug == seed.Slug:
	case seed.Slug != "" && e.store.organizationBySlug.first(seed.Slug) != nil:
		return fmt.Errorf("there is an organization with the slug %s already", seed.Slug)
	}
	if known != nil {
		e.store.organizations.remove(known.ID)
	}
	e.completeOrganization(&seed)
	e.store.organizations.put(&organization{Organization: seed})
	return nil
}

// implyOrganization adds an organization that a seed mentions, unless the instance has it. Without a name, a seed can
// define it later.
func (e *Emulator) implyOrganization(mentioned Organization) error {
	switch {
	case e.store.organizations.get(mentioned.ID) != nil:
		return nil
	case mentioned.Name != "":
		return e.seedOrganization(mentioned)
	}
	e.completeOrganization(&mentioned)
	e.store.organizations.put(&organization{Organization: mentioned, Implied: true})
	return nil
}

// completeOrganization sets the omitted values of an organization.
func (e *Emulator) completeOrganization(o *Organization) {
	o.Object = "organization"
	o.Name = cmp.Or(o.Name, o.ID)
	o.Slug = cmp.Or(o.Slug, e.store.freeSlug(o.Name))
	o.ImageURL = cmp.Or(o.ImageURL, defaultImageURL(e.instance, o.ID))
	o.PublicMetadata, o.PrivateMetadata = orEmptyObject(o.PublicMetadata), orEmptyObject(o.PrivateMetadata)
	o.CreatedAt = cmp.Or(o.CreatedAt, e.Now().UnixMilli())
	o.UpdatedAt = cmp.Or(o.UpdatedAt, o.CreatedAt)
}
