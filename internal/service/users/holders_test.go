package users_test

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// impostor seeds a user that has not verified an email address, and returns its id.
func impostor(t *testing.T, instance *acctest.Instance, username, address string) string {
	t.Helper()
	seed := emulator.Seed{
		Users: []emulator.SeedUser{{Body: map[string]any{"username": username}, Unverified: []string{address}}},
	}
	instance.MustSeed(seed)
	user, ok := instance.FindUser(username)
	if !ok {
		t.Fatalf("there is no user %s", username)
	}
	return user.ID
}

func TestUser_Plan_unverifiedHolder_isNotAdopted(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := impostor(t, instance, "impostor", "ada@example.com")
	p := acctest.NewProtocol(t, instance)
	config := acctest.Values{"email_addresses": []any{"ada@example.com"}, "adopt_existing": true}
	refused := p.Apply("clerk_user", nil, config)
	got := summariesOf(refused.Diagnostics)
	if len(got) != 1 || got[0] != "The user to adopt has not verified the identifier" {
		t.Fatalf("the errors are %v", got)
	}
	for _, part := range []string{id, "impostor", "adopt_unverified = true"} {
		if detail := acctest.Errors(refused.Diagnostics)[0].Detail; !strings.Contains(detail, part) {
			t.Errorf("the error lacks %q: %s", part, detail)
		}
	}
	instance.ExpectWrites()
	p.Configure(instance)
	config["adopt_unverified"] = true
	adopted := p.Apply("clerk_user", nil, config)
	if got := p.Attributes("clerk_user", adopted.State)["id"]; got != id {
		t.Errorf("the state has %v, want %s: %v", got, id, summariesOf(adopted.Diagnostics))
	}
}

func TestUser_oneOfTwoHoldersHasVerified_isTheOneThatIsMeant(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	impostor(t, instance, "impostor", "ada@example.com")
	id := instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}, "username": "adalove"})
	p := acctest.NewProtocol(t, instance)
	adopted := p.Apply(
		"clerk_user",
		nil,
		acctest.Values{"email_addresses": []any{"ada@example.com"}, "adopt_existing": true},
	)
	if got := p.Attributes("clerk_user", adopted.State)["id"]; got != id {
		t.Errorf("adopted is %v, want %s: %v", got, id, summariesOf(adopted.Diagnostics))
	}
	if found := p.TryImport("clerk_user", "email:ada@example.com"); len(found) > 0 {
		t.Errorf("the import is refused: %v", found)
	}
	read := p.TryRead("clerk_user", acctest.Values{"email_address": "ada@example.com"})
	if len(acctest.Errors(read.Diagnostics)) > 0 {
		t.Errorf("the data source is refused: %v", summariesOf(read.Diagnostics))
	}
}
