package emulator

import (
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
)

// check refuses an invalid rule, such as one with a field that its kind does not use.
func (r FaultRule) check() error {
	kind, known := faultKinds[r.Kind]
	switch {
	case !known:
		return fmt.Errorf("unknown kind %q", r.Kind)
	case !knownMethod(r.Method):
		return fmt.Errorf("method %q is none of the API", r.Method)
	case math.IsNaN(r.Probability) || r.Probability < 0 || r.Probability > 1:
		return fmt.Errorf("probability %v is not between 0 and 1", r.Probability)
	case r.Count < 0:
		return fmt.Errorf("count %d is below 0", r.Count)
	case r.DelayMS < 0:
		return fmt.Errorf("delay_ms %d is below 0", r.DelayMS)
	case r.Path != "" && r.Path != "*" && !strings.HasPrefix(r.Path, "/"):
		return fmt.Errorf("path %q does not begin with /", r.Path)
	}
	for _, field := range r.setFields() {
		if !slices.Contains(kind.fields, field) {
			return fmt.Errorf("kind %s has no %s", r.Kind, field)
		}
	}
	if kind.check != nil {
		return kind.check(r)
	}
	return nil
}

// setFields returns the set fields of the rule that only some kinds use.
func (r FaultRule) setFields() []string {
	var fields []string
	for _, field := range []struct {
		name  string
		isSet bool
	}{
		{"status", r.Status != 0},
		{"body", r.Body != ""},
		{"retry_after", r.RetryAfter != ""},
		{"delay_ms", r.DelayMS != 0},
		{"after_commit", r.AfterCommit},
	} {
		if field.isSet {
			fields = append(fields, field.name)
		}
	}
	return fields
}

func knownMethod(method string) bool {
	switch strings.ToUpper(method) {
	case "", "*", http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete:
		return true
	}
	return false
}
