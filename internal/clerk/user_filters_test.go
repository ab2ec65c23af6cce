package clerk_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

const (
	adaJSON = `{"id":"user_1","username":"Ada","external_id":"-7","email_addresses":[{"email_address":"Ada@Example.com"}],
		"phone_numbers":[{"phone_number":"+15550100"}],"web3_wallets":[{"web3_wallet":"0xABC"},{"web3_wallet":"9xQe"}]}`
	eveJSON = `{"id":"user_2","username":"eve"}`
)

func TestClient_ListUsers_usersWithoutTheValue_areDropped(t *testing.T) {
	for name, test := range map[string]struct {
		filter clerk.UserListParams
		found  bool
	}{
		"email, other case and spaces": {clerk.UserListParams{EmailAddresses: []string{" ADA@example.com "}}, true},
		"another email":                {clerk.UserListParams{EmailAddresses: []string{"a.da@example.com"}}, false},
		"username, other case":         {clerk.UserListParams{Usernames: []string{"aDA"}}, true},
		"another username":             {clerk.UserListParams{Usernames: []string{"ad"}}, false},
		"phone number":                 {clerk.UserListParams{PhoneNumbers: []string{"+15550100"}}, true},
		"phone number, other spelling": {clerk.UserListParams{PhoneNumbers: []string{"+1 5550100"}}, false},
		"external id":                  {clerk.UserListParams{ExternalIDs: []string{"+-7"}}, true},
		"external id, excluded":        {clerk.UserListParams{ExternalIDs: []string{"--7"}}, false},
		"another external id":          {clerk.UserListParams{ExternalIDs: []string{"7"}}, false},
		"id":                           {clerk.UserListParams{UserIDs: []string{"user_1", "user_7"}}, true},
		"id, other case":               {clerk.UserListParams{UserIDs: []string{"USER_1"}}, false},
		"id, excluded":                 {clerk.UserListParams{UserIDs: []string{"-user_1"}}, false},
		"hex wallet, other case":       {clerk.UserListParams{Web3Wallets: []string{"0Xabc"}}, true},
		"base58 wallet":                {clerk.UserListParams{Web3Wallets: []string{"9xQe"}}, true},
		"base58 wallet, other case":    {clerk.UserListParams{Web3Wallets: []string{"9xqe"}}, false},
		"two filters, both held":       {clerk.UserListParams{Usernames: []string{"ada"}, UserIDs: []string{"user_1"}}, true},
		"two filters, one held": {
			clerk.UserListParams{Usernames: []string{"ada"}, UserIDs: []string{"user_3"}},
			false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, script(answer(http.StatusOK, "["+adaJSON+"]"), answer(http.StatusOK, "[]")))
			users, err := s.client(t).ListUsers(background(), test.filter)
			if test.found != (err == nil && len(users) == 1) || !test.found && errorOf[*clerk.IgnoredFilterError](err) == nil {
				t.Errorf("got %v, %v", idsOf(users), err)
			}
			if users, err := s.client(t).ListUsers(background(), test.filter); err != nil || len(users) != 0 {
				t.Errorf("no user: got %v, %v", idsOf(users), err)
			}
		})
	}
}

func TestClient_ListUsers_ignoredFilter_returnsOnlyMatchingUsers(t *testing.T) {
	s := newServer(t, answer(http.StatusOK, "["+eveJSON+","+adaJSON+","+eveJSON+"]"))
	users, err := s.client(t).ListUsers(background(), clerk.UserListParams{EmailAddresses: []string{"ada@example.com"}})
	if err != nil || !slices.Equal(idsOf(users), []string{"user_1"}) {
		t.Errorf("got %v, %v", idsOf(users), err)
	}
}

func TestClient_ListUsers_withoutFilter_returnsAll(t *testing.T) {
	s := newServer(t, answer(http.StatusOK, "["+eveJSON+","+adaJSON+"]"))
	for name, params := range map[string]clerk.UserListParams{
		"none": {}, "query": {Query: "x"}, "organization": {OrganizationIDs: []string{"org_1"}},
		"provider": {Provider: "oauth_google", ProviderUserIDs: []string{"1"}},
	} {
		if users, err := s.client(t).ListUsers(background(), params); err != nil || len(users) != 2 {
			t.Errorf("%s: got %v, %v", name, idsOf(users), err)
		}
	}
}

func TestClient_FindUsers_ignoredFilter_findsNoOtherUser(t *testing.T) {
	for by := range everyKey {
		s := newServer(t, answer(http.StatusOK, "["+eveJSON+"]"))
		users, err := s.client(t).FindUsers(background(), by, "someone")
		if len(users) != 0 || errorOf[*clerk.IgnoredFilterError](err) == nil || !strings.Contains(err.Error(), string(by)) {
			t.Errorf("%s: got %v, %v", by, idsOf(users), err)
		}
	}
}
