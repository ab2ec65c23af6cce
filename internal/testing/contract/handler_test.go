package contract_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// reports replaces a test and keeps the errors that are reported to it.
type reports struct {
	testing.TB

	mu    sync.Mutex
	lines []string
}

func (r *reports) Helper() {}

func (r *reports) Error(args ...any) { r.Errorf("%s", fmt.Sprint(args...)) }

func (r *reports) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines = append(r.lines, fmt.Sprintf(format, args...))
}

// exchange sends one request through the handler in front of next and returns the response's body, what the
// handler reported, and the error of the connection.
func exchange(t *testing.T, method, path, body string, next http.HandlerFunc) (string, []string, error) {
	t.Helper()
	seen := &reports{TB: t}
	server := httptest.NewServer(library(t).Handler(seen, next))
	defer server.Close()
	r, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", closeAndList(server, seen), err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	return string(answer), closeAndList(server, seen), err
}

// closeAndList waits for the handler, which reports after the response has left.
func closeAndList(server *httptest.Server, seen *reports) []string {
	server.Close()
	seen.mu.Lock()
	defer seen.mu.Unlock()
	return seen.lines
}

func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func TestHandler(t *testing.T) {
	for name, test := range map[string]struct {
		method, path, body string
		next               http.HandlerFunc
		want               []string // a part of each report
	}{
		"good exchange":                   {"GET", "/v1/books/b1", "", answer(200, goodBook), nil},
		"bad request that was accepted":   {"POST", "/v1/books", `{}`, answer(200, goodBook), []string{"/title"}},
		"bad request that was throttled":  {"POST", "/v1/books", `{}`, answer(429, goodError), []string{"/title"}},
		"bad request that was refused":    {"POST", "/v1/books", `{}`, answer(422, goodError), nil},
		"bad refusal":                     {"POST", "/v1/books", `{}`, answer(422, `{}`), []string{"/errors"}},
		"bad response":                    {"GET", "/v1/books/b1", "", answer(200, `{"id":"b1","title":"A","subtitle":null}`), []string{"/state"}},
		"bad request and response":        {"GET", "/v1/books/b1?x=1", "", answer(200, `[]`), []string{"parameter x", "response body"}},
		"unknown operation":               {"GET", "/v1/journals", "", answer(200, `{}`), []string{"GET /v1/journals"}},
		"unknown operation refused":       {"GET", "/v1/journals", "", answer(404, goodError), nil},
		"unknown operation badly refused": {"GET", "/v1/journals", "", answer(404, `{}`), []string{"/errors"}},
		"another API":                     {"GET", "/_emulator/stats", "", answer(200, `{}`), nil},
		"no status written":               {"GET", "/v1/books/b1", "", func(http.ResponseWriter, *http.Request) {}, []string{"answered 200"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, got, err := exchange(t, test.method, test.path, test.body, test.next)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.EqualFunc(got, test.want, strings.Contains) {
				t.Errorf("reported %q, want reports of %q", got, test.want)
			}
		})
	}
}

func TestHandler_passesRequestAndResponseOnUnchanged(t *testing.T) {
	const sent = `{"title":"A"}`
	got, _, err := exchange(t, "POST", "/v1/books", sent, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || string(body) != sent {
			t.Errorf("next read %q, %v", body, err)
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, goodBook[:10])
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
		_, _ = io.WriteString(w, goodBook[10:])
	})
	if err != nil || got != goodBook {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestHandler_ignoresConnectionsThatAreCut(t *testing.T) {
	for name, next := range map[string]http.HandlerFunc{
		"aborted": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"aborted after the header": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusAccepted)
			panic(http.ErrAbortHandler)
		},
		"hijacked": func(w http.ResponseWriter, _ *http.Request) {
			hijacker, ok := w.(http.Hijacker)
			if !ok {
				panic(errors.New("cannot hijack"))
			}
			connection, _, err := hijacker.Hijack()
			if err == nil {
				err = connection.Close()
			}
			if err != nil {
				panic(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, got, err := exchange(t, "GET", "/v1/books/b1?x=1", "", next)
			if err == nil {
				t.Error("the connection was not cut")
			}
			if len(got) > 0 {
				t.Errorf("reported %q", got)
			}
		})
	}
}

func TestHandler_servesConcurrentRequests(t *testing.T) {
	seen := &reports{TB: t}
	server := httptest.NewServer(library(t).Handler(seen, answer(200, goodBook)))
	defer server.Close()
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			response, err := http.Get(server.URL + "/v1/books/b1")
			if err != nil {
				t.Error(err)
				return
			}
			if err := response.Body.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if got := closeAndList(server, seen); len(got) > 0 {
		t.Errorf("reported %q", got)
	}
}
