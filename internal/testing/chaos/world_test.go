package chaos

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// world is an instance, a configuration and a state, and all that follows from one
// seed.
type world struct {
	*rand.Rand
	t        testing.TB
	seed     uint64
	instance *acctest.Instance
	// terraform is the real CLI, or what stands in for its core.
	terraform terraform
	// second is how long a second lasts where users wait: less, where time is real.
	second  time.Duration
	watch   *watch
	figures *figures
	numbers int
	// story describes the present round, for the message of a failure.
	story strings.Builder
	// history is the story of all rounds.
	history strings.Builder

	// moving are the moves of the present round, and upToDate says that a round has ended well.
	moving   moves
	upToDate bool
	// replacing are ids of users for which -replace has failed. The delete request of an interrupted apply can reach
	// the instance after that apply.
	replacing map[string]bool

	// testUsers are declared; kept are users that a deletion_policy kept in the instance.
	testUsers, kept []*testUser
	// existing are users of the instance that a configuration may adopt, and
	// unmanaged all users without a resource.
	existing  []emulator.User
	unmanaged map[string]emulator.User
	// access is nil in a world with users only.
	access *access
}

// terraform runs configurations against one state.
type terraform interface {
	// apply runs terraform apply and returns the errors that users would read.
	apply(declared configuration, under conditions) string
	// pending runs terraform plan and returns what it would do, or why it failed.
	pending(declared configuration) string
	// removes are the ids of objects that the last plan removes. It is false if the plan is not known.
	removes() (ids map[string]bool, known bool)
	// recorded returns what the state holds.
	recorded() map[address]record
	// forgetRefused removes from the state what the errors of the last plan name, and returns how many objects that were.
	forgetRefused() int
	// blame lists the answers for which Terraform blames the provider.
	providerBugs() []string
}

// conditions are those of one run.
type conditions struct {
	// settings are further ones of the provider block.
	settings acctest.Values
	// interrupt is when Ctrl-C is sent, 0 for never.
	interrupt time.Duration
	// between, unless nil, happens after the plan and before its apply.
	between func()
	moves
}

// record is what the state holds of a resource, as far as it matters here.
type record struct {
	id, secret, policy string
	protected, tainted bool
}

func newWorld(t testing.TB, seed uint64, total *figures) *world {
	return &world{
		Rand: rand.New(rand.NewPCG(seed, 0)), t: t, seed: seed, second: time.Second,
		watch: &watch{}, figures: total, replacing: map[string]bool{}, unmanaged: map[string]emulator.User{},
	}
}

// inMemory makes a world with the provider in this process, in virtual time.
func inMemory(t testing.TB, seed uint64, total *figures) *world {
	w := newWorld(t, seed, total)
	waits := &latency{random: rand.New(rand.NewPCG(seed, 1))}
	config := emulator.Config{Behaviour: w.behaviour()}
	w.access = newAccess(w, &config.Behaviour)
	if w.chance(0.2) {
		config.RateLimit = emulator.RateLimit{Requests: 20, Per: 10 * time.Second}
	}
	w.instance = acctest.NewInstanceInMemory(t, config, waits.around)
	waits.instance.Store(w.instance)
	w.terraform = &core{
		random: rand.New(rand.NewPCG(seed, 2)),
		t:      t, instance: w.instance, watch: w.watch, state: map[address]*object{},
		parallel: []int{1, 3, 10}[w.IntN(3)], older: w.chance(0.3),
	}
	w.populate()
	return w
}

// behaviour chooses among the unknown behaviours of the real API.
func (w *world) behaviour() emulator.Behaviour {
	return emulator.Behaviour{
		LockSeconds:        -1, // no lock expires during a round
		NullIgnored:        w.chance(0.5),
		ShuffleIdentifiers: w.chance(0.5),
		KeepPrimaryEmpty:   w.chance(0.5),
		UnverifyAllowed:    w.chance(0.5),
		KeepEmailCase:      w.chance(0.5),
	}
}

// populate puts users into the instance who are not Terraform's.
func (w *world) populate() {
	for range 2 + w.IntN(3) {
		w.instance.Hold(map[string]any{
			"email_address": []string{w.email()}, "username": w.username(), "first_name": w.name(),
			"public_metadata": map[string]any{"since": w.number()},
		})
	}
	w.existing = w.instance.Users()
	for _, found := range w.existing {
		w.unmanaged[found.ID] = found
	}
	w.access.populate()
}

func (w *world) chance(share float64) bool { return w.Float64() < share }

// number is another one each time.
func (w *world) number() int {
	w.numbers++
	return w.numbers
}

func (w *world) username() string { return sprintf("user-%d", w.number()) }

func (w *world) email() string {
	address := sprintf("Person.%d@example.com", w.number())
	if w.chance(0.7) {
		return strings.ToLower(address)
	}
	return address
}

func (w *world) phone() string { return sprintf("+1202555%04d", w.number()) }

// configuration returns the present declarations.
func (w *world) configuration() configuration {
	declared := configuration{}
	for _, p := range w.testUsers {
		for _, d := range p.declarations() {
			declared[d.at] = d
		}
	}
	w.access.declare(declared)
	return declared
}

// virtual reports whether waiting takes no time.
func (w *world) virtual() bool { return w.second == time.Second }

// note adds an apply to the story.
func (w *world) note(title, failed string) {
	var text strings.Builder
	text.WriteString("\n" + title + ":\n")
	for _, r := range w.instance.Requests() {
		fmt.Fprintf(&text, "  %s %s %s -> %d %s\n", r.Time.Format("04:05.000"), r.Method, r.Path, r.Status, r.Fault)
	}
	if failed != "" {
		text.WriteString("It ended with:\n" + failed + "\n")
	}
	w.story.WriteString(text.String())
	w.history.WriteString(text.String())
}

// settings are those of the provider block in a run.
func (w *world) settings() acctest.Values {
	settings := acctest.Values{"max_retries": []int{0, 0, 1, 2, 4}[w.IntN(5)], "request_timeout": (10 * w.second).String()}
	if w.chance(0.3) {
		settings["read_strategy"] = "individual"
	}
	if w.chance(0.1) {
		settings["max_user_deletions"] = w.IntN(3)
	}
	return settings
}

// change changes the declarations: it adds, removes and changes users.
func (w *world) change() {
	for _, p := range slices.Clone(w.testUsers) {
		switch {
		case !p.protected() && w.chance(0.1) && !w.access.founds(p):
			w.remove(p)
		case w.chance(0.8):
			w.changeUser(p)
		}
	}
	for range w.IntN(3) {
		w.add()
	}
	w.access.change()
}

func (w *world) add() {
	p := w.newTestUser()
	w.testUsers = append(w.testUsers, p)
	for range w.IntN(8) {
		if p.apart {
			p.moved = false
			clear(p.removed)
			w.changeDependents(p)
		}
	}
}

// remove removes a user from the configuration.
func (w *world) remove(p *testUser) {
	w.access.dropUser(p)
	w.testUsers = slices.DeleteFunc(w.testUsers, func(other *testUser) bool { return other == p })
	if p.id != "" && p.policy() != "delete" {
		w.kept = append(w.kept, p)
	}
}

func (w *world) must(err error) {
	if err != nil {
		w.t.Fatal(err)
	}
}
