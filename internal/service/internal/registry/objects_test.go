package registry_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

func TestPlanPieces_sharedName_isAConflictOnlyForARenamedResource(t *testing.T) {
	name := []registry.Piece{{Kind: "organization", Name: "Engines", Shared: true}}
	const typeName = "clerk_organization"
	created := registry.Holder{Resource: typeName, After: name}
	kept := registry.Holder{Resource: typeName, Before: name, After: name}
	destroyed := registry.Holder{Resource: typeName, Before: name, Destroy: true}
	for label, test := range map[string]struct {
		first, second registry.Holder
		conflicts     int
	}{
		"two that are created":            {created, created, 0},
		"one exists and one is created":   {kept, created, 0},
		"one is destroyed and one exists": {destroyed, kept, 0},
		"two that are destroyed":          {destroyed, destroyed, 0},
		"one is destroyed, one created":   {destroyed, created, 1},
		"one is created, one destroyed":   {created, destroyed, 1},
	} {
		run := registry.New()
		if found := run.PlanPieces(test.first); len(found) != 0 {
			t.Errorf("%s: the first plan has conflicts", label)
		}
		if found := run.PlanPieces(test.second); len(found) != test.conflicts {
			t.Errorf("%s: %d conflicts, want %d", label, len(found), test.conflicts)
		}
	}
}

func TestPlanPieces_object_twoResourcesAreAnError(t *testing.T) {
	object := []registry.Piece{{Kind: "organization", Name: "org_1", Object: true}}
	kept := registry.Holder{Resource: "clerk_organization", Before: object, After: object}
	run := registry.New()
	run.PlanPieces(kept)
	found := run.PlanPieces(kept)
	if len(found) != 1 {
		t.Fatalf("%d conflicts", len(found))
	}
	if got := registry.PieceDiagnostic(found[0], "organization"); got.Severity() != diag.SeverityError ||
		got.Summary() != "Two resources manage the same organization" {
		t.Errorf("got %s: %s", got.Severity(), got.Summary())
	}
}

func TestPlanPieces_renamedWithoutMoved_namesTheObjectAndTheMovedBlock(t *testing.T) {
	member := []registry.Piece{{UserID: "user_1", Kind: "organization_membership", Name: "org_1", Object: true}}
	run := registry.New()
	run.PlanPieces(registry.Holder{Resource: "clerk_organization_membership", Before: member, Destroy: true})
	found := run.PlanPieces(registry.Holder{Resource: "clerk_organization_membership", After: member})
	if len(found) != 1 || found[0].Piece != member[0] || !found[0].Lost {
		t.Errorf("got %+v", found)
	}
}
