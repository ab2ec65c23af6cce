package resourcebase

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// Create creates the object.
func (o *object[M, T]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	call := o.call(&resp.Diagnostics)
	call.IsNew, call.Private = true, resp.Private
	resp.Diagnostics.Append(req.Plan.Get(ctx, &call.Plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &call.Config)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(o.Client, &resp.Diagnostics) {
		return
	}
	made, err := o.Object.Create(ctx, &call)
	switch {
	case resp.Diagnostics.HasError():
		return
	case made == nil:
		resp.Diagnostics.Append(o.failure("create", &call.Plan).Diagnostics(err)...)
		return
	case err != nil:
		// Only a warning: an error would taint the object, and the next apply would delete it.
		for _, problem := range o.failure("complete", &call.Plan).Diagnostics(err) {
			resp.Diagnostics.AddWarning(problem.Summary(), fmt.Sprintf(
				"%s exists, but not with all configured values. The next plan shows what is missing.\n\n%s",
				diagnostics.UpperFirst(o.Label(&call.Plan)), problem.Detail()))
		}
	}
	observed := call.Plan
	o.Fill(&observed, made)
	refused, diags := Settle(ctx, &observed, req.Plan, req.Config, nil, &resp.State)
	resp.Diagnostics.Append(diags...)
	for _, attribute := range refused {
		if err == nil {
			summary, detail := StoredOtherwise(attribute, o.Label(&observed))
			resp.Diagnostics.AddAttributeWarning(attribute, summary, detail)
		}
	}
	o.Registry.Obtained(o.keys(&observed)...)
	resp.Diagnostics.Append(o.setIdentity(ctx, resp.Identity, resp.State)...)
	resp.Diagnostics.Append(o.Instance.Remember(ctx, resp.Private)...)
	if note := plannedPrivate(ctx, NoteKey); note != nil {
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, NoteKey, note)...)
	}
	resp.Diagnostics.Append(o.note(ctx, resp.Private, &observed)...)
}

// attributes is a state, or the resource in the result of a list.
type attributes interface {
	GetAttribute(ctx context.Context, at path.Path, target any) diag.Diagnostics
}

// setIdentity sets the identity to the values of an object. identity is nil for a CLI without identities.
func (o *object[M, T]) setIdentity(
	ctx context.Context, identity *tfsdk.ResourceIdentity, object attributes,
) (diags diag.Diagnostics) {
	for _, attribute := range o.Identity {
		var value types.String
		diags.Append(object.GetAttribute(ctx, path.Root(attribute.Name), &value)...)
		diags.Append(SetIdentity(ctx, identity, attribute.Name, value.ValueString())...)
	}
	return diags
}

// Update sends what differs, or exchanges the object.
func (o *object[M, T]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	call := o.call(&resp.Diagnostics)
	call.Private = resp.Private
	resp.Diagnostics.Append(req.Plan.Get(ctx, &call.Plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &call.Prior)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &call.Config)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(o.Client, &resp.Diagnostics) {
		return
	}
	object, created, err := o.change(ctx, &call)
	if err != nil {
		resp.Diagnostics.Append(o.failure("update", &call.Prior).Diagnostics(err)...)
	}
	if current := cmp.Or(created, object); current != nil || !resp.Diagnostics.HasError() {
		observed := call.Prior
		if current != nil {
			observed = call.Plan
			o.Fill(&observed, current)
		}
		resp.Diagnostics.Append(o.settleMove(ctx, &call, req.State, &observed, created == nil)...)
	}
	switch {
	case object == nil && resp.Diagnostics.HasError():
		return // the state keeps the prior object
	case object == nil:
		resp.Diagnostics.Append(KeepPrior(ctx, req.Plan, req.State, &resp.State)...)
	case resp.Diagnostics.HasError():
		observed := call.Plan
		o.Fill(&observed, object)
		resp.Diagnostics.Append(resp.State.Set(ctx, &observed)...)
	default:
		observed := call.Plan
		o.Fill(&observed, object)
		refused, diags := Settle(ctx, &observed, req.Plan, req.Config, &req.State, &resp.State)
		resp.Diagnostics.Append(diags...)
		for _, attribute := range refused {
			summary, detail := StoredOtherwise(attribute, o.Label(&observed))
			resp.Diagnostics.AddAttributeError(attribute, summary, detail)
		}
		o.Registry.Obtained(o.keys(&observed)...)
	}
	resp.Diagnostics.Append(o.setIdentity(ctx, resp.Identity, resp.State)...)
	resp.Diagnostics.Append(o.Instance.RememberMissing(ctx, resp.Private)...)
}

// delete deletes the prior object. An object that is missing is deleted.
func (o *object[M, T]) delete(ctx context.Context, call *Call[M]) error {
	err := o.Object.Delete(ctx, call)
	switch {
	case err == nil:
		return nil
	case o.RefusedDelete != nil && o.RefusedDelete(ctx, call, err):
		return nil
	case clerk.IsMissing(err) && !o.exists(ctx, call, err):
		call.Append(o.Instance.Check(ctx, call.Private, o.Label(&call.Prior)))
		return nil
	}
	return err
}

// exists reports whether Clerk may still have the object that a request of Delete did not find. Only a DELETE names
// nothing but the object: other requests can name a role or a user that is missing.
func (o *object[M, T]) exists(ctx context.Context, call *Call[M], missing error) bool {
	refused, ok := clerk.AsError(missing)
	if !ok || strings.HasPrefix(refused.Operation, http.MethodDelete+" ") {
		return false
	}
	held := call.Prior
	found, err := o.Object.Read(ctx, call.Client, &held)
	return found != nil || err != nil && !clerk.IsMissing(err)
}

// Delete deletes the object, unless another resource of the run manages it.
func (o *object[M, T]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	call := o.call(&resp.Diagnostics)
	call.Private = req.Private
	resp.Diagnostics.Append(req.State.Get(ctx, &call.Prior)...)
	defer func() {
		if resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(o.keepMove(ctx, req.Private, resp.Private, req.State)...)
		}
	}()
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(o.Client, &resp.Diagnostics) {
		return
	}
	keys := o.keys(&call.Prior)
	isKept := o.TakesOver && len(keys) > 0 && o.Registry.Holds(keys[0])
	if moved, ok := o.moved(ctx, req.Private, req.State); ok {
		problems := o.deleteMoved(ctx, &call, moved)
		if resp.Diagnostics.HasError() {
			return // it is refused, and so is the other one
		}
		if isKept { // an error would keep the old object in the state, too
			problems = asWarnings(problems)
		}
		resp.Diagnostics.Append(problems...)
	}
	if isKept {
		resp.Diagnostics.AddWarning(fmt.Sprintf("The %s was kept", o.Noun), fmt.Sprintf(
			"Another resource of this run manages %s. It stays in Clerk. Only this resource leaves the state.",
			o.Label(&call.Prior)))
		return
	}
	if err := o.delete(ctx, &call); err != nil {
		resp.Diagnostics.Append(o.failureOfDelete(&call.Prior).Diagnostics(err)...)
	}
}

// asWarnings returns the diagnostics as warnings.
func asWarnings(problems diag.Diagnostics) (warnings diag.Diagnostics) {
	for _, problem := range problems {
		warnings.AddWarning(problem.Summary(), problem.Detail())
	}
	return warnings
}
