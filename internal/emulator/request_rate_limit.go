package emulator

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// limiters are the rate limits of the instance and of each user. Each has a sliding window. A refused request is not
// counted.
type limiters struct {
	mu    sync.Mutex
	limit RateLimit
	// operations are the windows of the instance, one for each operation, because a refusal blocks one operation only.
	// All requests that match no operation share a window.
	operations map[string]*window
	perUser    RateLimit
	users      map[string]*window
}

// allOperations is the key of the window that counts the requests of all operations together.
const allOperations = "*"

// sweepUsers is the number of user windows at which empty windows are removed.
const sweepUsers = 4096

func newLimiters(config Config) *limiters {
	return &limiters{
		limit:      config.RateLimit,
		operations: map[string]*window{},
		perUser:    config.UserRateLimit,
		users:      map[string]*window{},
	}
}

// check counts a request, or refuses it with 429. With together, the requests of all operations are counted together.
func (l *limiters) check(to route, r *http.Request, now time.Time, together bool) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	operation := l.operation(to, together)
	if retryAfter := operation.full(l.limit, now); retryAfter > 0 && !to.unlimited {
		return tooManyRequests(retryAfter)
	}
	if to.perUserLimit && !l.perUser.off() {
		user := l.user(r.PathValue("user_id"), now)
		if retryAfter := user.full(l.perUser, now); retryAfter > 0 {
			return tooManyRequests(retryAfter)
		}
		user.count(now)
	}
	if !to.unlimited && !l.limit.off() {
		operation.count(now)
	}
	return nil
}

func (l *limiters) operation(to route, together bool) *window {
	key := to.method + " " + to.pattern
	if together {
		key = allOperations
	}
	if l.operations[key] == nil {
		l.operations[key] = &window{}
	}
	return l.operations[key]
}

func (l *limiters) user(id string, now time.Time) *window {
	if len(l.users) >= sweepUsers {
		for id, user := range l.users {
			if user.trim(l.perUser, now); len(user.times) == 0 {
				delete(l.users, id)
			}
		}
	}
	if l.users[id] == nil {
		l.users[id] = &window{}
	}
	return l.users[id]
}

func (l *limiters) reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.operations, l.users = map[string]*window{}, map[string]*window{}
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
	// blocked is the end of the block that the last refusal announced in Retry-After.
	blocked time.Time
}

func (w *window) trim(limit RateLimit, now time.Time) {
	past := 0
	for past < len(w.times) && now.Sub(w.times[past]) >= limit.Per {
		past++
	}
	w.times = w.times[past:]
}

// full returns the number of seconds (rounded up) until the next request is allowed, or 0.
func (w *window) full(limit RateLimit, now time.Time) int {
	if limit.off() {
		return 0
	}
	if now.Before(w.blocked) {
		return wholeSeconds(w.blocked.Sub(now))
	}
	w.trim(limit, now)
	if len(w.times) < limit.Requests {
		return 0
	}
	seconds := wholeSeconds(limit.Per - now.Sub(w.times[0]))
	w.blocked = now.Add(time.Duration(seconds) * time.Second)
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
