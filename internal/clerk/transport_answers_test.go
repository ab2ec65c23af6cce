package clerk_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

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
		"number as a time":     {200, "application/json", `{"id":"user_1","created_at":47.11}`, []string{"number"}},
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
			if strings.Contains(err.Error(), "sesame") || strings.Contains(err.Error(), "47.11") {
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
		for sent < 16*clerk.MaxObject {
			n, err := w.Write(block)
			if sent += n; err != nil {
				return
			}
		}
	})
	_, err := s.client(t).GetUser(background(), "user_1")
	var decode *clerk.DecodeError
	if !errors.As(err, &decode) || !strings.Contains(err.Error(), "larger than 4 MiB") {
		t.Errorf("got %v, want a *DecodeError about the size", err)
	}
	s.Close() // returns when the handler has
	if sent > 4*clerk.MaxObject {
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
	if u.ExternalID != nil || *u.Username != "ada" || u.FirstName != nil || *u.PrimaryEmailAddressID != "idn_1" ||
		u.PrimaryPhoneNumberID != nil {
		t.Errorf("profile: %+v", u)
	}
	if !u.EmailAddresses[0].IsVerified() || u.EmailAddresses[1].IsVerified() || !u.EmailAddresses[1].Reserved ||
		u.PhoneNumbers[0].IsVerified() || !u.PhoneNumbers[0].DefaultSecondFactor || !u.Web3Wallets[0].IsVerified() {
		t.Errorf("identifiers: %+v", u)
	}
	if u.EmailAddresses[0].LinkedTo[0].ID != "idn_9" || u.Passkeys[0].Name != "key" ||
		u.ExternalAccounts[0].Provider != "oauth_google" {
		t.Errorf("linked: %+v", u)
	}
	if string(u.PublicMetadata) != `{"a": 1}` || string(u.PrivateMetadata) != "null" || u.UnsafeMetadata != nil {
		t.Errorf("metadata: %s %s %s", u.PublicMetadata, u.PrivateMetadata, u.UnsafeMetadata)
	}
	if !u.Banned || u.Locked || *u.LockoutExpiresInSeconds != 60 || *u.CreateOrganizationsLimit != 0 ||
		u.VerificationAttemptsRemaining != nil {
		t.Errorf("flags: %+v", u)
	}
	if *u.LegalAcceptedAt != 1700690400000 || u.LastSignInAt != nil || u.CreatedAt != 1749564092553 {
		t.Errorf("times: %+v", u)
	}
}
