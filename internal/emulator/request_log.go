package emulator

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"
)

// keptRequests is the maximum number of requests in the log. Older requests are removed, but Stats still counts them.
const keptRequests = 100_000

// Request is a request to the emulator under /v1, with masked secrets.
type Request struct {
	// ID is the number of the request since the start or the last reset of the log.
	ID     int       `json:"id"`
	Time   time.Time `json:"time"`
	Method string    `json:"method"`
	// Path is the path in the request, such as /v1/users/user_2b.
	Path string `json:"path"`
	// Pattern is the path of the operation, such as /v1/users/{user_id}. It is empty if there is no such operation.
	Pattern string          `json:"pattern"`
	Query   url.Values      `json:"query"`
	Header  http.Header     `json:"header"`
	Body    json.RawMessage `json:"body,omitempty"`
	// Status is the status of the answer, or 0 without an answer.
	Status int `json:"status"`
	// DurationMS is the time until the answer, in milliseconds.
	DurationMS float64 `json:"duration_ms"`
	// Fault is the kind of the injected fault, or empty.
	Fault string `json:"fault,omitempty"`
	// UserIDs are the users that the request created, changed or deleted.
	UserIDs []string `json:"user_ids,omitempty"`

	// answer is the body of the answer, if it is kept, and size is its size.
	answer []byte
	size   int
}

// Operation returns the requested operation, such as "PATCH /v1/users/{user_id}".
func (r Request) Operation() string { return r.Method + " " + cmp.Or(r.Pattern, r.Path) }

// Stats has numbers since the start of the emulator or the last ResetLog.
type Stats struct {
	// Requests is the number of requests of each operation.
	Requests  map[string]int `json:"requests"`
	Total     int            `json:"total"`
	Throttled int            `json:"throttled"`
	// Users is the current number of users.
	Users int `json:"users"`
}

type requestLog struct {
	mu        sync.Mutex
	entries   []*Request
	counts    map[string]int
	total     int
	throttled int
	answers   keptAnswers
	watchers
}

func newRequestLog(withAnswers bool) *requestLog {
	return &requestLog{counts: map[string]int{}, answers: keptAnswers{wanted: withAnswers}}
}

// finished is the end of a request. The status is 0 without an answer.
type finished struct {
	status int
	fault  string
	took   time.Duration
	answer []byte
}

// add records a new request.
func (l *requestLog) add(r *Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.entries) == keptRequests {
		l.entries = slices.Clone(l.entries[keptRequests/10:])
	}
	l.entries = append(l.entries, r)
	l.counts[r.Operation()]++
	l.total++
	r.ID = l.total
	l.notify()
}

// about records a user that the request changes. Seeds have no request.
func (l *requestLog) about(r *Request, userID string) {
	if r == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if !slices.Contains(r.UserIDs, userID) {
		// Copies of the request share the list, so it is never changed in place.
		r.UserIDs = append(slices.Clip(r.UserIDs), userID)
	}
}

// finish records the answer to a request. It is called before the answer is sent, so that the log is complete when the
// client has the answer.
func (l *requestLog) finish(r *Request, end finished) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r.Status, r.Fault = end.status, end.fault
	r.DurationMS = float64(end.took.Round(10*time.Microsecond)) / float64(time.Millisecond)
	l.answers.keep(r, end.answer)
	if end.status == http.StatusTooManyRequests {
		l.throttled++
	}
	l.notify()
}

func (l *requestLog) reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries, l.counts, l.total, l.throttled = nil, map[string]int{}, 0, 0
	l.answers.kept = nil
	l.notify()
}

// Requests returns the requests since the start or the last ResetLog, in the order of their arrival.
func (e *Emulator) Requests() []Request {
	e.log.mu.Lock()
	defer e.log.mu.Unlock()
	requests := make([]Request, len(e.log.entries))
	for i, entry := range e.log.entries {
		requests[i] = *entry
	}
	return requests
}

// ResetLog clears the log and its numbers.
func (e *Emulator) ResetLog() { e.log.reset() }

// Stats returns the numbers since the start or the last ResetLog.
func (e *Emulator) Stats() Stats {
	e.mu.RLock()
	users := len(e.store.users)
	e.mu.RUnlock()

	e.log.mu.Lock()
	defer e.log.mu.Unlock()
	counts := make(map[string]int, len(e.log.counts))
	for operation, count := range e.log.counts {
		counts[operation] = count
	}
	return Stats{Requests: counts, Total: e.log.total, Throttled: e.log.throttled, Users: users}
}
