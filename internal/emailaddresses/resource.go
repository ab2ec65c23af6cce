// Package emailaddresses holds everything Terraform knows of Clerk's email
// addresses.
package emailaddresses

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/identifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/validators"
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
		Kind: kind,
		Parts: func(m *model) identifiers.Parts {
			return identifiers.Parts{Model: &m.Model, Value: &m.EmailAddress, Notify: &m.NotifyPrimaryChanged}
		},
	}}
}

// Metadata names the resource.
func (r *emailAddressResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_email_address"
	resp.ResourceBehavior.MutableIdentity = true
}

// Schema describes clerk_email_address.
func (r *emailAddressResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages one email address of a user who is managed elsewhere, and nothing else of that user.\n\n" +
			"An address that the user already holds is taken over. Do not declare an address here that a `clerk_user` states in `email_addresses`: " +
			"that set is complete, so each would undo the other. Leave `email_addresses` out of the `clerk_user` instead.",
		Attributes: kind.Attributes("The email address. A spelling that differs only in case is not a change.", validators.EmailAddress(), map[string]schema.Attribute{
			"notify_primary_email_address_changed": schema.BoolAttribute{
				MarkdownDescription: "Tells the user by email that the primary email address has changed. An option of requests: changing it alone sends nothing.",
				Optional:            true,
			},
		}),
	}
}

// kind is the email address among the identifiers.
var kind = identifiers.Kind{
	Noun: "email address", Attribute: "email_address", Example: "ada@example.com",
	Held: func(user *clerk.User) []identifiers.Held {
		held := make([]identifiers.Held, len(user.EmailAddresses))
		for i, address := range user.EmailAddresses {
			held[i] = heldOf(&address)
			held[i].Primary = user.PrimaryEmailAddressID != nil && *user.PrimaryEmailAddressID == address.ID
		}
		return held
	},
	Filter: func(value string) clerk.UserListParams { return clerk.UserListParams{EmailAddresses: []string{value}} },
	Get: func(ctx context.Context, client *clerk.Client, id string) (identifiers.Held, error) {
		return converted(client.GetEmailAddress(ctx, id))
	},
	Create: func(ctx context.Context, client *clerk.Client, userID, value string, wish identifiers.Wish) (identifiers.Held, error) {
		return converted(client.CreateEmailAddress(ctx, clerk.EmailAddressCreateParams{
			UserID: userID, EmailAddress: value, Verified: wish.Verified, Primary: wish.Primary, NotifyPrimaryEmailAddressChanged: wish.NotifyPrimaryChanged,
		}))
	},
	Update: func(ctx context.Context, client *clerk.Client, id string, wish identifiers.Wish) (identifiers.Held, error) {
		return converted(client.UpdateEmailAddress(ctx, id, clerk.EmailAddressUpdateParams{
			Verified: wish.Verified, Primary: wish.Primary, NotifyPrimaryEmailAddressChanged: wish.NotifyPrimaryChanged,
		}))
	},
	Delete: func(ctx context.Context, client *clerk.Client, id string) error {
		return client.DeleteEmailAddress(ctx, id)
	},
}

func converted(address *clerk.EmailAddress, err error) (identifiers.Held, error) {
	if err != nil {
		return identifiers.Held{}, err
	}
	return heldOf(address), nil
}

func heldOf(address *clerk.EmailAddress) identifiers.Held {
	held := identifiers.Held{
		ID: address.ID, Value: address.EmailAddress, Verified: address.IsVerified(), Reserved: address.Reserved, LinkedTo: address.LinkedTo,
	}
	if address.Verification != nil {
		held.Status, held.Strategy = address.Verification.Status, address.Verification.Strategy
	}
	return held
}
