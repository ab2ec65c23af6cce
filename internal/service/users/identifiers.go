package users

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/identifiers"
)

// identifierKind is one of the three kinds of identifiers, with its attributes: a user has a set of each.
type identifierKind struct {
	identifiers.Kind
	noun         string // as in a sentence
	set          string // attribute of the set
	primary      string // attribute of the primary
	param        string // parameter of POST /users and of the filters of GET /users
	primaryParam string // parameter of PATCH /users/{user_id}
	fields       func(*userModel) identifierFields
	// element returns a known element of the set, elementType its type.
	element     func(string) attr.Value
	elementType attr.Type
}

// identifierFields are the fields of one kind.
type identifierFields struct {
	set       *types.Set
	primary   *customtypes.Identifier
	primaryID *types.String
}

var emailAddresses = identifierKind{
	Kind: identifiers.EmailAddress, noun: identifiers.EmailAddress.Noun,
	set: "email_addresses", primary: "primary_email_address",
	param: identifiers.EmailAddress.Param, primaryParam: "primary_email_address_id",
	fields: func(m *userModel) identifierFields {
		return identifierFields{&m.EmailAddresses, &m.PrimaryEmailAddress, &m.PrimaryEmailAddressID}
	},
	element: newIdentifier, elementType: customtypes.IdentifierType{},
}

var phoneNumbers = identifierKind{
	Kind: identifiers.PhoneNumber, noun: identifiers.PhoneNumber.Noun,
	set: "phone_numbers", primary: "primary_phone_number",
	param: identifiers.PhoneNumber.Param, primaryParam: "primary_phone_number_id",
	fields: func(m *userModel) identifierFields {
		return identifierFields{&m.PhoneNumbers, &m.PrimaryPhoneNumber, &m.PrimaryPhoneNumberID}
	},
	element: newIdentifier, elementType: customtypes.IdentifierType{},
}

var web3Wallets = identifierKind{
	Kind: identifiers.Web3Wallet, noun: identifiers.Web3Wallet.Noun,
	set: "web3_wallets", primary: "primary_web3_wallet",
	param: identifiers.Web3Wallet.Param, primaryParam: "primary_web3_wallet_id",
	fields: func(m *userModel) identifierFields {
		return identifierFields{&m.Web3Wallets, &m.PrimaryWeb3Wallet.Identifier, &m.PrimaryWeb3WalletID}
	},
	element:     func(value string) attr.Value { return customtypes.NewWallet(value) },
	elementType: customtypes.WalletType{},
}

var identifierKinds = []identifierKind{emailAddresses, phoneNumbers, web3Wallets}

func newIdentifier(value string) attr.Value { return customtypes.NewIdentifier(value) }

// fold returns the spelling in which Clerk compares values of the kind.
func (k identifierKind) fold(value string) string { return k.Fold(value) }

// filter is the filter of GET /users for the values.
func (k identifierKind) filter(values []string) clerk.UserListParams { return k.Filter(values...) }

// claimed returns the identifiers that the set has. Several users can have an email address or a phone number that is
// neither verified nor reserved. The set neither shows such identifiers nor removes them, and listing one verifies it.
func (k identifierKind) claimed(user *clerk.User) []identifiers.Held {
	return slices.DeleteFunc(k.Held(user), func(held identifiers.Held) bool {
		return k.param != web3Wallets.param && !held.Claimed()
	})
}

// setOf returns the set of the values.
func (k identifierKind) setOf(values []string) types.Set {
	elements := make([]attr.Value, len(values))
	for i, value := range slices.Sorted(slices.Values(values)) {
		elements[i] = k.element(value)
	}
	return types.SetValueMust(k.elementType, elements)
}
