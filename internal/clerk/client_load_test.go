package clerk_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// TestMain checks that the tests of this package leave no goroutines.
func TestMain(m *testing.M) {
	if os.Getenv("GOGC") == "" && os.Getenv(largeServer) == "" {
		debug.SetGCPercent(300) // the collector took a sixth of the processor time
	}
	goleak.VerifyTestMain(m)
}

// loadFaults apply to a tenth of all requests. With this seed, they apply to three of the first eight requests, because
// batched reads need few requests.
var loadFaults = emulator.Faults{Seed: 44, Rules: []emulator.FaultRule{
	{Kind: emulator.FaultStatus, Status: http.StatusTooManyRequests, RetryAfter: "0", Probability: 0.02},
	{Kind: emulator.FaultStatus, Status: http.StatusInternalServerError, Body: emulator.FaultBodyNone, Probability: 0.02},
	{Kind: emulator.FaultHTML, Probability: 0.02},
	{Kind: emulator.FaultResetBefore, Probability: 0.02},
	{Kind: emulator.FaultTruncate, Probability: 0.01},
	{Kind: emulator.FaultMalformed, Probability: 0.01},
}}

// TestClient_2000ParallelReads_faultsAndCancellations_returnTheRightUser reads many users in parallel, while some
// requests fail and some readers are canceled.
func TestClient_2000ParallelReads_faultsAndCancellations_returnTheRightUser(t *testing.T) {
	const readers, canceledEvery, atOnce = 2000, 10, 8 // one reader in ten is canceled, eight at each request
	readUser := func(ctx context.Context, c *clerk.Client, user emulator.User) (*clerk.User, error) {
		return c.ReadUser(ctx, user.ID)
	}
	for name, test := range map[string]struct {
		read    func(context.Context, *clerk.Client, emulator.User) (*clerk.User, error)
		options []clerk.Option
	}{
		"together":     {readUser, nil},
		"individually": {readUser, []clerk.Option{clerk.WithIndividualReads()}},
		"by username": {func(ctx context.Context, c *clerk.Client, user emulator.User) (*clerk.User, error) {
			found, err := c.FindUsers(ctx, clerk.UserUsername, *user.Username)
			if err != nil || len(found) != 1 {
				return nil, err
			}
			return &found[0], nil
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
			emulated := emulator.New(emulator.Config{})
			emulated.SeedUsers(readers)
			if err := emulated.SetFaults(loadFaults); err != nil {
				t.Fatal(err)
			}
			users := emulated.Users()
			contexts, give := make([]context.Context, readers), []context.CancelFunc{}
			for i := range contexts {
				contexts[i] = background()
				if i%canceledEvery == 0 {
					var cancel context.CancelFunc
					contexts[i], cancel = context.WithCancel(background())
					give = append(give, cancel)
				}
			}
			var arrived atomic.Int64
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				for n := range atOnce {
					if i := int(arrived.Load())*atOnce + n; i < len(give) {
						give[i]()
					}
				}
				arrived.Add(1)
				emulated.ServeHTTP(w, r)
			}))
			defer server.Close()
			options := []clerk.Option{
				clerk.WithURL(server.URL),
				clerk.WithMaxRetries(30),
				clerk.WithRateLimit(100_000),
				clerk.WithRetryWait(time.Microsecond, time.Microsecond),
			}
			client, err := clerk.New(emulator.DefaultSecretKey, append(options, test.options...)...)
			if err != nil {
				t.Fatal(err)
			}

			var wait sync.WaitGroup
			var answered, canceled atomic.Int64
			for i, user := range users {
				wait.Go(func() {
					got, err := test.read(contexts[i], client, user)
					switch {
					case err == nil && got != nil && got.ID == user.ID:
						answered.Add(1)
					case errors.Is(err, context.Canceled) && contexts[i].Err() != nil:
						canceled.Add(1)
					default:
						t.Errorf("reading %s gave %v, %v", user.ID, got, err)
					}
				})
			}
			wait.Wait()
			for _, cancel := range give {
				cancel()
			}
			faulty := 0
			for _, request := range emulated.Requests() {
				if request.Fault != "" {
					faulty++
				}
			}
			t.Logf(
				"%d requests, %d faulty; %d readers answered, %d gave up",
				arrived.Load(),
				faulty,
				answered.Load(),
				canceled.Load(),
			)
			if answered.Load() < readers-readers/canceledEvery || faulty == 0 || canceled.Load() == 0 {
				t.Error("that was no load")
			}
		})
	}
}
