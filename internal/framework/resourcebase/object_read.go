package resourcebase

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// importedKey is set in the private state by an import and removed by the read that follows.
const importedKey = "imported"

// Read refreshes the object. An object that is gone leaves the state.
func (o *object[M, T]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state M
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	// Also for a missing object: a state of an older CLI has no identity, and the framework requires one.
	resp.Diagnostics.Append(o.setIdentity(ctx, resp.Identity, req.State)...)
	if o.Client == nil {
		resp.Diagnostics.Append(diagnostics.NotRefreshed())
		return
	}
	isImported := HasPrivate(ctx, req.Private, importedKey)
	found, err := o.Object.Read(ctx, o.Client, &state)
	if clerk.IsMissing(err) {
		if moved, movedErr := o.readMoved(ctx, req.Private, req.State, &state); moved != nil || movedErr != nil {
			found, err = moved, movedErr
			resp.Diagnostics.Append(Forget(ctx, resp.Private, movedKey)...)
		}
	}
	switch {
	case clerk.IsMissing(err) && isImported:
		resp.Diagnostics.AddError("No such "+o.Noun, fmt.Sprintf("%s does not exist. Check the name of the import, and "+
			"that the secret key is that of the right instance.", diagnostics.UpperFirst(o.Label(&state))))
	case clerk.IsMissing(err):
		o.gone(ctx, req, resp, &state)
	case clerk.NeedsPlan(err) && !isImported:
		// Only a warning: otherwise a downgrade of the plan stops each plan of the configuration.
		for _, problem := range o.failure("read", &state).Diagnostics(err) {
			resp.Diagnostics.AddWarning(problem.Summary(), "The state keeps what it has. "+problem.Detail())
		}
	case err != nil:
		resp.Diagnostics.Append(o.failure("read", &state).Diagnostics(err)...)
	default:
		if found != nil {
			o.Fill(&state, found)
		}
		o.Registry.Refreshed(o.keys(&state)...)
		resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
		resp.Diagnostics.Append(o.setIdentity(ctx, resp.Identity, resp.State)...)
		resp.Diagnostics.Append(Forget(ctx, resp.Private, importedKey)...)
		resp.Diagnostics.Append(o.Instance.RememberKnown(ctx, resp.Private)...)
		resp.Diagnostics.Append(o.note(ctx, resp.Private, &state)...)
		resp.Diagnostics.Append(o.recordMove(ctx, resp.Private, resp.State)...)
	}
}

// note keeps what Note returns, and otherwise what it has returned before.
func (o *object[M, T]) note(ctx context.Context, private PrivateState, m *M) diag.Diagnostics {
	if o.Note == nil {
		return nil
	}
	if note := o.Note(&o.Run, m); note != nil {
		return private.SetKey(ctx, NoteKey, note)
	}
	return nil
}

// gone removes an object that was not found from the state, unless it belongs to another instance.
func (o *object[M, T]) gone(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse, state *M) {
	label := o.Label(state)
	detail := fmt.Sprintf(
		"%s no longer exists. If the resource is still in the configuration, the apply creates it again. "+
			"If it was removed on purpose, remove the resource from the configuration.",
		diagnostics.UpperFirst(label),
	)
	if o.GoneAdvice != nil {
		detail += " " + o.GoneAdvice(state)
	}
	resp.Diagnostics.Append(o.Instance.Gone(ctx, req.Private, diagnostics.UpperFirst(o.Plural), label, detail)...)
	if !resp.Diagnostics.HasError() {
		// Terraform plans a new object with this private state: it is no replacement.
		resp.Diagnostics.Append(Forget(ctx, resp.Private, PlannedKey)...)
		resp.State.RemoveResource(ctx)
	}
}

// ImportState sets the identity of the object that an import names. The read that follows fills the state.
func (o *object[M, T]) ImportState(
	ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
) {
	if diagnostics.LacksClient(o.Client, &resp.Diagnostics) {
		return
	}
	values, diags := o.importedIdentity(ctx, req)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if values != nil {
		for i, attribute := range o.Identity {
			resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attribute.Name), values[i])...)
		}
	} else if resp.Diagnostics.Append(o.findImported(ctx, req.ID, resp)...); resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(o.setIdentity(ctx, resp.Identity, resp.State)...)
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, []byte("true"))...)
	resp.Diagnostics.Append(o.Instance.Remember(ctx, resp.Private)...)
}

// importedIdentity returns the values of the identity, nil for a text that is another name.
func (o *object[M, T]) importedIdentity(
	ctx context.Context, req resource.ImportStateRequest,
) (values []string, diags diag.Diagnostics) {
	if req.ID == "" && req.Identity != nil {
		for _, attribute := range o.Identity {
			var value types.String
			diags.Append(req.Identity.GetAttribute(ctx, path.Root(attribute.Name), &value)...)
			values = append(values, value.ValueString())
		}
	} else {
		values = strings.Split(req.ID, "/")
	}
	isIdentity := len(values) == len(o.Identity)
	for i, attribute := range o.Identity {
		isIdentity = isIdentity && validators.IsID(values[i], attribute.Prefix)
	}
	switch {
	case isIdentity:
		return values, diags
	case o.Find != nil && req.ID != "" && len(values) <= len(o.Identity):
		return nil, diags
	}
	diags.AddError("Not a name for the import", fmt.Sprintf("%q names no %s. Import it by %s.",
		strings.Join(values, "/"), o.Noun, o.importForms()))
	return nil, diags
}

// importForms lists the texts of an import, such as "its id, org_…, or its slug".
func (o *object[M, T]) importForms() string {
	var prefixes []string
	for _, attribute := range o.Identity {
		prefixes = append(prefixes, attribute.Prefix+"…")
	}
	form := "its id, " + prefixes[0]
	if len(prefixes) > 1 {
		form = "its ids, " + strings.Join(prefixes, "/")
	}
	if o.FindBy != "" {
		form += ", or " + o.FindBy
	}
	return form
}

// findImported finds the object with another name.
func (o *object[M, T]) findImported(
	ctx context.Context, name string, resp *resource.ImportStateResponse,
) (diags diag.Diagnostics) {
	found, err := o.Find(ctx, o.Client, name)
	switch {
	case clerk.IsMissing(err), err == nil && found == nil:
		diags.AddError(
			"No such "+o.Noun,
			fmt.Sprintf("The instance has no %s %q. Import it by %s, and check that the secret "+
				"key is that of the right instance.", o.Noun, name, o.importForms()),
		)
		return diags
	case err != nil:
		return diagnostics.Failure{Task: fmt.Sprintf("look for the %s %q", o.Noun, name)}.Diagnostics(err)
	}
	var model M
	o.Fill(&model, found)
	filled := resp.State
	diags.Append(filled.Set(ctx, &model)...)
	for _, attribute := range o.Identity {
		var value types.String
		diags.Append(filled.GetAttribute(ctx, path.Root(attribute.Name), &value)...)
		diags.Append(resp.State.SetAttribute(ctx, path.Root(attribute.Name), value)...)
	}
	return diags
}
