package users_test

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// Not parallel: it measures the memory of this process.
func TestListUsers_fourThousandTake9RequestsAndNoMoreMemoryThanOnePage(t *testing.T) {
	const onePage = 2 << 20 // 500 made-up users take about half of it, and all 4,000 would take 5 MB
	for _, test := range []struct {
		count           int
		includeResource bool // takes much longer, and is as much for the last user as for the first
	}{{1_000, true}, {4_000, false}} {
		instance := acctest.NewUncheckedInstance(t)
		instance.SeedUsers(test.count)
		provider := acctest.NewProtocol(t, instance)
		query := acctest.ListQuery{IncludeResource: test.includeResource}
		provider.Listed("clerk_user", acctest.ListQuery{Limit: 1, IncludeResource: true})
		instance.ResetLog()
		before, most, listed := liveHeap(), uint64(0), 0
		for result := range provider.List(t.Context(), "clerk_user", query) {
			if len(result.Diagnostics) > 0 || (result.Resource != nil) != test.includeResource {
				t.Fatalf("the result %d: %v", listed, result.Diagnostics)
			}
			if listed++; listed%500 == 250 {
				most = max(most, liveHeap())
			}
		}
		grown := int64(most) - int64(before)
		t.Logf(
			"%d users: %d requests, at most %.1f MB more than before",
			listed,
			len(instance.Reads()),
			float64(grown)/(1<<20),
		)
		if listed != test.count {
			t.Errorf("%d users were listed, want %d", listed, test.count)
		}
		if requests, want := len(instance.Reads()), test.count/500+1; requests > want {
			t.Errorf("%d users took %d requests, want %d", test.count, requests, want)
		}
		if grown > onePage {
			t.Errorf("%d users took %d bytes, want less than %d", test.count, grown, onePage)
		}
	}
}

// liveHeap returns the memory in use after a garbage collection.
func liveHeap() uint64 {
	var memory runtime.MemStats
	runtime.GC()
	runtime.GC() // what pools hold survives the first
	runtime.ReadMemStats(&memory)
	return memory.HeapAlloc
}

func TestListUsers_limit_readsNoMoreUsers(t *testing.T) {
	t.Parallel()
	instance, ids := crowd(t, 1100)
	provider := acctest.NewProtocol(t, instance)
	for _, test := range []struct {
		limit int64
		more  acctest.Values
		want  []string // the sizes of the pages
	}{
		{1, nil, []string{"1"}},
		{10, nil, []string{"10"}},
		{10, acctest.Values{"order_by": "username"}, []string{"10"}},
		{10, acctest.Values{"exclude_user_ids": ids[:3]}, []string{"13"}},
		{500, nil, []string{"500"}},
		{750, nil, []string{"500", "500"}},
		{1000, nil, []string{"500", "500"}},
		{2000, nil, []string{"500", "500", "500", "500"}}, // only an empty page is the end
	} {
		instance.ResetLog()
		listed := len(provider.Listed("clerk_user", acctest.ListQuery{Limit: test.limit, Config: test.more}))
		if want := min(int(test.limit), 1100); listed != want {
			t.Errorf("with a limit of %d %d users are listed, want %d", test.limit, listed, want)
		}
		var pages []string
		for _, request := range instance.Requests() {
			if size := request.Query.Get("limit"); size != "" {
				pages = append(pages, size)
			} else {
				pages = append(pages, strings.TrimPrefix(request.Path, "/v1/users/"))
			}
		}
		if diff := cmp.Diff(test.want, pages); diff != "" {
			t.Errorf("with a limit of %d, the pages differ: %s", test.limit, diff)
		}
	}
	instance.ResetLog()
	stream, err := provider.Server.ListResource(t.Context(), &tfprotov6.ListResourceRequest{
		TypeName: "clerk_user", Config: provider.Config(provider.Schemas.ListResourceSchemas["clerk_user"], nil), Limit: 0,
	})
	if err != nil {
		t.Fatal(err)
	}
	for range stream.Results {
		t.Error("with a limit of 0, somebody is listed")
	}
	if sent := instance.Requests(); len(sent) > 0 {
		t.Errorf("with a limit of 0, %d requests are sent", len(sent))
	}
}

func TestListUsers_failedPage_isTheLastResult(t *testing.T) {
	t.Parallel()
	instance, _ := crowd(t, 600)
	pages := 0
	provider := acctest.NewProtocol(
		t,
		instance,
		acctest.Values{"max_retries": 0, "api_url": instance.Front(func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/v1/users" {
				return false
			}
			if pages++; pages < 2 {
				return false
			}
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusUnprocessableEntity)
			_, _ = fmt.Fprint(
				w,
				`{"errors":[{"code":"form_param_value_invalid","message":"is invalid","long_message":"the text has expired","meta":{"param_name":"name_query"}}],"clerk_trace_id":"trace_1"}`,
			)
			return true
		})},
	)
	listed := 0
	var problems []*tfprotov6.Diagnostic
	for result := range provider.List(t.Context(), "clerk_user", acctest.ListQuery{Config: acctest.Values{"name_query": "a"}, IncludeResource: true}) {
		if len(problems) > 0 {
			t.Fatal("something follows the error")
		}
		if problems = result.Diagnostics; len(problems) == 0 {
			listed++
		}
	}
	if listed != 500 {
		t.Errorf("%d users come before the error, want 500", listed)
	}
	acctest.ExpectError(t, problems, "name_query", "the text has expired")
	acctest.ExpectError(t, problems, "name_query", "trace_1")
}

func TestListUsers_endWhenTheyAreCancelledOrNoLongerWanted(t *testing.T) {
	t.Parallel()
	instance, _ := crowd(t, 1100)
	provider := acctest.NewProtocol(t, instance)
	instance.ResetLog()
	for range provider.List(t.Context(), "clerk_user", acctest.ListQuery{}) {
		break
	}
	if sent := len(instance.Requests()); sent != 1 {
		t.Errorf("%d requests were sent for the one user that was taken, want 1", sent)
	}
	instance.ResetLog()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	listed := 0
	for result := range provider.List(ctx, "clerk_user", acctest.ListQuery{}) {
		cancel()
		if len(result.Diagnostics) == 0 {
			listed++
		}
	}
	if sent := len(instance.Requests()); sent != 1 || listed != 500 {
		t.Errorf("after the cancellation %d users came from %d requests, want the 500 of the first page", listed, sent)
	}
}

func TestListUsers_withoutAKey_isAnError(t *testing.T) {
	t.Parallel()
	provider := acctest.NewProtocol(t, acctest.NewInstance(t), acctest.Values{"secret_key": acctest.Unknown})
	for result := range provider.List(t.Context(), "clerk_user", acctest.ListQuery{}) {
		acctest.ExpectError(t, result.Diagnostics, "", "secret_key is not known")
		return
	}
	t.Error("there is no error")
}

func TestListUsers_displayName_isAnIdentifierOrTheName(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 70)
	for want, body := range map[string]map[string]any{
		"Ada Lovelace (ada@example.com)": {"first_name": "Ada", "last_name": "Lovelace", "email_address": []string{"ada@example.com", "b@example.com"}, "private_metadata": map[string]any{"secret": "hush"}},
		"Ada (countess)":                 {"first_name": "Ada", "username": "countess"},
		"Lovelace (+12025550101)":        {"last_name": "Lovelace", "phone_number": []string{"+12025550101"}},
		"grace@example.com":              {"email_address": []string{"grace@example.com"}, "username": "grace", "external_id": "7"},
		"ada-2":                          {"username": "ada-2", "phone_number": []string{"+12025550102"}},
		"[31mEve Lovelace (eve-1)":       {"first_name": "\x1b[31mEve\u202e", "last_name": "\tLove\u0000lace\n", "username": "eve-1"},
		long[:60] + "… (long)":           {"first_name": long, "username": "long"},
		"0x" + strings.Repeat("1", 40):   {"web3_wallet": []string{"0x" + strings.Repeat("1", 40)}},
	} {
		instance := acctest.NewInstance(t)
		body["skip_password_requirement"] = true
		instance.Hold(body)
		provider := acctest.NewProtocol(t, instance)
		for _, result := range provider.Listed("clerk_user", acctest.ListQuery{}) {
			if result.DisplayName != want {
				t.Errorf("somebody is named %q, want %q", result.DisplayName, want)
			}
			if result.Resource != nil {
				t.Error("the resource comes although it was not asked for")
			}
		}
	}
}
