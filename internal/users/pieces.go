package users

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/identifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/registry"
)

// Keys of the private state.
const (
	// plannedKey is set by every plan of an object that is in the state. With -replace, Terraform plans the object a
	// second time: without a state, and with the private state of the first plan.
	plannedKey = "planned"
	// createsKey is set by the plan of a new object and has its pieces. When the new object replaces another one,
	// Terraform passes the private state of that plan to the delete of the old one.
	createsKey = "creates"
)

// privateState is the private state in requests and responses of the framework.
type privateState interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

func hasPrivate(ctx context.Context, private privateState, key string) bool {
	value, _ := private.GetKey(ctx, key)
	return len(value) > 0
}

func forget(ctx context.Context, private privateState, keys ...string) (diags diag.Diagnostics) {
	for _, key := range keys {
		diags.Append(private.SetKey(ctx, key, nil)...)
	}
	return diags
}

// pieceNouns are the nouns for kinds of pieces in messages.
var pieceNouns = map[string]string{
	"public_metadata": "public_metadata key", "private_metadata": "private_metadata key",
	"unsafe_metadata": "unsafe_metadata key", imageKind: "profile image", totpKind: "TOTP",
}

const (
	imageKind = "profile_image"
	totpKind  = identifiers.TOTPKind
)

// replaces reports whether a plan without a state is the second one of -replace. It is false after planPieces.
func replaces(ctx context.Context, req resource.ModifyPlanRequest) bool {
	return req.State.Raw.IsNull() && hasPrivate(ctx, req.Private, plannedKey)
}

// planPieces records the plan in the registry of the run, reports its conflicts with other resources, and notes in the
// private state what the next call has to know.
func (s *satellite) planPieces(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, holder registry.Holder,
) (diags diag.Diagnostics) {
	holder.Destroy = req.Plan.Raw.IsNull()
	replacement := replaces(ctx, req)
	diags.Append(forget(ctx, resp.Private, plannedKey, createsKey)...)
	switch {
	case holder.Destroy:
	case req.State.Raw.IsNull():
		creates, err := json.Marshal(holder.After)
		if err != nil {
			diags.AddError("The plan cannot be recorded", err.Error())
			return diags
		}
		diags.Append(resp.Private.SetKey(ctx, createsKey, creates)...)
	default:
		diags.Append(resp.Private.SetKey(ctx, plannedKey, []byte("true"))...)
	}
	if replacement {
		return diags
	}
	for _, conflict := range s.registry.PlanPieces(holder) {
		diags.Append(diagnostics.PieceConflict(conflict, pieceNouns[conflict.Piece.Kind]))
	}
	return diags
}

// plannedFor returns the user of the pieces of a plan. A user who is not known yet is probably the one in the state:
// an id that comes from a data source with depends_on is unknown in each plan.
func plannedFor(plan, prior types.String) string {
	if plan.IsUnknown() {
		return prior.ValueString()
	}
	return plan.ValueString()
}

// onePiece returns the piece that a user has once, or none without a user.
func onePiece(userID, kind string) []registry.Piece {
	if userID == "" {
		return nil
	}
	return []registry.Piece{{UserID: userID, Kind: kind}}
}

// created returns the pieces of the object that replaces the one that is deleted.
func created(ctx context.Context, private privateState) []registry.Piece {
	value, _ := private.GetKey(ctx, createsKey)
	var pieces []registry.Piece
	if json.Unmarshal(value, &pieces) != nil {
		return nil
	}
	return pieces
}

// keptPiece warns that a piece of a resource that was destroyed stays, because another resource manages it.
func keptPiece(piece registry.Piece) diag.Diagnostic {
	noun := pieceNouns[piece.Kind]
	return diag.NewWarningDiagnostic(fmt.Sprintf("The %s was kept", noun), fmt.Sprintf(
		"Another resource of this run manages the %s of the user %s. It stays in Clerk. Only this resource leaves the state.",
		noun, piece.UserID))
}
