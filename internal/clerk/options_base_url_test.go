package clerk_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// loopbackSpellings are the names of the local machine that are accepted with http://.
var loopbackSpellings = []string{
	"localhost", "LOCALHOST", "LocalHost", "localhost.", "LOCALHOST.", "127.0.0.1", "127.9.9.9",
	"[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::FFFF:7F00:1]", "[::1%25lo]",
}

// unclearSpellings are loopback addresses on some systems only.
var unclearSpellings = []string{
	"127.1", "127.0.1", "127.0.0.01", "127.0.0.1.", "0x7f.1", "0x7f000001", "2130706433", "017700000001", "0", "0.0.0.0",
	"[::]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "localhost..", "localhost.localdomain", "me.localhost",
	"ip6-localhost",
	"localho\u017ft", "\uff4cocalhost", "loc\u00e4lhost", "127\uff0e0\uff0e0\uff0e1", "128.0.0.1",
}

func TestWithURL_everyFormOfLoopback_usesNoProxy(t *testing.T) {
	target := newServer(t, answerAny)
	var proxied []string
	proxy := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		proxied = append(proxied, r.Method+" "+r.URL.Host+" "+r.Header.Get("Authorization"))
	}))
	t.Cleanup(proxy.Close)
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"} {
		t.Setenv(name, proxy.URL)
	}
	for _, name := range []string{"NO_PROXY", "no_proxy", "REQUEST_METHOD"} {
		t.Setenv(name, "")
	}
	send := func(address string) (received int, err error) {
		before := len(target.received())
		c, err := clerk.New(secretKey, clerk.WithURL(address), clerk.WithMaxRetries(0))
		if err == nil {
			_, err = c.GetUser(background(), "user_1")
		}
		return len(target.received()) - before, err
	}

	// Without the option, the proxy must receive the request. Otherwise this test checks nothing.
	if _, err := send("https://api.clerk.test"); err == nil || len(proxied) != 1 {
		t.Fatalf("the proxy received %q (%v), want a CONNECT", proxied, err)
	}
	proxied = nil
	port := ":" + portOf(t, target)
	for _, host := range loopbackSpellings {
		received, err := send("http://" + host + port)
		answers := strings.Contains(strings.ToLower(host), "localhost") ||
			slices.Contains([]string{"127.0.0.1", "[::ffff:127.0.0.1]"}, host)
		if answers && received != 1 {
			t.Errorf("%s: the server received %d requests, want 1 (%v)", host, received, err)
		}
		if errorOf[*clerk.TransportError](err) == nil && received == 0 {
			t.Errorf("%s is refused: %v", host, err)
		}
		_, _ = send("https://" + host + port)
		_, _ = send("HTTP://" + host + port + "/v1/")
	}
	for _, host := range unclearSpellings {
		received, err := send("http://" + host + port)
		if received != 0 || err == nil || !strings.Contains(err.Error(), "the API URL must begin with https://") {
			t.Errorf("%s: the server received %d requests (%v), want it refused", host, received, err)
		}
	}
	if len(proxied) != 0 {
		t.Errorf("the proxy received %q", proxied)
	}
}

func portOf(t *testing.T, s *server) string {
	t.Helper()
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	return u.Port()
}

func TestWithURL_hostInCapitals_isSentInLowerCase(t *testing.T) {
	for address, want := range map[string]string{
		"HTTPS://API.Clerk.COM:8443/Clerk": "https://api.clerk.com:8443/Clerk/v1/users/user_1",
		"http://LOCALHOST.:1":              "http://localhost:1/v1/users/user_1",
		"http://[::FFFF:127.0.0.1]:1":      "http://[::ffff:127.0.0.1]:1/v1/users/user_1",
		"http://[::1%25lo]:1":              "http://[::1%25lo]:1/v1/users/user_1",
	} {
		if got := sentTo(t, address); got != want {
			t.Errorf("%q: sent to %s, want %s", address, got, want)
		}
	}
}

func TestWithURL_userAndPassword_areNotInTheError(t *testing.T) {
	for _, address := range []string{
		"https://user:pa/ss@host", "https://user:pa?ss@host", "https://user:pa#ss@host", `https://user:pa\ss@host`,
		"https://user:pa ss@host", "https://user/pass@host", "https://user:pa:ss@host:port",
		"https://user:pa%ss@host", "https://user:pa[ss@host", "https://user:pa\x7fss@host",
		"user:pa/ss@host", "user:pass@host", "//user:pa/ss@host", "ftp://user:pa/ss@host",
		"pass@127.0.0.1:4012", "http://user:pass@127.0.0.1:4012",
		"://user:pass@host", "https:user:pa/ss@host", "user:pass@host@localhost:1", " https://user:pa/ss@host",
		"https://user:pa/ss@host:80/v1@2",
	} {
		_, err := clerk.New(secretKey, clerk.WithURL(address))
		if err == nil || !strings.Contains(err.Error(), "user name or password") {
			t.Errorf("%q: got %v, want an error about the user name and the password", address, err)
		} else if strings.Contains(err.Error(), "host") || strings.Contains(err.Error(), ":pa") ||
			strings.ContainsAny(err.Error(), "@/%[\\\"#?") {
			t.Errorf("%q: the error repeats some of it: %v", address, err)
		}
	}
}

func TestWithURL_invalidURL_isNotInTheError(t *testing.T) {
	for address, reason := range map[string]string{
		"https://sesame.com:sesame":  "port",
		"https://host:sesame/":       "port",
		"https://host:1sesame":       "port",
		"https://host/%sesame":       "%",
		"https://se%same":            "%",
		"https://ses ame/":           "host",
		"https://host/\x00sesame":    "cannot be read",
		"https://[sesame":            "cannot be read",
		"https://host/\nsesame":      "cannot be read",
		"sesame:4012":                "must begin with https://",
		"sesame:sesame":              "must begin with https://",
		"sk_test_sesame":             "must begin with https://",
		"https//sesame":              "must begin with https://",
		"127.0.0.1:sesame":           "must begin with https://",
		"unix:///var/run/sesame":     "must begin with https://",
		"https://host/v1?key=sesame": "query",
		"http://sesame.test":         "loopback",
	} {
		_, err := clerk.New(secretKey, clerk.WithURL(address))
		if err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%q: got %v, want an error about %q", address, err, reason)
		} else if strings.Contains(err.Error(), "same") {
			t.Errorf("%q: the error repeats it: %v", address, err)
		}
	}
}

func TestWithURL_loopbackWithoutScheme_showsTheCorrectURL(t *testing.T) {
	for address, want := range map[string]string{
		"127.0.0.1:4012":      "write http://127.0.0.1:4012",
		"127.0.0.1":           "write http://127.0.0.1",
		"localhost:4012":      "write http://localhost:4012",
		"LOCALHOST:4012/v1":   "write http://localhost:4012",
		"[::1]:4012":          "write http://[::1]:4012",
		"//127.0.0.1:4012":    "write http://127.0.0.1:4012",
		"ftp://localhost:21":  "such as https://api.clerk.com",
		"api.clerk.com":       "such as https://api.clerk.com",
		"api.clerk.com:443":   "such as https://api.clerk.com",
		"192.168.0.1:4012":    "such as https://api.clerk.com",
		"":                    "such as https://api.clerk.com",
		"localhost.test:4012": "such as https://api.clerk.com",
	} {
		_, err := clerk.New(secretKey, clerk.WithURL(address))
		const says = "the API URL must begin with http"
		if err == nil || !strings.Contains(err.Error(), says) || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", address, err, want)
		}
	}
}
