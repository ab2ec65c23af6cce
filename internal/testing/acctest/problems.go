package acctest

import (
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
)

// Problem is an error that a configuration is to meet.
type Problem struct {
	// Address is the object that has it, such as data.clerk_session.it.
	Address string
	// At is the attribute that the error points at, empty for the whole object.
	At      string
	Summary string
	// Says are parts of the detail.
	Says []string
}

// ExpectProblems runs a command, such as validate or plan, on a configuration
// and expects exactly these errors, one for each object. It returns the result.
func (w *Workspace) ExpectProblems(command, config string, problems ...Problem) Result {
	w.t.Helper()
	w.Write(config)
	result := w.Run(command, "-json")
	errors := result.Errors()
	if len(errors) != len(problems) {
		w.t.Errorf("%d errors, want %d: %s", len(errors), len(problems), result)
	}
	for _, problem := range problems {
		at := slices.IndexFunc(errors, func(d tfjson.Diagnostic) bool { return d.Address == problem.Address })
		if at < 0 {
			w.t.Errorf("%s has no error", problem.Address)
			continue
		}
		problem.check(w, config, errors[at])
	}
	return result
}

func (p Problem) check(w *Workspace, config string, found tfjson.Diagnostic) {
	w.t.Helper()
	if found.Summary != p.Summary {
		w.t.Errorf("%s: the summary is %q, want %q", p.Address, found.Summary, p.Summary)
	}
	for _, part := range p.Says {
		if !strings.Contains(found.Detail, part) {
			w.t.Errorf("%s: the detail lacks %q:\n%s", p.Address, part, found.Detail)
		}
	}
	line := strings.TrimSpace(strings.Split(config, "\n")[found.Range.Start.Line-1])
	name, _, _ := strings.Cut(line, " =")
	if onAttribute := strings.TrimSpace(name) == p.At; !onAttribute && (p.At != "" || !strings.HasSuffix(line, "{")) {
		w.t.Errorf("%s: the error points at the line %q, want %q", p.Address, line, p.At)
	}
}
