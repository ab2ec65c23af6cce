package users_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// listMemory is what the provider may take while it lists, in bytes.
const listMemory = 180 << 20

func TestAccUsers_twentyThousandAreFortyListsAndStayUnder180MB(t *testing.T) {
	t.Parallel()
	const people, pages = 20_000, 40
	instance := acctest.NewUncheckedInstance(t)
	instance.SeedUsers(people)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(instance.ProviderBlock("rate_limit = 10000") + `
data "clerk_users" "all" {
  fields = ["id"]
}
output "lengths" {
  value = "${length(data.clerk_users.all.users)} ${length(data.clerk_users.all.users_by_id)} ${data.clerk_users.all.total_count}"
}`)
	process := acctest.AttachProvider(t, workspace)
	plan := workspace.Must("plan", "-no-color")

	if !strings.Contains(plan.Stdout, `lengths = "20000 20000 20000"`) {
		t.Errorf("not everybody is listed: %s", plan)
	}
	reads := instance.Reads()
	lists := len(slices.DeleteFunc(reads, func(operation string) bool { return operation != "GET /v1/users" }))
	if counts := len(reads) - lists; lists != pages+1 || counts != 0 {
		t.Errorf("%d lists and %d counts, want %d, an empty one and no count", lists, counts, pages)
	}
	peak := acctest.PeakMemory(t, process)
	t.Logf("the provider took %.0f MB at most", float64(peak)/1e6)
	if peak >= listMemory {
		t.Errorf("the provider took %d bytes, want less than %d", peak, listMemory)
	}
}
