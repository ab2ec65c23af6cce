package service

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
)

// instanceKey is the key of the private state under which an object keeps the id of its Clerk instance.
const instanceKey = "instance"

// InstanceGuard keeps a run from taking the objects of one Clerk instance for deleted, because the secret key belongs
// to another instance. It reads the instance at most once, with GET /instance, and only when it is needed. A nil guard
// checks nothing.
type InstanceGuard struct {
	client *clerk.Client
	// expected is instance_id of the provider block, "" for none. The provider has compared it with the instance.
	expected string

	// turn is a channel and not a mutex, so that tests with a virtual clock recognize the wait.
	turn chan struct{}
	id   string
}

// NewInstanceGuard returns a guard for the instance of a client. expected is instance_id of the provider block.
func NewInstanceGuard(client *clerk.Client, expected string) *InstanceGuard {
	return &InstanceGuard{client: client, expected: expected, turn: make(chan struct{}, 1), id: expected}
}

// instance returns the id of the instance of the secret key.
func (g *InstanceGuard) instance(ctx context.Context) (string, error) {
	select {
	case g.turn <- struct{}{}:
		defer func() { <-g.turn }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	if g.id != "" {
		return g.id, nil
	}
	instance, err := g.client.GetInstance(ctx)
	if err != nil {
		return "", err
	}
	g.id = instance.ID
	return g.id, nil
}

// Remember keeps the id of the instance in the private state of an object that was created, imported or adopted. An
// instance that cannot be read is not remembered: the object exists, and must not be reported as failed.
func (g *InstanceGuard) Remember(ctx context.Context, private resourcebase.PrivateState) diag.Diagnostics {
	if g == nil || g.client == nil {
		return nil
	}
	id, err := g.instance(ctx)
	if err != nil {
		return nil
	}
	value, err := json.Marshal(id)
	if err != nil {
		return nil
	}
	return private.SetKey(ctx, instanceKey, value)
}

// RememberMissing stores the instance of an updated object if its private state has none, because an earlier version
// of the provider created it. It reads the instance only then.
func (g *InstanceGuard) RememberMissing(ctx context.Context, private resourcebase.PrivateState) diag.Diagnostics {
	if remembers(ctx, private) {
		return nil
	}
	return g.Remember(ctx, private)
}

// RememberKnown stores the instance of a refreshed object if its private state has none. It makes no request: it does
// nothing as long as the run does not know the instance.
func (g *InstanceGuard) RememberKnown(ctx context.Context, private resourcebase.PrivateState) diag.Diagnostics {
	if !g.knows() || remembers(ctx, private) {
		return nil
	}
	return g.Remember(ctx, private)
}

// knows reports whether the run knows the instance. It does not wait for a request that is under way.
func (g *InstanceGuard) knows() bool {
	if g == nil || g.client == nil {
		return false
	}
	select {
	case g.turn <- struct{}{}:
		defer func() { <-g.turn }()
		return g.id != ""
	default:
		return false
	}
}

func remembers(ctx context.Context, private resourcebase.PrivateState) bool {
	value, _ := private.GetKey(ctx, instanceKey)
	return len(value) > 0
}

// Gone reports an object that was not found, before it leaves the state: as an error when it belongs to another
// instance than the secret key, otherwise as a warning. kind is the plural of its noun: all warnings of one kind have
// one summary, so that the CLI folds them. label names the object, and detail is the text of the warning.
func (g *InstanceGuard) Gone(
	ctx context.Context,
	private resourcebase.PrivateState,
	kind, label, detail string,
) diag.Diagnostics {
	diags := g.Check(ctx, private, label)
	if !diags.HasError() {
		diags.AddWarning(kind+" were removed outside Terraform", detail)
	}
	return diags
}

// PartGone is the text of a warning about a part of a user that was not found. userGone says that the user was not
// found either.
func PartGone(label, userID string, userGone bool) string {
	if userGone {
		return fmt.Sprintf("%s no longer exists, because the user %s no longer exists. If a clerk_user manages the user, "+
			"and user_id refers to it, the apply creates both again: the new user has a new id, and the data of the old user "+
			"does not come back. If the user was removed on purpose, remove this resource and that clerk_user from the "+
			"configuration. If no clerk_user manages the user, remove this resource from the configuration, or set user_id "+
			"to an existing user: otherwise the apply fails.",
			diagnostics.UpperFirst(label), userID)
	}
	return fmt.Sprintf("%s no longer exists. The user still exists. If the resource is still in the configuration, the "+
		"apply creates it again. If it was removed on purpose, remove the resource from the configuration.",
		diagnostics.UpperFirst(label))
}

// Check returns an error when an object that was not found belongs to another instance than the secret key. label names
// the object, such as `the user "ada@example.com"`.
func (g *InstanceGuard) Check(
	ctx context.Context,
	private resourcebase.PrivateState,
	label string,
) (diags diag.Diagnostics) {
	if g == nil || g.client == nil || g.expected != "" {
		return nil
	}
	value, diags := private.GetKey(ctx, instanceKey)
	var remembered string
	if len(value) == 0 || json.Unmarshal(value, &remembered) != nil {
		return diags
	}
	actual, err := g.instance(ctx)
	if err != nil {
		return diagnostics.Failure{Task: "check the instance of " + label, Note: "Clerk did not find the object, and the " +
			"provider could not check the instance of the secret key. Nothing was changed, and the object stays in the " +
			"state. Correct the error and plan again.",
		}.Diagnostics(err)
	}
	if actual != remembered {
		diags.AddError("The secret key belongs to another Clerk instance", fmt.Sprintf(
			"The provider did not find %s. In the state, it belongs to the Clerk instance %s. The secret key of the provider "+
				"belongs to the instance %s. Nothing was changed, and all objects stay in the state.\n\n"+
				"To manage the objects of %[2]s, use a secret key of that instance: check secret_key in the provider block and "+
				"the environment variable CLERK_SECRET_KEY. Then plan again.\n\n"+
				"To move this state to %[3]s on purpose, set instance_id = %[3]q in the provider block. Terraform then "+
				"removes the objects that do not exist in %[3]s from the state, and the apply creates them there. The objects in "+
				"%[2]s are not deleted, but Terraform no longer manages them.",
			label, remembered, actual))
	}
	return diags
}
