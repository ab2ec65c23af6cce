package diagnostics

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// LacksClient reports, as an error, that there is no client because the secret
// key is still unknown where the API has to be asked.
func LacksClient(client *clerk.Client, diags *diag.Diagnostics) bool {
	if client != nil {
		return false
	}
	diags.AddError(
		"The provider has no secret key",
		"The provider's secret_key is not known yet, and Clerk has to be asked now. Apply first what the key comes from, or set the variable CLERK_SECRET_KEY.",
	)
	return true
}

// NotRefreshed warns that a plan shows what the state has, because the secret
// key is not known yet.
func NotRefreshed() diag.Diagnostic {
	return diag.NewWarningDiagnostic("Not refreshed",
		"The provider's secret_key is not known yet, so this plan shows what the state has.")
}
