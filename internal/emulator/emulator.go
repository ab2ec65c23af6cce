package emulator

import (
	"errors"
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
	faults *faultRules
	limits *limiters
	// bodyTime is the maximum time until the body of a request is complete.
	bodyTime time.Duration
	// controlBody is the maximum body of the endpoints below /_emulator/, in bytes.
	controlBody int64
	port        atomic.Pointer[port] // nil without a server
	api         *http.ServeMux
	control     *http.ServeMux
	page        *http.ServeMux // nil without Config.Page
	// latency is the delay before each answer, a time.Duration.
	latency atomic.Int64
	// ended is closed when the server ends.
	ended     chan struct{}
	endEvents func()

	// mu protects the following fields.
	mu         sync.RWMutex
	instance   string
	store      *store
	keys       *keyRing
	behaviour  Behaviour
	data       *dataFile
	recordings *recordings
}

// New returns an emulator without users.
func New(config Config) *Emulator {
	config = config.withDefaults()
	e := &Emulator{
		config:      config,
		clock:       newSteppedClock(config.Clock),
		log:         newRequestLog(config.Page),
		faults:      &faultRules{},
		limits:      newLimiters(config),
		bodyTime:    bodyTime,
		controlBody: maxControlBody,
		behaviour:   config.Behaviour,
		recordings:  newRecordings(config.Page),
		ended:       make(chan struct{}),
	}
	e.endEvents = sync.OnceFunc(func() { close(e.ended) })
	e.latency.Store(int64(config.Latency))
	e.store = newStore(e.Now())
	e.instance = newID(instancePrefix, e.Now())
	e.keys = newKeyRing(e.instance, e.config.SigningKeys)
	e.api = e.routeAPI()
	e.control = e.routeControl()
	if config.Page {
		e.page = e.routePage()
	}
	return e
}

// ServeHTTP handles a request to the API, or to the emulator's own endpoints under /_emulator/.
func (e *Emulator) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", e.Now().UTC().Format(http.TimeFormat))
	switch cleaned := path.Clean(r.URL.EscapedPath()); {
	case e.page != nil && isPage(r):
		e.page.ServeHTTP(w, r)
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
	started := time.Now()

	fault := &injectedFault{}
	answer, err := e.answer(entry, r, to, sent, fault)
	if errors.Is(err, errNoAnswer) || r.Context().Err() != nil {
		e.log.finish(entry, finished{fault: fault.kind(), took: time.Since(started)})
		resetConnection(w)
		return
	}
	status, payload := encode(w.Header(), answer, err)
	e.log.finish(entry, finished{status, fault.kind(), time.Since(started), payload})
	fault.send(w, r, status, payload)
}

// answer returns the result of the operation, or the error of an earlier step.
func (e *Emulator) answer(entry *Request, r *http.Request, to route, sent body, fault *injectedFault) (any, error) {
	if err := wait(r.Context(), time.Duration(e.latency.Load())); err != nil {
		return nil, err
	}
	if err := e.authenticate(r); err != nil {
		return nil, err
	}
	version, err := e.version(r)
	if err != nil {
		return nil, err
	}
	if err := e.limits.check(to, r, e.Now(), e.Behaviour()); err != nil {
		return nil, err
	}
	fault.rule = e.faults.draw(r.Method, r.URL.Path, to.pattern)
	if err := fault.before(e, r); err != nil {
		return nil, err
	}
	if sent.err != nil {
		return nil, sent.err
	}
	c := &call{Emulator: e, entry: entry, request: r, version: version, body: sent.content, upload: sent.upload}
	answer, err := fault.run(e, to, c)
	if faultErr := fault.after(e, r); faultErr != nil {
		return nil, faultErr
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
		e.recordings.beforeWrite(e.store, e.Now())
		e.store.touched = func(userID string) { e.log.about(c.entry, userID) }
		defer func() { e.store.touched = nil }()
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

func milliseconds(n int) time.Duration { return time.Duration(n) * time.Millisecond }
