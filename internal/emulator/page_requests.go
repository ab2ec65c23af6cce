package emulator

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// requestsPerPage is the number of requests in the table of requests.
const requestsPerPage = 50

// requestRow is a request in a table.
type requestRow struct {
	ID           int
	Time         time.Time
	Method, Path string
	// Query is the query of the request, shortened.
	Query, Href  string
	Status, Took string
	Tone         string
	Marks        []mark
}

func newRequestRow(r Request) requestRow {
	row := requestRow{
		ID: r.ID, Time: r.Time, Method: r.Method, Path: r.Path, Query: shortened(r.Query.Encode(), 120),
		Href: link("requests/" + strconv.Itoa(r.ID)), Status: strconv.Itoa(r.Status), Took: took(r.DurationMS),
	}
	switch {
	case r.Status == 0:
		row.Status, row.Tone = "no answer", "bad"
	case r.Status >= 500:
		row.Tone = "bad"
	case r.Status >= 400:
		row.Tone = "warn"
	default:
		row.Tone = "good"
	}
	if r.Fault != "" {
		row.Marks = append(row.Marks, mark{"fault: " + r.Fault, "bad"})
	}
	if r.Limited() {
		row.Marks = append(row.Marks, mark{"rate limit", "warn"})
	}
	return row
}

// shortened returns at most n runes of the text.
func shortened(text string, n int) string {
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n]) + "…"
	}
	return text
}

// requestRows returns the rows of requests, the newest first.
func requestRows(requests []Request) []requestRow {
	var rows []requestRow
	for _, request := range slices.Backward(requests) {
		rows = append(rows, newRequestRow(request))
	}
	return rows
}

// requestsData is the table of requests.
type requestsData struct {
	Methods, Statuses []option
	Path, User        string
	Rows              []requestRow
	Newest, Older     string
	Filtered          bool
}

func (e *Emulator) showRequests(r *http.Request) (string, any, error) {
	query := r.URL.Query()
	filter, err := parseRequestFilter(query)
	if err != nil {
		return "", nil, err
	}
	filter.limit = requestsPerPage
	found, more := e.log.requests(filter)
	data := requestsData{
		Path: filter.path, User: filter.user, Rows: requestRows(found),
		Methods: options(filter.method, "", "Any method", "GET", "GET", "POST", "POST", "PATCH", "PATCH", "PUT", "PUT",
			"DELETE", "DELETE"),
		Statuses: options(filter.status, "", "Any result", statusWrites, "Write requests", "2xx", "2xx", "4xx", "4xx",
			"5xx", "5xx", statusError, "Errors", statusLimited, "Rate limited", statusFault, "With a fault"),
		Filtered: filter.method+filter.path+filter.status+filter.user != "",
	}
	at := func(before string) string {
		return link("requests", "method", filter.method, "path", filter.path, "status", filter.status, "user", filter.user,
			"before", before)
	}
	if more {
		data.Older = at(strconv.Itoa(found[0].ID))
	}
	if filter.before > 0 {
		data.Newest = at("")
	}
	return "Requests", data, nil
}

// requestData is the view of one request.
type requestData struct {
	requestRow
	Operation string
	Params    []fact
	Headers   []fact
	Body      json.RawMessage
	Answer    json.RawMessage
	// Missing is the reason why there is no answer.
	Missing string
	Users   []cell
}

func (e *Emulator) showRequest(r *http.Request) (string, any, error) {
	answer, err := e.controlRequest(r)
	if err != nil {
		return "", nil, err
	}
	found := answer.(requestAnswer)
	data := requestData{
		requestRow: newRequestRow(found.Request), Operation: found.Operation(), Body: found.Body, Answer: found.Answer,
		Params: factsIn(found.Query), Headers: factsIn(url.Values(found.Header)),
	}
	if found.Answer == nil {
		data.Missing = "There was no body."
		if found.AnswerSize > 0 {
			data.Missing = fmt.Sprintf("The body of %s bytes was not kept. The latest %d bodies up to %d KB are kept.",
				thousands(found.AnswerSize), keptAnswerCount, keptAnswerSize>>10)
		}
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	for _, id := range found.UserIDs {
		if a := e.store.users[id]; a != nil {
			data.Users = append(data.Users, userCell(a))
		} else {
			data.Users = append(data.Users, cell{Text: id + " (deleted)", Mono: true})
		}
	}
	return fmt.Sprintf("Request %d", found.ID), data, nil
}

func factsIn(values url.Values) []fact {
	var facts []fact
	for name, texts := range values {
		for _, text := range texts {
			facts = append(facts, fact{name, cell{Text: text, Mono: true}})
		}
	}
	slices.SortStableFunc(facts, func(a, b fact) int { return strings.Compare(a.Name, b.Name) })
	return facts
}
