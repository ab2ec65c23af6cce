// Package acctest is the acceptance harness: the real CLI drives the provider
// against an emulated Clerk instance, and every test sees both what Terraform
// holds and what the API received.
package acctest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

// Instance is the emulated Clerk instance of one test. Where the
// specification is at hand, all traffic is held against it.
type Instance struct {
	*emulator.Emulator
	// URL is the address of the Backend API, without /v1.
	URL string
	// options are the client's where the address alone does not lead there.
	options []clerk.Option
	t       testing.TB
}

// NewInstance starts an instance that ends with the test.
func NewInstance(t testing.TB, configure ...func(*emulator.Config)) *Instance {
	t.Helper()
	config := emulator.Config{SigningKeys: emulator.SharedSigningKeys()}
	for _, change := range configure {
		change(&config)
	}
	emulated := emulator.New(config)
	var handler http.Handler = emulated
	if specification, ok := contract.Optional(); ok {
		handler = specification.Handler(t, emulated)
	}
	return serve(t, emulated, handler)
}

// NewUncheckedInstance starts an instance without a comparison of its traffic with the
// specification, which takes longer than the rest of a test with very many users.
func NewUncheckedInstance(t testing.TB) *Instance {
	t.Helper()
	emulated := emulator.New(emulator.Config{SigningKeys: emulator.SharedSigningKeys()})
	return serve(t, emulated, emulated)
}

// NewInstanceOnPort starts an instance with a port that a fault can close. Its traffic is
// not compared with the specification.
func NewInstanceOnPort(t testing.TB, config emulator.Config) *Instance {
	t.Helper()
	config.SigningKeys = emulator.SharedSigningKeys()
	server, err := emulator.Start(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return &Instance{Emulator: server.Emulator, URL: server.URL, t: t}
}

func serve(t testing.TB, emulated *emulator.Emulator, handler http.Handler) *Instance {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return &Instance{Emulator: emulated, URL: server.URL, t: t}
}

// ProviderBlock configures the provider for this instance; arguments are
// further lines of the block.
func (i *Instance) ProviderBlock(arguments ...string) string {
	block := fmt.Sprintf("provider \"clerk\" {\n  secret_key = %q\n  api_url    = %q\n", emulator.DefaultSecretKey, i.URL)
	for _, argument := range arguments {
		block += "  " + argument + "\n"
	}
	return block + "}\n"
}

// Writes lists the requests that change something, since the log was last
// reset, as operations in order.
func (i *Instance) Writes() []string {
	return i.operations(func(r emulator.Request) bool { return r.Method != http.MethodGet })
}

// Reads lists the requests that change nothing, likewise.
func (i *Instance) Reads() []string {
	return i.operations(func(r emulator.Request) bool { return r.Method == http.MethodGet })
}

func (i *Instance) operations(keep func(emulator.Request) bool) []string {
	var operations []string
	for _, request := range i.Requests() {
		if keep(request) {
			operations = append(operations, request.Operation())
		}
	}
	return operations
}

// ExpectWrites fails the test unless the writes since the last reset are
// exactly these, in this order.
func (i *Instance) ExpectWrites(want ...string) {
	i.t.Helper()
	if got := i.Writes(); !slices.Equal(got, want) {
		i.t.Errorf("the API received the writes %v, want %v", got, want)
	}
}

// OnlyUser returns the one user of the instance.
func (i *Instance) OnlyUser() emulator.User {
	i.t.Helper()
	users := i.Users()
	if len(users) != 1 {
		i.t.Fatalf("the instance holds %d users, want 1", len(users))
	}
	return users[0]
}

// Change changes the user who holds the identifier behind Terraform's back.
func (i *Instance) Change(identifier string, change func(*emulator.User)) {
	i.t.Helper()
	user, ok := i.FindUser(identifier)
	if !ok {
		i.t.Fatalf("no user holds %q", identifier)
	}
	if err := i.ChangeUser(user.ID, change); err != nil {
		i.t.Fatalf("changing %s: %v", user.ID, err)
	}
}

// MustSeed seeds the instance. An error ends the test.
func (i *Instance) MustSeed(seed emulator.Seed) {
	i.t.Helper()
	if err := i.Seed(seed); err != nil {
		i.t.Fatalf("seeding the instance: %v", err)
	}
}

// Hold puts a user into the instance who was not made by Terraform; the body
// is that of POST /users. It returns the user's id.
func (i *Instance) Hold(body map[string]any) string {
	i.t.Helper()
	before := map[string]bool{}
	for _, user := range i.Users() {
		before[user.ID] = true
	}
	i.MustSeed(emulator.Seed{Users: []emulator.SeedUser{{Body: body}}})
	for _, user := range i.Users() {
		if !before[user.ID] {
			return user.ID
		}
	}
	i.t.Fatal("the seeded user is missing")
	return ""
}
