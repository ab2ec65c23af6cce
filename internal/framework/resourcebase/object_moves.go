package resourcebase

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// movedKey is set in the private state by an update that has created the new object and could not delete the old one,
// which the state keeps. Its value is the identity of the new object as JSON. The next apply completes the exchange. If
// the old object is deleted otherwise, a read continues with the new one.
const movedKey = "moved"

// exchangesKey is set in the private state of a planned create and has the exchanges that are not complete, as far as
// the run has refreshed them: the new object by the old one. A tainted object is deleted with the private state of the
// create that replaces it, and without its own.
const exchangesKey = "exchanges"

// change updates the object, or creates the new one and deletes the old one. created is the new one if the old one was
// not deleted.
func (o *object[M, T]) change(ctx context.Context, call *Call[M]) (changed, created *T, err error) {
	if o.Moves == nil || !o.Moves(&call.Plan, &call.Prior) {
		changed, err = o.Object.Update(ctx, call)
		return changed, nil, err
	}
	call.Replaces = true
	made, err := o.Object.Create(ctx, call)
	if err != nil || made == nil {
		return nil, nil, err
	}
	if slices.ContainsFunc(o.keys(&call.Prior), o.Registry.Holds) {
		return made, nil, nil
	}
	if err := o.delete(ctx, call); err != nil {
		return nil, made, err
	}
	return made, nil, nil
}

// identityOf returns the identity of an object as JSON.
func (o *object[M, T]) identityOf(ctx context.Context, state tfsdk.State) (identity []byte, diags diag.Diagnostics) {
	values := map[string]string{}
	for _, attribute := range o.Identity {
		var value types.String
		diags.Append(state.GetAttribute(ctx, path.Root(attribute.Name), &value)...)
		values[attribute.Name] = value.ValueString()
	}
	identity, err := json.Marshal(values)
	if err != nil {
		diags.AddError("The identity cannot be recorded", err.Error())
	}
	return identity, diags
}

// recordMove records in the run that the object of the state has an exchange that is not complete.
func (o *object[M, T]) recordMove(ctx context.Context, private PrivateState, state tfsdk.State) diag.Diagnostics {
	created, _ := private.GetKey(ctx, movedKey)
	if len(created) == 0 {
		return nil
	}
	old, diags := o.identityOf(ctx, state)
	o.Registry.Exchanging(o.Name, string(old), string(created))
	return diags
}

// planExchanges notes the recorded exchanges in the private state of a planned create.
func (o *object[M, T]) planExchanges(ctx context.Context, private PrivateState) (diags diag.Diagnostics) {
	exchanges := o.Registry.Exchanges(o.Name)
	if len(exchanges) == 0 {
		return nil
	}
	note, err := json.Marshal(exchanges)
	if err != nil {
		diags.AddError("The plan cannot be recorded", err.Error())
		return diags
	}
	return private.SetKey(ctx, exchangesKey, note)
}

// movedIdentity returns the identity of the new object of an exchange that is not complete, as JSON. It is empty if
// there is none.
func (o *object[M, T]) movedIdentity(ctx context.Context, private PrivateState, state tfsdk.State) []byte {
	identity, _ := private.GetKey(ctx, movedKey)
	exchanges, _ := private.GetKey(ctx, exchangesKey)
	if len(identity) > 0 || len(exchanges) == 0 {
		return identity
	}
	var created map[string]string
	old, diags := o.identityOf(ctx, state)
	if diags.HasError() || json.Unmarshal(exchanges, &created) != nil {
		return nil
	}
	return []byte(created[string(old)])
}

// moved returns the new object of an exchange that is not complete. Only the attributes of its identity are its own.
func (o *object[M, T]) moved(ctx context.Context, private PrivateState, state tfsdk.State) (m M, ok bool) {
	var values map[string]string
	if json.Unmarshal(o.movedIdentity(ctx, private, state), &values) != nil {
		return m, false
	}
	for name, value := range values {
		state.SetAttribute(ctx, path.Root(name), value)
	}
	return m, !state.Get(ctx, &m).HasError()
}

// keepMove corrects the private state after a delete that failed. Terraform stores it with the object, also if it is
// that of the planned create.
func (o *object[M, T]) keepMove(
	ctx context.Context, planned, private PrivateState, state tfsdk.State,
) (diags diag.Diagnostics) {
	if o.Moves == nil {
		return nil
	}
	diags.Append(private.SetKey(ctx, movedKey, o.movedIdentity(ctx, planned, state))...)
	diags.Append(Forget(ctx, private, exchangesKey, CreatesKey)...)
	return diags
}

// settleMove records the new object of an exchange that is not complete. It deletes one of an earlier apply that is not
// the object of this one.
func (o *object[M, T]) settleMove(
	ctx context.Context, call *Call[M], state tfsdk.State, current *M, isComplete bool,
) (diags diag.Diagnostics) {
	if o.Moves == nil {
		return nil
	}
	of := state
	diags.Append(of.Set(ctx, current)...)
	identity, identityDiags := o.identityOf(ctx, of)
	diags.Append(identityDiags...)
	earlier, _ := call.Private.GetKey(ctx, movedKey)
	if unwanted, ok := o.moved(ctx, call.Private, state); ok && !bytes.Equal(earlier, identity) {
		diags.Append(o.deleteMoved(ctx, call, unwanted)...)
	}
	switch {
	case diags.HasError():
	case isComplete:
		diags.Append(Forget(ctx, call.Private, movedKey)...)
	default:
		diags.Append(call.Private.SetKey(ctx, movedKey, identity)...)
	}
	return diags
}

// deleteMoved deletes the new object of an exchange that is not complete. If another resource of the run manages it, it
// stays.
func (o *object[M, T]) deleteMoved(ctx context.Context, call *Call[M], moved M) diag.Diagnostics {
	old := o.keys(&call.Prior)
	if slices.ContainsFunc(without(o.keys(&moved), old), o.Registry.Holds) {
		return nil
	}
	unwanted := *call
	unwanted.Prior = moved
	if err := o.Object.Delete(ctx, &unwanted); err != nil && !clerk.IsMissing(err) {
		return o.failureOfDelete(&moved).Diagnostics(err)
	}
	return nil
}

// without returns the keys that are not among the others.
func without(keys, others []Key) []Key {
	return slices.DeleteFunc(slices.Clone(keys), func(k Key) bool { return slices.Contains(others, k) })
}

// readMoved reads the new object of an exchange after the old one was not found. It returns nil if there is none.
func (o *object[M, T]) readMoved(ctx context.Context, private PrivateState, state tfsdk.State, m *M) (*T, error) {
	moved, ok := o.moved(ctx, private, state)
	if !ok {
		return nil, nil
	}
	found, err := o.Object.Read(ctx, o.Client, &moved)
	if err != nil {
		return nil, err
	}
	*m = moved
	return found, nil
}
