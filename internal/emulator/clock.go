package emulator

import (
	"sync/atomic"
	"time"
)

// Clock tells the time that the emulated instance lives in.
type Clock func() time.Time

// steppedClock is a clock that can be put forward.
type steppedClock struct {
	base   Clock
	offset atomic.Int64
}

func newSteppedClock(base Clock) *steppedClock {
	if base == nil {
		base = time.Now
	}
	return &steppedClock{base: base}
}

func (c *steppedClock) now() time.Time {
	return c.base().Add(time.Duration(c.offset.Load()))
}

func (c *steppedClock) advance(d time.Duration) { c.offset.Add(int64(d)) }

func (c *steppedClock) reset() { c.offset.Store(0) }

// AdvanceClock puts the emulator's clock forward by d. Times of creation and
// change, lock expiry, rate limits and the Date header all follow it.
func (e *Emulator) AdvanceClock(d time.Duration) { e.clock.advance(d) }

// Now returns the emulator's time.
func (e *Emulator) Now() time.Time { return e.clock.now() }
