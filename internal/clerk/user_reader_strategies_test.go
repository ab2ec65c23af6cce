package clerk_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

var rounds = flag.Int("rounds", 20, "how many instances a test with random users has; make chaos has more")

// TestClient_ReadUser_bothStrategies_returnTheSame changes users at random in many instances. Between refreshes, both
// strategies must return the same users. A change during a refresh may or may not be visible, but each user must be
// complete, from before or after the change. The next refresh must return the changed user.
func TestClient_ReadUser_bothStrategies_returnTheSame(t *testing.T) {
	t.Parallel()
	for seed := range uint64(*rounds) {
		synctest.Test(t, func(t *testing.T) { newStrategiesRun(t, seed).compare() })
	}
}

type strategiesRun struct {
	t        *testing.T
	name     string
	draw     *rand.Rand
	emulated *emulator.Emulator
	managed  []string
}

func newStrategiesRun(t *testing.T, seed uint64) *strategiesRun {
	r := &strategiesRun{t: t, name: fmt.Sprintf("seed %d", seed), draw: rand.New(rand.NewPCG(seed, 11))}
	// Most instances have one page, so that a snapshot is due soon. Some have two.
	var ids []string
	r.emulated, ids = instanceOf(t, 1+r.draw.IntN([]int{20, 20, 20, 20, 20, 20, 20, 900}[r.draw.IntN(8)]))
	r.managed = ids[:1+r.draw.IntN(min(len(ids), 40))]
	return r
}

func (r *strategiesRun) compare() {
	for range r.draw.IntN(6) {
		time.Sleep(time.Second) // separates the times of the changes
		r.change()
	}
	before := r.refresh(false, nil)
	r.expectSame(before, r.refresh(true, nil))

	during := r.refresh(true, r.change)
	after := r.refresh(false, nil)
	for id, got := range during {
		if got != before[id] && got != after[id] {
			r.t.Errorf("%s: %s was read during a change as neither before nor after it", r.name, id)
		}
	}
	r.expectSame(after, r.refresh(true, nil))
}

func (r *strategiesRun) expectSame(individual, batched map[string]string) {
	r.t.Helper()
	for _, id := range r.managed {
		if individual[id] != batched[id] {
			r.t.Errorf("%s: the strategies disagree about %s: %s and %s", r.name, id, individual[id], batched[id])
		}
	}
}

// refresh reads the managed users with a new client. If change is not nil, it is called during the refresh.
func (r *strategiesRun) refresh(batched bool, change func()) map[string]string {
	options := []clerk.Option{clerk.WithRateLimit(3_000), clerk.WithTransport(inProcess{emulated: r.emulated})}
	if !batched {
		options = append(options, clerk.WithIndividualReads())
	}
	client, err := clerk.New(emulator.DefaultSecretKey, options...)
	if err != nil {
		r.t.Fatal(err)
	}
	var mu sync.Mutex
	users := map[string]string{}
	changeAt := r.draw.IntN(len(r.managed))
	refresh(client, r.managed, 1+r.draw.IntN(10), func(id string, user *clerk.User, err error) {
		mu.Lock()
		defer mu.Unlock()
		if len(users) == changeAt && change != nil {
			change()
		}
		users[id] = r.textOf(id, user, err)
	})
	return users
}

func (r *strategiesRun) textOf(id string, user *clerk.User, err error) string {
	switch {
	case clerk.IsNotFound(err):
		return "gone"
	case err != nil:
		r.t.Errorf("%s: reading %s: %v", r.name, id, err)
		return "error"
	}
	text, err := json.Marshal(user)
	if err != nil {
		r.t.Error(err)
	}
	return string(text)
}

// change makes a random change to one managed user.
func (r *strategiesRun) change() {
	id := r.managed[r.draw.IntN(len(r.managed))]
	if _, there := r.emulated.User(id); !there {
		return
	}
	number := r.draw.IntN(1000)
	kind := r.draw.IntN(6)
	if kind == 0 {
		r.emulated.DeleteUser(id)
		return
	}
	if err := r.emulated.ChangeUser(id, func(user *emulator.User) {
		switch kind {
		case 1:
			user.FirstName = ptr(fmt.Sprint("Name ", number))
		case 2:
			user.Banned = !user.Banned
		case 3:
			user.PublicMetadata = fmt.Appendf(nil, `{"n":%d}`, number)
		case 4:
			user.EmailAddresses = append(
				user.EmailAddresses,
				emulator.EmailAddress{EmailAddress: fmt.Sprintf("n%d-%s@example.com", number, id)},
			)
		default:
			user.Locked = !user.Locked
		}
	}); err != nil {
		r.t.Errorf("%s: changing %s: %v", r.name, id, err)
	}
}
