package registry_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// identifiers makes email addresses.
func identifiers(values ...string) (made []registry.Identifier) {
	for _, value := range values {
		made = append(made, registry.Identifier{Kind: "email_address", Value: value})
	}
	return made
}

func update(id string, before, after []registry.Identifier) registry.User {
	return registry.User{Action: registry.Update, ID: id, Before: before, After: after}
}

func create(after ...string) registry.User {
	return registry.User{Action: registry.Create, After: identifiers(after...)}
}

func destroy(id string, before ...string) registry.User {
	return registry.User{Action: registry.Destroy, ID: id, Before: identifiers(before...)}
}

func adopt(id string, held ...string) registry.User {
	return registry.User{Action: registry.Adopt, ID: id, Before: identifiers(held...), After: identifiers(held...)}
}

func TestRegistry_Plan_findsTheConflictInBothOrdersOfCalls(t *testing.T) {
	kept := func(id string, values ...string) registry.User {
		return update(id, identifiers(values...), identifiers(values...))
	}
	for name, test := range map[string]struct {
		a, b registry.User
		want registry.Rule
	}{
		"two users of their own":                    {kept("1", "a"), kept("2", "b"), 0},
		"destroyed and created":                     {destroy("1", "a"), create("a"), registry.Renamed},
		"destroyed and adopted":                     {destroy("1", "a"), adopt("1", "a"), registry.Renamed},
		"destroyed and imported":                    {destroy("1", "a"), kept("1", "a"), registry.Renamed},
		"destroyed, another user created":           {destroy("1", "a"), create("b"), 0},
		"destroyed twice":                           {destroy("1", "a"), destroy("1", "a"), 0},
		"managed and adopted":                       {kept("1", "a"), adopt("1", "a"), registry.ManagedTwice},
		"managed twice":                             {kept("1", "a"), kept("1", "a"), registry.ManagedTwice},
		"adopted twice":                             {adopt("1", "a"), adopt("1", "a"), registry.ManagedTwice},
		"created twice":                             {create("a"), create("b", "a"), registry.SetTwice},
		"created and managed":                       {create("a"), kept("1", "a"), registry.SetTwice},
		"one user becomes another one":              {update("1", identifiers("a"), identifiers("b")), update("2", identifiers("b"), identifiers("c")), registry.Shifted},
		"one user becomes a destroyed one":          {update("1", identifiers("a"), identifiers("b")), destroy("2", "b"), registry.Shifted},
		"a new user takes the place of another one": {update("1", identifiers("a"), identifiers("b")), create("a"), registry.Shifted},
		"an identifier passes, others stay":         {update("1", identifiers("a", "x"), identifiers("a")), update("2", identifiers("b"), identifiers("b", "x")), registry.Passed},
		"an identifier passes from a destroyed one": {destroy("1", "x"), update("2", identifiers("b"), identifiers("b", "x")), registry.Passed},
		"an identifier passes to a new user":        {update("1", identifiers("a", "x"), identifiers("a")), create("x"), registry.Passed},
		"two users swap identifiers":                {update("1", identifiers("a", "x"), identifiers("a", "y")), update("2", identifiers("b", "y"), identifiers("b", "x")), registry.Passed},
		"the same value of another kind":            {create("a"), registry.User{After: []registry.Identifier{{Kind: "username", Value: "a"}}, Action: registry.Create}, 0},
	} {
		for order, calls := range map[string][2]registry.User{"": {test.a, test.b}, ", the other way round": {test.b, test.a}} {
			run := registry.New()
			if first := run.Plan(calls[0]); len(first) > 0 {
				t.Errorf("%s%s: the first call has the conflicts %v", name, order, first)
			}
			second := run.Plan(calls[1])
			if test.want == 0 && len(second) != 0 || test.want != 0 && (len(second) != 1 || second[0].Rule != test.want) {
				t.Errorf("%s%s: the second call has the conflicts %v, want the rule %d", name, order, second, test.want)
			}
		}
	}
}

func TestRegistry_Plan_incompletePlan_isNotAnotherUser(t *testing.T) {
	run := registry.New()
	unknown := update("1", identifiers("a"), identifiers("b"))
	unknown.Unknown = true
	run.Plan(unknown)
	got := run.Plan(update("2", identifiers("b", "c"), identifiers("c")))
	if len(got) != 1 || got[0].Rule != registry.Passed {
		t.Errorf("the conflicts are %v", got)
	}
}

func TestRegistry_Plan_replacement_isNoConflictWithItsFirstPlan(t *testing.T) {
	run := registry.New()
	run.Plan(update("1", identifiers("a"), identifiers("a")))
	replaced := registry.User{Action: registry.Replace, ID: "1", After: identifiers("a")}
	if got := run.Plan(replaced); len(got) != 0 {
		t.Errorf("the conflicts are %v", got)
	}
	if run.Keeps("1") {
		t.Error("the user that is replaced is kept")
	}
	if got := run.Plan(create("a")); len(got) != 1 || got[0].Rule != registry.SetTwice {
		t.Errorf("another resource with the same identifier: %v", got)
	}
}

func TestRegistry_Plan_repeatedRule_isMarked(t *testing.T) {
	run := registry.New()
	for i, want := range []bool{false, true, true} {
		value := fmt.Sprint(i)
		run.Plan(destroy(value, value))
		if got := run.Plan(create(value)); len(got) != 1 || got[0].Repeated != want {
			t.Errorf("conflict %d: %v", i, got)
		}
	}
}

func TestRegistry_Try_recordsNothingWhenThereIsAConflict(t *testing.T) {
	run := registry.New()
	if !run.Try(create("a"), registry.Holder{}) {
		t.Fatal("a first call is refused")
	}
	if run.Try(create("a", "b"), registry.Holder{}) {
		t.Error("a conflict is not found")
	}
	if !run.Try(create("b"), registry.Holder{}) {
		t.Error("a call that was refused is recorded")
	}
	piece := registry.Piece{UserID: "1", Kind: "totp"}
	run.PlanPieces(registry.Holder{Before: []registry.Piece{piece}, Destroy: true})
	if run.Try(update("1", nil, nil), registry.Holder{After: []registry.Piece{piece}}) {
		t.Error("a conflict about a piece is not found")
	}
}

func TestRegistry_Deleted_freesTheIdentifiers(t *testing.T) {
	run := registry.New()
	run.Plan(update("1", identifiers("a"), identifiers("a")))
	run.Deleted("1")
	if got := run.Plan(create("a")); len(got) != 0 {
		t.Errorf("the conflicts are %v", got)
	}
}

func TestRegistry_Applied_removedIdentifiers_areFree(t *testing.T) {
	run := registry.New()
	run.Plan(update("1", identifiers("a", "x"), identifiers("a")))
	run.Applied("1", identifiers("a"))
	if got := run.Plan(create("x")); len(got) != 0 {
		t.Errorf("the conflicts are %v", got)
	}
	if got := run.Plan(create("a")); len(got) != 1 {
		t.Errorf("an identifier that the user keeps: %v", got)
	}
}

func TestRegistry_Claim_onlyOneResourceGetsAUser(t *testing.T) {
	run := registry.New()
	var claimed int
	var mu sync.Mutex
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() {
			if run.Claim("1") {
				mu.Lock()
				defer mu.Unlock()
				claimed++
			}
		})
	}
	if wait.Wait(); claimed != 1 {
		t.Errorf("%d resources got the user", claimed)
	}
	if run.Unclaim("1"); !run.Claim("1") {
		t.Error("a claim that was taken back is still held")
	}
	run.Plan(update("2", nil, nil))
	if run.Claim("2") {
		t.Error("a user that another resource updates was claimed")
	}
	run.Plan(adopt("3"))
	if !run.Claim("3") {
		t.Error("the resource that plans an adoption does not get the user")
	}
}

func TestRegistry_Keeps_usersThatTheRunManages(t *testing.T) {
	run := registry.New()
	run.Plan(update("updated", nil, nil))
	run.Plan(adopt("adopted"))
	run.Plan(destroy("destroyed"))
	run.Claim("created")
	for id, want := range map[string]bool{"updated": true, "adopted": true, "created": true, "destroyed": false, "unknown": false} {
		if got := run.Keeps(id); got != want {
			t.Errorf("Keeps(%q) = %t", id, got)
		}
	}
}

func TestRegistry_Find_returnsHowTheRunManagesAUser(t *testing.T) {
	run := registry.New()
	run.Plan(destroy("1"))
	run.Plan(update("1", nil, nil))
	if found, ok := run.Find("1"); !ok || found.Action != registry.Update {
		t.Errorf("Find = %v, %t", found, ok)
	}
	if run.Claim("2"); !found(run, "2") || found(run, "3") {
		t.Error("a created user is not found, or an unknown one is")
	}
}

func found(run *registry.Registry, id string) bool {
	_, ok := run.Find(id)
	return ok
}

func TestRegistry_nil_findsNoConflict(t *testing.T) {
	var run *registry.Registry
	run.Plan(create("a"))
	run.Deleted("1")
	run.Unclaim("1")
	run.Applied("1", nil)
	conflicts := len(run.Plan(create("a"))) + len(run.PlanPieces(registry.Holder{After: []registry.Piece{{UserID: "1"}}}))
	if conflicts > 0 || !run.Claim("1") || run.Keeps("1") || found(run, "1") || !run.Try(create("a"), registry.Holder{}) {
		t.Error("a nil registry finds something")
	}
}

// A shift of a long list is as many conflicts as there are pairs, not their square.
func TestRegistry_Plan_comparesOnlyUsersThatShareAnIdentifier(t *testing.T) {
	run := registry.New()
	var conflicts []registry.Conflict
	for i := range 200 {
		conflicts = append(
			conflicts,
			run.Plan(update(fmt.Sprint(i), identifiers(fmt.Sprint(i)), identifiers(fmt.Sprint(i+1))))...)
	}
	shifted := func(c registry.Conflict) bool { return c.Rule == registry.Shifted }
	if len(conflicts) != 199 || !slices.ContainsFunc(conflicts, shifted) {
		t.Errorf("%d conflicts, want 199", len(conflicts))
	}
}
