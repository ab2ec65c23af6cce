package clerk_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestClient_ListUsers_arrays_repeatTheKeyAndEscapePlus(t *testing.T) {
	s := newServer(t, answer(http.StatusOK, "[]"))
	_, err := s.client(t).ListUsers(background(), clerk.UserListParams{
		EmailAddresses: []string{"a+b@example.com", "c@example.com"},
		PhoneNumbers:   []string{"+15550100"},
		OrderBy:        "+created_at",
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "/v1/users?email_address=a%2Bb%40example.com&email_address=c%40example.com&" +
		"order_by=%2Bcreated_at&phone_number=%2B15550100"
	if got := s.received()[0].uri; got != want {
		t.Errorf("sent %s\nwant %s", got, want)
	}
}

func TestClient_ListUsers_sendsEveryFilterUnderItsName(t *testing.T) {
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

func TestExactFilter_escapesSigns(t *testing.T) {
	for v, want := range map[string]string{"abc": "abc", "-abc": "+-abc", "+abc": "++abc", "": "", "a-b": "a-b"} {
		if got := clerk.ExactFilter(v); got != want {
			t.Errorf("ExactFilter(%q) = %q, want %q", v, got, want)
		}
	}
}
