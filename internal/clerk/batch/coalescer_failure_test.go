package batch_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/batch"
)

func TestCoalescer_Get_oneCallerCanceled_answersTheOthers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &server{latency: time.Second}
		c := batch.New(s.fetch, options)
		first, cancel := context.WithCancel(t.Context())
		var wait sync.WaitGroup
		wait.Go(func() {
			start := time.Now()
			if _, err := c.Get(first, "a"); !errors.Is(err, context.Canceled) || time.Since(start) != 500*time.Millisecond {
				t.Errorf("the canceled caller got %v after %s", err, time.Since(start))
			}
		})
		synctest.Wait() // the canceled caller opens the batch
		wait.Go(func() {
			if got, err := c.Get(t.Context(), "b"); got != "answer to b" || err != nil {
				t.Errorf("the other caller got %q, %v", got, err)
			}
		})
		time.Sleep(500 * time.Millisecond)
		cancel()
		wait.Wait()
	})
}

func TestCoalescer_Get_allCallersCanceled_cancelsTheBatch(t *testing.T) {
	t.Parallel()
	for name, after := range map[string]time.Duration{
		"before it is sent": time.Millisecond, "while it is running": 50 * time.Millisecond,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &server{latency: time.Hour}
				c := batch.New(s.fetch, options)
				start := time.Now()
				ctx, cancel := context.WithTimeout(t.Context(), after)
				defer cancel()
				if _, err := c.Get(ctx, "a"); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("Get = %v", err)
				}
				s.latency = 0
				if got, err := c.Get(t.Context(), "b"); got != "answer to b" || err != nil {
					t.Errorf("Get afterwards = %q, %v", got, err)
				}
				synctest.Wait()
				if took := time.Since(start); took > time.Second {
					t.Errorf("the batch ran for %s", took)
				}
			})
		})
	}
}

func TestCoalescer_Get_canceledContext_opensNoBatch(t *testing.T) {
	t.Parallel()
	s := &server{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := batch.New(s.fetch, options).Get(ctx, "a"); !errors.Is(err, context.Canceled) || len(s.batches) != 0 {
		t.Errorf("Get = %v, batches %v", err, s.batches)
	}
}

func TestCoalescer_Get_fetchFails_failsOnlyTheCallersOfThisBatch(t *testing.T) {
	t.Parallel()
	refused := errors.New("refused")
	for name, test := range map[string]struct {
		fail func([]string) error
		want func(error) bool
	}{
		"an error": {func([]string) error { return refused }, func(err error) bool { return errors.Is(err, refused) }},
		"a panic": {func([]string) error { panic("oh") }, func(err error) bool {
			var panicked *batch.PanicError
			return errors.As(err, &panicked) && panicked.Value == "oh" &&
				len(panicked.Stack) > 0 && strings.Contains(err.Error(), "oh")
		}},
		"an end of the goroutine": {
			func([]string) error { runtime.Goexit(); return nil },
			func(err error) bool { return err != nil },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &server{fail: test.fail}
				c := batch.New(s.fetch, options)
				var wait sync.WaitGroup
				for i := range 3 {
					wait.Go(func() {
						if _, err := c.Get(t.Context(), key(i)); !test.want(err) {
							t.Errorf("Get = %v", err)
						}
					})
				}
				wait.Wait()
				s.fail = nil
				if got, err := c.Get(t.Context(), "a"); got != "answer to a" || err != nil {
					t.Errorf("Get afterwards = %q, %v", got, err)
				}
			})
		})
	}
}
