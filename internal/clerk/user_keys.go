package clerk

import "slices"

// UserKey is an attribute that identifies users. Its value is the name of the parameter of GET /users.
type UserKey string

// The attributes that identify users.
const (
	UserID           UserKey = "user_id"
	UserEmailAddress UserKey = "email_address"
	UserPhoneNumber  UserKey = "phone_number"
	UserUsername     UserKey = "username"
	UserExternalID   UserKey = "external_id"
	UserWeb3Wallet   UserKey = "web3_wallet"
)

func (k UserKey) filter(values []string) UserListParams {
	switch k {
	case UserEmailAddress:
		return UserListParams{EmailAddresses: values}
	case UserPhoneNumber:
		return UserListParams{PhoneNumbers: values}
	case UserUsername:
		return UserListParams{Usernames: values}
	case UserWeb3Wallet:
		return UserListParams{Web3Wallets: values}
	case UserExternalID:
		return UserListParams{ExternalIDs: exactFilters(values)}
	default:
		return UserListParams{UserIDs: exactFilters(values)}
	}
}

func exactFilters(values []string) []string {
	filters := make([]string, len(values))
	for i, value := range values {
		filters[i] = ExactFilter(value)
	}
	return filters
}

// userValues returns the values of a user for each key.
var userValues = map[UserKey]func(*User) []string{
	UserID: func(u *User) []string { return []string{u.ID} },
	UserEmailAddress: func(u *User) []string {
		return valuesOf(u.EmailAddresses, func(e *EmailAddress) string { return e.EmailAddress })
	},
	UserPhoneNumber: func(u *User) []string {
		return valuesOf(u.PhoneNumbers, func(p *PhoneNumber) string { return p.PhoneNumber })
	},
	UserUsername:   func(u *User) []string { return present(u.Username) },
	UserExternalID: func(u *User) []string { return present(u.ExternalID) },
	UserWeb3Wallet: func(u *User) []string {
		return valuesOf(u.Web3Wallets, func(w *Web3Wallet) string { return w.Web3Wallet })
	},
}

// valuesOf returns the values of a user for the key, in their normal form.
func (k UserKey) valuesOf(u *User) []string {
	values := userValues[k](u)
	for i := range values {
		values[i] = k.normal(values[i])
	}
	return values
}

// isClaimed reports whether the user has the value, in its normal form, and no other user can verify it. Several users
// can have an unverified email address or phone number.
func (k UserKey) isClaimed(u *User, value string) bool {
	switch k {
	case UserEmailAddress:
		return slices.ContainsFunc(u.EmailAddresses, func(e EmailAddress) bool {
			return (e.IsVerified() || e.Reserved) && k.normal(e.EmailAddress) == value
		})
	case UserPhoneNumber:
		return slices.ContainsFunc(u.PhoneNumbers, func(p PhoneNumber) bool {
			return (p.IsVerified() || p.Reserved) && k.normal(p.PhoneNumber) == value
		})
	default:
		return true
	}
}

// normal returns the normal form of a value. Clerk treats values with the same normal form as equal.
func (k UserKey) normal(value string) string {
	switch k {
	case UserEmailAddress, UserUsername:
		return FoldIdentifier(value)
	case UserWeb3Wallet:
		return FoldWallet(value)
	default:
		return value
	}
}

func valuesOf[T any](identifiers []T, value func(*T) string) []string {
	values := make([]string, len(identifiers))
	for i := range identifiers {
		values[i] = value(&identifiers[i])
	}
	return values
}

func present(value *string) []string {
	if value == nil {
		return nil
	}
	return []string{*value}
}
