package ephemeralbase

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// Refusal returns the reason for which an object, such as "session token", is not
// verified. It logs the reason at level INFO, because the messages of a configuration
// cannot contain an ephemeral value.
func Refusal(ctx context.Context, object, reason string) types.String {
	tflog.Info(ctx, "Not verified", map[string]any{"what": object, "reason": reason})
	return types.StringValue(reason)
}
