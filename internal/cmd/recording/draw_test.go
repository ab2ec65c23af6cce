package main

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestLines_changingValues_areTheSameInEachRun(t *testing.T) {
	t.Parallel()
	first := lines("$ curl http://127.0.0.1:4711/x\nid = user_3Mkn1zAhSMVyzb6KDOoJ2fiLG89\n\x1b[1mdone after 1s\x1b[0m\n")
	second := lines("$ curl http://127.0.0.1:$port/x\nid = user_3Mkn2aJazObT8nk0xWaSL7aQjYm\ndone after 3s\n\n")
	if !slices.Equal(first, second) {
		t.Errorf("two runs give %q and %q", first, second)
	}
}

func TestLines_longLine_isWrapped(t *testing.T) {
	t.Parallel()
	if got := lines(strings.Repeat("é", columns+1)); len(got) != 2 || got[1] != "é" {
		t.Errorf("the lines are %q", got)
	}
}

func TestDraw_anyText_isValidXMLWithEachLine(t *testing.T) {
	t.Parallel()
	shown := []string{"$ terraform plan", "", `  + email = "<ada&co>"`, "  ~ b", "  - c"}
	svg := draw("a & b", shown)
	texts := svgTexts(t, svg)
	for _, line := range shown {
		if line != "" && !slices.Contains(texts, line) {
			t.Errorf("the drawing lacks %q", line)
		}
	}
	for _, style := range []string{"command", "add", "change", "remove"} {
		if strings.Count(svg, `class="`+style+`"`) != 1 {
			t.Errorf("the drawing has not one line of the style %s", style)
		}
	}
}

// svgTexts returns the texts of an SVG.
func svgTexts(t *testing.T, svg string) []string {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(svg))
	var texts []string
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return texts
		}
		if err != nil {
			t.Fatal(err)
		}
		if text, ok := token.(xml.CharData); ok {
			texts = append(texts, string(text))
		}
	}
}

// The recordings are made from the commands of these pages. A page with other commands needs make recordings.
func TestRecordings_commands_areThoseOfTheirPages(t *testing.T) {
	t.Parallel()
	for recording, page := range map[string]string{
		"getting-started": "getting-started", "adopting-users": "adopting-users",
	} {
		svg, err := os.ReadFile(filepath.Join("recordings", recording+".svg"))
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join("../../../docs/guides", page+".md"))
		if err != nil {
			t.Fatal(err)
		}
		commands := 0
		for _, line := range svgTexts(t, string(svg)) {
			command, isCommand := strings.CutPrefix(line, "$ ")
			if !isCommand {
				continue
			}
			commands++
			if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(command)).Match(text) {
				t.Errorf("%s.svg has %q, which is not on the page: run make recordings", recording, command)
			}
		}
		if commands == 0 {
			t.Errorf("%s.svg has no command", recording)
		}
	}
}
