package shortcuts

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Read answers for a resource of which the API tells what the state holds.
func (s *shortcut[M]) Read(ctx context.Context, req *tfprotov6.ReadResourceRequest) (context.Context, *tfprotov6.ReadResourceResponse) {
	if !s.resource.Ready() || len(req.Private) > 0 {
		return ctx, nil
	}
	state, _, err := s.codec.decode(ctx, req.CurrentState)
	if err != nil || state == nil {
		return ctx, nil
	}
	id := s.resource.ID(state)
	if !identifies(req.CurrentIdentity, id) {
		return ctx, nil
	}
	found := *state
	ctx, ok := s.resource.Read(ctx, &found)
	if !ok || !s.codec.means(ctx, &found, state) {
		return ctx, nil
	}
	identity, err := identityOf(id)
	if err != nil {
		return ctx, nil
	}
	return ctx, &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, NewIdentity: identity}
}

// means reports whether the state says what was found, be it in another spelling.
func (c *codec[M]) means(ctx context.Context, found, state *M) bool {
	for _, f := range c.fields {
		if a, b := f.get(found), f.get(state); !a.Equal(b) && !sameText(ctx, a, b) {
			return false
		}
	}
	return true
}

func sameText(ctx context.Context, found, held attr.Value) bool {
	a, comparable := found.(basetypes.StringValuableWithSemanticEquals)
	b, text := held.(basetypes.StringValuable)
	if !comparable || !text || found.IsNull() || held.IsNull() || held.IsUnknown() {
		return false
	}
	same, diags := a.StringSemanticEquals(ctx, b)
	return same && len(diags) == 0
}
