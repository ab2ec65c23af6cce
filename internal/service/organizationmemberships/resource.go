package organizationmemberships

import (
	"context"
	"fmt"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// The values of on_destroy.
const (
	destroyRemoves = "remove"
	destroyKeeps   = "keep"
	destroyDemotes = "demote"
)

// defaultDemotedRole is the role of a demoted member by default.
const defaultDemotedRole = "org:member"

// NewResource returns the resource clerk_organization_membership.
func NewResource() resource.Resource { return resourcebase.New(membershipObject)() }

// NewListResource returns the list resource clerk_organization_membership.
func NewListResource() list.ListResource { return resourcebase.NewList(membershipObject)() }

type membershipModel struct {
	ID              types.String           `tfsdk:"id"`
	OrganizationID  types.String           `tfsdk:"organization_id"`
	UserID          types.String           `tfsdk:"user_id"`
	Role            types.String           `tfsdk:"role"`
	PublicMetadata  customtypes.JSONObject `tfsdk:"public_metadata"`
	PrivateMetadata customtypes.JSONObject `tfsdk:"private_metadata"`
	OnDestroy       types.String           `tfsdk:"on_destroy"`
	DemotedRole     types.String           `tfsdk:"demoted_role"`
	AdoptExisting   types.Bool             `tfsdk:"adopt_existing"`
	CreatedAt       customtypes.Timestamp  `tfsdk:"created_at"`
}

var membershipObject = resourcebase.Object[membershipModel, clerk.OrganizationMembership]{
	Name: "organization_membership", Noun: "organization membership", Plural: "organization memberships",
	Description: "Makes a user a member of an organization, with a role. Only this membership is managed: other members " +
		"of the organization and other organizations of the user stay as they are.\n\nMembers that were added elsewhere, " +
		"such as by an invitation or in the Dashboard, therefore keep their access, and no plan shows them. The second " +
		"example finds them with the data source " +
		"[clerk_organization_memberships](../data-sources/organization_memberships.md). To manage such a member, add a " +
		"resource and an `import` block. To remove it, use the action " +
		"[clerk_organization_membership_remove](../actions/organization_membership_remove.md) or the Dashboard.\n\nThe " +
		"role changes in place, and so do the user and the organization: the new membership is created before the old one " +
		"is removed.",
	Attributes: membershipAttributes,
	Identity: []resourcebase.IdentityAttribute{
		{Name: "organization_id", Prefix: "org_", Description: "The id of the organization, such as `org_2abc…`."},
		{Name: "user_id", Prefix: validators.UserIDPrefix, Description: "The id of the user, such as `user_2abc…`."},
	},
	Advice:       membershipAdvice,
	DeleteParams: map[string]string{"role": "demoted_role"},
	Label: func(m *membershipModel) string {
		return fmt.Sprintf("the membership of %s in %s", idOr(m.UserID, "a new user"),
			idOr(m.OrganizationID, "a new organization"))
	},
	Fill: fillMembership, Keys: membershipKeys, Moves: moves, TakesOver: true,
	Create: createMembership, Update: updateMembership, Delete: deleteMembership,
	Read: func(ctx context.Context, client *clerk.Client, m *membershipModel) (*membership, error) {
		return client.ReadMembership(ctx, m.OrganizationID.ValueString(), m.UserID.ValueString())
	},
	Plan: planMembership, PlanDelete: planRemoval, RefusedDelete: keptMember,
	Note: noteManaged,
	GoneAdvice: func(*membershipModel) string {
		return "If the organization or the user no longer exists, the apply fails until you remove the resource or refer " +
			"to another one."
	},
	All: func(ctx context.Context, client *clerk.Client) iter.Seq2[membership, error] {
		return client.EachMembership(ctx)
	},
}

func idOr(id types.String, unknown string) string {
	if id.ValueString() == "" {
		return unknown
	}
	return id.ValueString()
}

func membershipAttributes() map[string]schema.Attribute {
	onDestroy := resourcebase.OptionalText("What destroying does: `"+destroyRemoves+"`, the default, removes the user "+
		"from the organization; `"+destroyKeeps+"` changes nothing; `"+destroyDemotes+"` changes the role to "+
		"`demoted_role`. In each case the resource leaves the state, and the account of the user stays.",
		validators.OneOf(destroyRemoves, destroyKeeps, destroyDemotes))
	onDestroy.PlanModifiers, onDestroy.Default = nil, stringdefault.StaticString(destroyRemoves)
	return map[string]schema.Attribute{
		"id":              resourcebase.Fixed("The id of the membership, such as `orgmem_2abc…`."),
		"organization_id": resourcebase.Text("The id of the organization.", validators.IDOf("organization", "org_")),
		"user_id":         resourcebase.Text("The id of the user.", validators.UserID()),
		"role": resourcebase.Text("The key of the role, such as `org:admin` or `org:member`. The role must be in the role "+
			"set of the organization. It changes in place.", validators.RoleKey()),
		"public_metadata": resourcebase.Metadata("Metadata of the membership that the members can read. The provider " +
			"manages all of it: a key that you remove is removed."),
		"private_metadata": resourcebase.SensitiveMetadata("Metadata of the membership that only the Backend API can read. " +
			"The provider manages all of it: a key that you remove is removed."),
		"on_destroy": onDestroy,
		"demoted_role": schema.StringAttribute{
			MarkdownDescription: "The role after destroying with `on_destroy = \"" + destroyDemotes + "\"`. Defaults to `" +
				defaultDemotedRole + "`.",
			Optional: true, Validators: []validator.String{validators.RoleKey()},
		},
		"adopt_existing": schema.BoolAttribute{
			MarkdownDescription: "Whether a new resource takes over a membership that exists, and gives it the configured " +
				"role and metadata. By default, the apply fails and names the import. " +
				"Needed with `create_before_destroy`. Used only at creation.",
			Optional: true,
		},
		"created_at": resourcebase.FixedTime("When the user became a member, in RFC 3339."),
	}
}

func fillMembership(m *membershipModel, held *membership) {
	m.ID, m.Role = types.StringValue(held.ID), types.StringValue(held.Role)
	m.OrganizationID, m.UserID = types.StringValue(held.Organization.ID), types.StringValue(held.UserID())
	m.PublicMetadata = resourcebase.JSONOf(held.PublicMetadata)
	m.PrivateMetadata = resourcebase.JSONOf(held.PrivateMetadata)
	m.CreatedAt = datasourcebase.TimeValue(held.CreatedAt)
	if m.OnDestroy.IsNull() { // after an import
		m.OnDestroy = types.StringValue(destroyRemoves)
	}
}

func membershipKeys(m *membershipModel) []resourcebase.Key {
	if m.OrganizationID.ValueString() == "" || m.UserID.ValueString() == "" {
		return nil
	}
	return []resourcebase.Key{{
		Kind: "organization_membership", Name: m.OrganizationID.ValueString(), UserID: m.UserID.ValueString(),
	}}
}

// moves reports whether an update is about another organization or another user.
func moves(plan, prior *membershipModel) bool {
	return !plan.OrganizationID.Equal(prior.OrganizationID) || !plan.UserID.Equal(prior.UserID)
}
