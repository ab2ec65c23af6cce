package organizationmemberships_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

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
