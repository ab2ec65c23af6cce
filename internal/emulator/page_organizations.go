package emulator

import (
	"maps"
	"net/http"
	"slices"
)

func (e *Emulator) organizationCount() int { return len(e.store.organizations) }

// organizationData is the view of an organization.
type organizationData struct {
	Organization Organization
	Avatar       avatar
	Facts        []fact
	Metadata     []metadata
	Listings     []listing
}

func (e *Emulator) showOrganizations(*http.Request) (string, any, error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	l := listing{
		Title: "Organizations", Empty: "The instance has no organization.",
		Columns: []string{"Organization", "Members", "Created"},
	}
	for _, id := range slices.Sorted(maps.Keys(e.store.organizations)) {
		o := *e.store.organizations[id]
		l.Rows = append(l.Rows, []cell{organizationCell(o), textCell(thousands(len(e.members(id).Rows))), timeCell(o.CreatedAt)})
	}
	return "Organizations", []listing{l}, nil
}

func (e *Emulator) members(id string) listing {
	l := listing{Title: "Members", Empty: "The organization has no member.", Columns: []string{"User", "Role", "Member since"}}
	for _, a := range e.store.byAge {
		for _, membership := range a.Memberships {
			if membership.Organization.ID == id {
				l.Rows = append(l.Rows, []cell{userCell(a), textCell(membership.Role), timeCell(membership.CreatedAt)})
			}
		}
	}
	return l
}

func (e *Emulator) showOrganization(r *http.Request) (string, any, error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	id := r.PathValue("organization_id")
	o := e.organization(id, e.Now().UnixMilli())
	data := organizationData{
		Organization: o, Avatar: avatarOf(id, o.Name),
		Metadata: []metadata{{"Public metadata", o.PublicMetadata}, {"Private metadata", o.PrivateMetadata}},
		Listings: []listing{e.members(id)},
	}
	return o.Name, data, nil
}
