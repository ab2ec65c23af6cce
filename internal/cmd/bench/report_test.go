package main

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// sample is a result with figures that no machine has measured.
func sample() *Report {
	r := &Report{
		Taken: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), CLI: "Terraform 1.11.4", Machine: "linux/amd64, 2 CPUs",
		RateLimit: "100/10s", LatencyMS: 50, Parallelism: 10,
	}
	for _, users := range []int{100, 1000} {
		scale := float64(users) / 100
		r.Measurements = append(
			r.Measurements,
			Measurement{Users: users, Subject: baselineOnly, Step: "plan", Seconds: scale, MemoryBytes: 30e6},
			Measurement{
				Users:       users,
				Subject:     batched,
				Step:        "plan",
				Seconds:     1.2 * scale,
				MemoryBytes: 80e6,
				Requests:    4,
				PagesOfAll:  2,
				Operations:  map[string]int{"GET /v1/users": 3, "GET /v1/users/count": 1},
			},
			Measurement{Users: users, Subject: individual, Step: "plan", Seconds: 10 * scale, Requests: users, BudgetShare: 0.99,
				Operations: map[string]int{"GET /v1/users/{user_id}": users}, Throttled: users / 1000},
		)
	}
	return r
}

func TestReport_text_hasARowAndAFindingForEachMeasurement(t *testing.T) {
	r := sample()
	r.Skipped = []Skipped{{Users: 1000, Subject: individual, Step: "destroy", Reason: "it would take about 9m0s"}}
	text := r.text()
	for _, want := range []string{
		"Terraform 1.11.4 on linux/amd64, 2 CPUs, 2026-01-02\nBudget 100/10s, latency 50 ms, parallelism 10\n\n100 users\n",
		"\n1,000 users\n" +
			"  step                     provider          time  × baseline  requests  429s        memory\n" +
			"  plan, nothing to change  baseline       10.00 s                                     30 MB\n" +
			"  plan, nothing to change  batched        12.00 s        1.20         4     0         80 MB\n" +
			"  plan, nothing to change  individual  1 min 40 s       10.00     1,000     1  not measured\n",
		"\nplan, nothing to change, 1,000 users, batched: 4 requests, no 429, 1.20 × baseline, 80 MB of memory\n" +
			"  3 × GET /v1/users, 1 × GET /v1/users/count, 2 pages of all users\n",
		"\nplan, nothing to change, 1,000 users, individual: 1,000 requests, 1 × 429, 10.00 × baseline\n" +
			"  1,000 × GET /v1/users/{user_id}, never a list of all users\n  99.0 % of the budget while it limits\n",
		"\nNot measured: destroy, 1,000 users, individual: it would take about 9m0s\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks\n%s\nIt is\n%s", want, text)
		}
	}
}

func TestReport_findings_throughput_isWithoutTheBaseline(t *testing.T) {
	for seconds, want := range map[float64]string{
		14: "\n  71.4 users a second\n  200 a second without the baseline: 100 % of the 200 that parallelism and latency allow",
		// A difference this small is chance, and has no share.
		9.1: "\n  109.9 users a second\n  as fast as parallelism and latency allow",
	} {
		r := sample()
		r.Measurements = []Measurement{
			{Users: 1000, Subject: baselineOnly, Step: "create", Seconds: 9},
			{Users: 1000, Subject: batched, Step: "create", Seconds: seconds, Requests: 1000},
		}
		if got := r.findings(); len(got) != 1 || !strings.HasSuffix(got[0], want) {
			t.Errorf("%v s: got %q, want it to end in %q", seconds, got, want)
		}
	}
}

func TestReport_text_shapes_haveAColumnForEachSize(t *testing.T) {
	r := sample()
	r.Measurements = nil
	for _, users := range []int{1000, 5000} {
		r.Measurements = append(
			r.Measurements,
			Measurement{Users: users, Subject: baselineOnly, Shape: "count", Step: "plan", Seconds: float64(users) / 1000},
		)
	}
	text := r.text()
	if !strings.Contains(text, "1,000 users  5,000 users\n  count ") || !strings.Contains(text, "1.0          5.0\n") {
		t.Errorf("got\n%s", text)
	}
}

func TestReport_plot_isWellFormedAndHasLabels(t *testing.T) {
	drawn, err := sample().plot()
	if err != nil {
		t.Fatal(err)
	}
	decoder := xml.NewDecoder(strings.NewReader(string(drawn)))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{">Requests<", ">Time<", ">managed users<", ">batched 4<", ">individual 1,000<", ">individual 100 s<", ">baseline 10 s<", "prefers-color-scheme: dark"} {
		if !strings.Contains(string(drawn), want) {
			t.Errorf("the plot lacks %s", want)
		}
	}
	// Both panels have two lines of two points, and the baseline is in that of times.
	if got := strings.Count(string(drawn), "<circle"); got != 10 {
		t.Errorf("the plot has %d points, want 10", got)
	}
}

func TestReport_plot_withOneSize_isAnError(t *testing.T) {
	r := sample()
	r.Measurements = r.Measurements[:3]
	if _, err := r.plot(); err == nil {
		t.Error("a plot of one size was drawn")
	}
}

func TestPanel_separateLabels_labelsDoNotOverlap(t *testing.T) {
	p := newPanel(
		0,
		"",
		"s",
		map[subject][]point{baselineOnly: {{1, 1}, {10, 50}}, batched: {{1, 1}, {10, 51}}, individual: {{1, 1}, {10, 50}}},
	)
	for i, a := range p.Lines {
		for _, b := range p.Lines[i+1:] {
			if distance := a.LabelAt - b.LabelAt; distance > -14 && distance < 14 {
				t.Errorf("%s at %.1f and %s at %.1f", a.Class, a.LabelAt, b.Class, b.LabelAt)
			}
		}
	}
}

func TestReport_writeAndRead_giveTheSameReport(t *testing.T) {
	file := filepath.Join(t.TempDir(), "result.json")
	if err := sample().write(file); err != nil {
		t.Fatal(err)
	}
	if err := redraw(filepath.Dir(file)); err != nil {
		t.Fatal(err)
	}
	want, err := sample().plot()
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"result.txt": sample().tables(), "result.svg": string(want)} {
		got, err := os.ReadFile(filepath.Join(filepath.Dir(file), name))
		if err != nil || string(got) != content {
			t.Errorf("%s differs from what was measured: %v", name, err)
		}
	}
}

// The documentation shows only files that are generated from measurements.
func TestResults_textsAndPlots_areCurrent(t *testing.T) {
	files, err := filepath.Glob("results/*")
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := drawings("results")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range drawn {
		if got, err := os.ReadFile(name); err != nil || string(got) != string(content) {
			t.Errorf("%s is not current; run: make generate", name)
		}
	}
	for _, file := range files {
		if filepath.Ext(file) != ".json" && drawn[file] == nil {
			t.Errorf("%s belongs to no result", file)
		}
	}
}
