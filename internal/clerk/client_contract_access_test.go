package clerk_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// sendAccessOperations sends every operation on organizations, roles, invitations, lists and the waitlist with every
// parameter.
func sendAccessOperations(t *testing.T, emulated *emulator.Emulator, client *clerk.Client, userID string) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
	}
	object := json.RawMessage(`{"a":{"b":1}}`)
	paging := clerk.Paging{Limit: 10}
	organization, err := client.CreateOrganization(background(), clerk.OrganizationCreateParams{
		Name:                  "Engines",
		Slug:                  clerk.Set("access-engines"),
		CreatedBy:             clerk.Set(userID),
		MaxAllowedMemberships: clerk.Set(int64(20)),
		CreatedAt:             clerk.Set(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)),
		PublicMetadata:        object,
		PrivateMetadata:       object,
	})
	if err != nil {
		t.Fatal(err)
	}
	must(err1(client.GetOrganization(background(), organization.ID)))
	must(err1(client.ListOrganizations(background(), clerk.OrganizationListParams{
		Query: "Engines", UserIDs: []string{userID}, IDs: []string{organization.ID}, OrderBy: "created_at", Paging: paging,
	})))
	must(err1(client.UpdateOrganization(background(), organization.ID, clerk.OrganizationUpdateParams{
		Name: clerk.Set("Analysts"), Slug: clerk.Set("access-analysts"), MaxAllowedMemberships: clerk.Set(int64(30)),
		AdminDeleteEnabled: clerk.Set(true),
	})))
	must(err1(client.ReplaceOrganizationMetadata(background(), organization.ID, clerk.OrganizationMetadataParams{
		Public: object, Private: object,
	})))
	must(err1(client.SetOrganizationLogo(background(), organization.ID, imageOf("logo.png", pixel))))
	must(err1(client.DeleteOrganizationLogo(background(), organization.ID)))

	permission, err := client.CreatePermission(background(), clerk.PermissionParams{
		Name: clerk.Set("Read reports"), Key: clerk.Set("org:reports:read"), Description: clerk.Set("Reads."),
	})
	must(err)
	must(err1(client.GetPermission(background(), permission.ID)))
	must(err1(client.FindPermission(background(), permission.Key)))
	must(err1(client.UpdatePermission(background(), permission.ID, clerk.PermissionParams{Name: clerk.Set("Reports")})))
	role, err := client.CreateRole(background(), clerk.RoleParams{
		Name: clerk.Set("Analyst"), Key: clerk.Set("org:analyst"), Description: clerk.Set("Analyses."),
		Permissions: clerk.Set([]string{permission.ID}), IncludeInInitialRoleSet: clerk.Set(false),
	})
	must(err)
	must(err1(client.GetRole(background(), role.ID)))
	must(err1(client.FindRole(background(), role.Key)))
	must(err1(client.UpdateRole(background(), role.ID, clerk.RoleParams{Name: clerk.Set("Analysts")})))
	must(client.DeleteRole(background(), role.ID))
	must(client.DeletePermission(background(), permission.ID))

	member, err := client.CreateUser(background(), clerk.UserCreateParams{EmailAddresses: []string{"member@example.com"}})
	must(err)
	must(err1(client.CreateMembership(background(), organization.ID, clerk.MembershipCreateParams{
		UserID: member.ID, Role: "org:member", PublicMetadata: object, PrivateMetadata: object,
	})))
	must(err1(client.ListMemberships(background(), organization.ID, clerk.MembershipListParams{
		UserIDs: []string{member.ID}, Roles: []string{"org:member"}, EmailAddresses: []string{"member@example.com"},
		Query: "member", OrderBy: "created_at", Paging: paging,
	})))
	must(err1(client.ListInstanceMemberships(background(), paging)))
	must(err1(client.UpdateMembership(background(), organization.ID, member.ID, "org:admin")))
	must(err1(client.MergeMembershipMetadata(background(), organization.ID, member.ID,
		clerk.OrganizationMetadataParams{Public: json.RawMessage(`{"a":null}`), Private: object})))
	must(client.DeleteMembership(background(), organization.ID, member.ID))

	invited, err := client.CreateOrganizationInvitation(background(), organization.ID,
		clerk.OrganizationInvitationCreateParams{
			EmailAddress: "invited@example.com", Role: "org:member", InviterUserID: clerk.Set(userID),
			PublicMetadata: object, PrivateMetadata: object, RedirectURL: clerk.Set("https://example.com/"),
			ExpiresInDays: clerk.Set(int64(7)), Notify: clerk.Set(false),
		})
	must(err)
	must(err1(client.GetOrganizationInvitation(background(), organization.ID, invited.ID)))
	must(err1(client.FindOrganizationInvitation(background(), organization.ID, "invited@example.com")))
	for _, err := range client.EachOrganizationInvitation(background()) {
		must(err)
	}
	must(client.RevokeOrganizationInvitation(background(), organization.ID, invited.ID, userID))
	must(client.DeleteOrganization(background(), organization.ID))

	invitation, err := client.CreateInvitation(background(), clerk.InvitationCreateParams{
		EmailAddress: "new@example.com", PublicMetadata: object, RedirectURL: clerk.Set("https://example.com/"),
		ExpiresInDays: clerk.Set(int64(7)), Notify: clerk.Set(false), IgnoreExisting: clerk.Set(true),
		TemplateSlug: clerk.Set("invitation"),
	})
	must(err)
	must(err1(client.ListInvitations(background(), clerk.InvitationListParams{
		Status: "pending", Query: "new@example.com", OrderBy: "created_at", Paging: paging,
	})))
	must(client.RevokeInvitation(background(), invitation.ID))

	for _, list := range []*clerk.IdentifierList{client.Allowlist(), client.Blocklist()} {
		params := clerk.ListIdentifierParams{Identifier: "*@example.com"}
		if list == client.Allowlist() {
			params.Notify = clerk.Set(false)
		}
		listed, err := list.Create(background(), params)
		must(err)
		must(err1(list.Find(background(), "*@example.com")))
		must(list.Delete(background(), listed.ID))
	}
	must(emulated.Seed(emulator.Seed{WaitlistEntries: []emulator.SeedWaitlistEntry{
		{EmailAddress: "one@example.com"}, {EmailAddress: "two@example.com"},
	}}))
	entries, err := client.ListWaitlistEntries(background(), clerk.WaitlistListParams{
		Status: "pending", Query: "@example.com", Paging: paging,
	})
	must(err)
	must(err1(client.InviteWaitlistEntry(background(), entries.Data[0].ID, true)))
	must(err1(client.RejectWaitlistEntry(background(), entries.Data[1].ID)))
}
