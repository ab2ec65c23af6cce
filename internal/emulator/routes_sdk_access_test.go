package emulator_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"testing"

	"github.com/clerk/clerk-sdk-go/v2"
	"github.com/clerk/clerk-sdk-go/v2/allowlistidentifier"
	"github.com/clerk/clerk-sdk-go/v2/blocklistidentifier"
	"github.com/clerk/clerk-sdk-go/v2/instancesettings"
	"github.com/clerk/clerk-sdk-go/v2/invitation"
	"github.com/clerk/clerk-sdk-go/v2/organization"
	"github.com/clerk/clerk-sdk-go/v2/organizationinvitation"
	"github.com/clerk/clerk-sdk-go/v2/organizationmembership"
	"github.com/clerk/clerk-sdk-go/v2/organizationpermission"
	"github.com/clerk/clerk-sdk-go/v2/organizationrole"
	"github.com/clerk/clerk-sdk-go/v2/roleset"
	"github.com/clerk/clerk-sdk-go/v2/waitlistentry"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// withUsers starts an emulator with the users user_ada and user_grace.
func withUsers(t *testing.T) (*emulator.Server, *clerk.ClientConfig) {
	t.Helper()
	server, config := startSDK(t)
	err := server.Seed(emulator.Seed{Users: []emulator.SeedUser{
		{ID: "user_ada", Body: map[string]any{"email_address": []string{"ada@example.com"}}},
		{ID: "user_grace", Body: map[string]any{"email_address": []string{"grace@example.com"}, "first_name": "Grace"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return server, config
}

// hasCode checks that an error of the SDK has the code.
func hasCode(t *testing.T, err error, code string) {
	t.Helper()
	var failed *clerk.APIErrorResponse
	if !errors.As(err, &failed) || len(failed.Errors) != 1 || failed.Errors[0].Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestSDK_organizations(t *testing.T) {
	_, config := withUsers(t)
	organizations, ctx := organization.NewClient(config), t.Context()
	one := must[*clerk.Organization](t)
	made := one(organizations.Create(ctx, &organization.CreateParams{
		Name: clerk.String("Engines"), Slug: clerk.String("engines"), CreatedBy: clerk.String("user_ada"),
		MaxAllowedMemberships: clerk.Int64(7), RoleSetKey: clerk.String("role_set:default"),
		PublicMetadata: raw(`{"plan":"pro"}`), PrivateMetadata: raw(`{"crm":7}`),
	}))
	if made.Slug != "engines" || made.MaxAllowedMemberships != 7 || made.CreatedBy != "user_ada" ||
		string(made.PublicMetadata) != `{"plan":"pro"}` {
		t.Errorf("made %+v", made)
	}
	if read := one(organizations.Get(ctx, "engines")); read.ID != made.ID {
		t.Errorf("read %+v", read)
	}
	counted := one(
		organizations.GetWithParams(ctx, made.ID, &organization.GetParams{IncludeMembersCount: clerk.Bool(true)}),
	)
	if *counted.MembersCount != 1 {
		t.Errorf("counted %+v", counted)
	}
	// The SDK sends a PATCH for the organization and a PUT for the metadata.
	updated := one(organizations.Update(ctx, made.ID, &organization.UpdateParams{
		Name: clerk.String("Machines"), AdminDeleteEnabled: clerk.Bool(false),
		PublicMetadata: raw(`{"a":1}`), //nolint:staticcheck // this test needs both requests of the SDK
	}))
	if updated.Name != "Machines" || updated.AdminDeleteEnabled || string(updated.PublicMetadata) != `{"a":1}` {
		t.Errorf("updated %+v", updated)
	}
	merged := one(
		organizations.UpdateMetadata(ctx, made.ID, &organization.UpdateMetadataParams{PublicMetadata: raw(`{"b":2}`)}),
	)
	if string(merged.PublicMetadata) != `{"a":1,"b":2}` {
		t.Errorf("merged %s", merged.PublicMetadata)
	}
	replaced := one(
		organizations.ReplaceMetadata(ctx, made.ID, &organization.ReplaceMetadataParams{PublicMetadata: raw(`{}`)}),
	)
	if string(replaced.PublicMetadata) != `{}` {
		t.Errorf("replaced %s", replaced.PublicMetadata)
	}
	var content bytes.Buffer
	if err := png.Encode(&content, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	logo := formFile{bytes.NewReader(content.Bytes())}
	withLogo := one(organizations.UpdateLogo(ctx, made.ID, &organization.UpdateLogoParams{
		File: logo, UploaderUserID: clerk.String("user_ada"),
	}))
	if !withLogo.HasImage || one(organizations.DeleteLogo(ctx, made.ID)).HasImage {
		t.Errorf("the logo is %+v", withLogo)
	}
	list := must[*clerk.OrganizationList](t)(organizations.List(ctx, &organization.ListParams{
		Query: clerk.String("mach"), UserIDs: []string{"user_ada"}, OrderBy: clerk.String("-members_count"),
	}))
	if list.TotalCount != 1 || list.Organizations[0].ID != made.ID {
		t.Errorf("listed %+v", list)
	}
	if deleted := must[*clerk.DeletedResource](t)(organizations.Delete(ctx, made.ID)); !deleted.Deleted {
		t.Errorf("deleted %+v", deleted)
	}
	_, err := organizations.Create(
		ctx,
		&organization.CreateParams{Name: clerk.String("X"), CreatedBy: clerk.String("none")},
	)
	hasCode(t, err, "organization_creator_not_found")
}

func TestSDK_membershipsAndInvitations(t *testing.T) {
	server, config := withUsers(t)
	ctx := t.Context()
	made := must[*clerk.Organization](t)(organization.NewClient(config).Create(ctx, &organization.CreateParams{
		Name: clerk.String("Engines"), CreatedBy: clerk.String("user_ada"),
	}))
	memberships, member := organizationmembership.NewClient(config), must[*clerk.OrganizationMembership](t)
	added := member(memberships.Create(ctx, &organizationmembership.CreateParams{
		OrganizationID: made.ID, UserID: clerk.String("user_grace"), Role: clerk.String("org:member"),
	}))
	changed := member(memberships.Update(ctx, &organizationmembership.UpdateParams{
		OrganizationID: made.ID, UserID: "user_grace", Role: clerk.String("org:admin"),
	}))
	if changed.ID != added.ID || changed.Role != "org:admin" || changed.PublicUserData.UserID != "user_grace" {
		t.Errorf("changed %+v", changed)
	}
	list := must[*clerk.OrganizationMembershipList](t)(memberships.List(ctx, &organizationmembership.ListParams{
		OrganizationID: made.ID, UserIDs: []string{"user_grace"}, Roles: []string{"org:admin"}, Query: clerk.String("grace"),
	}))
	if list.TotalCount != 1 || list.OrganizationMemberships[0].ID != added.ID {
		t.Errorf("listed %+v", list)
	}
	gone := member(
		memberships.Delete(ctx, &organizationmembership.DeleteParams{OrganizationID: made.ID, UserID: "user_grace"}),
	)
	if gone.ID != added.ID {
		t.Errorf("deleted %+v", gone)
	}
	_, err := memberships.Delete(ctx, &organizationmembership.DeleteParams{OrganizationID: made.ID, UserID: "user_ada"})
	hasCode(t, err, "organization_minimum_permissions_needed")

	invitations, invited := organizationinvitation.NewClient(config), must[*clerk.OrganizationInvitation](t)
	first := invited(invitations.Create(ctx, &organizationinvitation.CreateParams{
		OrganizationID: made.ID, EmailAddress: clerk.String("hedy@example.com"), Role: clerk.String("org:member"),
		InviterUserID: clerk.String("user_ada"), ExpiresInDays: clerk.Int64(2), PublicMetadata: raw(`{"a":1}`),
	}))
	read := invited(invitations.Get(ctx, &organizationinvitation.GetParams{OrganizationID: made.ID, ID: first.ID}))
	if read.Status != "pending" || read.EmailAddress != "hedy@example.com" || string(read.PublicMetadata) != `{"a":1}` {
		t.Errorf("read %+v", read)
	}
	if _, err := server.AcceptInvitation(first.ID); err != nil {
		t.Fatal(err)
	}
	second := invited(invitations.Create(ctx, &organizationinvitation.CreateParams{
		OrganizationID: made.ID, EmailAddress: clerk.String("edith@example.com"), Role: clerk.String("org:member"),
	}))
	revoked := invited(invitations.Revoke(ctx, &organizationinvitation.RevokeParams{
		OrganizationID: made.ID, ID: second.ID, RequestingUserID: clerk.String("user_ada"),
	}))
	if revoked.Status != "revoked" {
		t.Errorf("revoked %+v", revoked)
	}
	ended := must[*clerk.OrganizationInvitationList](t)(invitations.List(ctx, &organizationinvitation.ListParams{
		OrganizationID: made.ID, Statuses: &[]string{"accepted", "revoked"}, OrderBy: clerk.String("+created_at"),
	}))
	if ended.TotalCount != 2 || ended.OrganizationInvitations[0].Status != "accepted" {
		t.Errorf("listed %+v", ended)
	}
	all := must[*clerk.OrganizationInvitationList](t)(invitations.ListFromInstance(ctx,
		&organizationinvitation.ListFromInstanceParams{Query: clerk.String("edith")}))
	if all.TotalCount != 1 || all.OrganizationInvitations[0].PublicOrganizationData.ID != made.ID {
		t.Errorf("listed %+v", all)
	}
}

func TestSDK_rolesPermissionsAndRoleSets(t *testing.T) {
	_, config := startSDK(t)
	ctx := t.Context()
	permissions, permission := organizationpermission.NewClient(config), must[*clerk.OrganizationPermission](t)
	read := permission(permissions.Create(ctx, &organizationpermission.CreateParams{
		Name: clerk.String("Read"), Key: clerk.String("org:reports:read"), Description: clerk.String("d"),
	}))
	read = permission(permissions.Update(ctx, read.ID, &organizationpermission.UpdateParams{Name: clerk.String("Reads")}))
	if got := permission(permissions.Get(ctx, read.ID)); got.Name != "Reads" || got.Type != "user" {
		t.Errorf("got %+v", got)
	}
	found := must[*clerk.OrganizationPermissionList](t)(permissions.List(ctx,
		&organizationpermission.ListParams{Query: clerk.String("reports")}))
	if found.TotalCount != 1 {
		t.Errorf("listed %+v", found)
	}
	roles, one := organizationrole.NewClient(config), must[*clerk.OrganizationRole](t)
	lead := one(roles.Create(ctx, &organizationrole.CreateParams{
		Name: clerk.String("Lead"), Key: clerk.String("org:lead"), Permissions: &[]string{read.ID},
		IncludeInInitialRoleSet: clerk.Bool(true),
	}))
	if got := one(roles.RemovePermission(ctx, lead.ID, read.ID)); len(got.Permissions) != 0 {
		t.Errorf("got %+v", got)
	}
	if got := one(roles.AssignPermission(ctx, lead.ID, read.ID)); len(got.Permissions) != 1 {
		t.Errorf("got %+v", got)
	}
	one(roles.Update(ctx, lead.ID, &organizationrole.UpdateParams{Key: clerk.String("org:chief")}))
	if got := one(roles.Get(ctx, lead.ID)); got.Key != "org:chief" || got.Permissions[0].Key != "org:reports:read" {
		t.Errorf("got %+v", got)
	}
	sets, set := roleset.NewClient(config), must[*clerk.RoleSet](t)
	if got := set(sets.Get(ctx, "role_set:default")); len(got.Roles) != 3 {
		t.Errorf("got %+v", got)
	}
	got := set(sets.Update(ctx, "role_set:default", &roleset.UpdateParams{Name: clerk.String("All")}))
	if got.Name != "All" {
		t.Errorf("got %+v", got)
	}
	outside := one(roles.Create(ctx, &organizationrole.CreateParams{Name: clerk.String("A"), Key: clerk.String("org:a")}))
	added := set(sets.AddRoles(ctx, "role_set:default", &roleset.AddRolesParams{RoleKeys: []string{"org:a"}}))
	if len(added.Roles) != 4 {
		t.Errorf("got %+v", added)
	}
	if list := must[*clerk.RoleSetList](t)(sets.List(ctx, &roleset.ListParams{})); list.TotalCount != 1 {
		t.Errorf("listed %+v", list)
	}
	_, err := roles.Delete(ctx, outside.ID)
	hasCode(t, err, "form_param_value_invalid")
	alone := one(roles.Create(ctx, &organizationrole.CreateParams{Name: clerk.String("B"), Key: clerk.String("org:b")}))
	deleted := must[*clerk.DeletedResource](t)
	if !deleted(roles.Delete(ctx, alone.ID)).Deleted || !deleted(permissions.Delete(ctx, read.ID)).Deleted {
		t.Error("a role or a permission was not deleted")
	}
	list := must[*clerk.OrganizationRoleList](t)(roles.List(ctx, &organizationrole.ListParams{}))
	if list.TotalCount != 4 {
		t.Errorf("listed %+v", list)
	}
}

func TestSDK_invitationsListsAndSettings(t *testing.T) {
	_, config := startSDK(t)
	ctx := t.Context()
	invitations, invited := invitation.NewClient(config), must[*clerk.Invitation](t)
	first := invited(invitations.Create(ctx, &invitation.CreateParams{
		EmailAddress:   "ada@example.com",
		ExpiresInDays:  clerk.Int64(2),
		PublicMetadata: raw(`{"a":1}`),
		Notify:         clerk.Bool(false),
	}))
	_, err := invitations.Create(ctx, &invitation.CreateParams{EmailAddress: "ada@example.com"})
	hasCode(t, err, "duplicate_record")
	two := must[*clerk.Invitations](t)(invitations.BulkCreate(ctx, &invitation.BulkCreateParams{
		Invitations: []*invitation.CreateParams{{EmailAddress: "1@example.com"}, {EmailAddress: "2@example.com"}},
	}))
	if len(two.Invitations) != 2 || !invited(invitations.Revoke(ctx, first.ID)).Revoked {
		t.Errorf("made %+v", two)
	}
	revoked := must[*clerk.InvitationList](t)(invitations.List(ctx, &invitation.ListParams{Statuses: []string{"revoked"}}))
	if revoked.TotalCount != 1 || revoked.Invitations[0].ID != first.ID {
		t.Errorf("listed %+v", revoked)
	}
	deleted := must[*clerk.DeletedResource](t)
	allowlist := allowlistidentifier.NewClient(config)
	allowed := must[*clerk.AllowlistIdentifier](t)(allowlist.Create(ctx, &allowlistidentifier.CreateParams{
		Identifier: clerk.String("*@Example.com"),
	}))
	list := must[*clerk.AllowlistIdentifierList](t)(allowlist.List(ctx, &allowlistidentifier.ListParams{}))
	if allowed.Identifier != "*@example.com" || list.TotalCount != 1 ||
		!deleted(allowlist.Delete(ctx, allowed.ID)).Deleted {
		t.Errorf("got %+v and %+v", allowed, list)
	}
	blocklist := blocklistidentifier.NewClient(config)
	blocked := must[*clerk.BlocklistIdentifier](t)(blocklist.Create(ctx, &blocklistidentifier.CreateParams{
		Identifier: clerk.String("+12025550177"),
	}))
	blockedList := must[*clerk.BlocklistIdentifierList](t)(blocklist.List(ctx, &blocklistidentifier.ListParams{}))
	if blockedList.TotalCount != 1 || !deleted(blocklist.Delete(ctx, blocked.ID)).Deleted {
		t.Errorf("got %+v", blockedList)
	}
	waitlist := waitlistentry.NewClient(config)
	entry := must[*clerk.WaitlistEntry](
		t,
	)(
		waitlist.Create(ctx, &waitlistentry.CreateParams{EmailAddress: "w@example.com"}),
	)
	entries := must[*clerk.WaitlistEntries](t)(waitlist.BulkCreate(ctx, &waitlistentry.BulkCreateParams{
		WaitlistEntries: []*waitlistentry.CreateParams{{EmailAddress: "w@example.com"}, {EmailAddress: "x@example.com"}},
	}))
	waiting := must[*clerk.WaitlistEntriesList](
		t,
	)(
		waitlist.List(ctx, &waitlistentry.ListParams{Statuses: []string{"pending"}}),
	)
	if entries.WaitlistEntries[0].ID != entry.ID || waiting.TotalCount != 2 {
		t.Errorf("got %+v and %+v", entries, waiting)
	}
	settings := instancesettings.NewClient(config)
	restrictions := must[*clerk.InstanceRestrictions](t)(settings.UpdateRestrictions(ctx,
		&instancesettings.UpdateRestrictionsParams{Allowlist: clerk.Bool(true)}))
	if !restrictions.Allowlist || restrictions.Blocklist {
		t.Errorf("got %+v", restrictions)
	}
	organizations := must[*clerk.OrganizationSettings](t)(settings.UpdateOrganizationSettings(ctx,
		&instancesettings.UpdateOrganizationSettingsParams{MaxAllowedMemberships: clerk.Int64(50)}))
	if organizations.MaxAllowedMemberships != 50 || organizations.CreatorRole != "org:admin" {
		t.Errorf("got %+v", organizations)
	}
}
