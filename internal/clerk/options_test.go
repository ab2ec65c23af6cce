package clerk_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// sentTo returns the URL of a request from a client with the given API URL.
func sentTo(t *testing.T, address string) string {
	t.Helper()
	var got string
	transport := roundTripper(func(r *http.Request) (*http.Response, error) {
		got = r.URL.String()
		return respond(http.StatusOK, nil, userJSON), nil
	})
	c := newClient(t, clerk.WithURL(address), clerk.WithTransport(transport))
	if _, err := c.GetUser(background(), "user_1"); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestWithURL_withOrWithoutV1_sendsToTheSameURL(t *testing.T) {
	for address, want := range map[string]string{
		clerk.DefaultURL:             "https://api.clerk.com/v1/users/user_1",
		"https://api.clerk.com/":     "https://api.clerk.com/v1/users/user_1",
		"https://api.clerk.com/v1":   "https://api.clerk.com/v1/users/user_1",
		"https://api.clerk.com/v1/":  "https://api.clerk.com/v1/users/user_1",
		"https://proxy.test/clerk":   "https://proxy.test/clerk/v1/users/user_1",
		"https://proxy.test//other/": "https://proxy.test/other/v1/users/user_1",
		"http://127.0.0.1:8080":      "http://127.0.0.1:8080/v1/users/user_1",
		"http://127.9.9.9/v1":        "http://127.9.9.9/v1/users/user_1",
		"http://localhost:1":         "http://localhost:1/v1/users/user_1",
		"http://[::1]:1/":            "http://[::1]:1/v1/users/user_1",
		"  https://api.clerk.com  ":  "https://api.clerk.com/v1/users/user_1",
	} {
		if got := sentTo(t, address); got != want {
			t.Errorf("%q: sent to %s, want %s", address, got, want)
		}
	}
}

func TestWithURL_exposesTheKey_isRefusedWithTheReason(t *testing.T) {
	for address, reason := range map[string]string{
		"":                                "https://",
		"api.clerk.com":                   "https://",
		"ftp://api.clerk.com":             "https://",
		"https://":                        "no host",
		"https:api.clerk.com":             "no host",
		"http://api.clerk.com":            "loopback",
		"http://localhost.example.com":    "loopback",
		"http://127.0.0.1.example.com":    "loopback",
		"http://10.0.0.1":                 "loopback",
		"https://me:hunter2@example.com":  "user name or password",
		"https://api.clerk.com?a=hunter2": "query",
		"https://api.clerk.com/v1?":       "query",
		"https://api.clerk.com#hunter2":   "fragment",
		"https://api.clerk.com#":          "fragment",
		"https://hunter2.com:port":        "cannot be read",
		"https://api.clerk.com/\x00":      "cannot be read",
	} {
		_, err := clerk.New(secretKey, clerk.WithURL(address))
		if err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%q: got %v, want an error about %q", address, err, reason)
		} else if address != "https://hunter2.com:port" && strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: the error repeats the address: %v", address, err)
		}
	}
}

func TestNew_invalidOption_isRefused(t *testing.T) {
	for name, option := range map[string]clerk.Option{
		"negative retries":     clerk.WithMaxRetries(-1),
		"falling waits":        clerk.WithRetryWait(2, 1),
		"no time":              clerk.WithRequestTimeout(0),
		"no requests":          clerk.WithRateLimit(0),
		"no version":           clerk.WithAPIVersion(""),
		"two-line user agent":  clerk.WithUserAgent("a\r\nB: c"),
		"no transport":         clerk.WithTransport(nil),
		"no clock":             clerk.WithClock(nil),
		"no logger":            clerk.WithLogger(nil),
		"user agent of spaces": clerk.WithUserAgent("  "),
	} {
		if _, err := clerk.New(secretKey, option); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := clerk.New(secretKey, clerk.WithMaxRetries(0), clerk.WithRequestTimeout(time.Second)); err != nil {
		t.Error(err)
	}
}

func TestNew_invalidKey_isRefusedWithoutShowingIt(t *testing.T) {
	for _, key := range []string{"", "sk_test_hunter2\n", " sk_test_hunter2", "sk_test_hünter2"} {
		_, err := clerk.New(key)
		if err == nil {
			t.Errorf("%q was accepted", key)
		} else if strings.Contains(err.Error(), "nter2") {
			t.Errorf("the error shows the key: %v", err)
		}
	}
}

func TestClient_printed_hidesTheKey(t *testing.T) {
	c := newClient(t)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		for _, v := range []any{c, *c, struct{ c clerk.Client }{*c}} {
			if strings.Contains(fmt.Sprintf(verb, v), secretKey) {
				t.Errorf("%s of %T shows the key", verb, v)
			}
		}
	}
}
