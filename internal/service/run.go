// Package service connects the provider block with the services. Each package below it has one noun of the Backend API
// and everything that Terraform sees of it.
package service

import (
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// Run has the values that the resources of one configured provider share. Terraform configures the provider once for a
// plan and once for an apply.
type Run struct {
	// Client is nil while the secret key is unknown, which can happen during plan.
	Client *clerk.Client
	// Deletions is nil without max_user_deletions. A nil limit limits nothing.
	Deletions *DeletionLimit
	// OrganizationDeletions is nil without max_organization_deletions.
	OrganizationDeletions *DeletionLimit
	// Instance keeps objects of another instance in the state. It is nil while there is no client.
	Instance *InstanceGuard
	// Registry records what the calls of this run have shown.
	Registry *registry.Registry
}

// NewRun returns a run without a client, and with an empty registry.
func NewRun(users, organizations *DeletionLimit) Run {
	return Run{Deletions: users, OrganizationDeletions: organizations, Registry: registry.New()}
}

// Configured returns the run that the provider block passes to a resource. It is empty before the provider is
// configured.
func Configured(req resource.ConfigureRequest) Run {
	run, _ := req.ProviderData.(Run)
	return run
}
