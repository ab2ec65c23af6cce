package organizationinvitations

import (
	"context"
	"fmt"
	"iter"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/invitations"
)

const (
	organizationPrefix = "org_"
	invitationPrefix   = "orginv_"
	kind               = "organization_invitation"
)

// NewResource returns the resource clerk_organization_invitation.
func NewResource() resource.Resource { return resourcebase.New(invitationObject)() }

// NewListResource returns the list resource clerk_organization_invitation.
func NewListResource() list.ListResource { return resourcebase.NewList(invitationObject)() }

type invitationModel struct {
	invitations.Model

	OrganizationID  types.String           `tfsdk:"organization_id"`
	Role            types.String           `tfsdk:"role"`
	PrivateMetadata customtypes.JSONObject `tfsdk:"private_metadata"`
	InviterUserID   types.String           `tfsdk:"inviter_user_id"`
}

var invitationObject = resourcebase.Object[invitationModel, invitation]{
	Name:   kind,
	Noun:   "organization invitation",
	Plural: "organization invitations",
	Description: "Invites an email address to an organization. With the acceptance, the user becomes a member with the " +
		"role and the metadata of the invitation. The resource stays in the state then, and plans no change.\n\n" +
		"Destroying revokes a pending invitation. Once it was accepted, destroying only removes the resource from the " +
		"state: the membership stays. Manage it with `clerk_organization_membership`.\n\n" +
		"Clerk accepts 250 invitations to organizations in an hour. An apply beyond the limit creates what it can, and " +
		"names the time at which to apply again.",
	Attributes: invitationAttributes,
	Identity: []resourcebase.IdentityAttribute{
		{
			Name:        "organization_id",
			Prefix:      organizationPrefix,
			Description: "The id of the organization, such as `org_2abc…`.",
		},
		{Name: "id", Prefix: invitationPrefix, Description: "The id of the invitation, such as `orginv_2abc…`."},
	},
	Params: map[string]string{"requesting_user_id": "inviter_user_id"},
	Advice: map[string]string{
		"resource_not_found": "Clerk does not find the organization, the role or the inviter. Check organization_id and " +
			"inviter_user_id. Check that the role exists and is in the role set of the organization: its key begins with " +
			"org:, such as org:member.",
		"form_param_value_invalid role": "Check that the role exists and is in the role set of the organization: its key " +
			"begins with org:, such as org:member.",
		"organization_membership_quota_exceeded": "Raise max_allowed_memberships of the organization, or remove members or " +
			"pending invitations. Clerk counts both.",
		"form_param_missing": "Set inviter_user_id to a member who can manage the members of the organization. Before a " +
			"destroy, apply this first.",
		"not_a_member_in_organization":    noManager,
		"missing_organization_permission": noManager,
		"invitations_not_supported":       "Enable email addresses as identifiers in the Clerk Dashboard.",
	},
	Label:     label,
	Fill:      fill,
	Read:      read,
	Create:    create,
	Delete:    revoke,
	TakesOver: true,
	Update:    stays,
	Plan:      plan,
	Keys:      func(m *invitationModel) []resourcebase.Key { return invitations.Keys(kind, scope(m), &m.Model) },
	Find:      find,
	FindBy:    "the id of the organization and the address of a pending one, org_…/ada@example.com",
	All: func(ctx context.Context, client *clerk.Client) iter.Seq2[invitation, error] {
		return client.EachOrganizationInvitation(ctx)
	},
}

const noManager = "inviter_user_id must be the id of a member with a role that can manage the members of the " +
	"organization. A new invitation does not need the attribute. For a destroy, set another member and apply first."

func scope(m *invitationModel) string { return m.OrganizationID.ValueString() + "/" }

func label(m *invitationModel) string {
	if m.EmailAddress.IsNull() || m.EmailAddress.IsUnknown() {
		return fmt.Sprintf("the invitation %s to the organization %s", m.ID.ValueString(), m.OrganizationID.ValueString())
	}
	return fmt.Sprintf("the invitation of %s to the organization %s",
		m.EmailAddress.ValueString(), m.OrganizationID.ValueString())
}

func invitationAttributes() map[string]schema.Attribute {
	attributes := invitations.Attributes(
		invitationPrefix,
		"Metadata that the public metadata of the membership has after "+
			"the acceptance.",
	)
	organization := resourcebase.Text("The id of the organization. A change replaces an invitation that was not accepted.",
		validators.IDOf("organization", organizationPrefix))
	organization.PlanModifiers = []planmodifier.String{invitations.ReplacesOpen()}
	role := resourcebase.Text(
		"The key of the role of the future member, such as `org:member`. The role must be in the role set of the "+
			"organization. A change of a pending invitation replaces it. After the acceptance, the role is that of the "+
			"membership.",
		validators.RoleKey(),
	)
	role.PlanModifiers = []planmodifier.String{invitations.ReplacesOpen()}
	private := resourcebase.SensitiveMetadata(
		"Metadata that the private metadata of the membership has after the acceptance. " +
			"A change of a pending invitation replaces it.",
	)
	private.PlanModifiers = append(private.PlanModifiers, invitations.ReplacesOpen())
	maps.Copy(attributes, map[string]schema.Attribute{
		"organization_id":  organization,
		"role":             role,
		"private_metadata": private,
		"inviter_user_id": resourcebase.OptionalText(
			"The id of the user who sends the invitation, and who revokes it if Clerk requires a user for that. It must be a "+
				"member who can manage the members. Used only at creation and revocation: a change makes no request.",
			validators.UserID(),
		),
	})
	return attributes
}

// fill sets the attributes that the API returns.
func fill(m *invitationModel, held *invitation) {
	m.Fill(invitations.Held{
		ID: held.ID, EmailAddress: held.EmailAddress, Status: held.Status, PublicMetadata: held.PublicMetadata,
		URL: held.URL, ExpiresAt: held.ExpiresAt, CreatedAt: held.CreatedAt,
	})
	if id := held.Organization(); id != "" {
		m.OrganizationID = types.StringValue(id)
	}
	if m.InviterUserID.IsNull() || m.InviterUserID.IsUnknown() {
		m.InviterUserID = types.StringPointerValue(held.InviterID)
	}
	if !invitations.Keeps(&m.Model, m.Role) {
		m.Role, m.PrivateMetadata = types.StringValue(held.Role), resourcebase.JSONOf(held.PrivateMetadata)
	}
}

// plan describes what a plan does to an invitation that exists.
func plan(_ context.Context, c *call) {
	m, prior := &c.Plan, &c.Prior
	if c.IsNew {
		return
	}
	if prior.IsAccepted() && invitations.Changes(m.OrganizationID, prior.OrganizationID) {
		c.Fail("organization_id", "The invitation was accepted already", invitations.OtherAddress(label(prior)))
		return
	}
	invitations.PlanExisting(c, label(prior), &m.Model, &prior.Model, invitations.Changes(m.Role, prior.Role) ||
		invitations.Changes(m.PrivateMetadata, prior.PrivateMetadata) ||
		invitations.Changes(m.OrganizationID, prior.OrganizationID))
}
