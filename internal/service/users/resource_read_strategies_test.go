package users_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// TestRefresh_bothStrategiesPlanTheSame changes users at random outside Terraform. Between
// refreshes, the plans of both strategies have to be the same to the byte. A change that happens during a refresh may
// or may not be seen by it, with either strategy. A read must return the whole user from before or after it, and the
// next refresh sees it for certain. TestReadUser_bothStrategiesReadTheSame does this with the client alone.
func TestRefresh_bothStrategiesPlanTheSame(t *testing.T) {
	t.Parallel()
	const atOnce = 4
	seeds := make(chan uint64)
	var wait sync.WaitGroup
	for range atOnce {
		wait.Go(func() {
			protocol := acctest.NewProtocol(t, acctest.NewInstance(t))
			for seed := range seeds {
				newRefreshRun(t, protocol, seed).compare()
			}
		})
	}
	for seed := range uint64(*rounds) {
		seeds <- seed
	}
	close(seeds)
	wait.Wait()
}

// refreshRun is an instance with some users that Terraform manages.
type refreshRun struct {
	t        *testing.T
	name     string
	draw     *rand.Rand
	instance *acctest.Instance
	protocol *acctest.Protocol
	managed  []string
	stated   map[string]acctest.Values
}

// outcome is what a refresh and a plan say of each user; a user who is gone is missing.
type outcome map[string]refreshed

type refreshed struct{ state, plan []byte }

func (r refreshed) equal(other refreshed) bool {
	return bytes.Equal(r.state, other.state) && bytes.Equal(r.plan, other.plan)
}

func newRefreshRun(t *testing.T, protocol *acctest.Protocol, seed uint64) *refreshRun {
	r := &refreshRun{
		t: t, name: fmt.Sprintf("seed %d", seed), draw: rand.New(rand.NewPCG(seed, 4)),
		instance: acctest.NewInstance(t), protocol: protocol, stated: map[string]acctest.Values{},
	}
	r.instance.SeedUsers(4 + r.draw.IntN(12))
	for _, user := range r.instance.Users() {
		r.managed = append(r.managed, user.ID)
		r.stated[user.ID] = acctest.Values{"first_name": *user.FirstName, "banned": false}
	}
	r.draw.Shuffle(len(r.managed), func(i, j int) { r.managed[i], r.managed[j] = r.managed[j], r.managed[i] })
	r.managed = r.managed[:4+r.draw.IntN(len(r.managed)-3)]
	return r
}

func (r *refreshRun) compare() {
	states := r.refresh("individual", nil, nil)
	for range r.draw.IntN(6) {
		r.change()
	}
	before := r.refresh("individual", states, nil)
	r.expectSame(before, r.refresh("batched", states, nil))

	during := r.refresh("batched", before, r.change)
	after := r.refresh("individual", before, nil)
	for _, id := range r.managed { // a deleted user is an empty plan
		if got := during[id]; !got.equal(before[id]) && !got.equal(after[id]) {
			r.t.Errorf("%s: a change during a refresh shows neither the user %s of before nor that of after", r.name, id)
		}
	}
	r.expectSame(after, r.refresh("batched", before, nil))
}

func (r *refreshRun) expectSame(individual, batched outcome) {
	r.t.Helper()
	for _, id := range r.managed {
		if !individual[id].equal(batched[id]) {
			r.t.Errorf("%s: the strategies disagree about the user %s", r.name, id)
		}
	}
}

// change does something at random to one managed user.
func (r *refreshRun) change() {
	id := r.managed[r.draw.IntN(len(r.managed))]
	if _, there := r.instance.User(id); !there {
		return
	}
	if r.draw.IntN(8) == 0 {
		r.instance.DeleteUser(id)
		return
	}
	number := r.draw.IntN(1000)
	if err := r.instance.ChangeUser(id, func(user *emulator.User) {
		switch r.draw.IntN(6) {
		case 0:
			user.FirstName = nil
		case 1:
			name := fmt.Sprint("Name ", number)
			user.LastName = &name
		case 2:
			user.Banned = !user.Banned
		case 3:
			user.PublicMetadata = fmt.Appendf(nil, `{"n":%d}`, number)
		case 4:
			user.EmailAddresses = append(
				user.EmailAddresses,
				emulator.EmailAddress{EmailAddress: fmt.Sprintf("%s-%d@example.com", id, number)},
			)
		default:
			user.Locked = !user.Locked
		}
	}); err != nil {
		r.t.Errorf("%s: changing %s: %v", r.name, id, err)
	}
}

// refresh reads every managed user as a plan does, several at a time, and plans them. It starts from what a refresh
// said before, or from the ids alone. Meanwhile it makes a change, unless there is none to make.
func (r *refreshRun) refresh(strategy string, states outcome, meanwhile func()) outcome {
	r.protocol.Configure(r.instance, acctest.Values{"read_strategy": strategy})
	changeAt := len(r.managed) / 2
	next := make(chan string)
	var mu sync.Mutex
	got := outcome{}
	var wait sync.WaitGroup
	for range 5 {
		wait.Go(func() {
			for id := range next {
				if planned, there := r.plan(id, states); there {
					mu.Lock()
					got[id] = planned
					mu.Unlock()
				}
			}
		})
	}
	for i, id := range r.managed {
		if i == changeAt && meanwhile != nil {
			meanwhile()
		}
		if _, known := states[id]; known || states == nil {
			next <- id
		}
	}
	close(next)
	wait.Wait()
	return got
}

// plan refreshes one user and plans a configuration that states the first name and no ban, as it was in the beginning.
// It returns the refreshed state, which the next refresh starts from, and the plan.
func (r *refreshRun) plan(id string, states outcome) (refreshed, bool) {
	p := r.protocol
	schema := p.Schemas.ResourceSchemas["clerk_user"]
	prior := p.Config(schema, acctest.Values{"id": id})
	if states != nil {
		prior = &tfprotov6.DynamicValue{MsgPack: states[id].state}
	}
	read, err := p.Server.ReadResource(
		r.t.Context(),
		&tfprotov6.ReadResourceRequest{TypeName: "clerk_user", CurrentState: prior},
	)
	if err != nil || len(acctest.Errors(read.Diagnostics)) > 0 {
		r.t.Errorf("%s: reading %s: %v, %v", r.name, id, err, acctest.Errors(read.Diagnostics))
		return refreshed{}, false
	}
	if gone, err := read.NewState.IsNull(); err != nil || gone {
		return refreshed{}, false
	}
	config := p.Config(schema, r.stated[id])
	planned, err := p.Server.PlanResourceChange(r.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName:         "clerk_user",
		PriorState:       read.NewState,
		Config:           config,
		ProposedNewState: p.Proposed("clerk_user", read.NewState, config),
	})
	if err != nil || len(acctest.Errors(planned.Diagnostics)) > 0 {
		r.t.Errorf("%s: planning %s: %v, %v", r.name, id, err, acctest.Errors(planned.Diagnostics))
		return refreshed{}, false
	}
	return refreshed{read.NewState.MsgPack, planned.PlannedState.MsgPack}, true
}
