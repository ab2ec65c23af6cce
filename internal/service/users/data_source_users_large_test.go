package users_test

import (
	"fmt"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// The work of a plan is measured in allocations, which do not depend on the machine. The framework compares each
// element of a set with each other one. Four times as many values would then need 16 times as many allocations.
func TestUsersDataSource_Read_manyValues_needsLinearWork(t *testing.T) { //nolint:paralleltest // counts allocations
	instance := acctest.NewUncheckedInstance(t)
	p := acctest.NewProtocol(t, instance)
	allocations := func(values int) float64 {
		ids := make([]any, values)
		for i := range ids {
			ids[i] = fmt.Sprintf("user_%027d", i)
		}
		return testing.AllocsPerRun(1, func() {
			read := p.TryRead("clerk_users", acctest.Values{"user_ids": ids})
			if errors := acctest.Errors(read.Diagnostics); len(errors) > 0 {
				t.Error(errors[0].Detail)
			}
		})
	}
	if few, many := allocations(500), allocations(2000); many > 6*few {
		t.Errorf("500 values need %.0f allocations, 2,000 need %.0f, want at most six times as many", few, many)
	}
}
