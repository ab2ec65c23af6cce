package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// findings returns one sentence for each measurement of the provider.
func (r *Report) findings() []string {
	var findings []string
	for _, m := range r.Measurements {
		if m.Subject != baselineOnly && m.Shape == "" {
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
	parts := []string{counted(m.Requests, "request"), refusals(m.Throttled)}
	if ratio := r.ratio(m); ratio != "" {
		parts = append(parts, ratio+" × baseline")
	}
	if m.MemoryBytes > 0 {
		parts = append(parts, megabytes(m.MemoryBytes)+" of memory")
	}
	text := fmt.Sprintf(
		"%s, %s users%s, %s: %s",
		stepOf(m.Step).title,
		thousands(m.Users),
		among,
		m.Subject,
		strings.Join(parts, ", "),
	)
	for _, detail := range r.details(m) {
		text += "\n  " + detail
	}
	return text
}

func (r *Report) details(m Measurement) []string {
	details := operations(m)
	if m.BudgetShare > 0 {
		details = append(details, fmt.Sprintf("%.1f %% of the budget while it limits", 100*m.BudgetShare))
	}
	if m.Step == createStep.name {
		details = append(details, r.throughput(m)...)
	}
	return details
}

// operations lists the requests, and the pages of the list of all users.
func operations(m Measurement) []string {
	var counts []string
	for _, operation := range slices.Sorted(maps.Keys(m.Operations)) {
		counts = append(counts, fmt.Sprintf("%s × %s", thousands(m.Operations[operation]), operation))
	}
	switch {
	case m.PagesOfAll > 0:
		counts = append(counts, counted(m.PagesOfAll, "page")+" of all users")
	case stepOf(m.Step).reads:
		counts = append(counts, "never a list of all users")
	}
	if len(counts) == 0 {
		return nil
	}
	return []string{strings.Join(counts, ", ")}
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(n) + " " + noun + "s"
}

func refusals(throttled int) string {
	if throttled == 0 {
		return "no 429"
	}
	return fmt.Sprintf("%s × 429", thousands(throttled))
}

// throughput returns the users created per second: in total, and without the baseline in relation to the possible rate
// by parallelism and latency.
func (r *Report) throughput(m Measurement) []string {
	parts := []string{fmt.Sprintf("%.1f users a second", float64(m.Users)/m.Seconds)}
	baseline, measured := r.baselineOf(m)
	own := m.Seconds - baseline.Seconds
	if m.BudgetShare > 0 || r.LatencyMS == 0 || !measured {
		return parts
	}
	possible := float64(r.Parallelism) / (time.Duration(r.LatencyMS) * time.Millisecond).Seconds()
	if own < float64(m.Users)/possible {
		return append(parts, "as fast as parallelism and latency allow")
	}
	return append(
		parts,
		fmt.Sprintf("%.0f a second without the baseline: %.0f %% of the %.0f that parallelism and latency allow",
			float64(m.Users)/own, 100*float64(m.Users)/own/possible, possible),
	)
}
