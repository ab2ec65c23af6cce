package diagnostics

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// LacksClient reports whether there is no client, and adds an error if so. The
// client is missing while the secret key is unknown.
func LacksClient(client *clerk.Client, diags *diag.Diagnostics) bool {
	if client != nil {
		return false
	}
	diags.AddError(
		"The provider has no secret key",
		"The provider's secret_key is not known yet, and this needs a request to Clerk. "+
			"Apply the source of the key first, or set the environment variable CLERK_SECRET_KEY.",
	)
	return true
}

// NotRefreshed warns that a plan shows the values of the state, because the secret
// key is not known yet.
func NotRefreshed() diag.Diagnostic {
	return diag.NewWarningDiagnostic("Not refreshed",
		"The provider's secret_key is not known yet, so this plan shows the values of the state.")
}
