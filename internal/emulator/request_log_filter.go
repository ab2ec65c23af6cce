package emulator

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// requestFilter selects requests of the log. All of its conditions must match.
type requestFilter struct {
	method, path, status, user string
	// limit is the maximum number of requests, the newest ones; 0 is no limit. Only requests before the id are selected,
	// if it is not 0.
	limit, before int
}

// The values of "status" that are not a status.
const (
	statusFault   = "fault"   // a fault was applied
	statusError   = "error"   // 400 and above, or no answer
	statusWrites  = "write"   // a method other than GET
	statusLimited = "limited" // a rate limit was exceeded
)

// parseRequestFilter decodes the filters of GET /_emulator/requests.
func parseRequestFilter(query url.Values) (requestFilter, error) {
	f := requestFilter{
		method: strings.ToUpper(query.Get("method")), path: query.Get("path"), status: query.Get("status"),
		user: query.Get("user"),
	}
	for name, target := range map[string]*int{"limit": &f.limit, "before": &f.before} {
		if text := query.Get(name); text != "" {
			number, err := strconv.Atoi(text)
			if err != nil || number < 0 {
				return f, badControl(fmt.Errorf("%s must be a number, not %q", name, text))
			}
			*target = number
		}
	}
	if !f.knownStatus() {
		return f, badControl(fmt.Errorf(
			"status must be a status such as 404, a class such as 4xx, %s, %s, %s or %s, not %q",
			statusFault, statusError, statusWrites, statusLimited, f.status))
	}
	return f, nil
}

func (f requestFilter) knownStatus() bool {
	switch f.status {
	case "", statusFault, statusError, statusWrites, statusLimited:
		return true
	}
	class := strings.TrimSuffix(f.status, "xx")
	number, err := strconv.Atoi(class)
	return err == nil && number >= 0 && (class == f.status || len(class) == 1)
}

// accepts reports whether the filter selects the request.
func (f requestFilter) accepts(r *Request) bool {
	return (f.method == "" || f.method == r.Method) &&
		(f.path == "" || strings.Contains(r.Path, f.path)) &&
		(f.user == "" || r.isAbout(f.user)) && f.acceptsStatus(r)
}

func (f requestFilter) acceptsStatus(r *Request) bool {
	switch f.status {
	case "":
		return true
	case statusFault:
		return r.Fault != ""
	case statusError:
		return r.Status == 0 || r.Status >= 400
	case statusWrites:
		return r.Method != "GET"
	case statusLimited:
		return r.Limited()
	}
	if class, isClass := strings.CutSuffix(f.status, "xx"); isClass {
		return strconv.Itoa(r.Status/100) == class
	}
	return strconv.Itoa(r.Status) == f.status
}

// Limited reports whether the request exceeded a rate limit.
func (r Request) Limited() bool { return r.Status == 429 && r.Fault == "" }

// isAbout reports whether the request reads or changes the user.
func (r *Request) isAbout(userID string) bool {
	return slices.Contains(r.UserIDs, userID) || slices.Contains(strings.Split(r.Path, "/"), userID) ||
		slices.ContainsFunc(r.Query["user_id"], func(id string) bool { return strings.TrimLeft(id, "+-") == userID })
}

// requests returns copies of the selected requests in the order of their arrival, and whether there are earlier ones.
func (l *requestLog) requests(f requestFilter) (found []Request, more bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, entry := range slices.Backward(l.entries) {
		if f.before > 0 && entry.ID >= f.before || !f.accepts(entry) {
			continue
		}
		if f.limit > 0 && len(found) == f.limit {
			more = true
			break
		}
		found = append(found, *entry)
	}
	slices.Reverse(found)
	return found, more
}

// request returns a copy of the request with the id.
func (l *requestLog) request(id int) (Request, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	at, known := slices.BinarySearchFunc(l.entries, id, func(r *Request, id int) int { return r.ID - id })
	if !known {
		return Request{}, false
	}
	return *l.entries[at], true
}
