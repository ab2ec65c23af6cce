package chaos

import (
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
)

// Ids are all of a run that does not follow from its seed.
var ids = regexp.MustCompile(`(user|idn|org|orgmem|orginv|inv|role|perm|alid|blid)_[A-Za-z0-9]{27}`)

// TestChaos_aSeedRunsTheSameAgain holds that a failure can be seen again by its
// seed: two runs of a world send the same requests at the same time, and meet the
// same faults.
func TestChaos_aSeedRunsTheSameAgain(t *testing.T) {
	// No 429, after which the client waits for a moment of its own choice, and only users: the client reads the
	// memberships of several organizations in any order.
	const seed = 11
	run := func() (story string) {
		synctest.Test(t, func(t *testing.T) {
			w := inMemory(t, seed, newFigures())
			live(w, 2)
			story = numbered(w.history.String())
		})
		return story
	}
	if first, second := run(), run(); first != second {
		t.Errorf("two runs of seed %d differ:\n%s", seed, firstDifference(first, second))
	}
}

// numbered replaces ids by the order in which they appear.
func numbered(story string) string {
	numbers := map[string]string{}
	return ids.ReplaceAllStringFunc(story, func(id string) string {
		if numbers[id] == "" {
			numbers[id] = sprintf("id %d", len(numbers)+1)
		}
		return numbers[id]
	})
}

func firstDifference(a, b string) string {
	theirs := strings.Split(b, "\n")
	for i, line := range strings.Split(a, "\n") {
		if i >= len(theirs) || line != theirs[i] {
			return sprintf("line %d: %q, and then %q", i+1, line, theirs[min(i, len(theirs)-1)])
		}
	}
	return "the second is longer"
}
