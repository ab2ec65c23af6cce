package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/users"
)

// prunings remove attributes from generated configurations, by resource type, that
// need a decision of the user.
var prunings = map[string]func(config map[string]tftypes.Value){
	"clerk_user": users.PruneGeneratedConfig,
}

// GetProviderSchema announces what the framework (up to 1.19 at least) can do and
// forgets to say: without it, the CLI generates configurations by itself.
func (s *server) GetProviderSchema(
	ctx context.Context,
	req *tfprotov6.GetProviderSchemaRequest,
) (*tfprotov6.GetProviderSchemaResponse, error) {
	resp, err := s.Server.GetProviderSchema(ctx, req)
	if err == nil && resp.ServerCapabilities != nil {
		resp.ServerCapabilities.GenerateResourceConfig = true
	}
	return resp, err
}

// GenerateResourceConfig makes a configuration that can be applied as it is. The
// framework states all that the state holds, and has no place where a resource
// could say otherwise.
func (s *server) GenerateResourceConfig(
	ctx context.Context,
	req *tfprotov6.GenerateResourceConfigRequest,
) (*tfprotov6.GenerateResourceConfigResponse, error) {
	resp, err := s.Server.GenerateResourceConfig(ctx, req)
	prune := prunings[req.TypeName]
	if err != nil || prune == nil || resp.Config == nil {
		return resp, err
	}
	object, err := s.resourceType(ctx, req.TypeName)
	if err != nil {
		return nil, err
	}
	generated, err := resp.Config.Unmarshal(object)
	if err != nil {
		return nil, err
	}
	config := map[string]tftypes.Value{}
	if err := generated.As(&config); err != nil {
		return nil, err
	}
	prune(config)
	if err := s.pruneRefused(ctx, req.TypeName, object, config); err != nil {
		return nil, err
	}
	pruned, err := tfprotov6.NewDynamicValue(object, tftypes.NewValue(object, config))
	return &tfprotov6.GenerateResourceConfigResponse{Config: &pruned, Diagnostics: resp.Diagnostics}, err
}

// pruneRefused removes values that the validators refuse: existing values can be older
// than the validators. It does not warn, because Terraform (at least up to 1.17) shows
// no warnings of a generation.
func (s *server) pruneRefused(
	ctx context.Context,
	typeName string,
	object tftypes.Type,
	config map[string]tftypes.Value,
) error {
	generated, err := tfprotov6.NewDynamicValue(object, tftypes.NewValue(object, config))
	if err != nil {
		return err
	}
	validated, err := s.ValidateResourceConfig(
		ctx,
		&tfprotov6.ValidateResourceConfigRequest{TypeName: typeName, Config: &generated},
	)
	if err != nil {
		return err
	}
	for _, problem := range validated.Diagnostics {
		if name, ok := rootAttribute(problem.Attribute); ok && problem.Severity == tfprotov6.DiagnosticSeverityError {
			config[name] = tftypes.NewValue(config[name].Type(), nil)
		}
	}
	return nil
}

func rootAttribute(path *tftypes.AttributePath) (string, bool) {
	if path == nil || len(path.Steps()) == 0 {
		return "", false
	}
	name, ok := path.Steps()[0].(tftypes.AttributeName)
	return string(name), ok
}

// resourceType makes the type of a resource once: the schema of the whole provider
// takes longer than to generate a configuration.
func (s *server) resourceType(ctx context.Context, name string) (tftypes.Type, error) {
	if made, ok := s.resourceTypes.Load(name); ok {
		return made.(tftypes.Type), nil
	}
	schemas, err := s.Server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, err
	}
	object := schemas.ResourceSchemas[name].ValueType()
	s.resourceTypes.Store(name, object)
	return object, nil
}
