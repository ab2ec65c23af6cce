// Package floor is a provider that does nothing, with the types of the real one. What a run takes with it is
// Terraform's own cost: the floor that no provider gets below.
//
// It is not the real provider with an API that answers at once. That would count the planning of the framework, the
// JSON and the HTTP of the provider as Terraform's, and so hide the very cost that the floor is there to show.
package floor

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

// server answers what Terraform asks about resources, and leaves the schemas to the real provider.
type server struct {
	tfprotov6.ProviderServer
	types    map[string]tftypes.Type
	computed map[string]map[string]bool
	made     atomic.Int64 // texts made up
}

// New makes a server.
func New(ctx context.Context) (tfprotov6.ProviderServer, error) {
	schemas := providerserver.NewProtocol6(provider.New("floor")())()
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

// GetResourceIdentitySchemas declares none: an identity would have to be answered, and costs Terraform next to nothing.
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

// UpgradeResourceState returns the state as it was kept.
func (s *server) UpgradeResourceState(
	_ context.Context,
	req *tfprotov6.UpgradeResourceStateRequest,
) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &tfprotov6.DynamicValue{JSON: req.RawState.JSON}}, nil
}

// ReadResource finds everything as it was.
func (s *server) ReadResource(
	_ context.Context,
	req *tfprotov6.ReadResourceRequest,
) (*tfprotov6.ReadResourceResponse, error) {
	return &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, Private: req.Private}, nil
}

// PlanResourceChange plans what Terraform proposes. What a new resource does not state becomes known in the apply, so
// that plans and states are of the size that they have with the real provider.
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

// ApplyResourceChange makes the plan the state, and fills in what was unknown.
func (s *server) ApplyResourceChange(
	_ context.Context,
	req *tfprotov6.ApplyResourceChangeRequest,
) (*tfprotov6.ApplyResourceChangeResponse, error) {
	state := req.PlannedState
	created, err := req.PriorState.IsNull()
	if err == nil && created {
		state, err = s.replace(req.TypeName, state, isUnknown, s.madeUp)
	}
	return &tfprotov6.ApplyResourceChangeResponse{NewState: state, Private: req.PlannedPrivate}, err
}

// replace replaces those values of computed attributes that are of a kind.
func (s *server) replace(
	typeName string,
	object *tfprotov6.DynamicValue,
	kind func(tftypes.Value) bool,
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
		if kind(value) && s.computed[typeName][name] {
			values[name] = with(value.Type())
		}
	}
	replaced, err := tfprotov6.NewDynamicValue(s.types[typeName], tftypes.NewValue(s.types[typeName], values))
	return &replaced, err
}

func isNull(value tftypes.Value) bool { return value.IsNull() }

func isUnknown(value tftypes.Value) bool { return !value.IsKnown() }

func unknown(of tftypes.Type) tftypes.Value { return tftypes.NewValue(of, tftypes.UnknownValue) }

// madeUp is a value of a simple type; every text is another one, as ids are.
func (s *server) madeUp(of tftypes.Type) tftypes.Value {
	switch {
	case of.Is(tftypes.String):
		return tftypes.NewValue(of, fmt.Sprintf("made_up_%020d", s.made.Add(1)))
	case of.Is(tftypes.Bool):
		return tftypes.NewValue(of, false)
	case of.Is(tftypes.Number):
		return tftypes.NewValue(of, big.NewFloat(0))
	default:
		return tftypes.NewValue(of, nil)
	}
}
