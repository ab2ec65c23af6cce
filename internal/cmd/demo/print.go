package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/cmd/recording/output"
)

// printed is the text of the demo, for its recording.
var printed strings.Builder

var terminal = io.MultiWriter(os.Stdout, &printed)

func report(format string, arguments ...any) {
	_, _ = fmt.Fprintf(terminal, "• "+format+"\n", arguments...)
}

func indent(text string) {
	for line := range strings.Lines(strings.TrimSpace(text)) {
		_, _ = fmt.Fprintf(terminal, "    %s", line)
	}
	_, _ = fmt.Fprint(terminal, "\n\n")
}

// checkRecording writes the text of the recording, or compares it with the output.
func (o options) checkRecording(text string) error {
	if o.record != "" {
		return os.WriteFile(o.record, []byte(output.Stable(text)), 0o600)
	}
	if o.compare == "" {
		return nil
	}
	recorded, err := os.ReadFile(o.compare)
	if err != nil {
		return err
	}
	if differences := output.Differences(string(recorded), text); len(differences) > 0 {
		return fmt.Errorf("%s differs from the output: run make recordings\n%s", o.compare, strings.Join(differences, "\n"))
	}
	return nil
}
