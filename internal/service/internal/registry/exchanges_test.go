package registry_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

func TestRegistry_Exchanges_areThoseOfTheResourceType(t *testing.T) {
	run := registry.New()
	run.Exchanging("a", "1", "2")
	run.Exchanging("a", "3", "4")
	run.Exchanging("b", "1", "5")
	if diff := cmp.Diff(map[string]string{"1": "2", "3": "4"}, run.Exchanges("a")); diff != "" {
		t.Errorf("the exchanges are (-want +got):\n%s", diff)
	}
	if got := run.Exchanges("c"); len(got) != 0 {
		t.Errorf("a type without exchanges has %v", got)
	}
}
