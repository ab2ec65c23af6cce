package service

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

var _ resourcebase.Provided = Run{}

// ObjectRun returns the run for the resources of resourcebase.Object.
func (r Run) ObjectRun() resourcebase.Run {
	limits := map[string]resourcebase.DeletionLimit{}
	if r.OrganizationDeletions != nil {
		limits[organizationNoun] = r.OrganizationDeletions
	}
	return resourcebase.Run{
		Client: r.Client, Instance: r.Instance, Registry: objects{r}, Deletions: limits,
	}
}

// objects is the registry of the run for objects.
type objects struct{ run Run }

func pieceOf(key resourcebase.Key) registry.Piece {
	return registry.Piece{UserID: key.UserID, Kind: key.Kind, Name: key.Name, Object: !key.Shared, Shared: key.Shared}
}

func piecesOf(keys []resourcebase.Key) []registry.Piece {
	var pieces []registry.Piece
	for _, key := range keys {
		pieces = append(pieces, pieceOf(key))
	}
	return pieces
}

// PlanObject implements resourcebase.Registry.
func (o objects) PlanObject(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, typeName string,
	before, after []resourcebase.Key,
) diag.Diagnostics {
	holder := registry.Holder{Resource: typeName, Before: piecesOf(before), After: piecesOf(after)}
	return o.run.PlanPieces(ctx, req, resp, holder, func(kind string) string { return strings.ReplaceAll(kind, "_", " ") })
}

// Recreates implements resourcebase.Registry.
func (o objects) Recreates(ctx context.Context, private resourcebase.PrivateState, key resourcebase.Key) bool {
	return slices.Contains(CreatedPieces(ctx, private), pieceOf(key))
}

// Refreshed implements resourcebase.Registry.
func (o objects) Refreshed(keys ...resourcebase.Key) { o.run.Registry.Refreshed(piecesOf(keys)...) }

// Obtained implements resourcebase.Registry.
func (o objects) Obtained(keys ...resourcebase.Key) { o.run.Registry.Obtained(piecesOf(keys)...) }

// IsRefreshed implements resourcebase.Registry.
func (o objects) IsRefreshed(key resourcebase.Key) bool {
	return o.run.Registry.IsRefreshed(pieceOf(key))
}

// Holds implements resourcebase.Registry.
func (o objects) Holds(key resourcebase.Key) bool { return o.run.Registry.Held(pieceOf(key)) }

// Destroys implements resourcebase.Registry.
func (o objects) Destroys(key resourcebase.Key) bool { return o.run.Registry.Destroyed(pieceOf(key)) }

// KeepsUser implements resourcebase.Registry.
func (o objects) KeepsUser(id string) bool { return o.run.Registry.Keeps(id) }

// DeletesUser implements resourcebase.Registry. A ban or a lock instead of the deletion keeps the user.
func (o objects) DeletesUser(id string) bool {
	user, known := o.run.Registry.Find(id)
	return known && user.Action == registry.Destroy && user.Policy == "delete"
}

// Exchanging implements resourcebase.Registry.
func (o objects) Exchanging(typeName, old, created string) {
	o.run.Registry.Exchanging(typeName, old, created)
}

// Exchanges implements resourcebase.Registry.
func (o objects) Exchanges(typeName string) map[string]string {
	return o.run.Registry.Exchanges(typeName)
}
