package clerk_test

import "github.com/clerk-users/terraform-provider-clerk/internal/clerk"

const (
	roleJSON       = `{"id":"role_1","name":"Auditor","key":"org:auditor","permissions":[],"created_at":1749564092553}`
	permissionJSON = `{"id":"perm_1","name":"Read","key":"org:reports:read","created_at":1749564092553}`
)

func init() {
	addOperations(
		operationRow{operationTest{"POST /organization_roles", func(c *clerk.Client) error {
			return err1(c.CreateRole(background(), clerk.RoleParams{
				Name: clerk.Set("Auditor"), Key: clerk.Set("org:auditor"), Permissions: clerk.Set([]string{"perm_1"}),
				IncludeInInitialRoleSet: clerk.Set(true),
			}))
		}, "/v1/organization_roles", `{"name":"Auditor","key":"org:auditor","permissions":["perm_1"],` +
			`"include_in_initial_role_set":true}`}, roleJSON, "", nil},
		operationRow{operationTest{"GET /organization_roles", func(c *clerk.Client) error {
			return err1(c.FindRole(background(), "org:auditor"))
		}, "/v1/organization_roles?limit=500&order_by=created_at&query=org%3Aauditor", ""},
			`{"data":[` + roleJSON + `],"total_count":1}`, "", nil},
		operationRow{operationTest{"GET /organization_roles/{organization_role_id}", func(c *clerk.Client) error {
			return err1(c.GetRole(background(), "role_1"))
		}, "/v1/organization_roles/role_1", ""}, roleJSON, "", nil},
		operationRow{operationTest{"PATCH /organization_roles/{organization_role_id}", func(c *clerk.Client) error {
			return err1(c.UpdateRole(background(), "role_1", clerk.RoleParams{
				Description: clerk.Set(""), Permissions: clerk.Set([]string{}),
			}))
		}, "/v1/organization_roles/role_1", `{"description":"","permissions":[]}`}, roleJSON, "", nil},
		operationRow{operationTest{"DELETE /organization_roles/{organization_role_id}", func(c *clerk.Client) error {
			return c.DeleteRole(background(), "role_1")
		}, "/v1/organization_roles/role_1", ""}, "", `{"id":"role_1","deleted":true}`, nil},

		operationRow{operationTest{"POST /organization_permissions", func(c *clerk.Client) error {
			return err1(c.CreatePermission(background(), clerk.PermissionParams{
				Name: clerk.Set("Read"), Key: clerk.Set("org:reports:read"),
			}))
		}, "/v1/organization_permissions", `{"name":"Read","key":"org:reports:read"}`}, permissionJSON, "", nil},
		operationRow{operationTest{"GET /organization_permissions", func(c *clerk.Client) error {
			return err1(c.FindPermission(background(), "org:reports:read"))
		}, "/v1/organization_permissions?limit=500&order_by=created_at&query=org%3Areports%3Aread", ""},
			`{"data":[` + permissionJSON + `],"total_count":1}`, "", nil},
		operationRow{operationTest{"GET /organization_permissions/{permission_id}", func(c *clerk.Client) error {
			return err1(c.GetPermission(background(), "perm_1"))
		}, "/v1/organization_permissions/perm_1", ""}, permissionJSON, "", nil},
		operationRow{operationTest{"PATCH /organization_permissions/{permission_id}", func(c *clerk.Client) error {
			return err1(c.UpdatePermission(background(), "perm_1", clerk.PermissionParams{Description: clerk.Set("")}))
		}, "/v1/organization_permissions/perm_1", `{"description":""}`}, permissionJSON, "", nil},
		operationRow{operationTest{"DELETE /organization_permissions/{permission_id}", func(c *clerk.Client) error {
			return c.DeletePermission(background(), "perm_1")
		}, "/v1/organization_permissions/perm_1", ""}, "", `{"id":"perm_1","deleted":true}`, nil},
	)
}
