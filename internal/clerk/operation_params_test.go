package clerk_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestFieldTellsOmittedNullAndSetApart(t *testing.T) {
	type body struct {
		Text clerk.Field[string] `json:"text,omitzero"`
		Flag clerk.Field[bool]   `json:"flag,omitzero"`
		N    clerk.Field[int64]  `json:"n,omitzero"`
	}
	for want, b := range map[string]body{
		`{}`:                                 {},
		`{"text":null,"flag":null,"n":null}`: {clerk.Null[string](), clerk.Null[bool](), clerk.Null[int64]()},
		`{"text":"","flag":false,"n":0}`:     {clerk.Set(""), clerk.Set(false), clerk.Set(int64(0))},
	} {
		got, err := json.Marshal(b)
		if err != nil || string(got) != want {
			t.Errorf("encoded as %s (%v), want %s", got, err, want)
		}
	}
	omitted, null, set := clerk.Field[string]{}, clerk.Null[string](), clerk.Set("")
	if !omitted.IsZero() || null.IsZero() || set.IsZero() {
		t.Error("IsZero must hold for the omitted field only")
	}
	if omitted.IsNull() || !null.IsNull() || set.IsNull() {
		t.Error("IsNull must hold for the null field only")
	}
	for name, f := range map[string]clerk.Field[string]{"omitted": omitted, "null": null} {
		if v, ok := f.Value(); ok {
			t.Errorf("the %s field has the value %q", name, v)
		}
	}
	if v, ok := clerk.Set("x").Value(); !ok || v != "x" {
		t.Errorf("Value() = %q, %t", v, ok)
	}
}

func TestParamsThatStateNothingAreZero(t *testing.T) {
	if !(clerk.UserUpdateParams{}).IsZero() || !(clerk.UserMetadataParams{}).IsZero() {
		t.Error("empty params must be zero")
	}
	for name, p := range map[string]clerk.UserUpdateParams{
		"null field":   {FirstName: clerk.Null[string]()},
		"empty string": {FirstName: clerk.Set("")},
		"empty list":   {BackupCodes: []string{}},
	} {
		if p.IsZero() {
			t.Errorf("an update with a %s must not be zero", name)
		}
	}
	if (clerk.UserMetadataParams{Unsafe: json.RawMessage(`{}`)}).IsZero() {
		t.Error("an empty object is a statement")
	}
}

func TestUnixMilliIsAnInstantInUTC(t *testing.T) {
	got := clerk.UnixMilli(1749564092553).Time()
	if want := time.Date(2025, 6, 10, 14, 1, 32, 553_000_000, time.UTC); got != want {
		t.Errorf("Time() = %v, want %v", got, want)
	}
}

func TestQueryArraysRepeatTheKeyAndEscapePlus(t *testing.T) {
	s := newServer(t, answer(http.StatusOK, "[]"))
	_, err := s.client(t).ListUsers(background(), clerk.UserListParams{
		EmailAddresses: []string{"a+b@example.com", "c@example.com"},
		PhoneNumbers:   []string{"+15550100"},
		OrderBy:        "+created_at",
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "/v1/users?email_address=a%2Bb%40example.com&email_address=c%40example.com&order_by=%2Bcreated_at&phone_number=%2B15550100"
	if got := s.received()[0].uri; got != want {
		t.Errorf("sent %s\nwant %s", got, want)
	}
}

func TestListSendsEveryFilterUnderItsName(t *testing.T) {
	at := func(n int64) *clerk.UnixMilli { return ptr(clerk.UnixMilli(n)) }
	s := newServer(t, answer(http.StatusOK, "[]"))
	_, err := s.client(t).ListUsers(background(), clerk.UserListParams{
		EmailAddresses: []string{"1"}, PhoneNumbers: []string{"2"}, Usernames: []string{"3"}, Web3Wallets: []string{"4"},
		UserIDs: []string{"5"}, ExternalIDs: []string{"6"}, OrganizationIDs: []string{"7"}, Provider: "8",
		ProviderUserIDs: []string{"9"}, Query: "10", EmailAddressQuery: "11", PhoneNumberQuery: "12", UsernameQuery: "13",
		NameQuery: "14", Banned: ptr(true), CreatedAtBefore: at(15), CreatedAtAfter: at(0), LastActiveAtBefore: at(17),
		LastActiveAtAfter: at(18), LastActiveAtSince: at(19), LastSignInAtBefore: at(20), LastSignInAtAfter: at(21),
		Limit: 22, Offset: 23, StartingAfter: "24", OrderBy: "25",
	})
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(s.received()[0].uri)
	if err != nil {
		t.Fatal(err)
	}
	want := "banned=true&created_at_after=0&created_at_before=15&email_address=1&email_address_query=11&external_id=6&" +
		"last_active_at_after=18&last_active_at_before=17&last_active_at_since=19&last_sign_in_at_after=21&" +
		"last_sign_in_at_before=20&limit=22&name_query=14&offset=23&order_by=25&organization_id=7&phone_number=2&" +
		"phone_number_query=12&provider=8&provider_user_id=9&query=10&starting_after=24&user_id=5&username=3&" +
		"username_query=13&web3_wallet=4"
	if u.RawQuery != want {
		t.Errorf("sent %s\nwant %s", u.RawQuery, want)
	}
}

func TestExactFilterKeepsSignsFromBeingRead(t *testing.T) {
	for v, want := range map[string]string{"abc": "abc", "-abc": "+-abc", "+abc": "++abc", "": "", "a-b": "a-b"} {
		if got := clerk.ExactFilter(v); got != want {
			t.Errorf("ExactFilter(%q) = %q, want %q", v, got, want)
		}
	}
}

func TestIdsNeverReachAnotherEndpoint(t *testing.T) {
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

func TestIdsAreEscaped(t *testing.T) {
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

func TestRequestsThatClerkCannotAcceptAreNotSent(t *testing.T) {
	many := func(n int) []string {
		ids := make([]string, n)
		for i := range ids {
			ids[i] = fmt.Sprintf("user_%d", i)
		}
		return ids
	}
	for name, send := range map[string]func(*clerk.Client) error{
		"no user to ban":    func(c *clerk.Client) error { return err1(c.BanUsers(background(), nil)) },
		"51 users to ban":   func(c *clerk.Client) error { return err1(c.BanUsers(background(), many(51))) },
		"51 users to unban": func(c *clerk.Client) error { return err1(c.UnbanUsers(background(), many(51))) },
		"101 values to list": func(c *clerk.Client) error {
			return err1(c.ListUsers(background(), clerk.UserListParams{UserIDs: many(101)}))
		},
		"101 values to count": func(c *clerk.Client) error {
			return err1(c.CountUsers(background(), clerk.UserListParams{UserIDs: many(101)}))
		},
		"broken metadata": func(c *clerk.Client) error {
			return err1(c.CreateUser(background(), clerk.UserCreateParams{PublicMetadata: json.RawMessage(`{`)}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, answerAny)
			var invalid *clerk.InvalidRequestError
			if err := send(s.client(t)); !errors.As(err, &invalid) {
				t.Errorf("got %v, want *InvalidRequestError", err)
			}
			if n := len(s.received()); n != 0 {
				t.Errorf("sent %d requests", n)
			}
		})
	}
	s := newServer(t, answerAny)
	if _, err := s.client(t).BanUsers(background(), many(50)); err != nil {
		t.Errorf("50 users: %v", err)
	}
	if _, err := s.client(t).ListUsers(background(), clerk.UserListParams{UserIDs: many(100)}); err != nil {
		t.Errorf("100 values: %v", err)
	}
}
