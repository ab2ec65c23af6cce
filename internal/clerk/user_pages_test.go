package clerk_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/race"
)

// crowd returns an instance with n generated users.
func crowd(n int) *emulator.Emulator {
	emulated := emulator.New(emulator.Config{})
	emulated.SeedUsers(n)
	return emulated
}

// readPages returns the ids of the users of all pages, in order.
func readPages(t *testing.T, client *clerk.Client, query clerk.UserQuery) []string {
	t.Helper()
	ids := []string{}
	for page, err := range client.UserPages(background(), query) {
		if err != nil {
			t.Fatal(err)
		}
		for _, user := range page {
			ids = append(ids, user.ID)
		}
	}
	return ids
}

// requestsOf returns the requests as the names of their paths, such as "users users/count".
func requestsOf(emulated *emulator.Emulator) string {
	var names []string
	for _, request := range emulated.Requests() {
		names = append(names, strings.TrimPrefix(request.Path, "/v1/"))
	}
	return strings.Join(names, " ")
}

func expectIDs(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%d users %.200v…, want %d: %.200v…", len(got), got, len(want), want)
	}
}

// allIDs are the ids of an instance's users, the oldest first.
func allIDs(emulated *emulator.Emulator) []string {
	users := emulated.Users()
	slices.SortFunc(
		users,
		func(a, b emulator.User) int { return strings.Compare(*a.Username, *b.Username) },
	) // sorts by creation
	ids := make([]string, len(users))
	for i, user := range users {
		ids[i] = user.ID
	}
	return ids
}

func reversed(ids []string) []string {
	ids = slices.Clone(ids)
	slices.Reverse(ids)
	return ids
}

func TestClient_UserPages_byCursor_endOnlyAtAnEmptyPage(t *testing.T) {
	race.SkipSequential(t)
	t.Parallel()
	for n, want := range map[int]string{
		0:    "users",
		499:  "users users",
		500:  "users users",
		1000: "users users users",
		1200: "users users users users",
	} {
		emulated := crowd(n)
		client := inMemory(t, emulated)
		oldestFirst := allIDs(emulated)
		expectIDs(t, readPages(t, client, clerk.UserQuery{}), reversed(oldestFirst))
		if got := requestsOf(emulated); got != want {
			t.Errorf("%d users are %q, want %q", n, got, want)
		}
		for _, request := range emulated.Requests() {
			if request.Query.Has("offset") {
				t.Errorf("%d users: a page by offset: %v", n, request.Query)
			}
		}
		expectIDs(
			t,
			readPages(t, client, clerk.UserQuery{UserListParams: clerk.UserListParams{OrderBy: "+created_at"}}),
			oldestFirst,
		)
	}
}

func TestClient_UserPages_byCursor_shortPageInTheMiddle_returnsEveryUser(t *testing.T) {
	t.Parallel()
	emulated := crowd(30)
	client := inMemory(t, emulated, func(r *http.Request) *http.Response {
		query := r.URL.Query()
		query.Set("limit", "7") // less than the requested limit
		r.URL.RawQuery = query.Encode()
		return nil
	})
	expectIDs(t, readPages(t, client, clerk.UserQuery{}), reversed(allIDs(emulated)))
}

func TestClient_UserPages_otherOrder_useAnOffset(t *testing.T) {
	race.SkipSequential(t)
	t.Parallel()
	emulated := crowd(1200)
	client := inMemory(t, emulated)
	ordered := func(order string, size int) []string {
		return readPages(t, client, clerk.UserQuery{UserListParams: clerk.UserListParams{OrderBy: order, Limit: size}})
	}
	expectIDs(t, ordered("username", 0), allIDs(emulated))
	if got, want := requestsOf(emulated), "users users users"; got != want {
		t.Errorf("the requests are %q, want %q", got, want)
	}
	expectIDs(t, ordered("-username", 700/2), reversed(allIDs(emulated)))
	few := crowd(5)
	expectIDs(t, readPages(t, inMemory(t, few), clerk.UserQuery{
		UserListParams: clerk.UserListParams{OrderBy: "-username", Limit: 1},
	}), reversed(allIDs(few)))
}

func TestClient_UserPages_byOffset_usersDeletedMeanwhile_returnAllOthers(t *testing.T) {
	race.SkipSequential(t)
	t.Parallel()
	emulated := crowd(1200)
	ids := allIDs(emulated)
	deleted := 0
	client := inMemory(t, emulated, func(r *http.Request) *http.Response {
		if r.URL.Query().Has("offset") && deleted < 3 {
			emulated.DeleteUser(ids[deleted])
			deleted++
		}
		return nil
	})
	got := readPages(t, client, clerk.UserQuery{UserListParams: clerk.UserListParams{OrderBy: "username"}})
	for _, id := range ids[3:] {
		if !slices.Contains(got, id) {
			t.Fatalf("%s is missing although it was not deleted", id)
		}
	}
	if distinct := slices.Compact(slices.Sorted(slices.Values(got))); len(distinct) != len(got) {
		t.Errorf("%d users are listed as %d", len(distinct), len(got))
	}
}

// Users that are already listed are deleted before the next of several requests for 1,001 users.
func TestClient_UserPages_byCursor_listedUserDeleted_returnAllOthers(t *testing.T) {
	race.SkipSequential(t)
	t.Parallel()
	for name, deleted := range map[string]struct {
		before    string // request before which the users are deleted
		positions []int  // positions in the list
	}{
		"the one of the cursor, before the count":     {"count", []int{499}},
		"several before the cursor, before the count": {"count", []int{0, 1}},
		"the one of the cursor, after the count":      {"cursor", []int{499}},
		"the last ones of a page":                     {"cursor", []int{499, 498, 497}},
	} {
		emulated := crowd(1001)
		ids := reversed(allIDs(emulated))
		client := inMemory(t, emulated, func(r *http.Request) *http.Response {
			if strings.HasSuffix(r.URL.Path, "/count") == (deleted.before == "count") &&
				(deleted.before == "count" || r.URL.Query().Has("starting_after")) {
				for _, position := range deleted.positions {
					emulated.DeleteUser(ids[position])
				}
			}
			return nil
		})
		if got := readPages(t, client, clerk.UserQuery{}); !slices.Equal(got, ids) {
			t.Errorf("%s: %d users are listed, want %d", name, len(got), len(ids))
		}
	}
}

func TestClient_UserPages_unknownCursors_isAnError(t *testing.T) {
	t.Parallel()
	requests := 0
	client := inMemory(t, crowd(1200), func(r *http.Request) *http.Response {
		if !r.URL.Query().Has("starting_after") {
			return nil
		}
		requests++
		return respond(
			http.StatusNotFound,
			nil,
			`{"errors":[{"code":"resource_not_found","message":"m","long_message":"l"}]}`,
		)
	})
	var failure error
	for _, err := range client.UserPages(background(), clerk.UserQuery{}) {
		failure = err
	}
	if !clerk.IsNotFound(failure) || requests > 10 {
		t.Errorf("after %d requests the error is %v", requests, failure)
	}
}

// The count stays higher than the number of listed users.
func TestClient_UserPages_ignoredCursor_isAnUnstableListError(t *testing.T) {
	t.Parallel()
	emulated := crowd(1200)
	client := inMemory(t, emulated, func(r *http.Request) *http.Response {
		query := r.URL.Query()
		query.Del("starting_after")
		r.URL.RawQuery = query.Encode()
		return nil
	})
	listed := 0
	var failure error
	for page, err := range client.UserPages(background(), clerk.UserQuery{}) {
		if listed += len(page); listed > 10_000 {
			t.Fatal("the list has no end")
		}
		failure = err
	}
	if errorOf[*clerk.UnstableListError](failure) == nil || listed != 500 {
		t.Errorf("after %d users the error is %v", listed, failure)
	}
}

func TestClient_UserPages_requestOnlyPagesThatAreRead(t *testing.T) {
	t.Parallel()
	for _, order := range []string{"", "username"} {
		emulated := crowd(1200)
		query := clerk.UserQuery{UserListParams: clerk.UserListParams{OrderBy: order, Limit: 10}}
		for page, err := range inMemory(t, emulated).UserPages(background(), query) {
			if err != nil || len(page) != 10 {
				t.Errorf("a page of %d users, error %v", len(page), err)
			}
			break
		}
		if got := requestsOf(emulated); got != "users" {
			t.Errorf("order %q: the requests are %q, want one list", order, got)
		}
	}
}

func TestClient_UserPages_endWithTheFirstError(t *testing.T) {
	t.Parallel()
	for _, order := range []string{"", "username"} {
		requests := 0
		client := inMemory(t, crowd(1200), func(*http.Request) *http.Response {
			if requests++; requests == 1 {
				return nil
			}
			return respond(
				http.StatusForbidden,
				nil,
				`{"errors":[{"code":"authorization_invalid","message":"m","long_message":"l"}]}`,
			)
		})
		pages, failures := 0, 0
		query := clerk.UserQuery{UserListParams: clerk.UserListParams{OrderBy: order}}
		for _, err := range client.UserPages(background(), query) {
			if err != nil {
				failures++
			} else {
				pages++
			}
		}
		if pages != 1 || failures != 1 {
			t.Errorf("order %q: %d pages and %d errors, want one each", order, pages, failures)
		}
	}
}

func TestClient_UserPages_manyExcludedUsers_areExcluded(t *testing.T) {
	race.SkipSequential(t)
	t.Parallel()
	const n, excluded = 700, 250
	emulated := crowd(n)
	client := inMemory(t, emulated)
	ids := allIDs(emulated)
	externalIDs := make([]string, n)
	for i := range externalIDs {
		externalIDs[i] = fmt.Sprintf("ext-%06d", i+1)
	}
	for name, test := range map[string]struct {
		query clerk.UserQuery
		want  []string
	}{
		"by id":          {clerk.UserQuery{ExcludeUserIDs: ids[:excluded]}, ids[excluded:]},
		"by external id": {clerk.UserQuery{ExcludeExternalIDs: externalIDs[:excluded]}, ids[excluded:]},
		"by both": {
			clerk.UserQuery{ExcludeUserIDs: ids[:excluded], ExcludeExternalIDs: externalIDs[200:300]},
			ids[300:],
		},
		"of some": {
			clerk.UserQuery{ExcludeUserIDs: ids[:2], UserListParams: clerk.UserListParams{UserIDs: ids[:5]}},
			ids[2:5],
		},
		"of some and others": {
			clerk.UserQuery{ExcludeUserIDs: ids[3:9], UserListParams: clerk.UserListParams{UserIDs: ids[:5]}},
			ids[:3],
		},
		"all selected users": {
			clerk.UserQuery{ExcludeUserIDs: ids[:5], UserListParams: clerk.UserListParams{UserIDs: ids[:5]}},
			[]string{},
		},
		"of others": {
			clerk.UserQuery{ExcludeExternalIDs: externalIDs[:2], UserListParams: clerk.UserListParams{UserIDs: ids[:5]}},
			ids[2:5],
		},
		"no user":         {clerk.UserQuery{ExcludeUserIDs: []string{}}, ids},
		"an unknown user": {clerk.UserQuery{ExcludeUserIDs: []string{"user_nobody"}}, ids},
	} {
		t.Run(name, func(t *testing.T) {
			test.query.OrderBy = "created_at"
			expectIDs(t, readPages(t, client, test.query), test.want)
			if got, err := client.CountMatchingUsers(background(), test.query); err != nil || got != int64(len(test.want)) {
				t.Errorf("counted %d (%v), want %d", got, err, len(test.want))
			}
		})
	}
}
