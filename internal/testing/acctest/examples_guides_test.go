package acctest_test

import (
	"archive/zip"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// What guides promise of an example, beyond what holds for every example.

func TestExamples_aMigrationFromCSVLeavesNoDigestInPlanOrState(t *testing.T) {
	t.Parallel()
	const folder = "migration-from-csv"
	instance := exampleInstance(t)
	workspace := exampleWorkspace(t, instance, folder)
	workspace.Must("plan", "-out=saved")
	left := filesOfPlan(t, filepath.Join(workspace.Folder, "saved"))
	workspace.Must("apply", "saved")
	left["state"] = readFile(t, filepath.Join(workspace.Folder, "terraform.tfstate"))

	digests := 0
	for line := range strings.Lines(readFile(t, filepath.Join(examples, folder, "users.csv"))) {
		columns := strings.Split(strings.TrimSpace(line), ",")
		user, made := instance.FindUser(columns[1])
		if columns[0] == "id" || !made {
			continue
		}
		if received, _ := instance.Password(user.ID); received != columns[3] || user.PasswordEnabled != (columns[3] != "") {
			t.Errorf("Clerk got another digest of %s", columns[1])
		}
		if columns[3] == "" {
			continue
		}
		digests++
		for name, content := range left {
			if strings.Contains(content, columns[3]) {
				t.Errorf("the %s holds the digest of %s", name, columns[1])
			}
		}
	}
	if digests == 0 {
		t.Error("no digest was migrated")
	}
}

var terraformBlock = regexp.MustCompile("(?s)\n```terraform\n(.*?)\n```\n")

func TestExamples_ofTheREADME_areApplied(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Setenv("TF_VAR_initial_password", "correct horse battery staple")
	var config string
	for _, block := range terraformBlock.FindAllStringSubmatch(readFile(t, examples+"/../README.md"), -1) {
		config += block[1] + "\n"
	}
	workspace.Write(config)
	removeFile(t, filepath.Join(workspace.Folder, "versions.tf"))
	workspace.Must("apply", "-auto-approve")
	if ada := instance.OnlyUser(); !ada.PasswordEnabled || ada.EmailAddresses[0].EmailAddress != "ada@example.com" {
		t.Errorf("the user is %+v", ada)
	}
	if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
		t.Errorf("the second plan is not empty: %s", plan)
	}
}

// filesOfPlan are the files in a saved plan.
func filesOfPlan(t *testing.T, plan string) map[string]string {
	t.Helper()
	archive, err := zip.OpenReader(plan)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	files := map[string]string{}
	for _, file := range archive.File {
		reader, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		files["saved plan's "+file.Name] = string(content)
	}
	return files
}

// The guide has a table of the requests of each step.
func TestExamples_onboarding_eachStepSendsTheRequestsOfTheGuide(t *testing.T) {
	t.Parallel()
	instance := exampleInstance(t)
	workspace := exampleWorkspace(t, instance, "onboarding")
	const annie, valerie = "annie@example.com", "valerie@example.com"
	const members = "/v1/organizations/{organization_id}/memberships"
	row := func(key, email, values string) string {
		return fmt.Sprintf("%s = { email_address = %q, %s }\n", key, email, values)
	}
	first := row("e-1", annie, `team = "platform", status = "active"`)
	step := func(rows string, want ...string) {
		t.Helper()
		instance.ResetLog()
		writeFile(t, filepath.Join(workspace.Folder, "terraform.tfvars"), "staff = {\n"+rows+"}\n")
		workspace.Must("apply", "-auto-approve")
		got := instance.Writes()
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("the rows %s sent %q, want %q", rows, got, want)
		}
	}
	expectBanned := func(email string, banned bool) {
		t.Helper()
		if user, ok := instance.FindUser(email); !ok || user.Banned != banned {
			t.Errorf("%s exists: %t, banned: %t, want banned: %t", email, ok, user.Banned, banned)
		}
	}
	step(first, "POST /v1/organizations", "POST "+members, "POST /v1/users")
	step(first+row("e-2", valerie, `team = "support", status = "invited"`),
		"POST /v1/organizations/{organization_id}/invitations")
	organizations := instance.Organizations()
	organization := organizations[len(organizations)-1].ID
	if _, err := instance.AcceptInvitation(instance.OrganizationInvitations(organization)[0].ID); err != nil {
		t.Fatal(err)
	}
	step(first + row("e-2", valerie, `team = "support", status = "invited"`))
	step(first+row("e-2", valerie, `team = "support", status = "active"`), "PATCH /v1/users/{user_id}", "POST "+members)
	step(first+row("e-2", valerie, `team = "platform", status = "active"`), "PATCH "+members+"/{user_id}")
	step(first+row("e-2", valerie, `team = "platform", status = "left"`),
		"DELETE "+members+"/{user_id}", "POST /v1/users/{user_id}/ban")
	expectBanned(valerie, true)
	step(first, "POST /v1/users/{user_id}/ban")
	if _, managed := workspace.Resource(`clerk_user.staff["e-2"]`); managed {
		t.Error("the user of the removed row is managed")
	}
	step(first+row("e-2", valerie, `team = "support", status = "active"`), "POST "+members)
	expectBanned(valerie, true)
	step(first+row("e-2", valerie, `team = "support", status = "returned"`), "POST /v1/users/{user_id}/unban")
	expectBanned(valerie, false)
	if got := len(instance.Memberships(organization)); got != 2 {
		t.Errorf("the organization has %d members, want 2", got)
	}
	step(first, "DELETE "+members+"/{user_id}", "POST /v1/users/{user_id}/ban")
	expectBanned(valerie, true)
}

// The guide has these steps for an instance that requires a membership of each user.
func TestExamples_onboarding_membershipRequired_onDestroyKeepLetsAUserLeave(t *testing.T) {
	t.Parallel()
	instance := exampleInstance(t)
	instance.SetBehaviour(emulator.Behaviour{PersonalAccountsDisabled: true})
	workspace := exampleWorkspace(t, instance, "onboarding")
	status := func(status string) {
		t.Helper()
		writeFile(t, filepath.Join(workspace.Folder, "terraform.tfvars"), fmt.Sprintf(
			"staff = { e-1 = { email_address = \"annie@example.com\", team = \"support\", status = %q } }\n", status))
		instance.ResetLog()
	}
	expectBanned := func(banned bool) {
		t.Helper()
		if user, ok := instance.FindUser("annie@example.com"); !ok || user.Banned != banned {
			t.Errorf("the user exists: %t, banned: %t, want banned: %t", ok, user.Banned, banned)
		}
	}
	status("active")
	workspace.Must("apply", "-auto-approve")
	status("left")
	if result := workspace.Run("apply", "-auto-approve"); result.ExitCode == 0 {
		t.Error("the apply removed the last membership of the user")
	}
	expectBanned(false)
	status("active")
	file := filepath.Join(workspace.Folder, "main.tf")
	const adopts = "  adopt_existing  = true # the acceptance"
	kept := strings.Replace(readFile(t, file), adopts, "  on_destroy = \"keep\"\n"+adopts, 1)
	writeFile(t, file, kept)
	workspace.Must("apply", "-auto-approve")
	status("left")
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites("POST /v1/users/{user_id}/ban")
	expectBanned(true)
}

// The example of the resource is not authoritative, and shows how to find other members.
func TestExamples_organizationMembership_warnsAboutAMemberWithoutAResource(t *testing.T) {
	t.Parallel()
	instance := exampleInstance(t)
	workspace := exampleWorkspace(t, instance, "resources/clerk_organization_membership")
	workspace.Must("apply", "-auto-approve")
	engines, _ := workspace.Resource("clerk_organization.engines")
	const other = "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
	instance.MustSeed(emulator.Seed{Memberships: []emulator.SeedMembership{
		{UserID: other, OrganizationID: fmt.Sprint(engines["id"])},
	}})
	instance.ResetLog()
	applied := workspace.Must("apply", "-auto-approve", "-no-color")
	if text := applied.Stdout + applied.Stderr; !strings.Contains(text, "Members without a resource: "+other+".") {
		t.Errorf("the check does not warn: %s", text)
	}
	instance.ExpectWrites()
	if got := len(instance.Memberships(fmt.Sprint(engines["id"]))); got != 2 {
		t.Errorf("the organization has %d members, want 2", got)
	}
}
