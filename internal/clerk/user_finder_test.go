package clerk_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// inProcess is a transport to an emulated instance without a network, so that virtual time does not pass.
type inProcess struct {
	emulated *emulator.Emulator
	before   []func(*http.Request) *http.Response // their answers replace the answer of the instance
}

func (p inProcess) RoundTrip(r *http.Request) (*http.Response, error) {
	for _, intercept := range p.before {
		if response := intercept(r); response != nil {
			return response, nil
		}
	}
	if r.Body == nil {
		r.Body = http.NoBody // as in a server
	}
	recorder := httptest.NewRecorder()
	p.emulated.ServeHTTP(recorder, r)
	return recorder.Result(), nil
}

func inMemory(t *testing.T, emulated *emulator.Emulator, before ...func(*http.Request) *http.Response) *clerk.Client {
	t.Helper()
	client, err := clerk.New(
		emulator.DefaultSecretKey,
		clerk.WithRateLimit(3_000),
		clerk.WithMaxRetries(0),
		clerk.WithTransport(inProcess{emulated, before}),
	)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// together calls the function for 0 to n-1 in parallel.
func together(n int, call func(int)) {
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() { call(i) })
	}
	wait.Wait()
}

var everyKey = map[clerk.UserKey]func(n int) string{
	clerk.UserEmailAddress: func(n int) string { return fmt.Sprintf("Person-%03d@Example.com", n) },
	clerk.UserPhoneNumber:  func(n int) string { return fmt.Sprintf("+1202555%04d", n) },
	clerk.UserUsername:     func(n int) string { return fmt.Sprintf("Person_%03d", n) },
	clerk.UserExternalID:   func(n int) string { return fmt.Sprintf("-Ext %03d", n) },
	clerk.UserWeb3Wallet:   func(n int) string { return fmt.Sprintf("0xABCDEF0000000000000000000000000000000%03d", n) },
}

func people(t *testing.T, n int) *emulator.Emulator {
	t.Helper()
	emulated := emulator.New(emulator.Config{})
	for i := range n {
		if err := emulated.Seed(emulator.Seed{Users: []emulator.SeedUser{{ID: personID(i), Body: map[string]any{
			"email_address": []string{everyKey[clerk.UserEmailAddress](i)},
			"phone_number":  []string{everyKey[clerk.UserPhoneNumber](i)},
			"username":      everyKey[clerk.UserUsername](i),
			"external_id":   everyKey[clerk.UserExternalID](i),
			"web3_wallet":   []string{everyKey[clerk.UserWeb3Wallet](i)},
		}}}}); err != nil {
			t.Fatal(err)
		}
	}
	return emulated
}

func personID(n int) string { return fmt.Sprintf("user_%027d", n) }

func TestClient_FindUsers_parallelCalls_sendOneRequest(t *testing.T) {
	t.Parallel()
	for by, value := range everyKey {
		t.Run(string(by), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				emulated := people(t, 40)
				client := inMemory(t, emulated)
				together(40, func(i int) {
					users, err := client.FindUsers(background(), by, value(i))
					if err != nil || len(users) != 1 || users[0].ID != personID(i) {
						t.Errorf("FindUsers(%s) = %v, %v", value(i), idsOf(users), err)
					}
				})
				expectRequests(t, emulated, "GET /v1/users")
			})
		})
	}
}

func TestClient_FindUsers_byID_confirmsMissingUsers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated := people(t, 9)
		client := inMemory(t, emulated)
		together(10, func(i int) {
			users, err := client.FindUsers(background(), clerk.UserID, personID(i))
			if err != nil || len(users) != min(1, 9-i) {
				t.Errorf("FindUsers(%s) = %v, %v", personID(i), idsOf(users), err)
			}
		})
		expectRequests(t, emulated, "GET /v1/users", "GET /v1/users/{user_id}")
	})
}

func TestClient_FindUsers_oneID_readsTheUser(t *testing.T) {
	t.Parallel()
	emulated := people(t, 1)
	client := inMemory(t, emulated)
	for i, want := range []int{1, 0} {
		if users, err := client.FindUsers(background(), clerk.UserID, personID(i)); err != nil || len(users) != want {
			t.Errorf("FindUsers(%s) = %v, %v", personID(i), idsOf(users), err)
		}
	}
	expectRequests(t, emulated, "GET /v1/users/{user_id}", "GET /v1/users/{user_id}")
}

func TestClient_FindUsers_noMatch_sendsNoFurtherRequest(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated := people(t, 1)
		client := inMemory(t, emulated)
		together(5, func(i int) {
			users, err := client.FindUsers(background(), clerk.UserEmailAddress, fmt.Sprintf("nobody-%d@example.com", i))
			if err != nil || len(users) != 0 {
				t.Errorf("FindUsers = %v, %v", idsOf(users), err)
			}
		})
		expectRequests(t, emulated, "GET /v1/users")
	})
}

func TestClient_FindUsers_unverifiedAddress_findsAllUsersWithIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated := people(t, 1)
		for _, id := range []string{personID(7), personID(8)} {
			if err := emulated.Seed(emulator.Seed{Users: []emulator.SeedUser{{
				ID: id, Body: map[string]any{"username": "name" + id[20:]}, Unverified: []string{"shared@example.com"},
			}}}); err != nil {
				t.Fatal(err)
			}
		}
		client := inMemory(t, emulated)
		values := []string{"shared@example.com", everyKey[clerk.UserEmailAddress](0)}
		together(2, func(i int) {
			users, err := client.FindUsers(background(), clerk.UserEmailAddress, values[i])
			if err != nil || len(users) != 2-i {
				t.Errorf("FindUsers(%s) = %v, %v", values[i], idsOf(users), err)
			}
		})
	})
}

func TestClient_FindUsers_refusedValue_failsAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated := people(t, 3)
		client := inMemory(t, emulated, func(r *http.Request) *http.Response {
			if slices.Contains(r.URL.Query()["email_address"], "bad") {
				return respond(
					http.StatusUnprocessableEntity,
					nil,
					`{"errors":[{"message":"m","long_message":"l","code":"form_param_format_invalid"}]}`,
				)
			}
			return nil
		})
		values := []string{everyKey[clerk.UserEmailAddress](0), "bad", everyKey[clerk.UserEmailAddress](2)}
		together(3, func(i int) {
			users, err := client.FindUsers(background(), clerk.UserEmailAddress, values[i])
			switch refusal, refused := clerk.AsError(err); {
			case i == 1 && (!refused || refusal.Status != http.StatusUnprocessableEntity):
				t.Errorf("the bad value got %v, %v", idsOf(users), err)
			case i != 1 && (err != nil || len(users) != 1):
				t.Errorf("FindUsers(%s) = %v, %v", values[i], idsOf(users), err)
			}
		})
	})
}

func TestClient_FindUsers_sharedFailure_isNotRepeatedForEachValue(t *testing.T) {
	t.Parallel()
	for name, response := range map[string]func() *http.Response{
		"wrong key": func() *http.Response {
			return respond(http.StatusUnauthorized, nil, `{"errors":[{"message":"m","long_message":"l",`+
				`"code":"clerk_key_invalid"}]}`)
		},
		"throttled": func() *http.Response { return respond(http.StatusTooManyRequests, nil, `{}`) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var mu sync.Mutex
				requests := 0
				client := inMemory(t, nil, func(*http.Request) *http.Response {
					mu.Lock()
					defer mu.Unlock()
					requests++
					return response()
				})
				together(5, func(i int) {
					if _, err := client.FindUsers(background(), clerk.UserUsername, fmt.Sprint("name", i)); err == nil {
						t.Error("there is no error")
					}
				})
				if requests != 1 {
					t.Errorf("%d requests were sent, want 1", requests)
				}
			})
		})
	}
}

func TestClient_FindUsers_userWithoutTheValue_isAnErrorForThatValueAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emulated := people(t, 2)
		// The server ignores dots, and finds person 0 by another address.
		client := inMemory(t, emulated, func(r *http.Request) *http.Response {
			query := r.URL.Query()
			for i, value := range query["email_address"] {
				if value == "person.000@example.com" {
					query["email_address"][i] = "person-000@example.com"
				}
			}
			r.URL.RawQuery = query.Encode()
			return nil
		})
		values := []string{"person.000@example.com", "person-001@example.com", "nobody@example.com"}
		together(3, func(i int) {
			users, err := client.FindUsers(background(), clerk.UserEmailAddress, values[i])
			if i == 0 {
				if errorOf[*clerk.IgnoredFilterError](err) == nil || users != nil {
					t.Errorf("FindUsers(%s) = %v, %v, want an *IgnoredFilterError", values[i], idsOf(users), err)
				}
				return
			}
			if err != nil || len(users) != 2-i || i < 2 && users[0].ID != personID(i) {
				t.Errorf("FindUsers(%s) = %v, %v", values[i], idsOf(users), err)
			}
		})
	})
}

func TestClient_FindUsers_emptyValueOrUnknownKey_isRefused(t *testing.T) {
	t.Parallel()
	client := inMemory(t, nil)
	for _, by := range []clerk.UserKey{clerk.UserID, clerk.UserEmailAddress, "color"} {
		value := strings.Repeat("x", strings.Count(string(by), "color"))
		if _, err := client.FindUsers(background(), by, value); err == nil {
			t.Errorf("FindUsers(%s, %q) sent a request", by, value)
		}
	}
}

func TestClient_FindUsers_canceledContext_endsTheCall(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(background())
	cancel()
	if _, err := inMemory(t, nil).FindUsers(ctx, clerk.UserUsername, "ada"); err == nil {
		t.Error("there is no error")
	}
}

func expectRequests(t *testing.T, emulated *emulator.Emulator, want ...string) {
	t.Helper()
	var got []string
	for _, request := range emulated.Requests() {
		got = append(got, request.Method+" "+request.Pattern)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the API received %v, want %v", got, want)
	}
}

func idsOf(users []clerk.User) []string {
	var ids []string
	for _, user := range users {
		ids = append(ids, user.ID)
	}
	return ids
}

func TestClient_FindUsers_fullAnswer_findsEveryUser(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		seed := emulator.Seed{Users: []emulator.SeedUser{{ID: personID(0), Body: map[string]any{
			"username": "oldest", "email_address": []string{"own@example.com"}, "created_at": "1999-01-01T00:00:00Z",
		}}}}
		for i := range 500 { // a full answer, the newest first
			seed.Users = append(seed.Users, emulator.SeedUser{
				ID: personID(
					i + 1,
				),
				Body:       map[string]any{"username": fmt.Sprintf("name%03d", i)},
				Unverified: []string{"shared@example.com"},
			})
		}
		emulated := emulator.New(emulator.Config{})
		if err := emulated.Seed(seed); err != nil {
			t.Fatal(err)
		}
		client := inMemory(t, emulated)
		together(2, func(i int) {
			value, want := "shared@example.com", 500
			if i == 1 {
				value, want = "own@example.com", 1
			}
			if users, err := client.FindUsers(background(), clerk.UserEmailAddress, value); err != nil || len(users) != want {
				t.Errorf("FindUsers(%s) found %d users (%v), want %d", value, len(users), err, want)
			}
		})
	})
}
