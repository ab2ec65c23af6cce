package emulator

import (
	"strings"
	"testing"
)

func TestControl_withoutKey_isAnsweredAndNotLogged(t *testing.T) {
	api := startTest(t, Config{})
	control := func(method, path, body string) answer {
		t.Helper()
		return api.request(method, path, body, "Authorization", "", "Clerk-API-Version", "", "Content-Type", "")
	}
	control("POST", "/_emulator/seed", `{"users":[{"id":"user_ada","username":"adalove"}],"count":2}`).mustBe(200)
	api.ok("GET", "/v1/users", "")
	stats := decoded[Stats](control("GET", "/_emulator/stats", ""))
	if stats.Users != 3 || stats.Total != 1 || stats.Requests["GET /v1/users"] != 1 {
		t.Errorf("stats are %+v", stats)
	}
	log := decoded[[]Request](control("GET", "/_emulator/requests", ""))
	if len(log) != 1 || log[0].Operation() != "GET /v1/users" {
		t.Errorf("the log is %+v", log)
	}
	control("GET", "/_emulator/users/user_ada", "").mustBe(200)
	control("GET", "/_emulator/users/user_none", "").mustBe(404, "resource_not_found")
}

func TestControl_clock_isAdvanced(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove","locked":true}`)
	got := api.request("POST", "/_emulator/clock", `{"advance":"1h30m"}`)
	if got.status != 200 || !strings.Contains(string(got.body), "2026-06-01T13:30:00Z") {
		t.Errorf("got %s", got.body)
	}
	if api.get(user.ID).Locked {
		t.Error("the lock did not expire")
	}
}

func TestControl_faults_areSet(t *testing.T) {
	api := startTest(t, Config{})
	api.request("POST", "/_emulator/faults", `{"seed":7,"rules":[{"method":"GET","path":"/v1/users","kind":"status",`+
		`"status":503,"count":1}]}`).
		mustBe(200)
	api.refused("GET", "/v1/users", "", 503, "service_unavailable")
	api.ok("GET", "/v1/users", "")

	api.request("POST", "/_emulator/faults", `{"rules":[{"kind":"html","status":504,"after_commit":true}]}`).mustBe(200)
	if got := api.request("POST", "/v1/users", `{"username":"adalove"}`); got.status != 504 || len(api.Users()) != 1 {
		t.Errorf("answered %d; there are %d users", got.status, len(api.Users()))
	}
	api.request("POST", "/_emulator/faults", `{}`).mustBe(200)
	api.ok("GET", "/v1/users", "")
}

func TestControl_reset_restoresTheInstance(t *testing.T) {
	api := startTest(t, Config{RateLimit: RateLimit{Requests: 2, Per: 1e9}})
	api.create(`{"username":"adalove"}`)
	api.request("POST", "/_emulator/reset", `{"only":"log"}`).mustBe(200)
	if stats := api.Stats(); stats.Users != 1 || stats.Total != 0 {
		t.Errorf("after a reset of the log: %+v", stats)
	}
	api.SetBehaviour(Behaviour{NamesDisabled: true})
	api.AdvanceClock(1e9)
	api.setFault(FaultRule{Kind: FaultStatus, Status: 500})
	api.request("POST", "/_emulator/reset", "").mustBe(200)
	if api.Stats().Users != 0 || api.Behaviour().NamesDisabled || !api.Now().Equal(testTime) {
		t.Error("something is left")
	}
	api.create(`{"username":"adalove","first_name":"Ada"}`)
}

func TestControl_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	for path, body := range map[string]string{
		"/_emulator/seed":   `{"users":[{"username":"x"}]}`,
		"/_emulator/clock":  `{"advance":"soon"}`,
		"/_emulator/faults": `{"rules":[{"kind":"explode"}]}`,
		"/_emulator/reset":  `{"only":"users"}`,
	} {
		api.request("POST", path, body).mustBe(400, "emulator_request_invalid")
		api.request("POST", path, `{"nope":1}`).mustBe(400, "emulator_request_invalid")
		api.request("POST", path, `{`).mustBe(400, "emulator_request_invalid")
		api.request("POST", path, `{} {"rules":[]}`).mustBe(400, "emulator_request_invalid")
	}
}
