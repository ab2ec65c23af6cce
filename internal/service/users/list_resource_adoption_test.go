package users_test

import (
	"reflect"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestListUsers_resource_equalsAnImportAndPlansNoChange(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	kinds := seedKindsOfUsers(t, instance, len(kindsOfUsers))
	p := acctest.NewProtocol(t, instance)
	results := p.Listed("clerk_user", acctest.ListQuery{IncludeResource: true})
	if len(results) != len(kinds) {
		t.Fatalf("%d users are listed, want %d", len(results), len(kinds))
	}
	for _, result := range results {
		identity := p.Identity("clerk_user", result.Identity)
		t.Run(kinds[identity["id"].(string)], func(t *testing.T) {
			imported := p.Import("clerk_user", result.Identity)
			listed, held := p.Attributes("clerk_user", result.Resource), p.Attributes("clerk_user", imported)
			if !reflect.DeepEqual(listed, held) {
				t.Errorf("the list has\n%v\nand the import\n%v", listed, held)
			}
			config := p.GenerateConfig("clerk_user", result.Resource)
			if changed := p.PlanUpdate("clerk_user", imported, config); len(changed) > 0 {
				t.Errorf("the configuration changes %v", changed)
			}
		})
	}
	instance.ExpectWrites()
}
