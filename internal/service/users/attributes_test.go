package users_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/users"
)

// The acceptance tests of all attributes set, change, clear and import these values.
func TestPlainAttributes_thatCanBeSet_haveAcceptanceValues(t *testing.T) {
	t.Parallel()
	for _, name := range users.ManagedAttributes() {
		if !slices.ContainsFunc(managedAttributes(), func(m managed) bool { return m.name == name }) {
			t.Errorf("managedAttributes in resource_values_test.go has no values of %s", name)
		}
	}
}

func TestPlainAttributes_ofTheAPI_areInTheDataSource(t *testing.T) {
	t.Parallel()
	var resp datasource.SchemaResponse
	users.NewDataSource().Schema(t.Context(), datasource.SchemaRequest{}, &resp)
	for _, name := range users.ReadAttributes() {
		if resp.Schema.Attributes[name] == nil {
			t.Errorf("the data source clerk_user has no %s: add it in shape_user.go", name)
		}
	}
}
