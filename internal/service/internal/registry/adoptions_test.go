package registry_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

func TestRegistry_MayAdopt_findsTheOtherCallInBothOrders(t *testing.T) {
	adoption := registry.User{Action: registry.Create, Adopts: true, Unknown: true}
	gone := func(policy string) registry.User {
		return registry.User{Action: registry.Destroy, ID: "1", Policy: policy}
	}
	for name, test := range map[string]struct {
		a, b registry.User
		want int
	}{
		"deleted":                     {adoption, gone("delete"), 1},
		"banned":                      {adoption, gone("ban"), 1},
		"retained":                    {adoption, gone("retain"), 0},
		"updated":                     {adoption, update("1", nil, nil), 0},
		"another adoption":            {adoption, adoption, 0},
		"two destroys":                {gone("delete"), gone("delete"), 0},
		"identifiers are known":       {registry.User{Action: registry.Create, Adopts: true}, gone("delete"), 0},
		"the new user does not adopt": {registry.User{Action: registry.Create, Unknown: true}, gone("delete"), 0},
	} {
		for order, calls := range map[string][2]registry.User{"": {test.a, test.b}, ", the other way round": {test.b, test.a}} {
			run := registry.New()
			run.Plan(calls[0])
			if got := run.MayAdopt(calls[1]); len(got) != test.want {
				t.Errorf("%s%s: %d calls, want %d", name, order, len(got), test.want)
			}
		}
	}
}
