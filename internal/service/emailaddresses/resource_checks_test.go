package emailaddresses_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// withAddresses is an instance with Ada, who has a verified primary address, another verified one, and one that is not
// verified.
func withAddresses(t *testing.T) *acctest.Instance {
	t.Helper()
	instance := acctest.NewInstance(t)
	instance.MustSeed(emulator.Seed{Users: []emulator.SeedUser{{
		ID: "user_ada", Body: map[string]any{"email_address": []string{"primary@example.com", "second@example.com"}},
		Unverified: []string{"unverified@example.com"},
	}}})
	return instance
}

func ofAda(address string, more acctest.Values) acctest.Values {
	return acctest.Values{"user_id": "user_ada", "email_address": address}.With(more)
}

func TestEmailAddress_ModifyPlan_addressThatIsTakenOver_cannotLoseWhatItHas(t *testing.T) {
	for name, test := range map[string]struct {
		config acctest.Values
		at     string
		says   string
	}{
		"its verification": {
			ofAda("Second@example.com", acctest.Values{"verified": false}), "verified", "A verification cannot be taken back",
		},
		"being primary": {
			ofAda("primary@example.com", acctest.Values{"primary": false}), "primary", "The identifier stays primary",
		},
		"nothing it has not":    {ofAda("unverified@example.com", acctest.Values{"verified": false, "primary": false}), "", ""},
		"nothing for a new one": {ofAda("new@example.com", acctest.Values{"verified": false, "primary": false}), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			instance := withAddresses(t)
			p := acctest.NewProtocol(t, instance)
			diagnostics := p.PlanCreate(typeName, test.config)
			if test.says == "" {
				acctest.ExpectNone(t, diagnostics)
				return
			}
			acctest.ExpectError(t, diagnostics, test.at, test.says)
			if len(diagnostics) != 1 {
				t.Errorf("there are %d diagnostics, want one", len(diagnostics))
			}
		})
	}
}

// The values are unknown during plan, so only the apply can refuse them. It sends nothing and records nothing.
func TestEmailAddress_Create_verificationOfATakenOverAddress_isRefusedBeforeAnyRequest(t *testing.T) {
	instance := withAddresses(t)
	calls := acctest.NewCalls(t, instance, typeName)
	planned := calls.Plan(acctest.Object{}, acctest.Values{
		"user_id": acctest.Unknown, "email_address": "second@example.com", "verified": false,
	})
	acctest.ExpectNone(t, planned.Diagnostics)
	known := calls.Plan(acctest.Object{}, ofAda("new@example.com", acctest.Values{"verified": false}))
	acctest.ExpectNone(t, known.Diagnostics)
	// In the apply, the user holds the address.
	instance.Change("second@example.com", func(u *emulator.User) { u.EmailAddresses[1].EmailAddress = "new@example.com" })
	calls.Configure(instance)
	instance.ResetLog()
	_, diagnostics := calls.Apply(known)
	acctest.ExpectError(t, diagnostics, "verified", "A verification cannot be taken back")
	if writes := instance.Writes(); len(writes) != 0 {
		t.Errorf("it sent %v", writes)
	}
}

func TestEmailAddress_ModifyPlan_unverifiedAddressAsPrimary_isAnError(t *testing.T) {
	for name, test := range map[string]struct {
		config acctest.Values
		says   string
	}{
		"without verified": {acctest.Values{"primary": true}, "A primary must be verified"},
		"with verified":    {acctest.Values{"primary": true, "verified": true}, ""},
		"not as primary":   {acctest.Values{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			instance := withAddresses(t)
			user, _ := instance.User("user_ada")
			calls := acctest.NewCalls(t, instance, typeName)
			held := calls.Refreshed(calls.Imported(acctest.Values{"id": user.EmailAddresses[2].ID}))
			planned := calls.Plan(held, ofAda("unverified@example.com", test.config))
			if test.says != "" {
				acctest.ExpectError(t, planned.Diagnostics, "primary", test.says)
				return
			}
			acctest.ExpectNone(t, planned.Diagnostics)
			_, diagnostics := calls.Apply(planned)
			acctest.ExpectNone(t, diagnostics)
		})
	}
}
