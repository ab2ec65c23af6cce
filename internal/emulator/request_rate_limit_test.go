package emulator

import (
	"testing"
	"time"
)

// refusedFor expects a refusal with a Retry-After.
func refusedFor(t *testing.T, api *testAPI, method, path, body, seconds string) {
	t.Helper()
	got := api.refused(method, path, body, 429, "too_many_requests").header.Get("Retry-After")
	if got != seconds {
		t.Errorf("Retry-After of %s %s is %q, want %q", method, path, got, seconds)
	}
}

// limited is an instance with a budget that was used by two operations, the first one 4 seconds ago.
func limited(t *testing.T, behaviour Behaviour) *testAPI {
	t.Helper()
	api := startTest(t, Config{RateLimit: RateLimit{Requests: 3, Per: 10500 * time.Millisecond}, Behaviour: behaviour})
	api.ok("GET", "/v1/users", "")
	api.AdvanceClock(4 * time.Second)
	api.ok("GET", "/v1/users/count", "")
	api.ok("GET", "/v1/users?limit=1", "")
	return api
}

func TestRateLimit_allOperations_shareOneBudget(t *testing.T) {
	api := limited(t, Behaviour{})
	for range 2 {
		refusedFor(t, api, "POST", "/v1/users", `{"username":"adalove"}`, "7")
	}
	refusedFor(t, api, "GET", "/v1/users", "", "7")
	if stats := api.Stats(); stats.Throttled != 3 || stats.Users != 0 || stats.Total != 6 {
		t.Errorf("stats are %+v", stats)
	}
	// The first request is outside of the sliding window, the other two are inside.
	api.AdvanceClock(7 * time.Second)
	api.ok("GET", "/v1/users", "")
	refusedFor(t, api, "GET", "/v1/users", "", "4")
}

func TestRateLimit_refusal_blocksItsOperationOnly(t *testing.T) {
	api := limited(t, Behaviour{})
	refusedFor(t, api, "GET", "/v1/users", "", "7")
	// The budget has room again, and Retry-After has not passed.
	api.AdvanceClock(6600 * time.Millisecond)
	refusedFor(t, api, "GET", "/v1/users", "", "1")
	api.ok("GET", "/v1/users/count", "")
	api.AdvanceClock(400 * time.Millisecond)
	refusedFor(t, api, "GET", "/v1/users", "", "4") // the other operation has used the budget
}

func TestRateLimit_refusalOfOneObject_blocksTheOperationOnAllObjects(t *testing.T) {
	api := limited(t, Behaviour{})
	refusedFor(t, api, "GET", "/v1/users/user_1", "", "7")
	api.AdvanceClock(6600 * time.Millisecond)
	refusedFor(t, api, "GET", "/v1/users/user_2", "", "1")
}

func TestRateLimit_refusalThatBlocksAll_blocksOtherOperations(t *testing.T) {
	api := limited(t, Behaviour{RateLimitBlocksAll: true})
	refusedFor(t, api, "GET", "/v1/users", "", "7")
	api.AdvanceClock(6600 * time.Millisecond)
	refusedFor(t, api, "GET", "/v1/users/count", "", "1")
	api.AdvanceClock(400 * time.Millisecond)
	api.ok("GET", "/v1/users/count", "")
}

func TestRateLimit_JWKS_isUnlimited(t *testing.T) {
	api := startTest(t, Config{RateLimit: RateLimit{Requests: 1, Per: 10 * time.Second}})
	for range 3 {
		api.ok("GET", "/v1/jwks", "")
	}
	api.ok("GET", "/v1/users", "")
}

func TestRateLimit_retryAfter_isRoundedUp(t *testing.T) {
	api := startTest(t, Config{RateLimit: RateLimit{Requests: 1, Per: 1500 * time.Millisecond}})
	api.ok("GET", "/v1/users", "")
	got := api.refused("GET", "/v1/users", "", 429, "too_many_requests")
	if got.header.Get("Retry-After") != "2" {
		t.Errorf("Retry-After is %q", got.header.Get("Retry-After"))
	}
	// The block lasts as long as Retry-After says, also when the window is free earlier.
	api.AdvanceClock(1600 * time.Millisecond)
	api.refused("GET", "/v1/users", "", 429, "too_many_requests")
	api.AdvanceClock(400 * time.Millisecond)
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

func TestRateLimit_inactiveObjects_areRemoved(t *testing.T) {
	l := newLimiters(Config{UserRateLimit: RateLimit{Requests: 1, Per: time.Second}})
	for i := range sweepObjects {
		l.object(string(rune('a'+i)), testTime).count(testTime)
	}
	l.object("new", testTime.Add(time.Second))
	if len(l.objects) != 1 {
		t.Errorf("%d objects are remembered", len(l.objects))
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
