package organizations_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// The rules of the instance are on and off: it is unknown which ones Clerk applies.
func TestOrganization_refusedByARule_isOneErrorAndKeepsTheState(t *testing.T) {
	const created, updated = `Could not create the organization "Engines"`, `Could not update the organization "Engines"`
	members := func(count int) acctest.Values { return engines(acctest.Values{"max_allowed_memberships": count}) }
	planLimit := acctest.Behaves(emulator.Behaviour{MembershipLimitOfPlan: 20})
	exclusive := func(t *testing.T, instance *acctest.Instance) {
		t.Helper()
		instance.MustSeed(emulator.Seed{Memberships: []emulator.SeedMembership{
			{UserID: "user_ada", OrganizationID: "org_alone"},
		}})
		instance.SetBehaviour(emulator.Behaviour{ExclusiveOrganizations: []string{"org_alone"}})
	}
	acctest.RunRefusals(t, "clerk_organization", seed, []acctest.Refusal{
		{
			BadInput: acctest.BadInput{
				Name: "as many organizations as allowed", Config: engines(), Stage: acctest.Applied,
				API: func(t *testing.T, instance *acctest.Instance) {
					t.Helper()
					instance.MustSeed(emulator.Seed{Organizations: []emulator.Organization{{ID: "org_1", Name: "Looms"}}})
					instance.SetBehaviour(emulator.Behaviour{OrganizationQuota: 1})
				},
				Summary: created, Details: "organization_quota_exceeded|limit of 1 organizations|Delete what is no longer needed",
			},
			Refused: []string{create}, Accepted: []string{create},
		},
		{
			BadInput: acctest.BadInput{
				Name: "a limit above that of the plan", Config: members(21), API: planLimit, Stage: acctest.Applied,
				Attribute: "max_allowed_memberships", Summary: created,
				Details: "status 402|unlimited_organization_memberships|Upgrade the Clerk subscription|set a lower",
			},
			Refused: []string{create}, Accepted: []string{create},
		},
		{
			BadInput: acctest.BadInput{
				Name: "no limit", Before: members(20), Config: members(0), API: planLimit, Stage: acctest.Applied,
				Attribute: "max_allowed_memberships", Summary: updated,
				Details: "status 402|unlimited_organization_memberships|Upgrade the Clerk subscription|set a lower",
			},
			Refused: []string{update}, Accepted: []string{update},
		},
		{
			BadInput: acctest.BadInput{
				Name: "a limit of the plan with seats", Before: members(7), Config: members(8), Stage: acctest.Applied,
				API:       acctest.Behaves(emulator.Behaviour{Seats: 3}),
				Attribute: "max_allowed_memberships", Summary: updated,
				Details: "organization_member_limit_managed_by_billing|Remove max_allowed_memberships",
			},
			Refused: []string{update}, Accepted: []string{update},
		},
		{
			BadInput: acctest.BadInput{
				Name: "a creator in an exclusive organization", Config: engines(acctest.Values{"created_by": "user_ada"}),
				API: exclusive, Stage: acctest.Applied, Attribute: "created_by", Summary: created,
				Details: "exclusive_organization_membership|omit created_by",
			},
			Refused: []string{create}, Accepted: []string{create},
		},
	})
}

// A limit that is not configured makes no request that the plan could refuse.
func TestOrganization_limitOfThePlan_notConfigured_isReadOnly(t *testing.T) {
	t.Parallel()
	for name, behaviour := range map[string]emulator.Behaviour{
		"off": {}, "limit": {MembershipLimitOfPlan: 20}, "seats": {Seats: 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			instance.SetBehaviour(behaviour)
			calls := acctest.NewCalls(t, instance, "clerk_organization")
			held := calls.Create(instance, engines(acctest.Values{"admin_delete_enabled": false}))
			instance.ExpectWrites(create, update)
			config := engines(acctest.Values{"name": "Looms"})
			calls.Configure(instance)
			instance.ResetLog()
			held, diagnostics := calls.Apply(calls.Plan(calls.Refreshed(held), config))
			acctest.ExpectNone(t, diagnostics)
			instance.ExpectWrites(update)
			calls.Configure(instance)
			expectNoChange(t, calls, calls.Refreshed(held), config)
		})
	}
}

// It is unknown which slug Clerk returns while slugs are disabled.
func TestOrganization_slugsDisabled_slugNotConfigured_hasNoDiff(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		behaviour emulator.Behaviour
		slug      any // in the state
	}{
		"enabled":   {emulator.Behaviour{}, "engines"},
		"empty":     {emulator.Behaviour{SlugsDisabled: true}, nil},
		"null":      {emulator.Behaviour{SlugsDisabled: true, DisabledSlug: "null"}, nil},
		"generated": {emulator.Behaviour{SlugsDisabled: true, DisabledSlug: "generated"}, "engines"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewUncheckedInstance(t) // the specification has no null
			instance.SetBehaviour(test.behaviour)
			calls := acctest.NewCalls(t, instance, "clerk_organization")
			config := acctest.Values{"name": "Engines"}
			first, second := calls.Plan(acctest.Object{}, config), calls.Plan(acctest.Object{}, acctest.Values{"name": "Looms"})
			held, diagnostics := calls.Apply(first)
			acctest.ExpectNone(t, diagnostics)
			other, diagnostics := calls.Apply(second)
			acctest.ExpectNone(t, diagnostics)
			attributes := calls.Attributes("clerk_organization", held.State)
			if attributes["slug"] != test.slug {
				t.Errorf("the slug is %#v, want %#v", attributes["slug"], test.slug)
			}
			calls.Configure(instance)
			instance.ResetLog()
			held, other = calls.Refreshed(held), calls.Refreshed(other)
			expectNoChange(t, calls, held, config)
			expectNoChange(t, calls, other, acctest.Values{"name": "Looms"})
			calls.ExpectImport(instance, held, config, []string{attributes["id"].(string)})
			read := calls.TryRead("clerk_organization", acctest.Values{"id": attributes["id"]})
			acctest.ExpectNone(t, read.Diagnostics)
			if ids, _ := calls.ReadIDs("clerk_organizations", "organizations", acctest.Values{}); len(ids) != 2 {
				t.Errorf("the data source has %v", ids)
			}
			instance.ExpectWrites()
			calls.Configure(instance)
			renamed, diagnostics := calls.Apply(calls.Plan(held, acctest.Values{"name": "Mills"}))
			acctest.ExpectNone(t, diagnostics)
			instance.ExpectWrites(update)
			instance.SetBehaviour(emulator.Behaviour{}) // slugs are enabled now, and each organization has one
			calls.Configure(instance)
			renamed = calls.Refreshed(renamed)
			expectNoChange(t, calls, renamed, acctest.Values{"name": "Mills"})
			if slug := calls.Attributes("clerk_organization", renamed.State)["slug"]; slug != "engines" {
				t.Errorf("the slug is %#v, want that of the name at the creation", slug)
			}
		})
	}
}

func TestOrganization_slugsDisabledLater_slugConfigured_isOneErrorOnTheSlugUnlessClerkReturnsIt(t *testing.T) {
	t.Parallel()
	for name, returned := range map[string]bool{"": false, "null": false, "generated": true} {
		t.Run("slug "+name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewUncheckedInstance(t)
			calls := acctest.NewCalls(t, instance, "clerk_organization")
			held := calls.Create(instance, engines())
			instance.SetBehaviour(emulator.Behaviour{SlugsDisabled: true, DisabledSlug: name})
			calls.Configure(instance)
			held = calls.Refreshed(held)
			instance.ResetLog()
			if returned {
				expectNoChange(t, calls, held, engines())
				return
			}
			_, diagnostics := calls.Apply(calls.Plan(held, engines()))
			acctest.ExpectOne(t, diagnostics, acctest.IsError, `Could not update the organization "Engines"`,
				"organization_slugs_disabled", "Enable slugs", "remove slug from the configuration")
			acctest.ExpectError(t, diagnostics, "slug", "status 403")
			instance.ExpectWrites(update)
			calls.Configure(instance)
			expectNoChange(t, calls, held, acctest.Values{"name": "Engines"})
		})
	}
}

// expectNoChange expects an empty plan.
func expectNoChange(t *testing.T, calls acctest.Calls, held acctest.Object, config acctest.Values) {
	t.Helper()
	changed := calls.PlanUpdate(
		calls.TypeName, held.State, calls.Config(calls.Schemas.ResourceSchemas[calls.TypeName], config))
	if len(changed) > 0 {
		t.Errorf("the plan changes %v", changed)
	}
}
