package emulator

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"
)

const adaBody = `{"username":"adalove"}`

// exchange sends a request on a new connection and reads the answer, which can be incomplete.
func (a *testAPI) exchange(method, path, body string) (*http.Response, []byte, error) {
	a.t.Helper()
	request, err := http.NewRequestWithContext(a.t.Context(), method, a.URL+path, strings.NewReader(body))
	if err != nil {
		a.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+DefaultSecretKey)
	request.Header.Set("Content-Type", "application/json")
	response, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(request)
	if err != nil {
		return nil, nil, err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	return response, content, err
}

// TestFaults_everyKind_appliesBeforeOrAfterTheOperation checks for each kind whether a create with the fault created a
// user, and the answer.
func TestFaults_everyKind_appliesBeforeOrAfterTheOperation(t *testing.T) {
	for name, test := range map[string]struct {
		rule   FaultRule
		made   bool
		status int // 0 means no answer
		is     func(header http.Header, body []byte, err error) bool
	}{
		"status":               {FaultRule{Kind: FaultStatus, Status: 500}, false, 500, clerkError},
		"status, after":        {FaultRule{Kind: FaultStatus, Status: 500, AfterCommit: true}, true, 500, clerkError},
		"status, without body": {FaultRule{Kind: FaultStatus, Status: 503, Body: FaultBodyNone}, false, 503, empty},
		"html":                 {FaultRule{Kind: FaultHTML}, false, 502, webPage},
		"html, after":          {FaultRule{Kind: FaultHTML, Status: 504, AfterCommit: true}, true, 504, webPage},
		"html, as a success":   {FaultRule{Kind: FaultHTML, Status: 200}, false, 200, webPage},
		"delay":                {FaultRule{Kind: FaultDelay, DelayMS: 1}, true, 200, whole},
		"delay, after":         {FaultRule{Kind: FaultDelay, DelayMS: 1, AfterCommit: true}, true, 200, whole},
		"reset_before":         {FaultRule{Kind: FaultResetBefore}, false, 0, nil},
		"reset_after":          {FaultRule{Kind: FaultResetAfter}, true, 0, nil},
		"truncate":             {FaultRule{Kind: FaultTruncate}, true, 200, cut},
		"malformed":            {FaultRule{Kind: FaultMalformed}, true, 200, noJSON},
		"drip":                 {FaultRule{Kind: FaultDrip, DelayMS: 1}, true, 200, whole},
		"refused":              {FaultRule{Kind: FaultRefused, DelayMS: 1}, false, 0, nil},
		"other_object":         {FaultRule{Kind: FaultOtherObject}, true, 200, nil},
		"repeated_post":        {FaultRule{Kind: FaultRepeatedPost}, true, 200, whole},
		"ineffective_delete":   {FaultRule{Kind: FaultIneffectiveDelete}, true, 200, whole},
		"ignored_filter":       {FaultRule{Kind: FaultIgnoredFilter}, true, 200, whole},
		"foreign_refusal":      {FaultRule{Kind: FaultForeignRefusal}, true, 403, foreign},
		"foreign_refusal, 413": {FaultRule{Kind: FaultForeignRefusal, Status: 413}, true, 413, foreign},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := startTest(t, Config{})
			test.rule.Count = 1
			api.setFault(test.rule)
			response, body, err := api.exchange("POST", "/v1/users", adaBody)
			switch {
			case test.status == 0 && err == nil:
				t.Errorf("answered %d", response.StatusCode)
			case test.status != 0 && (response == nil || response.StatusCode != test.status):
				t.Fatalf("got %v, %v; want %d", response, err, test.status)
			case test.is != nil && !test.is(response.Header, body, err):
				t.Errorf("answered %v %q, %v", response.Header, body, err)
			}
			if _, made := api.FindUser("adalove"); made != test.made {
				t.Errorf("made a user: %t, want %t", made, test.made)
			}
			if log := api.Requests(); len(log) != 1 || log[0].Fault != test.rule.Kind || log[0].Status != test.status {
				t.Errorf("logged as %+v", log)
			}
		})
	}
}

func whole(_ http.Header, body []byte, err error) bool {
	return err == nil && json.Valid(body) && strings.Contains(string(body), "adalove")
}

func clerkError(header http.Header, body []byte, _ error) bool {
	return header.Get("Clerk-Trace-Id") != "" && strings.Contains(string(body), `"code":"internal_clerk_error"`)
}

func empty(header http.Header, body []byte, _ error) bool {
	return len(body) == 0 && header.Get("Content-Type") == ""
}

func webPage(header http.Header, body []byte, _ error) bool {
	return header.Get("Content-Type") == "text/html" && strings.HasPrefix(string(body), "<!DOCTYPE html>") &&
		header.Get("Clerk-Trace-Id") == ""
}

func cut(_ http.Header, body []byte, err error) bool {
	return errors.Is(err, io.ErrUnexpectedEOF) && len(body) > 0
}

func noJSON(header http.Header, body []byte, err error) bool {
	return err == nil && header.Get("Content-Type") == "application/json" && len(body) > 0 && !json.Valid(body)
}

func TestFaults_retryAfter_isFromTheRule(t *testing.T) {
	const date = "Mon, 01 Jun 2026 13:00:00 GMT"
	api := startTest(t, Config{})
	for retryAfter, want := range map[string]string{"": "1", RetryAfterNone: "", "0": "0", "7": "7", date: date} {
		api.setFault(FaultRule{Kind: FaultStatus, Status: 429, RetryAfter: retryAfter})
		got := api.request("GET", "/v1/users", "")
		got.mustBe(429, "too_many_requests")
		if received := got.header.Get("Retry-After"); received != want {
			t.Errorf("%q was sent as %q", retryAfter, received)
		}
	}
	api.setFault(FaultRule{Kind: FaultStatus, Status: 503, RetryAfter: "2"})
	if got := api.request("GET", "/v1/users", ""); got.header.Get("Retry-After") != "2" {
		t.Errorf("503 has %q", got.header.Get("Retry-After"))
	}
}

func TestFaults_refused_closesThePortUntilTheFaultsEnd(t *testing.T) {
	api := startTest(t, Config{})
	api.setFault(FaultRule{Kind: FaultRefused, DelayMS: int(time.Hour.Milliseconds()), Count: 1})
	// A kept connection could still be used while the port is closed.
	kept, err := http.Get(api.URL + "/_emulator/stats")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, kept.Body)
	_ = kept.Body.Close()
	if _, _, err := api.exchange("POST", "/v1/users", adaBody); err == nil || errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("the request that closes the port got %v, want a closed connection", err)
	}
	for range 2 {
		if _, err := http.Get(api.URL + "/_emulator/stats"); !errors.Is(err, syscall.ECONNREFUSED) {
			t.Errorf("got %v, want a refused connection", err)
		}
	}
	api.setFault()
	api.create(adaBody)
}

func TestFaults_refused_opensThePortAfterTheDelay(t *testing.T) {
	api := startTest(t, Config{})
	api.setFault(FaultRule{Kind: FaultRefused, DelayMS: 1, Count: 1})
	if _, _, err := api.exchange("POST", "/v1/users", adaBody); err == nil {
		t.Error("answered")
	}
	for {
		_, _, err := api.exchange("POST", "/v1/users", adaBody)
		if err == nil {
			break
		}
		if !errors.Is(err, syscall.ECONNREFUSED) && !errors.Is(err, syscall.ECONNRESET) {
			t.Fatal(err)
		}
	}
	if _, made := api.FindUser("adalove"); !made {
		t.Error("no user was made")
	}
}

func TestFaults_refused_serverCanBeClosed(t *testing.T) {
	server, err := Start(Config{})
	if err != nil {
		t.Fatal(err)
	}
	api := &testAPI{server, t}
	api.setFault(FaultRule{Kind: FaultRefused, DelayMS: int(time.Hour.Milliseconds())})
	if _, _, err := api.exchange("POST", "/v1/users", adaBody); err == nil {
		t.Error("answered")
	}
	if err := server.Close(); err != nil {
		t.Error(err)
	}
}

func TestFaults_drip_endsWithTheConnection(t *testing.T) {
	api := startTest(t, Config{})
	api.setFault(FaultRule{Kind: FaultDrip, DelayMS: int(time.Hour.Milliseconds())})
	// It returns after the header, and closes the body without reading it.
	if status, err := api.attempt(t.Context(), "POST", "/v1/users", adaBody); status != 200 {
		t.Errorf("answered %d, %v", status, err)
	}
	if err := api.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(api.Users()) != 1 {
		t.Error("no user was made")
	}
}
