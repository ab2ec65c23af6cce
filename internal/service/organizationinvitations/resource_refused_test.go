package organizationinvitations_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// The rules of the instance are on and off: it is unknown which ones Clerk applies.
func TestInvitationResource_refusedByARule_isOneErrorAndKeepsTheState(t *testing.T) {
	acctest.RunRefusals(t, resourceType, seed, []acctest.Refusal{{
		BadInput: acctest.BadInput{
			Name: "no seat left", Config: ada(), API: acctest.Behaves(emulator.Behaviour{Seats: 2}), Stage: acctest.Applied,
			Summary: "Could not create the invitation of Ada@example.com to the organization org_engines",
			Details: "insufficient_seats|seat limit|Add seats|pending invitations",
		},
		Refused: []string{invite}, Accepted: []string{invite},
	}})
}

// With 404 and with 422, the error is the same one.
func TestInvitationResource_Create_unknownRole_isOneErrorOnTheRole(t *testing.T) {
	var inputs []acctest.BadInput
	for status, behaviour := range map[string]emulator.Behaviour{"404": {}, "422": {UnknownRoleInvalid: true}} {
		inputs = append(inputs, acctest.BadInput{
			Name: status, Config: ada(acctest.Values{"role": "org:none"}), Stage: acctest.Applied,
			API: func(t *testing.T, instance *acctest.Instance) {
				t.Helper()
				instance.MustSeed(seed)
				instance.SetBehaviour(behaviour)
			},
			Attribute: "role", Summary: "Could not create the invitation of Ada@example.com to the organization org_engines",
			Details: "status " + status + "|role set of the organization|such as org:member",
		})
	}
	acctest.RunBadInputs(t, "resource "+resourceType, inputs)
}

// A clerk_organization_membership makes the invited user a member. Clerk may accept the invitation then.
func TestInvitationResource_membershipOfTheInvitedUser_plansNothingAndIsDestroyed(t *testing.T) {
	const membershipType, join = "clerk_organization_membership", "POST /v1/organizations/{organization_id}/memberships"
	for name, test := range map[string]struct {
		behaviour emulator.Behaviour
		status    string
		destroys  []string
		warns     string // of the destroy, "" for none
	}{
		"stays pending": {emulator.Behaviour{}, "pending", []string{revoke}, ""},
		"is accepted": {
			emulator.Behaviour{MembershipConsumesInvitation: true}, "accepted", nil, "keeps the membership",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance, calls := seeded(t, test.behaviour)
			instance.MustSeed(emulator.Seed{Users: []emulator.SeedUser{{ID: "user_ada", Body: map[string]any{
				"email_address": []string{"ada@example.com"},
			}}}})
			held := calls.Create(instance, ada(acctest.Values{"resend_when": []any{"expired", "revoked"}}))
			member := calls.Protocol.Apply(membershipType, nil, acctest.Values{
				"organization_id": "org_engines", "user_id": "user_ada", "role": "org:admin",
			})
			acctest.ExpectNone(t, member.Diagnostics)
			instance.ExpectWrites(invite, join)
			calls.Configure(instance)
			instance.ResetLog()
			held = calls.Refreshed(held)
			if status := calls.Attributes(resourceType, held.State)["status"]; status != test.status {
				t.Errorf("the status is %v, want %s", status, test.status)
			}
			planned := calls.Plan(held, ada(acctest.Values{"resend_when": []any{"expired", "revoked"}}))
			acctest.ExpectNone(t, planned.Diagnostics)
			before, after := calls.Attributes(resourceType, held.State), calls.Attributes(resourceType, planned.PlannedState)
			if diff := cmp.Diff(before, after); diff != "" || len(planned.RequiresReplace) > 0 {
				t.Errorf("the plan changes the invitation (-state +plan):\n%s", diff)
			}
			calls.Configure(instance)
			_, diagnostics := calls.Apply(calls.Plan(held, nil))
			if test.warns == "" {
				acctest.ExpectNone(t, diagnostics)
			} else {
				acctest.ExpectOne(t, diagnostics, acctest.IsWarning, test.warns, "user_ada stays a member of org_engines")
			}
			instance.ExpectWrites(test.destroys...)
			if members := len(instance.Memberships("org_engines")); members != 3 {
				t.Errorf("%d members are left, want 3", members)
			}
		})
	}
}

// Clerk can require a user that revokes. The inviter can have left the organization, or be deleted: the answer is 404
// then, and the invitation is still pending.
func TestInvitationResource_Delete_inviterHasLeft_isAnErrorOnlyIfClerkRequiresAUser(t *testing.T) {
	for name, leaves := range map[string]func(*acctest.Instance){
		"is no member": func(instance *acctest.Instance) { instance.Delete("orgmem_boss") },
		"is deleted":   func(instance *acctest.Instance) { instance.DeleteUser("user_boss") },
	} {
		for _, needsUser := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, user required: %t", name, needsUser), func(t *testing.T) {
				t.Parallel()
				instance, calls := seeded(t, emulator.Behaviour{RevokeNeedsUser: needsUser})
				instance.MustSeed(emulator.Seed{
					Users: []emulator.SeedUser{{ID: "user_boss", Body: map[string]any{"username": "bossuser"}}},
					Memberships: []emulator.SeedMembership{
						{ID: "orgmem_boss", UserID: "user_boss", OrganizationID: "org_engines", Role: "org:admin"},
					},
				})
				held := calls.Create(instance, ada(acctest.Values{"inviter_user_id": "user_boss"}))
				leaves(instance)
				calls.Configure(instance)
				held = calls.Refreshed(held)
				instance.ResetLog()
				after, diagnostics := calls.Apply(calls.Plan(held, nil))
				if !needsUser {
					acctest.ExpectNone(t, diagnostics)
					instance.ExpectWrites(revoke)
					return
				}
				instance.ExpectWrites(revoke, revoke)
				acctest.ExpectOne(t, diagnostics, acctest.IsError, "Could not delete", "inviter_user_id")
				if status := calls.Attributes(resourceType, after.State)["status"]; status != "pending" {
					t.Errorf("the state has %v", status)
				}
			})
		}
	}
}
