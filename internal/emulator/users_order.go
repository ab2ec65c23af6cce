package emulator

import (
	"cmp"
	"strings"
)

// userOrder is an order of users.
type userOrder struct {
	// byAge means that the order is the order of the store, or its reverse.
	byAge      bool
	descending bool
	compare    func(a, b *account) int
}

// userOrders are the properties for the order of users.
var userOrders = map[string]func(a, b *account) int{
	"created_at":      compareAge,
	"updated_at":      func(a, b *account) int { return cmp.Compare(a.UpdatedAt, b.UpdatedAt) },
	"first_name":      func(a, b *account) int { return compareMissing(a.FirstName, b.FirstName) },
	"last_name":       func(a, b *account) int { return compareMissing(a.LastName, b.LastName) },
	"username":        func(a, b *account) int { return compareMissing(a.Username, b.Username) },
	"last_active_at":  func(a, b *account) int { return compareMissing(a.LastActiveAt, b.LastActiveAt) },
	"last_sign_in_at": func(a, b *account) int { return compareMissing(a.LastSignInAt, b.LastSignInAt) },
	"email_address":   func(a, b *account) int { return compareMissing(primaryEmail(a), primaryEmail(b)) },
	"phone_number":    func(a, b *account) int { return compareMissing(primaryPhone(a), primaryPhone(b)) },
	"web3wallet":      func(a, b *account) int { return compareMissing(primaryWallet(a), primaryWallet(b)) },
}

// parseUserOrder decodes the value of order_by. The default is the newest users first.
func parseUserOrder(value string) (userOrder, []problem) {
	if value == "" {
		value = "-created_at"
	}
	property, descending := strings.CutPrefix(value, "-")
	if !descending {
		property = strings.TrimPrefix(value, "+")
	}
	compare, known := userOrders[property]
	if !known {
		return userOrder{}, []problem{about("order_by", "form_param_value_invalid", "is invalid",
			"%s does not match one of the allowed values for parameter order_by", value)}
	}
	order := userOrder{byAge: property == "created_at", descending: descending}
	order.compare = func(a, b *account) int {
		if descending {
			a, b = b, a
		}
		return cmp.Or(compare(a, b), compareAge(a, b))
	}
	return order, nil
}

// compareMissing puts missing values last.
func compareMissing[T cmp.Ordered](a, b *T) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return cmp.Compare(*a, *b)
}

func primaryEmail(a *account) *string {
	if a.PrimaryEmailAddressID != nil {
		if email := a.email(*a.PrimaryEmailAddressID); email != nil {
			return &email.EmailAddress
		}
	}
	return nil
}

func primaryPhone(a *account) *string {
	if a.PrimaryPhoneNumberID != nil {
		if phone := a.phone(*a.PrimaryPhoneNumberID); phone != nil {
			return &phone.PhoneNumber
		}
	}
	return nil
}

func primaryWallet(a *account) *string {
	if a.PrimaryWeb3WalletID != nil {
		if wallet := a.wallet(*a.PrimaryWeb3WalletID); wallet != nil {
			return &wallet.Web3Wallet
		}
	}
	return nil
}
