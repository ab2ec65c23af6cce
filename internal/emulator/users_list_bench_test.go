package emulator

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

// benchAnswer sends a request without a network, and reads only the status.
func benchAnswer(b *testing.B, e *Emulator, path string) {
	b.Helper()
	request := httptest.NewRequest("GET", path, http.NoBody)
	request.Header.Set("Authorization", "Bearer "+DefaultSecretKey)
	request.Header.Set("Clerk-API-Version", LatestVersion)
	recorder := httptest.NewRecorder()
	e.ServeHTTP(recorder, request)
	if recorder.Code != http.StatusOK {
		b.Fatalf("%s: %d %s", path, recorder.Code, recorder.Body)
	}
}

// The cost of a page depends neither on its position nor on the number of users.
func BenchmarkListUsers_pageByCursor(b *testing.B) {
	for _, count := range []int{50_000, 100_000} {
		e := New(Config{})
		e.SeedUsers(count)
		users := e.Users()
		for name, at := range map[string]int{"early": 500, "middle": count / 2, "late": count - 600} {
			b.Run(fmt.Sprintf("%d/%s", count, name), func(b *testing.B) {
				for b.Loop() {
					benchAnswer(b, e, "/v1/users?limit=500&order_by=-created_at&starting_after="+users[at].ID)
				}
			})
		}
	}
}

// A filter with 100 values makes 100 lookups in an index, for any number of users.
func BenchmarkListUsers_100Values(b *testing.B) {
	const count = 100_000
	e := New(Config{})
	e.SeedUsers(count)
	users := e.Users()
	values := map[string]func(int, User) string{
		"user_id":       func(_ int, u User) string { return u.ID },
		"email_address": func(_ int, u User) string { return u.EmailAddresses[0].EmailAddress },
		"username":      func(_ int, u User) string { return *u.Username },
		"external_id":   func(_ int, u User) string { return *u.ExternalID },
		"phone_number":  func(i int, _ User) string { return fmt.Sprintf("+1555555%04d", i) },
	}
	for i := range 100 {
		err := e.ChangeUser(users[i*1000].ID, func(u *User) {
			u.PhoneNumbers = []PhoneNumber{{PhoneNumber: fmt.Sprintf("+1555555%04d", i)}}
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	for name, value := range values {
		query := url.Values{"limit": {"500"}}
		for i := range 100 {
			query.Add(name, value(i, users[i*1000]))
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				benchAnswer(b, e, "/v1/users?"+query.Encode())
			}
		})
	}
}

// Filters must use an index, because scans for thousands of requests would take minutes.
func TestListUsers_exactFilter_usesAnIndex(t *testing.T) {
	api := startTest(t, Config{})
	seedTestUsers(t, api)
	for query, want := range map[string]int{
		"user_id=user_ada&user_id=user_none":                     1,
		"email_address=ada@example.com":                          1,
		"phone_number=%2B15555550100":                            1,
		"username=adalove&username=idarhodes":                    2,
		"external_id=crm-1&external_id=crm-2":                    2,
		"web3_wallet=0xabcdefabcdefabcdefabcdefabcdefabcdefabcd": 1,
		"email_address=ada@example.com&username=idarhodes":       0,
		"organization_id=org_1&organization_id=-org_2":           2,
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		filter, _ := parseUserFilter(values, api.store)
		if candidates, known := filter.candidates(api.store); !known || len(candidates) != want {
			t.Errorf("%s: %d candidates, known: %t", query, len(candidates), known)
		}
	}
}

func BenchmarkCountUsers_100000(b *testing.B) {
	e := New(Config{})
	e.SeedUsers(100_000)
	for b.Loop() {
		benchAnswer(b, e, "/v1/users/count")
	}
}
