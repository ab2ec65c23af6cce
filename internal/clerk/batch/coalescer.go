// Package batch gathers calls that are made at about the same time, such as the reads of a plan, so that one request
// answers all of them. It knows nothing of what is asked for.
package batch

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

// Fetch answers for many keys at once. What it leaves out of the map is the zero value for the callers who asked.
type Fetch[K comparable, V any] func(ctx context.Context, keys []K) (map[K]V, error)

// Options say how calls are gathered.
type Options struct {
	// Limit is the most keys of one batch; a batch that has them is sent at once.
	Limit int
	// Quiet is how long nobody may have joined a batch before it is sent.
	Quiet time.Duration
	// Patience is Quiet for a batch that lacks callers who were there before, and so are expected back. It ought to
	// outlast what they do in between, on a machine that is busy with other things as well.
	Patience time.Duration
	// Longest is how long a batch waits at most for one that is under way. The callers of that one, once they are
	// answered, often have the next question.
	Longest time.Duration
}

// Coalescer gathers calls of Get into batches. It is safe for concurrent use.
//
// A batch is sent when it is full, when nobody joined it for a while, or when everybody is in it: as many callers as
// ever waited at the same time. Terraform asks for at most so many things at once as its parallelism allows, so that
// after the first batch of a plan none has to wait for the time to pass.
type Coalescer[K comparable, V any] struct {
	fetch   Fetch[K, V]
	options Options

	mu        sync.Mutex
	gathering *lot[K, V]
	underWay  int // batches that are sent and not answered
	waiting   int // callers that wait for an answer
	most      int // the highest count of waiting callers; 0 until the first batch was sent
}

// New returns a coalescer of calls to fetch.
func New[K comparable, V any](fetch Fetch[K, V], options Options) *Coalescer[K, V] {
	return &Coalescer[K, V]{fetch: fetch, options: options}
}

// lot is one batch. All but its answer is guarded by the coalescer.
type lot[K comparable, V any] struct {
	keys    []K
	known   map[K]bool
	callers int
	opened  time.Time
	timer   *time.Timer
	ctx     context.Context
	cancel  context.CancelFunc
	// answered is closed when answers and err are there.
	answered chan struct{}
	answers  map[K]V
	err      error
}

// PanicError says that a fetch panicked. Everybody who waited for it gets this error.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic while answering a batch: %v", e.Value) }

var errNotAnswered = errors.New("the batch ended without an answer")

// Get returns the answer for key. The error is that of the whole batch, or that of ctx: whose context ends stops
// waiting, and the batch goes on for the others. It is cancelled when nobody is left. The fetch gets the values of the
// context of whoever opened the batch.
func (c *Coalescer[K, V]) Get(ctx context.Context, key K) (V, error) {
	var none V
	if err := ctx.Err(); err != nil {
		return none, err
	}
	joined := c.join(ctx, key)
	defer c.leave(joined)
	select {
	case <-joined.answered:
		return joined.answers[key], joined.err
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

func (c *Coalescer[K, V]) join(ctx context.Context, key K) *lot[K, V] {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.gathering == nil {
		c.open(ctx)
	}
	joined := c.gathering
	if !joined.known[key] {
		joined.known[key] = true
		joined.keys = append(joined.keys, key)
	}
	joined.callers++
	c.waiting++
	if c.most > 0 {
		c.most = max(c.most, c.waiting)
	}
	everybody := c.most > 0 && joined.callers >= c.most
	if everybody || len(joined.keys) >= c.options.Limit {
		c.send(joined)
	} else {
		joined.timer.Reset(c.patience())
	}
	return joined
}

// patience is how long to wait for the next caller: as soon as several have waited together, they are expected.
func (c *Coalescer[K, V]) patience() time.Duration {
	if c.most > 1 {
		return max(c.options.Quiet, c.options.Patience)
	}
	return c.options.Quiet
}

func (c *Coalescer[K, V]) open(ctx context.Context) {
	opened := &lot[K, V]{known: map[K]bool{}, opened: time.Now(), answered: make(chan struct{})}
	opened.ctx, opened.cancel = context.WithCancel(context.WithoutCancel(ctx)) //nolint:gosec // answer and leave call it
	opened.timer = time.AfterFunc(c.options.Quiet, func() { c.quiet(opened) })
	c.gathering = opened
}

// quiet is called when nobody joined the lot for a while.
func (c *Coalescer[K, V]) quiet(l *lot[K, V]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.gathering != l: // sent meanwhile
	case c.underWay > 0 && time.Since(l.opened) < c.options.Longest:
		l.timer.Reset(c.patience())
	default:
		c.send(l)
	}
}

// send closes the lot and asks for it.
func (c *Coalescer[K, V]) send(l *lot[K, V]) {
	l.timer.Stop()
	c.gathering = nil
	c.underWay++
	c.most = max(c.most, c.waiting)
	go c.answer(l)
}

func (c *Coalescer[K, V]) answer(l *lot[K, V]) {
	defer func() {
		if value := recover(); value != nil {
			l.answers, l.err = nil, &PanicError{Value: value, Stack: debug.Stack()}
		}
		c.mu.Lock()
		c.underWay--
		c.mu.Unlock()
		l.cancel()
		close(l.answered)
	}()
	l.err = errNotAnswered // unless fetch returns
	l.answers, l.err = c.fetch(l.ctx, l.keys)
}

// leave ends the interest of one caller. A lot that nobody waits for is given up.
func (c *Coalescer[K, V]) leave(l *lot[K, V]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting--
	l.callers--
	if l.callers > 0 {
		return
	}
	l.cancel()
	if c.gathering == l {
		l.timer.Stop()
		c.gathering = nil
	}
}
