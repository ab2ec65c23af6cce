package chaos

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/users"
)

// elsewhere are attributes that other code of the rounds changes, or that only Terraform has.
var elsewhere = []string{
	"username", "email_addresses", "phone_numbers", "web3_wallets", "deletion_policy",
	"deletion_protection",
}

func TestAttributes_haveEveryAttributeThatTheAPIHas(t *testing.T) {
	t.Parallel()
	var resp resource.SchemaResponse
	users.NewResource().Schema(t.Context(), resource.SchemaRequest{}, &resp)
	for name, declared := range resp.Schema.Attributes {
		if !declared.IsOptional() || !declared.IsComputed() || slices.Contains(elsewhere, name) ||
			strings.HasPrefix(name, "primary_") || strings.HasSuffix(name, "_wo_version") {
			continue
		}
		if !slices.ContainsFunc(attributes, func(a attribute) bool { return a.name == name }) {
			t.Errorf("rounds of chaos do not change %s: add it to attributes in attributes_test.go", name)
		}
	}
}
