package emulator

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// testTime is the initial time of every test instance.
var testTime = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// testAPI is an emulator with methods to send requests.
type testAPI struct {
	*Server
	t *testing.T
}

func startTest(t *testing.T, config Config) *testAPI {
	t.Helper()
	if config.Clock == nil {
		config.Clock = func() time.Time { return testTime }
	}
	if config.SigningKeys == nil {
		config.SigningKeys = SharedSigningKeys()
	}
	server, err := Start(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return &testAPI{Server: server, t: t}
}

// answer is the answer to a request.
type answer struct {
	t      *testing.T
	status int
	header http.Header
	body   []byte
}

// request sends a request with the secret key. header has pairs of names and values that replace the default headers.
// An empty value omits the header.
func (a *testAPI) request(method, path, body string, header ...string) answer {
	a.t.Helper()
	request, err := http.NewRequest(method, a.URL+path, strings.NewReader(body))
	if err != nil {
		a.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+DefaultSecretKey)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Clerk-API-Version", LatestVersion)
	for pair := range slices.Chunk(header, 2) {
		request.Header.Del(pair[0])
		if pair[1] != "" {
			request.Header.Set(pair[0], pair[1])
		}
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		a.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		a.t.Fatal(err)
	}
	checkContract(a.t, request, response, content)
	return answer{t: a.t, status: response.StatusCode, header: response.Header, body: content}
}

// ok sends a request that must succeed.
func (a *testAPI) ok(method, path, body string) answer {
	a.t.Helper()
	got := a.request(method, path, body)
	if got.status != http.StatusOK {
		a.t.Fatalf("%s %s %s: status %d: %s", method, path, body, got.status, got.body)
	}
	return got
}

// refused sends a request that must fail with the status and exactly these problems, each as "code" or "code param".
func (a *testAPI) refused(method, path, body string, status int, problems ...string) answer {
	a.t.Helper()
	got := a.request(method, path, body)
	got.mustBe(status, problems...)
	return got
}

func (r answer) mustBe(status int, problems ...string) {
	r.t.Helper()
	if got := r.problems(); r.status != status || !slices.Equal(got, problems) {
		r.t.Errorf("got %d %v, want %d %v: %s", r.status, got, status, problems, r.body)
	}
}

func (r answer) problems() []string {
	var failed struct {
		Errors []problem `json:"errors"`
	}
	if err := json.Unmarshal(r.body, &failed); err != nil {
		return nil
	}
	var problems []string
	for _, problem := range failed.Errors {
		text := problem.Code
		if param, named := problem.Meta["param_name"].(string); named {
			text += " " + param
		}
		problems = append(problems, text)
	}
	return problems
}

func decoded[T any](r answer) T {
	r.t.Helper()
	var value T
	decoder := json.NewDecoder(bytes.NewReader(r.body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&value); err != nil {
		r.t.Fatalf("%v: %s", err, r.body)
	}
	return value
}

func (r answer) user() User       { r.t.Helper(); return decoded[User](r) }
func (r answer) users() []User    { r.t.Helper(); return decoded[[]User](r) }
func (r answer) session() Session { r.t.Helper(); return decoded[Session](r) }

// create creates a user from a body.
func (a *testAPI) create(body string) User {
	a.t.Helper()
	return a.ok("POST", "/v1/users", body).user()
}

// get reads a user.
func (a *testAPI) get(id string) User {
	a.t.Helper()
	return a.ok("GET", "/v1/users/"+id, "").user()
}
