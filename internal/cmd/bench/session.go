package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// session measures according to the options, and adds the results to the report.
type session struct {
	setup    *setup
	options  options
	report   *Report
	progress *progress
}

func (s *session) run(ctx context.Context) error {
	for _, users := range s.options.users {
		if err := s.measure(ctx, s.workspaces(users)); err != nil {
			return err
		}
	}
	return nil
}

// workspaces returns one workspace for each subject or shape, with this number of users.
func (s *session) workspaces(users int) []*workspace {
	c := configuration{shape: s.options.shape, users: users, rateLimit: withoutLimit}
	if s.options.rateLimit.Requests > 0 {
		c.rateLimit = s.options.rateLimit.Requests
	}
	var compared []*workspace
	if s.options.shapes {
		for _, c.shape = range planShapes {
			compared = append(compared, s.setup.newWorkspace(s.options, baselineOnly, c))
		}
		return compared
	}
	if !c.shape.imports { // the baseline cannot import
		compared = append(compared, s.setup.newWorkspace(s.options, baselineOnly, c))
	}
	for _, c.strategy = range s.options.strategies {
		compared = append(compared, s.setup.newWorkspace(s.options, c.strategy, c))
	}
	return compared
}

// measure measures the steps one after another. For each step the workspaces take turns, because the speed of a machine
// can change within minutes.
func (s *session) measure(ctx context.Context, compared []*workspace) (err error) {
	for _, w := range compared {
		if err := w.open(); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, w.close()) }()
	}
	steps := s.options.steps
	if s.options.shapes {
		steps = []*step{planStep}
	}
	for _, st := range steps {
		if err := s.measureStep(ctx, compared, st); err != nil {
			return err
		}
	}
	return nil
}

// measureStep measures one step, and again as long as a workspace has to repeat it. All workspaces are prepared before
// the first one is measured.
func (s *session) measureStep(ctx context.Context, compared []*workspace, st *step) error {
	for _, w := range compared {
		if st.empty || w.hasUsers || s.tooLong(w.of, w.configuration.shape, st, w.configuration.users) != "" {
			continue
		}
		if err := s.prepare(ctx, w); err != nil {
			return err
		}
	}
	measured := map[*workspace][]Measurement{}
	for turns := compared; len(turns) > 0; {
		var again []*workspace
		for _, w := range turns {
			if len(measured[w]) == 0 && s.skips(w, st) {
				continue
			}
			m, err := s.measureOnce(ctx, w, st)
			if err != nil {
				return fmt.Errorf("%s, %s: %w", st.title, w.of, err)
			}
			if measured[w] = append(measured[w], m); s.repeats(st, measured[w]) {
				again = append(again, w)
			}
			s.report.set(medianOf(measured[w]))
		}
		turns = again
	}
	return nil
}

// skips reports whether a step is too long.
func (s *session) skips(w *workspace, st *step) bool {
	users, written := w.configuration.users, w.configuration.shape
	why := s.tooLong(w.of, written, st, users)
	if why == "" {
		return false
	}
	s.report.Skipped = append(
		s.report.Skipped,
		Skipped{Users: users, Subject: w.of, Shape: s.shapeName(written), Step: st.name, Reason: why},
	)
	s.progress.note(fmt.Sprintf("%s, skipped: %s", s.label(w.of, st.title, users, written), why))
	return true
}

func (s *session) label(of subject, title string, users int, written *shape) string {
	name := string(of)
	if s.options.shapes {
		name = written.text
	}
	return fmt.Sprintf("%s users, %s: %s", thousands(users), name, title)
}

// prepare creates the users for the following steps, without measuring. The time of a first apply grows with the square
// of the number of users. Therefore blocks of users are applied with separate states, and the states are joined.
func (s *session) prepare(ctx context.Context, w *workspace) error {
	whole := w.configuration
	requests := func() int { return 0 }
	if w.instance != nil {
		w.instance.SetRateLimit(emulator.RateLimit{})
		w.instance.ResetLog()
		requests = func() int { return w.instance.Stats().Total }
	}
	defer s.progress.start(s.label(w.of, "preparing", whole.users, whole.shape), 0, requests)()
	var joined *state
	for _, block := range whole.blocks() {
		w.configuration = block
		w.configuration.rateLimit = withoutLimit
		if _, err := w.run(ctx, createStep.arguments...); err != nil {
			return fmt.Errorf("preparing %d users: %w", whole.users, err)
		}
		made, err := takeState(w.folder)
		if err != nil {
			return err
		}
		if joined == nil {
			joined = made
			continue
		}
		joined.join(made)
	}
	w.configuration, w.hasUsers = whole, true
	return joined.write(w.folder)
}

// measureOnce runs a step with a full budget at its start.
func (s *session) measureOnce(ctx context.Context, w *workspace, st *step) (m Measurement, err error) {
	w.hasUsers = w.hasUsers || st == createStep
	users, written := w.configuration.users, w.configuration.shape
	switch st {
	case changeStep:
		w.configuration.changed = onePercent(users)
	case renameStep:
		w.configuration.changed = users
	}
	requests := func() int { return 0 }
	if w.instance != nil {
		w.instance.ResetLog()
		w.instance.SetRateLimit(s.options.rateLimit)
		requests = func() int { return w.instance.Stats().Total }
	}
	done := s.progress.start(s.label(w.of, st.title, users, written), s.estimate(w.of, written, st, users), requests)
	o, err := w.run(ctx, st.arguments...)
	done()
	if err == nil && st.check != nil {
		err = st.check(w)
	}
	return s.measurement(w, st, o), err
}

// repeats reports whether to measure a step again. Steps with changes and steps of a minute are measured once.
func (s *session) repeats(st *step, measured []Measurement) bool {
	return !st.changes && len(measured) < s.options.repeat && measured[0].Seconds < 60
}

func (s *session) measurement(w *workspace, st *step, o outcome) Measurement {
	m := Measurement{
		Users: w.configuration.users, Subject: w.of, Shape: s.shapeName(w.configuration.shape), Step: st.name,
		Seconds: o.wall.Seconds(), CPUSeconds: o.cpu.Seconds(), MemoryBytes: o.memory,
	}
	if w.instance != nil {
		stats := w.instance.Stats()
		m.Requests, m.Operations, m.Throttled = stats.Total, stats.Requests, stats.Throttled
		m.PagesOfAll = pagesOfAll(w.instance.Requests())
		m.BudgetShare = budgetShare(w.instance.Requests(), s.options.budget())
	}
	return m
}

// medianOf returns the measurement with the median time, and the highest number of requests and memory.
func medianOf(measured []Measurement) Measurement {
	slices.SortFunc(measured, func(a, b Measurement) int { return cmp.Compare(a.Seconds, b.Seconds) })
	median := measured[len(measured)/2]
	for _, m := range measured {
		if m.Requests > median.Requests {
			median.Requests, median.Operations, median.PagesOfAll = m.Requests, m.Operations, m.PagesOfAll
		}
		median.Throttled = max(median.Throttled, m.Throttled)
		median.MemoryBytes = max(median.MemoryBytes, m.MemoryBytes)
	}
	return median
}

// pagesOfAll counts the requests that list users without a filter by id.
func pagesOfAll(requests []emulator.Request) int {
	pages := 0
	for _, r := range requests {
		if r.Operation() == http.MethodGet+" /v1/users" && len(r.Query["user_id"]) == 0 {
			pages++
		}
	}
	return pages
}

// budgetShare returns the used share of the budget while the budget is the limit. With a budget of n, a request can be
// sent one window after the request n before it. The share is the window divided by the average real distance. It is 0
// when the budget was not used up. Refused requests use nothing.
func budgetShare(requests []emulator.Request, budget int) float64 {
	requests = slices.DeleteFunc(slices.Clone(requests), func(r emulator.Request) bool {
		return r.Status == http.StatusTooManyRequests
	})
	if len(requests) <= budget {
		return 0
	}
	var total time.Duration
	for i := budget; i < len(requests); i++ {
		total += requests[i].Time.Sub(requests[i-budget].Time)
	}
	return window.Seconds() / (total.Seconds() / float64(len(requests)-budget))
}
