package acctest

import (
	"net/http"
	"net/http/httptest"
)

// Front starts a server in front of the instance, and returns its address for the
// setting api_url. It calls answers first. If that returns false without an answer,
// the instance answers.
func (i *Instance) Front(answers func(http.ResponseWriter, *http.Request) bool) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !answers(w, r) {
			i.ServeHTTP(w, r)
		}
	}))
	i.t.Cleanup(server.Close)
	return server.URL
}
