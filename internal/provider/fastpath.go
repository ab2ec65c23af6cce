package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/fastpath"
	"github.com/clerk-users/terraform-provider-clerk/internal/service"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/users"
)

// fastPaths returns the handlers of the resources that a configuration can have thousands of, by type.
func (p *clerkProvider) fastPaths() map[string]fastpath.Handler {
	user, err := users.NewFastPath(p.configured)
	if err != nil {
		panic(fmt.Sprintf("clerk_user has no fast path: %s", err)) // a programming mistake, which every test finds
	}
	return map[string]fastpath.Handler{"clerk_user": user}
}

// configured returns the run of the last configuration, and an empty one before the first.
func (p *clerkProvider) configured() service.Run {
	if data := p.data.Load(); data != nil {
		return *data
	}
	return service.Run{}
}

// UpgradeResourceState calls the fast path before the framework.
func (s *server) UpgradeResourceState(
	ctx context.Context,
	req *tfprotov6.UpgradeResourceStateRequest,
) (*tfprotov6.UpgradeResourceStateResponse, error) {
	if fast := s.fastPaths[req.TypeName]; fast != nil {
		if resp := fast.Upgrade(req); resp != nil {
			return resp, nil
		}
	}
	return s.Server.UpgradeResourceState(ctx, req)
}

// ValidateResourceConfig calls the fast path before the framework.
func (s *server) ValidateResourceConfig(
	ctx context.Context,
	req *tfprotov6.ValidateResourceConfigRequest,
) (*tfprotov6.ValidateResourceConfigResponse, error) {
	if fast := s.fastPaths[req.TypeName]; fast != nil {
		if resp := fast.Validate(ctx, req); resp != nil {
			return resp, nil
		}
	}
	return s.Server.ValidateResourceConfig(ctx, req)
}

// ReadResource calls the fast path before the framework.
func (s *server) ReadResource(
	ctx context.Context,
	req *tfprotov6.ReadResourceRequest,
) (*tfprotov6.ReadResourceResponse, error) {
	if fast := s.fastPaths[req.TypeName]; fast != nil {
		var resp *tfprotov6.ReadResourceResponse
		if ctx, resp = fast.Read(ctx, req); resp != nil {
			return resp, nil
		}
	}
	return s.Server.ReadResource(ctx, req)
}

// PlanResourceChange calls the fast path before the framework.
func (s *server) PlanResourceChange(
	ctx context.Context,
	req *tfprotov6.PlanResourceChangeRequest,
) (*tfprotov6.PlanResourceChangeResponse, error) {
	if fast := s.fastPaths[req.TypeName]; fast != nil {
		if resp := fast.Plan(ctx, req); resp != nil {
			return resp, nil
		}
	}
	return s.Server.PlanResourceChange(ctx, req)
}
