package clerk_test

import (
	"encoding/json"
	"errors"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// sendEveryRead sends the read operations for the instance and for the objects that no request can create.
func sendEveryRead(client *clerk.Client, emulated *emulator.Emulator, userID string) error {
	strategy := "oauth_google"
	err := emulated.Seed(emulator.Seed{
		Clients: []emulator.SeedClient{{ID: "client_laptop", LastAuthenticationStrategy: &strategy}},
		Sessions: []emulator.SeedSession{
			{ID: "sess_laptop", UserID: userID, ClientID: "client_laptop", LatestActivity: &emulator.SessionActivity{
				Object:         "session_activity",
				ID:             "sess_activity_1",
				DeviceType:     "Macintosh",
				BrowserName:    "Firefox",
				BrowserVersion: "140",
				IPAddress:      "192.0.2.1",
				City:           "London",
				Country:        "GB",
			}},
		},
		Organizations: []emulator.Organization{
			{ID: "org_engines", Name: "Engines", PrivateMetadata: json.RawMessage(`{"a":1}`)},
		},
		Memberships: []emulator.SeedMembership{{UserID: userID, OrganizationID: "org_engines", Role: "org:admin"}},
		Invitations: []emulator.SeedInvitation{
			{UserID: userID, OrganizationID: "org_looms", EmailAddress: "ada@example.com", URL: "https://example.com/accept"},
		},
		TrustedDevices: []emulator.SeedTrustedDevice{
			{ID: "tdev_phone", UserID: userID, Name: "Phone", LastUsedAt: 1_700_000_000_000},
		},
	})
	page := clerk.Paging{Limit: 500, Offset: 0}
	return errors.Join(
		err,
		err1(client.GetSession(background(), "sess_laptop")),
		err1(
			client.ListSessions(
				background(),
				clerk.SessionListParams{UserID: userID, ClientID: "client_laptop", Status: "active", Paging: page},
			),
		),
		err1(client.AllSessions(background(), clerk.SessionListParams{UserID: userID})),
		err1(client.RevokeSession(background(), "sess_laptop")),
		err1(client.GetClient(background(), "client_laptop")),
		err1(client.ListClients(background(), page)),
		err1(client.AllClients(background())),
		err1(client.ListUserOrganizationMemberships(background(), userID, page)),
		err1(client.AllUserOrganizationMemberships(background(), userID)),
		err1(
			client.ListUserOrganizationInvitations(
				background(),
				userID,
				clerk.OrganizationInvitationListParams{Status: "pending", Paging: page},
			),
		),
		err1(client.AllUserOrganizationInvitations(background(), userID, "")),
		err1(client.ListUserTrustedDevices(background(), userID)),
		client.RevokeUserTrustedDevice(background(), userID, "tdev_phone"),
		err1(client.GetInstance(background())),
		err1(client.GetJWKS(background())),
	)
}
