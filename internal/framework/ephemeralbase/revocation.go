package ephemeralbase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// revokeKey is the key of the private data under which Close finds the id of
// what it has to revoke.
const revokeKey = "revoke"

// maxLife bounds what may be stated as the life of a token: a hundred years.
const maxLife = 100 * 365 * 24 * 3600

// ExpiresInSeconds is the attribute expires_in_seconds of a token that can be
// revoked.
func ExpiresInSeconds(defaultLife string) schema.Int64Attribute {
	return schema.Int64Attribute{
		CustomType:          customtypes.IntegerType{},
		MarkdownDescription: "How long the token can be used, in seconds, at least 1. Clerk's default is " + defaultLife + ".",
		Optional:            true,
		Validators:          []validator.Int64{int64validator.Between(1, maxLife)},
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

// Expiry is when a token expires whose life was stated or, if it was not, is the
// default.
func Expiry(created time.Time, stated types.Int64, defaultLife time.Duration) customtypes.Timestamp {
	life := defaultLife
	if !stated.IsNull() {
		life = time.Duration(stated.ValueInt64()) * time.Second
	}
	return customtypes.NewTimestamp(created.Add(life))
}

// RevokeOnClose is the attribute revoke_on_close of a token that can be revoked.
func RevokeOnClose() schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: "Whether the token is revoked as soon as the run needs it no longer, unless it has been used by then. " +
			"Defaults to `true`. With `false` it stays valid until it is used or expires; because Terraform opens ephemeral resources in every plan and again in the apply, each of them then leaves a token behind: state a short `expires_in_seconds` with it.",
		Optional: true,
	}
}

// RevokeLater has Close revoke the object with the id, unless revoke_on_close is
// false, or else RevokeUnclosed.
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
	keepUnclosed(id, func(ctx context.Context) error { return revoke(ctx, id) })
	encoded, err := json.Marshal(id)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Could not keep the id of the token", err.Error())}
	}
	return resp.Private.SetKey(ctx, revokeKey, encoded)
}

// Close revokes what RevokeLater has noted. What was used, revoked or deleted
// meanwhile needs no revocation.
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
	forgetUnclosed(id)
}

// LeftBehind warns of a token that may exist, and that no operation can find and
// revoke, when the answer to its creation does not say whether it was carried out.
func LeftBehind(kind string, err error) diag.Diagnostics {
	if ambiguous := (*clerk.AmbiguousCreateError)(nil); !errors.As(err, &ambiguous) {
		return nil
	}
	return diag.Diagnostics{
		diag.NewWarningDiagnostic(
			"A token may be left behind",
			fmt.Sprintf(
				"It is unknown whether Clerk made the %s before the error. If it did, nobody has received the token, but it cannot be found to be revoked: it stays valid until it expires.",
				kind,
			),
		),
	}
}
