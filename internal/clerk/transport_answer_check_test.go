package clerk_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// notAboutOne are the operations with an id in their path that answer with a list or with an object without an id.
var notAboutOne = []string{
	"GET /users/{user_id}/organization_memberships", "GET /users/{user_id}/organization_invitations",
	"GET /users/{user_id}/trusted_devices", "GET /users/{user_id}/oauth_access_tokens/{provider}",
	"POST /users/{user_id}/verify_password", "POST /users/{user_id}/verify_totp",
	"POST /sessions/{session_id}/tokens", "POST /sessions/{session_id}/tokens/{template_name}",
	// Its answer has the id of a new invitation. The client compares address, role and organization.
	"POST /organizations/{organization_id}/invitations",
}

// searchedCreates are the operations with an id in their path that create an object that a list shows.
var searchedCreates = []string{"POST /organizations/{organization_id}/memberships"}

// answerAbout answers as answerAny, about an object with "9" at the end of its id.
func answerAbout(w http.ResponseWriter, r *http.Request) {
	recorder := httptest.NewRecorder()
	answerAny(recorder, r)
	var object map[string]any
	if err := json.Unmarshal(recorder.Body.Bytes(), &object); err != nil {
		panic(err)
	}
	changeIDs(object)
	respondJSON(w, object)
}

func changeIDs(object map[string]any) {
	for name, value := range object {
		switch value := value.(type) {
		case string:
			if name == "id" || name == "user_id" {
				object[name] = value + "9"
			}
		case map[string]any:
			changeIDs(value)
		}
	}
}

func TestClient_operationOnOneObject_answerAboutAnother_isAnErrorWithBothIDs(t *testing.T) {
	for _, test := range everyOperationTest {
		if !strings.Contains(test.operation, "{") || slices.Contains(notAboutOne, test.operation) {
			continue
		}
		t.Run(test.operation, func(t *testing.T) {
			s := newServer(t, answerAbout)
			err := test.send(s.client(t))
			var id string // last id of the path
			for _, segment := range strings.Split(strings.TrimPrefix(test.uri, "/v1/"), "/") {
				if strings.HasSuffix(segment, "_1") || strings.HasSuffix(segment, "_2") {
					id = segment
				}
			}
			if want := fmt.Sprintf("it is about %s9, and %s was requested", id, id); errorOf[*clerk.DecodeError](err) == nil ||
				!strings.Contains(err.Error(), want) {
				t.Errorf("got %v, want %q", err, want)
			}
			want := 1
			if slices.Contains(searchedCreates, test.operation) {
				want = 2 // the object may exist, so that a search follows
			}
			if n := len(s.received()); n != want {
				t.Errorf("sent %d requests, want %d", n, want)
			}
		})
	}
}

func TestClient_wrongObject_textThatIsNoID_isHidden(t *testing.T) {
	for _, id := range []string{secretKey, "user_ \u202e", "user_" + strings.Repeat("x", 1000), "hunter2"} {
		s := newServer(t, func(w http.ResponseWriter, _ *http.Request) { respondJSON(w, map[string]any{"id": id}) })
		_, err := s.client(t).GetUser(background(), "user_1")
		if err == nil || strings.Contains(err.Error(), id) || !strings.Contains(err.Error(), "another object") {
			t.Errorf("%.20q: %.200v", id, err)
		}
	}
}

// removals are the operations that remove something, with an answer that shows the removal.
var removals = map[string]string{
	"DELETE /users/{user_id}":                                              `{"id":"user_1","deleted":true}`,
	"DELETE /users/{user_id}/passkeys/{passkey_identification_id}":         `{"id":"idn_2","deleted":true}`,
	"DELETE /users/{user_id}/external_accounts/{external_account_id}":      `{"id":"eac_2","deleted":true}`,
	"DELETE /users/{user_id}/web3_wallets/{web3_wallet_identification_id}": `{"id":"idn_2","deleted":true}`,
	"DELETE /email_addresses/{email_address_id}":                           `{"id":"idn_1","deleted":true}`,
	"DELETE /phone_numbers/{phone_number_id}":                              `{"id":"idn_1","deleted":true}`,
	"DELETE /users/{user_id}/totp":                                         `{"user_id":"user_1"}`,
	"DELETE /users/{user_id}/backup_code":                                  `{"user_id":"user_1"}`,
	"DELETE /users/{user_id}/mfa":                                          `{"user_id":"user_1"}`,
	"DELETE /users/{user_id}/profile_image":                                `{"id":"user_1","has_image":false}`,
	"DELETE /users/{user_id}/trusted_devices/{trusted_device_id}":          `{"id":"tdev_2","status":"revoked"}`,
	"POST /users/{user_id}/remove_password":                                `{"id":"user_1","password_enabled":false}`,
	"POST /sessions/{session_id}/revoke":                                   `{"id":"sess_1","status":"ended"}`,
	"POST /sign_in_tokens/{sign_in_token_id}/revoke":                       `{"id":"sit_1","status":"revoked"}`,
	"POST /actor_tokens/{actor_token_id}/revoke":                           `{"id":"act_1","status":"revoked"}`,
}

func isRemoval(operation string) bool {
	return strings.HasPrefix(operation, "DELETE ") || strings.HasSuffix(operation, "/revoke") ||
		strings.HasSuffix(operation, "/remove_password")
}

func TestClient_removal_answerWithoutTheEffect_isAnError(t *testing.T) {
	tested := 0
	for _, test := range everyOperationTest {
		if !isRemoval(test.operation) {
			continue
		}
		tested++
		shown := removals[test.operation]
		bodies := map[string]bool{
			shown: true, "{}": false, "null": false, `{"object":"error"}`: false,
			strings.ReplaceAll(shown, "_", "_other"): false,
		}
		for said, contradicted := range map[string]string{
			`"deleted":true`: `"deleted":false`, `"has_image":false`: `"has_image":true`,
			`"status":"revoked"`: `"status":"active"`, `"password_enabled":false`: `"password_enabled":true`,
			`"status":"ended"`: `"status":"pending"`,
		} {
			if strings.Contains(shown, said) {
				bodies[strings.Replace(shown, said, contradicted, 1)] = false
			}
		}
		for body, done := range bodies {
			t.Run(test.operation+" "+body, func(t *testing.T) {
				s := newServer(t, answer(http.StatusOK, body))
				if err := test.send(s.client(t)); (err == nil) != done || !done && errorOf[*clerk.DecodeError](err) == nil {
					t.Errorf("got %v, want done: %t", err, done)
				}
				if n := len(s.received()); n != 1 {
					t.Errorf("sent %d requests, want 1", n)
				}
			})
		}
	}
	if tested != len(removals) {
		t.Errorf("%d removals are sent, and %d have an answer here", tested, len(removals))
	}
}

func TestClient_DeleteUser_answerWithoutID_isASuccess(t *testing.T) {
	// The specification does not require the id.
	s := newServer(t, answer(http.StatusOK, `{"object":"user","deleted":true}`))
	if err := s.client(t).DeleteUser(background(), "user_1"); err != nil {
		t.Error(err)
	}
}

func TestClient_DeleteUser_404_isNotFoundOnlyFromClerk(t *testing.T) {
	for body, notFound := range map[string]bool{
		`{"errors":[{"code":"resource_not_found"}]}`: true, `{"error":"not found"}`: false, "<html>": false, "": false,
	} {
		err := newServer(t, answer(http.StatusNotFound, body)).client(t).DeleteUser(background(), "user_1")
		if err == nil || clerk.IsNotFound(err) != notFound {
			t.Errorf("%q: %v, not found: %t", body, err, clerk.IsNotFound(err))
		}
	}
}

func TestClient_DeleteUserExternalAccount_answerWithTheOtherID_isASuccess(t *testing.T) {
	for answered, done := range map[string]bool{"eac_1": true, "idn_7": true, "eac_2": false} {
		s := newServer(t, answer(http.StatusOK, fmt.Sprintf(`{"id":%q,"deleted":true}`, answered)))
		if err := s.client(t).DeleteUserExternalAccount(background(), "user_1", "eac_1"); (err == nil) != done {
			t.Errorf("%s: %v", answered, err)
		}
	}
}

func TestClient_CreateSessionToken_tokenOfAnotherSession_isAnError(t *testing.T) {
	for claims, right := range map[string]bool{
		`{"sid":"sess_1"}`: true, `{"sub":"user_1"}`: true, `{"sid":"sess_2"}`: false,
	} {
		token := "e30." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".c2ln"
		c := newServer(t, answer(http.StatusOK, fmt.Sprintf(`{"jwt":%q}`, token))).client(t)
		_, plain := c.CreateSessionToken(background(), "sess_1", clerk.SessionTokenParams{})
		_, fromTemplate := c.CreateSessionTokenFromTemplate(background(), "sess_1", "hasura", clerk.SessionTokenParams{})
		for _, err := range []error{plain, fromTemplate} {
			if (err == nil) != right || err != nil && strings.Contains(err.Error(), token) {
				t.Errorf("%s: %v", claims, err)
			}
		}
	}
}

func TestClient_BanUsers_answerAboutAnotherUser_isAnError(t *testing.T) {
	c := newServer(t, answer(http.StatusOK, `[{"id":"user_1","banned":true},{"id":"user_9","banned":true}]`)).client(t)
	for name, send := range map[string]func() error{
		"ban":   func() error { return err1(c.BanUsers(background(), []string{"user_1", "user_2"})) },
		"unban": func() error { return err1(c.UnbanUsers(background(), []string{"user_1", "user_2"})) },
	} {
		if err := send(); errorOf[*clerk.DecodeError](err) == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestClient_CreateToken_answerWithoutToken_isAnError(t *testing.T) {
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
