package clerk_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// refresh reads the users as Terraform does: so many at a time, each as soon as another is done.
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

// after makes a request take a while, as a network does.
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

func TestReadUser_theRequestsOfARefresh(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		managed, others, parallelism int
		most                         int
	}{
		"1,000 users, all managed":          {1000, 0, 10, 2 + 1 + 2},
		"3,000 users, all managed":          {3000, 0, 10, 6 + 1 + 6},
		"50 of 4,000 users":                 {50, 3950, 10, 5 + 1 + 1},
		"one user":                          {1, 400, 10, 1},
		"one after the other, all managed":  {600, 0, 1, 2 + 1 + 2},
		"one at a time in a large instance": {7, 4000, 1, 7 + 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emulated, ids := instanceOf(t, test.managed+test.others)
				refresh(inMemory(t, emulated, after(50*time.Millisecond)), ids[:test.managed], test.parallelism, mustBeThere(t))
				if got := len(emulated.Requests()); got > test.most {
					t.Errorf("%d requests were sent, want at most %d", got, test.most)
				}
			})
		})
	}
}

// TestReadUser_neverCostsMoreThanTwiceTheOptimum holds the bound over random mixes of managed users, users of others
// and users who are gone. Who is gone costs one request for certainty, whatever the strategy.
func TestReadUser_neverCostsMoreThanTwiceTheOptimum(t *testing.T) {
	t.Parallel()
	for seed := range uint64(30) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			draw := rand.New(rand.NewPCG(seed, 7))
			total := 1 + draw.IntN(1500)
			managed := draw.IntN(total) + 1
			gone := min(draw.IntN(5), managed)
			parallelism := 1 + draw.IntN(20)
			latency := time.Duration(draw.IntN(100)) * time.Millisecond
			synctest.Test(t, func(t *testing.T) {
				emulated, ids := instanceOf(t, total)
				missing := map[string]bool{}
				for i := range gone {
					missing[ids[i]] = true
					deleteUser(t, emulated, ids[i])
				}
				emulated.ResetLog()
				refresh(inMemory(t, emulated, after(latency)), ids[:managed], parallelism, func(id string, user *clerk.User, err error) {
					if missing[id] {
						if !clerk.IsNotFound(err) {
							t.Errorf("the missing user %s gave %v, %v", id, user, err)
						}
						return
					}
					mustBeThere(t)(id, user, err)
				})
				batches := (managed + parallelism - 1) / parallelism
				pages := max(1, (total-gone+499)/500)
				best := min(batches, pages)
				if got := len(emulated.Requests()); got > 2*best+3+gone {
					t.Errorf("%d managed of %d users, %d gone, %d at a time: %d requests, the optimum is %d", managed, total, gone, parallelism, got, best)
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

func TestReadUser_individuallyIsOneRequestForEveryUser(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated, ids := instanceOf(t, 30)
		client, err := clerk.New(emulator.DefaultSecretKey, clerk.WithTransport(inProcess{emulated: emulated}), clerk.WithIndividualReads())
		if err != nil {
			t.Fatal(err)
		}
		refresh(client, ids, 10, mustBeThere(t))
		if got := len(emulated.Requests()); got != 30 {
			t.Errorf("%d requests were sent, want 30", got)
		}
	})
}

// withSnapshot is a client of 600 users that has bought the snapshot.
func withSnapshot(t *testing.T, before ...func(*http.Request) *http.Response) (*emulator.Emulator, *clerk.Client, []string) {
	t.Helper()
	emulated, ids := instanceOf(t, 600)
	client := inMemory(t, emulated, before...)
	for _, id := range ids[:3] {
		mustRead(t, client, id)
	}
	emulated.ResetLog()
	mustRead(t, client, ids[3])
	if got := len(emulated.Requests()); got != 0 {
		t.Fatalf("there is no snapshot: a read sent %d requests", got)
	}
	return emulated, client, ids
}

func mustRead(t *testing.T, client *clerk.Client, id string) *clerk.User {
	t.Helper()
	user, err := client.ReadUser(background(), id)
	if err != nil || user.ID != id {
		t.Fatalf("ReadUser(%s) = %v, %v", id, user, err)
	}
	return user
}

func TestReadUser_aWriteTakesTheUserOutOfTheSnapshot(t *testing.T) {
	t.Parallel()
	emailOf := func(c *clerk.Client, id string) string {
		return mustUser(c.GetUser(background(), id)).EmailAddresses[0].ID
	}
	for name, write := range map[string]func(c *clerk.Client, id string) error{
		"update": func(c *clerk.Client, id string) error {
			return err1(c.UpdateUser(background(), id, clerk.UserUpdateParams{FirstName: clerk.Set("New")}))
		},
		"ban":         func(c *clerk.Client, id string) error { return err1(c.BanUser(background(), id)) },
		"ban of many": func(c *clerk.Client, id string) error { return err1(c.BanUsers(background(), []string{id})) },
		"refused update": func(c *clerk.Client, id string) error {
			return ignore(err1(c.UpdateUser(background(), id, clerk.UserUpdateParams{Locale: clerk.Set("?")})))
		},
		"a further email": func(c *clerk.Client, id string) error {
			return err1(c.CreateEmailAddress(background(), clerk.EmailAddressCreateParams{UserID: id, EmailAddress: "new@example.com"}))
		},
		"an email changed": func(c *clerk.Client, id string) error {
			return err1(c.UpdateEmailAddress(background(), emailOf(c, id), clerk.EmailAddressUpdateParams{Primary: clerk.Set(true)}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emulated, client, ids := withSnapshot(t)
				if err := write(client, ids[9]); err != nil {
					t.Fatal(err)
				}
				emulated.ResetLog()
				got := mustRead(t, client, ids[9])
				want := mustUser(client.GetUser(background(), ids[9]))
				if got.UpdatedAt != want.UpdatedAt || len(got.EmailAddresses) != len(want.EmailAddresses) || got.Banned != want.Banned {
					t.Errorf("the read gave %v, the user is %v", got, want)
				}
				if len(emulated.Requests()) < 2 {
					t.Error("the read was answered from the snapshot")
				}
			})
		})
	}
}

// ignore takes an error that is expected.
func ignore(err error) error {
	if err == nil {
		return errors.New("there is no error")
	}
	return nil
}

func mustUser(user *clerk.User, err error) *clerk.User {
	if err != nil {
		panic(err)
	}
	return user
}

func TestReadUser_aWriteWhileTheSnapshotIsMadeCounts(t *testing.T) {
	t.Parallel()
	for name, write := range map[string]func(c *clerk.Client, id string) error{
		"to one user":       func(c *clerk.Client, id string) error { return err1(c.BanUser(background(), id)) },
		"to whoever it may": func(c *clerk.Client, id string) error { return err1(c.BanUsers(background(), []string{id})) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emulated, ids := instanceOf(t, 600)
				var client *clerk.Client
				once := sync.OnceFunc(func() {
					if err := write(client, ids[9]); err != nil {
						t.Error(err)
					}
				})
				client = inMemory(t, emulated, func(r *http.Request) *http.Response {
					if r.URL.Query().Get("starting_after") != "" { // the first page, with this user or not, is there
						once()
					}
					return nil
				})
				for _, id := range ids[:5] {
					mustRead(t, client, id)
				}
				if !mustRead(t, client, ids[9]).Banned {
					t.Error("the read shows the user from before the write")
				}
			})
		})
	}
}

func TestReadUser_aSnapshotGrowsOld(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated, client, ids := withSnapshot(t)
		time.Sleep(time.Minute + time.Second)
		mustRead(t, client, ids[4])
		if got := len(emulated.Requests()); got != 1 {
			t.Errorf("a read after a minute sent %d requests, want 1", got)
		}
	})
}

func TestReadUser_whoIsNotInTheSnapshotIsLookedFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated, client, _ := withSnapshot(t)
		emulated.SeedUsers(1)
		users := emulated.Users()
		mustRead(t, client, users[len(users)-1].ID)
		if _, err := client.ReadUser(background(), personID(1)); !clerk.IsNotFound(err) {
			t.Errorf("a user who does not exist gave %v", err)
		}
	})
}

func TestReadUser_whoIsGoneIsAskedForOnce(t *testing.T) {
	t.Parallel()
	emulated, _ := instanceOf(t, 3)
	client := inMemory(t, emulated)
	if _, err := client.ReadUser(background(), personID(1)); !clerk.IsNotFound(err) {
		t.Errorf("a user who does not exist gave %v", err)
	}
	expectRequests(t, emulated, "GET /v1/users/{user_id}")
}

func TestReadUser_anInstanceThatDoesNotFitIntoMemoryIsNeverListed(t *testing.T) {
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
		}
		if got := len(emulated.Requests()); got != 300 {
			t.Errorf("%d requests reached the instance, want one for each of the 300 reads", got)
		}
	})
}

func TestReadUser_aListThatFailsLeavesTheReadsToSingleRequests(t *testing.T) {
	t.Parallel()
	for name, response := range map[string]*struct {
		status int
		body   string
	}{
		"an error of the server": {http.StatusInternalServerError, `{"errors":[{"message":"m","long_message":"l","code":"internal_clerk_error"}]}`},
		"no JSON":                {http.StatusOK, `<html>`},
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

func TestReadUser_aCancelledReadEndsAtOnceAndTheOthersGoOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated, ids := instanceOf(t, 10)
		client := inMemory(t, emulated, after(time.Second))
		ctx, cancel := context.WithCancel(background())
		start := time.Now()
		var wait sync.WaitGroup
		wait.Go(func() {
			if _, err := client.ReadUser(ctx, ids[0]); !errors.Is(err, context.Canceled) || time.Since(start) != 500*time.Millisecond {
				t.Errorf("the cancelled read gave %v after %s", err, time.Since(start))
			}
		})
		wait.Go(func() { mustRead(t, client, ids[1]) })
		time.Sleep(500 * time.Millisecond)
		cancel()
		wait.Wait()
	})
}
