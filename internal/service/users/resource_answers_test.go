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
	return func(t *testing.T, instance *acctest.Instance) {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == method {
				answer(w, r)
				return
			}
			instance.ServeHTTP(w, r)
		}))
		t.Cleanup(server.Close)
		instance.URL = server.URL
	}
}

// never answers. The server sees that the client has left only once it has read the body.
func never(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

// writing writes an answer.
func writing(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

const (
	page  = "<!DOCTYPE html><html><body>Sign in to the company network</body></html>"
	jsonT = "application/json"
)

func TestAccUser_failedCreatesLeaveNoUserAndSayWhatToDo(t *testing.T) {
	const summary = `Could not create the user "ada@example.com"`
	atUser := `resource "clerk_user" "ada"`
	var inputs []acctest.BadConfig
	for _, c := range []struct {
		name  string
		given func(*testing.T, *acctest.Instance)
		says  []string
	}{
		{"402", acctest.Answers("POST", 402), []string{"status 402", "plan lacks", "Upgrade the plan"}},
		{"403", acctest.Answers("POST", 403), []string{"status 403", "authorization_invalid", "check its settings in the Clerk Dashboard"}},
		{"404", acctest.Answers("POST", 404), []string{"status 404", "api_url"}},
		{"409", acctest.Answers("POST", 409), []string{"status 409", "Run terraform apply again."}},
		{"415", acctest.Answers("POST", 415), []string{"status 415"}},
		{"422 that names no parameter", acctest.Answers("POST", 422), []string{"status 422"}},
		{"429", acctest.Answers("POST", 429), []string{"status 429", "rate_limit"}},
		{"500", acctest.Answers("POST", 500), []string{"status 500", "try again later"}},
		{"503", acctest.Answers("POST", 503), []string{"status 503", "try again later"}},
		{"a closed connection", acctest.Faulty(emulator.FaultRule{Method: "POST", Kind: emulator.FaultResetBefore}), []string{"no answer", "Check api_url, the network"}},
		{"200 and a web page", replaced("POST", writing(200, "text/html", page)), []string{"web page", "proxy"}},
		{"502 and a web page", replaced("POST", writing(502, "text/html", page)), []string{"502", "web page", "proxy"}},
		{"200 and half a body", replaced("POST", writing(200, jsonT, `{"id":"user_2abc","obj`)), []string{"not what Clerk's API sends"}},
		{"200 and a body without an id", replaced("POST", writing(200, jsonT, `{}`)), []string{"not what Clerk's API sends"}},
		{"400 and plain text", replaced("POST", writing(400, "text/plain", "no")), []string{"status 400", "not what Clerk's API sends", "check api_url"}},
		{"a redirect", replaced("POST", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://login.example.com/", http.StatusFound)
		}), []string{"302", "login.example.com", "secret key"}},
	} {
		inputs = append(inputs, acctest.BadConfig{
			Name: c.name, Change: c.given, Config: acctest.UserConfig(email),
			Phase: acctest.AtApply, Summary: summary, At: atUser, Details: c.says,
		})
	}
	inputs = append(inputs, acctest.BadConfig{
		Name: "a timeout", Provider: "max_retries = 0\n  request_timeout = \"1s\"",
		Change: replaced("POST", never), Config: acctest.UserConfig(email),
		Phase: acctest.AtApply, Summary: summary, At: atUser, Details: []string{"no answer", "request_timeout"},
	}, acctest.BadConfig{
		Name: "an outcome that nobody can tell",
		Change: func(t *testing.T, instance *acctest.Instance) {
			acctest.Faults(t, instance, emulator.FaultRule{Method: "GET", Kind: emulator.FaultStatus, Status: 500},
				emulator.FaultRule{Method: "POST", Kind: emulator.FaultResetBefore})
		}, Config: acctest.UserConfig(email),
		Phase: acctest.AtApply, Summary: summary, At: atUser, Details: []string{"unknown whether", "Apply again"},
	}, acctest.BadConfig{
		Name:        "the key of another instance",
		Environment: map[string]string{"CLERK_SECRET_KEY": "sk_test_ofanotherinstance0000000"},
		Config:      acctest.UserConfig(email),
		Phase:       acctest.AtApply,
		Summary:     summary,
		At:          atUser,
		Details:     []string{"status 401", "CLERK_SECRET_KEY"},
	}, acctest.BadConfig{
		Name: "an address where nobody listens",
		Change: func(_ *testing.T, instance *acctest.Instance) {
			server := httptest.NewServer(http.NotFoundHandler())
			server.Close()
			instance.URL = server.URL
		}, Config: acctest.UserConfig(email),
		Phase: acctest.AtApply, Summary: summary, At: atUser, Details: []string{"refused", "Check api_url"},
	}, acctest.BadConfig{
		Name: "a certificate that nobody trusts",
		Change: func(t *testing.T, instance *acctest.Instance) {
			server := httptest.NewTLSServer(instance)
			t.Cleanup(server.Close)
			instance.URL = server.URL
		}, Config: acctest.UserConfig(email),
		Phase: acctest.AtApply, Summary: summary, At: atUser, Details: []string{"certificate", "Check api_url"},
	})
	acctest.RunBadConfigs(t, inputs)
}

func TestAccUser_failedReadsKeepTheStateAndSayWhatToDo(t *testing.T) {
	var inputs []acctest.BadConfig
	for _, c := range []struct {
		name        string
		given       func(*testing.T, *acctest.Instance)
		environment map[string]string
		says        []string
	}{
		{"the key of another instance", nil, map[string]string{"CLERK_SECRET_KEY": "sk_test_ofanotherinstance0000000"}, []string{"status 401", "CLERK_SECRET_KEY"}},
		{"403", acctest.Answers("GET", 403), nil, []string{"status 403", "check its settings"}},
		{"429", acctest.Answers("GET", 429), nil, []string{"status 429", "rate_limit"}},
		{"500", acctest.Answers("GET", 500), nil, []string{"status 500", "try again later"}},
		{"a closed connection", acctest.Faulty(emulator.FaultRule{Method: "GET", Kind: emulator.FaultResetBefore}), nil, []string{"no answer", "Check api_url"}},
		{"404 of a web server", replaced("GET", writing(404, "text/html", page)), nil, []string{"status 404", "web page", "api_url"}},
		{"200 and a web page", replaced("GET", writing(200, "text/html", page)), nil, []string{"web page", "api_url"}},
		{"200 and an array", replaced("GET", writing(200, jsonT, `[]`)), nil, []string{"not what Clerk's API sends: it is a JSON array."}},
		{"200 and another user", replaced("GET", writing(200, jsonT, `{"object":"user"}`)), nil, []string{"not what Clerk's API sends"}},
	} {
		inputs = append(inputs, acctest.BadConfig{
			Name:        c.name,
			Before:      acctest.UserConfig(email),
			Change:      c.given,
			Environment: c.environment,
			Config:      acctest.UserConfig(email, `first_name = "Ada"`),
			Phase:       acctest.AtPlan,
			Summary:     `Could not read the user "ada@example.com" (user_…)`,
			At:          `resource "clerk_user" "ada"`,
			Details:     c.says,
		})
	}
	acctest.RunBadConfigs(t, inputs)
}
