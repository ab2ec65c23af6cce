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

// UncheckedURL returns an address of the instance for the setting api_url. Its traffic is not compared with the
// specification, which the answers of a gateway do not follow.
func (i *Instance) UncheckedURL() string {
	return i.Front(func(http.ResponseWriter, *http.Request) bool { return false })
}
