package userparts

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/identifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// Keys of the private state.
const (
	PlannedKey = resourcebase.PlannedKey
	CreatesKey = resourcebase.CreatesKey
)

// pieceNouns are the nouns for kinds of pieces in messages.
var pieceNouns = map[string]string{
	"public_metadata": "public_metadata key", "private_metadata": "private_metadata key",
	"unsafe_metadata": "unsafe_metadata key", ImageKind: "profile image", TOTPKind: "TOTP",
}

// Kinds of pieces that a user has once.
const (
	ImageKind = "profile_image"
	TOTPKind  = identifiers.TOTPKind
)

// PlanPieces records the plan in the registry of the run, reports its conflicts with other resources, and notes in the
// private state what the next call has to know.
func (b *Base) PlanPieces(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, holder registry.Holder,
) diag.Diagnostics {
	return b.Run.PlanPieces(ctx, req, resp, holder, func(kind string) string { return pieceNouns[kind] })
}

// PlannedUserID returns the user of the pieces of a plan. A user who is not known yet is probably the one in the state:
// an id that comes from a data source with depends_on is unknown in each plan.
func PlannedUserID(plan, prior types.String) string {
	if plan.IsUnknown() {
		return prior.ValueString()
	}
	return plan.ValueString()
}

// OnePiece returns the piece that a user has once, or none without a user.
func OnePiece(userID, kind string) []registry.Piece {
	if userID == "" {
		return nil
	}
	return []registry.Piece{{UserID: userID, Kind: kind}}
}

// Created returns the pieces of the object that replaces the one that is deleted.
func Created(ctx context.Context, private resourcebase.PrivateState) []registry.Piece {
	return service.CreatedPieces(ctx, private)
}

// Kept warns that a piece of a resource that was destroyed stays, because another resource manages it.
func Kept(piece registry.Piece) diag.Diagnostic {
	noun := pieceNouns[piece.Kind]
	return diag.NewWarningDiagnostic(fmt.Sprintf("The %s was kept", noun), fmt.Sprintf(
		"Another resource of this run manages the %s of the user %s. It stays in Clerk. Only this resource leaves the state.",
		noun, piece.UserID))
}
