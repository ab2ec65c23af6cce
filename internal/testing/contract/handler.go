package contract

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// Handler returns next with every exchange under /v1/ held against the specification: a violation is an
// error of the test t. A request that is answered 4xx was wrong on purpose, so only its response is
// checked. Nothing is checked of a connection that next aborts or takes over. The server that uses the
// handler must be closed before the test ends.
func (s *Specification) Handler(t testing.TB, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/v1/") {
			next.ServeHTTP(w, r)
			return
		}
		requestBody, err := io.ReadAll(r.Body)
		if err != nil {
			t.Errorf("reading the body of %s %s: %v", r.Method, r.URL.EscapedPath(), err)
		}
		r.Body = readAgain(requestBody)
		recorder := &recorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(recorder, r) // a panic of next passes through, and with it the checks below
		if recorder.hijacked {
			return
		}
		for _, err := range s.check(r, requestBody, recorder) {
			t.Error(err)
		}
	})
}

func (s *Specification) check(r *http.Request, requestBody []byte, answer *recorder) []error {
	meantToBeBad := answer.status >= 400 && !isFailure(answer.status)
	var broken []error
	if !meantToBeBad {
		if err := s.CheckRequest(r, requestBody); err != nil {
			broken = append(broken, err)
		}
	}
	err := s.CheckResponse(r, answer.status, answer.Header(), answer.body.Bytes())
	if errors.Is(err, ErrUnknownOperation) {
		err = s.checkRefusal(r, answer, meantToBeBad)
	}
	if err != nil {
		broken = append(broken, err)
	}
	return broken
}

// checkRefusal holds the answer to an operation that does not exist against the schema of errors. An
// answer that is no refusal needs no second report: the request was reported.
func (s *Specification) checkRefusal(r *http.Request, answer *recorder, refused bool) error {
	if !refused || !isJSON(answer.Header()) {
		return nil
	}
	return s.checkErrors(answer.body.Bytes()).in(r.Method+" "+r.URL.EscapedPath(), "refused")
}
