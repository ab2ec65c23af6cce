package provider

import (
	"context"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/fastpath"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
)

// Server is all of the plugin protocol that the provider speaks.
type Server interface {
	tfprotov6.ProviderServer
	tfprotov6.ActionServer
	tfprotov6.ListResourceServer
}

// NewServer returns a constructor of the provider as a server; version is its
// release. The options come after those of the provider block; with WithTransport
// a test reaches an instance that has no address. Every server has a configuration of its own.
func NewServer(version string, options ...clerk.Option) func() tfprotov6.ProviderServer {
	return func() tfprotov6.ProviderServer {
		provider := &clerkProvider{version: version, options: options}
		return &server{
			Server:    providerserver.NewProtocol6(provider)().(Server),
			fastPaths: provider.fastPaths(),
			streams:   streams{running: new(sync.WaitGroup)},
		}
	}
}

// server fixes defects of the framework, and answers frequent calls by fast paths.
type server struct {
	Server
	resourceTypes sync.Map                    // tftypes.Type by the name of the resource
	fastPaths     map[string]fastpath.Handler // by the name of the resource
	streams       streams
}

// ApplyResourceChange gives Create what the plan has noted.
func (s *server) ApplyResourceChange(
	ctx context.Context,
	req *tfprotov6.ApplyResourceChangeRequest,
) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return s.Server.ApplyResourceChange(resourcebase.WithPlannedPrivate(ctx, req.PlannedPrivate), req)
}

// ValidateActionConfig takes one mistake of the framework (up to 1.19 at least)
// back: it takes every CLI that validates an action for one that knows no
// write-only arguments. All that know actions do, since those came earlier.
func (s *server) ValidateActionConfig(
	ctx context.Context,
	req *tfprotov6.ValidateActionConfigRequest,
) (*tfprotov6.ValidateActionConfigResponse, error) {
	resp, err := s.Server.ValidateActionConfig(ctx, req)
	if err != nil {
		return nil, err
	}
	resp.Diagnostics = slices.DeleteFunc(resp.Diagnostics, func(d *tfprotov6.Diagnostic) bool {
		return d.Summary == "WriteOnly Attribute Not Allowed"
	})
	return resp, nil
}
