package chaos

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// Every secret holds one of these marks, by which it is found wherever it appears.
const (
	secretMark = "-of-chaos-"
	totpMark   = "CHAOSTOTP2SECRET"
	digestMark = "$2a$10$chaosChao"
	// noteMark is of private metadata, which may be in the state and nowhere else.
	noteMark = "private-note-of-"
)

var (
	secretMarks = []string{secretMark, totpMark, digestMark, emulator.DefaultSecretKey}
	allMarks    = append([]string{noteMark}, secretMarks...)
)

// watch looks for secrets in all that a run leaves.
type watch struct {
	mu    sync.Mutex
	leaks []string
	// searched is how many bytes of logs there were.
	searched int
}

func (w *watch) search(where string, content []byte, marks []string) {
	for _, mark := range marks {
		if at := bytes.Index(content, []byte(mark)); at >= 0 {
			w.mu.Lock()
			w.leaks = append(
				w.leaks,
				sprintf("%s holds %q: …%s…", where, mark, content[max(0, at-100):min(len(content), at+100)]),
			)
			w.mu.Unlock()
		}
	}
}

// answer looks at a state or a plan that the provider returned.
func (w *watch) answer(at address, value *tfprotov6.DynamicValue) {
	w.search("the state or plan of "+at.String(), value.MsgPack, secretMarks)
}

func (w *watch) diagnostics(found []*tfprotov6.Diagnostic) {
	for _, diagnostic := range found {
		w.search("a diagnostic", []byte(diagnostic.Summary+"\n"+diagnostic.Detail), allMarks)
	}
}

// Write takes a part of the log, in whole lines.
func (w *watch) Write(line []byte) (int, error) {
	w.search("the log", line, allMarks)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.searched += len(line)
	return len(line), nil
}

// logged returns how many bytes of logs were searched. A request of an interrupted apply can still log.
func (w *watch) logged() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.searched
}

// found returns where secrets were found.
func (w *watch) found() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.leaks)
}

// requests looks at the log of the emulator.
func (w *watch) requests(requests []emulator.Request) {
	for _, request := range requests {
		var content strings.Builder
		_ = request.Header.Write(&content)
		w.search("the log of the emulator", append([]byte(content.String()), request.Body...), secretMarks)
	}
}
