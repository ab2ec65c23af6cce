package clerk_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// creates are the creates with a search after a lost answer, and the id of the created object.
var creates = map[string]struct {
	send func(context.Context, *clerk.Client) (string, error)
	made string
}{
	"user": {func(ctx context.Context, c *clerk.Client) (string, error) {
		user, err := c.CreateUser(ctx, ada)
		if err != nil {
			return "", err
		}
		return user.ID, nil
	}, "user_2"},
	"email address": {func(ctx context.Context, c *clerk.Client) (string, error) {
		address, err := c.CreateEmailAddress(
			ctx,
			clerk.EmailAddressCreateParams{UserID: "user_1", EmailAddress: "new@example.com"},
		)
		if err != nil {
			return "", err
		}
		return address.ID, nil
	}, "idn_email_address_0"},
	"phone number": {func(ctx context.Context, c *clerk.Client) (string, error) {
		number, err := c.CreatePhoneNumber(ctx, clerk.PhoneNumberCreateParams{UserID: "user_1", PhoneNumber: "+15550123"})
		if err != nil {
			return "", err
		}
		return number.ID, nil
	}, "idn_phone_number_0"},
}

func TestClient_interruptDuringACreate_returnsTheObject(t *testing.T) {
	for name, lost := range map[string]fault{
		"answered": nil, "answer lost": lostAnswer, "500 after commit": failedAfter, "never answered": unanswered,
	} {
		for kind, create := range creates {
			t.Run(kind+", "+name, func(t *testing.T) {
				i := newInstance(t)
				i.users = []map[string]any{i.make(map[string]any{"username": "grace"})}
				ctx, cancel := context.WithCancel(background())
				i.faults = []fault{func(commit func(), w http.ResponseWriter, r *http.Request) {
					cancel()
					if lost != nil {
						lost(commit, w, r)
						return
					}
					commit()
					respondJSON(w, map[string]any{"id": create.made})
				}}
				id, err := create.send(ctx, i.client(t))
				if err != nil || id != create.made {
					t.Errorf("got %q, %v; what was made is forgotten", id, err)
				}
				if n := attempts(i.server, "POST"); n != 1 {
					t.Errorf("sent %d creates, want 1", n)
				}
			})
		}
	}
}

// TestClient_interruptDuringATokenCreate_returnsTheToken so that it can be revoked: the API cannot find it.
func TestClient_interruptDuringATokenCreate_returnsTheToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(background())
		slow := roundTripper(func(r *http.Request) (*http.Response, error) {
			cancel()
			select {
			case <-time.After(300 * time.Millisecond):
				return respond(http.StatusOK, nil, tokenAnswers["POST /v1/sign_in_tokens"]), nil
			case <-r.Context().Done():
				return nil, r.Context().Err()
			}
		})
		token, err := newClient(
			t,
			clerk.WithTransport(slow),
		).CreateSignInToken(ctx, clerk.SignInTokenCreateParams{UserID: "user_1"})
		if err != nil || token.ID == "" {
			t.Errorf("got %v, %v; what was made is forgotten", token, err)
		}
	})
}

// unanswered creates the object and sends no answer.
func unanswered(commit func(), _ http.ResponseWriter, r *http.Request) {
	commit()
	<-r.Context().Done()
}

func TestClient_interrupt_sendsNoCreateAgain(t *testing.T) {
	for kind, create := range creates {
		t.Run(kind, func(t *testing.T) {
			i := newInstance(t)
			i.users = []map[string]any{i.make(map[string]any{"username": "grace"})}
			ctx, cancel := context.WithCancel(background())
			i.faults = []fault{
				func(commit func(), w http.ResponseWriter, r *http.Request) { cancel(); lostRequest(commit, w, r) },
			}
			_, err := create.send(ctx, i.client(t))
			if wantAmbiguous(t, err); !errors.Is(err, context.Canceled) {
				t.Errorf("%v does not say that the run was interrupted", err)
			}
			if n := attempts(i.server, "POST"); n != 1 {
				t.Errorf("sent %d creates, want 1", n)
			}
		})
	}
}

// TestClient_interrupt_endsWithinASecond interrupts requests without an answer.
func TestClient_interrupt_endsWithinASecond(t *testing.T) {
	sends := map[string]func(context.Context, *clerk.Client) error{
		"GET":  func(ctx context.Context, c *clerk.Client) error { return err1(c.GetUser(ctx, "user_1")) },
		"read": func(ctx context.Context, c *clerk.Client) error { return err1(c.ReadUser(ctx, "user_1")) },
		"PATCH": func(ctx context.Context, c *clerk.Client) error {
			return err1(c.UpdateUser(ctx, "user_1", clerk.UserUpdateParams{}))
		},
		"DELETE": func(ctx context.Context, c *clerk.Client) error { return c.DeleteUser(ctx, "user_1") },
		"ban":    func(ctx context.Context, c *clerk.Client) error { return err1(c.BanUser(ctx, "user_1")) },
		"token": func(ctx context.Context, c *clerk.Client) error {
			return err1(c.CreateSignInToken(ctx, clerk.SignInTokenCreateParams{UserID: "user_1"}))
		},
	}
	for kind, create := range creates {
		sends[kind] = func(ctx context.Context, c *clerk.Client) error { return err1(create.send(ctx, c)) }
	}
	for name, send := range sends {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(background())
				var interrupted time.Time
				silent := roundTripper(func(r *http.Request) (*http.Response, error) {
					if interrupted.IsZero() {
						time.Sleep(time.Second)
						interrupted = time.Now()
						cancel()
					}
					<-r.Context().Done()
					return nil, r.Context().Err()
				})
				err := send(ctx, newClient(t, clerk.WithTransport(silent)))
				if !errors.Is(err, context.Canceled) {
					t.Errorf("got %v", err)
				}
				if took := time.Since(interrupted); took >= time.Second {
					t.Errorf("it ended %s after the interrupt", took)
				}
				if _, create := creates[name]; create {
					wantAmbiguous(t, err)
				}
			})
		})
	}
}

func TestClient_interruptDuringAWait_endsTheWait(t *testing.T) {
	for name, step := range map[string]*http.Response{
		"for the end of a pause": respond(http.StatusTooManyRequests, http.Header{"Retry-After": {"60"}}, ""),
		"between two attempts":   respond(http.StatusServiceUnavailable, nil, ""),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(background(), time.Second)
				defer cancel()
				began := time.Now()
				client := newClient(
					t,
					clerk.WithTransport(roundTripper(func(*http.Request) (*http.Response, error) { return step, nil })),
					clerk.WithRetryWait(time.Hour, time.Hour),
				)
				if _, err := client.UpdateUser(ctx, "user_1", clerk.UserUpdateParams{}); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("got %v", err)
				}
				if took := time.Since(began); took != time.Second {
					t.Errorf("the wait ended after %s", took)
				}
			})
		})
	}
}
