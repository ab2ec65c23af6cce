// Package actionbase holds what the actions have in common: their course, the
// checks of their input at every stage, and how they tell of progress and of
// failures. An action itself is a row in a table of its noun.
package actionbase

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

var (
	_ action.ActionWithConfigure        = (*framed)(nil)
	_ action.ActionWithConfigValidators = (*framed)(nil)
	_ action.ActionWithModifyPlan       = (*framed)(nil)
)

// Action is something that can be done to an object of the API at any time. It
// has no state, so it must be safe to repeat.
type Action struct {
	// Name is the type without the provider's name, such as user_ban.
	Name string
	// Description is for the documentation, in Markdown.
	Description string
	Inputs      map[string]schema.Attribute
	// Checks are those that look at several inputs.
	Checks []action.ConfigValidator
	// Do carries the action out. Its inputs are known and have passed all checks.
	Do func(context.Context, *Invocation)
}

// New returns a constructor of each action, for the list of all types.
func New(all ...Action) []func() action.Action {
	constructors := make([]func() action.Action, len(all))
	for i, a := range all {
		constructors[i] = func() action.Action { return &framed{Action: a} }
	}
	return constructors
}

// framed is an action as the framework asks for it.
type framed struct {
	Action
	// client is nil while the secret key is unknown, which can be so in a plan.
	client *clerk.Client
}

// Metadata names the action.
func (f *framed) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + f.Name
}

// Schema describes the action.
func (f *framed) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: f.Description, Attributes: f.Inputs}
}

// Configure receives the client of the provider block.
func (f *framed) Configure(_ context.Context, req action.ConfigureRequest, _ *action.ConfigureResponse) {
	f.client, _ = req.ProviderData.(*clerk.Client)
}

// ConfigValidators returns the checks that look at several inputs.
func (f *framed) ConfigValidators(context.Context) []action.ConfigValidator { return f.Checks }

// ModifyPlan checks what validate did not know yet, such as the values of
// variables.
func (f *framed) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	resp.Diagnostics.Append(f.check(ctx, req.Config)...)
}

// Invoke checks what the plan did not know yet and carries the action out.
func (f *framed) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	resp.Diagnostics.Append(f.check(ctx, req.Config)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(f.client, &resp.Diagnostics) {
		return
	}
	inputs, err := readInputs(req.Config)
	if err != nil {
		resp.Diagnostics.AddError("Could not read the configuration of the action", err.Error())
		return
	}
	f.Do(ctx, &Invocation{Client: f.client, inputs: inputs, resp: resp})
}
