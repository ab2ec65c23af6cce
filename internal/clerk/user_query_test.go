package clerk_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/race"
)

// everyExactFilter sets one exact filter each.
var everyExactFilter = map[string]func([]string) clerk.UserListParams{
	"email_address":   func(v []string) clerk.UserListParams { return clerk.UserListParams{EmailAddresses: v} },
	"phone_number":    func(v []string) clerk.UserListParams { return clerk.UserListParams{PhoneNumbers: v} },
	"username":        func(v []string) clerk.UserListParams { return clerk.UserListParams{Usernames: v} },
	"web3_wallet":     func(v []string) clerk.UserListParams { return clerk.UserListParams{Web3Wallets: v} },
	"user_id":         func(v []string) clerk.UserListParams { return clerk.UserListParams{UserIDs: v} },
	"external_id":     func(v []string) clerk.UserListParams { return clerk.UserListParams{ExternalIDs: v} },
	"organization_id": func(v []string) clerk.UserListParams { return clerk.UserListParams{OrganizationIDs: v} },
	"provider_user_id": func(v []string) clerk.UserListParams {
		return clerk.UserListParams{Provider: "oauth_github", ProviderUserIDs: v}
	},
}

func TestUserQuery_exactFilters_areComplete(t *testing.T) {
	for field := range reflect.TypeFor[clerk.UserListParams]().Fields() {
		if field.Type != reflect.TypeFor[[]string]() {
			continue
		}
		known := false
		for _, state := range everyExactFilter {
			known = known || !reflect.ValueOf(state([]string{"x"})).FieldByName(field.Name).IsNil()
		}
		if !known {
			t.Errorf("%s is not tested", field.Name)
		}
	}
}

func TestUserQuery_emptyFilter_matchesNoUserAndSendsNothing(t *testing.T) {
	t.Parallel()
	for name, state := range everyExactFilter {
		emulated := crowd(3)
		client := inMemory(t, emulated)
		query := clerk.UserQuery{UserListParams: state([]string{})}
		if ids := readPages(t, client, query); len(ids) != 0 {
			t.Errorf("%s: an empty filter matches %v", name, ids)
		}
		if count, err := client.CountMatchingUsers(background(), query); count != 0 || err != nil {
			t.Errorf("%s: an empty filter counts %d, %v", name, count, err)
		}
		if sent := requestsOf(emulated); sent != "" {
			t.Errorf("%s: an empty filter sends %q", name, sent)
		}
	}
}

// numberedPeople seeds n users. Every filter can find them by values that end with their number.
func numberedPeople(t *testing.T, n int) *emulator.Emulator {
	t.Helper()
	emulated := emulator.New(emulator.Config{})
	seed := emulator.Seed{}
	for i := range n {
		body := map[string]any{
			"username": valueOf(
				"username",
				i,
			),
			"external_id":   valueOf("external_id", i),
			"email_address": []string{valueOf("email_address", i)},
			"phone_number":  []string{valueOf("phone_number", i)},
			"web3_wallet":   []string{valueOf("web3_wallet", i)},
			"created_at":    time.UnixMilli(1_700_000_000_000 + int64(i*23%n)).UTC().Format("2006-01-02T15:04:05.000Z"),
		}
		if i != n/2 { // one user has no name
			body["first_name"], body["last_name"] = fmt.Sprintf("Name-%03d", i*37%n), fmt.Sprintf("Name-%03d", i*29%n)
		}
		seed.Users = append(seed.Users, emulator.SeedUser{
			ID:            valueOf("user_id", i),
			Body:          body,
			Organizations: []string{valueOf("organization_id", i)},
			ExternalAccounts: []emulator.ExternalAccount{
				{Provider: "oauth_github", ProviderUserID: valueOf("provider_user_id", i)},
			},
			LastActiveAt: int64(i * 41 % n),
			LastSignInAt: int64(i * 43 % n), // 0 means never
		})
	}
	if err := emulated.Seed(seed); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		if err := emulated.ChangeUser(
			valueOf("user_id", i),
			func(u *emulator.User) { u.UpdatedAt = 1_800_000_000_000 + int64(i*31%n) },
		); err != nil {
			t.Fatal(err)
		}
	}
	return emulated
}

func valueOf(filter string, i int) string {
	return fmt.Sprintf(map[string]string{
		"username": "person_%03d", "external_id": "-%03d", "email_address": "person-%03d@example.com",
		"phone_number": "+1202555%04d",
		"web3_wallet":  "0xabcdef0000000000000000000000000000000%03d", "user_id": "user_%03d", "organization_id": "org_%03d",
		"provider_user_id": "p%03d",
	}[filter], i)
}

func valuesOf(filter string, n int) []string {
	values := make([]string, n)
	for i := range values {
		values[i] = valueOf(filter, i)
	}
	return values
}

func TestUserQuery_moreThan100Values_mergesSeveralRequestsInOrder(t *testing.T) {
	race.SkipSequential(t)
	t.Parallel()
	const people, selected = 210, 201
	emulated := numberedPeople(t, people)
	client := inMemory(t, emulated)
	signs := []string{"", "+", "-"}
	for _, order := range clerk.UserOrders() {
		for _, sign := range signs {
			// The expected order, without users that the query does not select.
			var want []string
			ordered := clerk.UserQuery{UserListParams: clerk.UserListParams{OrderBy: sign + order}}
			for _, id := range readPages(t, client, ordered) {
				if id < valueOf("user_id", selected) {
					want = append(want, id)
				}
			}
			query := clerk.UserQuery{
				UserListParams: clerk.UserListParams{UserIDs: valuesOf("user_id", selected), OrderBy: sign + order},
			}
			got := readPages(t, client, query)
			if !slices.Equal(got, want) {
				t.Errorf("in the order %s%s they are\n%.200v…, want\n%.200v…", sign, order, got, want)
			}
		}
		signs = []string{"+", "-"} // no sign is a plus sign in every order
	}
	for filter, state := range everyExactFilter {
		emulated.ResetLog()
		ids := readPages(t, client, clerk.UserQuery{UserListParams: state(valuesOf(filter, selected))})
		if len(ids) != selected || requestsOf(emulated) != "users users users users users users" {
			t.Errorf(
				"%s: %d users by %q, want %d by three lists of a page and an empty one",
				filter,
				len(ids),
				requestsOf(emulated),
				selected,
			)
		}
	}
}

func TestUserQuery_severalRequests_readOnlyNecessaryPages(t *testing.T) {
	race.SkipSequential(t)
	t.Parallel()
	emulated := numberedPeople(t, 300)
	client := inMemory(t, emulated)
	for order, first := range map[string]int{"username": 0, "-username": 249} {
		emulated.ResetLog()
		query := clerk.UserQuery{
			UserListParams: clerk.UserListParams{EmailAddresses: valuesOf("email_address", 250), Limit: 5, OrderBy: order},
		}
		for page, err := range client.UserPages(background(), query) {
			if err != nil || len(page) != 5 || page[0].ID != valueOf("user_id", first) {
				t.Errorf("in the order %s: a page of %d users, error %v", order, len(page), err)
			}
			break
		}
		if sent := len(emulated.Requests()); sent > 5 {
			t.Errorf("in the order %s: %d requests for one page of three lists", order, sent)
		}
	}
}

// Clerk documents signs for lists, but not for counts.
func TestUserQuery_signedValues_areListedInsteadOfCounted(t *testing.T) {
	t.Parallel()
	emulated := numberedPeople(t, 50)
	query := clerk.UserQuery{UserListParams: clerk.UserListParams{ExternalIDs: valuesOf("external_id", 20), Limit: 5}}
	if got := readPages(t, inMemory(t, emulated), query); len(got) != 20 || requestsOf(emulated) != "users users" {
		t.Errorf("%d users by %q, want 20 by one page and an empty one", len(got), requestsOf(emulated))
	}
}

func TestUserQuery_twoLongFilters_sendEveryCombination(t *testing.T) {
	race.SkipSequential(t)
	t.Parallel()
	emulated := numberedPeople(t, 300)
	client := inMemory(t, emulated)
	usernames := valuesOf("username", 280)[150:]
	query := clerk.UserQuery{UserListParams: clerk.UserListParams{UserIDs: valuesOf("user_id", 201), Usernames: usernames}}
	if got := readPages(t, client, query); len(got) != 51 || len(emulated.Requests()) != 8 {
		t.Errorf("%d users by %d requests, want 51 by 8", len(got), len(emulated.Requests()))
	}
	if got, err := client.CountMatchingUsers(background(), query); got != 51 || err != nil {
		t.Errorf("counted %d, %v, want 51", got, err)
	}
}

func TestUserQuery_userInSeveralRequests_isListedAndCountedOnce(t *testing.T) {
	race.SkipSequential(t)
	t.Parallel()
	emulated := numberedPeople(t, 150)
	if err := emulated.Seed(emulator.Seed{Users: []emulator.SeedUser{{ID: "user_both", Body: map[string]any{
		"username": "both", "email_address": []string{"first@example.com", "last@example.com"},
	}}}}); err != nil {
		t.Fatal(err)
	}
	client := inMemory(t, emulated)
	emails := slices.Concat([]string{"first@example.com"}, valuesOf("email_address", 150), []string{"last@example.com"})
	query := clerk.UserQuery{
		UserListParams: clerk.UserListParams{EmailAddresses: emails},
		ExcludeUserIDs: []string{"user_000"},
	}
	ids := readPages(t, client, query)
	if len(ids) != 150 || !slices.Contains(ids, "user_both") ||
		slices.Contains(ids[slices.Index(ids, "user_both")+1:], "user_both") {
		t.Errorf("%d users, the first is %s", len(ids), ids[0])
	}
	if got, err := client.CountMatchingUsers(background(), query); got != 150 || err != nil {
		t.Errorf("counted %d, %v, want 150", got, err)
	}
	// Another case of the same value is not another value.
	spelled := slices.Concat(valuesOf("username", 100), []string{strings.ToUpper(valueOf("username", 0))})
	emulated.ResetLog()
	query = clerk.UserQuery{UserListParams: clerk.UserListParams{Usernames: spelled}}
	got, err := client.CountMatchingUsers(background(), query)
	if got != 100 || err != nil || requestsOf(emulated) != "users/count" {
		t.Errorf("counted %d, %v by %q, want 100 by one count", got, err, requestsOf(emulated))
	}
}

func TestUserQuery_excludedOrganizations_areInEveryRequest(t *testing.T) {
	race.SkipSequential(t)
	t.Parallel()
	emulated := numberedPeople(t, 300)
	client := inMemory(t, emulated)
	all := valuesOf("organization_id", 300)
	for name, test := range map[string]struct {
		query    clerk.UserQuery
		want     int
		requests int
	}{
		"alone": {clerk.UserQuery{ExcludeOrganizationIDs: all[:100]}, 200, 2},
		"beside others": {
			clerk.UserQuery{ExcludeOrganizationIDs: all[:10], UserListParams: clerk.UserListParams{OrganizationIDs: all[:200]}},
			190,
			6,
		},
		"beside a long list": {
			clerk.UserQuery{
				ExcludeOrganizationIDs: all[:10],
				UserListParams:         clerk.UserListParams{UserIDs: valuesOf("user_id", 150)},
			},
			140,
			4,
		},
		"all selected organizations": {
			clerk.UserQuery{ExcludeOrganizationIDs: all[:10], UserListParams: clerk.UserListParams{OrganizationIDs: all[:5]}},
			0,
			0,
		},
		"of another property": {
			clerk.UserQuery{ExcludeOrganizationIDs: all[:1], UserListParams: clerk.UserListParams{Query: "person_00"}},
			9,
			2,
		},
	} {
		emulated.ResetLog()
		got := len(readPages(t, client, test.query))
		if requests := len(emulated.Requests()); got != test.want || requests != test.requests {
			t.Errorf("%s: %d users by %d requests, want %d by %d", name, got, requests, test.want, test.requests)
		}
		if count, err := client.CountMatchingUsers(background(), test.query); int(count) != test.want || err != nil {
			t.Errorf("%s: counted %d, %v, want %d", name, count, err, test.want)
		}
	}
	for _, query := range []clerk.UserQuery{
		{ExcludeOrganizationIDs: all[:101]},
		{ExcludeOrganizationIDs: all[:100], UserListParams: clerk.UserListParams{OrganizationIDs: all[200:]}},
	} {
		emulated.ResetLog()
		for _, err := range client.UserPages(background(), query) {
			if err == nil {
				t.Error("more than fit into a request are accepted")
			}
		}
		if _, err := client.CountMatchingUsers(background(), query); err == nil || len(emulated.Requests()) != 0 {
			t.Error("more than fit into a request are counted")
		}
	}
}

func TestClient_CountMatchingUsers_countsWithoutListIfPossible(t *testing.T) {
	t.Parallel()
	emulated := numberedPeople(t, 300)
	client := inMemory(t, emulated)
	for name, test := range map[string]struct {
		query    clerk.UserQuery
		want     int64
		requests string
	}{
		"all users": {clerk.UserQuery{}, 300, "users/count"},
		"many usernames": {
			clerk.UserQuery{UserListParams: clerk.UserListParams{Usernames: valuesOf("username", 150)}},
			150,
			"users/count users/count",
		},
		"a few emails": {
			clerk.UserQuery{UserListParams: clerk.UserListParams{EmailAddresses: valuesOf("email_address", 50)}},
			50,
			"users/count",
		},
		"many emails": {
			clerk.UserQuery{UserListParams: clerk.UserListParams{EmailAddresses: valuesOf("email_address", 150)}},
			150,
			"users users users users",
		},
		"pages of two": {
			clerk.UserQuery{
				UserListParams: clerk.UserListParams{EmailAddresses: valuesOf("email_address", 150), Limit: 2, OrderBy: "username"},
			},
			150,
			"users users users users",
		},
		"excluded ids": {
			clerk.UserQuery{ExcludeUserIDs: valuesOf("user_id", 150)},
			150,
			"users/count users/count users/count",
		},
		"signed ids": {
			clerk.UserQuery{UserListParams: clerk.UserListParams{ExternalIDs: valuesOf("external_id", 50), Limit: 5}},
			50,
			"users users",
		},
	} {
		emulated.ResetLog()
		got, err := client.CountMatchingUsers(background(), test.query)
		if sent := requestsOf(emulated); got != test.want || err != nil || sent != test.requests {
			t.Errorf("%s: %d (%v) by %q, want %d by %q", name, got, err, sent, test.want, test.requests)
		}
	}
}
