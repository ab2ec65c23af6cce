package users

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/identifiers"
)

// identifierSet is one of the three kinds of identifiers, with its attributes: a user has a set of each.
type identifierSet struct {
	identifiers.Kind
	set          string // attribute of the set
	primary      string // attribute of the primary
	primaryParam string // parameter of PATCH /users/{user_id}
	fields       func(*userModel) identifierFields
	// element returns a known element of the set, elementType its type.
	element     func(string) attr.Value
	elementType attr.Type
}

// identifierFields are the fields of one kind.
type identifierFields struct {
	set     *types.Set
	primary *customtypes.Identifier
}

var emailAddresses = identifierSet{
	Kind: identifiers.EmailAddress,
	set:  "email_addresses", primary: "primary_email_address",
	primaryParam: "primary_email_address_id",
	fields: func(m *userModel) identifierFields {
		return identifierFields{&m.EmailAddresses, &m.PrimaryEmailAddress}
	},
	element: newIdentifier, elementType: customtypes.IdentifierType{},
}

var phoneNumbers = identifierSet{
	Kind: identifiers.PhoneNumber,
	set:  "phone_numbers", primary: "primary_phone_number",
	primaryParam: "primary_phone_number_id",
	fields: func(m *userModel) identifierFields {
		return identifierFields{&m.PhoneNumbers, &m.PrimaryPhoneNumber}
	},
	element: newIdentifier, elementType: customtypes.IdentifierType{},
}

var web3Wallets = identifierSet{
	Kind: identifiers.Web3Wallet,
	set:  "web3_wallets", primary: "primary_web3_wallet",
	primaryParam: "primary_web3_wallet_id",
	fields: func(m *userModel) identifierFields {
		return identifierFields{&m.Web3Wallets, &m.PrimaryWeb3Wallet.Identifier}
	},
	element:     func(value string) attr.Value { return customtypes.NewWallet(value) },
	elementType: customtypes.WalletType{},
}

var identifierSets = []identifierSet{emailAddresses, phoneNumbers, web3Wallets}

func newIdentifier(value string) attr.Value { return customtypes.NewIdentifier(value) }

// claimed returns the identifiers that the set has. Several users can have an email address or a phone number that is
// neither verified nor reserved. The set neither shows such identifiers nor removes them, and listing one verifies it.
func (k identifierSet) claimed(user *clerk.User) []identifiers.Held {
	return slices.DeleteFunc(k.Held(user), func(held identifiers.Held) bool {
		return k.Param != web3Wallets.Param && !held.Claimed()
	})
}

// setOf returns the set of the values.
func (k identifierSet) setOf(values []string) types.Set {
	elements := make([]attr.Value, len(values))
	for i, value := range slices.Sorted(slices.Values(values)) {
		elements[i] = k.element(value)
	}
	return types.SetValueMust(k.elementType, elements)
}
