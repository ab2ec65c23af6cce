package main

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

func TestBudgetShare_isTheWindowDividedByTheTimeOfABudget(t *testing.T) {
	var requests []emulator.Request
	begin := time.Now()
	for i := range 6 {
		// Two at once, the next two when the window has passed and a bit.
		requests = append(requests, emulator.Request{Time: begin.Add(time.Duration(i/2) * 12500 * time.Millisecond)})
	}
	refused := emulator.Request{Time: begin.Add(time.Second), Status: http.StatusTooManyRequests}
	requests = slices.Insert(requests, 2, refused, refused)
	if got := budgetShare(requests, 2); math.Abs(got-0.8) > 1e-9 {
		t.Errorf("got %v, want 0.8", got)
	}
	if got := budgetShare(requests, 6); got != 0 {
		t.Errorf("a budget that is not spent has the share %v", got)
	}
}

func TestPagesOfAll_countsListsWithoutIDs(t *testing.T) {
	list := emulator.Request{Method: "GET", Pattern: "/v1/users", Query: url.Values{"limit": {"500"}}}
	named := emulator.Request{Method: "GET", Pattern: "/v1/users", Query: url.Values{"user_id": {"user_1"}}}
	count := emulator.Request{Method: "GET", Pattern: "/v1/users/count"}
	if got := pagesOfAll([]emulator.Request{list, named, count, list}); got != 2 {
		t.Errorf("got %d", got)
	}
}

func TestMedianOf_hasTheMedianTimeAndTheMaximumOfOtherValues(t *testing.T) {
	got := medianOf([]Measurement{
		{
			Seconds:  3,
			Requests: 5,
		},
		{Seconds: 1, Requests: 6, Operations: map[string]int{"GET": 6}},
		{Seconds: 2, Throttled: 1, MemoryBytes: 7},
	})
	if got.Seconds != 2 || got.Requests != 6 || got.Operations["GET"] != 6 || got.Throttled != 1 || got.MemoryBytes != 7 {
		t.Errorf("got %+v", got)
	}
}

func TestState_join_continuesTheCount(t *testing.T) {
	block := func(name string, keys ...any) *state {
		r := &resource{Type: "clerk_user", Name: name}
		for _, key := range keys {
			r.Instances = append(r.Instances, map[string]any{"index_key": key})
		}
		return &state{Resources: []*resource{r}}
	}
	s := block("counted", json.Number("0"), json.Number("1"))
	s.join(block("counted", json.Number("0")))
	s.join(block("keyed", "a"))
	s.join(block("keyed", "b"))
	got := ""
	for _, r := range s.Resources {
		for _, instance := range r.Instances {
			got += fmt.Sprintf("%s[%v] ", r.Name, instance["index_key"])
		}
	}
	if want := "counted[0] counted[1] counted[2] keyed[a] keyed[b] "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
