package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// logger writes the client's log into Terraform's, at level DEBUG.
type logger struct{}

// Debug implements clerk.Logger.
func (logger) Debug(ctx context.Context, msg string, fields map[string]any) {
	tflog.Debug(ctx, msg, fields)
}

// userAgent names the provider and the CLI that runs it.
func userAgent(version, terraformVersion string) string {
	return fmt.Sprintf("terraform-provider-clerk/%s (+https://%s) Terraform/%s", version, Address, terraformVersion)
}
