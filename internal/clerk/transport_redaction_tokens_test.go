package clerk_test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// Secrets in the requests and in the answers.
const (
	rotatingToken = "rotating-token-of-a-client"
	sentPassword  = "password-that-was-sent"
	answerToken   = "token-in-the-answer"
)

func TestRedaction_tokensAndPasswords_areInNoLogOrError(t *testing.T) {
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
		"success": answer(
			http.StatusOK,
			`{"id":"x","jwt":"`+answerToken+`","token":"`+answerToken+`","verified":true}`,
		),
		"wrong shape": answer(http.StatusOK, `{"jwt":["`+answerToken+`"],"token":{"a":"`+answerToken+`"}}`),
		"cut":         answer(http.StatusOK, `{"jwt":"`+answerToken),
		"repeating refusal": answer(http.StatusBadRequest, fmt.Sprintf(`{"errors":[{"code":"cookie_invalid","message":%q,`+
			`"long_message":%q,"meta":{"identifiers":[%q]}}]}`, repeat, repeat, sentToken)),
		"page": answer(http.StatusBadGateway, "<html>"+repeat+answerToken),
	} {
		for operation, send := range sends {
			log := &recorder{}
			err := send(newServer(t, step).client(t, clerk.WithLogger(log), clerk.WithMaxRetries(0)))
			text := fmt.Sprintf("%v %+v %s", err, err, log.text.String())
			if refusal, ok := clerk.AsError(err); ok {
				text += fmt.Sprintf("%+v", *refusal)
			}
			// A secret in an answer is redacted only if this request contained it.
			secrets := map[string][]string{
				"client": {sentToken, rotatingToken}, "password": {sentPassword}, "code": {sentPassword},
			}[operation]
			for _, secret := range append(secrets, answerToken) {
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
