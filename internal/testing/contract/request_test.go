package contract_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

// request makes a request as a client would send it to an API on loopback.
func request(method, path, body string) *http.Request {
	r := httptest.NewRequest(method, "http://127.0.0.1:4711"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return r
}

func TestCheckRequest(t *testing.T) {
	spec := library(t)
	for name, test := range map[string]struct {
		method, path, body string
		want               []string // parts of the error; none means that the request is fine
	}{
		"plain get":                  {method: "GET", path: "/v1/books/b1"},
		"declared query parameters":  {method: "GET", path: "/v1/books?limit=500&isbn=1&isbn=2"},
		"version parameter":          {method: "GET", path: "/v1/books/b1?__clerk_api_version=2026-05-12"},
		"body":                       {method: "POST", path: "/v1/books", body: `{"title":"A","copies":1}`},
		"null for a nullable field":  {method: "POST", path: "/v1/books", body: `{"title":"A","subtitle":null}`},
		"null where nothing is sent": {method: "POST", path: "/v1/books/b1/lend", body: "null\n"},
		"escaped path element":       {method: "GET", path: "/v1/books/..%2Fb1"},

		"unknown path":   {method: "GET", path: "/v1/journals", want: []string{"GET /v1/journals"}},
		"unknown method": {method: "PUT", path: "/v1/books", want: []string{"PUT /v1/books"}},
		"outside the server": {
			method: "GET", path: "/books", want: []string{"GET /books"},
		},
		"undeclared query parameter": {
			method: "GET", path: "/v1/books?colour=red", want: []string{"GET /books", "query parameter colour", "not declared"},
		},
		"query parameter of another operation": {
			method: "GET", path: "/v1/books/count?limit=1", want: []string{"GET /books/count", "limit"},
		},
		"query parameter of the wrong type": {
			method: "GET", path: "/v1/books?limit=many", want: []string{"query parameter limit"},
		},
		"query parameter out of range": {
			method: "GET", path: "/v1/books?limit=501", want: []string{"query parameter limit", "at most 500"},
		},
		"missing body": {method: "POST", path: "/v1/books", want: []string{"request body", "missing"}},
		"null for a required body": {
			method: "POST", path: "/v1/books", body: "null", want: []string{"request body", "missing"},
		},
		"missing field": {
			method: "POST", path: "/v1/books", body: `{}`, want: []string{"request body at /title", "missing"},
		},
		"missing field that has a default": {
			method: "PUT", path: "/v1/books/b1", body: `{}`, want: []string{"request body at /row", "missing"},
		},
		"undeclared field": {
			method: "POST", path: "/v1/books", body: `{"title":"A","tittle":"B"}`, want: []string{"request body", `"tittle" is unsupported`},
		},
		"field of the wrong type": {
			method: "POST", path: "/v1/books", body: `{"title":1}`, want: []string{"request body at /title", "must be a string"},
		},
		"null for a field that is not nullable": {
			method: "POST", path: "/v1/books", body: `{"title":null}`, want: []string{"request body at /title", "nullable"},
		},
		"read-only field": {
			method: "POST", path: "/v1/books", body: `{"title":"A","added_at":1}`, want: []string{"request body", "added_at"},
		},
		"several violations": {
			method: "POST", path: "/v1/books", body: `{"title":1,"copies":"x"}`, want: []string{"/title", "/copies"},
		},
		"not JSON":       {method: "POST", path: "/v1/books", body: `{"title":`, want: []string{"is not JSON"}},
		"trailing text":  {method: "POST", path: "/v1/books", body: `{"title":"A"}{}`, want: []string{"is not JSON"}},
		"body too many":  {method: "POST", path: "/v1/books/b1/lend", body: `{"a":1}`, want: []string{"request body", "not declared"}},
		"not an integer": {method: "POST", path: "/v1/books", body: `{"title":"A","copies":1.5}`, want: []string{"/copies"}},
	} {
		t.Run(name, func(t *testing.T) {
			err := spec.CheckRequest(request(test.method, test.path, ""), []byte(test.body))
			expect(t, err, test.want)
		})
	}
}

// expect fails unless the error has all the parts, or there is none where no part is wanted.
func expect(t *testing.T, err error, want []string) {
	t.Helper()
	if len(want) == 0 {
		if err != nil {
			t.Errorf("refused: %v", err)
		}
		return
	}
	if err == nil {
		t.Fatal("let through")
	}
	for _, part := range want {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
}

func TestCheckRequest_unknownOperationIsRecognisable(t *testing.T) {
	err := library(t).CheckRequest(request("GET", "/v1/journals", ""), nil)
	if !errors.Is(err, contract.ErrUnknownOperation) {
		t.Errorf("got %v", err)
	}
}

func TestCheckRequest_refusesAnotherContentType(t *testing.T) {
	r := request("POST", "/v1/books", "")
	r.Header.Set("Content-Type", "text/plain")
	if err := library(t).CheckRequest(r, []byte(`{"title":"A"}`)); err == nil {
		t.Error("let through")
	}
}

func TestCheckRequest_leavesTheRequestAsItIs(t *testing.T) {
	body := `{"title":"A"}`
	r := request("POST", "/v1/books", body)
	if err := library(t).CheckRequest(r, []byte(body)); err != nil {
		t.Fatal(err)
	}
	left, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if string(left) != body { // neither consumed nor completed with defaults
		t.Errorf("the body became %q", left)
	}

	list := request("GET", "/v1/books", "")
	if err := library(t).CheckRequest(list, nil); err != nil {
		t.Fatal(err)
	}
	if list.URL.RawQuery != "" {
		t.Errorf("the query became %q", list.URL.RawQuery)
	}
}

func TestErrors_neverCarryAValue(t *testing.T) {
	const value = "hunter2000"
	spec := library(t)
	book := `{"id":"` + value + `","title":"A","subtitle":null,"state":{"object":"` + value + `"}}`
	errs := []error{
		spec.CheckRequest(request("POST", "/v1/books", ""), []byte(`{"title":"A","secret":"`+value+`"}`)),
		spec.CheckRequest(request("POST", "/v1/books", ""), []byte(`{"title":"`+value+`","copies":"`+value+`"}`)),
		spec.CheckRequest(request("POST", "/v1/books", ""), []byte(value)),
		spec.CheckRequest(request("GET", "/v1/books?limit="+value, ""), nil),
		spec.CheckRequest(request("GET", "/v1/books?colour="+value, ""), nil),
		checkJSON(spec, "GET", "/v1/books/b1", 200, book),
		checkJSON(spec, "GET", "/v1/books/b1", 200, value),
		checkJSON(spec, "GET", "/v1/books/b1", 404, `{"errors":"`+value+`"}`),
	}
	for i, err := range errs {
		switch {
		case err == nil:
			t.Errorf("case %d: let through", i)
		case strings.Contains(err.Error(), value):
			t.Errorf("case %d: %v", i, err)
		}
	}
}
