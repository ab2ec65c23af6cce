package acctest_test

import (
	"archive/zip"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// What guides promise of an example, beyond what holds for every example.

func TestExamples_aMigrationFromCSVLeavesNoDigestInPlanOrState(t *testing.T) {
	t.Parallel()
	const folder = "migration-from-csv"
	instance := exampleInstance(t)
	workspace := exampleWorkspace(t, instance, folder)
	workspace.Must("plan", "-out=saved")
	left := filesOfPlan(t, filepath.Join(workspace.Folder, "saved"))
	workspace.Must("apply", "saved")
	left["state"] = readFile(t, filepath.Join(workspace.Folder, "terraform.tfstate"))

	digests := 0
	for line := range strings.Lines(readFile(t, filepath.Join(examples, folder, "users.csv"))) {
		columns := strings.Split(strings.TrimSpace(line), ",")
		user, made := instance.FindUser(columns[1])
		if columns[0] == "id" || !made {
			continue
		}
		if received, _ := instance.Password(user.ID); received != columns[3] || user.PasswordEnabled != (columns[3] != "") {
			t.Errorf("Clerk got another digest of %s", columns[1])
		}
		if columns[3] == "" {
			continue
		}
		digests++
		for name, content := range left {
			if strings.Contains(content, columns[3]) {
				t.Errorf("the %s holds the digest of %s", name, columns[1])
			}
		}
	}
	if digests == 0 {
		t.Error("no digest was migrated")
	}
}

var terraformBlock = regexp.MustCompile("(?s)\n```terraform\n(.*?)\n```\n")

func TestExamples_ofTheREADME_areApplied(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Setenv("TF_VAR_initial_password", "correct horse battery staple")
	var config string
	for _, block := range terraformBlock.FindAllStringSubmatch(readFile(t, examples+"/../README.md"), -1) {
		config += block[1] + "\n"
	}
	workspace.Write(config)
	removeFile(t, filepath.Join(workspace.Folder, "versions.tf"))
	workspace.Must("apply", "-auto-approve")
	if ada := instance.OnlyUser(); !ada.PasswordEnabled || ada.EmailAddresses[0].EmailAddress != "ada@example.com" {
		t.Errorf("the user is %+v", ada)
	}
	if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
		t.Errorf("the second plan is not empty: %s", plan)
	}
}

// filesOfPlan are the files in a saved plan.
func filesOfPlan(t *testing.T, plan string) map[string]string {
	t.Helper()
	archive, err := zip.OpenReader(plan)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	files := map[string]string{}
	for _, file := range archive.File {
		reader, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		files["saved plan's "+file.Name] = string(content)
	}
	return files
}

func TestExamples_offboarding_bansAndDeletesNoUser(t *testing.T) {
	t.Parallel()
	instance := exampleInstance(t)
	workspace := exampleWorkspace(t, instance, "offboarding")
	staff := func(rows string) {
		writeFile(t, filepath.Join(workspace.Folder, "terraform.tfvars"), "staff = {\n"+rows+"}\n")
		workspace.Must("apply", "-auto-approve")
	}
	expect := func(when string, banned ...string) {
		t.Helper()
		for _, email := range []string{"annie@example.com", "valerie@example.com"} {
			user, there := instance.FindUser(email)
			if !there || user.Banned != slices.Contains(banned, email) {
				t.Errorf("%s: %s is there: %t, and banned: %t", when, email, there, user.Banned)
			}
		}
	}
	const annie, valerie = `e-1 = { email_address = "annie@example.com" }` + "\n", `e-2 = { email_address = "valerie@example.com" }` + "\n"
	staff(annie + valerie)
	expect("before")
	staff(annie + `e-2 = { email_address = "valerie@example.com", left = true }` + "\n")
	expect("after she left", "valerie@example.com")
	staff(annie)
	expect("after she was taken out", "valerie@example.com")
	if _, managed := workspace.Resource(`clerk_user.staff["e-2"]`); managed {
		t.Error("who was taken out is managed still")
	}
	staff("")
	expect("after everybody was taken out", "annie@example.com", "valerie@example.com")
	staff(valerie)
	expect("after she returned", "annie@example.com")
}
