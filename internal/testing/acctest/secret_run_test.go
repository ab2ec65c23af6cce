package acctest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// secretRun collects everything that a run leaves behind.
type secretRun struct {
	t         *testing.T
	instance  *acctest.Instance
	workspace *acctest.Workspace
	left      map[string]string
}

func newSecretRun(t *testing.T) *secretRun {
	t.Helper()
	instance := acctest.NewInstance(t, func(config *emulator.Config) {
		config.Behaviour.BreachedPasswords = []string{firstCredentials["breached"]}
	})
	holder := emulator.SeedUser{
		Body: map[string]any{"email_address": []string{"holder@example.com"}, "skip_password_requirement": true},
	}
	instance.MustSeed(emulator.Seed{Users: []emulator.SeedUser{holder}})
	return &secretRun{
		t:         t,
		instance:  instance,
		workspace: acctest.NewBuiltWorkspace(t, instance),
		left:      map[string]string{},
	}
}

func (r *secretRun) use(credentials map[string]string, private string, version int) {
	for name, value := range credentials {
		r.workspace.Setenv("TF_VAR_"+name, value)
	}
	r.workspace.Setenv("TF_VAR_private", private)
	r.workspace.Setenv("TF_VAR_credentials", strconv.Itoa(version))
}

// trace runs the CLI at the most talkative level, twice as Terraform can: with
// the log among the errors, and with the log in a file.
func (r *secretRun) trace(name string, arguments ...string) acctest.Result {
	r.t.Helper()
	log := filepath.Join(r.workspace.Folder, name+".log")
	r.workspace.Setenv("TF_LOG", "TRACE")
	r.workspace.Setenv("TF_LOG_PATH", "")
	planned := r.workspace.Run("plan", "-no-color")
	r.workspace.Setenv("TF_LOG_PATH", log)
	result := r.workspace.Run(append(arguments, "-no-color")...)
	r.workspace.Setenv("TF_LOG", "")
	r.workspace.Setenv("TF_LOG_PATH", "")
	r.left[name+": plan in words"] = planned.Stdout
	r.left[name+": log of the plan"] = planned.Stderr
	r.left[name+": output"] = result.Stdout + result.Stderr
	r.left[name+": log file"] = readFile(r.t, log)
	return result
}

func (r *secretRun) planAndApply(name string) {
	r.t.Helper()
	r.workspace.Must("plan", "-out="+name+".tfplan")
	r.left[name+": saved plan"] = r.workspace.Must("show", "-json", name+".tfplan").Stdout
	r.left[name+": saved plan in words"] = r.workspace.Must("show", "-no-color", name+".tfplan").Stdout
	if result := r.trace(name, "apply", name+".tfplan"); result.ExitCode != 0 {
		r.t.Fatal(result)
	}
	r.keepState(name)
}

// refuse applies a user who cannot be created, and expects the reason.
func (r *secretRun) refuse(name, reason string) {
	r.t.Helper()
	r.workspace.Write(declarations + refusedUsers[name])
	result := r.trace(name, "apply", "-auto-approve")
	if result.ExitCode == 0 || !strings.Contains(result.Stderr, reason) {
		r.t.Errorf("the apply of the user %s was to fail with %q: %s", name, reason, result)
	}
	r.keepState(name)
}

func (r *secretRun) keepState(name string) {
	r.t.Helper()
	r.left[name+": state file"] = readFile(r.t, filepath.Join(r.workspace.Folder, "terraform.tfstate"))
	r.left[name+": state"] = r.workspace.Must("show", "-json").Stdout
	r.left[name+": state in words"] = r.workspace.Must("show", "-no-color").Stdout
}

// keepRequests keeps the log of the emulator, as a program has it and as a
// test does.
func (r *secretRun) keepRequests() {
	r.t.Helper()
	response, err := http.Get(r.instance.URL + "/_emulator/requests")
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	requests, err := json.Marshal(r.instance.Requests())
	if err != nil {
		r.t.Fatal(err)
	}
	r.left["requests that the emulator shows"] = string(body)
	r.left["requests that the emulator holds"] = string(requests)
}

func (r *secretRun) expectReceived(credentials map[string]string) {
	r.t.Helper()
	ada, _ := r.instance.FindUser("ada@example.com")
	grace, _ := r.instance.FindUser("grace@example.com")
	received := map[string]string{}
	received["password"], _ = r.instance.Password(ada.ID)
	received["digest"], _ = r.instance.Password(grace.ID)
	received["totp_secret"], _ = r.instance.TOTPSecret(ada.ID)
	codes, _ := r.instance.BackupCodes(ada.ID)
	received["backup_code"] = strings.Join(codes, " ")
	for name, value := range received {
		if value != credentials[name] {
			r.t.Errorf("the API received the %s %q, want %q", name, value, credentials[name])
		}
	}
}

// expectLogs expects that the logs are those of the whole run: of the CLI at
// level TRACE, and of the provider's requests.
func (r *secretRun) expectLogs() {
	r.t.Helper()
	for name, text := range r.left {
		if strings.Contains(name, ": log") &&
			!(strings.Contains(text, "[TRACE]") && strings.Contains(text, "provider.terraform-provider-clerk")) {
			r.t.Errorf("%s is no log of the CLI and the provider at level TRACE", name)
		}
	}
	for _, name := range []string{"create: log file", "update: log file"} {
		if !strings.Contains(r.left[name], "Clerk answered") {
			r.t.Errorf("%s tells of no request", name)
		}
	}
}

func (r *secretRun) expectNoSecret() {
	r.t.Helper()
	for name, text := range r.left {
		if strings.TrimSpace(text) == "" {
			r.t.Errorf("%s is empty, so it proves nothing", name)
		}
		for _, credentials := range []map[string]string{firstCredentials, nextCredentials} {
			for credential, value := range credentials {
				r.expectAbsent(name, credential, value)
			}
		}
		if strings.Contains(name, "log") {
			r.expectAbsent(name, "private metadata", firstMetadata)
			r.expectAbsent(name, "private metadata", nextMetadata)
		}
	}
}

func (r *secretRun) expectAbsent(name, secret, value string) {
	r.t.Helper()
	if at := strings.Index(r.left[name], value); at >= 0 {
		begin, end := max(0, at-200), min(len(r.left[name]), at+len(value)+100)
		r.t.Errorf("%s holds the %s:\n%s", name, secret, r.left[name][begin:end])
	}
}
