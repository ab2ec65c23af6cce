package chaos

import (
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// instantly is the time within which requests count as having arrived at once. It
// is shorter than the time between the starts of two operations.
const instantly = apart / 2

// latency gives each request its own duration, so that concurrent requests always
// meet in the same order. Durations are given in the order of arrival; where the
// scheduler decides, in the order of the requests.
type latency struct {
	random   *rand.Rand
	instance atomic.Pointer[acctest.Instance]

	mu      sync.Mutex
	arrived []*arrival
}

var userIDs = regexp.MustCompile(`user_[A-Za-z0-9]{27}`)

type arrival struct {
	asks string
	took time.Duration // 0 until it is given
}

func (l *latency) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		request := &arrival{asks: l.requestText(r)}
		l.mu.Lock()
		l.arrived = append(l.arrived, request)
		l.mu.Unlock()
		time.Sleep(instantly)
		l.give()
		time.Sleep(request.took)
		next.ServeHTTP(w, r)
	})
}

// give gives all that have arrived their times.
func (l *latency) give() {
	l.mu.Lock()
	defer l.mu.Unlock()
	slices.SortStableFunc(l.arrived, func(a, b *arrival) int { return strings.Compare(a.asks, b.asks) })
	for _, request := range l.arrived {
		request.took = time.Millisecond + time.Duration(l.random.Int64N(int64(50*time.Millisecond)))
	}
	l.arrived = nil
}

// requestText formats a request without ids of users, which differ in every run.
func (l *latency) requestText(r *http.Request) string {
	return r.Method + " " + userIDs.ReplaceAllStringFunc(r.URL.RequestURI(), func(id string) string {
		user, _ := l.instance.Load().User(id)
		return text(user.Username) + strings.Join(emails(user), " ")
	})
}
