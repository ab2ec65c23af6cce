// Package ephemeralbase holds what the ephemeral resources have in common:
// the client, the course of opening, and the revocation of what was opened.
//
// None is ever renewed. A renewal cannot hand out another value: whoever was
// given a token keeps that one, so a longer life has to be asked for at once.
package ephemeralbase

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// Base receives the client of the provider block. Ephemeral resources embed it.
type Base struct {
	// Client is nil while the secret key is unknown, which can be so in a plan.
	Client *clerk.Client
}

// Configure receives the client of the provider block.
func (b *Base) Configure(_ context.Context, req ephemeral.ConfigureRequest, _ *ephemeral.ConfigureResponse) {
	b.Client, _ = req.ProviderData.(*clerk.Client)
}

// Open takes the configuration into a model, has it completed with what Clerk
// answers, and makes it the result. While an argument is unknown, the CLI opens
// nothing.
func Open[Model any](
	ctx context.Context,
	b Base,
	req ephemeral.OpenRequest,
	resp *ephemeral.OpenResponse,
	complete func(*Model) diag.Diagnostics,
) {
	var model Model
	resp.Diagnostics.Append(req.Config.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if b.Client == nil {
		resp.Diagnostics.Append(postpone(req, resp)...)
		return
	}
	resp.Diagnostics.Append(complete(&model)...)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(resp.Result.Set(ctx, &model)...)
	}
}

// postpone makes everything unknown that Clerk would tell. While the secret key
// is unknown, which can be so in a plan, that lets the plan go on; the apply opens
// the ephemeral resource again.
func postpone(req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) diag.Diagnostics {
	var values map[string]tftypes.Value
	if err := req.Config.Raw.As(&values); err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Could not read the configuration", err.Error())}
	}
	for name, attribute := range req.Config.Schema.GetAttributes() {
		if attribute.IsComputed() && values[name].IsNull() {
			values[name] = tftypes.NewValue(values[name].Type(), tftypes.UnknownValue)
		}
	}
	resp.Result.Raw = tftypes.NewValue(req.Config.Raw.Type(), values)
	return nil
}

// Failure says where the errors of an opening belong: each argument is named as
// the request's parameter, and what is not found is the object that named tells.
func Failure(task string, err error, named string, arguments ...string) diagnostics.Failure {
	failure := diagnostics.Failure{Task: task, Attributes: map[string]path.Path{named: path.Root(named)}}
	for _, argument := range arguments {
		failure.Attributes[argument] = path.Root(argument)
	}
	if clerk.IsNotFound(err) {
		attribute := path.Root(named)
		failure.DefaultAttribute = &attribute
		if named == "user_id" {
			failure.Advice = func(clerk.ErrorItem) string { return datasourcebase.NoSuchUser }
		}
	}
	return failure
}
