package organizationroles

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

type rolesDataSource struct{ datasourcebase.List[role] }

// NewListDataSource returns the data source clerk_organization_roles. It reads GET /organization_roles, page by page.
func NewListDataSource() datasource.DataSource {
	return &rolesDataSource{
		datasourcebase.List[role]{
			TypeName: "organization_roles",
			Description: "Reads the roles that members of organizations can have, with the keys of their permissions. Use " +
				"it to find a role by its key. All pages are read.",
			Arguments: map[string]schema.Attribute{"key": schema.StringAttribute{
				MarkdownDescription: "Only the role with this key, such as `org:admin`. The list is empty if there is none.",
				Optional:            true, Validators: []validator.String{validators.NotEmpty()},
			}},
			Attribute:            "roles",
			AttributeDescription: "The roles, the oldest first.",
			Counted:              "roles",
			Shape:                roleShape,
			Objects: func(ctx context.Context, client *clerk.Client, arguments datasourcebase.Arguments) ([]role, error) {
				key, found := arguments.String("key"), []role{}
				for r, err := range client.EachRole(ctx, key) {
					if err != nil {
						return nil, err
					}
					if key == "" || r.Key == key {
						found = append(found, r)
					}
				}
				return found, nil
			},
			Failure: func(_ datasourcebase.Arguments, err error) diag.Diagnostics {
				return diagnostics.Failure{Task: "list the organization roles"}.Diagnostics(err)
			},
		},
	}
}

var roleShape = datasourcebase.NewShape(datasourcebase.Attributes[role]{
	"id": datasourcebase.String("The id of the role, such as `role_2abc…`.",
		func(r *role) string { return r.ID }),
	"name": datasourcebase.String("The name of the role.",
		func(r *role) string { return r.Name }),
	"key": datasourcebase.String("The key of the role, such as `org:admin`. Memberships refer to the role by it.",
		func(r *role) string { return r.Key }),
	"description": datasourcebase.OptionalString("The description. Null when there is none.",
		func(r *role) *string { return r.Description }),
	"is_creator_eligible": datasourcebase.Bool(
		"Whether the role has the permissions that the creator of an organization needs.",
		func(r *role) bool { return r.IsCreatorEligible }),
	"permissions": datasourcebase.Strings("The keys of the permissions of the role, such as `org:sys_memberships:read`.",
		func(r *role) []string {
			keys := make([]string, len(r.Permissions))
			for i, permission := range r.Permissions {
				keys[i] = permission.Key
			}
			return keys
		}),
	"created_at": datasourcebase.Time("When the role was created.",
		func(r *role) clerk.UnixMilli { return r.CreatedAt }),
	"updated_at": datasourcebase.Time("When the role was last changed.",
		func(r *role) clerk.UnixMilli { return r.UpdatedAt }),
})
