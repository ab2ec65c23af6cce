package clerk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// refusal returns the error that an answer becomes.
func refusal(t *testing.T, status int, header http.Header, body string) error {
	t.Helper()
	transport := roundTripper(func(*http.Request) (*http.Response, error) { return respond(status, header, body), nil })
	c := newClient(t, clerk.WithTransport(transport), clerk.WithMaxRetries(0))
	_, err := c.GetUser(background(), "user_1")
	return err
}

func TestRefusalsKeepWhatClerkSaid(t *testing.T) {
	for name, test := range map[string]struct {
		status  int
		header  http.Header
		body    string
		want    clerk.Error
		message string
	}{
		"one reason": {
			422, nil,
			`{"errors":[{"message":"taken","long_message":"That email address is taken.","code":"form_identifier_exists","meta":{"param_name":"email_address"}}],"clerk_trace_id":"t1"}`,
			clerk.Error{TraceID: "t1", Items: []clerk.ErrorItem{{
				Code: "form_identifier_exists", Message: "taken", LongMessage: "That email address is taken.", Param: "email_address",
			}}},
			"GET /users/{user_id}: 422 Unprocessable Entity: form_identifier_exists (email_address): That email address is taken. (trace id t1)",
		},
		"several reasons": {
			422, http.Header{"Clerk-Trace-Id": {"t2"}},
			`{"errors":[{"code":"a","message":"x","meta":{}},{"code":"b","message":"y","long_message":"","meta":null}],"meta":{"z":1}}`,
			clerk.Error{TraceID: "t2", Items: []clerk.ErrorItem{{Code: "a", Message: "x"}, {Code: "b", Message: "y"}}},
			"GET /users/{user_id}: 422 Unprocessable Entity: a: x; b: y (trace id t2)",
		},
		"unsupported features": {
			402, http.Header{"Cf-Ray": {"ray-1"}},
			`{"errors":[{"code":"unsupported_subscription_plan_features","message":"m","meta":{"unsupported_features":["ban_user","x"]}}]}`,
			clerk.Error{TraceID: "ray-1", Items: []clerk.ErrorItem{{
				Code: "unsupported_subscription_plan_features", Message: "m", UnsupportedFeatures: []string{"ban_user", "x"},
			}}},
			"GET /users/{user_id}: 402 Payment Required: unsupported_subscription_plan_features: m [ban_user, x] (trace id ray-1)",
		},
		"lists in meta": {
			403, nil,
			`{"errors":[{"code":"c","message":"m","meta":{"param_names":["p","q"],"email_addresses":["e"],"identifiers":["i"]}}]}`,
			clerk.Error{Items: []clerk.ErrorItem{{
				Code: "c", Message: "m", Params: []string{"p", "q"}, EmailAddresses: []string{"e"}, Identifiers: []string{"i"},
			}}},
			"GET /users/{user_id}: 403 Forbidden: c (p, q): m",
		},
		"missing parameters named in the message": {
			422, nil, `{"errors":[{"code":"form_data_missing","long_message":"[\"phone_number\" \"username\"] data doesn't match [\"x\"]"}]}`,
			clerk.Error{Items: []clerk.ErrorItem{{
				Code: "form_data_missing", LongMessage: `["phone_number" "username"] data doesn't match ["x"]`,
				Params: []string{"phone_number", "username"},
			}}},
			`GET /users/{user_id}: 422 Unprocessable Entity: form_data_missing (phone_number, username): ["phone_number" "username"] data doesn't match ["x"]`,
		},
		"meta of unexpected types": {
			422, nil, `{"errors":[{"code":"c","message":"m","meta":{"param_name":7,"param_names":"p","identifiers":{}}},{"code":"d","message":"n","meta":"text"}]}`,
			clerk.Error{Items: []clerk.ErrorItem{{Code: "c", Message: "m"}, {Code: "d", Message: "n"}}},
			"GET /users/{user_id}: 422 Unprocessable Entity: c: m; d: n",
		},
		"throttled": {
			429, http.Header{"Retry-After": {"12"}}, `{"errors":[{"code":"too_many_requests","message":"slow down"}]}`,
			clerk.Error{RetryAfter: 12 * time.Second, Items: []clerk.ErrorItem{{Code: "too_many_requests", Message: "slow down"}}},
			"GET /users/{user_id}: 429 Too Many Requests: too_many_requests: slow down (retry after 12s)",
		},
		"unknown status": {
			599, nil, `{"errors":[{"code":"c","message":"m"}]}`,
			clerk.Error{Items: []clerk.ErrorItem{{Code: "c", Message: "m"}}},
			"GET /users/{user_id}: 599: c: m",
		},
	} {
		t.Run(name, func(t *testing.T) {
			err := refusal(t, test.status, test.header, test.body)
			got, ok := clerk.AsError(fmt.Errorf("wrapped: %w", err))
			if !ok {
				t.Fatalf("got %v, want *Error", err)
			}
			test.want.Operation, test.want.Status = "GET /users/{user_id}", test.status
			if !reflect.DeepEqual(*got, test.want) {
				t.Errorf("got  %#v\nwant %#v", *got, test.want)
			}
			if err.Error() != test.message {
				t.Errorf("got  %s\nwant %s", err, test.message)
			}
		})
	}
}

func TestPredicatesRecognizeTheirErrors(t *testing.T) {
	body := func(code string) string { return fmt.Sprintf(`{"errors":[{"code":"other"},{"code":%q}]}`, code) }
	for name, test := range map[string]struct {
		err                 error
		notFound, duplicate bool
	}{
		"not found":            {refusal(t, 404, nil, body("resource_not_found")), true, false},
		"taken identifier":     {refusal(t, 422, nil, body("form_identifier_exists")), false, true},
		"taken external id":    {refusal(t, 422, nil, body("form_already_exists")), false, true},
		"duplicate record":     {refusal(t, 400, nil, body("duplicate_record")), false, true},
		"missing reference":    {refusal(t, 422, nil, body("form_resource_not_found")), false, false},
		"404 of a proxy":       {refusal(t, 404, http.Header{"Content-Type": {"text/html"}}, "<html>"), false, false},
		"404 in another shape": {refusal(t, 404, nil, `{"error":"not found"}`), false, false},
		"404 without reasons":  {refusal(t, 404, nil, `{"errors":[]}`), false, false},
		"no error":             {nil, false, false},
		"another error":        {errors.New("x"), false, false},
	} {
		if clerk.IsNotFound(test.err) != test.notFound || clerk.IsDuplicate(test.err) != test.duplicate {
			t.Errorf("%s: IsNotFound %t, IsDuplicate %t", name, clerk.IsNotFound(test.err), clerk.IsDuplicate(test.err))
		}
	}
	if err := refusal(t, 422, nil, body("x")); !clerk.HasCode(err, "x") || !clerk.HasCode(err, "other") || clerk.HasCode(err, "y") {
		t.Error("HasCode must find the codes of all reasons and no other")
	}
}

func TestForeignAnswersAreDescribedAndNotShown(t *testing.T) {
	for name, test := range map[string]struct {
		status      int
		contentType string
		body        string
		says        []string
	}{
		"page as success":      {200, "text/html; charset=utf-8", "<!doctype html><p>sesame", []string{"200 OK", "text/html", "24 bytes", "web page"}},
		"page as failure":      {502, "text/html", "<html>sesame", []string{"502 Bad Gateway", "text/html", "12 bytes", "web page"}},
		"page without type":    {200, "", "\n <html>sesame", []string{"web page"}},
		"text as failure":      {500, "text/plain", "sesame", []string{"500", "text/plain", "6 bytes"}},
		"empty success":        {200, "application/json", "", []string{"0 bytes"}},
		"cut success":          {200, "application/json", `{"id":"sesame`, []string{"13 bytes"}},
		"success without id":   {200, "application/json", `{"private":"sesame"}`, []string{"identifies"}},
		"null as success":      {200, "application/json", `null`, []string{"identifies"}},
		"array as success":     {200, "application/json", `["sesame"]`, []string{"array"}},
		"failure of no shape":  {404, "application/json", `{"error":"sesame"}`, []string{"404", "no error of Clerk"}},
		"errors without codes": {400, "application/json", `{"errors":[{"message":"sesame"}]}`, []string{"no error of Clerk"}},
	} {
		t.Run(name, func(t *testing.T) {
			err := refusal(t, test.status, http.Header{"Content-Type": {test.contentType}}, test.body)
			var decode *clerk.DecodeError
			if !errors.As(err, &decode) || decode.Status != test.status || decode.Length != len(test.body) {
				t.Fatalf("got %#v, want a *DecodeError", err)
			}
			if _, ok := clerk.AsError(err); ok != (test.status >= 300) {
				t.Errorf("an *Error: %t", ok)
			}
			for _, want := range test.says {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
			if strings.Contains(err.Error(), "sesame") {
				t.Errorf("the error shows the body: %v", err)
			}
		})
	}
}

func TestListsAndCountsOfTheWrongShapeAreErrors(t *testing.T) {
	for _, body := range []string{"null", "{}", `{"data":[]}`, `{"object":"total_count"}`, `"x"`} {
		s := newServer(t, answer(http.StatusOK, body))
		var decode *clerk.DecodeError
		if _, err := s.client(t).ListUsers(background(), clerk.UserListParams{}); !errors.As(err, &decode) {
			t.Errorf("ListUsers took %s: %v", body, err)
		}
		if _, err := s.client(t).CountUsers(background(), clerk.UserListParams{}); !errors.As(err, &decode) {
			t.Errorf("CountUsers took %s: %v", body, err)
		}
		if err := s.client(t).DeleteUser(background(), "user_1"); body == `"x"` && !errors.As(err, &decode) {
			t.Errorf("DeleteUser took %s: %v", body, err)
		}
	}
	s := newServer(t, answer(http.StatusOK, "[]"))
	if users, err := s.client(t).ListUsers(background(), clerk.UserListParams{}); err != nil || len(users) != 0 {
		t.Errorf("an empty page: %v, %v", users, err)
	}
	s = newServer(t, answer(http.StatusOK, `{"object":"total_count","total_count":0}`))
	if n, err := s.client(t).CountUsers(background(), clerk.UserListParams{}); err != nil || n != 0 {
		t.Errorf("a count of zero: %d, %v", n, err)
	}
}

func TestAnswersWithoutEndAreNotReadToTheEnd(t *testing.T) {
	sent := 0
	s := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
		block := bytes.Repeat([]byte(" "), 1<<20)
		for sent < 4*clerk.MaxAnswer {
			n, err := w.Write(block)
			if sent += n; err != nil {
				return
			}
		}
	})
	_, err := s.client(t).GetUser(background(), "user_1")
	var decode *clerk.DecodeError
	if !errors.As(err, &decode) || !strings.Contains(err.Error(), "larger than 64 MiB") {
		t.Errorf("got %v, want a *DecodeError about the size", err)
	}
	s.Close() // returns when the handler has
	if sent > 2*clerk.MaxAnswer {
		t.Errorf("read up to %d MiB", sent>>20)
	}
	if n := len(s.received()); n != 1 {
		t.Errorf("%d attempts, want 1", n)
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	other := newServer(t, answerAny)
	for _, status := range []int{301, 302, 303, 307, 308} {
		for name, location := range map[string]string{
			"another host": other.URL + "/v1/users/user_1", "the same host": "/v1/users/user_2", "nowhere": "", "nonsense": "http://%zz",
		} {
			s := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", location)
				w.WriteHeader(status)
			})
			_, err := s.client(t).UpdateUser(background(), "user_1", clerk.UserUpdateParams{})
			var redirect *clerk.RedirectError
			if !errors.As(err, &redirect) || redirect.Status != status {
				t.Errorf("%d to %s: got %v, want *RedirectError", status, name, err)
			} else if name == "another host" && !strings.Contains(err.Error(), strings.TrimPrefix(other.URL, "http://")) {
				t.Errorf("%v does not name the host", err)
			}
			if n := len(s.received()); n != 1 {
				t.Errorf("%d to %s: %d requests, want 1", status, name, n)
			}
		}
	}
	if n := len(other.received()); n != 0 {
		t.Errorf("the other host received %d requests", n)
	}
}

func TestTransportErrorsLeadToTheirCause(t *testing.T) {
	ctx, cancel := context.WithCancel(background())
	s := newServer(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	_, err := s.client(t).ListUsers(ctx, clerk.UserListParams{Query: "sesame"})
	var transport *clerk.TransportError
	if !errors.As(err, &transport) || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want a *TransportError of the cancellation", err)
	}
	if strings.Contains(err.Error(), "sesame") {
		t.Errorf("the error shows the query: %v", err)
	}
}

func TestUsersAreReadAsClerkSendsThem(t *testing.T) {
	const body = `{"id":"user_1","object":"user","external_id":null,"username":"ada","first_name":null,"last_name":"L","locale":"en",
		"has_image":true,"image_url":"https://img","primary_email_address_id":"idn_1","primary_phone_number_id":null,
		"email_addresses":[{"id":"idn_1","object":"email_address","email_address":"a@x.y","reserved":false,
			"verification":{"object":"verification_admin","status":"verified","strategy":"admin","attempts":null,"expire_at":null},
			"linked_to":[{"type":"oauth_google","id":"idn_9"}],"created_at":1,"updated_at":2},
			{"id":"idn_2","object":"email_address","email_address":"b@x.y","reserved":true,"verification":null,"linked_to":[]}],
		"phone_numbers":[{"id":"idn_3","phone_number":"+1","verification":{"status":"unverified"},"default_second_factor":true}],
		"web3_wallets":[{"id":"idn_4","web3_wallet":"0x","verification":{"status":"verified"}}],
		"passkeys":[{"id":"idn_5","name":"key","last_used_at":3,"verification":null}],"external_accounts":[{"id":"eac_1","provider":"oauth_google","unknown":1}],
		"public_metadata":{"a": 1},"private_metadata":null,"banned":true,"lockout_expires_in_seconds":60,
		"create_organizations_limit":0,"legal_accepted_at":1700690400000,"last_sign_in_at":null,"created_at":1749564092553,"updated_at":1749564092554,
		"a_key_of_tomorrow":{}}`
	s := newServer(t, answer(http.StatusOK, body))
	u, err := s.client(t).GetUser(background(), "user_1")
	if err != nil {
		t.Fatal(err)
	}
	if u.ExternalID != nil || *u.Username != "ada" || u.FirstName != nil || *u.PrimaryEmailAddressID != "idn_1" || u.PrimaryPhoneNumberID != nil {
		t.Errorf("profile: %+v", u)
	}
	if !u.EmailAddresses[0].IsVerified() || u.EmailAddresses[1].IsVerified() || !u.EmailAddresses[1].Reserved ||
		u.PhoneNumbers[0].IsVerified() || !u.PhoneNumbers[0].DefaultSecondFactor || !u.Web3Wallets[0].IsVerified() {
		t.Errorf("identifiers: %+v", u)
	}
	if u.EmailAddresses[0].LinkedTo[0].ID != "idn_9" || u.Passkeys[0].Name != "key" || u.ExternalAccounts[0].Provider != "oauth_google" {
		t.Errorf("linked: %+v", u)
	}
	if string(u.PublicMetadata) != `{"a": 1}` || string(u.PrivateMetadata) != "null" || u.UnsafeMetadata != nil {
		t.Errorf("metadata: %s %s %s", u.PublicMetadata, u.PrivateMetadata, u.UnsafeMetadata)
	}
	if !u.Banned || u.Locked || *u.LockoutExpiresInSeconds != 60 || *u.CreateOrganizationsLimit != 0 || u.VerificationAttemptsRemaining != nil {
		t.Errorf("flags: %+v", u)
	}
	if *u.LegalAcceptedAt != 1700690400000 || u.LastSignInAt != nil || u.CreatedAt != 1749564092553 {
		t.Errorf("times: %+v", u)
	}
}

func FuzzRefusalsNeverPanicAndAlwaysName(f *testing.F) {
	f.Add([]byte(`{"errors":[{"code":"form_data_missing","long_message":"[\"a\" \"b\"] x","meta":{"param_name":"p"}}]}`))
	f.Add([]byte(`{"errors":[{"code":"c","meta":[1]},null,{"meta":{"param_names":[null,1]}}],"clerk_trace_id":7}`))
	f.Add([]byte(`{"errors":{}}`))
	f.Add([]byte("<html>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, item := range clerk.ParseItems(body) {
			if item.Code == "" || item.String() == "" {
				t.Errorf("an item without a code: %#v", item)
			}
			if _, err := json.Marshal(item); err != nil {
				t.Error(err)
			}
		}
	})
}
