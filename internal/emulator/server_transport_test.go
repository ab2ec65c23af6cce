package emulator

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestAuthentication(t *testing.T) {
	api := startTest(t, Config{})
	for header, code := range map[string]string{
		"":                                  "authentication_invalid",
		DefaultSecretKey:                    "authorization_header_format_invalid",
		"Basic " + DefaultSecretKey:         "authorization_header_format_invalid",
		"Bearer ":                           "authorization_header_format_invalid",
		"Bearer sk_test_wrong":              "clerk_key_invalid",
		"Bearer " + DefaultSecretKey + "x":  "clerk_key_invalid",
		"Bearer  " + DefaultSecretKey + " ": "clerk_key_invalid",
	} {
		api.request("GET", "/v1/users", "", "Authorization", header).mustBe(401, code)
	}
	api.SetBehaviour(Behaviour{MissingKeyCode: "authorization_header_format_invalid"})
	api.request("GET", "/v1/users", "", "Authorization", "").mustBe(401, "authorization_header_format_invalid")
}

func TestVersion(t *testing.T) {
	api := startTest(t, Config{})
	for _, version := range append(versions, "") {
		api.request("GET", "/v1/users", "", "Clerk-API-Version", version).mustBe(200)
	}
	api.request("GET", "/v1/users?__clerk_api_version=2025-11-10", "", "Clerk-API-Version", "").mustBe(200)
	api.request("GET", "/v1/users", "", "Clerk-API-Version", "2020-01-01").mustBe(400, "api_version_invalid")
	api.request("GET", "/v1/users?__clerk_api_version=new", "", "Clerk-API-Version", "").mustBe(400, "api_version_invalid")
	api.request("GET", "/v1/users?__clerk_api_version="+LatestVersion, "").mustBe(400, "api_version_invalid")
}

func TestBodies(t *testing.T) {
	api := startTest(t, Config{})
	const good = `{"username":"adalove"}`
	for name, test := range map[string]struct {
		body, contentType string
		status            int
		problem           string
	}{
		"charset":        {good, "application/json; charset=utf-8", 200, ""},
		"form":           {"username=adalove", "application/x-www-form-urlencoded", 415, "unsupported_content_type"},
		"no type":        {good, "", 415, "unsupported_content_type"},
		"cut off":        {`{"username":`, "application/json", 400, "request_body_invalid"},
		"two objects":    {good + good, "application/json", 400, "request_body_invalid"},
		"array":          {`[]`, "application/json", 400, "request_body_invalid"},
		"text":           {`"x"`, "application/json", 400, "request_body_invalid"},
		"not UTF-8":      {"{\"username\":\"ad\xff\"}", "application/json", 400, "request_body_invalid"},
		"empty, no type": {"", "", 422, "form_data_missing"},
		"too large":      {`{"username":"` + strings.Repeat("x", maxBody) + `"}`, "application/json", 413, "request_body_too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			api := &testAPI{api.Server, t}
			var problems []string
			if test.problem != "" {
				problems = append(problems, test.problem)
			}
			api.request("POST", "/v1/users", test.body, "Content-Type", test.contentType).mustBe(test.status, problems...)
		})
	}
}

func TestPaths_unknownOnesAnswerInTheShapeOfTheAPI(t *testing.T) {
	api := startTest(t, Config{})
	for _, path := range []string{"/v1/user", "/v1/users/", "/v1/users/a/b/c/d", "/v2/users", "/", "/v1//users", "/v1/users/../clients", "/v1/users/%2e%2e"} {
		api.refused("GET", path, "", 404, "resource_not_found")
	}
	// An escaped slash belongs to the id.
	got := api.refused("GET", "/v1/users/..%2Fclients", "", 404, "resource_not_found")
	if !strings.Contains(string(got.body), "No user was found") {
		t.Errorf("another endpoint answered: %s", got.body)
	}
	got = api.refused("PUT", "/v1/users", "", 405, "method_not_allowed")
	if got.header.Get("Allow") != "GET, POST" {
		t.Errorf("Allow is %q", got.header.Get("Allow"))
	}
	api.request("GET", "/v1/nothing", "", "Authorization", "Bearer no").mustBe(401, "clerk_key_invalid")
}

func TestAnswers_headers(t *testing.T) {
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
