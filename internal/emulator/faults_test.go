package emulator

import (
	"context"
	"math"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// attempt sends a request that can end without an answer.
func (a *testAPI) attempt(ctx context.Context, method, path, body string) (int, error) {
	a.t.Helper()
	request, err := http.NewRequestWithContext(ctx, method, a.URL+path, strings.NewReader(body))
	if err != nil {
		a.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+DefaultSecretKey)
	request.Header.Set("Content-Type", "application/json")
	// A new client, because net/http repeats a request on a pooled connection.
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

func (a *testAPI) setFault(rules ...FaultRule) {
	a.t.Helper()
	if err := a.SetFaults(Faults{Seed: 7, Rules: rules}); err != nil {
		a.t.Fatal(err)
	}
}

func TestFaults_status_hasItsCode(t *testing.T) {
	api := startTest(t, Config{})
	for _, status := range []int{400, 402, 403, 404, 409, 422, 429, 500, 502, 503, 504} {
		api.setFault(FaultRule{Kind: FaultStatus, Status: status})
		got := api.request("POST", "/v1/users", `{"username":"adalove"}`)
		if got.status != status || len(got.problems()) != 1 {
			t.Errorf("got %d %s, want %d", got.status, got.body, status)
		}
		if status == 429 && got.header.Get("Retry-After") == "" {
			t.Error("429 without Retry-After")
		}
	}
	if len(api.Users()) != 0 {
		t.Error("a request that failed made a user")
	}
	api.setFault()
	api.create(`{"username":"adalove"}`)
}

func TestFaults_delay_endsWithTheConnection(t *testing.T) {
	api := startTest(t, Config{})
	api.setFault(FaultRule{Kind: FaultDelay, DelayMS: int((time.Hour).Milliseconds())})
	ctx, cancel := context.WithCancel(t.Context())
	answered := make(chan error, 1)
	go func() {
		_, err := api.attempt(ctx, "POST", "/v1/users", `{"username":"adalove"}`)
		answered <- err
	}()
	for len(api.Requests()) == 0 {
		runtime.Gosched()
	}
	cancel()
	if err := <-answered; err == nil {
		t.Error("answered")
	}
	// Shutdown returns after the request has ended in the server.
	if err := api.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(api.Users()) != 0 {
		t.Error("a user was made")
	}
}

func TestFaultRule_matches(t *testing.T) {
	const user, pattern = "/v1/users/user_1", "/v1/users/{user_id}"
	for _, test := range []struct {
		rule                  FaultRule
		method, path, pattern string
		want                  bool
	}{
		{FaultRule{}, "GET", user, pattern, true},
		{FaultRule{Method: "*", Path: "*"}, "GET", user, pattern, true},
		{FaultRule{Method: "get"}, "GET", user, pattern, true},
		{FaultRule{Method: "POST"}, "GET", user, pattern, false},
		{FaultRule{Path: pattern}, "GET", user, pattern, true},
		{FaultRule{Path: "/v1/users/{id}"}, "GET", user, pattern, true},
		{FaultRule{Path: user}, "GET", user, pattern, true},
		{FaultRule{Path: "/v1/users/user_2"}, "GET", user, pattern, false},
		{FaultRule{Path: pattern}, "GET", "/v1/users/count", "/v1/users/count", false},
		{FaultRule{Path: "/v1/users/*"}, "GET", "/v1/users/count", "/v1/users/count", true},
		{FaultRule{Path: "/v1/users/*"}, "GET", user + "/metadata", pattern + "/metadata", true},
		{FaultRule{Path: "/v1/users/*"}, "GET", "/v1/users", "/v1/users", false},
		{FaultRule{Path: "/v1/users/*/ban"}, "POST", user + "/ban", pattern + "/ban", true},
		{FaultRule{Path: "/v1/users/*/ban"}, "POST", user + "/lock", pattern + "/lock", false},
		{FaultRule{Path: "/v1/users"}, "GET", user, pattern, false},
		{FaultRule{Path: pattern}, "GET", "/v1/users", "/v1/users", false},
		{FaultRule{Path: pattern}, "GET", "/v1/nothing/x", "", false},
		{FaultRule{Path: "/v1/*"}, "GET", "/v1/nothing/x", "", true},
	} {
		if got := test.rule.matches(test.method, test.path, test.pattern); got != test.want {
			t.Errorf("%+v on %s %s: %v", test.rule, test.method, test.path, got)
		}
	}
}

func TestFaults_severalRules_firstMatchIsApplied(t *testing.T) {
	api := startTest(t, Config{})
	api.setFault(
		FaultRule{Method: "POST", Kind: FaultStatus, Status: 500},
		FaultRule{Kind: FaultStatus, Status: 503, Count: 1},
		FaultRule{Kind: FaultStatus, Status: 504},
	)
	api.request("GET", "/v1/users", "").mustBe(503, "service_unavailable")
	for range 2 {
		api.request("GET", "/v1/users", "").mustBe(504, "injected_fault")
	}
	api.request("POST", "/v1/users", "{}").mustBe(500, "internal_clerk_error")
}

func TestFaults_sameSeed_repeatsTheRun(t *testing.T) {
	run := func(seed uint64) []int {
		api := startTest(t, Config{})
		err := api.SetFaults(Faults{Seed: seed, Rules: []FaultRule{{Kind: FaultStatus, Status: 500, Probability: 0.5}}})
		if err != nil {
			t.Fatal(err)
		}
		var statuses []int
		for range 40 {
			statuses = append(statuses, api.request("GET", "/v1/users", "").status)
		}
		return statuses
	}
	first := run(7)
	if !slices.Equal(first, run(7)) {
		t.Error("two runs with one seed differ")
	}
	if slices.Equal(first, run(8)) {
		t.Error("another seed makes the same run")
	}
	if !slices.Contains(first, 200) || !slices.Contains(first, 500) {
		t.Errorf("half of the requests should fail: %v", first)
	}
}

func TestFaultRule_check_invalidRule_isRefused(t *testing.T) {
	e := New(Config{})
	for _, rule := range []FaultRule{
		{}, {Kind: "explode"}, {Kind: FaultStatus}, {Kind: FaultStatus, Status: 200}, {Kind: FaultDelay},
		{Kind: FaultResetAfter, Probability: 1.5}, {Kind: FaultResetAfter, Probability: math.NaN()},
		{
			Kind:  FaultResetAfter,
			Count: -1}, {Kind: FaultResetAfter,
			Path: "v1/users"}, {Kind: FaultResetAfter,
			Method: "FETCH",
		},
		{Kind: FaultStatus, Status: 500, Body: "page"}, {Kind: FaultStatus, Status: 429, RetryAfter: "soon"},
		{Kind: FaultStatus, Status: 429, RetryAfter: "-1"}, {Kind: FaultStatus, Status: 500, DelayMS: 1},
		{Kind: FaultHTML, Status: 99}, {Kind: FaultHTML, Status: 204}, {Kind: FaultHTML, Body: FaultBodyNone},
		{Kind: FaultResetAfter, Status: 500}, {Kind: FaultResetBefore, AfterCommit: true}, {Kind: FaultTruncate, DelayMS: 1},
		{Kind: FaultMalformed, RetryAfter: "1"}, {Kind: FaultDrip}, {Kind: FaultDrip, DelayMS: -1}, {Kind: FaultRefused},
		{Kind: FaultRefused, DelayMS: 1, AfterCommit: true},
	} {
		if err := e.SetFaults(Faults{Rules: []FaultRule{rule}}); err == nil {
			t.Errorf("%+v was accepted", rule)
		}
	}
}
