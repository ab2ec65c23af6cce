package clerk_test

import (
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// withSnapshot returns a client with a snapshot of 600 users.
func withSnapshot(
	t *testing.T,
	before ...func(*http.Request) *http.Response,
) (*emulator.Emulator, *clerk.Client, []string) {
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

func TestClient_ReadUser_writtenUser_isNotReadFromTheSnapshot(t *testing.T) {
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
			params := clerk.EmailAddressCreateParams{UserID: id, EmailAddress: "new@example.com"}
			return err1(c.CreateEmailAddress(background(), params))
		},
		"an email changed": func(c *clerk.Client, id string) error {
			params := clerk.EmailAddressUpdateParams{Primary: clerk.Set(true)}
			return err1(c.UpdateEmailAddress(background(), emailOf(c, id), params))
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
				if got.UpdatedAt != want.UpdatedAt || len(got.EmailAddresses) != len(want.EmailAddresses) ||
					got.Banned != want.Banned {
					t.Errorf("the read gave %v, the user is %v", got, want)
				}
				if len(emulated.Requests()) < 2 {
					t.Error("the read was answered from the snapshot")
				}
			})
		})
	}
}

// ignore returns nil for an expected error.
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

func TestClient_ReadUser_writeDuringTheSnapshot_invalidatesTheUser(t *testing.T) {
	t.Parallel()
	for name, write := range map[string]func(c *clerk.Client, id string) error{
		"to one user": func(c *clerk.Client, id string) error { return err1(c.BanUser(background(), id)) },
		"to an unknown user id": func(c *clerk.Client, id string) error {
			return err1(c.BanUsers(background(), []string{id}))
		},
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
					if r.URL.Query().Get("starting_after") != "" { // the first page is already read
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

func TestClient_ReadUser_snapshot_expires(t *testing.T) {
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

func TestClient_ReadUser_userNotInTheSnapshot_isRequested(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated, client, _ := withSnapshot(t)
		emulated.SeedUsers(1)
		users := emulated.Users()
		mustRead(t, client, users[len(users)-1].ID)
		if _, err := client.ReadUser(background(), personID(1)); !clerk.IsNotFound(err) {
			t.Errorf("a user that does not exist gave %v", err)
		}
	})
}

func TestClient_ReadUser_listedUserDeleted_completesTheSnapshot(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated, ids := instanceOf(t, 600)
		cursor := ""
		client := inMemory(t, emulated, func(r *http.Request) *http.Response {
			if after := r.URL.Query().Get("starting_after"); after != "" && cursor == "" {
				cursor = after
				emulated.DeleteUser(cursor)
			}
			return nil
		})
		for _, id := range ids[:3] {
			if id != cursor {
				_, _ = client.ReadUser(background(), id)
			}
		}
		emulated.ResetLog()
		for _, id := range ids[3:9] {
			if id != cursor {
				mustRead(t, client, id)
			}
		}
		if got := len(emulated.Requests()); cursor == "" || got != 0 {
			t.Errorf("%d requests were sent after the list with the cursor %q", got, cursor)
		}
	})
}
