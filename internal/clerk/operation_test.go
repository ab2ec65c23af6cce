package clerk_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

type operationTest struct {
	operation string
	send      func(*clerk.Client) error
	uri       string
	body      string
}

// operationRow is a row of an operation with everything that the tests of all operations need to know about it.
type operationRow struct {
	operationTest
	// answer is a valid answer, for an operation that answerAny cannot answer.
	answer string
	// removes is the answer that shows a removal. The ids in the path end with _1, or with _2 for the second one.
	removes string
	// secret sends the operation with all its secret parameters.
	secret func(*clerk.Client) error
}

// addOperations adds operations to the tests of all operations. Each area of the API calls it in init.
func addOperations(rows ...operationRow) {
	for _, row := range rows {
		everyOperationTest = append(everyOperationTest, row.operationTest)
		if row.answer != "" {
			method, _, _ := strings.Cut(row.operation, " ")
			path, _, _ := strings.Cut(row.uri, "?")
			tokenAnswers[method+" "+path] = row.answer
			if strings.Contains(row.answer, "total_count") {
				notAboutOne = append(notAboutOne, row.operation)
			}
		}
		if row.removes != "" {
			removals[row.operation] = row.removes
		}
		if row.secret != nil {
			secretOperations[row.operation] = row.secret
		}
	}
}

// contentType is the content type of the body.
func (o operationTest) contentType() string {
	switch {
	case o.body == "":
		return ""
	case strings.HasPrefix(o.body, "--"):
		return "multipart/form-data; boundary=boundary"
	default:
		return "application/json"
	}
}

func err1[T any](_ T, err error) error { return err }

var operationTests = slices.Concat(userOperationTests, tokenOperationTests)

var userOperationTests = []operationTest{
	{"POST /users", func(c *clerk.Client) error {
		return err1(c.CreateUser(background(), clerk.UserCreateParams{EmailAddresses: []string{"a@example.com"}}))
	}, "/v1/users", `{"email_address":["a@example.com"]}`},
	{"GET /users/{user_id}", func(c *clerk.Client) error {
		return err1(c.GetUser(background(), "user_1"))
	}, "/v1/users/user_1", ""},
	{"GET /users", func(c *clerk.Client) error {
		return err1(c.ListUsers(background(), clerk.UserListParams{Limit: 500, StartingAfter: "user_9"}))
	}, "/v1/users?limit=500&starting_after=user_9", ""},
	{"GET /users/count", func(c *clerk.Client) error {
		return err1(
			c.CountUsers(background(), clerk.UserListParams{Banned: ptr(false), Limit: 5, Offset: 5, OrderBy: "username"}),
		)
	}, "/v1/users/count?banned=false", ""},
	{"PATCH /users/{user_id}", func(c *clerk.Client) error {
		return err1(
			c.UpdateUser(
				background(),
				"user_1",
				clerk.UserUpdateParams{FirstName: clerk.Set("Ada"), LastName: clerk.Null[string]()},
			),
		)
	}, "/v1/users/user_1", `{"first_name":"Ada","last_name":null}`},
	{"DELETE /users/{user_id}", func(c *clerk.Client) error {
		return c.DeleteUser(background(), "user_1")
	}, "/v1/users/user_1", ""},
	{"POST /users/{user_id}/ban", func(c *clerk.Client) error {
		return err1(c.BanUser(background(), "user_1"))
	}, "/v1/users/user_1/ban", ""},
	{"POST /users/{user_id}/unban", func(c *clerk.Client) error {
		return err1(c.UnbanUser(background(), "user_1"))
	}, "/v1/users/user_1/unban", ""},
	{"POST /users/{user_id}/lock", func(c *clerk.Client) error {
		return err1(c.LockUser(background(), "user_1"))
	}, "/v1/users/user_1/lock", ""},
	{"POST /users/{user_id}/unlock", func(c *clerk.Client) error {
		return err1(c.UnlockUser(background(), "user_1"))
	}, "/v1/users/user_1/unlock", ""},
	{"POST /users/ban", func(c *clerk.Client) error {
		return err1(c.BanUsers(background(), []string{"user_1", "user_2"}))
	}, "/v1/users/ban", `{"user_ids":["user_1","user_2"]}`},
	{"POST /users/unban", func(c *clerk.Client) error {
		return err1(c.UnbanUsers(background(), []string{"user_1"}))
	}, "/v1/users/unban", `{"user_ids":["user_1"]}`},
	{"PATCH /users/{user_id}/metadata", func(c *clerk.Client) error {
		return err1(
			c.MergeUserMetadata(background(), "user_1", clerk.UserMetadataParams{Public: json.RawMessage(`{"a":null}`)}),
		)
	}, "/v1/users/user_1/metadata", `{"public_metadata":{"a":null}}`},
	{"PUT /users/{user_id}/metadata", func(c *clerk.Client) error {
		return err1(c.ReplaceUserMetadata(background(), "user_1", clerk.UserMetadataParams{
			Private: json.RawMessage(`{}`), Unsafe: json.RawMessage(`{"html":"<&>"}`),
		}))
	}, "/v1/users/user_1/metadata", `{"private_metadata":{},"unsafe_metadata":{"html":"<&>"}}`},
	{"POST /users/{user_id}/remove_password", func(c *clerk.Client) error {
		return err1(c.RemoveUserPassword(background(), "user_1", true))
	}, "/v1/users/user_1/remove_password", `{"sign_out_of_other_sessions":true}`},
	{"DELETE /users/{user_id}/totp", func(c *clerk.Client) error {
		return c.DeleteUserTOTP(background(), "user_1")
	}, "/v1/users/user_1/totp", ""},
	{"DELETE /users/{user_id}/backup_code", func(c *clerk.Client) error {
		return c.DeleteUserBackupCodes(background(), "user_1")
	}, "/v1/users/user_1/backup_code", ""},
	{"DELETE /users/{user_id}/mfa", func(c *clerk.Client) error {
		return c.DisableUserMFA(background(), "user_1")
	}, "/v1/users/user_1/mfa", ""},
	{"DELETE /users/{user_id}/passkeys/{passkey_identification_id}", func(c *clerk.Client) error {
		return c.DeleteUserPasskey(background(), "user_1", "idn_2")
	}, "/v1/users/user_1/passkeys/idn_2", ""},
	{"DELETE /users/{user_id}/external_accounts/{external_account_id}", func(c *clerk.Client) error {
		return c.DeleteUserExternalAccount(background(), "user_1", "eac_2")
	}, "/v1/users/user_1/external_accounts/eac_2", ""},
	{"POST /users/{user_id}/profile_image", func(c *clerk.Client) error {
		return err1(c.SetUserProfileImage(background(), "user_1", imageOf("ada \"the\" countess.png", "some content")))
	}, "/v1/users/user_1/profile_image", imageForm("ada \\\"the\\\" countess.png", "some content")},
	{"DELETE /users/{user_id}/profile_image", func(c *clerk.Client) error {
		return c.DeleteUserProfileImage(background(), "user_1")
	}, "/v1/users/user_1/profile_image", ""},
	{"DELETE /users/{user_id}/web3_wallets/{web3_wallet_identification_id}", func(c *clerk.Client) error {
		return c.DeleteWeb3Wallet(background(), "user_1", "idn_2")
	}, "/v1/users/user_1/web3_wallets/idn_2", ""},
	{"POST /email_addresses", func(c *clerk.Client) error {
		return err1(c.CreateEmailAddress(background(), clerk.EmailAddressCreateParams{
			UserID: "user_1", EmailAddress: "a@example.com", Verified: clerk.Set(true), Primary: clerk.Set(false),
		}))
	}, "/v1/email_addresses", `{"user_id":"user_1","email_address":"a@example.com","verified":true,"primary":false}`},
	{"GET /email_addresses/{email_address_id}", func(c *clerk.Client) error {
		return err1(c.GetEmailAddress(background(), "idn_1"))
	}, "/v1/email_addresses/idn_1", ""},
	{"PATCH /email_addresses/{email_address_id}", func(c *clerk.Client) error {
		return err1(c.UpdateEmailAddress(background(), "idn_1", clerk.EmailAddressUpdateParams{
			Primary: clerk.Set(true), NotifyPrimaryEmailAddressChanged: clerk.Set(true),
		}))
	}, "/v1/email_addresses/idn_1", `{"primary":true,"notify_primary_email_address_changed":true}`},
	{"DELETE /email_addresses/{email_address_id}", func(c *clerk.Client) error {
		return c.DeleteEmailAddress(background(), "idn_1")
	}, "/v1/email_addresses/idn_1", ""},
	{"POST /phone_numbers", func(c *clerk.Client) error {
		return err1(c.CreatePhoneNumber(background(), clerk.PhoneNumberCreateParams{
			UserID: "user_1", PhoneNumber: "+15550100", Verified: clerk.Set(true), ReservedForSecondFactor: clerk.Set(true),
		}))
	}, "/v1/phone_numbers", `{"user_id":"user_1","phone_number":"+15550100","verified":true,` +
		`"reserved_for_second_factor":true}`},
	{"GET /phone_numbers/{phone_number_id}", func(c *clerk.Client) error {
		return err1(c.GetPhoneNumber(background(), "idn_1"))
	}, "/v1/phone_numbers/idn_1", ""},
	{"PATCH /phone_numbers/{phone_number_id}", func(c *clerk.Client) error {
		return err1(c.UpdatePhoneNumber(background(), "idn_1", clerk.PhoneNumberUpdateParams{Verified: clerk.Set(true)}))
	}, "/v1/phone_numbers/idn_1", `{"verified":true}`},
	{"DELETE /phone_numbers/{phone_number_id}", func(c *clerk.Client) error {
		return c.DeletePhoneNumber(background(), "idn_1")
	}, "/v1/phone_numbers/idn_1", ""},
}

func TestClient_everyMethod_sendsItsOperation(t *testing.T) {
	for _, test := range everyOperationTest {
		t.Run(test.operation, func(t *testing.T) {
			s := newServer(t, answerAny)
			if err := test.send(s.client(t)); err != nil {
				t.Fatal(err)
			}
			requests := s.received()
			if len(requests) != 1 {
				t.Fatalf("sent %d requests, want 1", len(requests))
			}
			got := requests[0]
			method, _, _ := strings.Cut(test.operation, " ")
			if got.method != method || got.uri != test.uri || got.body != test.body {
				t.Errorf("sent %s %s %s\nwant %s %s %s", got.method, got.uri, got.body, method, test.uri, test.body)
			}
			if contentType := got.header.Get("Content-Type"); contentType != test.contentType() {
				t.Errorf("Content-Type is %q, want %q", contentType, test.contentType())
			}
		})
	}
}

func TestOperations_listsEveryOperationOfTheMethods(t *testing.T) {
	var tested []string
	for _, test := range everyOperationTest {
		tested = append(tested, test.operation)
	}
	slices.Sort(tested)
	if got := clerk.Operations(); !slices.Equal(got, tested) {
		t.Errorf("Operations() = %q\nthe methods send %q", got, tested)
	}
}

func TestClient_everyRequest_hasKeyUserAgentAndVersion(t *testing.T) {
	s := newServer(t, answerAny)
	// More requests than the limit of a development instance, without a wait.
	c := s.client(t, clerk.WithRateLimit(1000), clerk.WithUserAgent("terraform-provider-clerk/1.2.3 terraform/1.14.0"))
	for _, test := range everyOperationTest {
		if err := test.send(c); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.client(t, clerk.WithAPIVersion("2025-11-10")).GetUser(background(), "user_1"); err != nil {
		t.Fatal(err)
	}
	requests := s.received()
	if got := requests[len(requests)-1].header.Get("Clerk-API-Version"); got != "2025-11-10" {
		t.Errorf("WithAPIVersion sent %q", got)
	}
	for _, r := range requests[:len(requests)-1] {
		for name, want := range map[string]string{
			"Authorization":     "Bearer " + secretKey,
			"Clerk-API-Version": "2026-05-12",
			"User-Agent":        "terraform-provider-clerk/1.2.3 terraform/1.14.0",
			"Accept":            "application/json",
		} {
			if got := r.header.Get(name); got != want {
				t.Errorf("%s %s: %s is %q, want %q", r.method, r.uri, name, got, want)
			}
		}
	}
}

func TestClient_idWithPathCharacters_isRefused(t *testing.T) {
	s := newServer(t, answerAny)
	c := s.client(t)
	for _, id := range []string{"", ".", "..", "/", "../x", "a/b", `..\x`, "a\nb", "count", "ban"} {
		_, err := c.GetUser(background(), id)
		var invalid *clerk.InvalidRequestError
		if !errors.As(err, &invalid) || invalid.Operation != "GET /users/{user_id}" {
			t.Errorf("GetUser(%q) = %v, want *InvalidRequestError", id, err)
		}
		if err := c.DeleteWeb3Wallet(background(), "user_1", id); id != "count" && id != "ban" && !errors.As(err, &invalid) {
			t.Errorf("DeleteWeb3Wallet(%q) = %v, want *InvalidRequestError", id, err)
		}
	}
	for _, r := range s.received() {
		if !strings.HasPrefix(r.uri, "/v1/users/user_1/web3_wallets/") {
			t.Errorf("sent %s %s", r.method, r.uri)
		}
	}
}

func TestClient_idWithSpecialCharacters_isEscaped(t *testing.T) {
	for id, want := range map[string]string{
		"a b":        "/v1/users/a%20b",
		"a?b=c#d":    "/v1/users/a%3Fb=c%23d",
		"%2e%2e":     "/v1/users/%252e%252e",
		"%2Fcount":   "/v1/users/%252Fcount",
		"user_ü":     "/v1/users/user_%C3%BC",
		"user_1;x=y": "/v1/users/user_1%3Bx=y",
		"...":        "/v1/users/...",
	} {
		s := newServer(t, answer(http.StatusOK, fmt.Sprintf(`{"id":%q}`, id)))
		if _, err := s.client(t).GetUser(background(), id); err != nil {
			t.Fatal(err)
		}
		if got := s.received()[0].uri; got != want {
			t.Errorf("id %q was sent as %s, want %s", id, got, want)
		}
	}
}
