// Package organizationroles has the resource clerk_organization_role, its data source and its list resource.
package organizationroles

import (
	"context"
	"iter"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

var keyValidator = validators.Matching(regexp.MustCompile(`^org:[a-z0-9_]+$`),
	"the key of a role: org: and lower-case letters, digits or underscores, such as org:auditor")

// NewResource returns the resource clerk_organization_role.
func NewResource() resource.Resource { return resourcebase.New(roleObject)() }

// NewListResource returns the list resource clerk_organization_role.
func NewListResource() list.ListResource { return resourcebase.NewList(roleObject)() }

type roleModel struct {
	ID                      types.String          `tfsdk:"id"`
	Name                    types.String          `tfsdk:"name"`
	Key                     types.String          `tfsdk:"key"`
	Description             types.String          `tfsdk:"description"`
	PermissionIDs           types.Set             `tfsdk:"permission_ids"`
	IncludeInInitialRoleSet types.Bool            `tfsdk:"include_in_initial_role_set"`
	CreatedAt               customtypes.Timestamp `tfsdk:"created_at"`
}

type (
	role = clerk.OrganizationRole
	call = resourcebase.Call[roleModel]
)

var roleObject = resourcebase.Object[roleModel, role]{
	Name:   "organization_role",
	Noun:   "organization role",
	Plural: "organization roles",
	Description: "Manages one role that members of organizations can have. Everything changes in place, the key " +
		"included: members keep the role.\n\nA member can have a role only if it is in the role set of the organization. " +
		"Set `include_in_initial_role_set` to add a new role to the initial role set, or add it in the Clerk Dashboard.\n\n" +
		"Destroying a role that is in use fails with the reason, and changes no member. Custom roles need a paid plan in " +
		"production instances.",
	Attributes: attributes,
	Identity: []resourcebase.IdentityAttribute{
		{Name: "id", Prefix: "role_", Description: "The id, such as `role_2abc…`."},
	},
	Advice: map[string]string{
		"form_identifier_exists":   takenKey,
		"form_already_exists":      takenKey,
		"duplicate_record":         takenKey,
		"form_param_value_invalid": inRoleSet,
		"resource_not_found": "Clerk does not find the role or one of the permissions. Check that permission_ids has ids " +
			"of this instance, such as perm_…, and no keys.",
		"unsupported_subscription_plan_features": "Custom roles are free in development instances and need a paid plan in " +
			"production. Upgrade the Clerk subscription, or remove the role from the configuration.",
	},
	Label: label,
	Fill:  fill,
	Keys:  keys,
	Create: func(ctx context.Context, c *call) (*role, error) {
		return c.Client.CreateRole(ctx, params(&c.Plan, &roleModel{}))
	},
	Read: func(ctx context.Context, client *clerk.Client, m *roleModel) (*role, error) {
		return client.ReadRole(ctx, m.ID.ValueString())
	},
	Update: func(ctx context.Context, c *call) (*role, error) {
		changed := params(&c.Plan, &c.Prior)
		changed.IncludeInInitialRoleSet = clerk.Field[bool]{}
		if changed.IsZero() {
			return nil, nil
		}
		return c.Client.UpdateRole(ctx, c.Prior.ID.ValueString(), changed)
	},
	Delete: func(ctx context.Context, c *call) error { return c.Client.DeleteRole(ctx, c.Prior.ID.ValueString()) },
	Find: func(ctx context.Context, client *clerk.Client, key string) (*role, error) {
		return client.FindRole(ctx, key)
	},
	FindBy: "its key",
	Plan:   plan,
	All: func(ctx context.Context, client *clerk.Client) iter.Seq2[role, error] {
		return client.EachRole(ctx, "")
	},
}

const inRoleSet = "A role in a role set cannot be deleted: first, remove it from its role sets. In the Clerk " +
	"Dashboard, they are on the page Roles & Permissions of Organizations. With the Backend API, send POST " +
	"/role_sets/{role_set_key_or_id}/roles/replace with the role_key of this role, and with to_role_key, the role that " +
	"its members get, such as org:member. Then destroy the role again. To keep it and only remove it from the state, " +
	"use a removed block with destroy = false."

const takenKey = "Another role of the instance has this key. Set another key, or import that role by its key." +
	resourcebase.NoCreateBeforeDestroy

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":   resourcebase.Fixed("The id of the role, such as `role_2abc…`."),
		"name": resourcebase.Text("The name that users see.", validators.Name(256)),
		"key": resourcebase.Text(
			"The key, such as `org:auditor`: `org:` and lower-case letters, digits or underscores. It is "+
				"unique in the instance, and memberships refer to the role by it. A new key applies to the members and to the "+
				"settings of organizations, too.",
			keyValidator,
		),
		"description": resourcebase.OptionalText("A description of the role. An empty text clears it."),
		"permission_ids": resourcebase.OptionalTexts("The ids of all permissions of the role, such as `perm_2abc…`. Other "+
			"permissions of the role are removed; `[]` removes all of them. Without the attribute, the permissions are not "+
			"managed. The data source `clerk_organization_permissions` has the ids, also of the system permissions.",
			validators.IDOf("permission", "perm_")),
		"include_in_initial_role_set": schema.BoolAttribute{
			MarkdownDescription: "Whether the new role is added to the initial role set, which new organizations have. It is " +
				"used only at creation. A later change has no effect: it makes no request, and the plan warns. Clerk does not " +
				"return it. Clerk refuses to delete a role in a role set: before you destroy it, replace it there with another " +
				"role, in the Clerk Dashboard or with `POST /role_sets/{role_set_key_or_id}/roles/replace`. " +
				"Without the attribute, the plan warns that no member can have the role. With `false`, it does not warn.",
			Optional: true,
		},
		"created_at": resourcebase.FixedTime("When the role was created, in RFC 3339."),
	}
}

func label(m *roleModel) string {
	if m.Key.ValueString() == "" {
		return "the organization role " + m.ID.ValueString()
	}
	return "the organization role " + m.Key.ValueString()
}

func fill(m *roleModel, r *role) {
	m.ID, m.Name, m.Key = types.StringValue(r.ID), types.StringValue(r.Name), types.StringValue(r.Key)
	m.Description = types.StringValue("")
	if r.Description != nil {
		m.Description = types.StringValue(*r.Description)
	}
	ids := make([]attr.Value, len(r.Permissions))
	for i, permission := range r.Permissions {
		ids[i] = types.StringValue(permission.ID)
	}
	m.PermissionIDs = types.SetValueMust(types.StringType, ids)
	m.CreatedAt = datasourcebase.TimeValue(r.CreatedAt)
}

// keys are the id and the key. Both belong to one role.
func keys(m *roleModel) []resourcebase.Key {
	return []resourcebase.Key{
		{Kind: "organization_role", Name: m.ID.ValueString()},
		{Kind: "organization_role_key", Name: m.Key.ValueString()},
	}
}

// params are the parameters that differ.
func params(plan, prior *roleModel) clerk.RoleParams {
	return clerk.RoleParams{
		Name: resourcebase.StringParam(plan.Name, prior.Name), Key: resourcebase.StringParam(plan.Key, prior.Key),
		Description:             resourcebase.StringParam(plan.Description, prior.Description),
		Permissions:             resourcebase.StringsParam(plan.PermissionIDs, prior.PermissionIDs),
		IncludeInInitialRoleSet: resourcebase.BoolParam(plan.IncludeInInitialRoleSet, prior.IncludeInInitialRoleSet),
	}
}

// plan warns of a role in no role set, and of a change without an effect.
func plan(_ context.Context, c *call) {
	const attribute = "include_in_initial_role_set"
	planned, prior := c.Plan.IncludeInInitialRoleSet, c.Prior.IncludeInInitialRoleSet
	switch {
	case c.IsNew && planned.IsNull():
		c.Warn(attribute, "No member can have the new role", "A member can have a role only if it is in the role set of the "+
			"organization, and the new role is in none. Set include_in_initial_role_set = true now, because it is used only at "+
			"creation. If you add the role to a role set in the Clerk Dashboard, set it to false.")
	case !c.IsNew && !prior.IsNull() && !planned.IsNull() && !planned.Equal(prior):
		c.Warn(
			attribute,
			attribute+" is used only at creation",
			"The role exists. The change makes no request. Add the role "+
				"to a role set, or remove it from one, in the Clerk Dashboard.",
		)
	}
}
