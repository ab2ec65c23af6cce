package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"path"
	"sync"
	"sync/atomic"
	"time"
)

// maxBody is the maximum size of a request body in bytes, except for uploads.
const maxBody = 1 << 20

// Emulator is an emulated Clerk instance. It is an http.Handler and safe for concurrent use.
type Emulator struct {
	config Config
	clock  *steppedClock
	log    *requestLog
	faults *faultBook
	limits *limiters
	// bodyTime is the maximum time until the body of a request is complete.
	bodyTime time.Duration
	port     atomic.Pointer[port] // nil without a server
	api      *http.ServeMux
	control  *http.ServeMux

	// mu protects the following fields.
	mu        sync.RWMutex
	instance  string
	store     *store
	keys      *keyRing
	behaviour Behaviour
	data      *dataFile
}

// New returns an emulator without users.
func New(config Config) *Emulator {
	config = config.withDefaults()
	e := &Emulator{
		config:    config,
		clock:     newSteppedClock(config.Clock),
		log:       newRequestLog(),
		faults:    &faultBook{},
		limits:    newLimiters(config),
		bodyTime:  bodyTime,
		store:     newStore(),
		behaviour: config.Behaviour,
	}
	e.instance = newID(instancePrefix, e.Now())
	e.keys = newKeyRing(e.instance)
	e.api = e.routeAPI()
	e.control = e.routeControl()
	return e
}

// ServeHTTP handles a request to the API, or to the emulator's own endpoints under /_emulator/.
func (e *Emulator) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", e.Now().UTC().Format(http.TimeFormat))
	switch cleaned := path.Clean(r.URL.EscapedPath()); {
	case isControl(r):
		e.control.ServeHTTP(w, r)
	case cleaned != r.URL.EscapedPath():
		// The multiplexer would redirect to the cleaned path, but Clerk does not.
		e.serve(w, r, route{handle: refusePath})
	default:
		e.api.ServeHTTP(w, r)
	}
}

// serve processes a request in all steps: log, latency, key, version, limits, faults, operation, answer.
func (e *Emulator) serve(w http.ResponseWriter, r *http.Request, to route) {
	sent := readBody(r, to)
	entry := e.logged(r, to, sent)
	e.log.add(entry)

	strike := &strike{}
	answer, err := e.answer(r, to, sent, strike)
	if errors.Is(err, errNoAnswer) || r.Context().Err() != nil {
		e.log.finish(entry, 0, strike.kind())
		resetConnection(w)
		return
	}
	status, payload := encode(w.Header(), answer, err)
	e.log.finish(entry, status, strike.kind())
	strike.send(w, r, status, payload)
}

// answer returns the result of the operation, or the error of an earlier step.
func (e *Emulator) answer(r *http.Request, to route, sent body, struck *strike) (any, error) {
	if err := wait(r.Context(), e.config.Latency); err != nil {
		return nil, err
	}
	if err := e.authenticate(r); err != nil {
		return nil, err
	}
	version, err := e.version(r)
	if err != nil {
		return nil, err
	}
	if err := e.limits.check(to, r, e.Now()); err != nil {
		return nil, err
	}
	struck.rule = e.faults.draw(r.Method, r.URL.Path, to.pattern)
	if err := struck.before(e, r); err != nil {
		return nil, err
	}
	if sent.err != nil {
		return nil, sent.err
	}
	c := &call{Emulator: e, request: r, version: version, body: sent.content, upload: sent.upload}
	answer, err := struck.run(e, to, c)
	if struckErr := struck.after(e, r); struckErr != nil {
		return nil, struckErr
	}
	return answer, err
}

// run processes the operation with the necessary lock.
func (e *Emulator) run(to route, c *call) (any, error) {
	if to.method == http.MethodGet || to.method == "" {
		e.mu.RLock()
		defer e.mu.RUnlock()
	} else {
		e.mu.Lock()
		defer e.mu.Unlock()
		defer e.data.changed()
	}
	c.now = e.Now().UnixMilli()
	return to.handle(c)
}

func (e *Emulator) logged(r *http.Request, to route, sent body) *Request {
	return &Request{
		Time:    e.Now(),
		Method:  r.Method,
		Path:    r.URL.Path,
		Pattern: to.pattern,
		Query:   maskQuery(r.URL.Query()),
		Header:  maskHeader(r.Header),
		Body:    sent.logged(),
	}
}

// strike is the fault of a request. Without a rule, there is no fault.
type strike struct{ rule *FaultRule }

func (s *strike) kind() string {
	if s.rule == nil {
		return ""
	}
	return s.rule.Kind
}

// run processes the operation, with the fault if it changes the processing.
func (s *strike) run(e *Emulator, to route, c *call) (any, error) {
	if s.rule != nil {
		if run := faultKinds[s.rule.Kind].run; run != nil {
			return run(e, to, c)
		}
	}
	return e.run(to, c)
}

func (s *strike) send(w http.ResponseWriter, r *http.Request, status int, payload []byte) {
	if s.rule != nil {
		if send := faultKinds[s.rule.Kind].send; send != nil {
			send(w, r, *s.rule, status, payload)
			return
		}
	}
	w.WriteHeader(status)
	_, _ = w.Write(payload)
}

// body is the body of a request, possibly incomplete.
type body struct {
	content []byte
	// err is the reason why the content is incomplete, or nil.
	err error
	// upload replaces the content if the operation accepts a file.
	upload *upload
}

func readBody(r *http.Request, to route) body {
	if to.takesFile {
		return body{upload: readUpload(r)}
	}
	content, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	switch {
	case err != nil:
		err = brokenBody(err)
	case len(content) > maxBody:
		err = bodyTooLarge(maxBody)
	}
	return body{content: content, err: err}
}

// logged returns the body for the log.
func (b body) logged() json.RawMessage {
	if b.upload != nil {
		return b.upload.logged()
	}
	return maskBody(b.content)
}

// respond writes an answer without a fault.
func respond(w http.ResponseWriter, answer any, err error) {
	status, payload := encode(w.Header(), answer, err)
	w.WriteHeader(status)
	_, _ = w.Write(payload)
}

// encode returns the status and the body for an answer or an error. The content type has no charset, because clients
// compare it.
func encode(header http.Header, answer any, err error) (int, []byte) {
	header.Set("Content-Type", "application/json")
	status := http.StatusOK
	if page := (*pageError)(nil); errors.As(err, &page) {
		header.Set("Content-Type", page.contentType)
		return page.status, []byte(page.page)
	}
	if err != nil {
		var failed *apiError
		if !errors.As(err, &failed) {
			failed = failure(
				http.StatusInternalServerError,
				"internal_clerk_error",
				"Oops, an unexpected error occurred",
				err.Error(),
			)
		}
		trace := newTraceID()
		header.Set("Clerk-Trace-Id", trace)
		if failed.retryAfter != "" {
			header.Set("Retry-After", failed.retryAfter)
		}
		if len(failed.problems) == 0 {
			header.Del("Content-Type")
			return failed.status, nil
		}
		status, answer = failed.status, errorBody{Errors: failed.problems, ClerkTraceID: trace}
	}
	var payload bytes.Buffer
	encoder := json.NewEncoder(&payload)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(answer); err != nil {
		return http.StatusInternalServerError, []byte(`{"errors":[]}`)
	}
	return status, bytes.TrimSuffix(payload.Bytes(), []byte("\n"))
}

func milliseconds(n int) time.Duration { return time.Duration(n) * time.Millisecond }
