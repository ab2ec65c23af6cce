package acctest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// Workspace is a folder in which the real CLI runs a configuration, as a user would: for tests of what a user reads,
// and of the files that a run leaves. The provider is used without terraform init.
type Workspace struct {
	// Folder holds the configuration and the state.
	Folder      string
	t           testing.TB
	cli         string
	environment []string
	// serve serves the providers in this process for one command; nil uses the built provider.
	serve func() (reattach string, stop func())
}

// NewWorkspace returns an empty workspace that is removed with the test. The CLI uses the provider in this process,
// which takes a quarter of the processor time of the built one. CLERK_API_URL and CLERK_SECRET_KEY lead to the
// instance; with nil they are not set. The test is skipped without a CLI, and fails for that in CI.
//
// One server serves all provider blocks of a command, and nothing of the process ends with the command: for several
// blocks, signals, logs and the end of the process, use NewBuiltWorkspace.
func NewWorkspace(t *testing.T, instance *Instance) *Workspace {
	t.Helper()
	w := newWorkspace(t, RequireCLI(t))
	providers := Providers{"clerk": func() (tfprotov6.ProviderServer, error) {
		return inEnvironment{newServer(), w.getenv}, nil
	}}
	w.serveWith(t, providers)
	w.use(instance)
	return w
}

// NewBuiltWorkspace is NewWorkspace with the built provider: the CLI starts and ends its processes.
func NewBuiltWorkspace(t testing.TB, instance *Instance) *Workspace {
	t.Helper()
	w := newWorkspace(t, RequireCLI(t))
	w.useBuilt(buildClerk())
	w.use(instance)
	return w
}

// newWorkspaceOf returns an empty workspace in which the CLI uses
// providers that this process serves anew for each command.
func newWorkspaceOf(t *testing.T, providers Providers) *Workspace {
	t.Helper()
	w := newWorkspace(t, RequireCLI(t))
	w.serveWith(t, providers)
	return w
}

// serveWith makes the CLI use providers that this process serves. The garbage collector took a third of the processor
// time of such a short command.
func (w *Workspace) serveWith(t *testing.T, providers Providers) {
	w.serve = func() (string, func()) { return providers.serve(t) }
	w.Setenv("GOGC", "off")
	w.Setenv("GOMEMLIMIT", "512MiB")
}

// use sets the variables that lead to an instance.
func (w *Workspace) use(instance *Instance) {
	if instance != nil {
		w.Setenv("CLERK_API_URL", instance.URL)
		w.Setenv("CLERK_SECRET_KEY", emulator.DefaultSecretKey)
	}
}

func newWorkspace(t testing.TB, cli string) *Workspace {
	w := &Workspace{Folder: t.TempDir(), t: t, cli: cli, environment: Inherited()}
	w.Setenv("CHECKPOINT_DISABLE", "1")
	w.Setenv("TF_INPUT", "0")
	w.Setenv("TF_IN_AUTOMATION", "1")
	return w
}

// Inherited is the environment of this process without what would change a run.
func Inherited() []string {
	var kept []string
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "TF_") && !strings.HasPrefix(variable, "CLERK_") &&
			!strings.HasPrefix(variable, "GOGC=") {
			kept = append(kept, variable)
		}
	}
	return kept
}

// Setenv sets a variable of the runs to come.
func (w *Workspace) Setenv(name, value string) {
	w.environment = append(w.environment, name+"="+value)
}

// getenv returns a variable of the runs, "" without one.
func (w *Workspace) getenv(name string) string {
	for _, variable := range slices.Backward(w.environment) {
		if value, ok := strings.CutPrefix(variable, name+"="); ok {
			return value
		}
	}
	return ""
}

// Write makes text the configuration, in place of an earlier one. It need not
// say where the provider comes from.
func (w *Workspace) Write(text string) {
	w.t.Helper()
	w.write("versions.tf", "terraform {\n  required_providers {\n    clerk = { source = \""+source()+"\" }\n  }\n}\n")
	w.write("main.tf", text)
}

func (w *Workspace) write(name, text string) {
	w.t.Helper()
	if err := os.WriteFile(filepath.Join(w.Folder, name), []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// Copy puts the files of a folder, such as an example, into the workspace. They
// must say where the provider comes from.
func (w *Workspace) Copy(folder string) {
	w.t.Helper()
	if err := os.CopyFS(w.Folder, os.DirFS(folder)); err != nil {
		w.t.Fatal(err)
	}
}

// WithGitHub lets the configuration use the provider integrations/github, or
// rather what stands in for it: the login of its data source github_user is
// GitHubLogin of the token that the provider was given.
func (w *Workspace) WithGitHub() {
	w.t.Helper()
	w.useBuilt(buildGitHub())
}

// GitHubLogin is the login that the replacement of GitHub returns for a token.
func GitHubLogin(token string) string {
	fingerprint := sha256.Sum256([]byte(token))
	return "holder-of-" + hex.EncodeToString(fingerprint[:8])
}

// Run runs the CLI, such as with "apply", "-json", "-auto-approve". It fails
// the test only when the CLI cannot be started.
func (w *Workspace) Run(arguments ...string) Result {
	w.t.Helper()
	command := exec.CommandContext(w.t.Context(), w.cli, arguments...)
	command.Dir = w.Folder
	command.Env = w.environment
	if w.serve != nil {
		reattach, stop := w.serve()
		defer stop()
		command.Env = append(slices.Clone(w.environment), reattachVariable+"="+reattach)
	}
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	var exit *exec.ExitError
	if err := command.Run(); err != nil && !errors.As(err, &exit) {
		w.t.Fatalf("%s %s: %v", w.cli, strings.Join(arguments, " "), err)
	}
	return Result{
		t:         w.t,
		Arguments: arguments,
		Stdout:    stdout.String(),
		Stderr:    stderr.String(),
		ExitCode:  command.ProcessState.ExitCode(),
	}
}

// Must runs the CLI and ends the test unless it succeeds.
func (w *Workspace) Must(arguments ...string) Result {
	w.t.Helper()
	result := w.Run(arguments...)
	if result.ExitCode != 0 {
		w.t.Fatalf("%s", result)
	}
	return result
}

// State returns the state as terraform show -json prints it; Values is nil while
// there is none.
func (w *Workspace) State() *tfjson.State {
	w.t.Helper()
	var state tfjson.State
	state.UseJSONNumber(true)
	if err := json.Unmarshal([]byte(w.Must("show", "-json").Stdout), &state); err != nil {
		w.t.Fatalf("reading the state: %v", err)
	}
	return &state
}
