package contract_test

import (
	"net/http"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

const (
	goodBook  = `{"id":"b1","title":"A","subtitle":null,"state":{"object":"lent","until":4}}`
	goodError = `{"errors":[{"message":"m","code":"c"}]}`
)

func checkJSON(spec *contract.Specification, method, path string, status int, body string) error {
	header := http.Header{"Content-Type": {"application/json"}}
	return spec.CheckResponse(request(method, path, ""), status, header, []byte(body))
}

func TestCheckResponse(t *testing.T) {
	spec := library(t)
	for name, test := range map[string]struct {
		method, path string
		status       int
		body         string
		want         []string
	}{
		"object":                     {path: "/v1/books/b1", status: 200, body: goodBook},
		"null for a nullable oneOf":  {path: "/v1/books/b1", status: 200, body: `{"id":"b1","title":"A","subtitle":null,"state":null}`},
		"null for a nullable allOf":  {path: "/v1/books/b1", status: 200, body: `{"id":"b1","title":"A","subtitle":null,"state":null,"shelf":null}`},
		"array":                      {path: "/v1/books", status: 200, body: `[` + goodBook + `]`},
		"page that was asked for":    {path: "/v1/books?paginated=true", status: 200, body: `{"data":[` + goodBook + `],"total_count":1}`},
		"array that was to be paged": {path: "/v1/books?paginated=true", status: 200, body: `[]`},
		"no content":                 {method: "DELETE", path: "/v1/books/b1", status: 204},
		"documented error":           {method: "POST", path: "/v1/books", status: 422, body: goodError},
		"undocumented error":         {path: "/v1/books/b1", status: 404, body: goodError},
		"throttled":                  {path: "/v1/books/b1", status: 429, body: goodError},
		"failed":                     {path: "/v1/books/b1", status: 503, body: goodError},

		"unknown path":     {path: "/v1/journals", status: 200, body: `{}`, want: []string{"GET /v1/journals"}},
		"status unlisted":  {path: "/v1/books/b1", status: 202, body: goodBook, want: []string{"GET /books/{book_id} answered 202", "status"}},
		"missing key":      {path: "/v1/books/b1", status: 200, body: `{"id":"b1","title":"A","subtitle":null}`, want: []string{"response body at /state", "missing"}},
		"undeclared key":   {path: "/v1/books/b1", status: 200, body: `{"id":"b1","title":"A","subtitle":null,"state":null,"x":1}`, want: []string{"response body", `"x" is unsupported`}},
		"null":             {path: "/v1/books/b1", status: 200, body: `{"id":null,"title":"A","subtitle":null,"state":null}`, want: []string{"response body at /id", "nullable"}},
		"in a oneOf":       {path: "/v1/books/b1", status: 200, body: `{"id":"b1","title":"A","subtitle":null,"state":{"object":"lent","until":"x"}}`, want: []string{"response body at /state/until"}},
		"no such variant":  {path: "/v1/books/b1", status: 200, body: `{"id":"b1","title":"A","subtitle":null,"state":{"object":"lost"}}`, want: []string{"/state", "discriminator"}},
		"in an allOf":      {path: "/v1/books/b1", status: 200, body: `{"id":"b1","title":"A","subtitle":null,"state":null,"shelf":{}}`, want: []string{"/shelf/row", "missing"}},
		"in an array":      {path: "/v1/books", status: 200, body: `[` + goodBook + `,{}]`, want: []string{"response body at /1/id"}},
		"page not asked":   {path: "/v1/books", status: 200, body: `{"data":[],"total_count":0}`, want: []string{"response body"}},
		"page with no sum": {path: "/v1/books?paginated=true", status: 200, body: `{"data":[]}`, want: []string{"/total_count"}},
		"page of wrongs":   {path: "/v1/books?paginated=true", status: 200, body: `{"data":[{}],"total_count":1}`, want: []string{"/data/0/id"}},
		"page with more":   {path: "/v1/books?paginated=true", status: 200, body: `{"data":[],"total_count":1,"next":2}`, want: []string{`"next" is unsupported`}},
		"bad error":        {path: "/v1/books/b1", status: 404, body: `{"message":"m"}`, want: []string{"GET /books/{book_id} answered 404", "/errors"}},
		"bad failure":      {path: "/v1/books/b1", status: 500, body: `{"message":"m"}`, want: []string{"/errors"}},
		"truncated":        {path: "/v1/books/b1", status: 200, body: goodBook[:20], want: []string{"is not JSON"}},
		"teapot":           {path: "/v1/books/b1", status: 418, body: goodError, want: []string{"status"}},
	} {
		t.Run(name, func(t *testing.T) {
			if test.method == "" {
				test.method = "GET"
			}
			expect(t, checkJSON(spec, test.method, test.path, test.status, test.body), test.want)
		})
	}
}

func TestCheckResponse_refusesAnotherContentType(t *testing.T) {
	header := http.Header{"Content-Type": {"text/html"}}
	if err := library(t).CheckResponse(request("GET", "/v1/books/b1", ""), 200, header, []byte(goodBook)); err == nil {
		t.Error("let through")
	}
}

func TestCheckResponse_letsAGatewayFailInItsOwnWords(t *testing.T) {
	header := http.Header{"Content-Type": {"text/html"}}
	err := library(t).CheckResponse(request("GET", "/v1/books/b1", ""), 502, header, []byte("<h1>Bad gateway</h1>"))
	if err != nil {
		t.Error(err)
	}
}
