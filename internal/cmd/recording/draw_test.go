package main

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

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

func TestRecordings_drawings_areThoseOfTheirTexts(t *testing.T) {
	t.Parallel()
	for name := range titles {
		drawn, err := os.ReadFile(filepath.Join("recordings", name+".svg"))
		if err != nil {
			t.Fatal(err)
		}
		want, err := drawing("recordings", name)
		if err != nil {
			t.Fatal(err)
		}
		if string(drawn) != want {
			t.Errorf("%s.svg is not the drawing of %[1]s.txt: run make recordings", name)
		}
	}
}
