package acctest_test

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	// modules is the folder of modules among the examples, moduleTests that of the
	// tests in each.
	modules     = "modules"
	moduleTests = "tests"
)

var moduleBlock = regexp.MustCompile(`(?m)^module "`)

func TestExamples_modulesPassTheirOwnTestsAndAreUsed(t *testing.T) {
	t.Parallel()
	roots, folders := allExampleFolders(t)
	for _, folder := range folders {
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			instance := exampleInstance(t)
			before := len(instance.Users())
			workspace := acctest.NewWorkspace(t, instance)
			workspace.Copy(filepath.Join(examples, folder))
			passed, failed := summary(t, workspace.Run("test", "-json"))
			if passed == 0 || failed != 0 {
				t.Errorf("%d tests passed and %d failed: %s", passed, failed, workspace.Run("test", "-no-color"))
			}
			if after := len(instance.Users()); after != before {
				t.Errorf("the tests left %d users behind", after-before)
			}
			if !usedBy(t, roots, filepath.Base(folder)) {
				t.Error("no example uses it")
			}
		})
	}
}

// refusedTable is a table with a mistake, and the text of the error.
type refusedTable struct{ csv, want string }

func TestExamples_refusedRoster_showsRowNumbersAndNoValues(t *testing.T) {
	t.Parallel()
	const first, columns = "e-1,annie@example.com,Annie\n", "external_id,email_address,first_name\n"
	expectRefused(t, "roster", map[string]refusedTable{
		"no CSV":            {columns + first + "e-2\n", "The roster is not CSV"},
		"another column":    {"external_id,email_address,given_name\n" + first, "does not support: given_name."},
		"no key":            {columns + first + ",valerie@example.com,Valerie\n", "which is the key of a row: 2."},
		"no column for it":  {"email_address,first_name\nannie@example.com,Annie\n", "which is the key of a row: 1."},
		"a key twice":       {columns + first + "e-2,,\n e-1 ,valerie@example.com,Valerie\n", "same external_id: 1 and 3."},
		"no identifier":     {columns + first + "e-2,,Valerie\n", "to sign in with: 2."},
		"several of a kind": {columns + first + "e-2,,Valerie\ne-3,,Valerie\n", "to sign in with: 2, 3."},
	})
}

func TestExamples_refusedTeam_showsRowNumbersAndNoValues(t *testing.T) {
	t.Parallel()
	const columns = "external_id,email_address,role,status,first_name\n"
	const first, valerie = "e-1,annie@example.com,org:admin,active,Annie\n", "valerie@example.com,org:member,active,Valerie\n"
	expectRefused(t, "team", map[string]refusedTable{
		"no CSV":         {columns + first + "e-2\n", "The table is not CSV"},
		"another column": {"external_id,email_address,role,status,team\n" + first, "does not support: team."},
		"no key":         {columns + first + "," + valerie, "which is the key of a row: 2."},
		"no address":     {columns + first + "e-2,,org:member,active,Valerie\n", "without an email_address: 2."},
		"an address twice": {
			columns + first + "e-2,Annie@example.com,org:member,active,Annie\n",
			"same email_address: 1 and 2.",
		},
		"a role's typo": {
			columns + first + "e-2,valerie@example.com,org:membr,active,Valerie\n",
			"does not have: 2. The roles are org:admin",
		},
		"a status's typo": {
			columns + first + "e-2,valerie@example.com,org:member,actve,Valerie\n",
			"invited, active, left or returned: 2.",
		},
		"no administrator": {
			columns + "e-2," + valerie,
			"No active or returned row has the role of an administrator, org:admin",
		},
		"the last one left": {
			columns + "e-1,annie@example.com,org:admin,left,Annie\n",
			"No active or returned row has the role of an administrator",
		},
	})
}

// expectRefused plans a module with each table. Terraform prints the values that a failed condition refers to, and the
// table is personal data.
func expectRefused(t *testing.T, module string, tables map[string]refusedTable) {
	t.Helper()
	instance := exampleInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Copy(filepath.Join(examples, modules, module))
	workspace.Setenv("TF_VAR_organization_name", "Analytical Engines")
	for name, table := range tables {
		workspace.Setenv("TF_VAR_csv", table.csv)
		result := workspace.Run("plan", "-no-color")
		text := strings.Join(strings.Fields(strings.ReplaceAll(result.Stderr, "│", " ")), " ")
		if result.ExitCode != 1 || !strings.Contains(text, table.want) {
			t.Errorf("%s: the plan does not report %q: %s", name, table.want, result)
		}
		for _, value := range []string{"annie@example.com", "valerie@example.com", "Annie", "Valerie"} {
			if strings.Contains(result.String(), value) {
				t.Errorf("%s: the output has the value %q: %s", name, value, result)
			}
		}
	}
	instance.ExpectWrites()
}

// summary returns how many tests passed, and how many did not.
func summary(t *testing.T, result acctest.Result) (passed, failed int) {
	t.Helper()
	for line := range strings.Lines(result.Stdout) {
		var message struct {
			Type    string                                         `json:"type"`
			Summary struct{ Passed, Failed, Errored, Skipped int } `json:"test_summary"`
		}
		if err := json.Unmarshal([]byte(line), &message); err != nil {
			t.Fatalf("%v: %s", err, result)
		}
		if message.Type == "test_summary" {
			passed, failed = message.Summary.Passed, message.Summary.Failed+message.Summary.Errored+message.Summary.Skipped
		}
	}
	return passed, failed
}

// usedBy reports whether one of the examples has the module.
func usedBy(t *testing.T, roots []string, module string) bool {
	t.Helper()
	for _, root := range roots {
		files, err := filepath.Glob(filepath.Join(examples, root, "*.tf"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.Contains(readFile(t, file), "/"+modules+"/"+module+"\"") {
				return true
			}
		}
	}
	return false
}
