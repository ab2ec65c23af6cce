package chaos

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// figures are what a run of many worlds counts.
type figures struct {
	mu     sync.Mutex
	counts map[string]int
	faults map[string]int
	began  time.Time
	told   time.Time
}

// roundsOfEveryOccasion is how many rounds have every one of occasions, with any seed.
const roundsOfEveryOccasion = 300

// occasions are the figures of moves, replacements and losses. A long run that lacks one of them does not test it.
var occasions = []string{
	"access: administrators beside a founder",
	"access: deleted by others",
	"access: invitations accepted outside Terraform",
	"access: invitations expired",
	"access: invitations revoked outside Terraform",
	"access: memberships kept by on_destroy",
	"access: memberships moved",
	"access: organizations replaced",
	"access: renamed with moved",
	"access: replaced",
	"access: tainted",
	"access: tainted and renamed",
	"alone: replacement of a user",
	"alone: replacement of pieces",
	"moves: metadata keys passed on",
	"moves: pieces renamed with moved",
	"moves: pieces replaced",
	"moves: pieces tainted",
	"moves: swaps of pieces",
	"moves: users renamed with moved",
	"moves: users replaced under faults",
	"refused: access object that becomes another one",
	"refused: access objects renamed without moved",
	"refused: rename without moved",
	"refused: second resource of an access object",
}

// missing lists the occasions that did not occur.
func (f *figures) missing() []string {
	return slices.DeleteFunc(slices.Clone(occasions), func(what string) bool { return f.of(what) > 0 })
}

func newFigures() *figures {
	counts := map[string]int{
		"violations": 0, "orphans": 0, "duplicates": 0, "leaks": 0, "users lost": 0, "pieces lost": 0,
		"access: lost": 0, "access: orphans": 0, "access: duplicates": 0, "access: removed without a plan": 0,
	}
	return &figures{counts: counts, faults: map[string]int{}, began: time.Now(), told: time.Now()}
}

func (f *figures) count(what string) { f.add(what, 1) }

func (f *figures) add(what string, n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.counts[what] += n
}

// requests counts requests and the faults among them.
func (f *figures) requests(requests []emulator.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.counts["requests in rounds with faults"] += len(requests)
	for _, request := range requests {
		if request.Fault != "" {
			f.faults[request.Fault]++
		}
	}
}

// of returns one figure.
func (f *figures) of(what string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.counts[what]
}

// progress writes a line now and then.
func (f *figures) progress(out io.Writer, rounds int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if time.Since(f.told) > 10*time.Second {
		f.told = time.Now()
		fmt.Fprintf(out, "%d of %d rounds\n", f.counts["rounds"], rounds)
	}
}

// print writes all figures.
func (f *figures) print(out io.Writer, how string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	fmt.Fprintf(out, "Chaos %s, in %s:\n", how, time.Since(f.began).Round(time.Second))
	total := 0
	var kinds []string
	for _, kind := range slices.Sorted(maps.Keys(f.faults)) {
		total += f.faults[kind]
		kinds = append(kinds, fmt.Sprintf("%s %d", kind, f.faults[kind]))
	}
	for _, what := range slices.Sorted(maps.Keys(f.counts)) {
		fmt.Fprintf(out, "%8d %s\n", f.counts[what], what)
	}
	fmt.Fprintf(out, "%8d faults: %s\n", total, strings.Join(kinds, ", "))
}
