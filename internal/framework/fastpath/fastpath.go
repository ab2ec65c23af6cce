// Package fastpath answers what the CLI asks of every resource in every run, without the framework.
//
// The framework goes through the whole schema for every attribute, several times for each question. With the fifty
// attributes of a user that takes milliseconds of processor time a question, and over thousands of users more than
// Terraform itself needs. A shortcut decodes each object once instead.
//
// It gives the very answers of the framework, or none: whatever it is not certain of, such as a mistake in the
// configuration, a change of the resource or its destruction, it leaves to the framework. Tests hold both against each
// other.
package fastpath

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Shortcut answers for one type of resource. An answer of nil is left to the framework.
type Shortcut interface {
	// Upgrade answers for a state that the current schema wrote.
	Upgrade(req *tfprotov6.UpgradeResourceStateRequest) *tfprotov6.UpgradeResourceStateResponse
	// Validate answers for a configuration without a mistake.
	Validate(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) *tfprotov6.ValidateResourceConfigResponse
	// Read answers for a resource that exists. The context is what the framework is to be asked with otherwise: it knows
	// what has been read already.
	Read(ctx context.Context, req *tfprotov6.ReadResourceRequest) (context.Context, *tfprotov6.ReadResourceResponse)
	// Plan answers for a resource that is new, or that stays as it is.
	Plan(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) *tfprotov6.PlanResourceChangeResponse
}

// Resource is what a type of resource has to say for its shortcut. M is its model: a struct with a field for every
// attribute. The schema is flat, and its identity is an id.
type Resource[M any] struct {
	// Schema is that of the resource. Its plan modifiers have to leave alone what is new and what does not change.
	Schema schema.Schema
	// Ready reports whether there is an API to ask.
	Ready func() bool
	// ID returns the id of the resource.
	ID func(state *M) string
	// PrivateKey is the key under which a plan of a resource that exists keeps its id in the private state.
	PrivateKey string
	// Validate checks a configuration as a whole. Any diagnostic leaves it to the framework.
	Validate func(config *M) diag.Diagnostics
	// Read makes the state what the API tells, and reports whether it could.
	Read func(ctx context.Context, state *M) (context.Context, bool)
	// Plan settles what follows from the planned attributes; prior is nil for a new resource. It reports whether it
	// could: a plan with anything to tell cannot.
	Plan func(ctx context.Context, plan, prior, config *M) bool
	// Record notes a plan that the shortcut answers with. A plan that it refuses is left to the framework.
	Record func(plan, prior, config *M) bool
}

// New makes a shortcut. The error names what the model lacks of the schema.
func New[M any](resource Resource[M]) (Shortcut, error) {
	if len(resource.Schema.Blocks) > 0 {
		return nil, fmt.Errorf("the schema has blocks")
	}
	codec, err := newCodec[M](resource.Schema)
	if err != nil {
		return nil, err
	}
	return &shortcut[M]{resource: resource, codec: codec}, nil
}

type shortcut[M any] struct {
	resource Resource[M]
	codec    *codec[M]
}

// Upgrade takes the state as it is, without attributes that are no more.
func (s *shortcut[M]) Upgrade(req *tfprotov6.UpgradeResourceStateRequest) *tfprotov6.UpgradeResourceStateResponse {
	if req.Version != s.resource.Schema.Version || req.RawState == nil {
		return nil
	}
	state, err := req.RawState.UnmarshalWithOpts(s.codec.object, tfprotov6.UnmarshalOpts{
		ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true},
	})
	if err != nil {
		return nil
	}
	upgraded, err := tfprotov6.NewDynamicValue(s.codec.object, state)
	if err != nil {
		return nil
	}
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &upgraded}
}
