package clerk_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// instance implements the parts of a Clerk instance that a create and its search need. Its clock is an hour behind,
// because the client must not compare it with the local clock.
type instance struct {
	*server
	mu    sync.Mutex
	users []map[string]any
	// faults apply to one create each, in order. Later creates succeed.
	faults []fault
	// failingSearches is the number of lists that fail.
	failingSearches int
	// lag is the number of lists that are empty before they contain the created user.
	lag    int
	noDate bool
}

// fault handles a create. commit stores its user.
type fault func(commit func(), w http.ResponseWriter, r *http.Request)

func lostAnswer(commit func(), w http.ResponseWriter, r *http.Request)  { commit(); hangUp(w, r) }
func lostRequest(_ func(), w http.ResponseWriter, r *http.Request)      { hangUp(w, r) }
func failedAfter(commit func(), w http.ResponseWriter, r *http.Request) { commit(); failed(nil, w, r) }
func failed(_ func(), w http.ResponseWriter, r *http.Request) {
	refuse(http.StatusInternalServerError, "internal_clerk_error")(w, r)
}
func pageAfter(commit func(), w http.ResponseWriter, r *http.Request) {
	commit()
	answer(http.StatusOK, "<html>")(w, r)
}
func cutAfter(commit func(), w http.ResponseWriter, r *http.Request) { commit(); cutShort(w, r) }
func busy(_ func(), w http.ResponseWriter, r *http.Request) {
	refuse(http.StatusTooManyRequests, "too_many_requests")(w, r)
}

func newInstance(t *testing.T, faults ...fault) *instance {
	t.Helper()
	i := &instance{faults: faults}
	i.server = newServer(t, nil)
	i.Config.Handler = i.record(http.HandlerFunc(i.serve))
	return i
}

func (i *instance) now() time.Time { return time.Now().Add(-time.Hour) }

func (i *instance) serve(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	w.Header().Set("Date", i.now().UTC().Format(http.TimeFormat))
	if i.noDate {
		w.Header()["Date"] = nil
	}
	switch {
	case r.Method == http.MethodGet && i.failingSearches > 0:
		i.failingSearches--
		failed(nil, w, r)
	case r.Method == http.MethodGet && i.lag > 0:
		i.lag--
		respondJSON(w, []any{})
	case r.Method == http.MethodGet && r.URL.Path == "/v1/users":
		i.list(w, r)
	case r.Method == http.MethodGet:
		respondJSON(w, i.users[0])
	default:
		i.create(w, r)
	}
}

func (i *instance) list(w http.ResponseWriter, r *http.Request) {
	found := []map[string]any{}
	for _, user := range i.users {
		for key, values := range r.URL.Query() {
			if slices.ContainsFunc(
				values,
				func(v string) bool { return holds(user, key, strings.TrimPrefix(v, "+")) || holds(user, key, v) },
			) {
				found = append(found, user)
				break
			}
		}
	}
	respondJSON(w, found)
}

// holds reports whether a user has the value of a list filter. The filter has the name of the parameter in a create.
func holds(user map[string]any, key, value string) bool {
	if held, ok := user[key]; ok {
		return held == value
	}
	plural := map[string]string{"email_address": "es", "phone_number": "s", "web3_wallet": "s"}[key]
	identifiers, _ := user[key+plural].([]map[string]any)
	return slices.ContainsFunc(
		identifiers,
		func(x map[string]any) bool { return strings.EqualFold(x[key].(string), value) },
	)
}

func (i *instance) create(w http.ResponseWriter, r *http.Request) {
	var params map[string]any
	if err := json.Unmarshal([]byte(i.last().body), &params); err != nil {
		panic(err)
	}
	made := i.make(params)
	if r.URL.Path != "/v1/users" {
		i.createIdentifier(w, r, params)
		return
	}
	commit := func() { i.users = append(i.users, made) }
	if next := i.nextFault(); next != nil {
		next(commit, w, r)
		return
	}
	for _, user := range i.users {
		for _, kind := range []string{"email_address", "phone_number", "username", "external_id"} {
			for _, value := range texts(params[kind]) {
				if holds(user, kind, value) {
					refuse(http.StatusUnprocessableEntity, "form_identifier_exists")(w, r)
					return
				}
			}
		}
	}
	commit()
	respondJSON(w, made)
}

func (i *instance) nextFault() fault {
	if len(i.faults) == 0 {
		return nil
	}
	next := i.faults[0]
	i.faults = i.faults[1:]
	return next
}

func (i *instance) createIdentifier(w http.ResponseWriter, r *http.Request, params map[string]any) {
	kind, list := "email_address", "email_addresses"
	if r.URL.Path == "/v1/phone_numbers" {
		kind, list = "phone_number", "phone_numbers"
	}
	user := i.users[0]
	held, _ := user[list].([]map[string]any)
	made := identifiers(kind, params[kind])[0]
	commit := func() { user[list] = append(held, made) }
	if next := i.nextFault(); next != nil {
		next(commit, w, r)
		return
	}
	if holds(user, kind, params[kind].(string)) {
		refuse(http.StatusUnprocessableEntity, "form_identifier_exists")(w, r)
		return
	}
	commit()
	respondJSON(w, made)
}

// make returns the user for a create.
func (i *instance) make(params map[string]any) map[string]any {
	now := i.now().UnixMilli()
	created := now
	if createdAt, ok := params["created_at"].(string); ok {
		at, err := time.Parse(time.RFC3339, createdAt)
		if err != nil {
			panic(err)
		}
		created = at.UnixMilli()
	}
	user := map[string]any{
		"id": fmt.Sprintf("user_%d", len(i.users)+1), "created_at": created, "updated_at": now,
		"email_addresses": identifiers("email_address", params["email_address"]),
		"phone_numbers":   identifiers("phone_number", params["phone_number"]),
		"web3_wallets":    identifiers("web3_wallet", params["web3_wallet"]),
	}
	for _, name := range []string{"username", "external_id", "first_name", "last_name"} {
		user[name] = params[name]
	}
	return user
}

func identifiers(kind string, values any) []map[string]any {
	list := []map[string]any{}
	for n, value := range texts(values) {
		list = append(list, map[string]any{"id": fmt.Sprintf("idn_%s_%d", kind, n), kind: strings.ToLower(value)})
	}
	return list
}

func texts(values any) []string {
	switch v := values.(type) {
	case string:
		return []string{v}
	case []any:
		var list []string
		for _, x := range v {
			list = append(list, x.(string))
		}
		return list
	}
	return nil
}

func respondJSON(w http.ResponseWriter, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	answer(http.StatusOK, string(body))(w, nil)
}
