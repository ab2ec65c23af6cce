package invitations

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// The filters of data sources.
const (
	FilterStatus  = "status"
	FilterAddress = "email_address"
)

// Filters are the arguments of a data source that lists invitations.
func Filters() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		FilterStatus: schema.StringAttribute{
			MarkdownDescription: "Reads only the invitations with this status: `pending`, `accepted`, `revoked` or `expired`.",
			Optional:            true, Validators: []validator.String{validators.OneOf(Statuses...)},
		},
		FilterAddress: schema.StringAttribute{
			MarkdownDescription: "Reads only the invitations of this address. Upper and lower case are the same.",
			Optional:            true, Validators: []validator.String{validators.EmailAddress()},
		},
	}
}

// OfAddress returns the invitations of an address, or all for an empty one: lists of the API also have addresses that
// contain it.
func OfAddress[T any](all []T, address string, of func(*T) string) []T {
	if address == "" {
		return all
	}
	return slices.DeleteFunc(all, func(invitation T) bool {
		return clerk.FoldIdentifier(of(&invitation)) != clerk.FoldIdentifier(address)
	})
}
