// Package organizationpermissions has the resource clerk_organization_permission, its data source and its list
// resource.
package organizationpermissions

import (
	"context"
	"iter"
	"regexp"
	"strings"

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

var keyValidator = validators.Matching(regexp.MustCompile(`^org:[a-z0-9_]+:[a-z0-9_]+$`),
	"the key of a permission: org:, a feature, a colon and an action, such as org:reports:read")

// systemPrefix begins the keys of the permissions that belong to Clerk.
const systemPrefix = "org:sys_"

// NewResource returns the resource clerk_organization_permission.
func NewResource() resource.Resource { return resourcebase.New(permissionObject)() }

// NewListResource returns the list resource clerk_organization_permission.
func NewListResource() list.ListResource { return resourcebase.NewList(permissionObject)() }

type permissionModel struct {
	ID          types.String          `tfsdk:"id"`
	Name        types.String          `tfsdk:"name"`
	Key         types.String          `tfsdk:"key"`
	Description types.String          `tfsdk:"description"`
	CreatedAt   customtypes.Timestamp `tfsdk:"created_at"`
}

type (
	permission = clerk.OrganizationPermission
	call       = resourcebase.Call[permissionModel]
)

var permissionObject = resourcebase.Object[permissionModel, permission]{
	Name:   "organization_permission",
	Noun:   "organization permission",
	Plural: "organization permissions",
	Description: "Manages one permission that roles of organizations can have. Everything changes in place, the key " +
		"included: roles keep the permission.\n\nA role gets the permission with `permission_ids` of " +
		"`clerk_organization_role`. Destroying a permission can remove it from all roles, also from those that Terraform " +
		"does not manage.\n\nSystem permissions, with keys that begin with `org:sys_`, belong to Clerk and cannot be " +
		"managed.",
	Attributes: attributes,
	Identity: []resourcebase.IdentityAttribute{
		{Name: "id", Prefix: "perm_", Description: "The id, such as `perm_2abc…`."},
	},
	Advice: map[string]string{
		"form_identifier_exists": takenKey,
		"form_already_exists":    takenKey,
		"duplicate_record":       takenKey,
		"unsupported_subscription_plan_features": "Custom permissions need a paid plan in production instances. Upgrade " +
			"the Clerk subscription, or remove the permission from the configuration.",
	},
	Label: label,
	Fill:  fill,
	Keys:  keys,
	Create: func(ctx context.Context, c *call) (*permission, error) {
		return c.Client.CreatePermission(ctx, params(&c.Plan, &permissionModel{}))
	},
	Read: func(ctx context.Context, client *clerk.Client, m *permissionModel) (*permission, error) {
		return client.ReadPermission(ctx, m.ID.ValueString())
	},
	Update: func(ctx context.Context, c *call) (*permission, error) {
		changed := params(&c.Plan, &c.Prior)
		if changed == (clerk.PermissionParams{}) {
			return nil, nil
		}
		return c.Client.UpdatePermission(ctx, c.Prior.ID.ValueString(), changed)
	},
	Delete: func(ctx context.Context, c *call) error {
		return c.Client.DeletePermission(ctx, c.Prior.ID.ValueString())
	},
	Find: func(ctx context.Context, client *clerk.Client, key string) (*permission, error) {
		return client.FindPermission(ctx, key)
	},
	FindBy:   "its key",
	Validate: validate,
	All:      all,
}

const takenKey = "Another permission of the instance has this key. Set another key, or import that permission by " +
	"its key." + resourcebase.NoCreateBeforeDestroy

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":   resourcebase.Fixed("The id of the permission, such as `perm_2abc…`."),
		"name": resourcebase.Text("The name of the permission.", validators.Name(256)),
		"key": resourcebase.Text(
			"The key, such as `org:reports:read`: `org:`, a feature, a colon and an action, in lower-case "+
				"letters, digits and underscores. It is unique in the instance. Clerk creates the feature if it does not exist. "+
				"Code of the application that checks for the key must change with it.",
			keyValidator,
		),
		"description": resourcebase.OptionalText("A description of the permission. An empty text clears it."),
		"created_at":  resourcebase.FixedTime("When the permission was created, in RFC 3339."),
	}
}

func label(m *permissionModel) string {
	if m.Key.ValueString() == "" {
		return "the organization permission " + m.ID.ValueString()
	}
	return "the organization permission " + m.Key.ValueString()
}

func fill(m *permissionModel, p *permission) {
	m.ID, m.Name, m.Key = types.StringValue(p.ID), types.StringValue(p.Name), types.StringValue(p.Key)
	m.Description = types.StringValue(p.Description)
	m.CreatedAt = datasourcebase.TimeValue(p.CreatedAt)
}

// keys are the id and the key. Both belong to one permission.
func keys(m *permissionModel) []resourcebase.Key {
	return []resourcebase.Key{
		{Kind: "organization_permission", Name: m.ID.ValueString()},
		{Kind: "organization_permission_key", Name: m.Key.ValueString()},
	}
}

// params are the parameters that differ.
func params(plan, prior *permissionModel) clerk.PermissionParams {
	return clerk.PermissionParams{
		Name: resourcebase.StringParam(plan.Name, prior.Name), Key: resourcebase.StringParam(plan.Key, prior.Key),
		Description: resourcebase.StringParam(plan.Description, prior.Description),
	}
}

// validate refuses the key of a system permission.
func validate(_ context.Context, c *call) {
	if key := c.Config.Key.ValueString(); strings.HasPrefix(key, systemPrefix) {
		c.Fail(
			"key",
			"A system permission cannot be managed",
			key+" begins with org:sys_, which is reserved for permissions "+
				"of Clerk. Roles can have them: refer to the id from the data source clerk_organization_permissions.",
		)
	}
}

// all omits system permissions, which cannot be managed.
func all(ctx context.Context, client *clerk.Client) iter.Seq2[permission, error] {
	return func(yield func(permission, error) bool) {
		for p, err := range client.EachPermission(ctx, "") {
			if p.Type != clerk.SystemPermission && !yield(p, err) {
				return
			}
		}
	}
}
