package invitations_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// It is unknown whether ignore_existing applies to the address of a user. The provider sends no bulk request, for which
// "always" differs from the default.
func TestInvitationResource_Create_addressOfAUser_dependsOnIgnoreExistingAndTheInstance(t *testing.T) {
	t.Parallel()
	for behaviour, ignores := range map[string]bool{"": true, "always": true, "never": false} {
		for _, asked := range []bool{false, true} {
			t.Run(fmt.Sprintf("%q, ignore_existing %t", behaviour, asked), func(t *testing.T) {
				t.Parallel()
				instance, calls := seeded(t, emulator.Behaviour{IgnoreExistingUsers: behaviour})
				config := ada(acctest.Values{"email_address": "root@example.com", "ignore_existing": asked})
				held, diagnostics := calls.Apply(calls.Plan(acctest.Object{}, config))
				instance.ExpectWrites(invite)
				if asked && ignores {
					acctest.ExpectNone(t, diagnostics)
					calls.Configure(instance)
					changed := calls.PlanUpdate(resourceType, calls.Refreshed(held).State,
						calls.Config(calls.Schemas.ResourceSchemas[resourceType], config))
					if len(changed) > 0 {
						t.Errorf("the next plan changes %v", changed)
					}
					return
				}
				acctest.ExpectOne(t, diagnostics, acctest.IsError, "The invited address belongs to a user",
					"root@example.com is an address of user_root", "clerk_user")
				acctest.ExpectError(t, diagnostics, "email_address", "Nothing was changed")
				if len(calls.Attributes(resourceType, held.State)) > 0 {
					t.Error("the state has the invitation")
				}
				text := acctest.Text(diagnostics)
				if advised := strings.Contains(text, "set ignore_existing = true"); advised == asked {
					t.Errorf("with ignore_existing = %t, the advice is %s", asked, text)
				}
				if asked && !strings.Contains(text, "does not accept ignore_existing") {
					t.Errorf("the reason is missing: %s", text)
				}
			})
		}
	}
}

// A pending invitation of the address is ignored in each instance.
func TestInvitationResource_Create_pendingInvitation_ignoreExistingSendsASecondOne(t *testing.T) {
	t.Parallel()
	for _, behaviour := range []string{"", "always", "never"} {
		instance, calls := seeded(t, emulator.Behaviour{IgnoreExistingUsers: behaviour})
		calls.Create(instance, ada())
		calls.Create(instance, ada(acctest.Values{"ignore_existing": true}))
		instance.ExpectWrites(invite, invite)
		if sent := len(instance.Invitations()); sent != 2 {
			t.Errorf("%q: %d invitations, want 2", behaviour, sent)
		}
	}
}
