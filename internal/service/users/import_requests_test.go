package users_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestUserResource_ImportState_120UsersByKey_sendsFewRequests(t *testing.T) {
	t.Parallel()
	const users = 120 // in batches of ten calls, they take 12 requests
	for prefix, value := range map[string]func(int) string{
		"email:":       func(n int) string { return fmt.Sprintf("Person%03d@Example.com", n) },
		"external_id:": func(n int) string { return fmt.Sprintf("ext_%03d", n) },
	} {
		t.Run(prefix, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			holdMany(t, instance, users)
			calls := acctest.NewCalls(t, instance, "clerk_user")
			for range 2 { // the plan, and the plan of the apply
				calls.Configure(instance)
				acctest.AsTerraform(users, func(n int) {
					imported := calls.ImportedByID(prefix + value(n))
					planned := calls.Plan(imported, acctest.Values{"first_name": "Ada"})
					acctest.ExpectNone(t, planned.Diagnostics)
				})
				if got := len(instance.Requests()); got > 10 {
					t.Errorf("%d requests were sent, want at most 10", got)
				}
				instance.ResetLog()
			}
		})
	}
}

func TestAccUser_import_byKey_sendsFewRequests(t *testing.T) {
	t.Parallel()
	const users = 30
	instance := acctest.NewInstance(t)
	holdMany(t, instance, users)
	workspace := acctest.NewWorkspace(t, instance)
	var configuration strings.Builder
	configuration.WriteString("provider \"clerk\" {}\n")
	for n := range users {
		fmt.Fprintf(&configuration, "import {\n to = clerk_user.u%d\n id = \"external_id:ext_%03d\"\n}\n", n, n)
		fmt.Fprintf(&configuration, "resource \"clerk_user\" \"u%d\" {\n first_name = \"Ada\"\n}\n", n)
	}
	workspace.Write(configuration.String())
	workspace.Must("apply", "-auto-approve")
	if got := len(instance.Requests()); got > 10 {
		t.Errorf("%d requests were sent, want at most 10", got)
	}
	if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
		t.Errorf("the next plan is not empty: %s", plan)
	}
	instance.ExpectWrites()
}

// holdMany puts users with equal profiles and different identifiers into the instance.
func holdMany(t *testing.T, instance *acctest.Instance, users int) {
	t.Helper()
	var seed emulator.Seed
	for n := range users {
		seed.Users = append(seed.Users, emulator.SeedUser{Body: map[string]any{
			"external_id":     fmt.Sprintf("ext_%03d", n),
			"email_address":   []string{fmt.Sprintf("person%03d@example.com", n)},
			"first_name":      "Ada",
			"public_metadata": map[string]any{"team": "blue"},
		}})
	}
	instance.MustSeed(seed)
}
