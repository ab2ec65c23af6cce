// Package batch combines calls that arrive at about the same time, such as the reads of a plan, into one request. It is
// generic over keys and values.
package batch

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

// Fetch returns the values of many keys in one request. Callers with a key that is not in the map get the zero value.
type Fetch[K comparable, V any] func(ctx context.Context, keys []K) (map[K]V, error)

// Options are the limits of a batch.
type Options struct {
	// MaxKeys is the maximum number of keys in a batch. A batch with that many keys is sent at once.
	MaxKeys int
	// IdleTime is the time without a new caller after which a batch is sent.
	IdleTime time.Duration
	// ReturnTime replaces IdleTime if more callers are expected, because they waited for earlier batches. It must be
	// longer than their time between two calls, also on a busy machine.
	ReturnTime time.Duration
	// MaxWait is the maximum time that a batch waits for the answer to a running batch. The callers of the running batch
	// often call again after they get their answer.
	MaxWait time.Duration
}

// Coalescer combines calls of Get into batches. It is safe for concurrent use.
//
// A batch is sent when it is full, after the idle time, or when it has as many callers as ever waited at the same time.
// Terraform limits the number of parallel calls (-parallelism). After the first batch of a plan, batches are therefore
// sent without waiting for the idle time.
type Coalescer[K comparable, V any] struct {
	fetch   Fetch[K, V]
	options Options

	mu         sync.Mutex
	open       *group[K, V] // the next batch; nil without callers
	running    int          // batches without an answer
	waiting    int          // callers without an answer
	maxWaiting int          // highest value of waiting; 0 until the first batch is sent
}

// New returns a coalescer of calls to fetch.
func New[K comparable, V any](fetch Fetch[K, V], options Options) *Coalescer[K, V] {
	return &Coalescer[K, V]{fetch: fetch, options: options}
}

// group is one batch. The mutex of the coalescer protects all fields except answers and err.
type group[K comparable, V any] struct {
	keys     []K
	added    map[K]bool
	callers  int
	openedAt time.Time
	timer    *time.Timer
	ctx      context.Context
	cancel   context.CancelFunc
	// answered is closed after answers and err are set.
	answered chan struct{}
	answers  map[K]V
	err      error
}

// PanicError reports a panic in fetch. All callers of the batch get it.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic while answering a batch: %v", e.Value) }

var errNotAnswered = errors.New("the batch ended without an answer")

// Get returns the value of key. The error is the error of the batch or of ctx. If ctx ends, the batch continues for its
// other callers. It is canceled when it has no callers left. The context of fetch has the values of the first caller's
// context.
func (c *Coalescer[K, V]) Get(ctx context.Context, key K) (V, error) {
	var zero V
	if err := ctx.Err(); err != nil {
		return zero, err
	}
	joined := c.join(ctx, key)
	defer c.leave(joined)
	select {
	case <-joined.answered:
		return joined.answers[key], joined.err
	case <-ctx.Done():
		return zero, ctx.Err()
	}
}

func (c *Coalescer[K, V]) join(ctx context.Context, key K) *group[K, V] {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == nil {
		c.open = c.newGroup(ctx)
	}
	joined := c.open
	if !joined.added[key] {
		joined.added[key] = true
		joined.keys = append(joined.keys, key)
	}
	joined.callers++
	c.waiting++
	if c.maxWaiting > 0 {
		c.maxWaiting = max(c.maxWaiting, c.waiting)
	}
	hasAllCallers := c.maxWaiting > 0 && joined.callers >= c.maxWaiting
	if hasAllCallers || len(joined.keys) >= c.options.MaxKeys {
		c.send(joined)
	} else {
		joined.timer.Reset(c.idleTime())
	}
	return joined
}

// idleTime returns the time to wait for the next caller.
func (c *Coalescer[K, V]) idleTime() time.Duration {
	if c.maxWaiting > 1 {
		return max(c.options.IdleTime, c.options.ReturnTime)
	}
	return c.options.IdleTime
}

func (c *Coalescer[K, V]) newGroup(ctx context.Context) *group[K, V] {
	g := &group[K, V]{added: map[K]bool{}, openedAt: time.Now(), answered: make(chan struct{})}
	g.ctx, g.cancel = context.WithCancel(context.WithoutCancel(ctx)) //nolint:gosec // answer and leave call it
	g.timer = time.AfterFunc(c.options.IdleTime, func() { c.sendIdle(g) })
	return g
}

// sendIdle sends a batch after its idle time, unless it waits for a running batch.
func (c *Coalescer[K, V]) sendIdle(g *group[K, V]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.open != g: // already sent
	case c.running > 0 && time.Since(g.openedAt) < c.options.MaxWait:
		g.timer.Reset(c.idleTime())
	default:
		c.send(g)
	}
}

// send starts the request of a batch. Later callers join a new batch.
func (c *Coalescer[K, V]) send(g *group[K, V]) {
	g.timer.Stop()
	c.open = nil
	c.running++
	c.maxWaiting = max(c.maxWaiting, c.waiting)
	go c.answer(g)
}

func (c *Coalescer[K, V]) answer(g *group[K, V]) {
	defer func() {
		if value := recover(); value != nil {
			g.answers, g.err = nil, &PanicError{Value: value, Stack: debug.Stack()}
		}
		c.mu.Lock()
		c.running--
		c.mu.Unlock()
		g.cancel()
		close(g.answered)
	}()
	g.err = errNotAnswered // if fetch ends the goroutine
	g.answers, g.err = c.fetch(g.ctx, g.keys)
}

// leave removes one caller from a batch. A batch without callers is canceled.
func (c *Coalescer[K, V]) leave(g *group[K, V]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting--
	g.callers--
	if g.callers > 0 {
		return
	}
	g.cancel()
	if c.open == g {
		g.timer.Stop()
		c.open = nil
	}
}
