package users

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/customtypes"
)

// identifierKind is one of the three kinds of identifier that a user holds a
// set of, with everything that differs between them.
type identifierKind struct {
	noun         string              // as in a sentence
	set          string              // attribute of the set
	primary      string              // attribute of the primary
	param        string              // parameter of POST /users and of the filters of GET /users
	primaryParam string              // parameter of PATCH /users/{user_id}
	fold         func(string) string // to the spelling in which Clerk compares it
	fields       func(*userModel) identifierFields
	held         func(*clerk.User) []heldIdentifier
	primaryID    func(*clerk.User) string
	filter       func([]string) clerk.UserListParams
	setPrimary   func(*clerk.UserUpdateParams, string)
	add          func(context.Context, *clerk.Client, newIdentifier) error
	remove       func(ctx context.Context, client *clerk.Client, userID, id string) error
}

// identifierFields points at the attributes of one kind.
type identifierFields struct {
	set       *types.Set
	primary   *customtypes.Identifier
	primaryID *types.String
}

// heldIdentifier is an identifier that a user holds.
type heldIdentifier struct {
	id, value string
}

// newIdentifier is an identifier to add to an existing user.
type newIdentifier struct {
	userID, value string
	primary       bool
	notify        clerk.Field[bool]
}

var errWalletsOnlyAtCreation = errors.New("web3 wallets are taken by Clerk only when a user is created")

var emailAddresses = identifierKind{
	noun: "email address", set: "email_addresses", primary: "primary_email_address",
	param: "email_address", primaryParam: "primary_email_address_id", fold: customtypes.FoldIdentifier,
	fields: func(m *userModel) identifierFields {
		return identifierFields{&m.EmailAddresses, &m.PrimaryEmailAddress, &m.PrimaryEmailAddressID}
	},
	held: func(user *clerk.User) []heldIdentifier {
		return hold(user.EmailAddresses, func(e clerk.EmailAddress) heldIdentifier { return heldIdentifier{e.ID, e.EmailAddress} })
	},
	primaryID:  func(user *clerk.User) string { return deref(user.PrimaryEmailAddressID) },
	filter:     func(values []string) clerk.UserListParams { return clerk.UserListParams{EmailAddresses: values} },
	setPrimary: func(params *clerk.UserUpdateParams, id string) { params.PrimaryEmailAddressID = clerk.Set(id) },
	add: func(ctx context.Context, client *clerk.Client, identifier newIdentifier) error {
		params := clerk.EmailAddressCreateParams{UserID: identifier.userID, EmailAddress: identifier.value, Verified: clerk.Set(true)}
		if identifier.primary {
			params.Primary = clerk.Set(true)
			params.NotifyPrimaryEmailAddressChanged = identifier.notify
		}
		_, err := client.CreateEmailAddress(ctx, params)
		return err
	},
	remove: func(ctx context.Context, client *clerk.Client, _, id string) error {
		return client.DeleteEmailAddress(ctx, id)
	},
}

var phoneNumbers = identifierKind{
	noun: "phone number", set: "phone_numbers", primary: "primary_phone_number",
	param: "phone_number", primaryParam: "primary_phone_number_id", fold: customtypes.FoldIdentifier,
	fields: func(m *userModel) identifierFields {
		return identifierFields{&m.PhoneNumbers, &m.PrimaryPhoneNumber, &m.PrimaryPhoneNumberID}
	},
	held: func(user *clerk.User) []heldIdentifier {
		return hold(user.PhoneNumbers, func(p clerk.PhoneNumber) heldIdentifier { return heldIdentifier{p.ID, p.PhoneNumber} })
	},
	primaryID:  func(user *clerk.User) string { return deref(user.PrimaryPhoneNumberID) },
	filter:     func(values []string) clerk.UserListParams { return clerk.UserListParams{PhoneNumbers: values} },
	setPrimary: func(params *clerk.UserUpdateParams, id string) { params.PrimaryPhoneNumberID = clerk.Set(id) },
	add: func(ctx context.Context, client *clerk.Client, identifier newIdentifier) error {
		params := clerk.PhoneNumberCreateParams{UserID: identifier.userID, PhoneNumber: identifier.value, Verified: clerk.Set(true)}
		if identifier.primary {
			params.Primary = clerk.Set(true)
		}
		_, err := client.CreatePhoneNumber(ctx, params)
		return err
	},
	remove: func(ctx context.Context, client *clerk.Client, _, id string) error {
		return client.DeletePhoneNumber(ctx, id)
	},
}

var web3Wallets = identifierKind{
	noun: "web3 wallet", set: "web3_wallets", primary: "primary_web3_wallet",
	param: "web3_wallet", primaryParam: "primary_web3_wallet_id", fold: customtypes.FoldWallet,
	fields: func(m *userModel) identifierFields {
		return identifierFields{&m.Web3Wallets, &m.PrimaryWeb3Wallet, &m.PrimaryWeb3WalletID}
	},
	held: func(user *clerk.User) []heldIdentifier {
		return hold(user.Web3Wallets, func(w clerk.Web3Wallet) heldIdentifier { return heldIdentifier{w.ID, w.Web3Wallet} })
	},
	primaryID:  func(user *clerk.User) string { return deref(user.PrimaryWeb3WalletID) },
	filter:     func(values []string) clerk.UserListParams { return clerk.UserListParams{Web3Wallets: values} },
	setPrimary: func(params *clerk.UserUpdateParams, id string) { params.PrimaryWeb3WalletID = clerk.Set(id) },
	add:        func(context.Context, *clerk.Client, newIdentifier) error { return errWalletsOnlyAtCreation },
	remove: func(ctx context.Context, client *clerk.Client, userID, id string) error {
		return client.DeleteWeb3Wallet(ctx, userID, id)
	},
}

var identifierKinds = []identifierKind{emailAddresses, phoneNumbers, web3Wallets}

func hold[T any](identifiers []T, convert func(T) heldIdentifier) []heldIdentifier {
	held := make([]heldIdentifier, len(identifiers))
	for i, identifier := range identifiers {
		held[i] = convert(identifier)
	}
	return held
}

func deref(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}

// find returns the identifier of that value, whatever its case.
func find(held []heldIdentifier, value string) (heldIdentifier, bool) {
	for _, identifier := range held {
		if customtypes.SameIdentifier(identifier.value, value) {
			return identifier, true
		}
	}
	return heldIdentifier{}, false
}

// contains reports whether the values hold that identifier, whatever its case.
func contains(values []string, value string) bool {
	for _, candidate := range values {
		if customtypes.SameIdentifier(candidate, value) {
			return true
		}
	}
	return false
}
