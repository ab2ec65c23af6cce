package users

import (
	"context"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/fastpath"
	"github.com/clerk-users/terraform-provider-clerk/internal/service"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// NewFastPath returns the fast path of clerk_user. configured returns the run of the provider block, which has no
// client before the provider is configured.
func NewFastPath(configured func() service.Run) (fastpath.Handler, error) {
	return fastpath.New(fastpath.Resource[userModel]{
		Type:       &userResource{},
		Ready:      func() bool { return configured().Client != nil },
		ID:         func(state *userModel) string { return state.ID.ValueString() },
		PrivateKey: privateKey,
		Validate:   validate,
		Read: func(ctx context.Context, state *userModel) (context.Context, bool) {
			client := configured().Client
			if client == nil { // the process was configured again since Ready
				return ctx, false
			}
			user, err := client.ReadUser(ctx, state.ID.ValueString())
			ctx = context.WithValue(ctx, userReadKey{}, userRead{user, err})
			return ctx, err == nil && state.observe(user) == nil
		},
		Plan: func(ctx context.Context, plan, prior, config *userModel) bool {
			switch {
			case prior != nil:
				return len(planChange(ctx, plan, prior, config)) == 0
			case mayAdopt(plan): // needs requests
				return false
			default:
				return len(planNewUser(ctx, plan, config)) == 0
			}
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

// userRead is the result of a read of the fast path. If the framework has to answer, it uses this result and makes no
// second request.
type userRead struct {
	user *clerk.User
	err  error
}

type userReadKey struct{}

func readUser(ctx context.Context, client *clerk.Client, id string) (*clerk.User, error) {
	if read, ok := ctx.Value(userReadKey{}).(userRead); ok {
		return read.user, read.err
	}
	return client.ReadUser(ctx, id)
}
