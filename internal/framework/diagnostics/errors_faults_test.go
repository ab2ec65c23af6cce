package diagnostics_test

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// The fault applies to every attempt. A create that was carried out is found and is no error.
func TestFailure_Diagnostics_everyFault_isReadable(t *testing.T) {
	const later, network, notClerk = "try again later.", "Check api_url, the network and any proxy", "does not have the format of Clerk's API"
	for name, test := range map[string]struct {
		rule emulator.FaultRule
		says []string
		done bool
	}{
		"429":                     {emulator.FaultRule{Kind: "status", Status: 429, RetryAfter: "7"}, []string{"status 429 (too_many_requests)", "Clerk requires a wait of 7s.", "rate_limit"}, false},
		"429 without Retry-After": {emulator.FaultRule{Kind: "status", Status: 429, RetryAfter: "none"}, []string{"status 429 (too_many_requests)", "rate_limit"}, false},
		"500":                     {emulator.FaultRule{Kind: "status", Status: 500}, []string{"status 500 (internal_clerk_error)", later}, false},
		"503 without body":        {emulator.FaultRule{Kind: "status", Status: 503, Body: "none"}, []string{"(status 503, 0 bytes without a content type) " + notClerk, later}, false},
		"403 without body":        {emulator.FaultRule{Kind: "status", Status: 403, Body: "none"}, []string{"(status 403, 0 bytes without a content type) " + notClerk, "any proxy."}, false},
		"page of a proxy":         {emulator.FaultRule{Kind: "html"}, []string{"status 502", notClerk + ": it looks like a web page.", "any proxy."}, false},
		"page as a success":       {emulator.FaultRule{Kind: "html", Status: 200}, []string{"status 200", notClerk + ": it looks like a web page."}, false},
		"refused":                 {emulator.FaultRule{Kind: "refused", DelayMS: 1}, []string{"no answer from Clerk", network}, false},
		"reset":                   {emulator.FaultRule{Kind: "reset_before"}, []string{"no answer from Clerk", network}, false},
		"reset after":             {emulator.FaultRule{Kind: "reset_after"}, []string{"no answer from Clerk", network}, true},
		"truncate":                {emulator.FaultRule{Kind: "truncate"}, []string{"reading the answer: unexpected EOF", network}, true},
		"malformed":               {emulator.FaultRule{Kind: "malformed"}, []string{notClerk + ": unexpected end of JSON input."}, true},
		"delay":                   {emulator.FaultRule{Kind: "delay", DelayMS: 3_600_000}, []string{"no whole answer within 100ms", "increase request_timeout"}, false},
		"drip":                    {emulator.FaultRule{Kind: "drip", DelayMS: 3_600_000}, []string{"no whole answer within 100ms", "increase request_timeout"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			emulated := emulator.New(emulator.Config{SecretKey: secretKey})
			server := httptest.NewServer(emulated)
			t.Cleanup(server.Close)
			options := []clerk.Option{clerk.WithURL(server.URL), clerk.WithMaxRetries(0), clerk.WithRetryWait(0, 0)}
			if test.rule.DelayMS > 1 {
				options = append(options, clerk.WithRequestTimeout(100*time.Millisecond))
			}
			client, err := clerk.New(secretKey, options...)
			if err != nil {
				t.Fatal(err)
			}
			emulated.SeedUsers(1)
			if err := emulated.SetFaults(
				emulator.Faults{Rules: []emulator.FaultRule{of("PATCH", test.rule), of("POST", test.rule)}},
			); err != nil {
				t.Fatal(err)
			}
			_, err = client.UpdateUser(
				t.Context(),
				emulated.Users()[0].ID,
				clerk.UserUpdateParams{Password: clerk.Set(password)},
			)
			expectReadable(t, err, test.says)
			_, err = client.CreateUser(
				t.Context(),
				clerk.UserCreateParams{Username: clerk.Set("countess"), Password: clerk.Set(password)},
			)
			if !test.done {
				expectReadable(t, err, test.says)
			} else if err != nil {
				t.Errorf("the create that was carried out gave %v", err)
			}
		})
	}
}

func of(method string, rule emulator.FaultRule) emulator.FaultRule {
	rule.Method = method
	return rule
}

// expectReadable expects one error without secrets and without the body of the answer.
func expectReadable(t *testing.T, err error, parts []string) {
	t.Helper()
	if err == nil {
		t.Fatal("the request succeeded")
	}
	expectSafe(t, err, parts)
	for _, problem := range failure.Diagnostics(err) {
		if detail := problem.Detail(); strings.Contains(detail, "<html>") || strings.Contains(detail, "Bad Gateway</h1>") ||
			len(detail) > 1000 {
			t.Errorf("the detail is not readable:\n%s", detail)
		}
	}
}
