package organizationmemberships_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// The rules of the instance are on and off: it is unknown which ones Clerk applies.
func TestMembership_refusedByARule_isOneErrorAndKeepsTheState(t *testing.T) {
	const create, update, remove = "Could not create the membership of user_ada in org_engines",
		"Could not update the membership of user_ada in org_looms",
		"Could not delete the membership of user_ada in org_engines"
	inLooms := func(t *testing.T, instance *acctest.Instance) {
		t.Helper()
		instance.MustSeed(emulator.Seed{Memberships: []emulator.SeedMembership{
			{UserID: "user_ada", OrganizationID: "org_looms"},
		}})
		instance.SetBehaviour(emulator.Behaviour{ExclusiveOrganizations: []string{"org_looms"}})
	}
	acctest.RunRefusals(t, membershipType, seed, []acctest.Refusal{
		{
			BadInput: acctest.BadInput{
				Name: "no seat left", Config: ada(), API: acctest.Behaves(emulator.Behaviour{Seats: 1}), Stage: acctest.Applied,
				Summary: create, Details: "insufficient_seats|seat limit|Add seats|pending invitations",
			},
			Refused: []string{createMember}, Accepted: []string{createMember},
		},
		{
			BadInput: acctest.BadInput{
				Name:      "a member of an exclusive organization",
				Config:    ada(),
				API:       inLooms,
				Stage:     acctest.Applied,
				Attribute: "user_id",
				Summary:   create,
				Details:   "exclusive_organization_membership|Remove the other membership first",
			},
			Refused: []string{createMember}, Accepted: []string{createMember},
		},
		{
			BadInput: acctest.BadInput{
				Name: "a move to an exclusive organization", Before: ada(acctest.Values{"organization_id": "org_looms"}),
				Config: ada(), API: acctest.Behaves(emulator.Behaviour{ExclusiveOrganizations: []string{"org_engines"}}),
				Stage: acctest.Applied, Attribute: "user_id", Summary: update,
				Details: "exclusive_organization_membership|-replace",
			},
			Refused: []string{createMember}, Accepted: []string{createMember, removeMember},
		},
		{
			BadInput: acctest.BadInput{
				Name: "the only membership of the user", Before: ada(), Destroy: true,
				API: acctest.Behaves(emulator.Behaviour{PersonalAccountsDisabled: true}), Stage: acctest.Applied,
				Summary: remove, Details: "personal_accounts_not_allowed|another organization|on_destroy = \"keep\"",
			},
			Refused: []string{removeMember}, Accepted: []string{removeMember},
		},
		{
			BadInput: acctest.BadInput{
				Name: "a move from the only membership of the user", Before: ada(acctest.Values{"organization_id": "org_looms"}),
				Config: ada(acctest.Values{"organization_id": "org_looms", "user_id": "user_grace"}), Stage: acctest.Applied,
				API:     acctest.Behaves(emulator.Behaviour{PersonalAccountsDisabled: true}),
				Summary: update, Details: "personal_accounts_not_allowed|another organization",
			},
			Refused: []string{createMember, removeMember}, Accepted: []string{createMember, removeMember},
		},
	})
}

// With 404 and with 422, the error is the same one.
func TestMembership_unknownRole_isOneErrorOnTheRole(t *testing.T) {
	unknown := ada(acctest.Values{"role": "org:none"})
	var inputs []acctest.BadInput
	for status, behaviour := range map[string]emulator.Behaviour{"404": {}, "422": {UnknownRoleInvalid: true}} {
		seededWith := func(t *testing.T, instance *acctest.Instance) {
			t.Helper()
			instance.MustSeed(seed)
			instance.SetBehaviour(behaviour)
		}
		inputs = append(inputs, acctest.BadInput{
			Name: "create, " + status, Config: unknown, API: seededWith, Stage: acctest.Applied,
			Attribute: "role", Summary: "Could not create the membership of user_ada in org_engines",
			Details: "status " + status + "|role set of the organization|such as org:member",
		})
	}
	acctest.RunBadInputs(t, "resource "+membershipType, inputs)
	for status, behaviour := range map[string]emulator.Behaviour{"404": {}, "422": {UnknownRoleInvalid: true}} {
		t.Run("update, "+status, func(t *testing.T) {
			t.Parallel()
			instance, p := seeded(t)
			instance.SetBehaviour(behaviour)
			made := p.Apply(membershipType, nil, ada())
			instance.ResetLog()
			p.Configure(instance)
			changed := p.Apply(membershipType, made.State, unknown)
			acctest.ExpectOne(t, changed.Diagnostics, acctest.IsError,
				"Could not update the membership of user_ada", "status "+status, "role set of the organization")
			acctest.ExpectError(t, changed.Diagnostics, "role", "status "+status)
			instance.ExpectWrites(updateMember)
			if held := p.Attributes(membershipType, changed.State); held["role"] != "org:member" {
				t.Errorf("the state has %v", held)
			}
		})
		t.Run("demoted_role, "+status, func(t *testing.T) {
			t.Parallel()
			instance, p := seeded(t)
			instance.SetBehaviour(behaviour)
			made := p.Apply(membershipType, nil, ada(acctest.Values{"on_destroy": "demote", "demoted_role": "org:none"}))
			instance.ResetLog()
			p.Configure(instance)
			refused := p.ApplyPlanned(p.PlannedDestroy(membershipType, made.State))
			acctest.ExpectOne(t, refused.Diagnostics, acctest.IsError,
				"Could not delete the membership of user_ada", "status "+status, "role set of the organization")
			acctest.ExpectError(t, refused.Diagnostics, "demoted_role", "status "+status)
			instance.ExpectWrites(updateMember)
			if held := p.Attributes(membershipType, refused.State); held["role"] != "org:member" {
				t.Errorf("the state has %v", held)
			}
		})
	}
}

// Without the search, the membership may still exist.
func TestMembership_Delete_unknownDemotedRoleAndNoSearch_keepsTheState(t *testing.T) {
	t.Parallel()
	instance, p := seeded(t)
	made := p.Apply(membershipType, nil, ada(acctest.Values{"on_destroy": "demote", "demoted_role": "org:none"}))
	p.Configure(instance)
	plan := p.PlannedDestroy(membershipType, made.State)
	acctest.Faults(t, instance, emulator.FaultRule{Method: "GET", Path: "*", Kind: emulator.FaultStatus, Status: 403})
	refused := p.ApplyPlanned(plan)
	acctest.ExpectOne(t, refused.Diagnostics, acctest.IsError, "Could not delete the membership of user_ada", "status 404")
	if held := p.Attributes(membershipType, refused.State); held["role"] != "org:member" {
		t.Errorf("the state has %v", held)
	}
}

func TestMembership_managedBySCIM_refusesTheRoleAndTheRemovalOnly(t *testing.T) {
	t.Parallel()
	admin, noted := acctest.Values{"role": "org:admin"}, acctest.Values{"public_metadata": `{"a":1}`}
	for name, test := range map[string]struct {
		config acctest.Values // nil for a destroy
		writes []string
		says   string // of the one error, "" for none
	}{
		"metadata": {ada(noted), []string{mergeMember}, ""},
		"role":     {ada(admin), []string{updateMember}, "Could not update"},
		"removal":  {nil, []string{removeMember}, "Could not delete"},
	} {
		for _, managed := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, %t", name, managed), func(t *testing.T) {
				t.Parallel()
				instance, _ := seeded(t)
				instance.MustSeed(emulator.Seed{Memberships: []emulator.SeedMembership{
					{UserID: "user_ada", OrganizationID: "org_engines", ManagedBySCIM: managed},
				}})
				calls := acctest.NewCalls(t, instance, membershipType)
				held := calls.Imported(acctest.Values{"organization_id": "org_engines", "user_id": "user_ada"})
				instance.ResetLog()
				after, diagnostics := calls.Apply(calls.Plan(held, test.config))
				instance.ExpectWrites(test.writes...)
				if !managed || test.says == "" {
					acctest.ExpectNone(t, diagnostics)
					return
				}
				acctest.ExpectOne(t, diagnostics, acctest.IsError, test.says, "user_ada in org_engines",
					"organization_membership_managed_by_scim", "Change it in the directory", "from the state")
				if got := calls.Attributes(membershipType, after.State); got["role"] != "org:member" {
					t.Errorf("the state has %v", got)
				}
			})
		}
	}
}

func TestMembership_Create_managedBySCIM_isNotAdoptedWithAnotherRole(t *testing.T) {
	t.Parallel()
	for role, refused := range map[string]bool{"org:member": false, "org:admin": true} {
		instance, p := seeded(t)
		instance.MustSeed(emulator.Seed{Memberships: []emulator.SeedMembership{
			{UserID: "user_ada", OrganizationID: "org_engines", ManagedBySCIM: true},
		}})
		made := p.Apply(membershipType, nil, ada(acctest.Values{"adopt_existing": true, "role": role}))
		if !refused {
			acctest.ExpectNone(t, made.Diagnostics)
			continue
		}
		acctest.ExpectOne(t, made.Diagnostics, acctest.IsError, "Could not create", "managed_by_scim", "in the directory")
		if held := p.Attributes(membershipType, made.State); len(held) > 0 {
			t.Errorf("the state has %v", held)
		}
	}
}

// -replace removes the old membership first.
func TestMembership_Replace_exclusiveOrganization_succeeds(t *testing.T) {
	t.Parallel()
	instance, _ := seeded(t)
	instance.SetBehaviour(emulator.Behaviour{ExclusiveOrganizations: []string{"org_engines"}})
	calls := acctest.NewCalls(t, instance, membershipType)
	held := calls.Create(instance, ada(acctest.Values{"organization_id": "org_looms"}))
	calls.Configure(instance)
	update := calls.Plan(held, ada())
	create := calls.Plan(acctest.Object{Private: update.PlannedPrivate}, ada())
	calls.Configure(instance)
	instance.ResetLog()
	_, diagnostics := calls.Apply(calls.Replaced(held, create))
	acctest.ExpectNone(t, diagnostics)
	_, diagnostics = calls.Apply(create)
	acctest.ExpectNone(t, diagnostics)
	instance.ExpectWrites(removeMember, createMember)
}

// A replica of the API does not have the membership yet.
func TestMembership_Create_adoptExisting_notFoundYet_isOneError(t *testing.T) {
	t.Parallel()
	instance, p := seeded(t)
	instance.SetBehaviour(emulator.Behaviour{ReplicaLagSeconds: 60})
	instance.AdvanceClock(time.Hour)
	acctest.ExpectNone(t, p.Apply(membershipType, nil, ada()).Diagnostics)
	p.Configure(instance)
	adopting := ada(acctest.Values{"adopt_existing": true})
	early := p.Apply(membershipType, nil, adopting)
	acctest.ExpectOne(t, early.Diagnostics, acctest.IsError,
		"Could not create the membership of user_ada in org_engines", "already_a_member_in_organization",
		"Apply again")
	instance.AdvanceClock(time.Hour)
	p.Configure(instance)
	acctest.ExpectNone(t, p.Apply(membershipType, nil, adopting).Diagnostics)
}
