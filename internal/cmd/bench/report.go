package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Report is the result of one run of the benchmark, as it is kept.
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

	Measurements []Measurement `json:"measurements"`
	LeftOut      []LeftOut     `json:"left_out,omitempty"`
}

// Measurement is one row: what a step took.
type Measurement struct {
	Users   int     `json:"users"`
	Subject subject `json:"subject"`
	Shape   string  `json:"shape,omitempty"`
	Step    string  `json:"step"`
	Seconds float64 `json:"seconds"`
	// CPUSeconds are those of the CLI and the provider together.
	CPUSeconds float64 `json:"cpu_seconds"`
	// MemoryBytes is the peak of the provider's process, 0 where it was not measured.
	MemoryBytes int64          `json:"memory_bytes"`
	Requests    int            `json:"requests"`
	Operations  map[string]int `json:"operations,omitempty"`
	// PagesOfAll is how many requests listed users without naming any.
	PagesOfAll int `json:"pages_of_all"`
	Throttled  int `json:"throttled"`
	// BudgetShare is how much of the budget was used while it was what limited.
	BudgetShare float64 `json:"budget_share,omitempty"`
}

// LeftOut is a step that was not measured.
type LeftOut struct {
	Users   int     `json:"users"`
	Subject subject `json:"subject"`
	Shape   string  `json:"shape,omitempty"`
	Step    string  `json:"step"`
	Why     string  `json:"why"`
}

// floorOf returns the measurement of Terraform alone that belongs to another one.
func (r *Report) floorOf(m Measurement) (Measurement, bool) {
	return r.find(m.Users, floorAlone, m.Step, m.Shape)
}

func (r *Report) find(users int, of subject, step, shape string) (Measurement, bool) {
	for _, m := range r.Measurements {
		if m.Users == users && m.Subject == of && m.Step == step && m.Shape == shape {
			return m, true
		}
	}
	return Measurement{}, false
}

func (r *Report) write(file string) error {
	var content bytes.Buffer
	encoder := json.NewEncoder(&content)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(r); err != nil {
		return err
	}
	return os.WriteFile(file, content.Bytes(), 0o644) //nolint:gosec // figures for everybody
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

// redraw writes beside every result of a folder what it shows: the text, and the plot where there is one.
func redraw(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		return err
	}
	for _, file := range files {
		drawn, err := drawings(file)
		if err != nil {
			return err
		}
		for name, content := range drawn {
			if err := os.WriteFile(name, content, 0o644); err != nil { //nolint:gosec // figures for everybody
				return err
			}
		}
	}
	return nil
}

// drawings are the files that follow from a result.
func drawings(file string) (map[string][]byte, error) {
	r, err := readReport(file)
	if err != nil {
		return nil, err
	}
	name := strings.TrimSuffix(file, ".json")
	if r.ofShapes() || len(r.sizes()) == 1 {
		return map[string][]byte{name + ".txt": []byte(r.text())}, nil
	}
	// Where there are several sizes, the plot says it instead of words.
	drawn := map[string][]byte{name + ".txt": []byte(r.tables())}
	if _, planned := r.find(r.sizes()[0], floorAlone, planStep.name, ""); planned {
		if drawn[name+".svg"], err = r.plot(); err != nil {
			return nil, err
		}
	}
	return drawn, nil
}
