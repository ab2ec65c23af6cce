package ephemeralbase

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// Refusal is the reason for which something, such as "session token", is not
// verified. The log tells it at level INFO, because the CLI lets no message of a
// configuration show an ephemeral value.
func Refusal(ctx context.Context, what, reason string) types.String {
	tflog.Info(ctx, "Not verified", map[string]any{"what": what, "reason": reason})
	return types.StringValue(reason)
}
