package clerk

import (
	"slices"
	"strings"
)

// exactFilter is a filter of exact values.
type exactFilter struct {
	param  string
	values *[]string
	// signed means that a leading "+" or "-" of a value includes or excludes it.
	signed bool
	// single means that a user has at most one such value, so that different values never match the same user.
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

// matching returns the users that match the exact filters. If there are users and none of them matches, it returns an
// *IgnoredFilterError.
func (p *UserListParams) matching(users []User) ([]User, error) {
	kept := users
	for _, filter := range p.exactFilters() {
		matches := filter.matches()
		if matches == nil {
			continue
		}
		before := len(kept)
		kept = slices.DeleteFunc(kept, func(u User) bool { return !matches(&u) })
		if before > 0 && len(kept) == 0 {
			return nil, &IgnoredFilterError{Operation: listUsers.String(), Filter: filter.param}
		}
	}
	return kept, nil
}

// matches returns a function that reports whether a user matches the filter. It is nil if users do not contain the
// filtered value.
func (f exactFilter) matches() func(*User) bool {
	key := UserKey(f.param)
	if _, known := userValues[key]; !known || len(*f.values) == 0 {
		return nil
	}
	included, excluded := map[string]bool{}, map[string]bool{}
	for _, value := range *f.values {
		unsigned := strings.TrimPrefix(value, "+")
		switch {
		case !f.signed:
			included[key.normal(value)] = true
		case strings.HasPrefix(value, "-"):
			excluded[value[1:]] = true
		default:
			included[unsigned] = true
		}
	}
	return func(u *User) bool {
		values := key.valuesOf(u)
		hasIncluded := slices.ContainsFunc(values, func(v string) bool { return included[v] })
		return (hasIncluded || len(included) == 0) && !slices.ContainsFunc(values, func(v string) bool { return excluded[v] })
	}
}
