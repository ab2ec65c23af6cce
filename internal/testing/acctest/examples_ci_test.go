package acctest_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	ciExample  = examples + "/continuous-integration"
	ciPassword = "a password of the pipeline"
)

// workflowRun is a step of a workflow that runs commands.
var workflowRun = regexp.MustCompile(`(?m)^ +(?:- )?run: (.+)$`)

// ciJob returns the commands of a job, which need no hosting service.
func ciJob(t *testing.T, name string) string {
	t.Helper()
	workflow := readFile(t, filepath.Join(ciExample, ".github/workflows/users.yml"))
	_, job, _ := strings.Cut(workflow, "\n  "+name+":\n")
	job, _, _ = strings.Cut(job, "\n  apply:\n")
	var commands []string
	for _, step := range workflowRun.FindAllStringSubmatch(job, -1) {
		commands = append(commands, step[1])
	}
	if len(commands) == 0 {
		t.Fatalf("the job %q runs no command", name)
	}
	return strings.Join(commands, "\n")
}

// The plan job finds what a reviewer has to see, the apply job applies its file, and the file has no credential.
func TestExamples_continuousIntegration_jobsPlanCheckAndApply(t *testing.T) {
	t.Parallel()
	cli := acctest.RequireCLI(t)
	if _, err := exec.LookPath("jq"); err != nil && os.Getenv("CI") != "true" {
		t.Skip("there is no jq")
	}
	instance := exampleInstance(t)
	home, folder := pageTools(t, cli), t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(ciExample)); err != nil {
		t.Fatal(err)
	}
	job := func(name, target string) (string, error) {
		shell := exec.CommandContext(t.Context(), "sh", "-eu", "-c", ciJob(t, name))
		shell.Dir = folder
		shell.Env = append(pageEnvironment(home), "INSTANCE="+target, "CLERK_API_URL="+instance.URL,
			`TF_VAR_initial_passwords={"e-1": "`+ciPassword+`"}`)
		output, err := shell.CombinedOutput()
		return string(output), err
	}
	must := func(name string) {
		t.Helper()
		if output, err := job(name, "development"); err != nil {
			t.Fatalf("the job %s: %v\n%s", name, err, output)
		}
	}

	must("plan")
	for name, content := range filesOfPlan(t, filepath.Join(folder, "tfplan")) {
		if strings.Contains(content, ciPassword) || strings.Contains(content, emulator.DefaultSecretKey) {
			t.Errorf("the %s has a credential", name)
		}
	}
	must("apply")
	if ada, there := instance.FindUser("ada@example.com"); !there || !ada.PasswordEnabled {
		t.Errorf("the user was created: %t, with a password: %t", there, ada.PasswordEnabled)
	}

	writeFile(t, filepath.Join(folder, "development.tfvars"), `staff = {
  e-2 = { email_address = "grace@example.com", banned = true, deletion_policy = "delete" }
}
max_user_deletions = 1
`)
	output, err := job("plan", "development")
	for _, finding := range []string{
		`clerk_user.staff["e-1"] is destroyed, with deletion_policy = delete`,
		`clerk_user.staff["e-2"] is banned`,
		`clerk_user.staff["e-2"] can be deleted by a later plan: deletion_policy = delete`,
	} {
		if err == nil || !strings.Contains(output, finding) {
			t.Errorf("the check does not stop with %q: %v\n%s", finding, err, output)
		}
	}

	if output, err := job("plan", "production"); err == nil || !strings.Contains(output, "environment") {
		t.Errorf("the key of development was used for production: %v\n%s", err, output)
	}
}
