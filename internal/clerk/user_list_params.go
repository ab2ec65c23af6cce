package clerk

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// maxFilterValues is how many values Clerk accepts for one list filter.
const maxFilterValues = 100

// UserListParams filters and pages GET /users and GET /users/count. Values of one filter are alternatives, different
// filters narrow each other. An empty filter is not sent, so it does not mean "none".
type UserListParams struct {
	// Exact values, up to 100 each; unknown ones are ignored. UserIDs, ExternalIDs and OrganizationIDs read a leading
	// "+" as include and "-" as exclude: see ExactFilter.
	EmailAddresses  []string
	PhoneNumbers    []string
	Usernames       []string
	Web3Wallets     []string
	UserIDs         []string
	ExternalIDs     []string
	OrganizationIDs []string
	// Provider (such as oauth_google) and ProviderUserIDs go together.
	Provider        string
	ProviderUserIDs []string

	// Query matches parts of identifiers, ids and names; the others parts of one attribute, whatever the case.
	Query             string
	EmailAddressQuery string
	PhoneNumberQuery  string
	UsernameQuery     string
	NameQuery         string

	Banned *bool

	CreatedAtBefore    *UnixMilli
	CreatedAtAfter     *UnixMilli
	LastActiveAtBefore *UnixMilli
	LastActiveAtAfter  *UnixMilli
	// LastActiveAtSince is deprecated by Clerk in favour of LastActiveAtAfter.
	LastActiveAtSince  *UnixMilli
	LastSignInAtBefore *UnixMilli
	LastSignInAtAfter  *UnixMilli

	// Limit is the page size, 1 to 500; 0 leaves Clerk's default of 10. CountUsers ignores all four.
	Limit  int
	Offset int
	// StartingAfter is the id of the last user of the page before. It needs an order by created_at and no Offset.
	StartingAfter string
	// OrderBy is an attribute with an optional "+" or "-" before it; the default is -created_at.
	OrderBy string
}

// ExactFilter returns a filter value for UserIDs, ExternalIDs and OrganizationIDs that matches v itself, also when v
// begins with a "+" or "-", which those filters would read as include or exclude.
func ExactFilter(v string) string {
	if strings.HasPrefix(v, "+") || strings.HasPrefix(v, "-") {
		return "+" + v
	}
	return v
}

func (p UserListParams) query() (url.Values, error) {
	q, err := p.filters()
	if err != nil {
		return nil, err
	}
	setNumber(q, "limit", p.Limit)
	setNumber(q, "offset", p.Offset)
	setText(q, "starting_after", p.StartingAfter)
	setText(q, "order_by", p.OrderBy)
	return q, nil
}

func (p UserListParams) filters() (url.Values, error) {
	q := url.Values{}
	for name, values := range map[string][]string{
		"email_address":    p.EmailAddresses,
		"phone_number":     p.PhoneNumbers,
		"username":         p.Usernames,
		"web3_wallet":      p.Web3Wallets,
		"user_id":          p.UserIDs,
		"external_id":      p.ExternalIDs,
		"organization_id":  p.OrganizationIDs,
		"provider_user_id": p.ProviderUserIDs,
	} {
		if len(values) > maxFilterValues {
			return nil, fmt.Errorf("%s has %d values, Clerk accepts up to %d", name, len(values), maxFilterValues)
		}
		if len(values) > 0 {
			q[name] = values
		}
	}
	setText(q, "provider", p.Provider)
	setText(q, "query", p.Query)
	setText(q, "email_address_query", p.EmailAddressQuery)
	setText(q, "phone_number_query", p.PhoneNumberQuery)
	setText(q, "username_query", p.UsernameQuery)
	setText(q, "name_query", p.NameQuery)
	if p.Banned != nil {
		q.Set("banned", strconv.FormatBool(*p.Banned))
	}
	setTime(q, "created_at_before", p.CreatedAtBefore)
	setTime(q, "created_at_after", p.CreatedAtAfter)
	setTime(q, "last_active_at_before", p.LastActiveAtBefore)
	setTime(q, "last_active_at_after", p.LastActiveAtAfter)
	setTime(q, "last_active_at_since", p.LastActiveAtSince)
	setTime(q, "last_sign_in_at_before", p.LastSignInAtBefore)
	setTime(q, "last_sign_in_at_after", p.LastSignInAtAfter)
	return q, nil
}

func setText(q url.Values, name, v string) {
	if v != "" {
		q.Set(name, v)
	}
}

func setNumber(q url.Values, name string, v int) {
	if v != 0 {
		q.Set(name, strconv.Itoa(v))
	}
}

func setTime(q url.Values, name string, v *UnixMilli) {
	if v != nil {
		q.Set(name, strconv.FormatInt(int64(*v), 10))
	}
}
