package clerk_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// faulty is an emulated instance with one user and the objects of accessSeed. A fault applies to the next request with a
// given method.
type faulty struct {
	*emulator.Server
	userID string
}

func startFaulty(t *testing.T, method string, rule emulator.FaultRule) *faulty {
	t.Helper()
	server, err := emulator.Start(emulator.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	server.SeedUsers(1)
	userID := server.Users()[0].ID
	if err := server.Seed(accessSeed(userID)); err != nil {
		t.Fatal(err)
	}
	rule.Method, rule.Count = method, 1
	if err := server.SetFaults(emulator.Faults{Rules: []emulator.FaultRule{rule}}); err != nil {
		t.Fatal(err)
	}
	return &faulty{server, userID}
}

// client returns a client that waits between attempts until a closed port is open again. Its timeout is short only for
// faults that need it.
func (s *faulty) client(t *testing.T, timesOut bool) *clerk.Client {
	t.Helper()
	options := []clerk.Option{clerk.WithURL(s.URL), clerk.WithRetryWait(30*time.Millisecond, 30*time.Millisecond)}
	if timesOut {
		options = append(options, clerk.WithRequestTimeout(250*time.Millisecond))
	}
	client, err := clerk.New(emulator.DefaultSecretKey, options...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// sent counts the requests with a method. The searches of a create are not counted.
func (s *faulty) sent(method string) int {
	n := 0
	for _, r := range s.Requests() {
		if r.Method == method {
			n++
		}
	}
	return n
}

// user returns the initial user.
func (s *faulty) user() emulator.User {
	user, _ := s.User(s.userID)
	return user
}

const never = 3_600_000 // milliseconds

// faultTests are the faults of one attempt.
var faultTests = map[string]struct {
	rule emulator.FaultRule
	// committed means that the operation is processed despite the fault.
	committed bool
	// refused means that Clerk itself refuses the request. Every operation is then sent again.
	refused bool
	// timesOut means that the fault is a timeout.
	timesOut bool
}{
	"429": {rule: emulator.FaultRule{Kind: "status", Status: 429, RetryAfter: "0"}, refused: true},
	"429 without Retry-After": {
		rule:    emulator.FaultRule{Kind: "status", Status: 429, RetryAfter: "none"},
		refused: true,
	},
	"429 without body": {
		rule: emulator.FaultRule{Kind: "status", Status: 429, RetryAfter: "none", Body: "none"},
	},
	"409 resource_locked": {rule: emulator.FaultRule{Kind: "status", Status: 409}, refused: true},
	"500":                 {rule: emulator.FaultRule{Kind: "status", Status: 500}},
	"500 without body":    {rule: emulator.FaultRule{Kind: "status", Status: 500, Body: "none"}},
	"500 after commit": {
		rule:      emulator.FaultRule{Kind: "status", Status: 500, AfterCommit: true},
		committed: true,
	},
	"503 with Retry-After": {rule: emulator.FaultRule{Kind: "status", Status: 503, RetryAfter: "0"}},
	"page of a proxy":      {rule: emulator.FaultRule{Kind: "html"}},
	"page, after commit": {
		rule:      emulator.FaultRule{Kind: "html", Status: 504, AfterCommit: true},
		committed: true,
	},
	"refused connection":  {rule: emulator.FaultRule{Kind: "refused", DelayMS: 5}},
	"reset before commit": {rule: emulator.FaultRule{Kind: "reset_before"}},
	"reset after commit":  {rule: emulator.FaultRule{Kind: "reset_after"}, committed: true},
	"truncated answer":    {rule: emulator.FaultRule{Kind: "truncate"}, committed: true},
	"malformed answer":    {rule: emulator.FaultRule{Kind: "malformed"}, committed: true},
	"no answer in time":   {rule: emulator.FaultRule{Kind: "delay", DelayMS: never}, timesOut: true},
	"answer later than in time": {
		rule:      emulator.FaultRule{Kind: "delay", DelayMS: never, AfterCommit: true},
		committed: true,
		timesOut:  true,
	},
	"answer that takes for ever": {
		rule:      emulator.FaultRule{Kind: "drip", DelayMS: never},
		committed: true,
		timesOut:  true,
	},
}

// TestClient_everyFault_processesTheRequestOnce applies each fault to the first attempt. Idempotent operations are
// repeated, and a created object is found.
func TestClient_everyFault_processesTheRequestOnce(t *testing.T) {
	for fault, test := range faultTests {
		for _, operation := range faultOperations {
			t.Run(fault+", "+operation.name, func(t *testing.T) {
				t.Parallel()
				s := startFaulty(t, operation.method, test.rule)
				if err := operation.send(s.client(t, test.timesOut), s.userID); err != nil {
					t.Fatal(err)
				}
				if err := operation.check(s); err != nil {
					t.Error(err)
				}
				want := 2
				if operation.isCreate && test.committed {
					want = 1
				}
				// On a slow machine, the short timeout can cause another attempt.
				if n := s.sent(operation.method); n < want || n > want && !test.timesOut {
					t.Errorf("sent %d times, want %d", n, want)
				}
			})
		}
	}
}

// TestClient_CreateToken_everyFault_reportsThatTheTokenMayExist checks an operation that can be neither repeated nor
// searched for. It is sent again only if Clerk has refused it.
func TestClient_CreateToken_everyFault_reportsThatTheTokenMayExist(t *testing.T) {
	for fault, test := range faultTests {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			s := startFaulty(t, http.MethodPost, test.rule)
			_, err := s.client(t, test.timesOut).CreateSignInToken(background(), clerk.SignInTokenCreateParams{UserID: s.userID})
			want := 1
			if test.refused {
				want = 2
			}
			if test.refused != (err == nil) || s.sent(http.MethodPost) != want {
				t.Errorf("got %v after %d requests, want %d", err, s.sent(http.MethodPost), want)
			}
			tokens := 0
			if test.committed || test.refused {
				tokens = 1
			}
			if n := len(s.SignInTokens()); n != tokens {
				t.Errorf("there are %d tokens, want %d", n, tokens)
			}
		})
	}
}

// A page comes from a wrong URL, so a retry would return it again.
func TestClient_pageInsteadOfASuccess_isNotRetried(t *testing.T) {
	s := startFaulty(t, http.MethodGet, emulator.FaultRule{Kind: "html", Status: http.StatusOK})
	_, err := s.client(t, false).GetUser(background(), s.userID)
	if decode := errorOf[*clerk.DecodeError](err); decode == nil || !decode.HTML || s.sent(http.MethodGet) != 1 {
		t.Errorf("got %v after %d requests", err, s.sent(http.MethodGet))
	}
}
