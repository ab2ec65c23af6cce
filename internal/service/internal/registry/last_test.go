package registry_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// removes is the destroy of resources that have email addresses of the user 1.
func removes(values ...string) registry.Holder {
	holder := registry.Holder{Destroy: true}
	for _, value := range values {
		holder.Before = append(holder.Before, registry.Piece{UserID: "1", Kind: "email_address", Name: value})
	}
	return holder
}

func TestRegistry_Emptied_onlyWhenTheRunKeepsTheUserAndNoIdentifier(t *testing.T) {
	one, two := identifiers("a"), identifiers("a", "b")
	named := append(identifiers("a"), registry.Identifier{Kind: "username", Value: "a"})
	numbered := append(identifiers("a"), registry.Identifier{Kind: "external_id", Value: "7"})
	unknown := update("1", identifiers("a"), identifiers("a"))
	unknown.Unknown = true
	for name, test := range map[string]struct {
		user    registry.User
		removed []string
		want    int
	}{
		"the only one":                     {update("1", one, one), []string{"a"}, 1},
		"all of several":                   {update("1", two, two), []string{"a", "b"}, 2},
		"one of several":                   {update("1", two, two), []string{"a"}, 0},
		"none":                             {update("1", nil, nil), nil, 0},
		"one that the user does not have":  {update("1", nil, nil), []string{"a"}, 0},
		"the user keeps its username":      {update("1", named, named), []string{"a"}, 0},
		"the user keeps its external id":   {update("1", numbered, numbered), []string{"a"}, 1},
		"clerk_user removes the other one": {update("1", two, one), []string{"a"}, 1},
		"clerk_user adds one":              {update("1", one, two), []string{"a"}, 0},
		"clerk_user may add one":           {unknown, []string{"a"}, 0},
		"the user is destroyed":            {destroy("1", "a"), []string{"a"}, 0},
		"another user":                     {update("2", one, one), []string{"a"}, 0},
	} {
		for order, userFirst := range map[string]bool{"the user first": true, "the user last": false} {
			run := registry.New()
			if userFirst {
				run.Plan(test.user)
			}
			for _, value := range test.removed {
				run.PlanPieces(removes(value))
			}
			if !userFirst {
				if got := run.Try(test.user, registry.Holder{}); got != (test.want == 0) {
					t.Errorf("%s: Try = %t", name, got)
				}
				run.Plan(test.user)
			}
			if _, got, ok := run.Emptied(test.user.ID); len(got) != test.want || ok != (test.want > 0) {
				t.Errorf("%s, %s: the run removes %v", name, order, got)
			}
		}
	}
}

func TestRegistry_FirstReport_isTrueOnceForEachUser(t *testing.T) {
	run := registry.New()
	if !run.FirstReport("1") || run.FirstReport("1") || !run.FirstReport("2") {
		t.Error("FirstReport is not true once for each user")
	}
}
