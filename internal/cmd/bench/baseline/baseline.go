// Package baseline is a provider that does nothing, with the types of the real provider. A run with it shows the cost
// of Terraform itself, the lower limit for every provider.
//
// It is not the real provider with an API that answers at once. The cost of the framework, of JSON and of HTTP belongs
// to the provider, so it must not be part of the baseline.
package baseline

import (
	"context"
	"fmt"
	"math/big"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

// server answers the calls about resources. The schemas come from the real provider.
type server struct {
	tfprotov6.ProviderServer
	types    map[string]tftypes.Type
	computed map[string]map[string]bool
	made     atomic.Int64 // number of generated texts
}

// New returns a server.
func New(ctx context.Context) (tfprotov6.ProviderServer, error) {
	schemas := providerserver.NewProtocol6(provider.New("baseline")())()
	declared, err := schemas.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, err
	}
	s := &server{ProviderServer: schemas, types: map[string]tftypes.Type{}, computed: map[string]map[string]bool{}}
	for name, schema := range declared.ResourceSchemas {
		s.types[name] = schema.ValueType()
		s.computed[name] = map[string]bool{}
		for _, attribute := range schema.Block.Attributes {
			s.computed[name][attribute.Name] = attribute.Computed
		}
	}
	return s, nil
}

// GetResourceIdentitySchemas returns none. Identities would need code here, and cost Terraform almost nothing.
func (s *server) GetResourceIdentitySchemas(
	context.Context,
	*tfprotov6.GetResourceIdentitySchemasRequest,
) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return &tfprotov6.GetResourceIdentitySchemasResponse{}, nil
}

// ValidateProviderConfig accepts every provider block.
func (s *server) ValidateProviderConfig(
	_ context.Context,
	req *tfprotov6.ValidateProviderConfigRequest,
) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: req.Config}, nil
}

// ConfigureProvider has nothing to set up.
func (s *server) ConfigureProvider(
	context.Context,
	*tfprotov6.ConfigureProviderRequest,
) (*tfprotov6.ConfigureProviderResponse, error) {
	return &tfprotov6.ConfigureProviderResponse{}, nil
}

// ValidateResourceConfig accepts every configuration.
func (s *server) ValidateResourceConfig(
	context.Context,
	*tfprotov6.ValidateResourceConfigRequest,
) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return &tfprotov6.ValidateResourceConfigResponse{}, nil
}

// UpgradeResourceState returns the stored state.
func (s *server) UpgradeResourceState(
	_ context.Context,
	req *tfprotov6.UpgradeResourceStateRequest,
) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &tfprotov6.DynamicValue{JSON: req.RawState.JSON}}, nil
}

// ReadResource returns the state unchanged.
func (s *server) ReadResource(
	_ context.Context,
	req *tfprotov6.ReadResourceRequest,
) (*tfprotov6.ReadResourceResponse, error) {
	return &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, Private: req.Private}, nil
}

// PlanResourceChange plans the proposed state. The omitted attributes of a new resource are unknown until the apply, so
// plans and states have the same size as with the real provider.
func (s *server) PlanResourceChange(
	_ context.Context,
	req *tfprotov6.PlanResourceChangeRequest,
) (*tfprotov6.PlanResourceChangeResponse, error) {
	planned := req.ProposedNewState
	created, err := req.PriorState.IsNull()
	if err == nil && created {
		planned, err = s.replace(req.TypeName, planned, isNull, unknown)
	}
	return &tfprotov6.PlanResourceChangeResponse{PlannedState: planned, PlannedPrivate: req.PriorPrivate}, err
}

// ApplyResourceChange returns the plan as the state, with generated values in place of unknown ones.
func (s *server) ApplyResourceChange(
	_ context.Context,
	req *tfprotov6.ApplyResourceChangeRequest,
) (*tfprotov6.ApplyResourceChangeResponse, error) {
	state := req.PlannedState
	created, err := req.PriorState.IsNull()
	if err == nil && created {
		state, err = s.replace(req.TypeName, state, isUnknown, s.generated)
	}
	return &tfprotov6.ApplyResourceChangeResponse{NewState: state, Private: req.PlannedPrivate}, err
}

// replace replaces the values of computed attributes that fulfil the condition.
func (s *server) replace(
	typeName string,
	object *tfprotov6.DynamicValue,
	condition func(tftypes.Value) bool,
	with func(tftypes.Type) tftypes.Value,
) (*tfprotov6.DynamicValue, error) {
	whole, err := object.Unmarshal(s.types[typeName])
	if err != nil {
		return nil, err
	}
	var values map[string]tftypes.Value
	if err := whole.As(&values); err != nil {
		return nil, err
	}
	for name, value := range values {
		if condition(value) && s.computed[typeName][name] {
			values[name] = with(value.Type())
		}
	}
	replaced, err := tfprotov6.NewDynamicValue(s.types[typeName], tftypes.NewValue(s.types[typeName], values))
	return &replaced, err
}

func isNull(value tftypes.Value) bool { return value.IsNull() }

func isUnknown(value tftypes.Value) bool { return !value.IsKnown() }

func unknown(of tftypes.Type) tftypes.Value { return tftypes.NewValue(of, tftypes.UnknownValue) }

// generated returns a value of a simple type. Each text is unique, like an id.
func (s *server) generated(of tftypes.Type) tftypes.Value {
	switch {
	case of.Is(tftypes.String):
		return tftypes.NewValue(of, fmt.Sprintf("generated_%020d", s.made.Add(1)))
	case of.Is(tftypes.Bool):
		return tftypes.NewValue(of, false)
	case of.Is(tftypes.Number):
		return tftypes.NewValue(of, big.NewFloat(0))
	default:
		return tftypes.NewValue(of, nil)
	}
}
