package users_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestUserResource_ImportState_prefixInAnyCase_findsTheUser(t *testing.T) {
	instance := acctest.NewInstance(t)
	instance.Hold(map[string]any{
		"email_address": []string{"ada@example.com"}, "phone_number": []string{"+12025550123"}, "username": "ada_lovelace",
		"external_id": "Employee-1",
	})
	p := acctest.NewProtocol(t, instance)
	for _, name := range []string{
		"Email:ada@example.com", "EMAIL:ada@example.com", "Phone:+12025550123", "USERNAME:ada_lovelace",
		"External_ID:Employee-1", "external_id:Employee-1",
	} {
		acctest.ExpectNone(t, p.In(t).TryImport("clerk_user", name))
	}
	// Only the prefix is folded: external ids differ by case.
	acctest.ExpectError(t, p.TryImport("clerk_user", "External_ID:employee-1"), "", "No such user")
}
