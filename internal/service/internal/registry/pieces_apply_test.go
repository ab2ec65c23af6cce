package registry_test

import (
	"sync"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

var image = registry.Piece{UserID: "user_ada", Kind: "profile_image"}

func TestRegistry_Obtained_destroyPlannedLater_isNoConflict(t *testing.T) {
	created := registry.Holder{Resource: "clerk_user_profile_image", After: []registry.Piece{image}}
	destroyed := registry.Holder{Resource: "clerk_user_profile_image", Before: []registry.Piece{image}, Destroy: true}
	run := registry.New()
	run.PlanPieces(created)
	run.Obtained(image)
	if conflicts := run.PlanPieces(destroyed); len(conflicts) > 0 {
		t.Errorf("the plan after the apply has the conflicts %+v", conflicts)
	}
	if !run.Held(image) || !run.Destroyed(image) {
		t.Errorf("held %t and destroyed %t, want both", run.Held(image), run.Destroyed(image))
	}
	another := registry.New()
	another.PlanPieces(created)
	if conflicts := another.PlanPieces(destroyed); len(conflicts) != 1 || !conflicts[0].Lost {
		t.Errorf("the plan before the apply has the conflicts %+v, want one", conflicts)
	}
}

func TestExclusive_changesOfOneUser_wait(t *testing.T) {
	run := registry.New()
	changes, other := 0, run.Exclusive("user_grace") // the change of another user does not wait
	var wait sync.WaitGroup
	for range 100 {
		wait.Go(func() {
			end := run.Exclusive("user_ada")
			defer end()
			changes++
		})
	}
	wait.Wait()
	other()
	if changes != 100 {
		t.Errorf("%d changes, want 100", changes)
	}
	var none *registry.Registry
	none.Obtained(image)
	none.Exclusive("user_ada")()
}
