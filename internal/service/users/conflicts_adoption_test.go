package users_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const mayBeAdopted = "A user that this plan destroys may be the one to adopt"

// An identifier that is not known yet can turn out to be that of a user that the plan destroys.
func TestUser_Plan_unknownIdentifiersOfAnAdoptionBesideADestroy_warnsInBothOrders(t *testing.T) {
	t.Parallel()
	unknown := acctest.Values{"username": acctest.Unknown, "adopt_existing": true}
	for name, test := range map[string]struct {
		policy string
		values acctest.Values
		says   []string
	}{
		"deleted":  {"delete", unknown, []string{`delete the user "adalove" (user_`, "moved {", "terraform state rm"}},
		"banned":   {"ban", unknown, []string{`ban the user "adalove" (user_`}},
		"retained": {"retain", unknown, nil},
		"may have adopt_existing": {
			"delete", acctest.Values{"username": acctest.Unknown, "adopt_existing": acctest.Unknown},
			[]string{"delete the user"},
		},
		"without adopt_existing": {"delete", acctest.Values{"username": acctest.Unknown}, nil},
		"known and another one":  {"delete", acctest.Values{"username": "another", "adopt_existing": true}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			p := acctest.NewProtocol(t, instance)
			state := p.Apply("clerk_user", nil, acctest.Values{"username": "adalove", "deletion_policy": test.policy}).State
			acctest.InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
				p.Configure(instance)
				var found []*tfprotov6.Diagnostic
				inOrder(
					func() { found = append(found, p.PlanDestroy("clerk_user", state)...) },
					func() { found = append(found, p.PlanCreate("clerk_user", test.values)...) },
				)
				for _, other := range []string{
					"Destroying does not delete the user", "The user to adopt is not known yet", "There is no user to adopt",
				} {
					found = without(found, other)
				}
				if test.says == nil {
					acctest.ExpectNone(t, found)
					return
				}
				acctest.ExpectOne(t, found, tfprotov6.DiagnosticSeverityWarning, append(test.says, mayBeAdopted)...)
			})
		})
	}
}
