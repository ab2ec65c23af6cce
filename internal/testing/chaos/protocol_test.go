package chaos

import (
	"flag"
	"fmt"
	"os"
	"testing"
	"testing/synctest"
)

var (
	rounds = flag.Int("rounds", 8, "how many rounds to run with the provider in this process")
	seed   = flag.Uint64("seed", 1, "the seed of the first world; each further world has the next one")
)

// roundsOfAWorld is how many rounds a world has. In the last two, all users are removed.
const roundsOfAWorld = 8

// TestChaos_losesAndDuplicatesNothing runs as many worlds as the rounds need. Time in
// them is virtual, so that waiting costs none.
func TestChaos_losesAndDuplicatesNothing(t *testing.T) {
	total := newFigures()
	t.Cleanup(func() {
		total.print(os.Stderr, "with the provider in this process")
		if *rounds < roundsOfEveryOccasion || total.of("violations") > 0 {
			return
		}
		for _, missing := range total.missing() {
			t.Errorf("%d rounds had none of: %s", *rounds, missing)
		}
	})
	runWorlds(t, total, *rounds, func(t *testing.T, seed uint64, most int) {
		synctest.Test(t, func(t *testing.T) { live(inMemory(t, seed, total), most) })
	})
}

// runWorlds runs worlds until there were enough rounds, or one was violated.
func runWorlds(t *testing.T, total *figures, rounds int, run func(t *testing.T, seed uint64, most int)) {
	for left, world := rounds, *seed; left > 0; left, world = left-roundsOfAWorld, world+1 {
		t.Run(fmt.Sprintf("seed=%d", world), func(t *testing.T) {
			t.Parallel()
			if total.of("violations") == 0 {
				run(t, world, min(left, roundsOfAWorld))
			}
			total.progress(os.Stderr, rounds)
		})
	}
}

// live runs the rounds of a world, at most as many.
func live(w *world, most int) {
	for range 2 + w.IntN(6) {
		w.add()
	}
	w.access.start()
	for number := 1; number <= most; number++ {
		change := w.change
		switch number {
		case 1:
			change = func() {}
		case roundsOfAWorld - 1:
			change = w.unprotect
		case roundsOfAWorld:
			change = w.empty
		}
		w.figures.count("rounds")
		if err := w.round(change); err != nil {
			w.figures.count("violations")
			w.t.Fatalf(
				"round %d: %v\n%s\nTo see it again: make chaos SEED=%d %s",
				number,
				err,
				w.story.String(),
				w.seed,
				w.replay(number),
			)
		}
	}
}

// replay is what make chaos needs, beside the seed, to run as many rounds of this
// world alone.
func (w *world) replay(rounds int) string {
	if w.virtual() {
		return sprintf("ROUNDS=%d CLI_ROUNDS=0", rounds)
	}
	return sprintf("ROUNDS=0 CLI_ROUNDS=%d", rounds)
}

// unprotect permits to destroy all users, with false: an attribute that is removed from the configuration keeps its
// value.
func (w *world) unprotect() {
	for _, p := range w.testUsers {
		if p.protected() {
			p.values["deletion_protection"] = false
		}
	}
}

// empty removes all users from the configuration.
func (w *world) empty() {
	w.access.empty()
	for len(w.testUsers) > 0 {
		w.remove(w.testUsers[0])
	}
}
