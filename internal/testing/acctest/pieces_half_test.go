package acctest_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// halfDone has two resources that both have a piece in the state: both manage it, or an apply has failed after the
// piece passed from one to the other.
type halfDone struct {
	typeName string
	// piece is what both have in the state. Only one of the two has other in its configuration.
	piece, other acctest.Values
	says         []string
}

// refuses expects that the plan fails in both orders of acctest.Calls, sends no write, and succeeds once the resource that is
// updated has left the state.
func (h halfDone) refuses(t *testing.T) {
	t.Parallel()
	acctest.InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance := acctest.NewInstance(t)
		id := instance.Hold(map[string]any{"username": "countess"})
		h.piece["user_id"], h.other["user_id"] = id, id
		run := acctest.NewCalls(t, instance, h.typeName)
		kept, updated := run.Create(instance, h.piece), run.Create(instance, h.piece)
		instance.ResetLog()
		run.Configure(instance)
		var found []*tfprotov6.Diagnostic
		inOrder(
			func() { found = append(found, run.Plan(kept, h.piece).Diagnostics...) },
			func() { found = append(found, run.Plan(updated, h.other).Diagnostics...) },
		)
		says := slices.Concat(h.says, []string{"that another resource manages", "terraform state rm " + h.typeName + ".NAME"})
		acctest.ExpectOne(t, found, acctest.IsError, says...)
		instance.ExpectWrites()
		run.Configure(instance)
		inOrder(
			func() { acctest.ExpectNone(t, run.Plan(kept, h.piece).Diagnostics) },
			func() { acctest.ExpectNone(t, run.Plan(acctest.Object{}, h.other).Diagnostics) },
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
