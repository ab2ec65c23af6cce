package users_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// listedIDs are the ids of the attribute users, in order.
func listedIDs(state map[string]any) []string {
	ids := []string{}
	for _, user := range state["users"].([]any) {
		ids = append(ids, user.(map[string]any)["id"].(string))
	}
	return ids
}

// cast are four users who differ in everything that can be filtered by.
func cast(t *testing.T) *acctest.Instance {
	t.Helper()
	day := func(n int64) int64 { return 1_700_000_000_000 + n*86_400_000 }
	instance := seeded(
		t,
		emulator.SeedUser{
			ID: "user_ada", Organizations: []string{"org_engines", "org_all"}, LastActiveAt: day(1), LastSignInAt: day(1),
			ExternalAccounts: []emulator.ExternalAccount{{Provider: "oauth_github", ProviderUserID: "1"}},
			Body: map[string]any{
				"created_at":       "2024-01-01T00:00:00Z",
				"username":         "countess",
				"external_id":      "-1",
				"first_name":       "Ada",
				"last_name":        "Lovelace",
				"email_address":    []string{"ada@example.com", "lovelace@example.com"},
				"phone_number":     []string{"+12025550101"},
				"web3_wallet":      []string{"0x1234567890abcdef1234567890abcdef12345678"},
				"private_metadata": map[string]any{"crm": 7},
			},
		},
		emulator.SeedUser{
			ID:            "user_grace",
			Organizations: []string{"org_ships", "org_all"},
			LastActiveAt:  day(2),
			LastSignInAt:  day(3),
			ExternalAccounts: []emulator.ExternalAccount{
				{Provider: "oauth_google", ProviderUserID: "1"},
				{Provider: "oauth_github", ProviderUserID: "2"},
			},
			Body: map[string]any{
				"created_at":    "2024-01-02T00:00:00Z",
				"username":      "admiral",
				"external_id":   "1",
				"first_name":    "Grace",
				"last_name":     "Hopper",
				"email_address": []string{"grace@example.org"},
				"phone_number":  []string{"+12025550102"},
				"banned":        true,
			},
		},
		emulator.SeedUser{ID: "user_hedy", LastActiveAt: day(3), Body: map[string]any{
			"created_at":  "2024-01-03T00:00:00Z",
			"username":    "inventor",
			"external_id": "2",
			"first_name":  "Hedy",
			"last_name":   "Lamarr",
		}},
		emulator.SeedUser{
			ID:   "user_ida",
			Body: map[string]any{"created_at": "2024-01-04T00:00:00Z", "username": "mathematician"},
		},
	)
	return instance
}

func TestAccUsers_everyFilterNarrowsTheListsAndTheCount(t *testing.T) {
	t.Parallel()
	instance := cast(t)
	provider := acctest.NewProtocol(t, instance)
	const day1, day2, day3 = "2023-11-15T22:13:20Z", "2023-11-16T22:13:20Z", "2023-11-17T22:13:20Z"
	tried := map[string]bool{}
	for _, test := range []struct {
		filters acctest.Values
		want    string // the letters of who is listed, the oldest first
	}{
		{acctest.Values{}, "aghi"},
		{acctest.Values{"user_ids": []any{"user_ada", "user_ida", "user_nobody"}}, "ai"},
		{acctest.Values{"email_addresses": []any{"LOVELACE@example.com", "grace@example.org"}}, "ag"},
		{acctest.Values{"phone_numbers": []any{"+12025550102"}}, "g"},
		{acctest.Values{"usernames": []any{"Inventor", "admiral"}}, "gh"},
		{acctest.Values{"external_ids": []any{"-1", "2"}}, "ah"},
		{acctest.Values{"web3_wallets": []any{"0x1234567890ABCDEF1234567890abcdef12345678"}}, "a"},
		{acctest.Values{"organization_ids": []any{"org_ships", "org_engines"}}, "ag"},
		{acctest.Values{"exclude_user_ids": []any{"user_ada", "user_nobody"}}, "ghi"},
		{acctest.Values{"exclude_external_ids": []any{"-1", "2"}}, "gi"},
		{acctest.Values{"exclude_organization_ids": []any{"org_ships"}}, "ahi"},
		{acctest.Values{"organization_ids": []any{"org_all"}, "exclude_organization_ids": []any{"org_ships"}}, "a"},
		{acctest.Values{"oauth_provider": "oauth_github", "provider_user_ids": []any{"1", "2"}}, "ag"},
		{acctest.Values{"oauth_provider": "oauth_google", "provider_user_ids": []any{"1"}}, "g"},
		{acctest.Values{"oauth_provider": "google", "provider_user_ids": []any{"1"}}, "g"},
		{acctest.Values{"query": "LOVE"}, "a"},
		{acctest.Values{"email_address_query": ".COM"}, "a"},
		{acctest.Values{"phone_number_query": "555010"}, "ag"},
		{acctest.Values{"username_query": "IN"}, "h"},
		{acctest.Values{"name_query": "LAMA"}, "h"},
		{acctest.Values{"banned": true}, "g"},
		{acctest.Values{"banned": false}, "ahi"},
		{acctest.Values{"created_at_before": "2024-01-02T00:00:00Z"}, "a"},
		{acctest.Values{"created_at_after": "2024-01-02T01:00:00+01:00"}, "hi"},
		{acctest.Values{"last_active_at_before": day3}, "ag"},
		{acctest.Values{"last_active_at_after": day2}, "h"},
		{acctest.Values{"last_active_at_since": day2}, "gh"},
		{acctest.Values{"last_sign_in_at_before": day2}, "a"},
		{acctest.Values{"last_sign_in_at_after": day1}, "g"},
		{acctest.Values{"banned": false, "organization_ids": []any{"org_all"}}, "a"},
		{acctest.Values{"banned": true, "user_ids": []any{"user_ada"}}, ""},
	} {
		counted := readData(t, provider, "clerk_user_count", test.filters)
		state := readData(
			t,
			provider,
			"clerk_users",
			acctest.Values(with(test.filters, map[string]any{"order_by": "created_at", "fields": []any{"id"}})),
		)
		var letters strings.Builder
		for _, id := range listedIDs(state) {
			letters.WriteString(id[5:6])
		}
		var queried strings.Builder
		for _, result := range provider.Listed("clerk_user", acctest.ListQuery{Config: with(test.filters, map[string]any{"order_by": "created_at"})}) {
			queried.WriteString(provider.Identity("clerk_user", result.Identity)["id"].(string)[5:6])
		}
		if queried.String() != test.want {
			t.Errorf("a query with %v finds %q, want %q", test.filters, &queried, test.want)
		}
		count := int64(len(test.want))
		if letters.String() != test.want || state["total_count"] != count || counted["total_count"] != count {
			t.Errorf(
				"%v lists %q, a total of %v, and counts %v; want %q",
				test.filters,
				&letters,
				state["total_count"],
				counted["total_count"],
				test.want,
			)
		}
		for name := range test.filters {
			tried[name] = true
		}
	}
	for _, attribute := range provider.Schemas.DataSourceSchemas["clerk_user_count"].Block.Attributes {
		if attribute.Optional && !tried[attribute.Name] {
			t.Errorf("the filter %s was not tried", attribute.Name)
		}
	}
}

// with is both together; more takes precedence.
func with(values, more map[string]any) map[string]any {
	both := map[string]any{}
	for _, from := range []map[string]any{values, more} {
		for name, value := range from {
			both[name] = value
		}
	}
	return both
}

func TestAccUsers_Read_emptySet_sendsNothing(t *testing.T) {
	t.Parallel()
	instance := cast(t)
	provider := acctest.NewProtocol(t, instance)
	instance.ResetLog()
	for _, name := range []string{
		"user_ids", "email_addresses", "phone_numbers", "usernames", "external_ids", "web3_wallets", "organization_ids", "provider_user_ids",
	} {
		filters := acctest.Values{name: []any{}}
		if name == "provider_user_ids" {
			filters["oauth_provider"] = "oauth_github"
		}
		state := readData(t, provider, "clerk_users", filters)
		if len(state["users"].([]any)) != 0 || len(state["users_by_id"].(map[string]any)) != 0 ||
			state["total_count"] != int64(0) {
			t.Errorf("%s = [] lists %v", name, state)
		}
		if count := readData(t, provider, "clerk_user_count", filters)["total_count"]; count != int64(0) {
			t.Errorf("%s = [] counts %v", name, count)
		}
	}
	if sent := instance.Reads(); len(sent) != 0 {
		t.Errorf("empty sets send %v", sent)
	}
	for _, name := range []string{"exclude_user_ids", "exclude_external_ids", "exclude_organization_ids"} {
		if listed := len(listedIDs(readData(t, provider, "clerk_users", acctest.Values{name: []any{}}))); listed != 4 {
			t.Errorf("%s = [] lists %d users, want all", name, listed)
		}
	}
}

func TestAccUsers_keepsExactlyTheNamedFieldsAndPrivateMetadataApart(t *testing.T) {
	t.Parallel()
	provider := acctest.NewProtocol(t, cast(t))
	ada := acctest.Values{"user_ids": []any{"user_ada"}}

	state := readData(
		t,
		provider,
		"clerk_users",
		acctest.Values(with(ada, map[string]any{"fields": []any{"first_name", "private_metadata"}})),
	)
	want := map[string]any{"first_name": "Ada"}
	if diff := cmp.Diff([]any{want}, state["users"]); diff != "" {
		t.Errorf("the users (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]any{"user_ada": want}, state["users_by_id"]); diff != "" {
		t.Errorf("the users by id (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]any{"user_ada": `{"crm":7}`}, state["private_metadata_by_id"]); diff != "" {
		t.Errorf("the private metadata (-want +got):\n%s", diff)
	}

	state = readData(t, provider, "clerk_users", acctest.Values(with(ada, map[string]any{"fields": []any{}})))
	diff := cmp.Diff(map[string]any{"user_ada": map[string]any{}}, state["users_by_id"])
	if diff != "" || state["private_metadata_by_id"] != nil {
		t.Errorf("no fields at all (-want +got):\n%s", diff)
	}

	// All attributes that clerk_user reads, without arguments and private ones.
	whole := readData(t, provider, "clerk_user", acctest.Values{"id": "user_ada"})
	for _, name := range []string{"email_address", "phone_number", "web3_wallet", "allow_missing", "exists", "private_metadata"} {
		delete(whole, name)
	}
	state = readData(t, provider, "clerk_users", ada)
	if diff := cmp.Diff([]any{whole}, state["users"]); diff != "" || state["private_metadata_by_id"] != nil {
		t.Errorf("without fields (-want +got):\n%s", diff)
	}
}

func TestAccUsers_maxResultsCutsTheListAndNotTheTotal(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.SeedUsers(1200)
	provider := acctest.NewProtocol(t, instance)
	excluded := []any{}
	for number := 1190; number <= 1200; number++ {
		excluded = append(excluded, fmt.Sprintf("ext-%06d", number))
	}
	const list, count = "GET /v1/users", "GET /v1/users/count"
	for name, test := range map[string]struct {
		values   acctest.Values
		users    int
		first    string
		total    int64
		requests []string
	}{
		"by cursor":           {acctest.Values{}, 1200, "user-001200", 1200, []string{list, list, list, list}},
		"by offset":           {acctest.Values{"order_by": "username"}, 1200, "user-000001", 1200, []string{list, list, list}},
		"one":                 {acctest.Values{"max_results": 1}, 1, "user-001200", 1200, []string{list, count}},
		"one by offset":       {acctest.Values{"max_results": 1, "order_by": "-username"}, 1, "user-001200", 1200, []string{list, count}},
		"two pages":           {acctest.Values{"max_results": 600, "order_by": "+created_at"}, 600, "user-000001", 1200, []string{list, list, count}},
		"more than there are": {acctest.Values{"max_results": 5000, "usernames": []any{"user-000007"}}, 1, "user-000007", 1, []string{list, list}},
		"with exclusions": {
			acctest.Values{"max_results": 5, "exclude_external_ids": excluded}, 5, "user-001189", 1189, []string{list, count, count},
		},
	} {
		t.Run(name, func(t *testing.T) {
			instance.ResetLog()
			state := readData(
				t,
				provider,
				"clerk_users",
				acctest.Values(with(test.values, map[string]any{"fields": []any{"username"}})),
			)
			users := state["users"].([]any)
			if len(users) != test.users || len(state["users_by_id"].(map[string]any)) != test.users {
				t.Fatalf("%d users, want %d", len(users), test.users)
			}
			if first := users[0].(map[string]any)["username"]; first != test.first || state["total_count"] != test.total {
				t.Errorf("the first is %v, the total %v; want %s and %d", first, state["total_count"], test.first, test.total)
			}
			if requests := instance.Reads(); !slices.Equal(requests, test.requests) {
				t.Errorf("it sent %v, want %v", requests, test.requests)
			}
		})
	}
}
