package fastpath

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Read answers with what the API tells, in the spelling of the state.
func (s *shortcut[M]) Read(
	ctx context.Context,
	req *tfprotov6.ReadResourceRequest,
) (context.Context, *tfprotov6.ReadResourceResponse) {
	kept, readable := keptPrivate(req.Private)
	if !readable || !s.resource.Ready() {
		return ctx, nil
	}
	state, _, err := s.codec.decode(ctx, req.CurrentState)
	if err != nil || state == nil || s.codec.holdsWriteOnly(state) {
		return ctx, nil
	}
	id := s.resource.ID(state)
	if !identifies(req.CurrentIdentity, id) {
		return ctx, nil
	}
	found := *state
	ctx, ok := s.resource.Read(ctx, &found)
	if !ok || !s.codec.keepSpelling(ctx, &found, state) {
		return ctx, nil
	}
	identity, err := identityOf(id)
	if err != nil {
		return ctx, nil
	}
	if s.codec.same(&found, state) {
		return ctx, &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, NewIdentity: identity, Private: kept}
	}
	read, err := s.codec.encode(ctx, &found)
	if err != nil {
		return ctx, nil
	}
	return ctx, &tfprotov6.ReadResourceResponse{NewState: read, NewIdentity: identity, Private: kept}
}

// keepSpelling keeps the values of the state that mean what was found. It reports false where it cannot tell: of sets
// and lists that differ, the framework keeps single elements.
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
		case basetypes.StringValue, basetypes.BoolValue, basetypes.Int64Value: // which have one spelling each
		default:
			return false
		}
	}
	return true
}
