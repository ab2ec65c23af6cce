package acctest_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
)

const examples = "../../examples"

func TestExamples_areAppliedPlannedEmptyAndDestroyed(t *testing.T) {
	t.Parallel()
	for _, folder := range exampleFolders(t) {
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			workspace := exampleWorkspace(t, acctest.NewInstance(t), folder)
			workspace.Must("apply", "-auto-approve")
			if workspace.State().Values == nil {
				t.Error("the apply left nothing in the state")
			}
			if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
				t.Errorf("the second plan is not empty: %s", plan)
			}
			workspace.Must("destroy", "-auto-approve")
			if state := workspace.State(); state.Values != nil {
				t.Errorf("the destroy left %v in the state", state.Values.RootModule)
			}
		})
	}
}

func TestExamples_areFormatted(t *testing.T) {
	t.Parallel()
	folder, err := filepath.Abs(examples)
	if err != nil {
		t.Fatal(err)
	}
	if result := acctest.NewWorkspace(t, nil).Run("fmt", "-check", "-diff", "-recursive", folder); result.ExitCode != 0 {
		t.Errorf("make fmt was not run: %s", result)
	}
}

// exampleFolders lists the folders that hold a configuration, relative to the
// examples.
func exampleFolders(t *testing.T) []string {
	t.Helper()
	var folders []string
	err := filepath.WalkDir(examples, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".tf" || isImportExample(entry.Name()) {
			return err
		}
		folder, err := filepath.Rel(examples, filepath.Dir(path))
		if !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(folders) == 0 {
		t.Fatal("there are no examples")
	}
	return folders
}

// isImportExample reports whether a file shows an import: it needs an object
// that is there already, and has a test of its own.
func isImportExample(name string) bool {
	return name == importCommands || name == importByID || name == importByIdentity
}

// exampleWorkspace holds an example as somebody would copy it: a snippet of the
// documentation does not say where the provider comes from, so that is added.
func exampleWorkspace(t *testing.T, instance *acctest.Instance, folder string) *acctest.Workspace {
	t.Helper()
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write("")
	files, err := os.ReadDir(filepath.Join(examples, folder))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if file.IsDir() || isImportExample(file.Name()) {
			continue
		}
		text := readFile(t, filepath.Join(examples, folder, file.Name()))
		writeFile(t, filepath.Join(workspace.Folder, file.Name()), text)
		if strings.Contains(text, "required_providers") {
			removeFile(t, filepath.Join(workspace.Folder, "versions.tf"))
		}
	}
	return workspace
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func removeFile(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}
