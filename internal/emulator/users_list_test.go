package emulator

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// seedTestUsers adds four users. The last one is the newest.
func seedTestUsers(t *testing.T, api *testAPI) {
	t.Helper()
	at := testTime.UnixMilli()
	err := api.Seed(Seed{Users: []SeedUser{
		{
			ID:            "user_ada",
			LastActiveAt:  at - 3000,
			LastSignInAt:  at - 5000,
			Organizations: []string{"org_1"},
			Body: map[string]any{
				"email_address": []string{"ada@example.com"}, "username": "adalove", "first_name": "Ada", "last_name": "Lovelace",
				"external_id": "crm-1", "created_at": "2026-01-01T00:00:00Z"},
		},
		{ID: "user_grace", LastActiveAt: at - 2000, Organizations: []string{"org_1", "org_2"}, Body: map[string]any{
			"phone_number": []string{"+15555550100"}, "first_name": "Grace", "last_name": "Hopper",
			"external_id": "crm-2", "created_at": "2026-02-01T00:00:00Z"}},
		{ID: "user_hedy", LastSignInAt: at - 1000, Body: map[string]any{
			"web3_wallet": []string{"0xabcdefabcdefabcdefabcdefabcdefabcdefabcd"}, "first_name": "Hedy",
			"created_at": "2026-03-01T00:00:00Z", "banned": true}},
		{ID: "user_ida", Body: map[string]any{
			"email_address": []string{"ida@example.org"}, "username": "idarhodes", "created_at": "2026-04-01T00:00:00Z"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	err = api.ChangeUser("user_ida", func(u *User) {
		u.ExternalAccounts = []ExternalAccount{{Provider: "oauth_google", ProviderUserID: "g-1"}}
	})
	if err != nil {
		t.Fatal(err)
	}
}

func names(users []User) string {
	var ids []string
	for _, user := range users {
		ids = append(ids, strings.TrimPrefix(user.ID, "user_"))
	}
	return strings.Join(ids, " ")
}

func TestListUsers_filters_selectUsers(t *testing.T) {
	api := startTest(t, Config{})
	seedTestUsers(t, api)
	at := testTime.UnixMilli()
	created := func(month time.Month) int64 { return time.Date(2026, month, 1, 0, 0, 0, 0, time.UTC).UnixMilli() }

	for query, want := range map[string]string{
		"": "ida hedy grace ada",
		"email_address=ADA@example.com&email_address=ida@example.org&email_address=none@example.com": "ida ada",
		"phone_number=%2B15555550100":                                           "grace",
		"phone_number=+15555550100":                                             "",
		"username=ADALOVE":                                                      "ada",
		"web3_wallet=0xABCDEFabcdefabcdefabcdefabcdefabcdefabcd":                "hedy",
		"user_id=user_ada&user_id=%2Buser_ida&user_id=user_none":                "ida ada",
		"user_id=-user_ada&user_id=-user_ida":                                   "hedy grace",
		"user_id=user_ada&user_id=user_ida&user_id=-user_ida":                   "ada",
		"external_id=crm-1&external_id=%2Bcrm-2":                                "grace ada",
		"external_id=-crm-1":                                                    "ida hedy grace",
		"organization_id=org_1":                                                 "grace ada",
		"organization_id=org_1&organization_id=-org_2":                          "ada",
		"organization_id=-org_1":                                                "ida hedy",
		"query=LOVE":                                                            "ada",
		"query=55501":                                                           "grace",
		"query=0xABC":                                                           "hedy",
		"query=user_i":                                                          "ida",
		"query=ace+hop":                                                         "grace",
		"email_address_query=EXAMPLE":                                           "ida ada",
		"phone_number_query=555":                                                "grace",
		"username_query=Rhodes":                                                 "ida",
		"name_query=a":                                                          "grace ada",
		"banned=true":                                                           "hedy",
		"banned=false":                                                          "ida grace ada",
		fmt.Sprintf("created_at_after=%d", created(2)):                          "ida hedy",
		fmt.Sprintf("created_at_before=%d", created(2)):                         "ada",
		fmt.Sprintf("last_active_at_after=%d", at-3000):                         "grace",
		fmt.Sprintf("last_active_at_before=%d", at-2000):                        "ada",
		fmt.Sprintf("last_active_at_since=%d", at-2000):                         "grace",
		fmt.Sprintf("last_sign_in_at_after=%d", at-5000):                        "hedy",
		fmt.Sprintf("last_sign_in_at_before=%d", at-1000):                       "ada",
		"provider=oauth_google&provider_user_id=g-1&provider_user_id=g-2":       "ida",
		"provider=oauth_github&provider_user_id=g-1":                            "",
		"user_id=user_ada&banned=true":                                          "",
		"email_address=ada@example.com&username=idarhodes":                      "",
		"email_address=ada@example.com&user_id=user_ada&order_by=%2Bcreated_at": "ada",
		"user_id=user_ada&user_id=user_ida&user_id=user_grace&limit=1&offset=1": "grace",
		"unheard_of=1":                                                          "ida hedy grace ada",
		"limit=2":                                                               "ida hedy",
		"limit=2&offset=1":                                                      "hedy grace",
		"offset=9":                                                              "",
		"limit=2&starting_after=user_hedy":                                      "grace ada",
		"starting_after=user_ada":                                               "",
		"starting_after=user_hedy&order_by=created_at":                          "ida",
		"starting_after=user_hedy&order_by=-created_at&offset=0":                "grace ada",
		"starting_after=user_hedy&banned=false":                                 "grace ada",
		"starting_after=user_hedy&user_id=user_ada&user_id=user_ida":            "ada",
		"order_by=%2Bcreated_at":                                                "ada grace hedy ida",
		"order_by=created_at&limit=1&offset=1":                                  "grace",
		"order_by=first_name":                                                   "ada grace hedy ida",
		"order_by=-first_name":                                                  "ida hedy grace ada",
		"order_by=last_name":                                                    "grace ada hedy ida",
		"order_by=-updated_at":                                                  "ida hedy grace ada",
		"starting_after=user_hedy&user_id=user_ada&user_id=user_hedy":           "ada",
		"order_by=username":                                                     "ada ida grace hedy",
		"order_by=email_address":                                                "ada ida grace hedy",
		"order_by=phone_number":                                                 "grace ada hedy ida",
		"order_by=web3wallet":                                                   "hedy ada grace ida",
		"order_by=last_active_at":                                               "ada grace hedy ida",
		"order_by=last_sign_in_at":                                              "ada hedy grace ida",
		"order_by=updated_at&order_by=nonsense":                                 "ada grace hedy ida",
	} {
		t.Run(query, func(t *testing.T) {
			got := names(api.ok("GET", "/v1/users?"+query, "").users())
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestCountUsers_paging_isIgnored(t *testing.T) {
	api := startTest(t, Config{})
	seedTestUsers(t, api)
	for query, want := range map[string]int{
		"": 4, "limit=1&offset=3&order_by=-created_at": 4, "banned=true": 1, "query=example": 2,
		"user_id=user_ada&user_id=none": 1,
	} {
		got := decoded[TotalCount](api.ok("GET", "/v1/users/count?"+query, ""))
		if got.TotalCount != want || got.Object != "total_count" {
			t.Errorf("%s: got %+v, want %d", query, got, want)
		}
	}
	api.refused("GET", "/v1/users/count?banned=maybe", "", 422, "form_param_value_invalid banned")
}

func TestListUsers_invalidParameters_areRefused(t *testing.T) {
	api := startTest(t, Config{})
	seedTestUsers(t, api)
	ids := url.Values{}
	for i := range 101 {
		ids.Add("user_id", fmt.Sprintf("user_%d", i))
	}
	for query, want := range map[string]string{
		"limit=0":     "form_param_value_invalid limit",
		"limit=501":   "form_param_value_too_large limit",
		"limit=ten":   "form_param_value_invalid limit",
		"offset=-1":   "form_param_value_invalid offset",
		"order_by=id": "form_param_value_invalid order_by",
		"order_by=+created_at&starting_after=user_ada": "form_param_value_invalid order_by",
		"starting_after=user_none":                     "form_resource_not_found starting_after",
		"starting_after=user_ada&offset=1":             "form_conditional_param_disallowed starting_after",
		"starting_after=user_ada&order_by=username":    "form_conditional_param_disallowed starting_after",
		"banned=1":              "form_param_value_invalid banned",
		"created_at_before=now": "form_param_invalid_date created_at_before",
		"provider=oauth_google": "form_conditional_param_missing provider_user_id",
		"provider_user_id=g-1":  "form_conditional_param_missing provider",
		ids.Encode():            "form_param_array_size_exceeded user_id",
	} {
		api.refused("GET", "/v1/users?"+query, "", 422, want)
	}
	api.refused("GET", "/v1/users?limit=0&offset=-1&banned=1", "", 422,
		"form_param_value_invalid banned", "form_param_value_invalid limit", "form_param_value_invalid offset")
}

func TestListUsers_defaultPage_has10Users(t *testing.T) {
	api := startTest(t, Config{})
	api.SeedUsers(25)
	if got := len(api.ok("GET", "/v1/users", "").users()); got != 10 {
		t.Errorf("got %d users", got)
	}
}

// Users with the same creation time must be listed exactly once.
func TestListUsers_cursor_listsEveryUserOnce(t *testing.T) {
	for _, order := range []string{"-created_at", "%2Bcreated_at"} {
		api := startTest(t, Config{})
		for i := range 23 {
			api.create(fmt.Sprintf(`{"username":"user-%02d"}`, i))
		}
		var walked []string
		after := ""
		for {
			path := "/v1/users?limit=5&order_by=" + order
			if after != "" {
				path += "&starting_after=" + after
			}
			page := api.ok("GET", path, "").users()
			for _, user := range page {
				walked = append(walked, *user.Username)
			}
			if len(page) < 5 {
				break
			}
			after = page[len(page)-1].ID
		}
		if order == "-created_at" {
			slices.Reverse(walked)
		}
		if len(walked) != 23 || !slices.IsSorted(walked) || len(slices.Compact(walked)) != 23 {
			t.Errorf("%s: walked %v", order, walked)
		}
	}
}

func TestListUsers_changedCreationTime_changesTheOrder(t *testing.T) {
	api := startTest(t, Config{})
	seedTestUsers(t, api)
	api.ok("PATCH", "/v1/users/user_ida", `{"created_at":"2025-01-01T00:00:00Z"}`)
	if got := names(api.ok("GET", "/v1/users", "").users()); got != "hedy grace ada ida" {
		t.Errorf("got %q", got)
	}
	api.ok("DELETE", "/v1/users/user_grace", "")
	if got := names(api.ok("GET", "/v1/users", "").users()); got != "hedy ada ida" {
		t.Errorf("got %q", got)
	}
}

func BenchmarkListUsers_50000ByCursor(b *testing.B) {
	e := New(Config{})
	e.SeedUsers(50_000)
	filter := &userFilter{}
	order, _ := parseUserOrder("")
	for b.Loop() {
		var cursor *account
		listed := 0
		for {
			page := e.store.list(filter, order, pageRange{limit: maxLimit}, cursor)
			for _, a := range page {
				_ = marshal(a.view(0, &e.behaviour))
			}
			listed += len(page)
			if len(page) < maxLimit {
				break
			}
			cursor = page[len(page)-1]
		}
		if listed != 50_000 {
			b.Fatalf("listed %d", listed)
		}
	}
}
