package clerk_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// listingTwice returns a client of an instance that repeats the first user at the end of each page.
func listingTwice(t *testing.T, emulated *emulator.Emulator) *clerk.Client {
	t.Helper()
	return inMemory(t, emulated, func(r *http.Request) *http.Response {
		if r.Method != http.MethodGet || r.URL.Path != "/v1/users" {
			return nil
		}
		r.Header.Del("Accept-Encoding")
		r.Body = http.NoBody
		recorded := httptest.NewRecorder()
		emulated.ServeHTTP(recorded, r)
		var page []json.RawMessage
		if err := json.Unmarshal(recorded.Body.Bytes(), &page); err != nil {
			t.Error(err)
		}
		if len(page) > 0 {
			page = append(page, page[0])
		}
		body, err := json.Marshal(page)
		if err != nil {
			t.Error(err)
		}
		return respond(http.StatusOK, http.Header{"Content-Type": {"application/json"}}, string(body))
	})
}

func TestClient_UserPages_userListedTwice_isReturnedOnce(t *testing.T) {
	emulated := crowd(7)
	client := listingTwice(t, emulated)
	expectIDs(t, readPages(t, client, clerk.UserQuery{}), reversed(allIDs(emulated)))
	expectIDs(
		t,
		readPages(t, client, clerk.UserQuery{UserListParams: clerk.UserListParams{OrderBy: "username"}}),
		allIDs(emulated),
	)
}

func TestClient_ListUsers_userListedTwice_isReturnedOnce(t *testing.T) {
	emulated := crowd(3)
	client := listingTwice(t, emulated)
	users, err := client.ListUsers(background(), clerk.UserListParams{Limit: 10})
	if err != nil || len(users) != 3 {
		t.Fatalf("it returns %d users, %v", len(users), err)
	}
	found, err := client.FindUsers(background(), clerk.UserUsername, *users[0].Username)
	if err != nil || len(found) != 1 {
		t.Errorf("it finds %d users, %v", len(found), err)
	}
}

func TestClient_FindUsers_usersListedTwice_areFoundOnce(t *testing.T) {
	emulated := crowd(3)
	client := listingTwice(t, emulated)
	names := make([]string, 3)
	for i, user := range emulated.Users() {
		names[i] = *user.Username
	}
	together(3, func(i int) {
		if found, err := client.FindUsers(background(), clerk.UserUsername, names[i]); err != nil || len(found) != 1 {
			t.Errorf("it finds %d users for %s, %v", len(found), names[i], err)
		}
	})
}
