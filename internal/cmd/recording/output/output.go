// Package output keeps and compares the text of recordings: the output of commands without values that differ in each
// run.
package output

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Prompt begins a line with a command.
const Prompt = "$ "

// changing are values that differ in each run, and what a recording shows.
var changing = []struct {
	pattern *regexp.Regexp
	shown   string
}{
	{regexp.MustCompile(`\x1b\[[0-9;]*m`), ""},
	{regexp.MustCompile(`user_[0-9A-Za-z]{27}`), "user_2NNEqL2nrIRdJ194ndJqAHwEfxC"},
	{regexp.MustCompile(`127\.0\.0\.1:(?:\$port|\d+)`), "127.0.0.1:4010"},
	{regexp.MustCompile(`/tmp/[\w./-]+`), "/tmp/demo"},
	{regexp.MustCompile(`Using /[\w./-]+/`), "Using /usr/local/bin/"},
	{regexp.MustCompile(`after \d+s`), "after 0s"},
	{regexp.MustCompile(`\d{4}-\d\d-\d\dT[\d:.]+Z`), "2026-01-05T09:00:00.000Z"},
}

// compared are the lines that every CLI prints alike: what the demo reports, attributes, blocks and sums of plans, and
// JSON. Other lines are the words of a CLI.
var compared = regexp.MustCompile(`^(?:• |\{"|Plan:|No changes|Apply complete!| *# \w+\.|.* = )`)

// machine are lines about the machine of the demo.
var machine = regexp.MustCompile(`^• (?:Working in|Using|Neither) `)

// Stable returns a text without the values that differ in each run.
func Stable(text string) string {
	for _, c := range changing {
		text = c.pattern.ReplaceAllString(text, c.shown)
	}
	var kept strings.Builder
	for line := range strings.Lines(strings.TrimSpace(text)) {
		kept.WriteString(strings.TrimRight(line, "\n\r ") + "\n")
	}
	return kept.String()
}

// First returns a text up to the end of the command with this number.
func First(commands int, text string) string {
	var kept strings.Builder
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, Prompt) {
			commands--
		}
		if commands < 0 {
			break
		}
		kept.WriteString(line)
	}
	return kept.String()
}

// Differences compares the output of a run with a recording. The order of lines is that of parallel operations, which
// differs in each run.
func Differences(recorded, run string) []string {
	missing := facts(Stable(run))
	var found []string
	for _, fact := range facts(Stable(recorded)) {
		if at := slices.Index(missing, fact); at >= 0 {
			missing = slices.Delete(missing, at, at+1)
		} else {
			found = append(found, fmt.Sprintf("only in the recording: %s", fact))
		}
	}
	for _, fact := range missing {
		found = append(found, fmt.Sprintf("not in the recording: %s", fact))
	}
	return found
}

// facts are the compared lines, each with its command.
func facts(text string) []string {
	var found []string
	command := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, Prompt):
			command = line
			found = append(found, line)
		case compared.MatchString(line) && !machine.MatchString(line):
			found = append(found, strings.TrimSpace(command+" | "+strings.Join(strings.Fields(line), " ")))
		}
	}
	return found
}
