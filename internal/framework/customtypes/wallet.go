package customtypes

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

var (
	_ basetypes.StringTypable                    = WalletType{}
	_ basetypes.StringValuableWithSemanticEquals = Wallet{}
)

// WalletType is the type of the address of a web3 wallet. The case of a hexadecimal address has no meaning, the case
// of a base58 address has.
type WalletType struct {
	basetypes.StringType
}

// String names the type.
func (WalletType) String() string { return "customtypes.WalletType" }

// Equal reports whether o is the same type.
func (WalletType) Equal(o attr.Type) bool {
	_, ok := o.(WalletType)
	return ok
}

// ValueType returns an empty value of the type.
func (WalletType) ValueType(context.Context) attr.Value { return Wallet{} }

// ValueFromString wraps a string value.
func (WalletType) ValueFromString(
	_ context.Context, in basetypes.StringValue,
) (basetypes.StringValuable, diag.Diagnostics) {
	return Wallet{Identifier{StringValue: in}}, nil
}

// ValueFromTerraform wraps a value received from Terraform.
func (WalletType) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	value, err := stringFromTerraform(ctx, in)
	return Wallet{Identifier{StringValue: value}}, err
}

// Wallet is a value of WalletType.
type Wallet struct {
	Identifier
}

// NewWallet returns a known wallet address.
func NewWallet(value string) Wallet { return Wallet{NewIdentifier(value)} }

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
