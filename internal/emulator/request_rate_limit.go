package emulator

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// limiters are the rate limits of the instance and of single objects. Each has a sliding window. A refused
// request is not counted.
type limiters struct {
	mu    sync.Mutex
	limit RateLimit
	// instance counts the requests of all operations. blocked has the end of the block of each operation that was
	// refused: the time that its Retry-After has announced.
	instance  *window
	blocked   map[string]*time.Time
	hourly    map[string]*window
	perObject RateLimit
	objects   map[string]*window
}

// allOperations is the key of a block of all operations together.
const allOperations = "*"

// sweepObjects is the number of windows of objects at which empty windows are removed.
const sweepObjects = 4096

func newLimiters(config Config) *limiters {
	l := &limiters{limit: config.RateLimit, perObject: config.UserRateLimit}
	l.reset()
	return l
}

// counted is a window with its limit, and the end of the block that an earlier refusal has announced.
type counted struct {
	window  *window
	limit   RateLimit
	blocked *time.Time
}

// check counts a request in every window of its operation, or refuses it with 429.
func (l *limiters) check(to route, r *http.Request, now time.Time, behaviour Behaviour) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	windows := l.windows(to, r, now, behaviour)
	for _, counted := range windows {
		if retryAfter := counted.full(now); retryAfter > 0 {
			return tooManyRequests(retryAfter)
		}
	}
	for _, counted := range windows {
		counted.window.count(now)
	}
	return nil
}

// windows returns the windows of a request that have a limit.
func (l *limiters) windows(to route, r *http.Request, now time.Time, behaviour Behaviour) []counted {
	var windows []counted
	if !to.unlimited && !l.limit.off() {
		windows = append(windows, counted{l.instance, l.limit, l.block(to, behaviour.RateLimitBlocksAll)})
	}
	if len(to.limitedPer) > 0 && !l.perObject.off() {
		object := l.object(objectKey(to, r), now)
		windows = append(windows, counted{object, l.perObject, &object.blocked})
	}
	if to.hourly > 0 && !behaviour.HourlyLimitsDisabled {
		hourly := entry(l.hourly, to.key())
		windows = append(windows, counted{hourly, RateLimit{Requests: to.hourly, Per: time.Hour}, &hourly.blocked})
	}
	return windows
}

// block returns the end of the block of an operation, or of all.
func (l *limiters) block(to route, blocksAll bool) *time.Time {
	if blocksAll {
		return entry(l.blocked, allOperations)
	}
	return entry(l.blocked, to.key())
}

func (to route) key() string { return to.method + " " + to.pattern }

// entry returns the entry of a key, and adds it if it is missing.
func entry[T any](entries map[string]*T, key string) *T {
	if entries[key] == nil {
		entries[key] = new(T)
	}
	return entries[key]
}

// object returns the window of an object.
func (l *limiters) object(key string, now time.Time) *window {
	if len(l.objects) >= sweepObjects {
		for key, object := range l.objects {
			if object.trim(l.perObject, now); len(object.times) == 0 {
				delete(l.objects, key)
			}
		}
	}
	return entry(l.objects, key)
}

// objectKey returns the key of the object in the path that has a rate limit of its own.
func objectKey(to route, r *http.Request) string {
	key := ""
	for _, name := range to.limitedPer {
		key += name + "=" + r.PathValue(name) + "/"
	}
	return key
}

func (l *limiters) reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.instance, l.blocked = &window{}, map[string]*time.Time{}
	l.hourly, l.objects = map[string]*window{}, map[string]*window{}
}

// SetRateLimit replaces the rate limit of a running instance, and clears its windows. The zero value means no limit.
func (e *Emulator) SetRateLimit(limit RateLimit) {
	e.limits.reset()
	e.limits.mu.Lock()
	defer e.limits.mu.Unlock()
	e.limits.limit = limit
}

// window has the times of the counted requests, the oldest first.
type window struct {
	times []time.Time
	// blocked is the end of the block that the last refusal announced in Retry-After. The window of the instance has a
	// block for each operation instead.
	blocked time.Time
}

func (w *window) trim(limit RateLimit, now time.Time) {
	past := 0
	for past < len(w.times) && now.Sub(w.times[past]) >= limit.Per {
		past++
	}
	w.times = w.times[past:]
}

// full returns the number of seconds (rounded up) until the next request is allowed, or 0. A block lasts as long as it
// was announced.
func (c counted) full(now time.Time) int {
	if now.Before(*c.blocked) {
		return wholeSeconds(c.blocked.Sub(now))
	}
	c.window.trim(c.limit, now)
	if len(c.window.times) < c.limit.Requests {
		return 0
	}
	seconds := wholeSeconds(c.limit.Per - now.Sub(c.window.times[0]))
	*c.blocked = now.Add(time.Duration(seconds) * time.Second)
	return seconds
}

// wholeSeconds rounds up.
func wholeSeconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

func (w *window) count(now time.Time) { w.times = append(w.times, now) }

func tooManyRequests(retryAfter int) *apiError {
	e := failure(http.StatusTooManyRequests, "too_many_requests", "Too many requests",
		"Too many requests. Please try again in a bit.")
	e.retryAfter = strconv.Itoa(retryAfter)
	return e
}
