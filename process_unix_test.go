//go:build unix

package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	osignal "os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestMain(m *testing.M) {
	_ = acctest.Factories() // imported, so that Go's cache of test results detects changes of the provider
	acctest.Main(m)
}

// atOnce is how many resources the CLI creates at the same time.
const atOnce = 10

const thirtyUsers = `
resource "clerk_user" "it" {
  count    = 30
  username = "test-user-${count.index}"
}
`

// heldCreates is an instance that holds its answers to creates until release is called. The last of the creates that
// come at the same time is neither carried out nor answered.
type heldCreates struct {
	*acctest.Instance
	workspace *acctest.Workspace
	run       *acctest.Running
	release   func()
}

// applyUnderWay returns when ten creates are under way.
func applyUnderWay(t *testing.T) *heldCreates {
	t.Helper()
	released := make(chan struct{})
	h := &heldCreates{Instance: acctest.NewInstance(t), release: func() { close(released) }}
	var mu sync.Mutex
	creates, underWay := 0, make(chan struct{})
	url := h.Front(func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPost || r.URL.Path != "/v1/users" {
			return false
		}
		answer := httptest.NewRecorder()
		mu.Lock()
		creates++
		last := creates == atOnce
		if last {
			_, _ = io.Copy(io.Discard, r.Body) // only then the server sees that the client has gone
			close(underWay)
		} else {
			h.ServeHTTP(answer, r)
		}
		mu.Unlock()
		select {
		case <-r.Context().Done():
			return true
		case <-released:
		}
		if last {
			<-r.Context().Done()
			return true
		}
		w.Header().Set("Content-Type", answer.Header().Get("Content-Type"))
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
		return true
	})
	h.workspace = acctest.NewBuiltWorkspace(t, h.Instance)
	h.workspace.Setenv("CLERK_API_URL", url)
	h.workspace.Write(thirtyUsers)
	h.run = h.workspace.Start("apply", "-auto-approve", "-no-color", fmt.Sprintf("-parallelism=%d", atOnce))
	select {
	case <-underWay:
	case <-h.run.Ended():
		t.Fatalf("the run ended early: %s", h.run.Wait())
	}
	return h
}

// unrecorded lists the users that the state does not hold.
func (h *heldCreates) unrecorded() (names []string) {
	recorded := map[any]bool{}
	if values := h.workspace.State().Values; values != nil {
		for _, resource := range values.RootModule.Resources {
			recorded[resource.AttributeValues["id"]] = true
		}
	}
	for _, user := range h.Users() {
		if !recorded[user.ID] {
			names = append(names, *user.Username)
		}
	}
	return names
}

func TestIgnoreSignals_duringCreates_recordsTheUsers(t *testing.T) {
	t.Parallel()
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			h := applyUnderWay(t)
			h.run.Signal(signal)
			h.run.WaitFor("Interrupt received")
			h.release()
			if result := h.run.Wait(); result.ExitCode == 0 || strings.Contains(result.Stderr, "Plugin did not respond") {
				t.Errorf("the run ended with %s", result)
			}
			if users, lost := h.Users(), h.unrecorded(); len(users) != atOnce-1 || len(lost) > 0 {
				t.Errorf("of %d users, the state does not hold %v", len(users), lost)
			}
		})
	}
}

// These signals end the CLI before it records the creates under way. No user is created after that, and the next apply
// names the users that are not recorded.
func TestIgnoreSignals_afterTheCLIHasEnded_createNoUser(t *testing.T) {
	t.Parallel()
	for name, signals := range map[string][]syscall.Signal{
		"SIGINT twice":  {syscall.SIGINT, syscall.SIGINT},
		"SIGTERM twice": {syscall.SIGTERM, syscall.SIGTERM},
		"SIGHUP":        {syscall.SIGHUP},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// A process that was started with SIGHUP ignored, as by nohup, hands that down unless it handles the signal.
			handled := make(chan os.Signal, 1)
			osignal.Notify(handled, syscall.SIGHUP)
			t.Cleanup(func() { osignal.Stop(handled) })
			h := applyUnderWay(t)
			for n, signal := range signals {
				if n > 0 {
					h.run.WaitFor("Interrupt received")
				}
				h.run.Signal(signal)
			}
			h.run.Wait()
			lost := h.unrecorded()
			if users := len(h.Users()); users != atOnce-1 {
				t.Errorf("there are %d users", users)
			}
			h.workspace.Setenv("CLERK_API_URL", h.URL)
			again := h.workspace.Run("apply", "-json", "-auto-approve")
			if users := len(h.Users()); users != 30 {
				t.Errorf("after the next apply, there are %d users", users)
			}
			var named []string
			for _, problem := range again.Errors() {
				named = append(named, strings.Split(problem.Summary, `"`)[1])
			}
			slices.Sort(named)
			slices.Sort(lost)
			if !slices.Equal(named, lost) {
				t.Errorf("the next apply names %v, want %v: %s", named, lost, again)
			}
		})
	}
}

// A shell stands in for the CLI: it starts the provider, and is killed.
func TestExitWithCLI_afterItsParentWasKilled_endsTheProcess(t *testing.T) {
	t.Parallel()
	shell := exec.CommandContext(t.Context(), "sh", "-c", `"$0" & read -r _`, acctest.Executable(t))
	shell.Env = append(shell.Environ(), "PLUGIN_PROTOCOL_VERSIONS=6",
		"TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2")
	stdin, err := shell.StdinPipe() // read waits for it
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stdin.Close() }()
	reader, err := shell.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := shell.Start(); err != nil {
		t.Fatal(err)
	}
	stdout := bufio.NewReader(reader)
	if handshake, err := stdout.ReadString('\n'); err != nil || !strings.HasPrefix(handshake, "1|6|") {
		t.Fatalf("the provider writes %q, %v", handshake, err)
	}
	if err := shell.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	// The provider has inherited the output, which therefore ends with the provider.
	if _, err := io.Copy(io.Discard, stdout); err != nil {
		t.Error(err)
	}
	_ = shell.Wait()
}

const tokenAsPassword = `
ephemeral "clerk_sign_in_token" "it" {
  user_id = "user_ada"
}
resource "clerk_user" "robot" {
  username            = "robot"
  password_wo         = ephemeral.clerk_sign_in_token.it.token
  password_wo_version = 1
}
`

// The CLI closes nothing when SIGHUP ends it.
func TestExitWithCLI_afterSIGHUP_revokesTokens(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	ada := map[string]any{"username": "adalove", "skip_password_requirement": true}
	if err := instance.Seed(emulator.Seed{Users: []emulator.SeedUser{{ID: "user_ada", Body: ada}}}); err != nil {
		t.Fatal(err)
	}
	creating, revoked := make(chan struct{}), make(chan struct{}, 10)
	url := instance.Front(func(_ http.ResponseWriter, r *http.Request) bool {
		switch {
		case strings.HasSuffix(r.URL.Path, "/revoke"):
			revoked <- struct{}{}
		case r.Method == http.MethodPost && r.URL.Path == "/v1/users":
			_, _ = io.Copy(io.Discard, r.Body) // only then the server sees that the client has gone
			close(creating)
			<-r.Context().Done()
			return true
		}
		return false
	})
	workspace := acctest.NewBuiltWorkspace(t, instance)
	workspace.Setenv("CLERK_API_URL", url)
	workspace.Write(tokenAsPassword)
	run := workspace.Start("apply", "-auto-approve", "-no-color")
	select {
	case <-creating:
	case <-run.Ended():
		t.Fatalf("the run ended early: %s", run.Wait())
	}
	<-revoked // that of the plan
	run.Signal(syscall.SIGHUP)
	run.Wait()
	<-revoked
}
