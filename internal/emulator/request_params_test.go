package emulator

import (
	"strings"
	"testing"
)

func TestDecode_invalidBody_isRefused(t *testing.T) {
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
		"too large": {
			`{"username":"` + strings.Repeat("x", maxBody) + `"}`,
			"application/json",
			413,
			"request_body_too_large",
		},
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
