//go:build unix

package users_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// interruption is a moment of a run at which Ctrl-C is pressed: the request that is under way then is never answered.
type interruption struct {
	before, config string // before is applied first, "" for nothing; config is the run to interrupt
	command        string
	method, path   string // of the request
	// committed makes Clerk carry out the request without an answer.
	committed bool
	// answer is given all the same, so that the interrupt meets what follows; nil for none.
	answer http.HandlerFunc
	// completes lists the writes of the next apply.
	completes []string
}

// TestAccUser_interrupt_endsTheRunAndRecordsEveryUser would not end if the run waited for the missing answer.
func TestAccUser_interrupt_endsTheRunAndRecordsEveryUser(t *testing.T) {
	t.Parallel()
	ada, augusta := user(`first_name = "Ada"`), user(`first_name = "Augusta"`)
	for name, moment := range map[string]interruption{
		"refresh":                 {before: ada, config: ada, command: "plan", method: "GET", completes: acctest.None},
		"create that never comes": {config: ada, command: "apply", method: "POST", path: "/v1/users", completes: []string{createUser}},
		"create that is done":     {config: ada, command: "apply", method: "POST", path: "/v1/users", committed: true, completes: acctest.None},
		"update that never comes": {before: augusta, config: ada, command: "apply", method: "PATCH", completes: []string{updateUser}},
		"update that is done":     {before: augusta, config: ada, command: "apply", method: "PATCH", committed: true, completes: acctest.None},
		"delete that is done":     {before: ada + other, config: ada, command: "apply", method: "DELETE", committed: true, completes: acctest.None},
		"wait that Clerk asks for": {config: ada, command: "apply", method: "POST", path: "/v1/users", answer: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "60")
			w.WriteHeader(http.StatusTooManyRequests)
		}, completes: []string{createUser}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			moment.hold(t)
		})
	}
}

const other = "resource \"clerk_user\" \"other\" {\n  username = \"somebody\"\n}\n"

func (i *interruption) hold(t *testing.T) {
	instance := acctest.NewInstance(t)
	var silent atomic.Bool
	underWay := make(chan struct{}, 100)
	url := instance.Front(func(w http.ResponseWriter, r *http.Request) bool {
		if !silent.Load() || r.Method != i.method || i.path != "" && r.URL.Path != i.path {
			return false
		}
		if i.committed {
			instance.ServeHTTP(httptest.NewRecorder(), r)
		}
		_, _ = io.Copy(io.Discard, r.Body)
		underWay <- struct{}{}
		if i.answer != nil {
			i.answer(w, r)
			return true
		}
		<-r.Context().Done()
		return true
	})
	workspace := acctest.NewBuiltWorkspace(t, instance)
	workspace.Setenv("CLERK_API_URL", url)
	if i.before != "" {
		workspace.Write(i.before)
		workspace.Must("apply", "-auto-approve")
	}
	workspace.Write(i.config)
	arguments := []string{i.command}
	if i.command == "apply" {
		arguments = append(arguments, "-auto-approve")
	}
	silent.Store(true)
	run := workspace.Start(arguments...)
	select {
	case <-underWay:
		run.Interrupt()
	case <-run.Ended():
		t.Fatalf("the run ended before the moment came: %s", run.Wait())
	}
	if result := run.Wait(); result.ExitCode == 0 {
		t.Errorf("the run that was interrupted succeeded: %s", result)
	}
	silent.Store(false)
	instance.ResetLog()
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites(i.completes...)
	if got := instance.OnlyUser(); textOf(got.FirstName) != "Ada" {
		t.Errorf("the instance holds %+v", got)
	}
}
