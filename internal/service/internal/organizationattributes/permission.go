package organizationattributes

import (
	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

type permission = clerk.OrganizationPermission

// Permission describes a permission of roles.
var Permission = datasourcebase.NewShape(datasourcebase.Attributes[permission]{
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
