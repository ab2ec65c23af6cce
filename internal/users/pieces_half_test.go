package users_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
)

// halfDone has two resources that both have a piece in the state: both manage it, or an apply has failed after the
// piece passed from one to the other.
type halfDone struct {
	typeName string
	// piece is what both have in the state. Only one of the two has other in its configuration.
	piece, other acctest.Values
	says         []string
}

// refuses expects that the plan fails in both orders of calls, sends no write, and succeeds once the resource that is
// updated has left the state.
func (h halfDone) refuses(t *testing.T) {
	t.Parallel()
	inBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance, id := withMetadata(t)
		h.piece["user_id"], h.other["user_id"] = id, id
		run := newCalls(t, instance, h.typeName)
		kept, updated := run.create(instance, h.piece), run.create(instance, h.piece)
		instance.ResetLog()
		run.Configure(instance)
		var found []*tfprotov6.Diagnostic
		inOrder(
			func() { found = append(found, run.plan(kept, h.piece).Diagnostics...) },
			func() { found = append(found, run.plan(updated, h.other).Diagnostics...) },
		)
		says := slices.Concat(h.says, []string{"that another resource manages", "terraform state rm " + h.typeName + ".NAME"})
		expectOne(t, found, isError, says...)
		instance.ExpectWrites()
		run.Configure(instance)
		inOrder(
			func() { expectNone(t, run.plan(kept, h.piece).Diagnostics) },
			func() { expectNone(t, run.plan(object{}, h.other).Diagnostics) },
		)
	})
}

func TestUserMetadata_plan_updateRemovesAKeyThatAnotherResourceKeeps_fails(t *testing.T) {
	halfDone{
		typeName: "clerk_user_metadata",
		piece:    acctest.Values{"public": `{"role":"admin"}`}, other: acctest.Values{"public": `{"team":"blue"}`},
		says: []string{`public_metadata key "/role"`},
	}.refuses(t)
}

func TestEmailAddress_plan_updateRemovesAnAddressThatAnotherResourceKeeps_fails(t *testing.T) {
	halfDone{
		typeName: "clerk_email_address",
		piece:    acctest.Values{"email_address": "ada@example.com", "verified": true},
		other:    acctest.Values{"email_address": "ada@example.org", "verified": true},
		says:     []string{`email address "ada@example.com"`},
	}.refuses(t)
}
