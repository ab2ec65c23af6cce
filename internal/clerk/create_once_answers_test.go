package clerk_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// foreignAnswers are answers to a create that do not come from Clerk, but from a firewall, a proxy, a login page or a
// cache.
var foreignAnswers = map[string]http.HandlerFunc{
	"403 page":             answer(http.StatusForbidden, "<html>blocked"),
	"403 without a body":   answer(http.StatusForbidden, ""),
	"407":                  answer(http.StatusProxyAuthRequired, "<html>log in"),
	"413 of a gateway":     answer(http.StatusRequestEntityTooLarge, `{"error":"too large"}`),
	"404 page":             answer(http.StatusNotFound, "<html>"),
	"422 of a gateway":     answer(http.StatusUnprocessableEntity, `{"errors":["no"]}`),
	"redirect":             answer(http.StatusFound, ""),
	"101":                  switchProtocols,
	"200 page":             answer(http.StatusOK, "<html>"),
	"200 without a body":   answer(http.StatusOK, ""),
	"200 of another shape": answer(http.StatusOK, `{"id":"user_1","created_at":"today"}`),
	"200 about another": answer(
		http.StatusOK,
		`{"id":"x_9","username":"eve","email_address":"eve@x.y","phone_number":"+1"}`,
	),
}

func switchProtocols(w http.ResponseWriter, _ *http.Request) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err)
	}
	_, _ = io.WriteString(connection, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
	_ = connection.Close()
}

func TestClient_CreateUser_created_foreignAnswer_findsTheUser(t *testing.T) {
	for name, foreign := range foreignAnswers {
		t.Run(name, func(t *testing.T) {
			i := newInstance(t, func(commit func(), w http.ResponseWriter, r *http.Request) { commit(); foreign(w, r) })
			user, err := i.client(t).CreateUser(background(), ada)
			if err != nil {
				t.Fatal(err)
			}
			if user.ID != "user_1" || !user.Found || attempts(i.server, "POST /users") != 1 {
				t.Errorf("got %s, found: %t, after %d creates", user.ID, user.Found, attempts(i.server, "POST /users"))
			}
		})
	}
}

func TestClient_CreateUser_notCreated_foreignAnswer_reportsThatTheUserMayExist(t *testing.T) {
	for name, foreign := range foreignAnswers {
		t.Run(name, func(t *testing.T) {
			i := newInstance(t, func(_ func(), w http.ResponseWriter, r *http.Request) { foreign(w, r) })
			_, err := i.client(t).CreateUser(background(), ada)
			wantAmbiguous(t, err)
			if n := attempts(i.server, "POST /users"); n != 1 {
				t.Errorf("sent %d creates, want 1", n)
			}
			if !strings.Contains(err.Error(), "a search found nothing") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestClient_CreateIdentifier_created_foreignAnswer_findsTheIdentifier(t *testing.T) {
	for kind, create := range creates {
		if kind == "user" {
			continue
		}
		for name, foreign := range foreignAnswers {
			t.Run(kind+", "+name, func(t *testing.T) {
				i := newInstance(t, func(commit func(), w http.ResponseWriter, r *http.Request) { commit(); foreign(w, r) })
				i.users = []map[string]any{i.make(map[string]any{"username": "grace"})}
				id, err := create.send(background(), i.client(t))
				if err != nil || id != create.made || attempts(i.server, "POST") != 1 {
					t.Errorf("got %q, %v after %d creates", id, err, attempts(i.server, "POST"))
				}
			})
		}
	}
}

func TestClient_CreateUser_foreign429_searchesAndSendsAgain(t *testing.T) {
	throttle := answer(http.StatusTooManyRequests, "slow down")
	for name, fault := range map[string]struct {
		fault fault
		found bool
	}{
		"carried out":     {func(commit func(), w http.ResponseWriter, r *http.Request) { commit(); throttle(w, r) }, true},
		"not carried out": {func(_ func(), w http.ResponseWriter, r *http.Request) { throttle(w, r) }, false},
	} {
		i := newInstance(t, fault.fault)
		user, err := i.client(t).CreateUser(background(), ada)
		if err != nil || user.Found != fault.found || len(i.users) != 1 {
			t.Errorf("%s: got %+v, %v; there are %d users", name, user, err, len(i.users))
		}
	}
}

func TestClient_CreateUser_errorOfClerk_doesNotSearch(t *testing.T) {
	i := newInstance(t, func(_ func(), w http.ResponseWriter, r *http.Request) {
		refuse(http.StatusForbidden, "user_quota_exceeded")(w, r)
	})
	_, err := i.client(t).CreateUser(background(), ada)
	ambiguous := errorOf[*clerk.AmbiguousCreateError](err) != nil
	if !clerk.HasCode(err, "user_quota_exceeded") || ambiguous || len(i.received()) != 1 {
		t.Errorf("got %v after %d requests", err, len(i.received()))
	}
}

func TestClient_CreateUser_usableAnswer_isNotFound(t *testing.T) {
	user, err := newInstance(t).client(t).CreateUser(background(), ada)
	if err != nil || user.Found {
		t.Errorf("got %+v, %v", user, err)
	}
}

func TestClient_CreateUser_outdatedList_searchesAgain(t *testing.T) {
	const kinds = 4 // requests of one search for ada
	for name, test := range map[string]struct {
		fault   fault
		retries int
		lag     int
		found   bool
		creates int
	}{
		"page, two searches behind":       {pageAfter, 4, 2 * kinds, true, 1},
		"page, longer than all searches":  {pageAfter, 4, 1000, false, 1},
		"lost answer, no retries":         {lostAnswer, 0, 3 * kinds, true, 1},
		"lost answer, sent again":         {lostAnswer, 4, 3 * kinds, true, 2}, // the second create is refused as a duplicate
		"lost answer, never in the lists": {lostAnswer, 4, 1000, false, 2},
	} {
		t.Run(name, func(t *testing.T) {
			i := newInstance(t, test.fault)
			i.lag = test.lag
			user, err := i.client(t, clerk.WithMaxRetries(test.retries)).CreateUser(background(), ada)
			if !test.found {
				wantAmbiguous(t, err)
			} else if err != nil || !user.Found || user.ID != "user_1" {
				t.Errorf("got %+v, %v", user, err)
			}
			if n := attempts(i.server, "POST /users"); n != test.creates || len(i.users) != 1 {
				t.Errorf("sent %d creates, want %d; there are %d users", n, test.creates, len(i.users))
			}
		})
	}
}

// A search would get the same undecodable user again.
func TestClient_CreateUser_undecodableUser_endsSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const unreadable = `{"id":"user_1","created_at":"today"}`
		requests := 0
		transport := roundTripper(func(r *http.Request) (*http.Response, error) {
			requests++
			if r.Method == http.MethodGet {
				return respond(http.StatusOK, nil, "["+unreadable+"]"), nil
			}
			return respond(http.StatusOK, nil, unreadable), nil
		})
		began := time.Now()
		c, err := clerk.New(secretKey, clerk.WithTransport(transport))
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.CreateUser(background(), ada)
		wantAmbiguous(t, err)
		if took := time.Since(began); took > time.Second || requests != 2 {
			t.Errorf("it took %s and %d requests", took, requests)
		}
	})
}

func TestClient_CreateToken_foreignAnswer_reportsThatTheTokenMayExist(t *testing.T) {
	tokens := map[string]func(*clerk.Client) error{
		"sign-in": func(c *clerk.Client) error {
			return err1(c.CreateSignInToken(background(), clerk.SignInTokenCreateParams{UserID: "user_1"}))
		},
		"actor": func(c *clerk.Client) error {
			return err1(c.CreateActorToken(background(), clerk.ActorTokenCreateParams{UserID: "user_1"}))
		},
	}
	answers := map[string]http.HandlerFunc{
		"500":                       refuse(http.StatusInternalServerError, "internal_clerk_error"),
		"connection closed":         hangUp,
		"429 without Clerk's words": answer(http.StatusTooManyRequests, "slow down"),
		"for another user":          answer(http.StatusOK, `{"id":"x_1","user_id":"user_2","token":"t"}`),
	}
	for name, foreign := range foreignAnswers {
		answers[name] = foreign
	}
	for kind, create := range tokens {
		for name, foreign := range answers {
			s := newServer(t, foreign)
			err := create(s.client(t))
			if errorOf[*clerk.AmbiguousCreateError](err) == nil || !strings.Contains(err.Error(), "may exist") {
				t.Errorf("%s, %s: got %v", kind, name, err)
			}
			if n := len(s.received()); n != 1 {
				t.Errorf("%s, %s: sent %d requests, want 1", kind, name, n)
			}
		}
		s := newServer(t, refuse(http.StatusPaymentRequired, "unsupported_subscription_plan_features"))
		if err := create(s.client(t)); errorOf[*clerk.AmbiguousCreateError](err) != nil {
			t.Errorf("%s: Clerk's refusal is in doubt: %v", kind, err)
		}
	}
}

func TestClient_CreateUser_answerWithOtherIdentifiers_isRefused(t *testing.T) {
	for kind, params := range map[string]clerk.UserCreateParams{
		"email_address": {EmailAddresses: []string{"ada@example.com"}}, "phone_number": {PhoneNumbers: []string{"+15550100"}},
		"username": {Username: clerk.Set("ada")}, "external_id": {ExternalID: clerk.Set("-7")},
		"web3_wallet": {Web3Wallets: []string{"9xQe"}},
	} {
		lists := map[string]string{
			"email_address": "email_addresses", "phone_number": "phone_numbers", "web3_wallet": "web3_wallets",
		}
		body := fmt.Sprintf(`{"id":"user_9",%q:"other"}`, kind)
		if list := lists[kind]; list != "" {
			body = fmt.Sprintf(`{"id":"user_9",%q:[{%q:"other"}]}`, list, kind)
		}
		s := newServer(t, script(answer(http.StatusOK, body), answer(http.StatusOK, "[]")))
		if _, err := s.client(t).CreateUser(background(), params); errorOf[*clerk.AmbiguousCreateError](err) == nil {
			t.Errorf("%s: got %v", kind, err)
		}
	}
}

func TestClient_unrepeatableOperation_lostAnswer_isSentOnce(t *testing.T) {
	for name, create := range map[string]func(*clerk.Client) error{
		"sign-in token": func(c *clerk.Client) error {
			return err1(c.CreateSignInToken(background(), clerk.SignInTokenCreateParams{UserID: "user_1"}))
		},
		"actor token": func(c *clerk.Client) error {
			return err1(c.CreateActorToken(background(), clerk.ActorTokenCreateParams{UserID: "user_1"}))
		},
		"backup code": func(c *clerk.Client) error { return err1(c.VerifyUserTOTP(background(), "user_1", "a-code")) },
	} {
		s := newServer(t, hangUp)
		var lost *clerk.TransportError
		if err := create(s.client(t)); !errors.As(err, &lost) {
			t.Errorf("%s: %v", name, err)
		}
		if n := len(s.received()); n != 1 {
			t.Errorf("%s: sent %d times", name, n)
		}
	}
}
