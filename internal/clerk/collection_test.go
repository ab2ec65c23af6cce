package clerk_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// membershipList is an API with memberships. Its operations are those that a refresh sends.
type membershipList struct {
	mu       sync.Mutex
	keys     []string // organization/user, in the order of creation
	requests []string
	// fails is the answer to requests, nil for none.
	fails func(*http.Request) *http.Response
}

func (l *membershipList) RoundTrip(r *http.Request) (*http.Response, error) {
	time.Sleep(20 * time.Millisecond)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.requests = append(l.requests, r.Method+" "+r.URL.RequestURI())
	if l.fails != nil {
		if response := l.fails(r); response != nil {
			return response, nil
		}
	}
	path := strings.Split(strings.TrimPrefix(r.URL.Path, "/v1/"), "/")
	if r.Method == http.MethodDelete && len(path) == 2 {
		return respond(http.StatusOK, nil, fmt.Sprintf(`{"id":%q,"deleted":true}`, path[1])), nil
	}
	found := l.keys
	if path[0] == "organizations" {
		users := r.URL.Query()["user_id"]
		if r.Method == http.MethodDelete {
			l.keys = slices.DeleteFunc(l.keys, func(key string) bool { return key == path[1]+"/"+path[3] })
			return respond(http.StatusOK, nil, membershipOf(path[1]+"/"+path[3])), nil
		}
		if r.Method == http.MethodPatch {
			return respond(http.StatusOK, nil, membershipOf(path[1]+"/"+path[3])), nil
		}
		found = nil
		for _, key := range l.keys {
			organization, user, _ := strings.Cut(key, "/")
			if organization == path[1] && slices.Contains(users, user) {
				found = append(found, key)
			}
		}
	}
	return respond(http.StatusOK, nil, pageOf(found, r)), nil
}

func pageOf(keys []string, r *http.Request) string {
	limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if err != nil {
		limit = 10
	}
	offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
	total := len(keys)
	keys = keys[min(offset, total):min(offset+limit, total)]
	items := make([]json.RawMessage, len(keys))
	for i, key := range keys {
		items[i] = json.RawMessage(membershipOf(key))
	}
	body, err := json.Marshal(map[string]any{"data": items, "total_count": total})
	if err != nil {
		panic(err)
	}
	return string(body)
}

func membershipOf(key string) string {
	organization, user, _ := strings.Cut(key, "/")
	return fmt.Sprintf(`{"id":"orgmem_%s","role":"org:member","organization":{"id":%q},"public_user_data":{"user_id":%q}}`,
		user, organization, user)
}

func (l *membershipList) client(t *testing.T) *clerk.Client {
	t.Helper()
	return newClient(t, clerk.WithTransport(l), clerk.WithRateLimit(100_000))
}

// membershipsIn makes n memberships, one after the other in each of the organizations.
func membershipsIn(organizations, n int) *membershipList {
	l := &membershipList{}
	for i := range n {
		l.keys = append(l.keys, fmt.Sprintf("org_%d/user_%d", i%organizations, i))
	}
	return l
}

// refreshMemberships reads memberships as Terraform does, ten at a time.
func refreshMemberships(t *testing.T, client *clerk.Client, keys []string) {
	t.Helper()
	next := make(chan string)
	var wait sync.WaitGroup
	for range 10 {
		wait.Go(func() {
			for key := range next {
				organization, user, _ := strings.Cut(key, "/")
				got, err := client.ReadMembership(background(), organization, user)
				if err != nil || got.UserID() != user || got.Organization.ID != organization {
					t.Errorf("%s: got %+v, %v", key, got, err)
				}
			}
		})
	}
	for _, key := range keys {
		next <- key
	}
	close(next)
	wait.Wait()
}

func TestCollection_read_manyObjects_sendsFewRequests(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ organizations, instance, managed, most int }{
		"10,000 in one organization":           {1, 10_000, 10_000, 25},
		"10,000 in 50 organizations":           {50, 10_000, 10_000, 25},
		"10,000 in as many organizations":      {10_000, 10_000, 10_000, 25},
		"a handful":                            {1, 400, 5, 1},
		"a handful in several organizations":   {5, 400, 5, 1},
		"one of many":                          {1, 50_000, 1, 1},
		"30 of 50,000 in one organization":     {1, 50_000, 30, 3 + 1},
		"600, more than a page, are all found": {3, 600, 600, 5},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				list := membershipsIn(test.organizations, test.instance)
				// The last ones: a request without a limit would not have them.
				managed := list.keys[len(list.keys)-test.managed:]
				refreshMemberships(t, list.client(t), managed)
				if got := len(list.requests); got > test.most {
					t.Errorf("%d requests were sent, want at most %d: %v", got, test.most, list.requests[:min(got, 30)])
				}
				for _, request := range list.requests {
					if !strings.Contains(request, "limit=500") {
						t.Errorf("%s has no limit", request)
					}
				}
			})
		})
	}
}

func TestCollection_read_missingObject_isConfirmedByARequestForItAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		list := membershipsIn(2, 100)
		client := list.client(t)
		refreshMemberships(t, client, list.keys) // the whole list is in the snapshot
		list.requests = nil
		_, err := client.ReadMembership(background(), "org_0", "user_none")
		if !clerk.IsMissing(err) || len(list.requests) == 0 ||
			!strings.Contains(
				list.requests[len(list.requests)-1],
				"/organizations/org_0/memberships?limit=500&user_id=user_none",
			) {
			t.Errorf("got %v after %v", err, list.requests)
		}
	})
}

func TestCollection_read_objectAddedByOthersSinceTheSnapshot_isFound(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		list := membershipsIn(2, 100)
		client := list.client(t)
		refreshMemberships(t, client, list.keys)
		list.keys = append(list.keys, "org_0/user_new")
		refreshMemberships(t, client, []string{"org_0/user_new"})
	})
}

func TestCollection_read_afterAWrite_isNotFromTheSnapshot(t *testing.T) {
	t.Parallel()
	for name, write := range map[string]func(*clerk.Client) error{
		"of the membership": func(c *clerk.Client) error { return err1(c.UpdateMembership(background(), "org_0", "user_0", "r")) },
		"that removes it":   func(c *clerk.Client) error { return c.DeleteMembership(background(), "org_0", "user_0") },
		"of its organization": func(c *clerk.Client) error {
			_ = c.DeleteOrganization(background(), "org_0")
			return nil
		},
		"of its user": func(c *clerk.Client) error {
			_ = c.DeleteUser(background(), "user_0")
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				list := membershipsIn(1, 100)
				client := list.client(t)
				refreshMemberships(t, client, list.keys)
				if err := write(client); err != nil {
					t.Fatal(err)
				}
				list.requests = nil
				_, _ = client.ReadMembership(background(), "org_0", "user_0")
				if len(list.requests) == 0 {
					t.Error("the membership was read from the snapshot")
				}
				list.requests = nil
				_, _ = client.ReadMembership(background(), "org_0", "user_1")
				if other := name != "of its organization"; (len(list.requests) == 0) != other {
					t.Errorf("another membership of the organization took %v", list.requests)
				}
			})
		})
	}
}

func TestCollection_read_refusedRequests_areAnErrorAndNotAMissingObject(t *testing.T) {
	t.Parallel()
	for name, status := range map[string]int{"403": http.StatusForbidden, "500": http.StatusInternalServerError} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				list := membershipsIn(1, 100)
				list.fails = func(*http.Request) *http.Response {
					return respond(status, nil, `{"errors":[{"code":"x","message":"m"}]}`)
				}
				client := list.client(t)
				for _, key := range list.keys[:3] {
					organization, user, _ := strings.Cut(key, "/")
					_, err := client.ReadMembership(background(), organization, user)
					if refusal, ok := clerk.AsError(err); !ok || refusal.Status != status || clerk.IsMissing(err) {
						t.Errorf("got %v", err)
					}
				}
			})
		})
	}
}

func TestCollection_read_unknownOrganization_isMissing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		list := membershipsIn(1, 10)
		list.fails = func(r *http.Request) *http.Response {
			if strings.Contains(r.URL.Path, "org_gone") {
				return respond(http.StatusNotFound, nil, `{"errors":[{"code":"resource_not_found","message":"m"}]}`)
			}
			return nil
		}
		client := list.client(t)
		var wait sync.WaitGroup
		for _, key := range []string{"org_gone/user_1", "org_gone/user_2", "org_0/user_0", "org_0/user_1"} {
			wait.Go(func() {
				organization, user, _ := strings.Cut(key, "/")
				_, err := client.ReadMembership(background(), organization, user)
				if (organization == "org_gone") != clerk.IsMissing(err) || err != nil && !clerk.IsMissing(err) {
					t.Errorf("%s: got %v", key, err)
				}
			})
		}
		wait.Wait()
	})
}

func TestCollection_read_snapshotOfAMinute_isReadAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		list := membershipsIn(1, 100)
		client := list.client(t)
		refreshMemberships(t, client, list.keys)
		time.Sleep(2 * time.Minute)
		list.keys = list.keys[1:]
		_, err := client.ReadMembership(background(), "org_0", "user_0")
		if !clerk.IsMissing(err) {
			t.Errorf("got %v", err)
		}
	})
}

func TestClient_CreateMembership_lostAnswer_findsTheMembershipThatWasCreatedSince(t *testing.T) {
	const made = `{"id":"orgmem_1","role":"org:member","organization":{"id":"org_1"},` +
		`"public_user_data":{"user_id":"user_1"},"created_at":%d}`
	for name, test := range map[string]struct {
		createdAgo time.Duration
		role       string
		found      bool
	}{
		"created now":         {0, "org:member", true},
		"created before":      {time.Hour, "org:member", false},
		"created with a role": {0, "org:admin", false},
	} {
		t.Run(name, func(t *testing.T) {
			created := fmt.Sprintf(made, time.Now().Add(-test.createdAgo).UnixMilli())
			s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPost {
					hangUp(w, r)
					return
				}
				answer(http.StatusOK, `{"data":[`+created+`],"total_count":1}`)(w, r)
			})
			got, err := s.client(t).CreateMembership(background(), "org_1",
				clerk.MembershipCreateParams{UserID: "user_1", Role: test.role})
			if test.found {
				if err != nil || got.ID != "orgmem_1" || attempts(s, "POST") != 1 {
					t.Errorf("got %+v, %v after %d creates", got, err, attempts(s, "POST"))
				}
				return
			}
			var ambiguous *clerk.AmbiguousCreateError
			if !errors.As(err, &ambiguous) || ambiguous.ObjectID != "orgmem_1" {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestClient_CreateOrganization_lostAnswer_findsNoOrganizationOfAnotherCreate(t *testing.T) {
	var mu sync.Mutex
	var made []string
	s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		if r.Method == http.MethodPost {
			made = append(made, fmt.Sprintf(`{"id":"org_%d","name":"Engines","created_at":%d}`,
				len(made)+1, time.Now().UnixMilli()))
			if len(made) == 1 {
				hangUp(w, r)
				return
			}
			answer(http.StatusOK, made[len(made)-1])(w, r)
			return
		}
		answer(http.StatusOK, fmt.Sprintf(`{"data":[%s],"total_count":%d}`, strings.Join(made, ","), len(made)))(w, r)
	})
	client := s.client(t)
	ids := make(chan string, 2)
	for range 2 {
		go func() {
			organization, err := client.CreateOrganization(background(), clerk.OrganizationCreateParams{Name: "Engines"})
			if err != nil {
				t.Error(err)
				ids <- ""
				return
			}
			ids <- organization.ID
		}()
	}
	if first, second := <-ids, <-ids; first == second || len(made) != 2 {
		t.Errorf("two creates returned %s and %s; there are %d organizations", first, second, len(made))
	}
}
