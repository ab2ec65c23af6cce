// Package datasourcebase has what all data sources share: the client, reading,
// and the attributes of objects, which are null where Clerk has no value.
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
	// Client is nil while the secret key is unknown, which is possible during plan.
	Client *clerk.Client
}

// Configure receives the client of the provider block.
func (b *Base) Configure(_ context.Context, req datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	b.Client, _ = req.ProviderData.(*clerk.Client)
}

// Read reads the configuration into a model, completes it with Clerk's answer, and
// sets the state. A missing client is an error: a CLI that supports deferral has
// already deferred the read.
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

// NoSuchUser is advice for the id of a user that does not exist.
const NoSuchUser = "This instance has no such user. Check the id, and that the secret key is that of the right " +
	"instance. The data source clerk_user finds a user by an email address and other identifiers."

// Failure describes an error of a read. An error about an object that does not
// exist is on the attribute with its id, with missing as the advice.
func Failure(task string, named path.Path, missing string, err error) diag.Diagnostics {
	failure := diagnostics.Failure{Task: task}
	if clerk.IsNotFound(err) {
		failure.DefaultAttribute = &named
		failure.Advice = func(clerk.ErrorItem) string { return missing }
	}
	return failure.Diagnostics(err)
}
