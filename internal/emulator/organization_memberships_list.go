package emulator

import (
	"maps"
	"net/url"
	"slices"
)

// membershipUserFilters are the filters of memberships by their user. They have the meaning that they have for users.
var membershipUserFilters = []string{
	"user_id", "email_address", "phone_number", "username", "web3_wallet", "query", "email_address_query",
	"phone_number_query", "username_query", "name_query", "last_active_at_before", "last_active_at_after",
	"created_at_before", "created_at_after",
}

// listOrganizationMemberships handles GET /organizations/{organization_id}/memberships.
func (c *call) listOrganizationMemberships() (any, error) {
	query := c.request.URL.Query()
	filters := url.Values{}
	for _, name := range membershipUserFilters {
		if query.Has(name) {
			filters[name] = query[name]
		}
	}
	filter, problems := parseUserFilter(filters, c.store)
	problems = append(problems, tooManyValues(query, "role")...)
	o, err := c.organization()
	if err != nil {
		return nil, err
	}
	return c.membershipPage(query, problems, func() []*membership {
		return c.filteredMemberships(o.ID, filter, query["role"])
	})
}

// listAllMemberships handles GET /organization_memberships.
func (c *call) listAllMemberships() (any, error) {
	if err := c.organizationsOn(); err != nil {
		return nil, err
	}
	return c.membershipPage(c.request.URL.Query(), nil, c.store.memberships.all)
}

func (c *call) membershipPage(query url.Values, problems []problem, find func() []*membership) (any, error) {
	requested, wrongRange := parsePageRange(query)
	problems = append(problems, wrongRange...)
	var found []*membership
	if len(problems) == 0 {
		found = c.visible(find())
	}
	found, wrongOrder := ordered(query, found, "-created_at", map[string]compareFunc[membership]{
		"created_at":    nil,
		"phone_number":  c.byUser("phone_number"),
		"email_address": c.byUser("email_address"),
		"first_name":    c.byUser("first_name"),
		"last_name":     c.byUser("last_name"),
		"username":      c.byUser("username"),
	})
	if err := unprocessable(append(problems, wrongOrder...)...); err != nil {
		return nil, err
	}
	return paged(found, requested, c.membershipAnswer), nil
}

// byUser compares memberships by a property of their users.
func (c *call) byUser(property string) compareFunc[membership] {
	compare := userOrders[property]
	return func(a, b *membership) int { return compare(c.store.users[a.UserID], c.store.users[b.UserID]) }
}

// filteredMemberships returns the memberships of an organization that match the filters, the oldest first.
func (c *call) filteredMemberships(organizationID string, filter *userFilter, roles []string) []*membership {
	candidates := c.store.membershipsByOrg.of(organizationID)
	if filter.ids != nil {
		candidates = nil
		for id := range maps.Keys(filter.ids) {
			if m := c.store.membership(organizationID, id); m != nil {
				candidates = append(candidates, m)
			}
		}
		slices.SortFunc(candidates, c.store.memberships.compare)
	}
	var found []*membership
	for _, m := range candidates {
		if a := c.store.users[m.UserID]; a == nil || !filter.accepts(a) {
			continue
		}
		if len(roles) == 0 || slices.Contains(roles, m.Role) {
			found = append(found, m)
		}
	}
	return found
}
