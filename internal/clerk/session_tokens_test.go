package clerk_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
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

func TestATokenWhoseAnswerWasLostIsNotMadeTwiceAndNoCodeUsedTwice(t *testing.T) {
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

func TestAnAnswerWithoutATokenIsNone(t *testing.T) {
	s := newServer(t, answer(http.StatusOK, `{"object":"token","id":"sit_1"}`))
	for name, create := range map[string]func(*clerk.Client) error{
		"session token": func(c *clerk.Client) error {
			return err1(c.CreateSessionToken(background(), "sess_1", clerk.SessionTokenParams{}))
		},
		"sign-in token": func(c *clerk.Client) error {
			return err1(c.CreateSignInToken(background(), clerk.SignInTokenCreateParams{}))
		},
		"actor token": func(c *clerk.Client) error {
			return err1(c.CreateActorToken(background(), clerk.ActorTokenCreateParams{}))
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

func TestAnOAuthTokenExpiresInSecondsOrMilliseconds(t *testing.T) {
	want := time.Date(2026, 6, 1, 13, 0, 0, 0, time.UTC)
	for _, number := range []int64{want.Unix(), want.UnixMilli()} {
		token := clerk.OAuthAccessToken{ExpiresAt: &number}
		if got, expires := token.Expiry(); !expires || !got.Equal(want) {
			t.Errorf("%d is %s, %t", number, got, expires)
		}
	}
	var none clerk.OAuthAccessToken
	if _, expires := none.Expiry(); expires {
		t.Error("a token without an expiry expires")
	}
}

// secretsOfTokens are what the requests carry and the answers tell.
const (
	rotatingToken = "rotating-token-of-a-client"
	sentPassword  = "password-that-was-sent"
	toldToken     = "token-that-was-told"
)

func TestLogsAndErrorsHoldNoTokenAndNoPasswordThatWasSent(t *testing.T) {
	sentToken := "eyJhbGciOiJSUzI1NiJ9." + base64.RawURLEncoding.EncodeToString(
		[]byte(`{"rotating_token":"`+rotatingToken+`"}`),
	) + ".c2lnbmF0dXJl"
	sends := map[string]func(*clerk.Client) error{
		"client":   func(c *clerk.Client) error { return err1(c.VerifyClient(background(), sentToken)) },
		"password": func(c *clerk.Client) error { return c.VerifyUserPassword(background(), "user_1", sentPassword) },
		"code":     func(c *clerk.Client) error { return err1(c.VerifyUserTOTP(background(), "user_1", sentPassword)) },
		"session": func(c *clerk.Client) error {
			return err1(c.CreateSessionToken(background(), "sess_1", clerk.SessionTokenParams{}))
		},
		"sign-in": func(c *clerk.Client) error {
			return err1(c.CreateSignInToken(background(), clerk.SignInTokenCreateParams{}))
		},
		"actor": func(c *clerk.Client) error {
			return err1(c.CreateActorToken(background(), clerk.ActorTokenCreateParams{}))
		},
		"testing": func(c *clerk.Client) error { return err1(c.CreateTestingToken(background())) },
		"oauth": func(c *clerk.Client) error {
			return err1(c.ListUserOAuthAccessTokens(background(), "user_1", "oauth_google"))
		},
	}
	repeat := fmt.Sprintf("The rotating key %s of %s does not match, nor does %s.", rotatingToken, sentToken, sentPassword)
	for name, step := range map[string]http.HandlerFunc{
		"success":           answer(http.StatusOK, `{"id":"x","jwt":"`+toldToken+`","token":"`+toldToken+`","verified":true}`),
		"wrong shape":       answer(http.StatusOK, `{"jwt":["`+toldToken+`"],"token":{"a":"`+toldToken+`"}}`),
		"cut":               answer(http.StatusOK, `{"jwt":"`+toldToken),
		"repeating refusal": answer(http.StatusBadRequest, fmt.Sprintf(`{"errors":[{"code":"cookie_invalid","message":%q,"long_message":%q,"meta":{"identifiers":[%q]}}]}`, repeat, repeat, sentToken)),
		"page":              answer(http.StatusBadGateway, "<html>"+repeat+toldToken),
	} {
		for operation, send := range sends {
			log := &recorder{}
			err := send(newServer(t, step).client(t, clerk.WithLogger(log), clerk.WithMaxRetries(0)))
			text := fmt.Sprintf("%v %+v %s", err, err, log.text.String())
			if refusal, ok := clerk.AsError(err); ok {
				text += fmt.Sprintf("%+v", *refusal)
			}
			// What the server says of a secret that this request did not send is its own affair.
			secrets := map[string][]string{"client": {sentToken, rotatingToken}, "password": {sentPassword}, "code": {sentPassword}}[operation]
			for _, secret := range append(secrets, toldToken) {
				if strings.Contains(text, secret) {
					t.Errorf("%s, %s: %q shows in %s", operation, name, secret, text)
				}
			}
			if log.text.Len() == 0 {
				t.Errorf("%s, %s: nothing was logged", operation, name)
			}
		}
	}
}

func TestAShortSecretIsNotLookedForInMessages(t *testing.T) {
	s := newServer(
		t,
		answer(
			http.StatusNotFound,
			`{"errors":[{"code":"resource_not_found","message":"not found","long_message":"No user was found with id user_1"}]}`,
		),
	)
	err := s.client(t).VerifyUserPassword(background(), "user_1", "user")
	if !clerk.IsNotFound(err) || !strings.Contains(err.Error(), "No user was found with id user_1") {
		t.Errorf("got %v", err)
	}
}
