package clerk_test

import (
	"encoding/json"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

const (
	orgInvitationJSON = `{"id":"orginv_1","email_address":"a@b.c","role":"org:member","status":"pending",` +
		`"organization_id":"org_1","created_at":1749564092553}`
	invitationJSON = `{"id":"inv_1","email_address":"a@b.c","status":"pending","created_at":1749564092553}`
)

func init() {
	addOperations(
		operationRow{operationTest{"POST /organizations/{organization_id}/invitations", func(c *clerk.Client) error {
			return err1(c.CreateOrganizationInvitation(background(), "org_1", clerk.OrganizationInvitationCreateParams{
				EmailAddress: "a@b.c", Role: "org:member", ExpiresInDays: clerk.Set[int64](7), Notify: clerk.Set(false),
			}))
		}, "/v1/organizations/org_1/invitations",
			`{"email_address":"a@b.c","role":"org:member","expires_in_days":7,"notify":false}`},
			orgInvitationJSON, "", func(c *clerk.Client) error {
				return err1(c.CreateOrganizationInvitation(background(), "org_1", clerk.OrganizationInvitationCreateParams{
					EmailAddress: "a@b.c", Role: "org:member", PrivateMetadata: json.RawMessage(sentSecrets["private_metadata"]),
				}))
			}},
		operationRow{operationTest{"GET /organizations/{organization_id}/invitations", func(c *clerk.Client) error {
			return err1(c.AllOrganizationInvitations(background(), "org_1", clerk.OrganizationInvitationListParams{
				Status: "pending", EmailAddress: "a@b.c",
			}))
		}, "/v1/organizations/org_1/invitations?email_address=a%40b.c&limit=500&status=pending", ""},
			`{"data":[` + orgInvitationJSON + `],"total_count":1}`, "", nil},
		operationRow{operationTest{
			"GET /organizations/{organization_id}/invitations/{invitation_id}", func(c *clerk.Client) error {
				return err1(c.GetOrganizationInvitation(background(), "org_1", "orginv_1"))
			}, "/v1/organizations/org_1/invitations/orginv_1", "",
		}, orgInvitationJSON, "", nil},
		operationRow{operationTest{
			"POST /organizations/{organization_id}/invitations/{invitation_id}/revoke", func(c *clerk.Client) error {
				return c.RevokeOrganizationInvitation(background(), "org_1", "orginv_1", "")
			}, "/v1/organizations/org_1/invitations/orginv_1/revoke", "{}",
		}, `{"id":"orginv_1","status":"revoked"}`, `{"id":"orginv_1","status":"revoked"}`, nil},
		operationRow{operationTest{"GET /organization_invitations", func(c *clerk.Client) error {
			return err1(c.AllOrganizationInvitations(background(), "", clerk.OrganizationInvitationListParams{
				Query: "a@b.c", OrderBy: "created_at",
			}))
		}, "/v1/organization_invitations?limit=500&order_by=created_at&query=a%40b.c", ""},
			`{"data":[` + orgInvitationJSON + `],"total_count":1}`, "", nil},
		operationRow{operationTest{"POST /invitations", func(c *clerk.Client) error {
			return err1(c.CreateInvitation(background(), clerk.InvitationCreateParams{
				EmailAddress: "a@b.c", IgnoreExisting: clerk.Set(true), TemplateSlug: clerk.Set("invitation"),
			}))
		}, "/v1/invitations", `{"email_address":"a@b.c","ignore_existing":true,"template_slug":"invitation"}`},
			invitationJSON, "", nil},
		operationRow{operationTest{"GET /invitations", func(c *clerk.Client) error {
			return err1(c.ListInvitations(background(), clerk.InvitationListParams{
				Status: "pending", Query: "a@b.c", OrderBy: "-created_at", Paging: clerk.Paging{Limit: 20},
			}))
		}, "/v1/invitations?limit=20&order_by=-created_at&paginated=true&query=a%40b.c&status=pending", ""},
			`{"data":[` + invitationJSON + `],"total_count":1}`, "", nil},
		operationRow{operationTest{"POST /invitations/{invitation_id}/revoke", func(c *clerk.Client) error {
			return c.RevokeInvitation(background(), "inv_1")
		}, "/v1/invitations/inv_1/revoke", ""}, `{"id":"inv_1","status":"revoked"}`, `{"id":"inv_1","status":"revoked"}`, nil},
	)
}
