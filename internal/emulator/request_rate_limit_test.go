package emulator

import (
	"testing"
	"time"
)

func TestRateLimit_operation_isBlockedAlone(t *testing.T) {
	api := startTest(t, Config{RateLimit: RateLimit{Requests: 2, Per: 10 * time.Second}})
	user := api.create(`{"username":"adalove"}`)
	api.ok("GET", "/v1/users", "")
	api.AdvanceClock(4 * time.Second)
	api.ok("GET", "/v1/users?limit=1", "")
	refused := func(want string) {
		t.Helper()
		if got := api.refused("GET", "/v1/users", "", 429, "too_many_requests").header.Get("Retry-After"); got != want {
			t.Errorf("Retry-After is %q, want %q", got, want)
		}
	}
	refused("6")
	refused("6")
	// Other operations are not blocked, also not those with the same path.
	api.ok("GET", "/v1/users/count", "")
	api.ok("GET", "/v1/users/"+user.ID, "")
	api.create(`{"username":"countess"}`)
	api.refused("POST", "/v1/users", `{"username":"gracehop"}`, 429, "too_many_requests")
	api.AdvanceClock(5 * time.Second)
	refused("1")
	api.AdvanceClock(time.Second)
	api.ok("GET", "/v1/users", "")
	refused("4")
}

// The ids in a path do not make another operation.
func TestRateLimit_operationOnSeveralObjects_isOneOperation(t *testing.T) {
	api := startTest(t, Config{RateLimit: RateLimit{Requests: 2, Per: 10 * time.Second}})
	one, two := api.create(`{"username":"user-one"}`), api.create(`{"username":"user-two"}`)
	api.ok("GET", "/v1/users/"+one.ID, "")
	api.ok("GET", "/v1/users/"+two.ID, "")
	api.refused("GET", "/v1/users/"+one.ID, "", 429, "too_many_requests")
}

func TestRateLimit_JWKS_isUnlimited(t *testing.T) {
	api := startTest(t, Config{RateLimit: RateLimit{Requests: 1, Per: 10 * time.Second}})
	for range 3 {
		api.ok("GET", "/v1/jwks", "")
	}
	api.ok("GET", "/v1/users", "")
}

func TestRateLimit_together_refusesAllOperations(t *testing.T) {
	api := startTest(t, Config{
		RateLimit: RateLimit{Requests: 3, Per: 10 * time.Second},
		Behaviour: Behaviour{RateLimitTogether: true},
	})
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
