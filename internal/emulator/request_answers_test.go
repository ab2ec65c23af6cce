package emulator

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestAnswers_haveTheHeadersOfTheAPI(t *testing.T) {
	api := startTest(t, Config{})
	api.AdvanceClock(time.Hour)
	good := api.ok("GET", "/v1/users", "")
	bad := api.refused("GET", "/v1/users/user_none", "", 404, "resource_not_found")
	for _, got := range []answer{good, bad} {
		if got.header.Get("Content-Type") != "application/json" {
			t.Errorf("Content-Type is %q", got.header.Get("Content-Type"))
		}
		if got.header.Get("Date") != "Mon, 01 Jun 2026 13:00:00 GMT" {
			t.Errorf("Date is %q", got.header.Get("Date"))
		}
	}
	trace := regexp.MustCompile(`"clerk_trace_id":"([0-9a-f]{32})"`).FindSubmatch(bad.body)
	if trace == nil || bad.header.Get("Clerk-Trace-Id") != string(trace[1]) {
		t.Errorf("trace %q in %s", bad.header.Get("Clerk-Trace-Id"), bad.body)
	}
	if !strings.Contains(string(bad.body), "No user was found with id user_none") {
		t.Errorf("got %s", bad.body)
	}
}
