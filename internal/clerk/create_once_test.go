package clerk_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

var (
	ada = clerk.UserCreateParams{
		EmailAddresses: []string{"Ada@example.com", "ada@work.example"}, PhoneNumbers: []string{"+15550100"},
		Username: clerk.Set("ada"), ExternalID: clerk.Set("-7"), FirstName: clerk.Set("Ada"), LastName: clerk.Null[string](),
	}
	adaAsSent = map[string]any{
		"email_address": []any{"Ada@example.com", "ada@work.example"}, "phone_number": "+15550100",
		"username": "ada", "external_id": "-7", "first_name": "Ada",
	}
)

func TestClient_CreateUser_lostAnswer_returnsTheCreatedUser(t *testing.T) {
	backdated := ada
	backdated.CreatedAt = clerk.Set(time.Date(2019, 1, 1, 0, 0, 0, 500, time.UTC))
	byExternalID := clerk.UserCreateParams{ExternalID: clerk.Set("-7")}
	byWallet := clerk.UserCreateParams{Web3Wallets: []string{"0xABC"}, Password: clerk.Set("p")}
	for name, lost := range map[string]fault{
		"connection closed": lostAnswer, "500": failedAfter, "a page": pageAfter, "answer cut short": cutAfter,
	} {
		for kind, params := range map[string]clerk.UserCreateParams{
			"all kinds": ada, "backdated": backdated, "external id": byExternalID, "wallet": byWallet,
		} {
			t.Run(name+", "+kind, func(t *testing.T) {
				i := newInstance(t, lost)
				user, err := i.client(t).CreateUser(background(), params)
				if err != nil {
					t.Fatal(err)
				}
				if user.ID != "user_1" || len(i.users) != 1 || attempts(i.server, "POST /users") != 1 {
					t.Errorf(
						"returned %s after %d creates; there are %d users",
						user.ID,
						attempts(i.server, "POST /users"),
						len(i.users),
					)
				}
			})
		}
	}
}

func TestClient_CreateUser_lostRequest_sendsItAgain(t *testing.T) {
	for name, faults := range map[string][]fault{
		"lost once":           {lostRequest},
		"lost thrice":         {lostRequest, failed, lostRequest},
		"then made and lost":  {lostRequest, lostAnswer},
		"throttled, then 500": {busy, failed, busy, failedAfter},
	} {
		t.Run(name, func(t *testing.T) {
			i := newInstance(t, faults...)
			user, err := i.client(t).CreateUser(background(), ada)
			if err != nil {
				t.Fatal(err)
			}
			if user.ID != "user_1" || len(i.users) != 1 {
				t.Errorf("returned %s; there are %d users", user.ID, len(i.users))
			}
		})
	}
}

func TestClient_CreateUser_repeatedFailure_stopsAfterMaxRetries(t *testing.T) {
	i := newInstance(t, slices.Repeat([]fault{failed}, 50)...)
	_, err := i.client(t, clerk.WithMaxRetries(2)).CreateUser(background(), ada)
	if e, ok := clerk.AsError(err); !ok || e.Status != http.StatusInternalServerError {
		t.Errorf("got %v, want the last answer", err)
	}
	if n := attempts(i.server, "POST /users"); n != 3 {
		t.Errorf("sent %d creates, want 3", n)
	}
}

func TestClient_CreateUser_failingSearch_isRepeatedWithoutRetries(t *testing.T) {
	for failures, known := range map[int]bool{9: true, 10: false} {
		i := newInstance(t, lostAnswer)
		i.failingSearches = failures
		user, err := i.client(t, clerk.WithMaxRetries(0)).CreateUser(background(), ada)
		if !known {
			wantAmbiguous(t, err)
		} else if err != nil || user.ID != "user_1" || len(i.users) != 1 {
			t.Errorf("after %d failures: got %v, %v; there are %d users", failures, user, err, len(i.users))
		}
	}
}

func TestClient_CreateUser_slowFirstAttempt_returnsItsUser(t *testing.T) {
	i := newInstance(t)
	i.faults = []fault{lostRequest, func(commit func(), w http.ResponseWriter, r *http.Request) {
		commit() // the slow first request is processed between the search and the second request
		refuse(http.StatusUnprocessableEntity, "form_identifier_exists")(w, r)
	}}
	user, err := i.client(t).CreateUser(background(), ada)
	if err != nil || user.ID != "user_1" || len(i.users) != 1 {
		t.Errorf("got %v, %v; there are %d users", user, err, len(i.users))
	}
}

func TestClient_CreateUser_similarUserExists_isNotReturned(t *testing.T) {
	change := func(key string, value any) func(map[string]any) { return func(u map[string]any) { u[key] = value } }
	for name, alter := range map[string]func(map[string]any){
		"made before":         func(u map[string]any) { u["created_at"] = u["created_at"].(int64) - 10_000 },
		"another first name":  change("first_name", "Eve"),
		"a last name":         change("last_name", "Lovelace"),
		"another external id": change("external_id", "7"),
		"another username":    change("username", "eve"),
		"one more address": change("email_addresses", identifiers("email_address",
			[]any{"ada@example.com", "ada@work.example", "eve@example.com"})),
		"one address less": change("email_addresses", identifiers("email_address", "ada@example.com")),
		"a wallet":         change("web3_wallets", identifiers("web3_wallet", "0x1")),
	} {
		for when, lost := range map[string]fault{"lost": lostRequest, "500": failed} {
			t.Run(name+", "+when, func(t *testing.T) {
				i := newInstance(t, lost)
				other := i.make(adaAsSent)
				alter(other)
				i.users = []map[string]any{other}
				_, err := i.client(t).CreateUser(background(), ada)
				var ambiguous *clerk.AmbiguousCreateError
				if !errors.As(err, &ambiguous) || ambiguous.ObjectID != "user_1" || ambiguous.Operation != "POST /users" ||
					ambiguous.Cause == nil {
					t.Fatalf("got %#v, want an *AmbiguousCreateError of user_1", err)
				}
				for _, want := range []string{"POST /users", "user_1"} {
					if !strings.Contains(err.Error(), want) {
						t.Errorf("%q does not name %s", err, want)
					}
				}
				if n := attempts(i.server, "POST /users"); n != 1 {
					t.Errorf("sent %d creates, want 1", n)
				}
			})
		}
	}
}

func TestClient_CreateUser_createdAtInThePast_isComparedWithTheUser(t *testing.T) {
	createdAt := time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC)
	params := ada
	params.CreatedAt = clerk.Set(createdAt)
	for name, times := range map[string][2]time.Time{
		"another created_at": {createdAt.Add(time.Hour), time.Now()},
		"not changed since":  {createdAt, createdAt},
	} {
		i := newInstance(t, lostRequest)
		other := i.make(adaAsSent)
		other["created_at"], other["updated_at"] = times[0].UnixMilli(), times[1].UnixMilli()
		i.users = []map[string]any{other}
		_, err := i.client(t).CreateUser(background(), params)
		var ambiguous *clerk.AmbiguousCreateError
		if !errors.As(err, &ambiguous) || ambiguous.ObjectID != "user_1" {
			t.Errorf("%s: got %v, want an *AmbiguousCreateError of user_1", name, err)
		}
	}
}

func TestClient_CreateUser_unknownResult_isAnAmbiguousCreateError(t *testing.T) {
	nameless := clerk.UserCreateParams{FirstName: clerk.Set("Ada"), Username: clerk.Null[string]()}
	t.Run("no identifier in the request", func(t *testing.T) {
		_, err := newInstance(t, lostAnswer).client(t).CreateUser(background(), nameless)
		wantAmbiguous(t, err)
	})
	t.Run("server without a clock", func(t *testing.T) {
		i := newInstance(t, lostAnswer)
		i.noDate = true
		_, err := i.client(t).CreateUser(background(), ada)
		wantAmbiguous(t, err)
	})
	t.Run("search fails", func(t *testing.T) {
		s := newServer(t, script(hangUp, refuse(http.StatusForbidden, "authorization_invalid")))
		_, err := s.client(t).CreateUser(background(), ada)
		wantAmbiguous(t, err)
		if !clerk.HasCode(errors.Unwrap(errorOf[*clerk.AmbiguousCreateError](err).Search), "authorization_invalid") {
			t.Errorf("%v does not lead to the search's failure", err)
		}
	})
	t.Run("canceled before", func(t *testing.T) {
		ctx, cancel := context.WithCancel(background())
		cancel()
		_, err := newInstance(t).client(t).CreateUser(ctx, ada)
		if errorOf[*clerk.AmbiguousCreateError](err) != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("got %v: what was not sent is not in doubt", err)
		}
	})
}

func wantAmbiguous(t *testing.T, err error) {
	t.Helper()
	if errorOf[*clerk.AmbiguousCreateError](err) == nil {
		t.Fatalf("got %v, want an *AmbiguousCreateError", err)
	}
}

func errorOf[E error](err error) (e E) {
	errors.As(err, &e)
	return e
}

func TestClient_CreateUser_takenIdentifier_isADuplicateError(t *testing.T) {
	i := newInstance(t)
	i.users = []map[string]any{i.make(adaAsSent)}
	_, err := i.client(t).CreateUser(background(), ada)
	if !clerk.IsDuplicate(err) || len(i.received()) != 1 {
		t.Errorf("got %v after %d requests, want the refusal after 1", err, len(i.received()))
	}
}

func TestClient_CreateUser_lostRequest_searchesOncePerKindOfIdentifier(t *testing.T) {
	i := newInstance(t, lostRequest)
	if _, err := i.client(t).CreateUser(background(), ada); err != nil {
		t.Fatal(err)
	}
	var searches []string
	for _, r := range i.received() {
		if r.method == http.MethodGet {
			searches = append(searches, strings.TrimPrefix(r.uri, "/v1/users?"))
		}
	}
	want := []string{
		"email_address=Ada%40example.com&email_address=ada%40work.example&limit=500", "limit=500&phone_number=%2B15550100",
		"limit=500&username=ada", "external_id=%2B-7&limit=500",
	}
	if !slices.Equal(searches, want) {
		t.Errorf("searched %q\nwant     %q", searches, want)
	}
}

func TestClient_CreateIdentifier_lostAnswer_findsItOnTheUser(t *testing.T) {
	creates := map[string]func(*clerk.Client) (string, error){
		"email_address": func(c *clerk.Client) (string, error) {
			e, err := c.CreateEmailAddress(
				background(),
				clerk.EmailAddressCreateParams{UserID: "user_1", EmailAddress: "New@example.com"},
			)
			if err != nil {
				return "", err
			}
			return e.ID, nil
		},
		"phone_number": func(c *clerk.Client) (string, error) {
			p, err := c.CreatePhoneNumber(
				background(),
				clerk.PhoneNumberCreateParams{UserID: "user_1", PhoneNumber: "+15550123"},
			)
			if err != nil {
				return "", err
			}
			return p.ID, nil
		},
	}
	for kind, create := range creates {
		for name, test := range map[string]struct {
			faults []fault
			sent   int
		}{
			"answer lost":        {[]fault{lostAnswer}, 1},
			"500 after commit":   {[]fault{failedAfter}, 1},
			"request lost":       {[]fault{lostRequest}, 2},
			"500, then lost":     {[]fault{failed, lostAnswer}, 2},
			"nothing goes wrong": {nil, 1},
		} {
			t.Run(kind+", "+name, func(t *testing.T) {
				i := newInstance(t, test.faults...)
				i.users = []map[string]any{i.make(map[string]any{"username": "ada"})}
				id, err := create(i.client(t))
				if err != nil || id != "idn_"+kind+"_0" {
					t.Errorf("got %s, %v", id, err)
				}
				if n := attempts(i.server, "POST"); n != test.sent {
					t.Errorf("sent %d creates, want %d", n, test.sent)
				}
				list := map[string]string{"email_address": "email_addresses", "phone_number": "phone_numbers"}[kind]
				if n := len(i.users[0][list].([]map[string]any)); n != 1 {
					t.Errorf("the user holds %d, want 1", n)
				}
			})
		}
		t.Run(kind+", user unreadable", func(t *testing.T) {
			s := newServer(t, script(hangUp, refuse(http.StatusNotFound, "resource_not_found")))
			_, err := create(s.client(t))
			wantAmbiguous(t, err)
		})
	}
}
