package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// summaryRow is a measurement in the summary, with the columns by which it is sorted.
type summaryRow struct {
	form  string
	step  int
	users int
	cells []string
}

// summary returns one table of the ratios of all results.
func summary(files []string) ([]byte, error) {
	var rows []summaryRow
	machines := map[string]bool{}
	for _, file := range files {
		r, err := readReport(file)
		if err != nil {
			return nil, err
		}
		if !r.ofShapes() {
			machines[fmt.Sprintf("%s, latency %d ms", r.Machine, r.LatencyMS)] = true
			rows = append(rows, r.summaryRows()...)
		}
	}
	slices.SortStableFunc(rows, func(a, b summaryRow) int {
		return cmp.Or(
			cmp.Compare(a.cells[0], b.cells[0]), cmp.Compare(b.form, a.form), cmp.Compare(a.step, b.step),
			cmp.Compare(a.users, b.users),
		)
	})
	table := [][]string{{
		"CLI", "configuration", "step", "budget", "users", "× baseline", "budget used", "requests", "429s", "× individual",
	}}
	for _, row := range rows {
		table = append(table, row.cells)
	}
	head := strings.Join(slices.Sorted(maps.Keys(machines)), "; ")
	return []byte(head + "\n\n" + aligned(table, 4)), nil
}

func (r *Report) summaryRows() []summaryRow {
	form := cmp.Or(r.formName(), "users")
	if r.Others > 0 {
		form += fmt.Sprintf(" among %s others", thousands(r.Others))
	}
	var rows []summaryRow
	for _, m := range r.Measurements {
		if m.Subject != batched {
			continue
		}
		st := stepOf(m.Step)
		budgetUsed, single := "", ""
		if m.BudgetShare > 0 {
			budgetUsed = fmt.Sprintf("%.0f %%", 100*m.BudgetShare)
		}
		if other, measured := r.find(m.Users, individual, m.Step, m.Shape); measured {
			single = fmt.Sprintf("%.2f", m.Seconds/other.Seconds)
		}
		rows = append(rows, summaryRow{form, slices.Index(allSteps, st), m.Users, []string{
			r.CLI, form, st.title, r.RateLimit, thousands(m.Users), r.ratio(m), budgetUsed,
			thousands(m.Requests), strconv.Itoa(m.Throttled), single,
		}})
	}
	return rows
}

// formName is the short name of the form of the configuration.
func (r *Report) formName() string {
	for _, s := range stepShapes {
		if s.text == r.Form {
			return s.name
		}
	}
	return ""
}
