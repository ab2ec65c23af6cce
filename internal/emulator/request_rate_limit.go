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
	// instance counts the requests of all operations. blocked has the end of the block of each operation that was
	// refused: the time that its Retry-After has announced.
	instance *window
	blocked  map[string]time.Time
	perUser  RateLimit
	users    map[string]*window
}

// allOperations is the key of a block of all operations together.
const allOperations = "*"

// sweepUsers is the number of user windows at which empty windows are removed.
const sweepUsers = 4096

func newLimiters(config Config) *limiters {
	return &limiters{
		limit:    config.RateLimit,
		instance: &window{},
		blocked:  map[string]time.Time{},
		perUser:  config.UserRateLimit,
		users:    map[string]*window{},
	}
}

// check counts a request, or refuses it with 429. A refusal blocks its operation, or with blocksAll all operations.
func (l *limiters) check(to route, r *http.Request, now time.Time, blocksAll bool) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	operation := to.method + " " + to.pattern
	if blocksAll {
		operation = allOperations
	}
	if !to.unlimited {
		end, retryAfter := l.instance.full(l.limit, now, l.blocked[operation])
		if l.blocked[operation] = end; retryAfter > 0 {
			return tooManyRequests(retryAfter)
		}
	}
	if to.perUserLimit && !l.perUser.off() {
		user := l.user(r.PathValue("user_id"), now)
		var retryAfter int
		if user.blocked, retryAfter = user.full(l.perUser, now, user.blocked); retryAfter > 0 {
			return tooManyRequests(retryAfter)
		}
		user.count(now)
	}
	if !to.unlimited && !l.limit.off() {
		l.instance.count(now)
	}
	return nil
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
	l.instance, l.blocked, l.users = &window{}, map[string]time.Time{}, map[string]*window{}
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
	// blocked is the end of the block of a user that the last refusal announced in Retry-After.
	blocked time.Time
}

func (w *window) trim(limit RateLimit, now time.Time) {
	past := 0
	for past < len(w.times) && now.Sub(w.times[past]) >= limit.Per {
		past++
	}
	w.times = w.times[past:]
}

// full returns the number of seconds (rounded up) until the next request is allowed, or 0, and the end of the block that
// this announces. blocked is the end of an earlier block, which lasts as long as it was announced.
func (w *window) full(limit RateLimit, now, blocked time.Time) (end time.Time, retryAfter int) {
	if limit.off() {
		return time.Time{}, 0
	}
	if now.Before(blocked) {
		return blocked, wholeSeconds(blocked.Sub(now))
	}
	w.trim(limit, now)
	if len(w.times) < limit.Requests {
		return time.Time{}, 0
	}
	retryAfter = wholeSeconds(limit.Per - now.Sub(w.times[0]))
	return now.Add(time.Duration(retryAfter) * time.Second), retryAfter
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
