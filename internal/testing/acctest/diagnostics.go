package acctest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Severities of diagnostics.
const (
	IsError   = tfprotov6.DiagnosticSeverityError
	IsWarning = tfprotov6.DiagnosticSeverityWarning
)

// Text returns all diagnostics as one text.
func Text(diagnostics []*tfprotov6.Diagnostic) string {
	var text strings.Builder
	for _, d := range diagnostics {
		fmt.Fprintf(&text, "%s on %q: %s\n%s\n", d.Severity, pathText(d.Attribute), d.Summary, d.Detail)
	}
	return text.String()
}

// pathText formats a path as in a configuration, such as user_ids[1].
func pathText(path *tftypes.AttributePath) string {
	var text strings.Builder
	if path == nil {
		return ""
	}
	for i, step := range path.Steps() {
		switch step := step.(type) {
		case tftypes.AttributeName:
			if i > 0 {
				text.WriteString(".")
			}
			text.WriteString(string(step))
		case tftypes.ElementKeyInt:
			fmt.Fprintf(&text, "[%d]", int64(step))
		case tftypes.ElementKeyString:
			fmt.Fprintf(&text, "[%q]", string(step))
		case tftypes.ElementKeyValue:
			var value string
			if tftypes.Value(step).As(&value) == nil {
				fmt.Fprintf(&text, "[%q]", value)
			}
		}
	}
	return text.String()
}

// ExpectNone expects no diagnostics.
func ExpectNone(t *testing.T, diagnostics []*tfprotov6.Diagnostic) {
	t.Helper()
	for _, found := range diagnostics {
		t.Errorf("%s: %s: %s", found.Severity, found.Summary, found.Detail)
	}
}

// ExpectOne expects one diagnostic with these parts in its summary or detail.
func ExpectOne(
	t *testing.T,
	diagnostics []*tfprotov6.Diagnostic,
	severity tfprotov6.DiagnosticSeverity,
	parts ...string,
) {
	t.Helper()
	if len(diagnostics) != 1 || diagnostics[0].Severity != severity {
		ExpectNone(t, diagnostics)
		t.Fatalf("%d diagnostics, want one %s", len(diagnostics), severity)
	}
	text := diagnostics[0].Summary + "\n" + diagnostics[0].Detail
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("the diagnostic lacks %q:\n%s", part, text)
		}
	}
}

// ExpectError expects that there is an error, that the first is in the root
// attribute, "" for none, and that the diagnostics say the text.
func ExpectError(t testing.TB, diagnostics []*tfprotov6.Diagnostic, attribute, says string) {
	t.Helper()
	problems := Errors(diagnostics)
	if len(problems) == 0 {
		t.Error("there is no error")
		return
	}
	at := ""
	if path := problems[0].Attribute; path != nil && len(path.Steps()) > 0 {
		if name, ok := path.Steps()[0].(tftypes.AttributeName); ok {
			at = string(name)
		}
	}
	if at != attribute {
		t.Errorf("the error is on %q, want %q: %s", at, attribute, problems[0].Detail)
	}
	var text strings.Builder
	for _, diagnostic := range diagnostics {
		text.WriteString(diagnostic.Summary + "\n" + diagnostic.Detail + "\n")
	}
	if !strings.Contains(text.String(), says) {
		t.Errorf("%q is missing in\n%s", says, text.String())
	}
}

// Errors returns the diagnostics that are errors.
func Errors(diagnostics []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic {
	var found []*tfprotov6.Diagnostic
	for _, diagnostic := range diagnostics {
		if diagnostic.Severity == tfprotov6.DiagnosticSeverityError {
			found = append(found, diagnostic)
		}
	}
	return found
}
