package ephemeralbase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// revokeKey is the key of the private data with the id of the token to revoke.
const revokeKey = "revoke"

// maxLifetime is the longest lifetime of a token: a hundred years.
const maxLifetime = 100 * 365 * 24 * 3600

// ExpiresInSeconds is the attribute expires_in_seconds of a token that can be
// revoked.
func ExpiresInSeconds(defaultLifetime string) schema.Int64Attribute {
	return schema.Int64Attribute{
		CustomType:          customtypes.IntegerType{},
		MarkdownDescription: "The lifetime of the token in seconds, at least 1. Clerk's default is " + defaultLifetime + ".",
		Optional:            true,
		Validators:          []validator.Int64{validators.Between(1, maxLifetime)},
	}
}

// ExpiresAt is the attribute expires_at of a token.
func ExpiresAt() schema.StringAttribute {
	return schema.StringAttribute{
		CustomType:          customtypes.TimestampType{},
		MarkdownDescription: "When the token expires, as an RFC 3339 time.",
		Computed:            true,
	}
}

// Expiry is the time at which a token expires. Without a configured lifetime, the
// default applies.
func Expiry(created time.Time, configured types.Int64, defaultLifetime time.Duration) customtypes.Timestamp {
	lifetime := defaultLifetime
	if !configured.IsNull() {
		lifetime = time.Duration(configured.ValueInt64()) * time.Second
	}
	return customtypes.NewTimestamp(created.Add(lifetime))
}

// RevokeOnClose is the attribute revoke_on_close of a token that can be revoked.
func RevokeOnClose() schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: "Whether to revoke the token at the end of the run, unless it has been used. " +
			"Defaults to `true`. With `false`, the token stays valid until it is used or expires. " +
			"Terraform opens ephemeral resources during each plan and apply, so each of them leaves a valid token. " +
			"Set a short `expires_in_seconds` then.",
		Optional: true,
	}
}

// RevokeLater registers a token for revocation by Close or, if the CLI does not close
// it, by RevokeUnclosed. With revoke_on_close = false, the token is not registered.
func RevokeLater(
	ctx context.Context,
	resp *ephemeral.OpenResponse,
	revokeOnClose types.Bool,
	id string,
	revoke func(ctx context.Context, id string) error,
) diag.Diagnostics {
	if !revokeOnClose.IsNull() && !revokeOnClose.ValueBool() {
		return nil
	}
	addUnclosed(id, func(ctx context.Context) error { return revoke(ctx, id) })
	encoded, err := json.Marshal(id)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Could not store the id of the token", err.Error())}
	}
	return resp.Private.SetKey(ctx, revokeKey, encoded)
}

// Close revokes the token that RevokeLater registered. A token that was used, revoked
// or deleted since then needs no revocation.
func Close(
	ctx context.Context,
	b Base,
	req ephemeral.CloseRequest,
	resp *ephemeral.CloseResponse,
	kind string,
	revoke func(ctx context.Context, id string) error,
) {
	encoded, diags := req.Private.GetKey(ctx, revokeKey)
	resp.Diagnostics.Append(diags...)
	if len(encoded) == 0 || resp.Diagnostics.HasError() || diagnostics.LacksClient(b.Client, &resp.Diagnostics) {
		return
	}
	var id string
	if err := json.Unmarshal(encoded, &id); err != nil {
		resp.Diagnostics.AddError("Could not read the id of the "+kind, err.Error())
		return
	}
	if err := revoke(ctx, id); err != nil && !clerk.IsNotPending(err) && !clerk.IsNotFound(err) {
		resp.Diagnostics.Append(
			diagnostics.Failure{
				Task: fmt.Sprintf("revoke the %s %s: it stays valid until it expires", kind, id),
			}.Diagnostics(
				err,
			)...)
		return
	}
	removeUnclosed(id)
}

// MayExist warns about a token after a create with an unknown result. No operation
// can find and revoke such a token.
func MayExist(kind string, err error) diag.Diagnostics {
	if ambiguous := (*clerk.AmbiguousCreateError)(nil); !errors.As(err, &ambiguous) {
		return nil
	}
	return diag.Diagnostics{
		diag.NewWarningDiagnostic(
			"An unused token may exist",
			fmt.Sprintf(
				"It is unknown whether Clerk created the %s before the error. If it did, no program has received the token. "+
					"The provider cannot find it to revoke it: it stays valid until it expires.",
				kind,
			),
		),
	}
}
