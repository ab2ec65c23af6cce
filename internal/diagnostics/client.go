package diagnostics

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// LacksClient reports, as an error, that there is no client because the secret
// key is still unknown while something is to be applied.
func LacksClient(client *clerk.Client, diags *diag.Diagnostics) bool {
	if client != nil {
		return false
	}
	diags.AddError("The provider has no secret key",
		"The provider's secret_key is still unknown while changes are being applied. Make sure that what it comes from is applied first, or set the variable CLERK_SECRET_KEY.")
	return true
}

// NotRefreshed warns that a plan shows what the state has, because the secret
// key is not known yet.
func NotRefreshed() diag.Diagnostic {
	return diag.NewWarningDiagnostic("Not refreshed",
		"The provider's secret_key is not known yet, so this plan shows what the state has.")
}
