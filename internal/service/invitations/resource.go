// Package invitations has everything that Terraform sees of the invitations to sign up to the instance.
package invitations

import (
	"context"
	"iter"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/invitations"
)

const (
	invitationPrefix = "inv_"
	kind             = "invitation"
)

// NewResource returns the resource clerk_invitation.
func NewResource() resource.Resource { return resourcebase.New(invitationObject)() }

// NewListResource returns the list resource clerk_invitation.
func NewListResource() list.ListResource { return resourcebase.NewList(invitationObject)() }

type invitation = clerk.Invitation

type invitationModel struct {
	invitations.Model

	IgnoreExisting types.Bool   `tfsdk:"ignore_existing"`
	TemplateSlug   types.String `tfsdk:"template_slug"`
}

var invitationObject = resourcebase.Object[invitationModel, invitation]{
	Name:   kind,
	Noun:   "invitation",
	Plural: "invitations",
	Description: "Invites an email address to sign up to the instance. With the acceptance, the new user gets the " +
		"public metadata of the invitation, and the address is verified. The resource stays in the state then, and plans " +
		"no change.\n\nDestroying revokes a pending invitation. Once it was accepted, destroying only removes the resource " +
		"from the state: the user stays. Manage the user with `clerk_user`.\n\n" +
		"Clerk accepts 100 invitations in an hour. An apply beyond the limit creates what it can, and names the time at " +
		"which to apply again.",
	Attributes: invitationAttributes,
	Identity: []resourcebase.IdentityAttribute{
		{Name: "id", Prefix: invitationPrefix, Description: "The id of the invitation, such as `inv_2abc…`."},
	},
	Advice: map[string]string{
		"invitations_not_supported": "Enable email addresses as identifiers in the Clerk Dashboard.",
		"form_identifier_exists": "A user has this address. Import that user as clerk_user. An instance can accept the " +
			"invitation with ignore_existing = true.",
	},
	Label:     label,
	Fill:      fill,
	Read:      read,
	Create:    create,
	Delete:    revoke,
	TakesOver: true,
	Update:    stays,
	Plan: func(_ context.Context, c *call) {
		if !c.IsNew {
			invitations.PlanExisting(c, label(&c.Prior), &c.Plan.Model, &c.Prior.Model, false)
		}
	},
	Keys: keys,
	Find: func(ctx context.Context, client *clerk.Client, name string) (*invitation, error) {
		if !validators.EmailAddress().Accepts(name) {
			return nil, nil
		}
		return client.FindInvitation(ctx, name)
	},
	FindBy: "the address of a pending one",
	All: func(ctx context.Context, client *clerk.Client) iter.Seq2[invitation, error] {
		return client.EachInvitation(ctx)
	},
}

func label(m *invitationModel) string {
	if m.EmailAddress.IsNull() || m.EmailAddress.IsUnknown() {
		return "the invitation " + m.ID.ValueString()
	}
	return "the invitation of " + m.EmailAddress.ValueString()
}

func invitationAttributes() map[string]schema.Attribute {
	attributes := invitations.Attributes(
		invitationPrefix,
		"Metadata that the public metadata of the new user has after the "+
			"acceptance.",
	)
	maps.Copy(attributes, map[string]schema.Attribute{
		"ignore_existing": schema.BoolAttribute{
			MarkdownDescription: "Whether the address is invited although it has a pending invitation or belongs to a user. " +
				"Several resources can have the same address then. Used only at creation: a change makes no request.",
			Optional: true,
		},
		"template_slug": schema.StringAttribute{
			MarkdownDescription: "The template of the email: `invitation` or `waitlist_invitation`. Used only at creation: a " +
				"change makes no request.",
			Optional: true, Validators: []validator.String{validators.OneOf("invitation", "waitlist_invitation")},
		},
	})
	return attributes
}

// fill sets the attributes that the API returns.
func fill(m *invitationModel, held *invitation) {
	m.Fill(invitations.Held{
		ID: held.ID, EmailAddress: held.EmailAddress, Status: held.Status, PublicMetadata: held.PublicMetadata,
		URL: held.URL, ExpiresAt: held.ExpiresAt, CreatedAt: held.CreatedAt,
	})
}

// keys are the id and, unless several invitations of the address are permitted, the address.
func keys(m *invitationModel) []resourcebase.Key {
	all := invitations.Keys(kind, "", &m.Model)
	if m.IgnoreExisting.ValueBool() && len(all) > 0 && all[len(all)-1] == invitations.AddressKey(kind, "", &m.Model) {
		return all[:len(all)-1]
	}
	return all
}
