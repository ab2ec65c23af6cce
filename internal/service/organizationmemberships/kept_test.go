package organizationmemberships_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// Clerk deletes the memberships with the organization and with the user. on_destroy does not help: the run removes all
// three.
func TestMembership_Delete_refused_dependsOnWhatTheRunDeletes(t *testing.T) {
	t.Parallel()
	for rule, behaviour := range map[string]emulator.Behaviour{
		"none": {}, "personal_accounts_not_allowed": {PersonalAccountsDisabled: true}, "managed_by_scim": {},
	} {
		for name, test := range map[string]struct {
			user, organization string // what the run plans before the membership
			says               string // of the one diagnostic, "" for none
		}{
			"the user is destroyed":                {"destroy", "", ""},
			"the user is kept":                     {"keep", "", rule},
			"the user is planned later":            {"later", "", "The user stays in the organization"},
			"no resource manages either":           {"", "", rule},
			"the organization is destroyed":        {"keep", "destroy", ""},
			"both are kept":                        {"keep", "keep", rule},
			"the organization is planned later":    {"keep", "later", "The user stays in the organization"},
			"the user is destroyed without delete": {"ban", "", rule},
		} {
			t.Run(rule+", "+name, func(t *testing.T) {
				t.Parallel()
				instance, p := seeded(t)
				instance.SetBehaviour(behaviour)
				grown := acctest.Values{"username": "newuser"}
				if test.user == "ban" {
					grown["deletion_policy"] = "ban"
				}
				user := p.Apply("clerk_user", nil, grown)
				acctest.ExpectNone(t, user.Diagnostics)
				organization := p.Import(
					"clerk_organization", p.IdentityOf("clerk_organization", acctest.Values{"id": "org_engines"}))
				id := p.Attributes("clerk_user", user.State)["id"].(string)
				instance.MustSeed(emulator.Seed{Memberships: []emulator.SeedMembership{
					{UserID: id, OrganizationID: "org_engines", ManagedBySCIM: rule == "managed_by_scim"},
				}})
				calls := acctest.NewCalls(t, instance, membershipType)
				if test.user == "later" {
					calls.PlanChange("clerk_user", user.State, grown) // the run of the last refresh
				}
				if test.organization == "later" {
					calls.Refresh("clerk_organization", organization)
				}
				member := calls.Imported(acctest.Values{"organization_id": "org_engines", "user_id": id})
				calls.Configure(instance)
				switch test.user {
				case "destroy", "ban":
					calls.PlanDestroy("clerk_user", user.State)
				case "keep":
					acctest.ExpectNone(t, calls.PlanChange("clerk_user", user.State, grown))
				}
				switch test.organization {
				case "destroy":
					acctest.ExpectNone(t, calls.PlanDestroy("clerk_organization", organization))
				case "keep":
					acctest.ExpectNone(t, calls.PlanChange("clerk_organization", organization, acctest.Values{"name": "Engines"}))
				}
				planned := calls.Plan(member, nil)
				calls.Configure(instance) // the apply is another run
				instance.ResetLog()
				after, diagnostics := calls.Apply(planned)
				instance.ExpectWrites(removeMember)
				held := len(calls.Attributes(membershipType, after.State)) > 0
				switch {
				case rule == "none" || test.says == "":
					acctest.ExpectNone(t, diagnostics)
				case test.says == rule:
					acctest.ExpectOne(t, diagnostics, acctest.IsError, rule, id+" in org_engines")
				default:
					acctest.ExpectOne(t, diagnostics, acctest.IsWarning, test.says, id, "org_engines", "Otherwise the user keeps")
				}
				if isError := rule != "none" && test.says == rule; held != isError {
					t.Errorf("the state has the membership: %t", held)
				}
			})
		}
	}
}

// Terraform decides the order of the calls. The apply that removes a user with the only membership ends without an
// error.
func TestAccMembership_destroyedWithItsUser_membershipRequired(t *testing.T) {
	t.Parallel()
	const kept = `
resource "clerk_organization" "engines" {
  name = "Engines"
}
resource "clerk_user" "root" {
  username = "rootuser"
}
resource "clerk_organization_membership" "root" {
  organization_id = clerk_organization.engines.id
  user_id         = clerk_user.root.id
  role            = "org:admin"
}
`
	const leaving = `
resource "clerk_user" "ada" {
  username = "adalove"
}
resource "clerk_organization_membership" "ada" {
  organization_id = clerk_organization.engines.id
  user_id         = clerk_user.ada.id
  role            = "org:member"
}
`
	for name, behaviour := range map[string]emulator.Behaviour{"off": {}, "on": {PersonalAccountsDisabled: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			instance.SetBehaviour(behaviour)
			instance.Run(t, []acctest.Step{
				{Config: kept + leaving},
				{Config: kept, Then: func() {
					if left := len(instance.Users()); left != 1 {
						t.Errorf("%d users are left, want one", left)
					}
				}},
			}, func() {
				if left := len(instance.Users()); left > 0 {
					t.Errorf("%d users are left after the destroy", left)
				}
			})
		})
	}
}
