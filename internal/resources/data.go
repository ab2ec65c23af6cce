// Package resources holds what the resources have in common: what the provider
// block gives them, and the limit of the users whom one run may delete.
package resources

import (
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/registry"
)

// Data is what the provider block gives to resources.
type Data struct {
	// Client is nil while the secret key is unknown, which can be so in a plan.
	Client *clerk.Client
	// Deletions is nil without max_user_deletions, and limits nothing then.
	Deletions *DeletionLimit
	// Instance keeps objects of another instance in the state; nil while there is no client.
	Instance *InstanceGuard
	// Registry records what the calls of this run have shown.
	Registry *registry.Registry
}

// Given is what a resource is given when it is configured; nothing before the
// provider is.
func Given(req resource.ConfigureRequest) Data {
	data, _ := req.ProviderData.(Data)
	return data
}
