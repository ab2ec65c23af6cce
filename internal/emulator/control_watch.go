package emulator

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// The endpoints in this file show what the page of the emulator shows.

// userPage is a page of users.
type userPage struct {
	TotalCount int    `json:"total_count"`
	Data       []User `json:"data"`
}

// userStatuses are the values of the filter "status" of GET /_emulator/users.
var userStatuses = map[string]func(*account, int64) bool{
	"banned":     func(a *account, _ int64) bool { return a.Banned },
	"locked":     func(a *account, now int64) bool { return a.view(now, &Behaviour{}).Locked },
	"two_factor": func(a *account, _ int64) bool { return a.TwoFactorEnabled },
	"password":   func(a *account, _ int64) bool { return a.PasswordEnabled },
	"unverified": func(a *account, _ int64) bool { return a.hasUnverified() },
}

func (a *account) hasUnverified() bool {
	for _, email := range a.EmailAddresses {
		if !email.Verification.verified() {
			return true
		}
	}
	for _, phone := range a.PhoneNumbers {
		if !phone.Verification.verified() {
			return true
		}
	}
	return false
}

// controlUsers has the parameters query, status, order_by, limit and offset.
func (e *Emulator) controlUsers(r *http.Request) (any, error) {
	return e.userPage(r.URL.Query())
}

func (e *Emulator) userPage(query url.Values) (userPage, error) {
	requested, err := controlRange(query)
	if err != nil {
		return userPage{}, err
	}
	order, problems := parseUserOrder(query.Get("order_by"))
	if err := unprocessable(problems...); err != nil {
		return userPage{}, badControl(fmt.Errorf("users cannot be ordered by %q", query.Get("order_by")))
	}
	status := query.Get("status")
	if status != "" && userStatuses[status] == nil {
		return userPage{}, badControl(fmt.Errorf("there is no status %q", status))
	}

	e.mu.RLock()
	defer e.mu.RUnlock()
	now := e.Now().UnixMilli()
	filter, _ := parseUserFilter(url.Values{"query": {query.Get("query")}}, e.store)
	if status != "" {
		filter.require(func(a *account) bool { return userStatuses[status](a, now) })
	}
	page := userPage{TotalCount: e.store.count(filter), Data: []User{}}
	for _, a := range e.store.list(filter, order, requested, nil) {
		page.Data = append(page.Data, a.view(now, &e.behaviour))
	}
	return page, nil
}

// controlRequests has the parameters method, path, status, user, limit and before.
func (e *Emulator) controlRequests(r *http.Request) (any, error) {
	filter, err := parseRequestFilter(r.URL.Query())
	if err != nil {
		return nil, err
	}
	found, _ := e.log.requests(filter)
	return orEmpty(found), nil
}

// requestAnswer is a request with its answer.
type requestAnswer struct {
	Request
	Answer     json.RawMessage `json:"answer"`
	AnswerSize int             `json:"answer_size"`
}

func (e *Emulator) controlRequest(r *http.Request) (any, error) {
	id, _ := strconv.Atoi(r.PathValue("request_id"))
	found, known := e.log.request(id)
	if !known {
		return nil, failure(http.StatusNotFound, "resource_not_found", "not found",
			fmt.Sprintf("The log has no request %s.", r.PathValue("request_id")))
	}
	return requestAnswer{Request: found, Answer: found.maskedAnswer(), AnswerSize: found.size}, nil
}

// changesAnswer is a recording with its changes.
type changesAnswer struct {
	Recording  *Recording   `json:"recording"`
	Changes    []Change     `json:"changes"`
	Recordings []*Recording `json:"recordings"`
	// rest are the changes above the requested number. They have no name and no attributes.
	rest []Change
}

// controlChanges returns the changes of "recording", an id or "all". The default is the newest recording.
func (e *Emulator) controlChanges(r *http.Request) (any, error) {
	id, err := recordingID(r.URL.Query().Get("recording"))
	if err != nil {
		return nil, err
	}
	return e.changes(id, keptChanges)
}

func recordingID(text string) (int, error) {
	switch text {
	case "":
		return 0, nil
	case "all":
		return allChanges, nil
	}
	id, err := strconv.Atoi(text)
	if err != nil || id < 1 {
		return 0, badControl(fmt.Errorf("recording must be an id or all, not %q", text))
	}
	return id, nil
}

// changes returns a recording with at most limit described changes.
func (e *Emulator) changes(id, limit int) (changesAnswer, error) {
	e.mu.RLock()
	behaviour, now := e.behaviour, e.Now().UnixMilli()
	behaviour.ShuffleIdentifiers = false
	answer := changesAnswer{Changes: []Change{}, Recordings: []*Recording{}}
	for _, kept := range e.recordings.kept {
		answer.Recordings = append(answer.Recordings, cloned(kept))
	}
	recording := e.recordings.find(id)
	var changed []changedObject
	if recording != nil {
		answer.Recording = cloned(recording)
		changed = slices.Clone(e.recordings.changesOf(recording, e.store))
		for i, c := range changed[:min(len(changed), limit)] {
			changed[i].name = e.store.nameOf(cmp.Or(c.after, c.before))
		}
	}
	e.mu.RUnlock()

	if recording == nil && id > 0 {
		return answer, failure(http.StatusNotFound, "resource_not_found", "not found",
			fmt.Sprintf("There is no recording %d.", id))
	}
	// Rows are never changed, so that they need no lock.
	for i, c := range changed[:min(len(changed), keptChanges)] {
		if i >= limit {
			answer.rest = append(answer.rest, c.outline())
		} else if change, differs := c.describe(now, &behaviour); differs {
			answer.Changes = append(answer.Changes, change)
		}
	}
	if answer.Recording != nil {
		answer.Recording.Omitted += max(0, len(changed)-keptChanges)
	}
	return answer, nil
}

// controlRecording starts or stops a recording.
func (e *Emulator) controlRecording(r *http.Request) (any, error) {
	var order struct {
		Action string `json:"action"`
	}
	if err := readControl(r, &order); err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	switch order.Action {
	case "start":
		return cloned(e.recordings.start(e.store, e.Now(), false)), nil
	case "stop":
		current := e.recordings.current()
		if current == nil {
			return nil, badControl(fmt.Errorf("there is no open recording"))
		}
		e.recordings.stop(e.store, e.Now())
		return cloned(current), nil
	}
	return nil, badControl(fmt.Errorf(`action must be "start" or "stop", not %q`, order.Action))
}

// event is the data of an event of GET /_emulator/events.
type event struct {
	// Requests is the number of requests since the last reset of the log.
	Requests int       `json:"requests"`
	Users    int       `json:"users"`
	Time     time.Time `json:"time"`
}

// controlEvents sends a server-sent event for each change of the log or of the instance, until the client or the server
// ends.
func (e *Emulator) controlEvents(w http.ResponseWriter, r *http.Request) {
	changed, stop := e.log.watch()
	defer stop()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	connection := http.NewResponseController(w)
	for {
		stats := e.Stats()
		_, err := fmt.Fprintf(w, "data: %s\n\n", marshal(event{Requests: stats.Total, Users: stats.Users, Time: e.Now()}))
		if err != nil || connection.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		case <-e.ended:
			return
		}
	}
}
