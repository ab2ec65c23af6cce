package emulator

import (
	"net/http"
	"strings"
)

// route is an operation of the API.
type route struct {
	method  string
	pattern string
	// handle carries the operation out. It holds the lock: for reading if method is
	// GET, for writing otherwise.
	handle func(*call) (any, error)
	// perUserLimit puts the operation under the budget of its user.
	perUserLimit bool
	// unlimited takes the operation out of the budget of the instance.
	unlimited bool
}

// routes are the operations that the emulator knows.
var routes = []route{
	{method: "POST", pattern: "/v1/users", handle: (*call).createUser},
	{method: "GET", pattern: "/v1/users/{user_id}", handle: (*call).getUser},
}

// routeAPI serves the routes. What is left is 405 where the path has another
// method, and 404 where it has none.
func (e *Emulator) routeAPI() *http.ServeMux {
	mux := http.NewServeMux()
	for _, to := range routes {
		mux.HandleFunc(to.method+" "+to.pattern, func(w http.ResponseWriter, r *http.Request) { e.serve(w, r, to) })
	}
	mux.HandleFunc(everyPath, func(w http.ResponseWriter, r *http.Request) {
		pattern, methods := otherMethods(mux, r)
		if pattern == "" {
			e.serve(w, r, route{handle: refusePath})
			return
		}
		w.Header().Set("Allow", strings.Join(methods, ", "))
		e.serve(w, r, route{pattern: pattern, handle: refuseMethod})
	})
	return mux
}

const everyPath = "/"

// otherMethods returns the pattern of the path of r and the methods that it has.
func otherMethods(mux *http.ServeMux, r *http.Request) (pattern string, methods []string) {
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		other := *r
		other.Method = method
		if _, matched := mux.Handler(&other); matched != everyPath {
			_, pattern, _ = strings.Cut(matched, " ")
			methods = append(methods, method)
		}
	}
	return pattern, methods
}

func refuseMethod(c *call) (any, error) { return nil, methodNotAllowed(c.request.Method) }

func refusePath(*call) (any, error) { return nil, routeNotFound() }
