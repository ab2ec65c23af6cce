package clerk

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// defaultUserOrder is Clerk's default order of users.
const defaultUserOrder = "-created_at"

var userOrders = map[string]func(a, b *User) int{
	"created_at":      func(a, b *User) int { return cmp.Compare(a.CreatedAt, b.CreatedAt) },
	"updated_at":      func(a, b *User) int { return cmp.Compare(a.UpdatedAt, b.UpdatedAt) },
	"last_active_at":  func(a, b *User) int { return compareMissingLast(a.LastActiveAt, b.LastActiveAt) },
	"last_sign_in_at": func(a, b *User) int { return compareMissingLast(a.LastSignInAt, b.LastSignInAt) },
	"first_name":      func(a, b *User) int { return compareMissingLast(a.FirstName, b.FirstName) },
	"last_name":       func(a, b *User) int { return compareMissingLast(a.LastName, b.LastName) },
	"username":        func(a, b *User) int { return compareMissingLast(a.Username, b.Username) },
	"email_address": func(a, b *User) int {
		return compareMissingLast(a.primaryEmailAddress(), b.primaryEmailAddress())
	},
	"phone_number": func(a, b *User) int { return compareMissingLast(a.primaryPhoneNumber(), b.primaryPhoneNumber()) },
	"web3wallet":   func(a, b *User) int { return compareMissingLast(a.primaryWeb3Wallet(), b.primaryWeb3Wallet()) },
}

// UserOrders returns the attributes for UserListParams.OrderBy, sorted. They can have the prefix "+" (ascending, the
// default) or "-" (descending).
func UserOrders() []string { return slices.Sorted(maps.Keys(userOrders)) }

// ordersByAge reports whether the order is by creation. Only this order supports a cursor.
func ordersByAge(orderBy string) bool {
	return strings.TrimLeft(cmp.Or(orderBy, defaultUserOrder), "+-") == "created_at"
}

// compareUsers returns a comparison for orderBy. Clerk does not document how it sorts upper and lower case, accents and
// missing values. Here, text is sorted by code points. Missing values are last, or first in descending order.
func compareUsers(orderBy string) func(a, b *User) int {
	name, descending := strings.CutPrefix(cmp.Or(orderBy, defaultUserOrder), "-")
	compare, known := userOrders[strings.TrimPrefix(name, "+")]
	switch {
	case !known: // Clerk refuses the request
		return func(*User, *User) int { return 0 }
	case descending:
		return func(a, b *User) int { return compare(b, a) }
	default:
		return compare
	}
}

func compareMissingLast[T cmp.Ordered](a, b *T) int {
	switch {
	case a != nil && b != nil:
		return cmp.Compare(*a, *b)
	case a != nil:
		return -1
	case b != nil:
		return 1
	default:
		return 0
	}
}

func (u *User) primaryEmailAddress() *string {
	return primary(
		u.EmailAddresses,
		u.PrimaryEmailAddressID,
		func(e *EmailAddress) (string, *string) { return e.ID, &e.EmailAddress },
	)
}

func (u *User) primaryPhoneNumber() *string {
	return primary(
		u.PhoneNumbers,
		u.PrimaryPhoneNumberID,
		func(p *PhoneNumber) (string, *string) { return p.ID, &p.PhoneNumber },
	)
}

func (u *User) primaryWeb3Wallet() *string {
	return primary(
		u.Web3Wallets,
		u.PrimaryWeb3WalletID,
		func(w *Web3Wallet) (string, *string) { return w.ID, &w.Web3Wallet },
	)
}

func primary[T any](identifiers []T, id *string, of func(*T) (id string, value *string)) *string {
	for i := range identifiers {
		if held, value := of(&identifiers[i]); id != nil && held == *id {
			return value
		}
	}
	return nil
}
