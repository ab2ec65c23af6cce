package fastpath

import (
	"bytes"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Plan answers for what is new, and for what stays as it is. It leaves changes and destruction to the framework.
func (s *shortcut[M]) Plan(
	ctx context.Context,
	req *tfprotov6.PlanResourceChangeRequest,
) *tfprotov6.PlanResourceChangeResponse {
	if !s.resource.Ready() {
		return nil
	}
	prior, _, err := s.codec.decode(ctx, req.PriorState)
	if err != nil {
		return nil
	}
	config, _, err := s.codec.decode(ctx, req.Config)
	if err != nil || config == nil {
		return nil
	}
	if prior == nil {
		if len(req.PriorPrivate) > 0 { // a replacement
			return nil
		}
		return s.planNew(ctx, req, config)
	}
	if s.codec.holdsWriteOnly(prior) {
		return nil
	}
	return s.planSame(ctx, req, prior, config)
}

// planSame answers where the CLI proposes what the state holds, and nothing that follows from it differs.
func (s *shortcut[M]) planSame(
	ctx context.Context,
	req *tfprotov6.PlanResourceChangeRequest,
	prior, config *M,
) *tfprotov6.PlanResourceChangeResponse {
	if !s.proposesSame(ctx, req, prior) {
		return nil
	}
	for _, f := range s.codec.fields {
		fallback, err := f.fallback(ctx)
		if err != nil || fallback != nil && f.get(config).IsNull() && !fallback.Equal(f.get(prior)) {
			return nil
		}
	}
	kept, ok := plannedPrivate(req.PriorPrivate, s.resource.PrivateKey, s.resource.ID(prior))
	if !ok {
		return nil
	}
	plan := *prior
	if !s.resource.Plan(ctx, &plan, prior, config) || !s.codec.same(&plan, prior) {
		return nil
	}
	resp := planned(req.PriorState, req.PriorIdentity)
	if resp == nil || !s.resource.Record(&plan, prior, config) {
		return nil
	}
	resp.PlannedPrivate = kept
	return resp
}

// proposesSame reports whether the CLI proposes the state from before. Write-only values are proposed, but never planned.
func (s *shortcut[M]) proposesSame(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest, prior *M) bool {
	if req.ProposedNewState != nil && len(req.PriorState.MsgPack) > 0 &&
		bytes.Equal(req.PriorState.MsgPack, req.ProposedNewState.MsgPack) {
		return true
	}
	proposed, _, err := s.codec.decode(ctx, req.ProposedNewState)
	if err != nil || proposed == nil {
		return false
	}
	for _, f := range s.codec.fields {
		if !f.attribute.IsWriteOnly() {
			continue
		}
		null, err := f.null(ctx)
		if err != nil {
			return false
		}
		f.set(proposed, null)
	}
	return s.codec.same(proposed, prior)
}

// planNew plans what is stated, the defaults of what is not, and the rest as known after the apply.
func (s *shortcut[M]) planNew(
	ctx context.Context,
	req *tfprotov6.PlanResourceChangeRequest,
	config *M,
) *tfprotov6.PlanResourceChangeResponse {
	plan, _, err := s.codec.decode(ctx, req.ProposedNewState)
	if err != nil || plan == nil {
		return nil
	}
	for _, f := range s.codec.fields {
		value, err := f.planned(ctx, f.get(plan), f.get(config))
		if err != nil {
			return nil
		}
		f.set(plan, value)
	}
	if !s.resource.Plan(ctx, plan, nil, config) {
		return nil
	}
	state, err := s.codec.encode(ctx, plan)
	if err != nil {
		return nil
	}
	resp := planned(state, req.PriorIdentity)
	if resp == nil || !s.resource.Record(plan, nil, config) {
		return nil
	}
	return resp
}

// planned answers with a planned state, and the identity from before: null where there was none.
func planned(
	state *tfprotov6.DynamicValue,
	identity *tfprotov6.ResourceIdentityData,
) *tfprotov6.PlanResourceChangeResponse {
	kept, err := keptIdentity(identity)
	if err != nil {
		return nil
	}
	return &tfprotov6.PlanResourceChangeResponse{PlannedState: state, PlannedIdentity: kept}
}

// planned is what is planned of an attribute of a new resource.
func (f field) planned(ctx context.Context, proposed, stated attr.Value) (attr.Value, error) {
	fallback, err := f.fallback(ctx)
	switch {
	case err != nil:
		return nil, err
	case f.attribute.IsWriteOnly():
		return f.null(ctx)
	case !stated.IsNull():
		return proposed, nil
	case fallback != nil:
		return fallback, nil
	case f.attribute.IsComputed():
		return f.of.ValueFromTerraform(ctx, tftypes.NewValue(f.terraform, tftypes.UnknownValue))
	default:
		return proposed, nil
	}
}
