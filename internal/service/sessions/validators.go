package sessions

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/keys"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// originValidator accepts what a browser sends as Origin.
func originValidator() validator.String {
	return validators.Matching(
		regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://[^/\s]+$`),
		"an origin: write one such as https://app.example.com, without a path and without a slash at its end",
	)
}

const notPublishable = "Not a publishable key"

// publishableKeyValidator accepts a publishable key.
type publishableKeyValidator struct{}

func (publishableKeyValidator) Description(context.Context) string {
	return "must be a publishable key"
}

func (v publishableKeyValidator) MarkdownDescription(ctx context.Context) string {
	return v.Description(ctx)
}

func (publishableKeyValidator) ValidateString(
	_ context.Context,
	req validator.StringRequest,
	resp *validator.StringResponse,
) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if _, err := keys.FrontendAPIURL(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, notPublishable, "Of the publishable key: "+err.Error()+".")
	}
}
