// Package datasourcebase holds what the data sources have in common: the client,
// the course of a read, and null for what Clerk does not hold.
package datasourcebase

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// Base receives the client of the provider block. Data sources embed it.
type Base struct {
	// Client is nil while the secret key is unknown, which can be so in a plan.
	Client *clerk.Client
}

// Configure receives the client of the provider block.
func (b *Base) Configure(_ context.Context, req datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	b.Client, _ = req.ProviderData.(*clerk.Client)
}

// Read takes the configuration into a model, has it completed with what Clerk
// answers, and makes it the state. Without a client it is an error: where the
// CLI can defer a read, the framework has done so before.
func Read[Model any](
	ctx context.Context,
	b Base,
	req datasource.ReadRequest,
	resp *datasource.ReadResponse,
	complete func(*Model) diag.Diagnostics,
) {
	var model Model
	resp.Diagnostics.Append(req.Config.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(b.Client, &resp.Diagnostics) {
		return
	}
	resp.Diagnostics.Append(complete(&model)...)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(resp.State.Set(ctx, &model)...)
	}
}

// NoSuchUser is advice about the id of a user whom Clerk does not know.
const NoSuchUser = "There is no such user in this instance: check the id, and that the secret key is of the instance you mean. The data source clerk_user finds a user by email address and the like."

// Failure describes an error of a read. That Clerk knows no such object is told
// on the attribute that names the object, with missing as the advice.
func Failure(task string, named path.Path, missing string, err error) diag.Diagnostics {
	failure := diagnostics.Failure{Task: task}
	if clerk.IsNotFound(err) {
		failure.Blame = &named
		failure.Advice = func(clerk.ErrorItem) string { return missing }
	}
	return failure.Diagnostics(err)
}
