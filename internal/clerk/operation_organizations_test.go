package clerk_test

import (
	"encoding/json"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

const (
	organizationJSON = `{"id":"org_1","name":"Engines","slug":"engines","created_at":1749564092553}`
	membershipJSON   = `{"id":"orgmem_1","role":"org:admin","organization":{"id":"org_1"},` +
		`"public_user_data":{"user_id":"user_2"},"created_at":1749564092553}`
	membershipUserJSON = `{"id":"orgmem_1","role":"org:admin","organization":{"id":"org_1"},` +
		`"public_user_data":{"user_id":"user_1"},"created_at":1749564092553}`
)

func init() {
	metadata := clerk.OrganizationMetadataParams{Private: json.RawMessage(sentSecrets["private_metadata"])}
	addOperations(
		operationRow{operationTest{"POST /organizations", func(c *clerk.Client) error {
			return err1(c.CreateOrganization(background(), clerk.OrganizationCreateParams{
				Name: "Engines", Slug: clerk.Set("engines"), MaxAllowedMemberships: clerk.Set[int64](0),
			}))
		}, "/v1/organizations", `{"name":"Engines","slug":"engines","max_allowed_memberships":0}`},
			organizationJSON, "", func(c *clerk.Client) error {
				return err1(c.CreateOrganization(background(), clerk.OrganizationCreateParams{
					Name: "Engines", PrivateMetadata: metadata.Private,
				}))
			}},
		operationRow{operationTest{"GET /organizations", func(c *clerk.Client) error {
			return err1(c.ListOrganizations(background(), clerk.OrganizationListParams{
				Query: "engines", UserIDs: []string{"user_1"}, IDs: []string{"org_1", "org_2"}, OrderBy: "created_at",
				Paging: clerk.Paging{Limit: 20, Offset: 40},
			}))
		}, "/v1/organizations?limit=20&offset=40&order_by=created_at&organization_id=org_1&organization_id=org_2" +
			"&query=engines&user_id=user_1", ""}, `{"data":[` + organizationJSON + `],"total_count":1}`, "", nil},
		operationRow{operationTest{"GET /organizations/{organization_id}", func(c *clerk.Client) error {
			return err1(c.GetOrganization(background(), "org_1"))
		}, "/v1/organizations/org_1", ""}, organizationJSON, "", nil},
		operationRow{operationTest{"PATCH /organizations/{organization_id}", func(c *clerk.Client) error {
			return err1(c.UpdateOrganization(background(), "org_1", clerk.OrganizationUpdateParams{
				AdminDeleteEnabled: clerk.Set(false), RoleSetKey: clerk.Set("role_set:default"),
			}))
		}, "/v1/organizations/org_1", `{"admin_delete_enabled":false,"role_set_key":"role_set:default"}`},
			organizationJSON, "", nil},
		operationRow{operationTest{"PUT /organizations/{organization_id}/metadata", func(c *clerk.Client) error {
			return err1(c.ReplaceOrganizationMetadata(background(), "org_1", clerk.OrganizationMetadataParams{
				Public: json.RawMessage(`{}`),
			}))
		}, "/v1/organizations/org_1/metadata", `{"public_metadata":{}}`}, organizationJSON, "",
			func(c *clerk.Client) error {
				return err1(c.ReplaceOrganizationMetadata(background(), "org_1", metadata))
			}},
		operationRow{operationTest{"PUT /organizations/{organization_id}/logo", func(c *clerk.Client) error {
			return err1(c.SetOrganizationLogo(background(), "org_1", imageOf("a.gif", pixel)))
		}, "/v1/organizations/org_1/logo", imageForm("a.gif", pixel)}, organizationJSON, "", nil},
		operationRow{operationTest{"DELETE /organizations/{organization_id}/logo", func(c *clerk.Client) error {
			return err1(c.DeleteOrganizationLogo(background(), "org_1"))
		}, "/v1/organizations/org_1/logo", ""}, organizationJSON, `{"id":"org_1","has_image":false}`, nil},
		operationRow{operationTest{"DELETE /organizations/{organization_id}", func(c *clerk.Client) error {
			return c.DeleteOrganization(background(), "org_1")
		}, "/v1/organizations/org_1", ""}, "", `{"id":"org_1","deleted":true}`, nil},
		operationRow{operationTest{"POST /organizations/{organization_id}/memberships", func(c *clerk.Client) error {
			return err1(c.CreateMembership(background(), "org_1", clerk.MembershipCreateParams{
				UserID: "user_2", Role: "org:admin",
			}))
		}, "/v1/organizations/org_1/memberships", `{"user_id":"user_2","role":"org:admin"}`}, membershipJSON, "",
			func(c *clerk.Client) error {
				return err1(c.CreateMembership(background(), "org_1", clerk.MembershipCreateParams{
					UserID: "user_2", Role: "org:admin", PrivateMetadata: metadata.Private,
				}))
			}},
		operationRow{operationTest{"GET /organizations/{organization_id}/memberships", func(c *clerk.Client) error {
			return err1(c.ListMemberships(background(), "org_1", clerk.MembershipListParams{
				UserIDs: []string{"user_1"}, Roles: []string{"org:admin"}, EmailAddresses: []string{"ada@example.com"},
				Query: "ada", OrderBy: "created_at", Paging: clerk.Paging{Limit: 20, Offset: 40},
			}))
		}, "/v1/organizations/org_1/memberships?email_address=ada%40example.com&limit=20&offset=40&order_by=created_at" +
			"&query=ada&role=org%3Aadmin&user_id=user_1", ""}, `{"data":[` + membershipJSON + `],"total_count":1}`, "", nil},
		operationRow{operationTest{"GET /organization_memberships", func(c *clerk.Client) error {
			return err1(c.ListInstanceMemberships(background(), clerk.Paging{Limit: 20, Offset: 40}))
		}, "/v1/organization_memberships?limit=20&offset=40&order_by=created_at", ""},
			`{"data":[` + membershipJSON + `],"total_count":1}`, "", nil},
		operationRow{
			operationTest{"PATCH /organizations/{organization_id}/memberships/{user_id}", func(c *clerk.Client) error {
				return err1(c.UpdateMembership(background(), "org_1", "user_2", "org:member"))
			}, "/v1/organizations/org_1/memberships/user_2", `{"role":"org:member"}`},
			membershipJSON,
			"",
			nil,
		},
		operationRow{operationTest{"PATCH /organizations/{organization_id}/memberships/{user_id}/metadata",
			func(c *clerk.Client) error {
				return err1(c.MergeMembershipMetadata(background(), "org_1", "user_1", clerk.OrganizationMetadataParams{
					Public: json.RawMessage(`{"a":null}`),
				}))
			}, "/v1/organizations/org_1/memberships/user_1/metadata", `{"public_metadata":{"a":null}}`},
			membershipUserJSON, "", func(c *clerk.Client) error {
				return err1(c.MergeMembershipMetadata(background(), "org_1", "user_1", metadata))
			}},
		operationRow{
			operationTest{"DELETE /organizations/{organization_id}/memberships/{user_id}", func(c *clerk.Client) error {
				return c.DeleteMembership(background(), "org_1", "user_2")
			}, "/v1/organizations/org_1/memberships/user_2", ""},
			membershipJSON,
			membershipJSON,
			nil,
		},
	)
}
