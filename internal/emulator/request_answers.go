package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
)

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
