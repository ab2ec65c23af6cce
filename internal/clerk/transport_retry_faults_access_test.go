package clerk_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// accessSeed has one object for each operation that changes or removes it. userID is a member of org_1.
func accessSeed(userID string) emulator.Seed {
	return emulator.Seed{
		Permissions: []emulator.Permission{{ID: "perm_1", Key: "org:reports:read"}},
		Roles:       []emulator.SeedRole{{ID: "role_1", Key: "org:analyst", OutsideRoleSets: true}},
		Organizations: []emulator.Organization{
			{ID: "org_1", Name: "Engines", HasImage: true}, {ID: "org_2", Name: "Mills"},
		},
		Memberships: []emulator.SeedMembership{{UserID: userID, OrganizationID: "org_1"}},
		Invitations: []emulator.SeedInvitation{
			{ID: "orginv_1", OrganizationID: "org_1", EmailAddress: "invited@example.com"},
		},
		UserInvitations:      []emulator.SeedUserInvitation{{ID: "inv_1", EmailAddress: "invited@example.com"}},
		AllowlistIdentifiers: []emulator.SeedListIdentifier{{ID: "alid_1", Identifier: "*@example.com"}},
		BlocklistIdentifiers: []emulator.SeedListIdentifier{{ID: "blid_1", Identifier: "*@example.com"}},
		WaitlistEntries:      []emulator.SeedWaitlistEntry{{ID: "wle_1", EmailAddress: "waiting@example.com"}},
	}
}

// accessFaultOperations are named after their operation, so that a missing one is found.
var accessFaultOperations = []faultOperation{
	{"POST /organizations", http.MethodPost, true, func(c *clerk.Client, id string) error {
		made, err := c.CreateOrganization(background(), clerk.OrganizationCreateParams{
			Name: "Looms", CreatedBy: clerk.Set(id), MaxAllowedMemberships: clerk.Set(int64(7)),
		})
		return errors.Join(err, unless(err != nil || made.Name == "Looms" && made.MaxAllowedMemberships == 7,
			"it returned %+v", made))
	}, func(s *faulty) error {
		all := s.Organizations()
		return unless(len(all) == 3 && all[2].Name == "Looms" && len(s.Memberships(all[2].ID)) == 1,
			"the organizations are %+v", all)
	}},
	{"PATCH /organizations/{organization_id}", http.MethodPatch, false, func(c *clerk.Client, _ string) error {
		changed, err := c.UpdateOrganization(background(), "org_1", clerk.OrganizationUpdateParams{Name: clerk.Set("Looms")})
		return errors.Join(err, unless(err != nil || changed.Name == "Looms", "it returned %+v", changed))
	}, func(s *faulty) error {
		return unless(s.Organizations()[0].Name == "Looms", "the organizations are %+v", s.Organizations())
	}},
	{"PUT /organizations/{organization_id}/metadata", http.MethodPut, false, func(c *clerk.Client, _ string) error {
		params := clerk.OrganizationMetadataParams{Private: json.RawMessage(`{"a":1}`)}
		return err1(c.ReplaceOrganizationMetadata(background(), "org_1", params))
	}, func(s *faulty) error {
		held := string(s.Organizations()[0].PrivateMetadata)
		return unless(held == `{"a":1}`, "the metadata is %s", held)
	}},
	{"PUT /organizations/{organization_id}/logo", http.MethodPut, false, func(c *clerk.Client, _ string) error {
		changed, err := c.SetOrganizationLogo(background(), "org_2", imageOf("a.gif", pixel))
		return errors.Join(err, unless(err != nil || changed.HasImage, "it returned %+v", changed))
	}, func(s *faulty) error { return unless(s.Organizations()[1].HasImage, "there is no logo") }},
	{"DELETE /organizations/{organization_id}/logo", http.MethodDelete, false, func(c *clerk.Client, _ string) error {
		changed, err := c.DeleteOrganizationLogo(background(), "org_1")
		return errors.Join(err, unless(err != nil || changed.ID == "org_1" && !changed.HasImage, "it returned %+v", changed))
	}, func(s *faulty) error { return unless(!s.Organizations()[0].HasImage, "there is a logo") }},
	{"DELETE /organizations/{organization_id}", http.MethodDelete, false, func(c *clerk.Client, _ string) error {
		return c.DeleteOrganization(background(), "org_1")
	}, func(s *faulty) error {
		all := s.Organizations()
		return unless(len(all) == 1 && all[0].ID == "org_2", "the organizations are %+v", all)
	}},

	{"POST /organizations/{organization_id}/memberships", http.MethodPost, true, func(c *clerk.Client, id string) error {
		params := clerk.MembershipCreateParams{UserID: id, Role: "org:admin"}
		made, err := c.CreateMembership(background(), "org_2", params)
		return errors.Join(
			err,
			unless(err != nil || made.UserID() == id && made.Role == "org:admin", "it returned %+v", made),
		)
	}, func(s *faulty) error {
		all := s.Memberships("org_2")
		return unless(len(all) == 1 && all[0].Role == "org:admin", "the memberships are %+v", all)
	}},
	{membershipOperation("PATCH", ""), http.MethodPatch, false, func(c *clerk.Client, id string) error {
		changed, err := c.UpdateMembership(background(), "org_1", id, "org:admin")
		return errors.Join(err, unless(err != nil || changed.Role == "org:admin", "it returned %+v", changed))
	}, func(s *faulty) error {
		all := s.Memberships("org_1")
		return unless(all[0].Role == "org:admin", "the memberships are %+v", all)
	}},
	{membershipOperation("PATCH", "/metadata"), http.MethodPatch, false, func(c *clerk.Client, id string) error {
		params := clerk.OrganizationMetadataParams{Public: json.RawMessage(`{"a":1}`)}
		return err1(c.MergeMembershipMetadata(background(), "org_1", id, params))
	}, func(s *faulty) error {
		held := string(s.Memberships("org_1")[0].PublicMetadata)
		return unless(held == `{"a":1}`, "the metadata is %s", held)
	}},
	{membershipOperation("DELETE", ""), http.MethodDelete, false, func(c *clerk.Client, id string) error {
		return c.DeleteMembership(background(), "org_1", id)
	}, func(s *faulty) error {
		return unless(len(s.Memberships("")) == 0, "the memberships are %+v", s.Memberships(""))
	}},

	{"POST /organizations/{organization_id}/invitations", http.MethodPost, true, func(c *clerk.Client, _ string) error {
		made, err := c.CreateOrganizationInvitation(background(), "org_1", clerk.OrganizationInvitationCreateParams{
			EmailAddress: "New@example.com", Role: "org:member",
		})
		return errors.Join(err, unless(err != nil || made.Status == "pending", "it returned %+v", made))
	}, func(s *faulty) error {
		all := s.OrganizationInvitations("org_1")
		return unless(len(all) == 2 && all[1].EmailAddress == "new@example.com", "the invitations are %+v", all)
	}},
	{
		"POST /organizations/{organization_id}/invitations/{invitation_id}/revoke", http.MethodPost, false,
		func(c *clerk.Client, _ string) error {
			return c.RevokeOrganizationInvitation(background(), "org_1", "orginv_1", "")
		},
		func(s *faulty) error {
			all := s.OrganizationInvitations("org_1")
			return unless(len(all) == 1 && all[0].Status == "revoked", "the invitations are %+v", all)
		},
	},

	{"POST /invitations", http.MethodPost, true, func(c *clerk.Client, _ string) error {
		made, err := c.CreateInvitation(background(), clerk.InvitationCreateParams{EmailAddress: "New@example.com"})
		return errors.Join(err, unless(err != nil || made.Status == "pending", "it returned %+v", made))
	}, func(s *faulty) error {
		all := s.Invitations()
		return unless(len(all) == 2 && all[1].EmailAddress == "new@example.com", "the invitations are %+v", all)
	}},
	{"POST /invitations/{invitation_id}/revoke", http.MethodPost, false, func(c *clerk.Client, _ string) error {
		return c.RevokeInvitation(background(), "inv_1")
	}, func(s *faulty) error {
		all := s.Invitations()
		return unless(len(all) == 1 && all[0].Status == "revoked", "the invitations are %+v", all)
	}},

	{"POST /organization_roles", http.MethodPost, true, func(c *clerk.Client, _ string) error {
		made, err := c.CreateRole(background(), clerk.RoleParams{
			Name: clerk.Set("Lead"), Key: clerk.Set("org:lead"), Permissions: clerk.Set([]string{"perm_1"}),
		})
		return errors.Join(err, unless(err != nil || made.Key == "org:lead" && len(made.Permissions) == 1,
			"it returned %+v", made))
	}, func(s *faulty) error {
		return unless(slices.Equal(roleKeys(s), []string{"org:admin", "org:member", "org:analyst", "org:lead"}),
			"the roles are %v", roleKeys(s))
	}},
	{"PATCH /organization_roles/{organization_role_id}", http.MethodPatch, false, func(c *clerk.Client, _ string) error {
		changed, err := c.UpdateRole(background(), "role_1", clerk.RoleParams{Key: clerk.Set("org:lead")})
		return errors.Join(err, unless(err != nil || changed.Key == "org:lead", "it returned %+v", changed))
	}, func(s *faulty) error {
		return unless(slices.Equal(roleKeys(s), []string{"org:admin", "org:member", "org:lead"}),
			"the roles are %v", roleKeys(s))
	}},
	{"DELETE /organization_roles/{organization_role_id}", http.MethodDelete, false, func(c *clerk.Client, _ string) error {
		return c.DeleteRole(background(), "role_1")
	}, func(s *faulty) error {
		return unless(slices.Equal(roleKeys(s), []string{"org:admin", "org:member"}), "the roles are %v", roleKeys(s))
	}},

	{"POST /organization_permissions", http.MethodPost, true, func(c *clerk.Client, _ string) error {
		made, err := c.CreatePermission(background(), clerk.PermissionParams{
			Name: clerk.Set("Write reports"), Key: clerk.Set("org:reports:write"),
		})
		return errors.Join(err, unless(err != nil || made.Name == "Write reports", "it returned %+v", made))
	}, func(s *faulty) error {
		return unless(slices.Equal(permissionKeys(s), []string{"org:reports:read", "org:reports:write"}),
			"the permissions are %v", permissionKeys(s))
	}},
	{"PATCH /organization_permissions/{permission_id}", http.MethodPatch, false, func(c *clerk.Client, _ string) error {
		params := clerk.PermissionParams{Key: clerk.Set("org:reports:write")}
		changed, err := c.UpdatePermission(background(), "perm_1", params)
		return errors.Join(err, unless(err != nil || changed.Key == "org:reports:write", "it returned %+v", changed))
	}, func(s *faulty) error {
		return unless(slices.Equal(permissionKeys(s), []string{"org:reports:write"}),
			"the permissions are %v", permissionKeys(s))
	}},
	{"DELETE /organization_permissions/{permission_id}", http.MethodDelete, false, func(c *clerk.Client, _ string) error {
		return c.DeletePermission(background(), "perm_1")
	}, func(s *faulty) error {
		return unless(len(permissionKeys(s)) == 0, "the permissions are %v", permissionKeys(s))
	}},

	{"POST /allowlist_identifiers", http.MethodPost, true, func(c *clerk.Client, _ string) error {
		return addToList(c.Allowlist())
	}, func(s *faulty) error { return isAdded(s.Allowlist()) }},
	{"DELETE /allowlist_identifiers/{identifier_id}", http.MethodDelete, false, func(c *clerk.Client, _ string) error {
		return c.Allowlist().Delete(background(), "alid_1")
	}, func(s *faulty) error { return unless(len(s.Allowlist()) == 0, "the list is %+v", s.Allowlist()) }},
	{"POST /blocklist_identifiers", http.MethodPost, true, func(c *clerk.Client, _ string) error {
		return addToList(c.Blocklist())
	}, func(s *faulty) error { return isAdded(s.Blocklist()) }},
	{"DELETE /blocklist_identifiers/{identifier_id}", http.MethodDelete, false, func(c *clerk.Client, _ string) error {
		return c.Blocklist().Delete(background(), "blid_1")
	}, func(s *faulty) error { return unless(len(s.Blocklist()) == 0, "the list is %+v", s.Blocklist()) }},

	{"POST /waitlist_entries/{waitlist_entry_id}/invite", http.MethodPost, false, func(c *clerk.Client, _ string) error {
		entry, err := c.InviteWaitlistEntry(background(), "wle_1", false)
		return errors.Join(err, unless(err != nil || entry.Status == "invited" && entry.Invitation != nil,
			"it returned %+v", entry))
	}, func(s *faulty) error {
		return unless(s.Waitlist()[0].Status == "invited" && len(s.Invitations()) == 2,
			"the entries are %+v, the invitations are %+v", s.Waitlist(), s.Invitations())
	}},
	{"POST /waitlist_entries/{waitlist_entry_id}/reject", http.MethodPost, false, func(c *clerk.Client, _ string) error {
		entry, err := c.RejectWaitlistEntry(background(), "wle_1")
		return errors.Join(err, unless(err != nil || entry.Status == "rejected", "it returned %+v", entry))
	}, func(s *faulty) error {
		return unless(s.Waitlist()[0].Status == "rejected", "the entries are %+v", s.Waitlist())
	}},
}

func membershipOperation(method, suffix string) string {
	return method + " /organizations/{organization_id}/memberships/{user_id}" + suffix
}

func addToList(list *clerk.IdentifierList) error {
	made, err := list.Create(background(), clerk.ListIdentifierParams{Identifier: "Ada@Example.org"})
	return errors.Join(err, unless(err != nil || made.Identifier == "ada@example.org", "it returned %+v", made))
}

func isAdded(list []emulator.ListIdentifier) error {
	return unless(len(list) == 2 && list[1].Identifier == "ada@example.org", "the list is %+v", list)
}

func roleKeys(s *faulty) (keys []string) {
	for _, role := range s.Roles() {
		keys = append(keys, role.Key)
	}
	return keys
}

// permissionKeys returns the keys of the permissions that are not Clerk's.
func permissionKeys(s *faulty) (keys []string) {
	for _, permission := range s.Permissions() {
		if permission.Type != clerk.SystemPermission {
			keys = append(keys, permission.Key)
		}
	}
	return keys
}

func TestFaultOperations_haveEveryChangeOfAccess(t *testing.T) {
	var want, got []string
	for _, operation := range clerk.Operations() {
		method, path, _ := strings.Cut(operation, " ")
		isAccess := slices.ContainsFunc(
			[]string{"/organization", "/invitations", "/allowlist_", "/blocklist_", "/waitlist_"},
			func(area string) bool { return strings.HasPrefix(path, area) },
		)
		if isAccess && method != http.MethodGet {
			want = append(want, operation)
		}
	}
	for _, operation := range accessFaultOperations {
		got = append(got, operation.name)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
