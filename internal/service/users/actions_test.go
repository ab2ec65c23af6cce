package users_test

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// crowd is an instance with made-up users, and their ids.
func crowd(t *testing.T, count int) (*acctest.Instance, []any) {
	t.Helper()
	instance := acctest.NewInstance(t)
	instance.SeedUsers(count)
	var ids []any
	for _, user := range instance.Users() {
		ids = append(ids, user.ID)
	}
	return instance, ids
}

func banned(instance *acctest.Instance) (count int) {
	for _, user := range instance.Users() {
		if user.Banned {
			count++
		}
	}
	return count
}

func TestUserBanAction_Invoke_manyUsers_bansBatchesOf50(t *testing.T) {
	instance, ids := crowd(t, 130)
	for _, id := range ids[:3] {
		if err := instance.ChangeUser(id.(string), func(u *emulator.User) { u.Banned = true }); err != nil {
			t.Fatal(err)
		}
	}
	stated := slices.Concat(ids[:123], ids[50:60])
	p := acctest.NewProtocol(t, instance)
	for _, step := range []struct {
		action string
		lots   []int
		banned int
		tells  []string
	}{
		{"clerk_user_ban", []int{50, 50, 20}, 123, []string{
			"3 of 123 users are banned already.", "53 of 123 users are banned.", "103 of 123 users are banned.", "123 of 123 users are banned.",
		}},
		{"clerk_user_ban", nil, 123, []string{"123 of 123 users are banned already."}},
		{"clerk_user_unban", []int{50, 50, 23}, 0, []string{
			"50 of 123 users are not banned.", "100 of 123 users are not banned.", "123 of 123 users are not banned.",
		}},
		{"clerk_user_unban", nil, 0, []string{"123 of 123 users are not banned already."}},
	} {
		instance.ResetLog()
		invocation := p.InvokeAction(step.action, acctest.Values{"user_ids": stated})
		if len(invocation.Diagnostics) > 0 {
			t.Fatalf("%s says %s", step.action, invocation.Diagnostics[0].Detail)
		}
		if !slices.Equal(invocation.Progress, step.tells) {
			t.Errorf("%s tells %q, want %q", step.action, invocation.Progress, step.tells)
		}
		var lots []int
		for _, request := range instance.Requests() {
			if request.Method == http.MethodPost {
				lots = append(lots, strings.Count(string(request.Body), "user_")-1)
			}
		}
		if !slices.Equal(lots, step.lots) {
			t.Errorf("%s sent lots of %v, want %v", step.action, lots, step.lots)
		}
		if reads := instance.Reads(); !slices.Equal(reads, []string{"GET /v1/users", "GET /v1/users"}) {
			t.Errorf("%s read %v, want two lists", step.action, reads)
		}
		if got := banned(instance); got != step.banned {
			t.Errorf("after %s, %d users are banned, want %d", step.action, got, step.banned)
		}
	}
}

func TestUserBanAction_Invoke_emptyList_sendsNothing(t *testing.T) {
	instance, _ := crowd(t, 1)
	invocation := acctest.NewProtocol(t, instance).InvokeAction("clerk_user_ban", acctest.Values{"user_ids": []any{}})
	if len(invocation.Diagnostics) > 0 ||
		!slices.Equal(invocation.Progress, []string{"Nothing to do: user_ids is empty."}) {
		t.Errorf("it tells %q and %v", invocation.Progress, invocation.Diagnostics)
	}
	if requests := instance.Requests(); len(requests) != 0 {
		t.Errorf("it sent %d requests", len(requests))
	}
}

func TestUserBanAction_Invoke_oneMissingUser_bansNoUser(t *testing.T) {
	instance, ids := crowd(t, 120)
	stated := append(slices.Insert(slices.Clone(ids), 3, any("user_nobody")), "user_noone")
	invocation := acctest.NewProtocol(t, instance).InvokeAction("clerk_user_ban", acctest.Values{"user_ids": stated})
	if len(invocation.Diagnostics) != 1 {
		t.Fatalf("there are %d diagnostics, want one", len(invocation.Diagnostics))
	}
	got := invocation.Diagnostics[0]
	if got.Attribute.String() != `AttributeName("user_ids")` || got.Summary != "Could not ban 122 users" ||
		!strings.Contains(
			got.Detail,
			"no such users: user_nobody, user_noone. Remove them from user_ids. No user was changed.",
		) {
		t.Errorf("it says on %s: %s\n%s", got.Attribute, got.Summary, got.Detail)
	}
	if writes := instance.Writes(); len(writes) != 0 || banned(instance) != 0 {
		t.Errorf("it sent %v", writes)
	}
}

// countOf is how an error counts users and names ten of them.
func countOf(ids []any) string {
	var names []string
	for _, id := range ids[:10] {
		names = append(names, id.(string))
	}
	return fmt.Sprintf("(%d): %s and %d more.", len(ids), strings.Join(names, ", "), len(ids)-10)
}

func TestUserBanAction_Invoke_failedBatch_namesBannedAndOtherUsers(t *testing.T) {
	for name, test := range map[string]struct {
		second func(*acctest.Instance, http.ResponseWriter, string) bool
		says   string
	}{
		"a lot that fails": {
			func(_ *acctest.Instance, w http.ResponseWriter, _ string) bool {
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(http.StatusInternalServerError)
				_, _ = w.Write([]byte(`{"errors":[{"code":"internal","message":"oops"}]}`))
				return true
			}, "status 500 (internal): oops.",
		},
		"a lot of which somebody was deleted meanwhile": {
			func(i *acctest.Instance, _ http.ResponseWriter, first string) bool {
				i.DeleteUser(first)
				return false
			}, "One of the users was deleted meanwhile. Invoke the action again.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			instance, ids := crowd(t, 140)
			posts := 0
			url := instance.Front(func(w http.ResponseWriter, r *http.Request) bool {
				if r.Method == http.MethodPost {
					posts++
				}
				return posts == 2 && test.second(instance, w, ids[50].(string))
			})
			p := acctest.NewProtocol(t, instance, acctest.Values{"api_url": url, "max_retries": 0})
			invocation := p.InvokeAction("clerk_user_ban", acctest.Values{"user_ids": ids})
			if len(invocation.Diagnostics) != 1 {
				t.Fatalf("there are %d diagnostics, want one", len(invocation.Diagnostics))
			}
			detail := invocation.Diagnostics[0].Detail
			for _, text := range []string{
				test.says, "50 of 140 users are banned.\n",
				"Users without a confirmation " + countOf(ids[50:100]), "Users that were not processed " + countOf(ids[100:]),
				"Repeating the action is safe",
			} {
				if !strings.Contains(detail, text) {
					t.Errorf("the error lacks %q:\n%s", text, detail)
				}
			}
			if got := banned(instance); got != 50 {
				t.Errorf("%d users are banned, want 50", got)
			}
		})
	}
}

func TestUserBanAction_Invoke_userMissingInTheAnswer_isAnError(t *testing.T) {
	instance, ids := crowd(t, 3)
	instance.SetBehaviour(emulator.Behaviour{IgnoreUnknownUsers: true})
	url := instance.Front(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPost {
			instance.DeleteUser(ids[1].(string))
		}
		return false
	})
	invocation := acctest.NewProtocol(t, instance, acctest.Values{"api_url": url}).
		InvokeAction("clerk_user_ban", acctest.Values{"user_ids": ids})
	if len(invocation.Diagnostics) != 1 ||
		!strings.Contains(invocation.Diagnostics[0].Detail, fmt.Sprintf("Users without a confirmation (1): %s.", ids[1])) {
		t.Errorf("it says %v", invocation.Diagnostics)
	}
}

// A list can lag behind: a user who was just created is not missing.
func TestUserBanAction_Invoke_userMissingInTheList_isReadAlone(t *testing.T) {
	instance, ids := crowd(t, 3)
	url := instance.Front(func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodGet || r.URL.Path != "/v1/users" {
			return false
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte("[]"))
		return true
	})
	invocation := acctest.NewProtocol(t, instance, acctest.Values{"api_url": url}).
		InvokeAction("clerk_user_ban", acctest.Values{"user_ids": ids})
	if len(invocation.Diagnostics) > 0 || banned(instance) != 3 {
		t.Errorf("it says %v", invocation.Diagnostics)
	}
}

func TestUserBanAction_Invoke_interruptedNamesUsersNotReached(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		method string
		nth    int
		banned int
		says   func(ids []any) []string
	}{
		"second lookup": {"GET", 2, 0, func(ids []any) []string {
			return []string{"0 of 120 users are banned.", "Users that were not processed " + countOf(ids)}
		}},
		"first change": {"POST", 1, 0, func(ids []any) []string {
			return []string{
				"0 of 120 users are banned.", "Users without a confirmation " + countOf(ids[:50]),
				"Users that were not processed " + countOf(ids[50:]), "It is unknown whether Clerk carried out the last request.",
			}
		}},
		"second change": {"POST", 2, 50, func(ids []any) []string {
			return []string{
				"50 of 120 users are banned.", "Users without a confirmation " + countOf(ids[50:100]),
				"Users that were not processed " + countOf(ids[100:]), "It is unknown whether Clerk carried out the last request.",
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance, ids := crowd(t, 120)
			var wire *acctest.Wire
			var seen atomic.Int32
			url := instance.Front(func(_ http.ResponseWriter, r *http.Request) bool {
				if r.Method != c.method || int(seen.Add(1)) < c.nth {
					return false
				}
				_, _ = io.Copy(io.Discard, r.Body) // only then the server sees that the client has gone
				wire.Stop()
				<-r.Context().Done()
				return true
			})
			wire = acctest.NewWire(t, acctest.NewProtocol(t, instance, acctest.Values{"api_url": url}))
			invocation := wire.InvokeAction("clerk_user_ban", acctest.Values{"user_ids": ids})
			if len(invocation.Diagnostics) != 1 || banned(instance) != c.banned {
				t.Fatalf("%d users are banned, and the action ends with %+v", banned(instance), invocation.Diagnostics)
			}
			detail := invocation.Diagnostics[0].Detail
			for _, text := range append(c.says(ids), "The run was interrupted.", "Invoke the action again") {
				if !strings.Contains(detail, text) {
					t.Errorf("the error lacks %q:\n%s", text, detail)
				}
			}
			for _, id := range ids {
				if strings.Count(detail, id.(string)) > 1 {
					t.Errorf("the error names %s twice:\n%s", id, detail)
				}
			}
		})
	}
}
