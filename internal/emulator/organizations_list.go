package emulator

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// listOrganizations handles GET /organizations.
func (c *call) listOrganizations() (any, error) {
	if err := c.organizationsOn(); err != nil {
		return nil, err
	}
	query := c.request.URL.Query()
	requested, problems := parsePageRange(query)
	problems = append(problems, tooManyValues(query, "organization_id", "user_id")...)
	for _, name := range []string{"include_members_count", "include_missing_member_with_elevated_permissions"} {
		if _, valid := map[string]bool{"": true, "true": true, "false": true}[query.Get(name)]; !valid {
			problems = append(problems, notAllowedValue(name, "true", "false"))
		}
	}
	found, wrongOrder := ordered(
		query,
		c.filteredOrganizations(query),
		"-created_at",
		map[string]compareFunc[organization]{
			"name":       func(a, b *organization) int { return cmp.Compare(a.Name, b.Name) },
			"created_at": nil,
			"members_count": func(a, b *organization) int {
				return cmp.Compare(c.store.membersCount(a.ID), c.store.membersCount(b.ID))
			},
		},
	)
	if err := unprocessable(append(problems, wrongOrder...)...); err != nil {
		return nil, err
	}
	return paged(found, requested, c.countedOrganization), nil
}

// filteredOrganizations returns the organizations that match the filters, the oldest first.
func (c *call) filteredOrganizations(query url.Values) []*organization {
	wanted, unwanted := signed(query["organization_id"])
	members, strangers := signed(query["user_id"])
	text := query.Get("query")
	memberOf := func(o *organization) func(string) bool {
		return func(userID string) bool { return c.store.membership(o.ID, userID) != nil }
	}
	var found []*organization
	for _, o := range c.store.organizations.all() {
		switch {
		case len(wanted) > 0 && !slices.Contains(wanted, o.ID),
			slices.Contains(unwanted, o.ID),
			len(members) > 0 && !slices.ContainsFunc(members, memberOf(o)),
			slices.ContainsFunc(strangers, memberOf(o)),
			text != "" && o.ID != text && !containsFold(text, o.Name, o.Slug):
		default:
			found = append(found, o)
		}
	}
	return found
}

func (s *accessStore) membersCount(organizationID string) int {
	return len(s.membershipsByOrg.of(organizationID))
}

// containsFold reports whether one of the texts contains part, without regard to case.
func containsFold(part string, texts ...string) bool {
	part = strings.ToLower(part)
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(strings.ToLower(text), part) })
}

// tooManyValues returns the filters with more values than the API accepts.
func tooManyValues(query url.Values, names ...string) []problem {
	var problems []problem
	for _, name := range names {
		if len(query[name]) > maxFilterValues {
			problems = append(problems, about(name, "form_param_array_size_exceeded", "exceeds maximum size",
				"%s should not exceed %d items.", name, maxFilterValues))
		}
	}
	return problems
}
