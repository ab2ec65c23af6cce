package emailaddresses_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// Tests of the destroy of the last identifier of a user, with every order of calls.

const noneLeft = "The user would have no identifier left"

// lastOne is a user in the state. A run destroys the resources of all its identifiers.
type lastOne struct {
	*acctest.Protocol
	t        *testing.T
	instance *acctest.Instance
	user     *tfprotov6.DynamicValue
	email    *tfprotov6.DynamicValue
}

// withLastOne makes a user with the email address ada@example.com.
func withLastOne(t *testing.T, body map[string]any, configured acctest.Values) lastOne {
	t.Helper()
	instance := acctest.NewInstance(t)
	held := map[string]any{"email_address": []string{"ada@example.com"}}
	for key, value := range body {
		held[key] = value
	}
	id := instance.Hold(held)
	p := acctest.NewProtocol(t, instance)
	email := managed(t, p, acctest.Values{"user_id": id, "email_address": "ada@example.com"})
	user := p.Import("clerk_user", p.IdentityOf("clerk_user", acctest.Values{"id": id}))
	if configured != nil {
		p.Configure(instance)
		user = p.Apply("clerk_user", user, configured).State
	}
	p.Configure(instance)
	return lastOne{p, t, instance, user, email}
}

func (l lastOne) keepUser() []*tfprotov6.Diagnostic {
	return l.PlanChange("clerk_user", l.user, acctest.Values{"first_name": "Ada"})
}

func (l lastOne) keepUserUnchanged() []*tfprotov6.Diagnostic {
	return l.PlanChange("clerk_user", l.user, acctest.Values{})
}

func (l lastOne) destroyUser() []*tfprotov6.Diagnostic { return l.PlanDestroy("clerk_user", l.user) }

func (l lastOne) destroyEmail() []*tfprotov6.Diagnostic { return l.PlanDestroy(typeName, l.email) }

// expectLast makes the calls of one plan in both orders, and expects one error, from the second call, or none.
func (l lastOne) expectLast(fails bool, user func() []*tfprotov6.Diagnostic) {
	l.t.Helper()
	type call = func() []*tfprotov6.Diagnostic
	for name, calls := range map[string][2]call{
		"user first": {user, l.destroyEmail}, "email first": {l.destroyEmail, user},
	} {
		l.Configure(l.instance)
		if first := acctest.Errors(calls[0]()); len(first) > 0 {
			l.t.Errorf("%s: the first call fails: %v", name, first[0])
		}
		errors := acctest.Errors(calls[1]())
		if !fails && len(errors) > 0 {
			l.t.Errorf("%s: the plan fails: %v", name, errors[0])
		}
		if fails && (len(errors) != 1 || errors[0].Summary != noneLeft) {
			l.t.Errorf("%s: the second call gives %v, want one error", name, errors)
		}
		for _, part := range []string{"Add another one first", "destroy its clerk_user as well", "removed {",
			`terraform state rm 'clerk_email_address.example["key"]'`, `clerk_email_address with "ada@example.com"`} {
			if fails && len(errors) == 1 && !strings.Contains(errors[0].Detail, part) {
				l.t.Errorf("the error lacks %q: %s", part, errors[0].Detail)
			}
		}
	}
}

func TestEmailAddress_destroyOfTheLastOneOfAUserThatThePlanKeeps_failsThePlanInBothOrders(t *testing.T) {
	t.Parallel()
	l := withLastOne(t, map[string]any{"external_id": "7"}, acctest.Values{"deletion_policy": "delete"})
	l.expectLast(true, l.keepUser)
	l.expectLast(true, l.keepUserUnchanged)
}

func TestEmailAddress_destroyOfTheLastOneOfAUserThatThePlanDestroys_passesInBothOrders(t *testing.T) {
	t.Parallel()
	l := withLastOne(t, nil, acctest.Values{"deletion_policy": "delete"})
	l.expectLast(false, l.destroyUser)
}

func TestEmailAddress_destroyOfOneThatMayNotBeTheLast_passesThePlan(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		body   map[string]any
		change func(*emulator.User)
	}{
		"username":     {body: map[string]any{"username": "countess"}},
		"phone number": {body: map[string]any{"phone_number": []string{"+12025550123"}}},
		"external account": {change: func(u *emulator.User) {
			u.ExternalAccounts = []emulator.ExternalAccount{{Provider: "oauth_github", ProviderUserID: "7"}}
		}},
		"unverified address": {change: func(u *emulator.User) {
			u.EmailAddresses = append(u.EmailAddresses, emulator.EmailAddress{EmailAddress: "unverified@example.com"})
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := withLastOne(t, test.body, nil)
			if test.change != nil {
				l.instance.Change("ada@example.com", test.change)
			}
			l.expectLast(false, l.keepUser)
		})
	}
}

func TestEmailAddress_destroyOfAllOfAUserThatThePlanKeeps_isOneError(t *testing.T) {
	t.Parallel()
	l := withLastOne(t, map[string]any{"phone_number": []string{"+12025550123"}}, nil)
	phone := l.Apply("clerk_phone_number", nil, acctest.Values{
		"user_id": l.instance.OnlyUser().ID, "phone_number": "+12025550123",
	}).State
	user, email := l.keepUser, l.destroyEmail
	number := func() []*tfprotov6.Diagnostic { return l.PlanDestroy("clerk_phone_number", phone) }
	for name, calls := range map[string][]func() []*tfprotov6.Diagnostic{
		"user first": {user, email, number}, "user between": {number, user, email}, "user last": {email, number, user},
		"one in two resources": {user, email, number, number},
	} {
		l.Configure(l.instance)
		var errors []*tfprotov6.Diagnostic
		for _, call := range calls {
			errors = append(errors, acctest.Errors(call())...)
		}
		if len(errors) != 1 || errors[0].Summary != noneLeft || !strings.Contains(errors[0].Detail, "+12025550123") {
			t.Errorf("%s: the errors are %v, want one that names both", name, errors)
		}
	}
}

// An apply does not see a user that does not change: the plan records what the run does to it.
func TestEmailAddress_Delete_ofTheLastOne_saysWhatTheRunDoesToTheUser(t *testing.T) {
	t.Parallel()
	const warning, failure = tfprotov6.DiagnosticSeverityWarning, tfprotov6.DiagnosticSeverityError
	for name, test := range map[string]struct {
		policy   string
		keeps    bool
		severity tfprotov6.DiagnosticSeverity
		says     string
	}{
		"the user is deleted": {policy: "delete"},
		"the user is banned":  {policy: "ban", severity: warning, says: `by deletion_policy = "ban"`},
		"the user stays":      {policy: "delete", keeps: true, severity: failure, says: "Add another one"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := withLastOne(t, nil, acctest.Values{"deletion_policy": test.policy})
			address := "unverified@example.com"
			if test.keeps { // the plan is not certain that it is the last one
				l.instance.Change("ada@example.com", func(u *emulator.User) {
					u.EmailAddresses = append(u.EmailAddresses, emulator.EmailAddress{EmailAddress: address})
				})
				l.keepUser()
			} else {
				l.destroyUser()
			}
			planned := l.PlannedDestroy(typeName, l.email)
			l.Configure(l.instance)
			diagnostics := l.ApplyPlanned(planned).Diagnostics
			if test.says == "" && len(diagnostics) > 0 {
				t.Fatalf("the destroy reports %v", diagnostics)
			}
			if test.says != "" && (len(diagnostics) != 1 || diagnostics[0].Severity != test.severity ||
				!strings.Contains(diagnostics[0].Detail, test.says)) {
				t.Errorf("the destroy reports %v, want %q", diagnostics, test.says)
			}
		})
	}
}
