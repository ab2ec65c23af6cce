package registry_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

func key(names ...string) (pieces []registry.Piece) {
	for _, name := range names {
		pieces = append(pieces, registry.Piece{UserID: "1", Kind: "public_metadata", Name: name})
	}
	return pieces
}

func TestRegistry_PlanPieces_findsTheConflictInBothOrdersOfCalls(t *testing.T) {
	holds := func(names ...string) registry.Holder {
		return registry.Holder{Before: key(names...), After: key(names...)}
	}
	gets := func(names ...string) registry.Holder { return registry.Holder{After: key(names...)} }
	removes := func(names ...string) registry.Holder { return registry.Holder{Before: key(names...), Destroy: true} }
	other := registry.Holder{After: []registry.Piece{{UserID: "2", Kind: "public_metadata", Name: "/a"}}}
	for name, test := range map[string]struct {
		a, b            registry.Holder
		conflicts, lost bool
	}{
		"keys of their own":               {holds("/a"), holds("/b"), false, false},
		"the same key":                    {holds("/a"), holds("/b", "/a"), true, false},
		"a key and one below it":          {holds("/a"), gets("/a/b"), true, false},
		"a key that begins with another":  {holds("/a"), gets("/ab"), false, false},
		"the whole field and a key":       {holds(""), gets("/a"), true, false},
		"another user":                    {holds("/a"), other, false, false},
		"removed here, got there":         {removes("/a"), gets("/a"), true, true},
		"removed here, held there":        {removes("/a"), holds("/a"), true, true},
		"removed here, another key there": {removes("/a"), holds("/b"), false, false},
		"removed twice":                   {removes("/a"), removes("/a"), false, false},
		"a key moves by updates": {
			registry.Holder{Before: key("/a", "/x"), After: key("/x")}, registry.Holder{Before: key("/y"), After: key("/y", "/a")}, false, false,
		},
		"a key is removed by an update here, held there": {
			registry.Holder{Before: key("/a", "/b"), After: key("/b")}, holds("/a"), true, true,
		},
		"an object is removed by an update here, a key below it is held there": {
			registry.Holder{Before: key("/a"), After: key("/b")}, holds("/a/x"), true, true,
		},
		"two keys were swapped by half": {
			registry.Holder{Before: key("/b"), After: key("/a")}, holds("/b"), true, true,
		},
		"two keys are swapped": {
			registry.Holder{Before: key("/a"), After: key("/b")}, registry.Holder{Before: key("/b"), After: key("/a")}, false, false,
		},
	} {
		for order, calls := range map[string][2]registry.Holder{"": {test.a, test.b}, ", the other way round": {test.b, test.a}} {
			run := registry.New()
			run.PlanPieces(calls[0])
			got := run.PlanPieces(calls[1])
			if (len(got) == 1) != test.conflicts || test.conflicts && got[0].Lost != test.lost {
				t.Errorf("%s%s: the conflicts are %+v", name, order, got)
			}
		}
	}
}

func TestRegistry_Held_piecesThatAResourceGetsOrKeeps(t *testing.T) {
	run := registry.New()
	run.PlanPieces(registry.Holder{Before: key("/a", "/b"), After: key("/b", "/c")})
	run.PlanPieces(registry.Holder{Before: key("/d"), Destroy: true})
	for name, want := range map[string]bool{"/a": false, "/b": true, "/b/x": true, "/c": true, "/d": false} {
		if got := run.Held(key(name)[0]); got != want {
			t.Errorf("Held(%s) = %t", name, got)
		}
	}
	if !run.Destroyed(key("/d")[0]) || run.Destroyed(key("/a")[0]) {
		t.Error("Destroyed is not what the destroy of a resource removes")
	}
}

func TestRegistry_Released_isReturnedOnceAndForItsPieceOnly(t *testing.T) {
	run := registry.New()
	run.Release(key("/a")[0], "verified")
	if got, ok := run.Released(key("/b")[0]); ok {
		t.Errorf("another piece was released as %v", got)
	}
	if got, ok := run.Released(key("/a")[0]); !ok || got != "verified" {
		t.Errorf("Released = %v, %t", got, ok)
	}
	if got, ok := run.Released(key("/a")[0]); ok {
		t.Errorf("it is returned again: %v", got)
	}
}
