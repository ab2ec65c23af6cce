package organizationpermissions

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

type permissionsDataSource struct {
	datasourcebase.List[permission]
}

// NewListDataSource returns the data source clerk_organization_permissions. It reads GET /organization_permissions,
// page by page.
func NewListDataSource() datasource.DataSource {
	return &permissionsDataSource{
		datasourcebase.List[permission]{
			TypeName: "organization_permissions",
			Description: "Reads the permissions that roles of organizations can have, the system permissions of Clerk " +
				"included. Use it to find the ids for `clerk_organization_role`. All pages are read.",
			Arguments: map[string]schema.Attribute{"key": schema.StringAttribute{
				MarkdownDescription: "Only the permission with this key, such as `org:sys_profile:manage`. The list is empty if " +
					"there is none.",
				Optional: true, Validators: []validator.String{validators.NotEmpty()},
			}},
			Attribute:            "organization_permissions",
			AttributeDescription: "The permissions, the oldest first.",
			Counted:              "permissions",
			Shape:                permissionShape,
			Objects: func(ctx context.Context, client *clerk.Client, arguments datasourcebase.Arguments) ([]permission, error) {
				key, found := arguments.String("key"), []permission{}
				for p, err := range client.EachPermission(ctx, key) {
					if err != nil {
						return nil, err
					}
					if key == "" || p.Key == key {
						found = append(found, p)
					}
				}
				return found, nil
			},
			Failure: func(_ datasourcebase.Arguments, err error) diag.Diagnostics {
				return diagnostics.Failure{Task: "list the organization permissions"}.Diagnostics(err)
			},
		},
	}
}

var permissionShape = datasourcebase.NewShape(datasourcebase.Attributes[permission]{
	"id": datasourcebase.String("The id of the permission, such as `perm_2abc…`.",
		func(p *permission) string { return p.ID }),
	"name": datasourcebase.String("The name of the permission.",
		func(p *permission) string { return p.Name }),
	"key": datasourcebase.String("The key of the permission, such as `org:reports:read`.",
		func(p *permission) string { return p.Key }),
	"description": datasourcebase.String("The description of the permission.",
		func(p *permission) string { return p.Description }),
	"type": datasourcebase.String("`system` for a permission of Clerk, which cannot be changed, or `user`.",
		func(p *permission) string { return p.Type }),
	"created_at": datasourcebase.Time("When the permission was created.",
		func(p *permission) clerk.UnixMilli { return p.CreatedAt }),
	"updated_at": datasourcebase.Time("When the permission was last changed.",
		func(p *permission) clerk.UnixMilli { return p.UpdatedAt }),
})
