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

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/identifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/validators"
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
		Kind: kind,
		Parts: func(m *model) identifiers.Parts {
			return identifiers.Parts{Model: &m.Model, Value: &m.PhoneNumber, SecondFactor: &m.SecondFactor, DefaultSecondFactor: &m.DefaultSecondFactor}
		},
	}}
}

// Metadata names the resource.
func (r *phoneNumberResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_phone_number"
	resp.ResourceBehavior.MutableIdentity = true
}

// Schema describes clerk_phone_number.
func (r *phoneNumberResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages one phone number of a user who is managed elsewhere, and nothing else of that user.\n\n" +
			"A number that the user already holds is taken over. Do not declare a number here that a `clerk_user` states in `phone_numbers`: " +
			"that set is complete, so each would undo the other. Leave `phone_numbers` out of the `clerk_user` instead.",
		Attributes: kind.Attributes("The phone number in E.164 form, such as `+12025550123`.", validators.PhoneNumber(), map[string]schema.Attribute{
			"reserved_for_second_factor": identifiers.Managed("Whether the number receives codes as a second factor. It must be verified for that."),
			"default_second_factor": schema.BoolAttribute{
				MarkdownDescription: "Whether this is the second factor that sign-in offers first.",
				Computed:            true,
				PlanModifiers:       []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
		}),
	}
}

// kind is the phone number among the identifiers.
var kind = identifiers.Kind{
	Noun: "phone number", Attribute: "phone_number", Example: "+12025550123",
	Held: func(user *clerk.User) []identifiers.Held {
		held := make([]identifiers.Held, len(user.PhoneNumbers))
		for i, number := range user.PhoneNumbers {
			held[i] = heldOf(&number)
			held[i].Primary = user.PrimaryPhoneNumberID != nil && *user.PrimaryPhoneNumberID == number.ID
		}
		return held
	},
	Filter: func(value string) clerk.UserListParams { return clerk.UserListParams{PhoneNumbers: []string{value}} },
	Get: func(ctx context.Context, client *clerk.Client, id string) (identifiers.Held, error) {
		return converted(client.GetPhoneNumber(ctx, id))
	},
	Create: func(ctx context.Context, client *clerk.Client, userID, value string, wish identifiers.Wish) (identifiers.Held, error) {
		return converted(client.CreatePhoneNumber(ctx, clerk.PhoneNumberCreateParams{
			UserID: userID, PhoneNumber: value, Verified: wish.Verified, Primary: wish.Primary, ReservedForSecondFactor: wish.SecondFactor,
		}))
	},
	Update: func(ctx context.Context, client *clerk.Client, id string, wish identifiers.Wish) (identifiers.Held, error) {
		return converted(client.UpdatePhoneNumber(ctx, id, clerk.PhoneNumberUpdateParams{
			Verified: wish.Verified, Primary: wish.Primary, ReservedForSecondFactor: wish.SecondFactor,
		}))
	},
	Delete: func(ctx context.Context, client *clerk.Client, id string) error {
		return client.DeletePhoneNumber(ctx, id)
	},
}

func converted(number *clerk.PhoneNumber, err error) (identifiers.Held, error) {
	if err != nil {
		return identifiers.Held{}, err
	}
	return heldOf(number), nil
}

func heldOf(number *clerk.PhoneNumber) identifiers.Held {
	held := identifiers.Held{
		ID: number.ID, Value: number.PhoneNumber, Verified: number.IsVerified(), Reserved: number.Reserved, LinkedTo: number.LinkedTo,
		SecondFactor: number.ReservedForSecondFactor, DefaultSecondFactor: number.DefaultSecondFactor,
	}
	if number.Verification != nil {
		held.Status, held.Strategy = number.Verification.Status, number.Verification.Strategy
	}
	return held
}
