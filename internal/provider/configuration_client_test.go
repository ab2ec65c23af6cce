package provider_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestProvider_Validate_argumentOutOfRange_isAnError(t *testing.T) {
	for _, c := range []struct {
		name, attribute string
		value           any
		says            string // "" accepts the value
	}{
		{"no retries", "max_retries", 0, ""},
		{"most retries", "max_retries", 20, ""},
		{"fewer retries than none", "max_retries", -1, "from 0 to 20"},
		{"more retries than most", "max_retries", 21, "from 0 to 20"},
		{"unknown retries", "max_retries", unknown, ""},
		{"a timeout", "request_timeout", "1m30s", ""},
		{"a timeout in seconds", "request_timeout", "45", ""},
		{"no timeout", "request_timeout", "0s", `such as "45s" or "2m"`},
		{"a negative timeout", "request_timeout", "-1s", `such as "45s" or "2m"`},
		{"an empty timeout", "request_timeout", "", `such as "45s" or "2m"`},
		{"a timeout in words", "request_timeout", "soon", `such as "45s" or "2m"`},
		{"a timeout in days", "request_timeout", "1d", `such as "45s" or "2m"`},
		{"a timeout beyond all time", "request_timeout", "9999999999999", `such as "45s" or "2m"`},
		{"an unknown timeout", "request_timeout", unknown, ""},
		{"one request", "rate_limit", 1, ""},
		{"no request", "rate_limit", 0, "from 1 to 100000"},
		{"requests without end", "rate_limit", 1 << 40, "from 1 to 100000"},
		{"no deletion", "max_user_deletions", 0, ""},
		{"fewer deletions than none", "max_user_deletions", -1, "at least 0"},
		{"an environment", "environment", "production", ""},
		{"another environment", "environment", "staging", `"development", "production"`},
		{"an environment in capitals", "environment", "Production", `"development", "production"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			problems := block{"secret_key": developmentKey, c.attribute: c.value}.validate(t)
			if c.says == "" {
				if len(problems) != 0 {
					t.Errorf("it is refused: %s", problems[0].Detail)
				}
				return
			}
			if len(problems) != 1 {
				t.Fatalf("there are %d diagnostics, want 1", len(problems))
			}
			if got := problems[0].Attribute.String(); got != `AttributeName("`+c.attribute+`")` {
				t.Errorf("the error is on %s", got)
			}
			if !strings.Contains(problems[0].Detail, c.says) {
				t.Errorf("the detail lacks %q:\n%s", c.says, problems[0].Detail)
			}
		})
	}
}

func TestProvider_Configure_userAgent_hasTheProviderAndTheCLI(t *testing.T) {
	server := newAPI(t)
	got := server.send(t, block{"secret_key": developmentKey, "api_url": server.URL}.client(t)).UserAgent()
	for _, part := range []string{"terraform-provider-clerk/0.9.1", "Terraform/1.14.3"} {
		if !strings.Contains(got, part) {
			t.Errorf("the User-Agent %q lacks %q", got, part)
		}
	}
}

func TestProvider_Configure_maxRetries_limitsTheRetries(t *testing.T) {
	for _, retries := range []int{0, 1} {
		var attempts atomic.Int32
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			attempts.Add(1)
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusTooManyRequests)
		}))
		t.Cleanup(server.Close)
		client := block{"secret_key": developmentKey, "api_url": server.URL, "max_retries": retries}.client(t)
		_, err := client.ListUsers(t.Context(), clerk.UserListParams{})
		if apiError, ok := clerk.AsError(err); !ok || apiError.Status != http.StatusTooManyRequests {
			t.Errorf("the error is %v, want the 429", err)
		}
		if got := int(attempts.Load()); got != retries+1 {
			t.Errorf("with max_retries = %d the server received %d requests", retries, got)
		}
	}
}

func TestProvider_Configure_requestTimeout_limitsTheWait(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	t.Cleanup(server.Close)
	client := block{
		"secret_key":      developmentKey,
		"api_url":         server.URL,
		"max_retries":     0,
		"request_timeout": "10ms",
	}.client(
		t,
	)
	_, err := client.ListUsers(t.Context(), clerk.UserListParams{})
	transport := (*clerk.TransportError)(nil)
	if !errors.As(err, &transport) || !strings.Contains(err.Error(), "within 10ms") {
		t.Errorf("the error is %v, want that 10ms have passed", err)
	}
}

func TestProvider_Configure_rateLimit_limitsTheRequests(t *testing.T) {
	server := newAPI(t)
	client := block{"secret_key": developmentKey, "api_url": server.URL, "rate_limit": 1}.client(t)
	server.send(t, client)
	// The second one has to wait for the next 10 seconds, so it is never sent.
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := client.ListUsers(ctx, clerk.UserListParams{}); err == nil {
		t.Error("the second request did not wait")
	}
	if requests := server.received(); len(requests) != 1 {
		t.Errorf("the server received %d requests, want 1", len(requests))
	}
}
