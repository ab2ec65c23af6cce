package acctest_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
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
func ciJob(t *testing.T, file, name string) string {
	t.Helper()
	workflow := readFile(t, filepath.Join(ciExample, ".github/workflows", file))
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
		shell := exec.CommandContext(t.Context(), "bash", "-euo", "pipefail", "-c", ciJob(t, "users.yml", name))
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

func TestExamples_continuousIntegration_bothWorkflowsApplyAlike(t *testing.T) {
	t.Parallel()
	first, second := ciJob(t, "users.yml", "apply"), ciJob(t, "users-production.yml", "apply")
	if first != second {
		t.Errorf("the second workflow runs\n%s\n\nwant\n%s", second, first)
	}
}

// Users of production that exist are imported with their address or id, and lose another one, as the guide says.
func TestExamples_continuousIntegration_existingUsers_areImportedInProduction(t *testing.T) {
	t.Parallel()
	const key = "sk_live_emulator00000000000000000000"
	for name, isCSV := range map[string]bool{"production.tfvars": false, "production.csv": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t, func(config *emulator.Config) { config.SecretKey = key })
			ada := instance.Hold(map[string]any{"email_address": []string{"ada@example.com", "ada@example.org"}})
			grace := instance.Hold(map[string]any{"email_address": []string{"grace@example.com"}})
			workspace := acctest.NewWorkspace(t, instance)
			workspace.Setenv("CLERK_SECRET_KEY", key)
			workspace.Copy(ciExample)
			files := map[string]string{"imports.tf": readFile(t, filepath.Join(ciExample, "imports.tf.example"))}
			if isCSV {
				files["main.tf"] = readFile(t, filepath.Join(ciExample, "main.tf"))
				for file, text := range files {
					files[file] = strings.ReplaceAll(text, "var.staff", "local.staff")
				}
				files["staff.tf"] = readFile(t, filepath.Join(ciExample, "staff.tf.example"))
				files["production.csv"] = "\ufeffid,email_address,user_id,banned,deletion_policy\n" +
					"e-1,ada@example.com,,,\ne-2,grace@example.com," + grace + ",false,retain\n"
				workspace.Must("workspace", "new", "production")
			}
			for file, text := range files {
				writeFile(t, filepath.Join(workspace.Folder, file), text)
			}

			planned := workspace.Must("plan", "-no-color", "-var-file=production.tfvars", "-out=tfplan")
			if !strings.Contains(planned.Stdout, "2 to import, 0 to add, 2 to change, 0 to destroy") {
				t.Errorf("got %s", planned)
			}
			workspace.Must("apply", "-no-color", "tfplan")
			writes := slices.Sorted(slices.Values(instance.Writes()))
			want := []string{
				"DELETE /v1/email_addresses/{email_address_id}", "PATCH /v1/users/{user_id}", "PATCH /v1/users/{user_id}",
			}
			if !slices.Equal(writes, want) {
				t.Errorf("the API received %v, want %v", writes, want)
			}
			for id, want := range map[string]string{ada: "e-1", grace: "e-2"} {
				user, _ := instance.User(id)
				if user.ExternalID == nil || *user.ExternalID != want || len(user.EmailAddresses) != 1 {
					t.Errorf("the user %s has the external id %v and the addresses %v", want, user.ExternalID, user.EmailAddresses)
				}
			}
			workspace.Must("plan", "-detailed-exitcode", "-var-file=production.tfvars")
		})
	}
}

// expectFindings runs the filter of the guide on a plan.
func expectFindings(t *testing.T, want, plan string) {
	t.Helper()
	if _, err := exec.LookPath("jq"); err != nil && os.Getenv("CI") != "true" {
		t.Skip("there is no jq")
	}
	filter := exec.CommandContext(t.Context(), "jq", "-r", "-f", filepath.Join(ciExample, "policy.jq"))
	filter.Stdin = strings.NewReader("{" + plan + "}")
	output, err := filter.CombinedOutput()
	if err != nil || string(output) != want {
		t.Errorf("the filter prints %q, want %q: %v", output, want, err)
	}
}

func TestExamples_continuousIntegration_filterListsALimitAboveZeroInProduction(t *testing.T) {
	t.Parallel()
	for variables, want := range map[string]string{
		`"environment": {"value": "production"}, "max_user_deletions": {"value": 1}`:  "max_user_deletions of production is 1\n",
		`"environment": {"value": "production"}, "max_user_deletions": {"value": 0}`:  "",
		`"environment": {"value": "development"}, "max_user_deletions": {"value": 5}`: "",
	} {
		expectFindings(t, want, `"variables": {`+variables+`}`)
	}
}

// What the filter of the guide prints for one change of a user, without the CLI.
func TestExamples_continuousIntegration_filterListsChangesToReview(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ change, want string }{
		"destroy": {
			`"actions": ["delete"], "before": {"deletion_policy": "ban"}, "after": null`,
			"is destroyed, with deletion_policy = ban",
		},
		"replacement of an imported user": {
			`"actions": ["delete", "create"], "before": {}, "after": {}`,
			"is destroyed, with deletion_policy = none",
		},
		"ban":         {`"actions": ["update"], "before": {"banned": false}, "after": {"banned": true}`, "is banned"},
		"new, banned": {`"actions": ["create"], "before": null, "after": {"banned": true}`, "is banned"},
		"lock":        {`"actions": ["update"], "before": {"locked": false}, "after": {"locked": true}`, "is locked"},
		"removed password": {
			`"actions": ["update"], "before": {"password_enabled": true}, "after": {"password_enabled": false}`,
			"loses the password",
		},
		"replaced external id": {
			`"actions": ["update"], "before": {"external_id": "old-7"}, "after": {"external_id": "e-1"}`,
			"loses its external id",
		},
		"first external id": {
			`"actions": ["update"], "before": {"external_id": ""}, "after": {"external_id": "e-1"}`, "",
		},
		"removed address": {
			`"actions": ["update"], "before": {"email_addresses": ["a@example.com", "b@example.com"]},
				"after": {"email_addresses": ["a@example.com", "c@example.com"]}`,
			"loses an identifier",
		},
		"removed wallets": {
			`"actions": ["update"], "before": {"web3_wallets": ["0x1"]}, "after": {"web3_wallets": []}`,
			"loses an identifier",
		},
		"added number": {
			`"actions": ["update"], "before": {"phone_numbers": []}, "after": {"phone_numbers": ["+12025550123"]}`, "",
		},
		"unknown addresses": {
			`"actions": ["update"], "before": {"email_addresses": ["a@example.com"]}, "after": {}`, "",
		},
		"policy": {
			`"actions": ["update"], "before": {"deletion_policy": "ban"}, "after": {"deletion_policy": "delete"}`,
			"can be deleted by a later plan: deletion_policy = delete",
		},
		"new": {`"actions": ["create"], "before": null, "after": {"deletion_policy": "delete"}`, ""},
		"no change": {
			`"actions": ["no-op"], "before": {"banned": true, "deletion_policy": "delete"},
				"after": {"banned": true, "deletion_policy": "delete"}`,
			"",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := test.want
			if want != "" {
				want = "clerk_user.ada " + want + "\n"
			}
			expectFindings(t, want, `"resource_changes": [
				{"type": "clerk_user", "address": "clerk_user.ada", "change": {`+test.change+`}},
				{"type": "clerk_organization", "address": "clerk_organization.one", "change": {"actions": ["delete"]}}
			]`)
		})
	}
}
