package resourcebase

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// Run is what the provider block passes to an object.
type Run struct {
	// Client is nil while the secret key is unknown, which is possible during plan.
	Client *clerk.Client
	// Instance keeps objects of another instance in the state.
	Instance InstanceGuard
	// Registry compares what the resources of the run manage.
	Registry Registry
	// Deletions limits the objects that a run deletes, by noun. A noun without an entry has no limit.
	Deletions map[string]DeletionLimit
}

// Provided is the data of the provider block for resources, which contains the run.
type Provided interface{ ObjectRun() Run }

// InstanceGuard keeps a run from taking the objects of one Clerk instance for deleted, because the secret key belongs
// to another instance.
type InstanceGuard interface {
	Remember(ctx context.Context, private PrivateState) diag.Diagnostics
	RememberMissing(ctx context.Context, private PrivateState) diag.Diagnostics
	RememberKnown(ctx context.Context, private PrivateState) diag.Diagnostics
	Gone(ctx context.Context, private PrivateState, kind, label, detail string) diag.Diagnostics
	Check(ctx context.Context, private PrivateState, label string) diag.Diagnostics
}

// DeletionLimit counts the deletions of a plan and of an apply, and refuses those beyond the limit.
type DeletionLimit interface {
	Plan(verb, id, label string) diag.Diagnostics
	Apply(verb, id, label string) diag.Diagnostics
}

// Key names what only one resource of a run may manage: an object, or a unique value of it.
type Key struct {
	// Kind is the name of the object with underscores, such as organization_membership.
	Kind string
	// Name is the id or the value.
	Name string
	// UserID is the user to which the object belongs, "" for none.
	UserID string
	// Shared means that several objects can have the value, such as a name. Two resources conflict only when the run
	// destroys the object of one and creates that of the other: the resource was probably renamed.
	Shared bool
}

// Registry records the calls of one run and finds the resources that meet in one object.
type Registry interface {
	// PlanObject records the plan of a resource, describes its conflicts with other resources, and notes in the private
	// state what the apply has to know. typeName is the name of the resource type.
	PlanObject(
		ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, typeName string,
		before, after []Key,
	) diag.Diagnostics
	// Recreates reports whether the replacement of a deleted object creates the key again.
	Recreates(ctx context.Context, private PrivateState, key Key) bool
	// Refreshed and Obtained record what a refresh has found and what a create has obtained.
	Refreshed(keys ...Key)
	Obtained(keys ...Key)
	// IsRefreshed reports whether a refresh of this run has found the key.
	IsRefreshed(key Key) bool
	// Holds and Destroys report whether a resource of the run manages the key after it, or destroys it.
	Holds(key Key) bool
	Destroys(key Key) bool
	// KeepsUser and DeletesUser report whether a clerk_user of the run keeps the user, or deletes it.
	KeepsUser(id string) bool
	DeletesUser(id string) bool
	// Exchanging records an exchange that is not complete, with the identities of both objects as JSON. Exchanges returns
	// those of a resource type: the identity of the new object by that of the old one.
	Exchanging(typeName, old, created string)
	Exchanges(typeName string) map[string]string
}
