package emulator

import (
	"testing"
	"time"
)

func TestRateLimit_instance_refusesWith429(t *testing.T) {
	api := startTest(t, Config{RateLimit: RateLimit{Requests: 3, Per: 10 * time.Second}})
	api.ok("GET", "/v1/users", "")
	api.AdvanceClock(4 * time.Second)
	api.ok("GET", "/v1/users/count", "")
	api.ok("GET", "/v1/users", "")
	for range 2 {
		got := api.refused("POST", "/v1/users", `{"username":"adalove"}`, 429, "too_many_requests")
		if got.header.Get("Retry-After") != "6" {
			t.Errorf("Retry-After is %q", got.header.Get("Retry-After"))
		}
	}
	if stats := api.Stats(); stats.Throttled != 2 || stats.Users != 0 || stats.Total != 5 {
		t.Errorf("stats are %+v", stats)
	}
	// The first request is outside of the sliding window, the other two are inside.
	api.AdvanceClock(6 * time.Second)
	api.ok("GET", "/v1/users", "")
	got := api.refused("GET", "/v1/users", "", 429, "too_many_requests")
	if got.header.Get("Retry-After") != "4" {
		t.Errorf("Retry-After is %q", got.header.Get("Retry-After"))
	}
}

func TestRateLimit_retryAfter_isRoundedUp(t *testing.T) {
	api := startTest(t, Config{RateLimit: RateLimit{Requests: 1, Per: 1500 * time.Millisecond}})
	api.ok("GET", "/v1/users", "")
	got := api.refused("GET", "/v1/users", "", 429, "too_many_requests")
	if got.header.Get("Retry-After") != "2" {
		t.Errorf("Retry-After is %q", got.header.Get("Retry-After"))
	}
	api.AdvanceClock(2 * time.Second)
	api.ok("GET", "/v1/users", "")
}

func TestRateLimit_user_refusesWith429(t *testing.T) {
	api := startTest(t, Config{UserRateLimit: RateLimit{Requests: 2, Per: 10 * time.Second}})
	one, two := api.create(`{"username":"user-one"}`), api.create(`{"username":"user-two"}`)
	api.ok("PATCH", "/v1/users/"+one.ID, `{"first_name":"A"}`)
	api.ok("PUT", "/v1/users/"+one.ID+"/metadata", `{"public_metadata":{}}`)
	api.refused("PATCH", "/v1/users/"+one.ID+"/metadata", `{"public_metadata":{}}`, 429, "too_many_requests")
	api.refused("PATCH", "/v1/users/"+one.ID, `{}`, 429, "too_many_requests")

	api.ok("PATCH", "/v1/users/"+two.ID, `{}`)
	api.ok("POST", "/v1/users/"+one.ID+"/ban", "")
	api.ok("GET", "/v1/users/"+one.ID, "")
	api.AdvanceClock(10 * time.Second)
	api.ok("PATCH", "/v1/users/"+one.ID, `{}`)
}

func TestRateLimit_inactiveUsers_areRemoved(t *testing.T) {
	l := newLimiters(Config{UserRateLimit: RateLimit{Requests: 1, Per: time.Second}})
	for i := range sweepUsers {
		l.user(string(rune('a'+i)), testTime).count(testTime)
	}
	l.user("new", testTime.Add(time.Second))
	if len(l.users) != 1 {
		t.Errorf("%d users are remembered", len(l.users))
	}
}

func TestSetRateLimit_replacesTheLimit(t *testing.T) {
	api := startTest(t, Config{RateLimit: RateLimit{Requests: 1, Per: 10 * time.Second}})
	api.ok("GET", "/v1/users", "")
	api.refused("GET", "/v1/users", "", 429, "too_many_requests")
	api.SetRateLimit(RateLimit{})
	api.ok("GET", "/v1/users", "")
	api.ok("GET", "/v1/users", "")
	// The new limit starts with an empty window.
	api.SetRateLimit(RateLimit{Requests: 1, Per: 10 * time.Second})
	api.ok("GET", "/v1/users", "")
	api.refused("GET", "/v1/users", "", 429, "too_many_requests")
}
