package users

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/fastpath"
	"github.com/clerk-users/terraform-provider-clerk/internal/service"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// NewShortcut returns the shortcut of clerk_user. configured returns what the provider block gives to resources; its
// client is nil while there is none.
func NewShortcut(configured func() service.Run) (fastpath.Shortcut, error) {
	var declared resource.SchemaResponse
	(&userResource{}).Schema(context.Background(), resource.SchemaRequest{}, &declared)
	return fastpath.New(fastpath.Resource[userModel]{
		Schema:   declared.Schema,
		Ready:    func() bool { return configured().Client != nil },
		ID:       func(state *userModel) string { return state.ID.ValueString() },
		Validate: validate,
		Read: func(ctx context.Context, state *userModel) (context.Context, bool) {
			client := configured().Client // which another configuration of the same process may take away meanwhile
			if client == nil {
				return ctx, false
			}
			user, err := client.ReadUser(ctx, state.ID.ValueString())
			ctx = context.WithValue(ctx, alreadyReadKey{}, alreadyRead{user, err})
			return ctx, err == nil && state.observe(user) == nil
		},
		PrivateKey: privateKey,
		Plan: func(ctx context.Context, plan, prior, config *userModel) bool {
			if prior != nil {
				return len(planChange(ctx, plan, prior, config)) == 0
			}
			// The user to adopt is read from the API.
			if plan.AdoptExisting.IsUnknown() || plan.AdoptExisting.ValueBool() {
				return false
			}
			planPrimaries(plan, &userModel{}, config, true)
			planDefaults(plan, config)
			return len(checkNewUser(plan, config)) == 0
		},
		Record: func(plan, prior, config *userModel) bool {
			run := configured().Registry
			if prior != nil {
				return run.Try(planned(registry.Update, plan, prior), managedPieces(plan, prior, config))
			}
			return run.Try(newUser(plan, config), registry.Holder{})
		},
	})
}

// alreadyRead is the answer for a user who was read on the way to the framework: it is not asked for twice.
type alreadyRead struct {
	user *clerk.User
	err  error
}

type alreadyReadKey struct{}

func readUser(ctx context.Context, client *clerk.Client, id string) (*clerk.User, error) {
	if read, ok := ctx.Value(alreadyReadKey{}).(alreadyRead); ok {
		return read.user, read.err
	}
	return client.ReadUser(ctx, id)
}
