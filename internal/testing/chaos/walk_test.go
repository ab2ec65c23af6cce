package chaos

import (
	"slices"
	"strings"
	"time"
)

// node is one operation of a walk.
type node struct {
	name string
	run  func() (ok bool)
	// after are the nodes that have to succeed first.
	after []*node

	finished, ok bool
}

func (n *node) ready() bool {
	return !slices.ContainsFunc(n.after, func(earlier *node) bool { return !earlier.finished })
}

func (n *node) blocked() bool {
	return slices.ContainsFunc(n.after, func(earlier *node) bool { return earlier.finished && !earlier.ok })
}

// apart is how long after one another operations begin that could begin at once,
// so that their order follows from the seed and not from the scheduler.
const apart = time.Microsecond

// walk runs the nodes, each after those that it needs, in an order that follows from the seed.
// What needs a node that failed does not run, and counts as failed; so does, after an
// interrupt, all that has not begun.
func (c *core) walk(nodes []*node) {
	slices.SortFunc(nodes, func(a, b *node) int { return strings.Compare(a.name, b.name) })
	c.random.Shuffle(len(nodes), func(i, j int) { nodes[i], nodes[j] = nodes[j], nodes[i] })
	waiting := slices.Clone(nodes)
	done := make(chan *node)
	running := 0
	for len(waiting) > 0 || running > 0 {
		next := slices.IndexFunc(waiting, (*node).ready)
		if next >= 0 && running < c.parallel {
			started := waiting[next]
			waiting = slices.Delete(waiting, next, next+1)
			if started.blocked() || c.interrupted.Load() {
				started.finished = true
				continue
			}
			running++
			time.Sleep(apart)
			go func() {
				started.ok = started.run()
				done <- started
			}()
			continue
		}
		ended := <-done
		ended.finished = true
		running--
	}
}
