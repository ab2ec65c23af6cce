package clerk

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// maxFilterValues is the maximum number of values of a list filter.
const maxFilterValues = 100

// UserListParams filters and pages GET /users and GET /users/count. The values of one filter are alternatives, and all
// filters must match. An empty filter is omitted; it does not mean "none".
type UserListParams struct {
	// Exact values, up to 100 each. Unknown values are ignored. In UserIDs, ExternalIDs and OrganizationIDs, a leading "+"
	// includes a value and "-" excludes it; see ExactFilter.
	EmailAddresses  []string
	PhoneNumbers    []string
	Usernames       []string
	Web3Wallets     []string
	UserIDs         []string
	ExternalIDs     []string
	OrganizationIDs []string
	// Provider (such as oauth_google) and ProviderUserIDs are used together.
	Provider        string
	ProviderUserIDs []string

	// Query matches parts of identifiers, ids and names. The other filters match parts of one attribute. All ignore case.
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
	// LastActiveAtSince is deprecated by Clerk. Use LastActiveAtAfter.
	LastActiveAtSince  *UnixMilli
	LastSignInAtBefore *UnixMilli
	LastSignInAtAfter  *UnixMilli

	// Limit is the page size, 1 to 500. 0 means Clerk's default of 10. CountUsers ignores these four fields.
	Limit  int
	Offset int
	// StartingAfter is the id of the last user of the previous page. It needs an order by created_at and no Offset.
	StartingAfter string
	// OrderBy is an attribute with an optional prefix "+" or "-". The default is -created_at.
	OrderBy string
}

// ExactFilter returns a value for UserIDs, ExternalIDs and OrganizationIDs that matches exactly v. It escapes a leading
// "+" or "-", which includes or excludes a value.
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
