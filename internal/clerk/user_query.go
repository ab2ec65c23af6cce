package clerk

import (
	"fmt"
	"slices"
	"strings"
)

// UserQuery selects users with filters of any size, for UserPages and CountMatchingUsers.
type UserQuery struct {
	// UserListParams are the filters and the order. Unlike in ListUsers, a filter can have more than 100 values. A leading
	// "+" or "-" is part of a value. A filter that is empty but not nil matches no user. Limit is the page size; 0 means
	// 500. Offset and StartingAfter are ignored.
	UserListParams

	// Users with one of these values are excluded.
	ExcludeUserIDs     []string
	ExcludeExternalIDs []string
	// ExcludeOrganizationIDs excludes members of organizations: up to 100, or 99 together with OrganizationIDs.
	ExcludeOrganizationIDs []string
}

// userRequests are the list requests of a query.
type userRequests struct {
	lists []UserListParams
	// overlap means that several lists can contain the same user.
	overlap bool
}

// requests splits a query into lists that Clerk accepts: one for each combination of up to 100 values of each filter.
// It returns no list if no user can match. Users that are excluded by id or external id are not excluded in the
// requests. Clerk accepts only 100 such values, and documents them for lists but not for counts.
func (q UserQuery) requests() (userRequests, error) {
	base := q.UserListParams
	base.Offset, base.StartingAfter = 0, ""
	base.UserIDs = without(base.UserIDs, q.ExcludeUserIDs)
	base.ExternalIDs = without(base.ExternalIDs, q.ExcludeExternalIDs)
	base.OrganizationIDs = without(base.OrganizationIDs, q.ExcludeOrganizationIDs)

	all := userRequests{lists: []UserListParams{base}}
	for i, filter := range base.exactFilters() {
		room := maxFilterValues
		if filter.param == "organization_id" {
			room -= len(q.ExcludeOrganizationIDs)
			if room < 0 || room == 0 && base.OrganizationIDs != nil {
				return userRequests{}, invalidRequest(
					listUsers,
					fmt.Errorf("%d excluded organizations are too many for one request", len(q.ExcludeOrganizationIDs)),
				)
			}
		}
		if *filter.values == nil {
			continue
		}
		values := distinct(*filter.values, UserKey(filter.param))
		if len(values) == 0 {
			return userRequests{}, nil
		}
		all.overlap = all.overlap || !filter.single && len(values) > room
		var split []UserListParams
		for _, list := range all.lists {
			for chunk := range slices.Chunk(values, room) {
				*list.exactFilters()[i].values = chunk
				split = append(split, list)
			}
		}
		all.lists = split
	}
	for i := range all.lists {
		all.lists[i] = literal(all.lists[i], q.ExcludeOrganizationIDs)
	}
	return all, nil
}

// literal escapes values, so that Clerk does not read a leading "+" or "-" as include or exclude.
func literal(list UserListParams, excludedOrganizations []string) UserListParams {
	list.UserIDs = exactFilters(list.UserIDs)
	list.ExternalIDs = exactFilters(list.ExternalIDs)
	list.OrganizationIDs = exactFilters(list.OrganizationIDs)
	for _, id := range excludedOrganizations {
		list.OrganizationIDs = append(list.OrganizationIDs, "-"+id)
	}
	return list
}

// excludes returns a function that reports whether a listed user is excluded.
func (q UserQuery) excludes() func(*User) bool {
	ids, externalIDs := setOf(q.ExcludeUserIDs), setOf(q.ExcludeExternalIDs)
	return func(u *User) bool {
		return ids[u.ID] || u.ExternalID != nil && externalIDs[*u.ExternalID]
	}
}

// without returns the values that are not excluded. The result is nil only if values is nil.
func without(values, excluded []string) []string {
	if values == nil {
		return nil
	}
	isExcluded := setOf(excluded)
	kept := make([]string, 0, len(values))
	for _, value := range values {
		if !isExcluded[value] {
			kept = append(kept, value)
		}
	}
	return kept
}

// distinct returns each value once, in order.
func distinct(values []string, key UserKey) []string {
	seen := map[string]bool{}
	var kept []string
	for _, value := range values {
		same := key.normal(value)
		if !seen[same] {
			seen[same] = true
			kept = append(kept, value)
		}
	}
	return kept
}

func setOf(values []string) map[string]bool {
	set := make(map[string]bool, len(values))
	for _, value := range values {
		set[value] = true
	}
	return set
}

// hasSigned reports whether a filter has a value that ExactFilter escaped. Clerk documents these escapes for lists, and
// for counts only with organizations.
func (p UserListParams) hasSigned() bool {
	signed := func(value string) bool { return strings.HasPrefix(value, "+") || strings.HasPrefix(value, "-") }
	return slices.ContainsFunc(p.UserIDs, signed) || slices.ContainsFunc(p.ExternalIDs, signed)
}
