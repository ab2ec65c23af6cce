package emulator

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

const controlPrefix = "/_emulator/"

func isControl(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, controlPrefix) }

// routeControl returns the handler of the emulator's own endpoints. They need no key and are not logged.
func (e *Emulator) routeControl() *http.ServeMux {
	mux := http.NewServeMux()
	for pattern, handle := range map[string]func(*http.Request) (any, error){
		"GET /_emulator/stats":                 e.controlStats,
		"GET /_emulator/requests":              e.controlRequests,
		"GET /_emulator/requests/{request_id}": e.controlRequest,
		"GET /_emulator/users":                 e.controlUsers,
		"GET /_emulator/users/{user_id}":       e.controlUser,
		"POST /_emulator/reset":                e.controlReset,
		"POST /_emulator/seed":                 e.controlSeed,
		"POST /_emulator/clock":                e.controlClock,
		"POST /_emulator/faults":               e.controlFaults,
		"GET /_emulator/tables/{table}":        e.controlTable,
		"GET /_emulator/faults":                e.controlCurrentFaults,
		"GET /_emulator/settings":              e.controlSettings,
		"POST /_emulator/settings":             e.controlSet,
		"GET /_emulator/changes":               e.controlChanges,
		"POST /_emulator/recording":            e.controlRecording,
		"GET /_emulator/keys":                  e.controlKeys,
		"POST /_emulator/rotate_keys":          e.controlRotateKeys,

		"POST /_emulator/clients/{client_id}/token":          e.controlClientToken,
		"POST /_emulator/sessions/{session_id}/handshake":    e.controlHandshake,
		"GET /_emulator/verifications/{verification_id}":     e.controlCode,
		"POST /_emulator/invitations/{invitation_id}/accept": e.controlAccept,
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			r.Body = http.MaxBytesReader(w, r.Body, e.controlBody)
			answer, err := handle(r)
			if r.Method != http.MethodGet {
				e.log.notify()
			}
			respond(w, answer, err)
		})
	}
	mux.HandleFunc("GET /_emulator/events", e.controlEvents)
	return mux
}

func (e *Emulator) controlStats(*http.Request) (any, error) { return e.Stats(), nil }

func (e *Emulator) controlUser(r *http.Request) (any, error) {
	if user, known := e.User(r.PathValue("user_id")); known {
		return user, nil
	}
	return nil, userNotFound(r.PathValue("user_id"))
}

// controlReset clears only the log for "only": "log", and otherwise everything.
func (e *Emulator) controlReset(r *http.Request) (any, error) {
	var order struct {
		Only string `json:"only"`
	}
	if err := readControl(r, &order); err != nil {
		return nil, err
	}
	switch order.Only {
	case "log":
		e.ResetLog()
	case "":
		e.Reset()
	default:
		return nil, badControl(fmt.Errorf(`only must be "log" or absent, not %q`, order.Only))
	}
	return e.Stats(), nil
}

func (e *Emulator) controlSeed(r *http.Request) (any, error) {
	var seed Seed
	if err := readControl(r, &seed); err != nil {
		return nil, err
	}
	if err := e.Seed(seed); err != nil {
		return nil, badControl(err)
	}
	return e.Stats(), nil
}

// controlClock advances the clock by "advance", a duration such as 1h30m.
func (e *Emulator) controlClock(r *http.Request) (any, error) {
	var order struct {
		Advance string `json:"advance"`
	}
	if err := readControl(r, &order); err != nil {
		return nil, err
	}
	by, err := time.ParseDuration(order.Advance)
	if err != nil || by < 0 {
		return nil, badControl(fmt.Errorf(`advance must be a duration such as "90m", not %q`, order.Advance))
	}
	e.AdvanceClock(by)
	return map[string]time.Time{"now": e.Now().UTC()}, nil
}

func (e *Emulator) controlFaults(r *http.Request) (any, error) {
	var faults Faults
	if err := readControl(r, &faults); err != nil {
		return nil, err
	}
	if err := e.SetFaults(faults); err != nil {
		return nil, badControl(err)
	}
	return faults, nil
}

// Reset restores the initial instance: no users, an empty log, no faults, the behaviour from Config, the time from the
// clock and the first key.
func (e *Emulator) Reset() {
	e.mu.Lock()
	e.clock.reset()
	e.store = newStore(e.Now())
	e.keys.reset()
	e.behaviour = e.config.Behaviour
	e.recordings = newRecordings(e.config.Page)
	e.latency.Store(int64(e.config.Latency))
	e.data.changed()
	e.mu.Unlock()
	e.SetRateLimit(e.config.RateLimit)
	e.ResetLog()
	_ = e.SetFaults(Faults{})
}

// readControl reads an optional body.
func readControl(r *http.Request, target any) error {
	if r.ContentLength == 0 {
		return nil
	}
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(target); err != nil {
		return badBody(err)
	}
	if _, err := decoder.Token(); err == nil {
		return badControl(errors.New("the body holds more than one JSON object"))
	} else if !errors.Is(err, io.EOF) {
		return badBody(err)
	}
	return nil
}

// badBody returns the error for a body that is incomplete, too large or invalid.
func badBody(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) || errors.Is(err, os.ErrDeadlineExceeded) {
		return brokenBody(err)
	}
	return badControl(err)
}

func badControl(err error) error {
	return failure(http.StatusBadRequest, "emulator_request_invalid", "invalid request to the emulator", err.Error())
}
