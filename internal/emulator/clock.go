package emulator

import (
	"sync/atomic"
	"time"
)

// Clock is the time source of the emulated instance.
type Clock func() time.Time

// steppedClock is a clock that can be advanced.
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

// AdvanceClock advances the emulator's clock by d. The times of objects, the expiry of locks, rate limits and the
// header Date follow this clock.
func (e *Emulator) AdvanceClock(d time.Duration) { e.clock.advance(d) }

// Now returns the time of the emulator.
func (e *Emulator) Now() time.Time { return e.clock.now() }
