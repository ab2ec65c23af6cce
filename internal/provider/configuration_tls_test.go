package provider_test

import (
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"regexp"
	"sync/atomic"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// TestProvider_Configure_neverDisablesTheCheckOfCertificates goes with gosec, which the linter runs: it finds code that does.
func TestProvider_Configure_neverDisablesTheCheckOfCertificates(t *testing.T) {
	knob := regexp.MustCompile(`(?i)insecure|tls|ssl|verif|certificate|trust`)
	for name, attribute := range schema(t.Context()).Schema.Attributes {
		if knob.MatchString(name) || knob.MatchString(attribute.GetMarkdownDescription()) {
			t.Errorf("the provider block has %s: %s", name, attribute.GetMarkdownDescription())
		}
	}

	var received atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { received.Add(1) }))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	client := block{"secret_key": developmentKey, "api_url": server.URL}.client(t)
	_, err := client.ListUsers(t.Context(), clerk.UserListParams{})
	if refused := (*tls.CertificateVerificationError)(nil); !errors.As(err, &refused) {
		t.Errorf("the error is %v, want that of the certificate", err)
	}
	if got := received.Load(); got != 0 {
		t.Errorf("the server received %d requests", got)
	}
}
