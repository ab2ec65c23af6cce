package clerk_test

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// The address is reserved for documentation. The connection is refused before anything is sent.
func TestTransport_localhostResolvesToAnotherMachine_isRefused(t *testing.T) {
	base := &url.URL{Scheme: "http", Host: "localhost:4012"}
	connection, err := clerk.NewTransport(base).DialContext(background(), "tcp", "192.0.2.1:4012")
	if err == nil || !strings.Contains(err.Error(), "192.0.2.1:4012 is not a loopback address") {
		t.Errorf("got %v, want a refusal", err)
	}
	if connection != nil {
		_ = connection.Close()
	}
}

func TestTransport_proxyRefuses_showsTheStatusWithoutItsText(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = fmt.Fprintf(connection, "HTTP/1.1 407 sesame %s\r\n\r\n", r.Header.Get("Proxy-Authorization"))
		_ = connection.Close()
	}))
	t.Cleanup(proxy.Close)
	t.Setenv("NO_PROXY", "")
	t.Setenv("HTTPS_PROXY", strings.Replace(proxy.URL, "://", "://ada:open-sesame@", 1))
	log := &recorder{}
	c, err := clerk.New(secretKey, clerk.WithURL("https://api.clerk.test"), clerk.WithMaxRetries(0), clerk.WithLogger(log))
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.GetUser(background(), "user_1")
	if err == nil || !strings.Contains(err.Error(), "407 Proxy Authentication Required") {
		t.Errorf("got %v, want the status", err)
	}
	if text := fmt.Sprint(err, log.text.String()); strings.Contains(text, "sesame") || strings.Contains(text, "Basic") {
		t.Errorf("it repeats what the proxy wrote: %s", text)
	}
}

// TestTransport_untrustedCertificate_sendsNothing checks that the key is not sent before the certificate is verified.
func TestTransport_untrustedCertificate_sendsNothing(t *testing.T) {
	received := 0
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { received++ }))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	for name, send := range map[string]func(*clerk.Client) error{
		"read":   func(c *clerk.Client) error { return err1(c.GetUser(background(), "user_1")) },
		"create": func(c *clerk.Client) error { return err1(c.CreateUser(background(), ada)) },
	} {
		err := send(newClient(t, clerk.WithURL(s.URL)))
		transport, ambiguous := errorOf[*clerk.TransportError](err), errorOf[*clerk.AmbiguousCreateError](err)
		if transport == nil || !strings.Contains(err.Error(), "certificate") || ambiguous != nil {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if received != 0 {
		t.Errorf("it received %d requests", received)
	}
}
