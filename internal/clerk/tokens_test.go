package clerk_test

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestATokenThatIsNotPendingIsToldFromOtherRefusals(t *testing.T) {
	for name, test := range map[string]struct {
		handler    http.HandlerFunc
		notPending bool
	}{
		"a sign-in token that was used": {refuse(http.StatusBadRequest, "sign_in_token_cannot_be_revoked_code"), true},
		"an actor token that was used":  {refuse(http.StatusBadRequest, "actor_token_cannot_be_revoked_code"), true},
		"another refusal":               {refuse(http.StatusBadRequest, "request_body_invalid"), false},
		"an unknown token":              {refuse(http.StatusNotFound, "resource_not_found"), false},
	} {
		_, err := newServer(t, test.handler).client(t).RevokeSignInToken(background(), "sit_1")
		if err == nil || clerk.IsNotPending(err) != test.notPending {
			t.Errorf("%s: %v, not pending: %t", name, err, clerk.IsNotPending(err))
		}
	}
}

func TestATokenWhoseAnswerWasLostIsNotMadeTwice(t *testing.T) {
	for name, create := range map[string]func(*clerk.Client) error{
		"sign-in token": func(c *clerk.Client) error {
			return err1(c.CreateSignInToken(background(), clerk.SignInTokenCreateParams{UserID: "user_1"}))
		},
		"actor token": func(c *clerk.Client) error {
			return err1(c.CreateActorToken(background(), clerk.ActorTokenCreateParams{UserID: "user_1"}))
		},
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

func TestAnAnswerWithoutATokenIsNone(t *testing.T) {
	s := newServer(t, answer(http.StatusOK, `{"object":"token"}`))
	for name, create := range map[string]func(*clerk.Client) error{
		"session token": func(c *clerk.Client) error {
			return err1(c.CreateSessionToken(background(), "sess_1", clerk.SessionTokenParams{}))
		},
		"sign-in token": func(c *clerk.Client) error {
			return err1(c.CreateSignInToken(background(), clerk.SignInTokenCreateParams{}))
		},
		"testing token": func(c *clerk.Client) error { return err1(c.CreateTestingToken(background())) },
	} {
		var decode *clerk.DecodeError
		if err := create(s.client(t)); !errors.As(err, &decode) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestATestingTokenExpiresInSecondsNotMilliseconds(t *testing.T) {
	s := newServer(t, answerAny)
	token, err := s.client(t).CreateTestingToken(background())
	if want := time.Date(2024, 4, 23, 14, 0, 0, 0, time.UTC); err != nil || !token.Expiry().Equal(want) {
		t.Errorf("it expires at %s, %v; want %s", token.Expiry(), err, want)
	}
}
