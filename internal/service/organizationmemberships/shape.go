package organizationmemberships

import (
	"encoding/json"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/organizationattributes"
)

type (
	membership   = clerk.OrganizationMembership
	organization = clerk.Organization
	member       = clerk.PublicUserData
)

var membershipShape = datasourcebase.NewShape(datasourcebase.Attributes[membership]{
	"id": datasourcebase.String("The id of the membership, such as `orgmem_2abc…`.",
		func(m *membership) string { return m.ID }),
	"role": datasourcebase.String("The key of the user's role in the organization, such as `org:admin`.",
		func(m *membership) string { return m.Role }),
	"role_name": datasourcebase.String("The name of that role.",
		func(m *membership) string { return m.RoleName }),
	"permissions": datasourcebase.Strings("The permissions of the role, such as `org:sys_memberships:read`.",
		func(m *membership) []string { return m.Permissions }),
	"public_metadata": datasourcebase.JSON("The public metadata of the membership.",
		func(m *membership) json.RawMessage { return m.PublicMetadata }),
	"private_metadata": datasourcebase.SensitiveJSON("The private metadata of the membership.",
		func(m *membership) json.RawMessage { return m.PrivateMetadata }),
	"organization": datasourcebase.Object("The organization, without its private metadata.",
		organizationattributes.Organization.Without("private_metadata"),
		func(m *membership) *organization { return &m.Organization }),
	"public_user_data": datasourcebase.Object("The data of the user that the other members see.",
		organizationattributes.Member,
		func(m *membership) *member { return m.PublicUserData }),
	"created_at": datasourcebase.Time("When the user became a member.",
		func(m *membership) clerk.UnixMilli { return m.CreatedAt }),
	"updated_at": datasourcebase.Time("When the membership was last changed.",
		func(m *membership) clerk.UnixMilli { return m.UpdatedAt }),
})
