// Package ephemeralbase has what all ephemeral resources share: the client, opening,
// and the revocation of tokens.
//
// No ephemeral resource is renewed. A renewal cannot return another value, so the
// lifetime of a token is set when it is created.
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
	// Client is nil while the secret key is unknown, which is possible during plan.
	Client *clerk.Client
}

// Configure receives the client of the provider block.
func (b *Base) Configure(_ context.Context, req ephemeral.ConfigureRequest, _ *ephemeral.ConfigureResponse) {
	b.Client, _ = req.ProviderData.(*clerk.Client)
}

// Open reads the configuration into a model, completes it with Clerk's answer, and
// sets the result. The CLI does not open an ephemeral resource with an unknown
// argument.
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

// postpone makes all computed attributes unknown. The plan continues then although
// the secret key is unknown. The apply opens the ephemeral resource again.
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

// Failure maps the errors of an opening to arguments. Arguments have the names of the
// parameters of the request. The argument object has the id of the object; it gets
// the error when that object does not exist.
func Failure(task string, err error, object string, arguments ...string) diagnostics.Failure {
	failure := diagnostics.Failure{Task: task, Attributes: map[string]path.Path{object: path.Root(object)}}
	for _, argument := range arguments {
		failure.Attributes[argument] = path.Root(argument)
	}
	if clerk.IsNotFound(err) {
		attribute := path.Root(object)
		failure.DefaultAttribute = &attribute
		if object == "user_id" {
			failure.Advice = func(clerk.ErrorItem) string { return datasourcebase.NoSuchUser }
		}
	}
	return failure
}
