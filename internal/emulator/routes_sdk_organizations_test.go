package emulator_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/clerk/clerk-sdk-go/v2"
	"github.com/clerk/clerk-sdk-go/v2/client"
	"github.com/clerk/clerk-sdk-go/v2/session"
	"github.com/clerk/clerk-sdk-go/v2/user"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

func TestSDK_organizationsOfAUser(t *testing.T) {
	server, config := startSDK(t)
	err := server.Seed(emulator.Seed{
		Organizations: []emulator.Organization{{ID: "org_1", Name: "Analytical Engines"}},
		Users: []emulator.SeedUser{
			{ID: "user_ada", Body: map[string]any{"email_address": []string{"ada@example.com"}}},
		},
		Memberships: []emulator.SeedMembership{{User: "ada@example.com", OrganizationID: "org_1", Role: "org:admin"}},
		Invitations: []emulator.SeedInvitation{
			{User: "user_ada", OrganizationID: "org_2"}, {User: "user_ada", OrganizationID: "org_3", Status: "revoked"},
			{User: "user_ada", OrganizationID: "org_4", Status: "accepted"},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	users := user.NewClient(config)
	memberships := must[*clerk.OrganizationMembershipList](t)(
		users.ListOrganizationMemberships(t.Context(), "user_ada", &user.ListOrganizationMembershipsParams{}))
	if memberships.TotalCount != 1 {
		t.Fatalf("got %+v", memberships)
	}
	membership := memberships.OrganizationMemberships[0]
	if membership.Organization.Name != "Analytical Engines" || membership.RoleName != "Admin" ||
		membership.PublicUserData.UserID != "user_ada" {
		t.Errorf("got %+v", membership)
	}
	invitations := must[*clerk.OrganizationInvitationList](t)(
		users.ListOrganizationInvitations(
			t.Context(),
			&user.ListOrganizationInvitationsParams{UserID: "user_ada", Statuses: &[]string{"pending", "revoked"}},
		),
	)
	if invitations.TotalCount != 2 || invitations.OrganizationInvitations[0].PublicOrganizationData.ID != "org_3" ||
		invitations.OrganizationInvitations[1].Status != "pending" {
		t.Errorf("got %+v", invitations)
	}
	_, err = users.ListOrganizationMemberships(t.Context(), "user_none", &user.ListOrganizationMembershipsParams{})
	var failed *clerk.APIErrorResponse
	if !errors.As(err, &failed) || failed.HTTPStatusCode != http.StatusNotFound {
		t.Errorf("got %v", err)
	}
}

func TestSDK_seededSessionsAndClients(t *testing.T) {
	server, config := startSDK(t)
	err := server.Seed(emulator.Seed{
		Users:   []emulator.SeedUser{{ID: "user_ada", Body: map[string]any{"username": "adalove"}}},
		Clients: []emulator.SeedClient{{ID: "client_1", SignInID: clerk.String("sia_1")}},
		Sessions: []emulator.SeedSession{{
			ID: "sess_1", User: "adalove", ClientID: "client_1", Actor: []byte(`{"sub":"user_support"}`),
			LatestActivity: &emulator.SessionActivity{City: "London"},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	read := must[*clerk.Session](t)(session.NewClient(config).Get(t.Context(), "sess_1"))
	if string(read.Actor) != `{"sub":"user_support"}` || *read.LatestActivity.City != "London" {
		t.Errorf("got %+v", read)
	}
	held := must[*clerk.Client](t)(client.NewClient(config).Get(t.Context(), "client_1"))
	if *held.SignInID != "sia_1" || held.SessionIDs[0] != "sess_1" {
		t.Errorf("got %+v", held)
	}
}
