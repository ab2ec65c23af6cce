package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// findings say in a sentence each what the measurements of the provider show.
func (r *Report) findings() []string {
	var findings []string
	for _, m := range r.Measurements {
		if m.Subject != floorAlone && m.Shape == "" {
			findings = append(findings, r.finding(m))
		}
	}
	return findings
}

func (r *Report) finding(m Measurement) string {
	among := ""
	if r.Others > 0 {
		among = fmt.Sprintf(" among %s others", thousands(r.Others))
	}
	parts := []string{requestsIn(m), refusals(m.Throttled)}
	if ratio := r.ratio(m); ratio != "" {
		parts = append(parts, ratio+" × floor")
	}
	if m.MemoryBytes > 0 {
		parts = append(parts, "provider memory "+megabytes(m.MemoryBytes))
	}
	if m.BudgetShare > 0 {
		parts = append(parts, fmt.Sprintf("%.1f %% of the budget while it limits", 100*m.BudgetShare))
	}
	if m.Step == createStep.name {
		parts = append(parts, r.throughput(m)...)
	}
	return fmt.Sprintf("%s, %s users%s, %s: %s", stepOf(m.Step).title, thousands(m.Users), among, m.Subject, strings.Join(parts, ", "))
}

func requestsIn(m Measurement) string {
	var operations []string
	for _, operation := range slices.Sorted(maps.Keys(m.Operations)) {
		operations = append(operations, fmt.Sprintf("%s × %s", thousands(m.Operations[operation]), operation))
	}
	text := fmt.Sprintf("%s requests (%s)", thousands(m.Requests), strings.Join(operations, ", "))
	if m.Requests == 1 {
		text = strings.Replace(text, "requests", "request", 1)
	}
	switch {
	case stepOf(m.Step).reads && m.PagesOfAll == 0:
		return text + ", no snapshot"
	case m.PagesOfAll > 0:
		return text + fmt.Sprintf(", %d of them for the snapshot", m.PagesOfAll)
	}
	return text
}

func refusals(throttled int) string {
	if throttled == 0 {
		return "no 429"
	}
	return fmt.Sprintf("%s × 429", thousands(throttled))
}

// throughput says how quickly users were made: in all, and beside what parallelism and latency allow, without the time
// that Terraform itself takes.
func (r *Report) throughput(m Measurement) []string {
	parts := []string{fmt.Sprintf("%.1f users a second", float64(m.Users)/m.Seconds)}
	floor, measured := r.floorOf(m)
	own := m.Seconds - floor.Seconds
	if m.BudgetShare > 0 || r.LatencyMS == 0 || !measured {
		return parts
	}
	possible := float64(r.Parallelism) / (time.Duration(r.LatencyMS) * time.Millisecond).Seconds()
	if own <= 0 {
		return append(parts, "no slower than the floor")
	}
	return append(parts, fmt.Sprintf("%.0f a second without the floor, which is %.0f %% of the %.0f that parallelism and latency allow",
		float64(m.Users)/own, 100*float64(m.Users)/own/possible, possible))
}
