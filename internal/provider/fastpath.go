package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/fastpath"
	"github.com/clerk-users/terraform-provider-clerk/internal/service"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/users"
)

// shortcuts are those of the resources that there can be thousands of.
func (p *clerkProvider) shortcuts() map[string]fastpath.Shortcut {
	user, err := users.NewShortcut(p.configured)
	if err != nil {
		panic(fmt.Sprintf("the model of clerk_user does not fit its schema: %s", err))
	}
	return map[string]fastpath.Shortcut{"clerk_user": user}
}

// configured is what the last configuration gives to resources, nothing before there is one.
func (p *clerkProvider) configured() service.Run {
	if data := p.data.Load(); data != nil {
		return *data
	}
	return service.Run{}
}

// UpgradeResourceState asks the shortcut of the resource before the framework.
func (s *server) UpgradeResourceState(
	ctx context.Context,
	req *tfprotov6.UpgradeResourceStateRequest,
) (*tfprotov6.UpgradeResourceStateResponse, error) {
	if shortcut := s.shortcuts[req.TypeName]; shortcut != nil {
		if resp := shortcut.Upgrade(req); resp != nil {
			return resp, nil
		}
	}
	return s.Server.UpgradeResourceState(ctx, req)
}

// ValidateResourceConfig asks the shortcut of the resource before the framework.
func (s *server) ValidateResourceConfig(
	ctx context.Context,
	req *tfprotov6.ValidateResourceConfigRequest,
) (*tfprotov6.ValidateResourceConfigResponse, error) {
	if shortcut := s.shortcuts[req.TypeName]; shortcut != nil {
		if resp := shortcut.Validate(ctx, req); resp != nil {
			return resp, nil
		}
	}
	return s.Server.ValidateResourceConfig(ctx, req)
}

// ReadResource asks the shortcut of the resource before the framework.
func (s *server) ReadResource(
	ctx context.Context,
	req *tfprotov6.ReadResourceRequest,
) (*tfprotov6.ReadResourceResponse, error) {
	if shortcut := s.shortcuts[req.TypeName]; shortcut != nil {
		var resp *tfprotov6.ReadResourceResponse
		if ctx, resp = shortcut.Read(ctx, req); resp != nil {
			return resp, nil
		}
	}
	return s.Server.ReadResource(ctx, req)
}

// PlanResourceChange asks the shortcut of the resource before the framework.
func (s *server) PlanResourceChange(
	ctx context.Context,
	req *tfprotov6.PlanResourceChangeRequest,
) (*tfprotov6.PlanResourceChangeResponse, error) {
	if shortcut := s.shortcuts[req.TypeName]; shortcut != nil {
		if resp := shortcut.Plan(ctx, req); resp != nil {
			return resp, nil
		}
	}
	return s.Server.PlanResourceChange(ctx, req)
}
