package users_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// replaced answers the requests of a method in place of the instance.
func replaced(method string, answer http.HandlerFunc) func(*testing.T, *acctest.Instance) {
	return func(_ *testing.T, instance *acctest.Instance) {
		instance.URL = instance.Front(func(w http.ResponseWriter, r *http.Request) bool {
			if r.Method == method {
				answer(w, r)
			}
			return r.Method == method
		})
	}
}

// never does not answer. The server detects that the client has left only after it has read the body.
func never(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

// answering returns an answer.
func answering(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

func redirecting(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "https://login.example.com/", http.StatusFound)
}

func resetting(method string) func(*testing.T, *acctest.Instance) {
	return acctest.Faulty(emulator.FaultRule{Method: method, Kind: emulator.FaultResetBefore})
}

const (
	webPage  = "<!DOCTYPE html><html><body>Sign in to the company network</body></html>"
	jsonType = "application/json"

	otherInstance = "sk_test_ofanotherinstance0000000"
)

// ada is a user with one email address, and with further attributes.
func ada(with acctest.Values) acctest.Values {
	return acctest.Values{"email_addresses": []any{"ada@example.com"}}.With(with)
}

func TestUserResource_Create_failedRequest_recordsNoUserAndGivesAdvice(t *testing.T) {
	var inputs []acctest.BadInput
	for _, c := range []struct {
		name    string
		api     func(*testing.T, *acctest.Instance)
		details string
	}{
		{"402", acctest.Answers("POST", 402), "status 402|Upgrade the Clerk subscription"},
		{"403", acctest.Answers("POST", 403), "status 403|authorization_invalid|Clerk Dashboard"},
		{"404", acctest.Answers("POST", 404), "status 404|api_url"},
		{"409", acctest.Answers("POST", 409), "status 409|Run terraform apply again."},
		{"415", acctest.Answers("POST", 415), "status 415"},
		{"422 that names no parameter", acctest.Answers("POST", 422), "status 422"},
		{"429", acctest.Answers("POST", 429), "status 429|rate_limit"},
		{"500", acctest.Answers("POST", 500), "status 500|try again later"},
		{"503", acctest.Answers("POST", 503), "status 503|try again later"},
		{"a closed connection", resetting("POST"), "no answer|Check api_url, the network"},
		{"200 and a web page", replaced("POST", answering(200, "text/html", webPage)), "web page|proxy"},
		{"502 and a web page", replaced("POST", answering(502, "text/html", webPage)), "502|web page|proxy"},
		{"200 and half a body", replaced("POST", answering(200, jsonType, `{"id":"user_2abc","obj`)), "format of Clerk's API"},
		{"200 and a body without an id", replaced("POST", answering(200, jsonType, `{}`)), "format of Clerk's API"},
		{"400 and plain text", replaced("POST", answering(400, "text/plain", "no")), "status 400|format of Clerk's API|check api_url"},
		{"a redirect", replaced("POST", redirecting), "302|login.example.com|secret key"},
		{"an unknown outcome", acctest.Faulty(
			emulator.FaultRule{Method: "GET", Kind: emulator.FaultStatus, Status: 500},
			emulator.FaultRule{Method: "POST", Kind: emulator.FaultResetBefore},
		), "unknown whether|Apply again"},
		{"an address without a server", func(_ *testing.T, instance *acctest.Instance) {
			server := httptest.NewServer(http.NotFoundHandler())
			server.Close()
			instance.URL = server.URL
		}, "refused|Check api_url"},
		{"a certificate of an unknown authority", func(t *testing.T, instance *acctest.Instance) {
			server := httptest.NewTLSServer(instance)
			t.Cleanup(server.Close)
			instance.URL = server.URL
		}, "certificate|Check api_url"},
	} {
		inputs = append(inputs, acctest.BadInput{Name: c.name, API: c.api, Details: c.details})
	}
	inputs = append(inputs, acctest.BadInput{
		Name: "a timeout", API: replaced("POST", never), Provider: acctest.Values{"request_timeout": "1s"},
		Details: "no answer|request_timeout",
	}, acctest.BadInput{
		Name: "the key of another instance", Provider: acctest.Values{"secret_key": otherInstance}, Secret: otherInstance,
		Details: "status 401|secret_key",
	})
	for n := range inputs {
		inputs[n].Config, inputs[n].Stage = ada(nil), acctest.Applied
		inputs[n].Summary = `Could not create the user "ada@example.com"`
	}
	acctest.RunBadInputs(t, "resource clerk_user", inputs)
}

func TestUserResource_Read_failedRequest_keepsTheStateAndGivesAdvice(t *testing.T) {
	inputs := []acctest.BadInput{
		{
			Name:     "the key of another instance",
			Provider: acctest.Values{"secret_key": otherInstance},
			Details:  "status 401|secret_key",
		},
		{Name: "403", API: acctest.Answers("GET", 403), Details: "status 403|check its settings"},
		{Name: "429", API: acctest.Answers("GET", 429), Details: "status 429|rate_limit"},
		{Name: "500", API: acctest.Answers("GET", 500), Details: "status 500|try again later"},
		{Name: "a closed connection", API: resetting("GET"), Details: "no answer|Check api_url"},
		{
			Name:    "404 of a web server",
			API:     replaced("GET", answering(404, "text/html", webPage)),
			Details: "status 404|web page|api_url",
		},
		{Name: "200 and a web page", API: replaced("GET", answering(200, "text/html", webPage)), Details: "web page|api_url"},
		{Name: "200 and an array", API: replaced("GET", answering(200, jsonType, `[]`)), Details: "it is a JSON array."},
		{Name: "200 and another user", API: replaced("GET", answering(200, jsonType, `{"object":"user"}`)),
			Details: "format of Clerk's API"},
	}
	for n := range inputs {
		inputs[n].Before, inputs[n].Stage = ada(nil), acctest.Planned
		inputs[n].Summary = `Could not read the user "ada@example.com" (user_…)`
	}
	acctest.RunBadInputs(t, "refresh clerk_user", inputs)
}
