package registry_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

func TestRegistry_Refreshed_newResourceBesideTwoThatHaveAPiece_isAConflict(t *testing.T) {
	keeps := registry.Holder{Before: key("/a"), After: key("/a")}
	creates := func(name string) registry.Holder { return registry.Holder{After: key(name)} }
	for name, test := range map[string]struct {
		refreshed int
		a, b      registry.Holder
		conflict  bool
	}{
		"two have it, one keeps it":            {2, keeps, creates("/b"), true},
		"one has it and keeps it":              {1, keeps, creates("/b"), false},
		"none was refreshed":                   {0, keeps, creates("/b"), false},
		"two have it, one removes it":          {2, registry.Holder{Before: key("/a"), Destroy: true}, creates("/b"), false},
		"two have it, another user gets one":   {2, keeps, registry.Holder{After: []registry.Piece{{UserID: "2"}}}, false},
		"two have it, an update gets another":  {2, keeps, registry.Holder{Before: key("/c"), After: key("/b")}, false},
		"two have it, another kind is created": {2, keeps, registry.Holder{After: []registry.Piece{{UserID: "1", Kind: "totp"}}}, false},
	} {
		for order, calls := range map[string][2]registry.Holder{"": {test.a, test.b}, ", the other way round": {test.b, test.a}} {
			run := registry.New()
			for range test.refreshed {
				run.Refreshed(key("/a")...)
			}
			run.PlanPieces(calls[0])
			got := run.PlanPieces(calls[1])
			if (len(got) == 1) != test.conflict || test.conflict && !got[0].Tainted {
				t.Errorf("%s%s: the conflicts are %+v", name, order, got)
			}
		}
	}
}
