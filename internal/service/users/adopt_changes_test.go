package users_test

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestUser_Plan_adoptionListsWhatItChanges(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Hold(map[string]any{
		"email_address": []string{"ada@example.com", "other@example.com"}, "first_name": "Old", "last_name": "Kept",
		"public_metadata": map[string]any{"kept": 1, "gone": 2}, "private_metadata": map[string]any{"note": "confidential"},
	})
	p := acctest.NewProtocol(t, instance)
	planned := p.PlanCreate("clerk_user", acctest.Values{
		"adopt_existing": true, "email_addresses": []any{"ada@example.com"}, "first_name": "Ada", "banned": true,
		"public_metadata": `{"kept":1,"new":3}`, "private_metadata": `{"note":"changed"}`,
		"password_wo": "correct horse battery", "password_wo_version": 1,
	})
	if len(planned) != 1 {
		t.Fatalf("the plan has %d diagnostics, want one warning: %v", len(planned), planned)
	}
	text := planned[0].Detail
	for _, part := range []string{
		`first_name: from "Old" to "Ada"`, "banned: from false to true", "email_addresses: removes `other@example.com`",
		"public_metadata: sets `new`, removes `gone`", "private_metadata: sets `note`", "password: set, or replaced if the user has one",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("the warning lacks %q:\n%s", part, text)
		}
	}
	for _, part := range []string{"last_name", "confidential", "changed", "correct horse"} {
		if strings.Contains(text, part) {
			t.Errorf("the warning has %q:\n%s", part, text)
		}
	}
}

func TestUserResource_Plan_adoptionWithoutChanges_warns(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}, "first_name": "Ada"})
	p := acctest.NewProtocol(t, instance)
	planned := p.PlanCreate(
		"clerk_user",
		acctest.Values{"adopt_existing": true, "email_addresses": []any{"ADA@example.com"}, "first_name": "Ada"},
	)
	if len(planned) != 1 || !strings.Contains(planned[0].Detail, "The apply changes nothing on the user.") {
		t.Errorf("the diagnostics are %v", planned)
	}
}
