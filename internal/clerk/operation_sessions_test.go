package clerk_test

import (
	"slices"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// everyOperationTest has a row for each operation of the client.
var everyOperationTest = slices.Concat(operationTests, sessionOperationTests)

var sessionOperationTests = []operationTest{
	{"GET /sessions/{session_id}", func(c *clerk.Client) error {
		return err1(c.GetSession(background(), "sess_1"))
	}, "/v1/sessions/sess_1", ""},
	{"GET /sessions", func(c *clerk.Client) error {
		return err1(c.ListSessions(background(), clerk.SessionListParams{
			UserID: "user_1", ClientID: "client_1", Status: "active", Paging: clerk.Paging{Limit: 20, Offset: 40},
		}))
	}, "/v1/sessions?client_id=client_1&limit=20&offset=40&paginated=true&status=active&user_id=user_1", ""},
	{"POST /sessions/{session_id}/revoke", func(c *clerk.Client) error {
		return err1(c.RevokeSession(background(), "sess_1"))
	}, "/v1/sessions/sess_1/revoke", ""},
	{"GET /clients/{client_id}", func(c *clerk.Client) error {
		return err1(c.GetClient(background(), "client_1"))
	}, "/v1/clients/client_1", ""},
	{"GET /clients", func(c *clerk.Client) error {
		return err1(c.ListClients(background(), clerk.Paging{Limit: 20, Offset: 40}))
	}, "/v1/clients?limit=20&offset=40&paginated=true", ""},
	{"GET /users/{user_id}/organization_memberships", func(c *clerk.Client) error {
		return err1(c.ListUserOrganizationMemberships(background(), "user_1", clerk.Paging{Limit: 20, Offset: 40}))
	}, "/v1/users/user_1/organization_memberships?limit=20&offset=40", ""},
	{"GET /users/{user_id}/organization_invitations", func(c *clerk.Client) error {
		return err1(c.ListUserOrganizationInvitations(background(), "user_1", clerk.OrganizationInvitationListParams{
			Status: "pending", Paging: clerk.Paging{Limit: 20, Offset: 40},
		}))
	}, "/v1/users/user_1/organization_invitations?limit=20&offset=40&status=pending", ""},
	{"GET /users/{user_id}/trusted_devices", func(c *clerk.Client) error {
		return err1(c.ListUserTrustedDevices(background(), "user_1"))
	}, "/v1/users/user_1/trusted_devices", ""},
	{"DELETE /users/{user_id}/trusted_devices/{trusted_device_id}", func(c *clerk.Client) error {
		return c.RevokeUserTrustedDevice(background(), "user_1", "tdev_2")
	}, "/v1/users/user_1/trusted_devices/tdev_2", ""},
	{"GET /instance", func(c *clerk.Client) error {
		return err1(c.GetInstance(background()))
	}, "/v1/instance", ""},
	{"GET /jwks", func(c *clerk.Client) error {
		return err1(c.GetJWKS(background()))
	}, "/v1/jwks", ""},
}
