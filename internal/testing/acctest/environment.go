package acctest

import (
	"context"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

// inEnvironment is a provider in this process that reads the variables of a workspace, which are not those of this
// process: the variables become arguments of the provider block.
type inEnvironment struct {
	provider.Server
	getenv func(name string) string
}

// variables are the variables of the provider, by their arguments.
var variables = map[string]string{"secret_key": "CLERK_SECRET_KEY", "api_url": "CLERK_API_URL"}

// ConfigureProvider implements tfprotov6.ProviderServer.
func (s inEnvironment) ConfigureProvider(
	ctx context.Context,
	req *tfprotov6.ConfigureProviderRequest,
) (*tfprotov6.ConfigureProviderResponse, error) {
	block := blockType()
	config, err := req.Config.Unmarshal(block)
	if err != nil {
		return nil, err
	}
	var arguments map[string]tftypes.Value
	if err := config.As(&arguments); err != nil {
		return nil, err
	}
	for argument, variable := range variables {
		if value := s.getenv(variable); value != "" && arguments[argument].IsNull() {
			arguments[argument] = tftypes.NewValue(tftypes.String, value)
		}
	}
	configured, err := tfprotov6.NewDynamicValue(block, tftypes.NewValue(block, arguments))
	if err != nil {
		return nil, err
	}
	further := *req
	further.Config = &configured
	return s.Server.ConfigureProvider(ctx, &further)
}

// blockType is the type of the provider block.
var blockType = sync.OnceValue(func() tftypes.Type {
	schemas, err := providerSchemas()
	if err != nil {
		panic(err)
	}
	return schemas.Provider.ValueType()
})
