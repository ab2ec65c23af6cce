package fastpath

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Read returns the values of the API, in the spelling of the state.
func (h *handler[M]) Read(
	ctx context.Context,
	req *tfprotov6.ReadResourceRequest,
) (context.Context, *tfprotov6.ReadResourceResponse) {
	private, ok := keptPrivate(req.Private)
	if !ok || !h.resource.Ready() {
		return ctx, nil
	}
	state, _, err := h.codec.decode(ctx, req.CurrentState)
	if err != nil || state == nil || h.codec.hasWriteOnly(state) {
		return ctx, nil
	}
	id := h.resource.ID(state)
	if !identifies(req.CurrentIdentity, id) {
		return ctx, nil
	}
	found := *state
	ctx, ok = h.resource.Read(ctx, &found)
	if !ok || !h.codec.keepSpelling(ctx, &found, state) {
		return ctx, nil
	}
	identity, err := identityOf(id)
	if err != nil {
		return ctx, nil
	}
	if h.codec.equal(&found, state) {
		return ctx, &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, NewIdentity: identity, Private: private}
	}
	read, err := h.codec.encode(ctx, &found)
	if err != nil {
		return ctx, nil
	}
	return ctx, &tfprotov6.ReadResourceResponse{NewState: read, NewIdentity: identity, Private: private}
}

// keepSpelling keeps the values of the state that are semantically equal to the values of the API. It reports false for
// sets and lists that differ: the framework keeps single elements of them.
func (c *codec[M]) keepSpelling(ctx context.Context, found, state *M) bool {
	for _, f := range c.fields {
		a, b := f.get(found), f.get(state)
		if a.IsNull() || b.IsNull() || b.IsUnknown() || a.Equal(b) {
			continue
		}
		switch a := a.(type) {
		case basetypes.StringValuableWithSemanticEquals:
			same, diags := a.StringSemanticEquals(ctx, b.(basetypes.StringValuable))
			if len(diags) > 0 {
				return false
			}
			if same {
				f.set(found, b)
			}
		case basetypes.StringValue, basetypes.BoolValue, basetypes.Int64Value: // one spelling each
		default:
			return false
		}
	}
	return true
}
