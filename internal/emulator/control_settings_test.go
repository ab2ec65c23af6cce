package emulator

import (
	"testing"
	"time"
)

func TestControlSettings_change_isInForceUntilTheReset(t *testing.T) {
	api := startTest(t, Config{})
	if got := api.settings(); got.RateLimit != "off" || got.Latency != "0s" {
		t.Errorf("the settings are %+v", got)
	}
	got := decoded[settings](api.control("POST", "/_emulator/settings",
		`{"rate_limit":"3/1m","latency":"1ms","behaviour":{"ban_needs_plan":true}}`))
	if got.RateLimit != "3/1m" || got.Latency != "1ms" || !got.Behaviour.BanNeedsPlan {
		t.Errorf("the settings are %+v", got)
	}
	api.request("POST", "/_emulator/settings", `{"latency":"0s"}`).mustBe(200)
	if got := decoded[settings](api.request("GET", "/_emulator/settings", "")); got.RateLimit != "3/1m" {
		t.Errorf("another setting changed the rate limit: %+v", got)
	}
	user := api.create(`{"username":"adalove"}`)
	api.refused("POST", "/v1/users/"+user.ID+"/ban", "", 402, "unsupported_subscription_plan_features")
	api.ok("GET", "/v1/users", "")
	api.refused("GET", "/v1/users", "", 429, "too_many_requests")
	api.request("POST", "/_emulator/reset", "").mustBe(200)
	if got := api.settings(); got.RateLimit != "off" || got.Behaviour.BanNeedsPlan {
		t.Errorf("after a reset, the settings are %+v", got)
	}
}

func TestControlSettings_invalidValue_changesNothing(t *testing.T) {
	api := startTest(t, Config{})
	for _, body := range []string{
		`{"rate_limit":"100"}`, `{"rate_limit":"0/10s"}`, `{"latency":"soon"}`, `{"latency":"-1s"}`,
		`{"rate_limit":"5/1s","latency":"soon"}`, `{"speed":1}`,
	} {
		api.request("POST", "/_emulator/settings", body).mustBe(400, "emulator_request_invalid")
	}
	if got := api.settings(); got.RateLimit != "off" || got.Latency != "0s" {
		t.Errorf("the settings are %+v", got)
	}
}

func TestControlFaults_current_countsTheirUse(t *testing.T) {
	api := startTest(t, Config{})
	api.setFault(FaultRule{Method: "GET", Kind: FaultStatus, Status: 503, Count: 2})
	api.refused("GET", "/v1/users", "", 503, "service_unavailable")
	got := decoded[currentFaults](api.control("GET", "/_emulator/faults", ""))
	if len(got.Rules) != 1 || got.Rules[0].Applied != 1 || got.Rules[0].Status != 503 {
		t.Errorf("got %s", marshal(got))
	}
}

func TestParseRateLimit_text_isRead(t *testing.T) {
	for text, want := range map[string]RateLimit{
		"off": {}, "100/10s": {100, 10 * time.Second}, "5/1m30s": {5, 90 * time.Second}, "1/1h": {1, time.Hour},
	} {
		got, err := ParseRateLimit(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("%s: %v %v", text, got, err)
		}
	}
	for _, text := range []string{"", "0/10s", "-1/10s", "10/0s", "10/ten", "x/10s", "10"} {
		if _, err := ParseRateLimit(text); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
}
