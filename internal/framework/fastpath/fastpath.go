// Package fastpath answers the calls that Terraform makes for each resource in each run, without the framework.
//
// For each attribute, the framework visits the whole schema several times per call. With the 50 attributes of
// clerk_user, the plan of a new user takes 9 ms of processor time. With thousands of users, that is about as much as
// Terraform itself needs. A handler of this package decodes each object once: the same plan takes 0.3 ms.
//
// A handler returns the answer that the framework would return, or none. It has none for invalid configurations,
// changes, destruction and uncertain cases: the caller then calls the framework. Tests compare both. New refuses a
// resource with anything that a handler would skip.
package fastpath

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Handler answers calls for one type of resource. If an answer is nil, the framework has to answer.
type Handler interface {
	// Upgrade answers for a state of the current version of the schema.
	Upgrade(req *tfprotov6.UpgradeResourceStateRequest) *tfprotov6.UpgradeResourceStateResponse
	// Validate answers for a valid configuration.
	Validate(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) *tfprotov6.ValidateResourceConfigResponse
	// Read answers for an existing object. The framework has to be called with the returned context, which has the
	// result of a request that was made already.
	Read(ctx context.Context, req *tfprotov6.ReadResourceRequest) (context.Context, *tfprotov6.ReadResourceResponse)
	// Plan answers for a new object, and for one without changes.
	Plan(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) *tfprotov6.PlanResourceChangeResponse
}

// Resource describes a resource for its handler. M is the model, with a field for each attribute.
type Resource[M any] struct {
	// Type is the resource of the framework. Plan and Validate replace its ModifyPlan and ValidateConfig.
	Type resource.Resource
	// Ready reports whether the provider is configured with a client.
	Ready func() bool
	// ID returns the id of the object.
	ID func(state *M) string
	// PrivateKey is the key of the private state under which the plan of an existing object keeps its id.
	PrivateKey string
	// Validate checks a configuration as a whole.
	Validate func(config *M) diag.Diagnostics
	// Read updates the state from the API. It reports false after any problem.
	Read func(ctx context.Context, state *M) (context.Context, bool)
	// Plan plans the values that depend on others; prior is nil for a new object. It reports false if there is any
	// diagnostic.
	Plan func(ctx context.Context, plan, prior, config *M) bool
	// Record records a plan in the registry of the run. It reports false, and records nothing, if there is a conflict.
	Record func(plan, prior, config *M) bool
}

// New returns the handler of a resource. It returns an error for a resource that needs more than a handler does.
func New[M any](description Resource[M]) (Handler, error) {
	if description.lacksFunction() {
		return nil, errors.New("the description of the resource lacks a function")
	}
	declared, err := supportedSchema(description.Type)
	if err != nil {
		return nil, err
	}
	codec, err := newCodec[M](declared)
	if err != nil {
		return nil, err
	}
	return &handler[M]{resource: description, schema: declared, codec: codec}, nil
}

func (r Resource[M]) lacksFunction() bool {
	return r.Ready == nil || r.ID == nil || r.Validate == nil || r.Read == nil || r.Plan == nil || r.Record == nil
}

type handler[M any] struct {
	resource Resource[M]
	schema   schema.Schema
	codec    *codec[M]
}

// Upgrade returns the state as it is or, with attributes that the schema no longer has, without these.
func (h *handler[M]) Upgrade(req *tfprotov6.UpgradeResourceStateRequest) *tfprotov6.UpgradeResourceStateResponse {
	if req.Version != h.schema.Version || req.RawState == nil {
		return nil
	}
	if isObject(req.RawState.JSON, h.codec.object) {
		// Terraform accepts JSON. Another encoding would take a fifth of the provider's processor time in a plan.
		return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &tfprotov6.DynamicValue{JSON: req.RawState.JSON}}
	}
	state, err := req.RawState.UnmarshalWithOpts(h.codec.object, tfprotov6.UnmarshalOpts{
		ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true},
	})
	if err != nil {
		return nil
	}
	upgraded, err := tfprotov6.NewDynamicValue(h.codec.object, state)
	if err != nil {
		return nil
	}
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &upgraded}
}
