package usermetadata_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// A user can have metadata that Clerk would refuse today, or that a merge patch cannot store.
func TestUserMetadata_Plan_heldValuesThatCannotBeSent_areAccepted(t *testing.T) {
	t.Parallel()
	for name, public := range map[string]string{
		"null":          `{"a":null}`,
		"large number":  `{"a":9007199254740993}`,
		"more than 8KB": `{"a":"` + strings.Repeat("x", 9000) + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			id := instance.Hold(map[string]any{"username": "countess"})
			instance.Change("countess", func(u *emulator.User) { u.PublicMetadata = []byte(public) })
			run := acctest.NewCalls(t, instance, "clerk_user_metadata")
			held := run.Imported(acctest.Values{"user_id": id})
			acctest.ExpectNone(t, run.Plan(held, acctest.Values{"user_id": id, "public": public}).Diagnostics)
			// The same value is an error where it has to be sent.
			for _, values := range []acctest.Values{
				{"user_id": id, "public": public[:len(public)-1] + `,"b":1}`}, {"user_id": id, "unsafe": public},
			} {
				run.Configure(instance)
				planned := run.Plan(held, values)
				if !hasError(planned.Diagnostics) {
					t.Errorf("the plan accepts %.60v", values)
				}
			}
			run.Configure(instance)
			other := instance.Hold(map[string]any{"username": "adalove"})
			if planned := run.Plan(held, acctest.Values{"user_id": other, "public": public}); !hasError(planned.Diagnostics) {
				t.Error("the plan accepts the value for another user")
			}
			instance.ExpectWrites()
		})
	}
}

func hasError(diagnostics []*tfprotov6.Diagnostic) bool { return len(acctest.Errors(diagnostics)) > 0 }
