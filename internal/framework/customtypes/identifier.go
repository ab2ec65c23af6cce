package customtypes

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// IdentifierType is the type of an email address, a phone number or a username: text in which upper and lower case are
// the same.
type IdentifierType = textType[Identifier]

// Identifier is a value of IdentifierType.
type Identifier struct {
	basetypes.StringValue
}

// NewIdentifier returns a known identifier.
func NewIdentifier(value string) Identifier {
	return Identifier{StringValue: basetypes.NewStringValue(value)}
}

// UnknownIdentifier returns an identifier that is known after apply.
func UnknownIdentifier() Identifier {
	return Identifier{StringValue: basetypes.NewStringUnknown()}
}

func (Identifier) of(text basetypes.StringValue) basetypes.StringValuable {
	return Identifier{StringValue: text}
}

// Type returns the value's type.
func (Identifier) Type(context.Context) attr.Type { return IdentifierType{} }

// Equal reports whether o has exactly the same spelling.
func (v Identifier) Equal(o attr.Value) bool {
	other, ok := o.(Identifier)
	return ok && v.StringValue.Equal(other.StringValue)
}

// StringSemanticEquals reports whether both name the same identifier.
func (v Identifier) StringSemanticEquals(_ context.Context, other basetypes.StringValuable) (bool, diag.Diagnostics) {
	identifier, ok := other.(Identifier)
	return ok && v.Folded() == identifier.Folded(), nil
}

// Folded returns the spelling in which Clerk compares the identifier.
func (v Identifier) Folded() string { return clerk.FoldIdentifier(v.ValueString()) }
