package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// text is the report for a terminal: tables and findings.
func (r *Report) text() string {
	text := r.tables()
	if findings := r.findings(); len(findings) > 0 {
		text += "\n" + strings.Join(findings, "\n") + "\n"
	}
	return text
}

func (r *Report) tables() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s on %s, %s\n", r.CLI, r.Machine, r.Taken.Format("2006-01-02"))
	if r.Note != "" {
		fmt.Fprintf(&text, "Note: %s\n", r.Note)
	}
	if r.ofShapes() {
		text.WriteString(
			"A plan with nothing to change, with a provider that does nothing: the time of Terraform itself, in seconds.\n",
		)
		text.WriteString("\n" + r.shapesTable())
		return text.String()
	}
	fmt.Fprintf(&text, "Budget %s, latency %d ms, parallelism %d", r.RateLimit, r.LatencyMS, r.Parallelism)
	if r.Others > 0 {
		fmt.Fprintf(&text, ", %s other users in the instance", thousands(r.Others))
	}
	if r.Form != "" {
		text.WriteString("\n" + r.Form)
	}
	text.WriteString("\n")
	for _, users := range r.sizes() {
		fmt.Fprintf(&text, "\n%s users\n%s", thousands(users), r.table(users))
	}
	for _, l := range r.Skipped {
		fmt.Fprintf(
			&text,
			"\nNot measured: %s, %s users, %s: %s\n",
			stepOf(l.Step).title,
			thousands(l.Users),
			l.Subject,
			l.Reason,
		)
	}
	return text.String()
}

func (r *Report) table(users int) string {
	rows := [][]string{{"step", "provider", "time", "× baseline", "requests", "429s", "memory"}}
	for _, st := range allSteps {
		for _, of := range []subject{baselineOnly, batched, individual} {
			m, measured := r.find(users, of, st.name, "")
			if !measured {
				continue
			}
			row := []string{st.title, string(of), seconds(m.Seconds), "", "", "", megabytes(m.MemoryBytes)}
			if of != baselineOnly {
				row[3], row[4], row[5] = r.ratio(m), thousands(m.Requests), strconv.Itoa(m.Throttled)
			}
			rows = append(rows, row)
		}
	}
	return aligned(rows, 2)
}

func (r *Report) shapesTable() string {
	rows := [][]string{{"users are written as"}}
	for _, users := range r.sizes() {
		rows[0] = append(rows[0], thousands(users)+" users")
	}
	for _, written := range planShapes {
		row := []string{written.text}
		for _, users := range r.sizes() {
			if m, measured := r.find(users, baselineOnly, planStep.name, written.name); measured {
				row = append(row, fmt.Sprintf("%.1f", m.Seconds))
			} else {
				row = append(row, "")
			}
		}
		rows = append(rows, row)
	}
	return aligned(rows, 1)
}

func (r *Report) ofShapes() bool {
	return slices.ContainsFunc(r.Measurements, func(m Measurement) bool { return m.Shape != "" })
}

// sizes are the measured numbers of users.
func (r *Report) sizes() []int {
	sizes := map[int]bool{}
	for _, m := range r.Measurements {
		sizes[m.Users] = true
	}
	return slices.Sorted(maps.Keys(sizes))
}

func (r *Report) ratio(m Measurement) string {
	baseline, measured := r.baselineOf(m)
	if !measured || baseline.Seconds == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", m.Seconds/baseline.Seconds)
}

// aligned sets rows in columns: the first few to the left, the others to the right.
func aligned(rows [][]string, left int) string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var text strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			gap := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i < left {
				line.WriteString("  " + cell + gap)
			} else {
				line.WriteString("  " + gap + cell)
			}
		}
		text.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return text.String()
}

func seconds(s float64) string {
	if s < 60 {
		return fmt.Sprintf("%.2f s", s)
	}
	return fmt.Sprintf("%d min %02d s", int(s)/60, int(s)%60)
}

func megabytes(bytes int64) string {
	if bytes == 0 {
		return "not measured"
	}
	return fmt.Sprintf("%.0f MB", float64(bytes)/1e6)
}

// thousands writes a number with commas.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
