// Package actionbase has what all actions share: plan and invocation, the checks
// of inputs in both, progress and errors. An action itself is one value of the
// type Action, in the package of its noun.
package actionbase

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

var (
	_ action.ActionWithConfigure        = (*frameworkAction)(nil)
	_ action.ActionWithConfigValidators = (*frameworkAction)(nil)
	_ action.ActionWithModifyPlan       = (*frameworkAction)(nil)
)

// Action is an operation on an object of the API. It has no state, so it must be
// safe to repeat.
type Action struct {
	// Name is the type without the provider's name, such as user_ban.
	Name string
	// Description is for the documentation, in Markdown.
	Description string
	Inputs      map[string]schema.Attribute
	// Checks are validators of several inputs.
	Checks []action.ConfigValidator
	// Do carries out the action. Its inputs are known and have passed all checks.
	Do func(context.Context, *Invocation)
}

// New returns a constructor of each action, for the list of all types.
func New(all ...Action) []func() action.Action {
	constructors := make([]func() action.Action, len(all))
	for i, a := range all {
		constructors[i] = func() action.Action { return &frameworkAction{Action: a} }
	}
	return constructors
}

// frameworkAction implements the interfaces of the framework for an Action.
type frameworkAction struct {
	Action
	// client is nil while the secret key is unknown, which is possible during plan.
	client *clerk.Client
}

// Metadata names the action.
func (f *frameworkAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + f.Name
}

// Schema describes the action.
func (f *frameworkAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: f.Description, Attributes: f.Inputs}
}

// Configure receives the client of the provider block.
func (f *frameworkAction) Configure(_ context.Context, req action.ConfigureRequest, _ *action.ConfigureResponse) {
	f.client, _ = req.ProviderData.(*clerk.Client)
}

// ConfigValidators returns the validators of several inputs.
func (f *frameworkAction) ConfigValidators(context.Context) []action.ConfigValidator { return f.Checks }

// ModifyPlan checks values that were unknown during validation, such as variables.
func (f *frameworkAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	resp.Diagnostics.Append(f.check(ctx, req.Config)...)
}

// Invoke checks values that were unknown during plan, then carries out the action.
func (f *frameworkAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
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
