// Package emailaddresses holds everything Terraform knows of Clerk's email
// addresses.
package emailaddresses

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/identifiers"
)

var (
	_ resource.ResourceWithConfigure   = (*emailAddressResource)(nil)
	_ resource.ResourceWithIdentity    = (*emailAddressResource)(nil)
	_ resource.ResourceWithImportState = (*emailAddressResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*emailAddressResource)(nil)
)

// model is clerk_email_address.
type model struct {
	identifiers.Model
	EmailAddress         customtypes.Identifier `tfsdk:"email_address"`
	NotifyPrimaryChanged types.Bool             `tfsdk:"notify_primary_email_address_changed"`
}

type emailAddressResource struct {
	identifiers.Resource[model]
}

// NewResource returns the resource clerk_email_address.
func NewResource() resource.Resource {
	return &emailAddressResource{identifiers.Resource[model]{
		Kind: identifiers.EmailAddress,
		Parts: func(m *model) identifiers.Parts {
			return identifiers.Parts{Model: &m.Model, Value: &m.EmailAddress, Notify: &m.NotifyPrimaryChanged}
		},
	}}
}

// Metadata names the resource.
func (r *emailAddressResource) Metadata(
	_ context.Context,
	req resource.MetadataRequest,
	resp *resource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_email_address"
	resp.ResourceBehavior.MutableIdentity = true
}

// Schema describes clerk_email_address.
func (r *emailAddressResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages one email address of a user. Another resource can manage the user.\n\n" +
			"An address that the user already has is adopted. Do not use it for an address in `email_addresses` of a " +
			"`clerk_user`: that set is authoritative, so each resource would undo the other. Omit `email_addresses` in the " +
			"`clerk_user` instead.\n\n" + identifiers.LastNote,
		Attributes: identifiers.EmailAddress.Attributes(
			"The email address. A spelling that differs only in case is not a change.",
			map[string]schema.Attribute{
				"notify_primary_email_address_changed": schema.BoolAttribute{
					MarkdownDescription: "Whether Clerk sends an email to the previous primary email address when another one " +
						"becomes primary. Changing only this attribute makes no request.",
					Optional: true,
				},
			},
		),
	}
}
