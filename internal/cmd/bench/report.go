package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Report is the result of one run of the benchmark.
type Report struct {
	Command string    `json:"command"`
	Note    string    `json:"note,omitempty"`
	Taken   time.Time `json:"taken"`
	CLI     string    `json:"cli"`
	Machine string    `json:"machine"`

	RateLimit   string `json:"rate_limit"`
	LatencyMS   int64  `json:"latency_ms"`
	Parallelism int    `json:"parallelism"`
	Others      int    `json:"others"`
	Repeat      int    `json:"repeat"`
	// Form is the form of the configuration, unless that is users with count.
	Form string `json:"form,omitempty"`

	Measurements []Measurement `json:"measurements"`
	Skipped      []Skipped     `json:"skipped,omitempty"`
}

// Measurement is one row: the cost of a step.
type Measurement struct {
	Users   int     `json:"users"`
	Subject subject `json:"subject"`
	Shape   string  `json:"shape,omitempty"`
	Step    string  `json:"step"`
	Seconds float64 `json:"seconds"`
	// CPUSeconds is the sum for the CLI and the provider.
	CPUSeconds float64 `json:"cpu_seconds"`
	// MemoryBytes is the peak of the provider's process, 0 if it was not measured.
	MemoryBytes int64          `json:"memory_bytes"`
	Requests    int            `json:"requests"`
	Operations  map[string]int `json:"operations,omitempty"`
	// PagesOfAll is the number of requests that list users without a filter by id.
	PagesOfAll int `json:"pages_of_all"`
	Throttled  int `json:"throttled"`
	// BudgetShare is the used share of the budget while the budget was the limit.
	BudgetShare float64 `json:"budget_share,omitempty"`
}

// Skipped is a step that was not measured.
type Skipped struct {
	Users   int     `json:"users"`
	Subject subject `json:"subject"`
	Shape   string  `json:"shape,omitempty"`
	Step    string  `json:"step"`
	Reason  string  `json:"reason"`
}

// baselineOf returns the baseline of a measurement.
func (r *Report) baselineOf(m Measurement) (Measurement, bool) {
	return r.find(m.Users, baselineOnly, m.Step, m.Shape)
}

func (r *Report) find(users int, of subject, step, shape string) (Measurement, bool) {
	for _, m := range r.Measurements {
		if m.Users == users && m.Subject == of && m.Step == step && m.Shape == shape {
			return m, true
		}
	}
	return Measurement{}, false
}

// set adds a measurement, in place of an earlier one of the same step.
func (r *Report) set(m Measurement) {
	at := slices.IndexFunc(r.Measurements, func(e Measurement) bool {
		return e.Users == m.Users && e.Subject == m.Subject && e.Step == m.Step && e.Shape == m.Shape
	})
	if at < 0 {
		r.Measurements = append(r.Measurements, m)
		return
	}
	r.Measurements[at] = m
}

func (r *Report) write(file string) error {
	var content bytes.Buffer
	encoder := json.NewEncoder(&content)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(r); err != nil {
		return err
	}
	return os.WriteFile(file, content.Bytes(), 0o644) //nolint:gosec // figures are public
}

func readReport(file string) (*Report, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	var r Report
	if err := decoder.Decode(&r); err != nil {
		return nil, fmt.Errorf("%s is not a result of the benchmark: %w", file, err)
	}
	return &r, nil
}

// redraw writes the texts and plots of all results in a folder.
func redraw(folder string) error {
	drawn, err := drawings(folder)
	if err != nil {
		return err
	}
	for name, content := range drawn {
		if err := os.WriteFile(name, content, 0o644); err != nil { //nolint:gosec // figures are public
			return err
		}
	}
	return nil
}

// drawings returns the texts and plots of all results in a folder, and their summary.
func drawings(folder string) (map[string][]byte, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		return nil, err
	}
	all := map[string][]byte{}
	for _, file := range files {
		drawn, err := drawingsOf(file)
		if err != nil {
			return nil, err
		}
		maps.Copy(all, drawn)
	}
	all[filepath.Join(folder, "summary.txt")], err = summary(files)
	return all, err
}

// drawingsOf returns the files for a result.
func drawingsOf(file string) (map[string][]byte, error) {
	r, err := readReport(file)
	if err != nil {
		return nil, err
	}
	name := strings.TrimSuffix(file, ".json")
	if r.ofShapes() || len(r.sizes()) == 1 {
		return map[string][]byte{name + ".txt": []byte(r.text())}, nil
	}
	// With several sizes, the plot replaces the findings.
	drawn := map[string][]byte{name + ".txt": []byte(r.tables())}
	if _, planned := r.find(r.sizes()[0], baselineOnly, planStep.name, ""); planned {
		if drawn[name+".svg"], err = r.plot(); err != nil {
			return nil, err
		}
	}
	return drawn, nil
}
