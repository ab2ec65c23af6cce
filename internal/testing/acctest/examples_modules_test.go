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
