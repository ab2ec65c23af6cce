package fastpath

import (
	"bytes"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Plan answers for a new object, and for one without changes. The framework plans changes and destruction.
func (h *handler[M]) Plan(
	ctx context.Context,
	req *tfprotov6.PlanResourceChangeRequest,
) *tfprotov6.PlanResourceChangeResponse {
	if !h.resource.Ready() {
		return nil
	}
	prior, _, err := h.codec.decode(ctx, req.PriorState)
	if err != nil {
		return nil
	}
	config, _, err := h.codec.decode(ctx, req.Config)
	if err != nil || config == nil {
		return nil
	}
	if prior == nil {
		if len(req.PriorPrivate) > 0 { // the second plan of a replacement
			return nil
		}
		return h.planNew(ctx, req, config)
	}
	if h.codec.hasWriteOnly(prior) {
		return nil
	}
	return h.planUnchanged(ctx, req, prior, config)
}

// planUnchanged answers if the CLI proposes the prior state, and no value that depends on others changes.
func (h *handler[M]) planUnchanged(
	ctx context.Context,
	req *tfprotov6.PlanResourceChangeRequest,
	prior, config *M,
) *tfprotov6.PlanResourceChangeResponse {
	if !h.isUnchanged(ctx, req, prior) {
		return nil
	}
	for _, f := range h.codec.fields {
		value, err := f.defaultValue(ctx)
		if err != nil || value != nil && f.get(config).IsNull() && !value.Equal(f.get(prior)) {
			return nil
		}
	}
	private, ok := plannedPrivate(req.PriorPrivate, h.resource.PrivateKey, h.resource.ID(prior))
	if !ok {
		return nil
	}
	plan := *prior
	if !h.resource.Plan(ctx, &plan, prior, config) || !h.codec.equal(&plan, prior) {
		return nil
	}
	resp := planned(req.PriorState, req.PriorIdentity)
	if resp == nil || !h.resource.Record(&plan, prior, config) {
		return nil
	}
	resp.PlannedPrivate = private
	return resp
}

// isUnchanged reports whether the CLI proposes the prior state. It proposes write-only values, which are never planned.
func (h *handler[M]) isUnchanged(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest, prior *M) bool {
	if req.ProposedNewState != nil && len(req.PriorState.MsgPack) > 0 &&
		bytes.Equal(req.PriorState.MsgPack, req.ProposedNewState.MsgPack) {
		return true
	}
	proposed, _, err := h.codec.decode(ctx, req.ProposedNewState)
	if err != nil || proposed == nil {
		return false
	}
	for _, f := range h.codec.fields {
		if !f.attribute.IsWriteOnly() {
			continue
		}
		null, err := f.null(ctx)
		if err != nil {
			return false
		}
		f.set(proposed, null)
	}
	return h.codec.equal(proposed, prior)
}

// planNew plans the configured values, the defaults of the others, and without a default unknown values.
func (h *handler[M]) planNew(
	ctx context.Context,
	req *tfprotov6.PlanResourceChangeRequest,
	config *M,
) *tfprotov6.PlanResourceChangeResponse {
	plan, _, err := h.codec.decode(ctx, req.ProposedNewState)
	if err != nil || plan == nil {
		return nil
	}
	for _, f := range h.codec.fields {
		value, err := f.planned(ctx, f.get(plan), f.get(config))
		if err != nil {
			return nil
		}
		f.set(plan, value)
	}
	if !h.resource.Plan(ctx, plan, nil, config) {
		return nil
	}
	state, err := h.codec.encode(ctx, plan)
	if err != nil {
		return nil
	}
	resp := planned(state, req.PriorIdentity)
	if resp == nil || !h.resource.Record(plan, nil, config) {
		return nil
	}
	return resp
}

// planned returns a plan with the prior identity.
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

// planned returns the planned value of an attribute of a new object.
func (f field) planned(ctx context.Context, proposed, configured attr.Value) (attr.Value, error) {
	value, err := f.defaultValue(ctx)
	switch {
	case err != nil:
		return nil, err
	case f.attribute.IsWriteOnly():
		return f.null(ctx)
	case !configured.IsNull():
		return proposed, nil
	case value != nil:
		return value, nil
	case f.attribute.IsComputed():
		return f.of.ValueFromTerraform(ctx, tftypes.NewValue(f.terraform, tftypes.UnknownValue))
	default:
		return proposed, nil
	}
}
