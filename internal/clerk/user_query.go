package clerk

import (
	"fmt"
	"slices"
	"strings"
)

// UserQuery chooses users with filters of any size, for UserPages and CountMatchingUsers.
type UserQuery struct {
	// UserListParams are the filters and the order. Other than for ListUsers, a filter may have more than 100 values, a
	// "+" or "-" at the beginning of a value is part of it, and a filter that is empty but not nil matches nobody.
	// Limit is the size of a page, 500 when it is 0. Offset and StartingAfter are ignored.
	UserListParams

	// Whoever has one of these is left out.
	ExcludeUserIDs     []string
	ExcludeExternalIDs []string
	// ExcludeOrganizationIDs leaves out members of organizations: up to 100, or 99 beside OrganizationIDs.
	ExcludeOrganizationIDs []string
}

// exactFilter is a filter of whole values.
type exactFilter struct {
	param  string
	values *[]string
	// signed says that a "+" or "-" at the beginning of a value means include or exclude.
	signed bool
	// single says that a user has at most one such value, so that different values never find the same user.
	single bool
}

func (p *UserListParams) exactFilters() []exactFilter {
	return []exactFilter{
		{param: "email_address", values: &p.EmailAddresses},
		{param: "phone_number", values: &p.PhoneNumbers},
		{param: "username", values: &p.Usernames, single: true},
		{param: "web3_wallet", values: &p.Web3Wallets},
		{param: "user_id", values: &p.UserIDs, signed: true, single: true},
		{param: "external_id", values: &p.ExternalIDs, signed: true, single: true},
		{param: "organization_id", values: &p.OrganizationIDs, signed: true},
		{param: "provider_user_id", values: &p.ProviderUserIDs},
	}
}

// userRequests are the lists whose users together are those of a query.
type userRequests struct {
	lists []UserListParams
	// overlap says that one user can be in several of the lists.
	overlap bool
}

// requests splits a query into lists that Clerk accepts: one for every combination of up to 100 values of each filter,
// and none when nobody can match. What is excluded by user id and external id is not in them: Clerk documents such
// filters for lists and not for counts, and takes only 100, so that leaving users out here is simpler and always right.
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
					fmt.Errorf("%d organizations are excluded, which is more than fit into a request", len(q.ExcludeOrganizationIDs)),
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

// literal states values so that Clerk takes none for included or excluded but those that are.
func literal(list UserListParams, excludedOrganizations []string) UserListParams {
	list.UserIDs = exactFilters(list.UserIDs)
	list.ExternalIDs = exactFilters(list.ExternalIDs)
	list.OrganizationIDs = exactFilters(list.OrganizationIDs)
	for _, id := range excludedOrganizations {
		list.OrganizationIDs = append(list.OrganizationIDs, "-"+id)
	}
	return list
}

// excludes reports whether a user is left out although the lists hold them.
func (q UserQuery) excludes() func(*User) bool {
	ids, externalIDs := setOf(q.ExcludeUserIDs), setOf(q.ExcludeExternalIDs)
	return func(u *User) bool {
		return ids[u.ID] || u.ExternalID != nil && externalIDs[*u.ExternalID]
	}
}

// without returns the values that are not excluded; nil stays nil, and what was not stays so.
func without(values, excluded []string) []string {
	if values == nil {
		return nil
	}
	gone := setOf(excluded)
	kept := make([]string, 0, len(values))
	for _, value := range values {
		if !gone[value] {
			kept = append(kept, value)
		}
	}
	return kept
}

// distinct returns every value once, in order.
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

// hasSigned reports whether a filter has a value that ExactFilter had to mark. Clerk documents such marks for lists, and
// for counts only with organizations.
func (p UserListParams) hasSigned() bool {
	signed := func(value string) bool { return strings.HasPrefix(value, "+") || strings.HasPrefix(value, "-") }
	return slices.ContainsFunc(p.UserIDs, signed) || slices.ContainsFunc(p.ExternalIDs, signed)
}
