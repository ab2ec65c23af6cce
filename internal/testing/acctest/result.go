package acctest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
)

// Result is what a run of the CLI gave.
type Result struct {
	Arguments      []string
	Stdout, Stderr string
	ExitCode       int
	t              testing.TB
}

// String returns the whole run, for the message of a failed test.
func (r Result) String() string {
	return fmt.Sprintf("%s ended with %d\n%s%s", strings.Join(r.Arguments, " "), r.ExitCode, r.Stdout, r.Stderr)
}

// Diagnostics returns the errors and warnings of a run with -json: validate
// writes one document, the other commands one a line.
func (r Result) Diagnostics() []tfjson.Diagnostic {
	r.t.Helper()
	var validation tfjson.ValidateOutput
	if json.Unmarshal([]byte(r.Stdout), &validation) == nil && validation.FormatVersion != "" {
		return validation.Diagnostics
	}
	var diagnostics []tfjson.Diagnostic
	for line := range strings.Lines(r.Stdout) {
		var message struct {
			Type       string            `json:"type"`
			Diagnostic tfjson.Diagnostic `json:"diagnostic"`
		}
		if err := json.Unmarshal([]byte(line), &message); err != nil {
			r.t.Fatalf("a line that is not JSON, although the run was to have -json: %s\n%s", line, r)
		}
		if message.Type == "diagnostic" {
			diagnostics = append(diagnostics, message.Diagnostic)
		}
	}
	return diagnostics
}

// messages returns the lines of a run with -json that have a type.
func (r Result) messages(of string) (lines []string) {
	for line := range strings.Lines(r.Stdout) {
		if strings.Contains(line, `"type":"`+of+`"`) {
			lines = append(lines, line)
		}
	}
	return lines
}

// Errors returns the diagnostics that are errors.
func (r Result) Errors() []tfjson.Diagnostic {
	r.t.Helper()
	return r.of(tfjson.DiagnosticSeverityError)
}

// Warnings returns the diagnostics that are warnings, without the one that the
// CLI gives about the provider's build.
func (r Result) Warnings() []tfjson.Diagnostic {
	r.t.Helper()
	var warnings []tfjson.Diagnostic
	for _, warning := range r.of(tfjson.DiagnosticSeverityWarning) {
		if warning.Summary != "Provider development overrides are in effect" {
			warnings = append(warnings, warning)
		}
	}
	return warnings
}

func (r Result) of(severity tfjson.DiagnosticSeverity) []tfjson.Diagnostic {
	r.t.Helper()
	var found []tfjson.Diagnostic
	for _, diagnostic := range r.Diagnostics() {
		if diagnostic.Severity == severity {
			found = append(found, diagnostic)
		}
	}
	return found
}
