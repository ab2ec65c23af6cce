package clerk_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// refresh reads the users as Terraform does, with the given parallelism.
func refresh(client *clerk.Client, ids []string, parallelism int, got func(id string, user *clerk.User, err error)) {
	next := make(chan string)
	var wait sync.WaitGroup
	for range parallelism {
		wait.Go(func() {
			for id := range next {
				user, err := client.ReadUser(background(), id)
				got(id, user, err)
				time.Sleep(time.Duration(rand.IntN(5)) * time.Millisecond)
			}
		})
	}
	for _, id := range ids {
		next <- id
	}
	close(next)
	wait.Wait()
}

func instanceOf(t *testing.T, n int) (*emulator.Emulator, []string) {
	t.Helper()
	emulated := emulator.New(emulator.Config{})
	emulated.SeedUsers(n)
	var ids []string
	for _, user := range emulated.Users() {
		ids = append(ids, user.ID)
	}
	rand.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	return emulated, ids
}

// after adds latency to requests.
func after(latency time.Duration) func(*http.Request) *http.Response {
	return func(*http.Request) *http.Response {
		time.Sleep(latency)
		return nil
	}
}

func mustBeThere(t *testing.T) func(string, *clerk.User, error) {
	return func(id string, user *clerk.User, err error) {
		if err != nil || user.ID != id {
			t.Errorf("ReadUser(%s) = %v, %v", id, user, err)
		}
	}
}

func TestClient_ReadUser_refresh_sendsFewRequests(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		managed, others, parallelism int
		most                         int
		parts                        int // further reads of each user
	}{
		"1,000 users, all managed":          {1000, 0, 10, 2 + 1 + 2, 0},
		"3,000 users, all managed":          {3000, 0, 10, 6 + 1 + 6, 0},
		"50 of 4,000 users":                 {50, 3950, 10, 5 + 1 + 1, 0},
		"one user":                          {1, 400, 10, 1, 0},
		"one after the other, all managed":  {600, 0, 1, 2 + 1 + 2, 0},
		"one at a time in a large instance": {7, 4000, 1, 7 + 1, 0},
		"1,000 users with 3 parts each":     {1000, 0, 10, 2 + 1 + 2, 3},
		"50 of 10,000 users with 3 parts":   {50, 9950, 10, 12 + 1, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emulated, ids := instanceOf(t, test.managed+test.others)
				reads := slices.Repeat(ids[:test.managed], 1+test.parts)
				rand.Shuffle(len(reads), func(i, j int) { reads[i], reads[j] = reads[j], reads[i] })
				refresh(inMemory(t, emulated, after(50*time.Millisecond)), reads, test.parallelism, mustBeThere(t))
				if got := len(emulated.Requests()); got > test.most {
					t.Errorf("%d requests were sent, want at most %d", got, test.most)
				}
			})
		})
	}
}

// TestClient_ReadUser_sendsAtMostTwiceTheOptimum checks the number of requests for random numbers of managed, other and
// deleted users. Each deleted user needs one more request with every strategy.
func TestClient_ReadUser_sendsAtMostTwiceTheOptimum(t *testing.T) {
	t.Parallel()
	for seed := range uint64(*rounds) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			draw := rand.New(rand.NewPCG(seed, 7))
			total := 1 + draw.IntN(1500)
			managed := draw.IntN(total) + 1
			deleted := min(draw.IntN(5), managed)
			parallelism := 1 + draw.IntN(20)
			latency := time.Duration(draw.IntN(100)) * time.Millisecond
			synctest.Test(t, func(t *testing.T) {
				emulated, ids := instanceOf(t, total)
				missing := map[string]bool{}
				for i := range deleted {
					missing[ids[i]] = true
					deleteUser(t, emulated, ids[i])
				}
				emulated.ResetLog()
				refresh(
					inMemory(t, emulated, after(latency)),
					ids[:managed],
					parallelism,
					func(id string, user *clerk.User, err error) {
						if missing[id] {
							if !clerk.IsNotFound(err) {
								t.Errorf("the missing user %s gave %v, %v", id, user, err)
							}
							return
						}
						mustBeThere(t)(id, user, err)
					},
				)
				batches := (managed + parallelism - 1) / parallelism
				pages := max(1, (total-deleted+499)/500)
				best := min(batches, pages)
				if got := len(emulated.Requests()); got > 2*best+3+deleted {
					t.Errorf(
						"%d managed of %d users, %d deleted, %d at a time: %d requests, the optimum is %d",
						managed,
						total,
						deleted,
						parallelism,
						got,
						best,
					)
				}
			})
		})
	}
}

func deleteUser(t *testing.T, emulated *emulator.Emulator, id string) {
	t.Helper()
	if err := inMemory(t, emulated).DeleteUser(background(), id); err != nil {
		t.Fatal(err)
	}
}

func TestClient_ReadUser_individualReads_sendOneRequestPerUser(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated, ids := instanceOf(t, 30)
		client, err := clerk.New(
			emulator.DefaultSecretKey,
			clerk.WithTransport(inProcess{emulated: emulated}),
			clerk.WithIndividualReads(),
		)
		if err != nil {
			t.Fatal(err)
		}
		refresh(client, ids, 10, mustBeThere(t))
		if got := len(emulated.Requests()); got != 30 {
			t.Errorf("%d requests were sent, want 30", got)
		}
	})
}

func TestClient_ReadUser_unknownID_isRequestedOnce(t *testing.T) {
	t.Parallel()
	emulated, _ := instanceOf(t, 3)
	client := inMemory(t, emulated)
	if _, err := client.ReadUser(background(), personID(1)); !clerk.IsNotFound(err) {
		t.Errorf("a user that does not exist gave %v", err)
	}
	expectRequests(t, emulated, "GET /v1/users/{user_id}")
}

func TestClient_ReadUser_tooLargeInstance_isNeverListed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated, ids := instanceOf(t, 5)
		client := inMemory(t, emulated, func(r *http.Request) *http.Response {
			if strings.HasSuffix(r.URL.Path, "/count") {
				return respond(http.StatusOK, nil, `{"object":"total_count","total_count":100001}`)
			}
			return nil
		})
		for range 60 {
			refresh(client, ids, 1, mustBeThere(t))
			time.Sleep(2 * time.Minute) // the users expire
		}
		if got := len(emulated.Requests()); got != 300 {
			t.Errorf("%d requests reached the instance, want one for each of the 300 reads", got)
		}
	})
}

func TestClient_ReadUser_failingList_sendsSingleRequests(t *testing.T) {
	t.Parallel()
	for name, response := range map[string]*struct {
		status int
		body   string
	}{
		"an error of the server": {
			http.StatusInternalServerError,
			`{"errors":[{"message":"m","long_message":"l","code":"internal_clerk_error"}]}`,
		},
		"no JSON": {http.StatusOK, `<html>`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emulated, ids := instanceOf(t, 40)
				client := inMemory(t, emulated, func(r *http.Request) *http.Response {
					if strings.HasSuffix(r.URL.Path, "/users") {
						return respond(response.status, nil, response.body)
					}
					return nil
				})
				refresh(client, ids, 10, mustBeThere(t))
			})
		})
	}
}

func TestClient_ReadUser_canceledContext_endsOnlyThisRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated, ids := instanceOf(t, 10)
		client := inMemory(t, emulated, after(time.Second))
		ctx, cancel := context.WithCancel(background())
		start := time.Now()
		var wait sync.WaitGroup
		wait.Go(func() {
			_, err := client.ReadUser(ctx, ids[0])
			if !errors.Is(err, context.Canceled) || time.Since(start) != 500*time.Millisecond {
				t.Errorf("the canceled read gave %v after %s", err, time.Since(start))
			}
		})
		wait.Go(func() { mustRead(t, client, ids[1]) })
		time.Sleep(500 * time.Millisecond)
		cancel()
		wait.Wait()
	})
}
