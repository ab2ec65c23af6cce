package main

import (
	"fmt"
	"time"
)

// subject is the baseline, or the provider with a read strategy.
type subject string

const (
	baselineOnly subject = "baseline"
	batched      subject = "batched"
	individual   subject = "individual"
)

// step is one run of the CLI.
type step struct {
	name, title string
	arguments   []string
	// changes is set for a run that changes users, so that it cannot be repeated.
	changes bool
	// writes is the number of write requests.
	writes func(users int) int
	// empty is set for a run that begins without a state.
	empty bool
	// reads is set for a run that refreshes every user.
	reads bool
	// check fails if the run did not have its expected effect.
	check func(w *workspace) error
}

var (
	firstPlanStep = &step{
		name: "first-plan", title: "first plan", arguments: []string{"plan"}, writes: none, empty: true,
	}
	createStep = &step{
		name: "create", title: "first apply", arguments: []string{"apply", "-auto-approve"},
		changes: true, empty: true, writes: func(users int) int { return users },
		check: func(w *workspace) error { return w.expectUsers(w.configuration.users) },
	}
	planStep = &step{
		name: "plan", title: "plan, nothing to change", arguments: []string{"plan", "-detailed-exitcode"},
		writes: none, reads: true,
	}
	// Terraform 1.11 ends this one with code 2 although it finds no change, so it runs without -detailed-exitcode.
	refreshStep = &step{
		name: "refresh", title: "refresh-only plan", arguments: []string{"plan", "-refresh-only"},
		writes: none, reads: true,
	}
	changeStep = &step{
		name: "change", title: "apply, 1 % changed", arguments: []string{"apply", "-auto-approve"},
		changes: true, writes: onePercent, reads: true,
		check: (*workspace).expectChanged,
	}
	renameStep = &step{
		name: "rename", title: "apply, all changed", arguments: []string{"apply", "-auto-approve"},
		changes: true, writes: func(users int) int { return users }, reads: true,
		check: (*workspace).expectChanged,
	}
	destroyStep = &step{
		name: "destroy", title: "destroy", arguments: []string{"destroy", "-auto-approve"},
		changes: true, writes: func(users int) int { return users }, reads: true,
		check: func(w *workspace) error { return w.expectUsers(0) },
	}
	allSteps = []*step{firstPlanStep, createStep, planStep, refreshStep, changeStep, renameStep, destroyStep}
)

func stepNames() []string {
	var names []string
	for _, s := range allSteps {
		names = append(names, s.name)
	}
	return names
}

func stepOf(name string) *step {
	for _, s := range allSteps {
		if s.name == name {
			return s
		}
	}
	return &step{name: name, title: name}
}

func none(int) int { return 0 }

// onePercent is 1 % of the users, and at least one.
func onePercent(users int) int { return max(users/100, 1) }

// requests estimates the number of requests of the step.
func (s *step) requests(of subject, users, others, parallelism int) int {
	if of == baselineOnly {
		return 0
	}
	count := s.writes(users)
	switch {
	case s.reads && of == individual:
		count += users
	case s.reads:
		const page = 500
		count += 2*min(ceil(users, parallelism), ceil(users+others, page)) + 3
	}
	return count
}

func ceil(n, by int) int { return (n + by - 1) / by }

// pacing is the minimum time of the requests by budget and latency.
func (o *options) pacing(requests int) time.Duration {
	if requests == 0 {
		return 0
	}
	waits := time.Duration((requests-1)/o.budget()) * window
	return waits + time.Duration(ceil(requests, o.parallelism))*o.latency
}

// estimate estimates the duration of a step, 0 if nothing is known yet. The baseline was measured for this number of
// users or for fewer. It grows approximately with the square.
func (s *session) estimate(of subject, written *shape, st *step, users int) time.Duration {
	own := s.ownTime(written, st, users)
	if own == 0 && of == baselineOnly {
		return 0
	}
	return own + s.options.pacing(st.requests(of, users, s.options.others, s.options.parallelism))
}

func (s *session) ownTime(written *shape, st *step, users int) time.Duration {
	var seconds float64
	for _, m := range s.report.Measurements {
		if m.Subject != baselineOnly || m.Users > users || m.Shape != s.shapeName(written) {
			continue
		}
		growth := float64(users) / float64(m.Users)
		switch {
		case m.Step == st.name:
			seconds = m.Seconds * growth * growth
		case m.Step == createStep.name && st == destroyStep:
			seconds = 2 * m.Seconds * growth * growth
		}
	}
	return time.Duration(seconds * float64(time.Second))
}

// shapeName is the name of the shape in the report. It is empty if all measurements have the same shape.
func (s *session) shapeName(written *shape) string {
	if s.options.shapes {
		return written.name
	}
	return ""
}

// tooLong returns the reason to skip a step, or "".
func (s *session) tooLong(of subject, written *shape, st *step, users int) string {
	estimate := s.estimate(of, written, st, users)
	if s.options.stepsChosen || estimate <= s.options.longest {
		return ""
	}
	return fmt.Sprintf("it would take about %s; -steps %s measures it", estimate.Round(time.Second), st.name)
}
