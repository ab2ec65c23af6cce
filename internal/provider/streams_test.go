package provider_test

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// stopping is a provider that is stopped while the nth request of a kind is under way. The request is not answered.
func stopping(t *testing.T, users, nth int, kind string) (*acctest.Wire, []any) {
	t.Helper()
	instance := acctest.NewInstance(t)
	instance.SeedUsers(users)
	var ids []any
	for _, user := range instance.Users() {
		ids = append(ids, user.ID)
	}
	var wire *acctest.Wire
	var mu sync.Mutex
	seen := 0
	url := instance.Front(func(_ http.ResponseWriter, r *http.Request) bool {
		mu.Lock()
		defer mu.Unlock()
		if !strings.HasPrefix(r.Method+" "+r.URL.Path, kind) {
			return false
		}
		if seen++; seen < nth {
			return false
		}
		_, _ = io.Copy(io.Discard, r.Body) // only then the server sees that the client has gone
		wire.Stop()
		<-r.Context().Done()
		return true
	})
	wire = acctest.NewWire(t, acctest.NewProtocol(t, instance, acctest.Values{"api_url": url}))
	return wire, ids
}

func TestServer_StopProvider_runningAction_reportsItsError(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		nth  int
		kind string
		many bool
	}{
		"one user, while it is read":      {1, "GET", false},
		"one user, while it is changed":   {1, "POST", false},
		"many users, while they are read": {1, "GET", true},
		"many users, in the second batch": {2, "POST", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wire, ids := stopping(t, 120, c.nth, c.kind)
			inputs := acctest.Values{"user_id": ids[0]}
			if c.many {
				inputs = acctest.Values{"user_ids": ids}
			}
			invocation := wire.InvokeAction("clerk_user_ban", inputs)
			problems := invocation.Diagnostics
			if len(problems) != 1 || !strings.Contains(problems[0].Detail, "The run was interrupted.") {
				t.Errorf("the action ends with %+v and reports %q", problems, invocation.Progress)
			}
		})
	}
}

// The CLI of an interrupted run can go away in the middle of an action.
func TestServer_InvokeAction_endsWithoutAReaderOfItsEvents(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.SeedUsers(120)
	var ids []any
	for _, user := range instance.Users() {
		ids = append(ids, user.ID)
	}
	p := acctest.NewProtocol(t, instance)
	stream, err := p.Server.InvokeAction(t.Context(), &tfprotov6.InvokeActionRequest{
		ActionType: "clerk_user_ban",
		Config:     p.Config(p.Schemas.ActionSchemas["clerk_user_ban"].Schema, acctest.Values{"user_ids": ids}),
	})
	if err != nil {
		t.Fatal(err)
	}
	for range stream.Events {
		break
	}
	if _, err := p.Server.StopProvider(t.Context(), &tfprotov6.StopProviderRequest{}); err != nil {
		t.Fatal(err)
	}
	for _, user := range instance.Users() {
		if !user.Banned {
			t.Errorf("%s is not banned", user.ID)
		}
	}
}

func TestServer_StopProvider_runningQuery_reportsThatItIsIncomplete(t *testing.T) {
	t.Parallel()
	wire, _ := stopping(t, 1100, 2, "GET /v1/users")
	found, diagnostics := wire.List("clerk_user", acctest.ListQuery{Limit: 2000}, nil)
	if found != 500 || len(diagnostics) != 1 || !strings.Contains(diagnostics[0].Detail, "The run was interrupted.") {
		t.Errorf("%d users are listed, and the query ends with %+v", found, diagnostics)
	}
}

// A run that is stopped while the CLI reads the results of a page requests no further page.
func TestServer_StopProvider_endsAQueryBetweenTwoPages(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.SeedUsers(1100)
	wire := acctest.NewWire(t, acctest.NewProtocol(t, instance))
	var once sync.Once
	found, diagnostics := wire.List("clerk_user", acctest.ListQuery{Limit: 2000}, func() { once.Do(wire.Stop) })
	if complete := found == 1100; complete == (len(diagnostics) > 0) {
		t.Errorf("%d users are listed, and the query ends with %+v", found, diagnostics)
	}
}
