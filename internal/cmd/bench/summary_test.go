package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestSummary_results_haveOneRowForEachStepOfTheProvider(t *testing.T) {
	r := &Report{
		CLI: "OpenTofu 1.12.1", Machine: "linux/amd64, 2 CPUs", RateLimit: "100/10s", LatencyMS: 50, Form: stepShapes[1].text,
		Measurements: []Measurement{
			{Users: 250, Subject: baselineOnly, Step: "rename", Seconds: 10},
			{Users: 250, Subject: batched, Step: "rename", Seconds: 12, Requests: 253, Throttled: 2, BudgetShare: 0.97},
			{Users: 250, Subject: individual, Step: "rename", Seconds: 48, Requests: 500},
		},
	}
	file := filepath.Join(t.TempDir(), "result.json")
	if err := r.write(file); err != nil {
		t.Fatal(err)
	}
	text, err := summary([]string{file})
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines) != 4 || lines[0] != "linux/amd64, 2 CPUs, latency 50 ms" {
		t.Fatalf("got\n%s", text)
	}
	got := strings.Join(strings.Fields(lines[3]), " ")
	if want := "OpenTofu 1.12.1 adopt apply, all changed 100/10s 250 1.20 97 % 253 2 0.25"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
