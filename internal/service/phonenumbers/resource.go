// Package phonenumbers holds everything Terraform knows of Clerk's phone
// numbers.
package phonenumbers

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/identifiers"
)

var (
	_ resource.ResourceWithConfigure   = (*phoneNumberResource)(nil)
	_ resource.ResourceWithIdentity    = (*phoneNumberResource)(nil)
	_ resource.ResourceWithImportState = (*phoneNumberResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*phoneNumberResource)(nil)
)

// model is clerk_phone_number.
type model struct {
	identifiers.Model
	PhoneNumber         customtypes.Identifier `tfsdk:"phone_number"`
	SecondFactor        types.Bool             `tfsdk:"reserved_for_second_factor"`
	DefaultSecondFactor types.Bool             `tfsdk:"default_second_factor"`
}

type phoneNumberResource struct {
	identifiers.Resource[model]
}

// NewResource returns the resource clerk_phone_number.
func NewResource() resource.Resource {
	return &phoneNumberResource{identifiers.Resource[model]{
		Kind: identifiers.PhoneNumber,
		Parts: func(m *model) identifiers.Parts {
			return identifiers.Parts{
				Model:               &m.Model,
				Value:               &m.PhoneNumber,
				SecondFactor:        &m.SecondFactor,
				DefaultSecondFactor: &m.DefaultSecondFactor,
			}
		},
	}}
}

// Metadata names the resource.
func (r *phoneNumberResource) Metadata(
	_ context.Context,
	req resource.MetadataRequest,
	resp *resource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_phone_number"
	resp.ResourceBehavior.MutableIdentity = true
}

// Schema describes clerk_phone_number.
func (r *phoneNumberResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages one phone number of a user. Another resource can manage the user.\n\n" +
			"A number that the user already has is adopted. Do not use it for a number in `phone_numbers` of a `clerk_user`: " +
			"that set is authoritative, so each resource would undo the other. Omit `phone_numbers` in the `clerk_user` " +
			"instead.\n\n" + identifiers.LastNote,
		Attributes: identifiers.PhoneNumber.Attributes(
			"The phone number in E.164 form, such as `+12025550123`.",
			map[string]schema.Attribute{
				"reserved_for_second_factor": identifiers.Managed(
					"Whether the number receives codes as a second factor. It must be verified for that.",
				),
				"default_second_factor": schema.BoolAttribute{
					MarkdownDescription: "Whether this is the second factor that sign-in offers first.",
					Computed:            true,
					PlanModifiers:       []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
				},
			},
		),
	}
}
