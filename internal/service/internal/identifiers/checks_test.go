package identifiers_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestResource_ModifyPlan_heldValueThatAValidatorRefuses_isAccepted(t *testing.T) {
	t.Parallel()
	for param, test := range map[string]struct {
		seeded, held, other, summary string
		change                       func(*emulator.User, string)
	}{
		"email_address": {
			"ada@example.com", "ada at example.com", "king at example.com", "Not an email address",
			func(u *emulator.User, value string) { u.EmailAddresses[0].EmailAddress = value },
		},
		"phone_number": {
			"+12025550123", "12025550123", "12025550124", "Not an E.164 phone number",
			func(u *emulator.User, value string) { u.PhoneNumbers[0].PhoneNumber = value },
		},
	} {
		t.Run(param, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			id := instance.Hold(map[string]any{"username": "countess", param: []string{test.seeded}})
			instance.Change("countess", func(u *emulator.User) { test.change(u, test.held) })
			run := acctest.NewCalls(t, instance, "clerk_"+param)
			imported := run.ImportedByID(id + "/" + test.held)
			values := acctest.Values{"user_id": id, param: test.held}
			acctest.ExpectNone(t, run.Plan(imported, values).Diagnostics)
			for _, other := range []string{test.other, ""} {
				values[param] = other
				run.Configure(instance)
				acctest.ExpectOne(t, run.Plan(imported, values).Diagnostics, acctest.IsError, test.summary)
				run.Configure(instance)
				acctest.ExpectOne(t, run.Plan(acctest.Object{}, values).Diagnostics, acctest.IsError, test.summary)
			}
			instance.ExpectWrites()
		})
	}
}
