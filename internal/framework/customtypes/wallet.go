package customtypes

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// WalletType is the type of the address of a web3 wallet. The case of a hexadecimal address has no meaning, the case
// of a base58 address has.
type WalletType = textType[Wallet]

// Wallet is a value of WalletType.
type Wallet struct {
	Identifier
}

// NewWallet returns a known wallet address.
func NewWallet(value string) Wallet { return Wallet{NewIdentifier(value)} }

func (Wallet) of(text basetypes.StringValue) basetypes.StringValuable {
	return Wallet{Identifier{StringValue: text}}
}

// Type returns the value's type.
func (Wallet) Type(context.Context) attr.Type { return WalletType{} }

// Equal reports whether o has exactly the same spelling.
func (v Wallet) Equal(o attr.Value) bool {
	other, ok := o.(Wallet)
	return ok && v.StringValue.Equal(other.StringValue)
}

// StringSemanticEquals reports whether both are the address of one wallet.
func (v Wallet) StringSemanticEquals(_ context.Context, other basetypes.StringValuable) (bool, diag.Diagnostics) {
	wallet, ok := other.(Wallet)
	return ok && v.Folded() == wallet.Folded(), nil
}

// Folded returns the spelling in which Clerk compares the address.
func (v Wallet) Folded() string { return clerk.FoldWallet(v.ValueString()) }
