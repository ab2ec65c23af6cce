package main

import (
	"fmt"
	"html"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/cmd/recording/output"
)

const (
	columns    = 110
	rows       = 30
	charWidth  = 7.8
	lineHeight = 17.0
	margin     = 14.0
	titleBar   = 28.0

	// The pauses of the recording, in seconds.
	afterCommand = 1.2
	afterLine    = 0.08
	atTheEnd     = 6.0
)

// lines splits the output of a terminal into lines of the window.
func lines(text string) []string {
	var found []string
	for line := range strings.Lines(text) {
		line = strings.ReplaceAll(strings.TrimRight(line, "\n"), "\t", "    ")
		for len([]rune(line)) > columns {
			found = append(found, string([]rune(line)[:columns]))
			line = string([]rune(line)[columns:])
		}
		found = append(found, line)
	}
	return found
}

// draw returns an SVG in which the lines appear one after another. Without animation, it shows the last lines.
func draw(title string, shown []string) string {
	width := columns*charWidth + 2*margin
	height := rows*lineHeight + 2*margin + titleBar
	last := float64(rows-len(shown)) * lineHeight
	if len(shown) < rows {
		last = 0
	}
	var svg strings.Builder
	fmt.Fprintf(&svg, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" role="img" aria-label="%s">`+"\n",
		width, height, html.EscapeString(title))
	fmt.Fprintf(
		&svg,
		"<style>\ntext { font: 13px ui-monospace, Menlo, Consolas, monospace; white-space: pre; fill: #d6deeb }\n"+
			".command { fill: #82aaff; font-weight: bold } .add { fill: #7ee787 } "+
			".change { fill: #f2cc60 } .remove { fill: #ff7b72 }\n"+
			"%s</style>\n",
		scroll(shown, last),
	)
	fmt.Fprintf(&svg, `<rect width="%.0f" height="%.0f" rx="8" fill="#011627"/>`+"\n", width, height)
	fmt.Fprintf(&svg, `<text x="%.0f" y="19">%s</text>`+"\n", margin, html.EscapeString(title))
	fmt.Fprintf(&svg, `<clipPath id="window"><rect y="%.0f" width="%.0f" height="%.0f"/></clipPath>`+"\n",
		titleBar, width, height-titleBar)
	svg.WriteString(`<g clip-path="url(#window)"><g class="lines">` + "\n")
	for i, line := range shown {
		if line == "" {
			continue
		}
		fmt.Fprintf(&svg, `<text x="%.0f" y="%.0f"%s>%s</text>`+"\n", margin,
			titleBar+margin+float64(i+1)*lineHeight, class(line), html.EscapeString(line))
	}
	svg.WriteString("</g></g>\n</svg>\n")
	return svg.String()
}

// class is the style of a line: a command, or a change in a plan.
func class(line string) string {
	name := ""
	switch trimmed := strings.TrimSpace(line); {
	case strings.HasPrefix(line, output.Prompt):
		name = "command"
	case strings.HasPrefix(trimmed, "+ "):
		name = "add"
	case strings.HasPrefix(trimmed, "~ "):
		name = "change"
	case strings.HasPrefix(trimmed, "- "):
		name = "remove"
	default:
		return ""
	}
	return ` class="` + name + `"`
}

// scroll is the animation: the lines move up, one at a time, so that the current one is at the bottom of the window.
func scroll(shown []string, last float64) string {
	times := make([]float64, len(shown))
	now := 0.0
	for i, line := range shown {
		times[i] = now
		now += afterLine
		if strings.HasPrefix(line, output.Prompt) {
			now += afterCommand
		}
	}
	total := now + atTheEnd
	var css strings.Builder
	fmt.Fprintf(
		&css,
		".lines { transform: translateY(%.0fpx); animation: play %.1fs step-end infinite }\n@keyframes play {\n",
		last,
		total,
	)
	for i, at := range times {
		fmt.Fprintf(&css, "%.2f%% { transform: translateY(%.0fpx) }\n", at/total*100, float64(rows-i-1)*lineHeight)
	}
	css.WriteString("}\n")
	return css.String()
}
