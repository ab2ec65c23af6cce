package diagnostics_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// password is in bodies that no message may repeat.
const password = "correct horse battery"

func TestFailure_Diagnostics_unexpectedAnswer_isDescribedWithoutBody(t *testing.T) {
	const answer = "The answer to PATCH /users/{user_id} "
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		says   []string
	}{
		"a web page in place of a user":    {writing(200, "text/html", "<html>"+password+secretKey), []string{answer + `(status 200, `, `of type "text/html") does not have the format of Clerk's API: it looks like a web page.`, "check api_url"}},
		"a web page in place of a refusal": {writing(404, "text/html", "<html>"+password+secretKey), []string{answer + "(status 404, ", "web page.", "check api_url"}},
		"a web page of a proxy":            {writing(502, "text/html", "<html>"+password+secretKey), []string{answer + "(status 502, ", "web page.", "check api_url", "try again later."}},
		"plain text":                       {writing(400, "text/plain", password+secretKey), []string{answer + "(status 400, ", "it holds no error of Clerk.", "check api_url"}},
		"JSON that is no refusal":          {writing(400, "application/json", `{"password":"`+password+secretKey+`"}`), []string{"it holds no error of Clerk."}},
		"half a user":                      {writing(200, "application/json", `{"id":"user_1","first_name":"`+password), []string{"unexpected end of JSON input."}},
		"an array in place of a user":      {writing(200, "application/json", `["`+password+`"]`), []string{"it is a JSON array."}},
		"a number in place of a name":      {writing(200, "application/json", `{"id":"user_1","first_name":4}`), []string{`its field "first_name" is a JSON number.`}},
		"nothing":                          {writing(200, "application/json", ""), []string{"0 bytes", "unexpected end of JSON input."}},
	} {
		t.Run(name, func(t *testing.T) {
			expectSafe(t, failed(t, c.answer), c.says)
		})
	}
}

func TestFailure_Diagnostics_withoutAnswer_hasAdvice(t *testing.T) {
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	}))
	t.Cleanup(silent.Close)
	interrupted, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx     context.Context
		address string
		says    []string
	}{
		"nothing listens": {t.Context(), closed.URL, []string{"refused", "Check api_url, the network and any proxy"}},
		"a timeout":       {t.Context(), silent.URL, []string{"within 10ms", "increase request_timeout in the provider block"}},
		"an interrupt":    {interrupted, silent.URL, []string{"context canceled", "The run was interrupted."}},
	} {
		t.Run(name, func(t *testing.T) {
			client, err := clerk.New(
				secretKey,
				clerk.WithURL(c.address),
				clerk.WithMaxRetries(0),
				clerk.WithRequestTimeout(10*time.Millisecond),
			)
			if err != nil {
				t.Fatal(err)
			}
			_, err = client.UpdateUser(c.ctx, "user_1", clerk.UserUpdateParams{Password: clerk.Set(password)})
			expectSafe(t, err, c.says)
		})
	}
}

func TestFailure_Diagnostics_redirect_isShownAndNotFollowed(t *testing.T) {
	err := failed(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "https://login.example.com/?token="+password)
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
	expectSafe(t, err, []string{"login.example.com", "redirects are not followed", "correct the API URL."})
}

func TestFailure_Diagnostics_createWithUnknownResult_hasAdvice(t *testing.T) {
	refusal := failed(t, refusing(500, item("internal_clerk_error", "Oops.", "")))
	for name, c := range map[string]struct {
		err  clerk.AmbiguousCreateError
		says []string
	}{
		"the search failed": {
			clerk.AmbiguousCreateError{Operation: "POST /users", Cause: errors.New("connection reset"), Search: refusal},
			[]string{"It is unknown whether Clerk carried out POST /users.", "The create: connection reset.", "The search for the created object: ", "Oops.", "Apply again: if the user was created, the next error has its id for the import."},
		},
		"the search for an address failed": {
			clerk.AmbiguousCreateError{Operation: "POST /email_addresses", Cause: errors.New("connection reset"), Search: refusal},
			[]string{"It is unknown whether Clerk carried out POST /email_addresses.", "Apply again: an object that the user has by then is adopted."},
		},
		"the search for an organization failed": {
			clerk.AmbiguousCreateError{Operation: "POST /organizations", Cause: errors.New("connection reset"), Search: refusal},
			[]string{"Look for the organization in the Clerk Dashboard. If it exists, import it", "names are not unique"},
		},
		"the search for a membership failed": {
			clerk.AmbiguousCreateError{Operation: "POST /organizations/{organization_id}/memberships", Cause: errors.New("connection reset"), Search: refusal},
			[]string{"Apply again: if the object was created, the next error describes how to import it."},
		},
		"the search found another user": {
			clerk.AmbiguousCreateError{Operation: "POST /users", Cause: refusal, Search: errors.New("another user holds it"), ObjectID: "user_2"},
			[]string{"Look at user_2 in the Clerk Dashboard. If it is the right one, import it. Otherwise apply again."},
		},
	} {
		t.Run(name, func(t *testing.T) {
			expectSafe(t, fmt.Errorf("wrapped: %w", &c.err), c.says)
		})
	}
}

func TestFailure_Diagnostics_otherError_isShownUnchanged(t *testing.T) {
	detail := only(t, failure.Diagnostics(errors.New("no identifier is left"))).Detail()
	if detail != "no identifier is left." {
		t.Errorf("the detail is %q", detail)
	}
}

// expectSafe expects one error on the default attribute that has all parts, but no
// body and no key.
func expectSafe(t *testing.T, err error, parts []string) {
	t.Helper()
	problem := only(t, failure.Diagnostics(err))
	if problem.Path().String() != "default" {
		t.Errorf("it is on %s", problem.Path())
	}
	for _, part := range parts {
		if !strings.Contains(problem.Detail(), part) {
			t.Errorf("the detail lacks %q:\n%s", part, problem.Detail())
		}
	}
	if strings.Contains(problem.Detail(), password) {
		t.Errorf("the detail has a secret:\n%s", problem.Detail())
	}
}
