package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestSession_estimate_addsTheTimeOfTheBudgetToTheBaseline(t *testing.T) {
	s := &session{options: parsed(t), report: &Report{Measurements: []Measurement{
		{Users: 500, Subject: baselineOnly, Step: "create", Seconds: 2},
		{Users: 500, Subject: baselineOnly, Step: "plan", Seconds: 1},
	}}}
	for _, c := range []struct {
		of    subject
		step  *step
		users int
		want  time.Duration
	}{
		{individual, planStep, 500, time.Second + 40*time.Second + 2500*time.Millisecond},
		{individual, planStep, 100, 500 * time.Millisecond}, // nothing is known of fewer users
		{baselineOnly, planStep, 1000, 4 * time.Second},
		{baselineOnly, refreshStep, 1000, 0},
		{baselineOnly, destroyStep, 500, 4 * time.Second},
		{batched, createStep, 101, 10*time.Second + 550*time.Millisecond},
	} {
		if got := s.estimate(c.of, countShape, c.step, c.users); got != c.want {
			t.Errorf("%s of %d users, %s: %s, want %s", c.step.name, c.users, c.of, got, c.want)
		}
	}
}

func TestSession_skips_longStepsUnlessChosen(t *testing.T) {
	var said bytes.Buffer
	s := &session{options: parsed(t), report: &Report{}, progress: newProgress(&said)}
	w := &workspace{of: individual, configuration: configuration{shape: countShape, users: 5000}}
	for _, st := range allSteps {
		if got := s.skips(w, st); got != (st != firstPlanStep) {
			t.Errorf("%s is skipped: %t", st.name, got)
		}
	}
	if len(s.report.Skipped) != len(allSteps)-1 || !strings.Contains(said.String(), "-steps destroy measures it") {
		t.Errorf("left out %+v, said %s", s.report.Skipped, said.String())
	}
	s = &session{options: parsed(t, "-steps", "plan"), report: &Report{}, progress: newProgress(&said)}
	if s.skips(w, planStep) || len(s.report.Skipped) != 0 {
		t.Errorf("a chosen step is left out: %+v", s.report.Skipped)
	}
}
