package batch_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/batch"
)

var options = batch.Options{MaxKeys: 100, IdleTime: 10 * time.Millisecond, MaxWait: 100 * time.Millisecond}

// server answers each key after the latency, and records the batches.
type server struct {
	latency time.Duration
	fail    func(keys []string) error

	mu      sync.Mutex
	batches [][]string
}

func (s *server) fetch(ctx context.Context, keys []string) (map[string]string, error) {
	s.mu.Lock()
	s.batches = append(s.batches, slices.Sorted(slices.Values(keys)))
	s.mu.Unlock()
	select {
	case <-time.After(s.latency):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if s.fail != nil {
		if err := s.fail(keys); err != nil {
			return nil, err
		}
	}
	answers := map[string]string{}
	for _, key := range keys {
		if !strings.HasPrefix(key, "missing") {
			answers[key] = "answer to " + key
		}
	}
	return answers, nil
}

func key(i int) string { return fmt.Sprintf("key-%04d", i) }

// getAll gets n keys with the given number of parallel workers, as Terraform does.
func getAll(t *testing.T, c *batch.Coalescer[string, string], n, workers int, pause time.Duration) {
	t.Helper()
	next := make(chan int)
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for i := range next {
				if got, err := c.Get(t.Context(), key(i)); err != nil || got != "answer to "+key(i) {
					t.Errorf("Get(%s) = %q, %v", key(i), got, err)
				}
				time.Sleep(pause)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
}

func TestCoalescer_Get_parallelCallers_sendsOneBatchForEachWave(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		n, workers, want int
		latency, pause   time.Duration
	}{
		"ten at a time":                        {200, 10, 20, 50 * time.Millisecond, 0},
		"ten at a time, answered at once":      {200, 10, 20, 0, time.Millisecond},
		"ten at a time, slow to call again":    {200, 10, 20, 50 * time.Millisecond, 9 * time.Millisecond},
		"one after the other":                  {20, 1, 20, 0, 0},
		"more at a time than a batch can have": {1000, 250, 10, time.Millisecond, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &server{latency: test.latency}
				getAll(t, batch.New(s.fetch, options), test.n, test.workers, test.pause)
				if got := len(s.batches); got > test.want+2 {
					t.Errorf("%d callers were answered in %d batches, want about %d", test.n, got, test.want)
				}
			})
		})
	}
}

func TestCoalescer_Get_slowCallers_waitsForThemUntilReturnTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const waves, callers, gap = 10, 10, 30 * time.Millisecond
		longer := options
		longer.ReturnTime = 50 * time.Millisecond
		s := &server{latency: time.Millisecond}
		c := batch.New(s.fetch, longer)
		for wave := range waves {
			var wait sync.WaitGroup
			for caller := range callers {
				wait.Go(func() {
					if wave > 0 { // later waves arrive slowly
						time.Sleep(time.Duration(caller) * gap)
					}
					if _, err := c.Get(t.Context(), key(wave*callers+caller)); err != nil {
						t.Error(err)
					}
				})
			}
			wait.Wait()
		}
		if got := len(s.batches); got != waves {
			t.Errorf("%d waves were answered in %d batches", waves, got)
		}
	})
}

func TestCoalescer_Get_allCallersJoined_sendsWithoutIdleTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &server{latency: 50 * time.Millisecond}
		start := time.Now()
		getAll(t, batch.New(s.fetch, options), 100, 10, 0)
		want := options.IdleTime + 10*s.latency // the first batch waits for the idle time
		if took := time.Since(start); took != want {
			t.Errorf("10 waves took %s, want %s", took, want)
		}
	})
}

func TestCoalescer_Get_sameKeyFromSeveralCallers_fetchesItOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &server{}
		c := batch.New(s.fetch, options)
		var wait sync.WaitGroup
		for range 5 {
			wait.Go(func() {
				if got, err := c.Get(t.Context(), "a"); err != nil || got != "answer to a" {
					t.Errorf("Get = %q, %v", got, err)
				}
			})
		}
		wait.Wait()
		if len(s.batches) != 1 || !slices.Equal(s.batches[0], []string{"a"}) {
			t.Errorf("the batches were %v", s.batches)
		}
	})
}

func TestCoalescer_Get_duringARunningBatchWithTheKey_sendsAnotherBatch(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &server{latency: time.Second}
		c := batch.New(s.fetch, options)
		var wait sync.WaitGroup
		wait.Go(func() { _, _ = c.Get(t.Context(), "a") })
		time.Sleep(500 * time.Millisecond)
		wait.Go(func() { _, _ = c.Get(t.Context(), "a") })
		wait.Wait()
		if len(s.batches) != 2 {
			t.Errorf("the batches were %v, want two", s.batches)
		}
	})
}

func TestCoalescer_Get_fullBatch_isSentAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &server{}
		c := batch.New(s.fetch, batch.Options{MaxKeys: 3, IdleTime: time.Hour, MaxWait: time.Hour})
		start := time.Now()
		var wait sync.WaitGroup
		for i := range 3 {
			wait.Go(func() { _, _ = c.Get(t.Context(), key(i)) })
		}
		wait.Wait()
		if took := time.Since(start); took != 0 {
			t.Errorf("three callers waited %s", took)
		}
	})
}

func TestCoalescer_Get_keyWithoutAnswer_returnsTheZeroValue(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &server{}
		if got, err := batch.New(s.fetch, options).Get(t.Context(), "missing"); got != "" || err != nil {
			t.Errorf("Get = %q, %v", got, err)
		}
	})
}
