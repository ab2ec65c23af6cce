package clerk_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// FuzzClient_anyAnswer_neverPanicsAndHidesTheKey sends several kinds of requests to a server that returns the fuzzed
// answer.
func FuzzClient_anyAnswer_neverPanicsAndHidesTheKey(f *testing.F) {
	type reply struct {
		status      int
		contentType string
		body        []byte
	}
	var next atomic.Pointer[reply]
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		answer := next.Load()
		w.Header().Set("Content-Type", answer.contentType)
		w.WriteHeader(answer.status)
		_, _ = w.Write(answer.body)
	}))
	f.Cleanup(server.Close)
	client, err := clerk.New(secretKey, clerk.WithURL(server.URL), clerk.WithMaxRetries(0), clerk.WithRateLimit(100_000))
	if err != nil {
		f.Fatal(err)
	}
	asks := []func(context.Context) error{
		func(ctx context.Context) error { _, err := client.GetUser(ctx, "user_1"); return err },
		func(ctx context.Context) error { _, err := client.ListUsers(ctx, clerk.UserListParams{}); return err },
		func(ctx context.Context) error { _, err := client.GetSession(ctx, "sess_1"); return err },
		func(ctx context.Context) error { _, err := client.GetClient(ctx, "client_1"); return err },
		func(ctx context.Context) error { return client.DeleteUser(ctx, "user_1") },
	}
	f.Add(uint8(0), 200, "application/json", []byte(`{"object":"user","id":"user_1","email_addresses":[null]}`))
	f.Add(uint8(1), 200, "application/json", []byte(`[{"id":"user_1","created_at":9223372036854775807},null]`))
	f.Add(uint8(2), 422, "application/json", []byte(`{"errors":[{"code":"c","message":"sk_test_oZ8Qm3vJ7fR2xK5tYb1c"}]}`))
	f.Add(uint8(3), 502, "text/html", []byte(`<html>sk_test_oZ8Qm3vJ7fR2xK5tYb1c`))
	f.Add(uint8(4), 200, "application/json", []byte(`{"deleted":"yes"}`))
	f.Fuzz(func(t *testing.T, ask uint8, status int, contentType string, body []byte) {
		if status < 200 || status > 599 ||
			strings.ContainsFunc(contentType, func(r rune) bool { return r < ' ' || r > '~' }) {
			t.Skip("no server answers so")
		}
		next.Store(&reply{status, contentType, body})
		if err := asks[int(ask)%len(asks)](t.Context()); err != nil && strings.Contains(err.Error(), secretKey) {
			t.Errorf("the error contains the key: %s", err)
		}
	})
}

func FuzzRetryAfter_anyHeader_isAWaitOrNone(f *testing.F) {
	now := time.Date(2026, 1, 31, 9, 30, 0, 0, time.UTC)
	for _, text := range []string{
		"7", "0", "-1", "1e9", "4294967296", "Sat, 31 Jan 2026 09:30:09 GMT", "Sat, 31 Jan 1026 09:30:09 GMT", "soon", "7 ",
		"",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		wait, ok := clerk.RetryAfter(http.Header{"Retry-After": {text}}, now)
		if wait < 0 || !ok && wait != 0 {
			t.Errorf("%q is a wait of %s", text, wait)
		}
	})
}

func FuzzWithURL_anyAddress_acceptsOnlyHTTPSOrLoopback(f *testing.F) {
	for _, address := range []string{
		"https://api.clerk.com", "http://127.0.0.1:8080/v1", "http://[::1]", "http://localhost.example.com",
		"http://127.0.0.1@example.com", "https://", "//x", "http://0x7f.1", "https://a\\@b", "HTTP://LOCALHOST",
	} {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		if _, err := clerk.New(secretKey, clerk.WithURL(address)); err != nil {
			return
		}
		parsed, err := url.Parse(strings.TrimSpace(address))
		if err != nil || parsed.User != nil || parsed.Hostname() == "" {
			t.Fatalf("%q is accepted", address)
		}
		host := strings.ToLower(parsed.Hostname())
		loopback := host == "localhost" || host == "::1" || strings.HasPrefix(host, "127.") ||
			strings.HasPrefix(host, "::1%") || strings.HasPrefix(host, "::ffff:")
		if parsed.Scheme != "https" && !loopback {
			t.Errorf("%q is accepted, so the key would travel in plain text", address)
		}
	})
}
