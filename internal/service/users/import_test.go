package users_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
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

// A user can add the address of another person to the own account without a verification.
func TestUserResource_ImportState_unverifiedIdentifier_isAnError(t *testing.T) {
	instance := acctest.NewInstance(t)
	instance.MustSeed(emulator.Seed{Users: []emulator.SeedUser{
		{
			ID: "user_mallory", Body: map[string]any{"username": "mallory"},
			Unverified: []string{"boss@example.com", "+12025550199"},
		},
		{ID: "user_a", Body: map[string]any{"username": "ada_lovelace"}, Unverified: []string{"grace@example.com"}},
		{ID: "user_grace", Body: map[string]any{"email_address": []string{"grace@example.com"}}},
	}})
	p := acctest.NewProtocol(t, instance)
	for name, noun := range map[string]string{
		"email:Boss@example.com": "email address", "phone:+12025550199": "phone number",
	} {
		acctest.ExpectOne(t, p.In(t).TryImport("clerk_user", name), acctest.IsError,
			"The user to import has not verified the "+noun, "user_mallory", "by id")
	}
	acctest.ExpectNone(t, p.TryImport("clerk_user", "email:grace@example.com"))
	acctest.ExpectNone(t, p.TryImport("clerk_user", "user_mallory"))
	acctest.ExpectNone(t, p.TryImport("clerk_user", "username:mallory"))
}
