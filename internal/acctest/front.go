package acctest

import (
	"net/http"
	"net/http/httptest"
)

// Front starts a server before the instance, and returns its address for the
// setting api_url. It asks answers first: where that returns false, having
// written nothing, the instance answers.
func (i *Instance) Front(answers func(http.ResponseWriter, *http.Request) bool) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !answers(w, r) {
			i.ServeHTTP(w, r)
		}
	}))
	i.t.Cleanup(server.Close)
	return server.URL
}
