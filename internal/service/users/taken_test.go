package users

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

func TestTaken_advice_dependsOnWhoManagesTheHolder(t *testing.T) {
	holder := *ada()
	managing := func(action registry.Action) *registry.Registry {
		run := registry.New()
		run.Plan(registry.User{Action: action, ID: holder.ID})
		return run
	}
	for name, test := range map[string]struct {
		taken      taken
		has, lacks []string
	}{
		"an unmanaged holder, a new user":       {taken{}, []string{`id = "user_1"`, "adopt_existing"}, []string{"moved"}},
		"an unmanaged holder, adopt_existing":   {taken{adopts: true}, []string{`id = "user_1"`}, []string{"adopt_existing", "moved"}},
		"an unmanaged holder, an update":        {taken{writes: true}, []string{`id = "user_1"`, "apply again"}, []string{"adopt_existing"}},
		"a holder that the run manages":         {taken{registry: managing(registry.Update)}, []string{"moved {", "Remove the value"}, []string{"import {", "adopt_existing"}},
		"a holder that the run destroys":        {taken{registry: managing(registry.Destroy)}, []string{"moved {", "apply again"}, []string{"import {", "adopt_existing"}},
		"a holder that another resource adopts": {taken{registry: managing(registry.Adopt)}, []string{"moved {"}, []string{"import {"}},
	} {
		test.taken.holders = []clerk.User{holder}
		got := test.taken.advice()
		for _, part := range test.has {
			if !strings.Contains(got, part) {
				t.Errorf("%s: the advice lacks %q: %s", name, part, got)
			}
		}
		for _, part := range test.lacks {
			if strings.Contains(got, part) {
				t.Errorf("%s: the advice has %q: %s", name, part, got)
			}
		}
	}
}

func TestTaken_free_onlyWhenTheHoldersCouldBeRead(t *testing.T) {
	for name, test := range map[string]struct {
		taken taken
		want  bool
	}{
		"nothing was taken":      {taken{}, false},
		"the holder is gone":     {taken{read: true}, true},
		"a user holds the value": {taken{read: true, holders: []clerk.User{*ada()}}, false},
	} {
		if got := test.taken.free(); got != test.want {
			t.Errorf("%s: free() = %t", name, got)
		}
	}
}
