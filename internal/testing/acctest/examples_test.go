package acctest_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const examples = "../../../examples"

// exampleSeed is what the instance holds that examples are applied against:
// what they read and no request can make.
const exampleSeed = examples + "/instance.json"

func TestExamples_areAppliedPlannedEmptyAndDestroyed(t *testing.T) {
	t.Parallel()
	for _, folder := range exampleFolders(t) {
		if len(blocksOfType(t, folder, "action")) > 0 {
			continue // a test of its own runs it, where the CLI knows actions
		}
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			instance := exampleInstance(t)
			workspace := exampleWorkspace(t, instance, folder)
			giveTokens(t, workspace, instance)
			applied := workspace.Must("apply", "-auto-approve", "-no-color")
			expectApplied(t, workspace, applied, folder)
			if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
				t.Errorf("the second plan is not empty: %s", plan)
			}
			workspace.Must("destroy", "-auto-approve")
			if held := workspace.Held(); len(held.Resources) > 0 {
				t.Errorf("the destroy left %v in the state", held.Resources)
			}
			expectNothingOpen(t, instance, folder)
		})
	}
}

// expectApplied expects managed objects in the state, no state of an example without
// such objects, and no failed check.
func expectApplied(t *testing.T, workspace *acctest.Workspace, applied acctest.Result, folder string) {
	t.Helper()
	keeps := false
	for _, kept := range []string{"resource", "data", "module", "output"} {
		keeps = keeps || len(blocksOfType(t, folder, kept)) > 0
	}
	held := workspace.Held()
	if got := len(held.Resources)+len(held.Outputs) > 0; got != keeps {
		t.Errorf("the apply left something in the state: %t, want %t", got, keeps)
	}
	if strings.Contains(applied.Stdout+applied.Stderr, "assertion failed") {
		t.Errorf("a check failed: %s", applied)
	}
}

// expectNothingOpen expects requests for ephemeral resources, and that no token is left
// for a sign-in.
func expectNothingOpen(t *testing.T, instance *acctest.Instance, folder string) {
	t.Helper()
	if len(blocksOfType(t, folder, "ephemeral")) > 0 && len(instance.Requests()) == 0 {
		t.Error("no ephemeral resource was opened")
	}
	for _, token := range slices.Concat(instance.SignInTokens(), instance.ActorTokens()) {
		if token.Status != "revoked" {
			t.Errorf("a %s is left that is %s", token.Object, token.Status)
		}
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
// examples. Modules are not among them: their users configure them.
func exampleFolders(t *testing.T) []string {
	t.Helper()
	folders, _ := allExampleFolders(t)
	return folders
}

// allExampleFolders lists the folders of configurations and those of modules,
// which are the ones with tests of their own.
func allExampleFolders(t *testing.T) (roots, modules []string) {
	t.Helper()
	err := filepath.WalkDir(examples, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		folder, err := filepath.Rel(examples, path)
		if err != nil {
			return err
		}
		if entry.Name() == moduleTests {
			modules = append(modules, filepath.Dir(folder))
			return fs.SkipDir
		}
		files, err := filepath.Glob(filepath.Join(path, "*.tf"))
		if slices.ContainsFunc(files, func(file string) bool { return !isImportExample(filepath.Base(file)) }) {
			roots = append(roots, folder)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(roots) == 0 || len(modules) == 0 {
		t.Fatal("there are no examples")
	}
	return slices.DeleteFunc(roots, func(root string) bool { return slices.Contains(modules, root) }), modules
}

// isImportExample reports whether a file shows an import: it needs an object
// that is there already, and has a test of its own.
func isImportExample(name string) bool {
	return name == importCommands || name == importByID || name == importByIdentity
}

// exampleInstance is the instance that the examples speak of.
func exampleInstance(t *testing.T) *acctest.Instance {
	t.Helper()
	var seed emulator.Seed
	if err := json.Unmarshal([]byte(readFile(t, exampleSeed)), &seed); err != nil {
		t.Fatal(err)
	}
	instance := acctest.NewInstance(t)
	instance.MustSeed(seed)
	return instance
}

// exampleWorkspace holds a copy of an example, with the modules in the expected
// place. A snippet of the documentation does not define the source of the
// provider, so that this is added.
func exampleWorkspace(t *testing.T, instance *acctest.Instance, folder string) *acctest.Workspace {
	t.Helper()
	newWorkspace := acctest.NewWorkspace
	if needsBuild(t, folder) {
		newWorkspace = builtWorkspace
	}
	workspace := newWorkspace(t, instance)
	top := workspace.Folder
	workspace.Folder = filepath.Join(top, folder)
	if err := os.MkdirAll(workspace.Folder, 0o700); err != nil {
		t.Fatal(err)
	}
	workspace.Write("")
	files, err := os.ReadDir(filepath.Join(examples, folder))
	if err != nil {
		t.Fatal(err)
	}
	usesModules := false
	for _, file := range files {
		if file.IsDir() || isImportExample(file.Name()) {
			continue
		}
		text := readFile(t, filepath.Join(examples, folder, file.Name()))
		text = strings.ReplaceAll(text, publishedModules, "../"+modules+"/")
		writeFile(t, filepath.Join(workspace.Folder, file.Name()), text)
		if strings.Contains(text, "required_providers") {
			removeFile(t, filepath.Join(workspace.Folder, "versions.tf"))
		}
		if strings.Contains(text, `"integrations/github"`) {
			workspace.WithGitHub()
		}
		usesModules = usesModules || moduleBlock.MatchString(text)
	}
	if usesModules {
		if err := os.CopyFS(filepath.Join(top, modules), os.DirFS(filepath.Join(examples, modules))); err != nil {
			t.Fatal(err)
		}
		workspace.Must("get")
	}
	return workspace
}

// needsBuild reports whether an example needs the built provider: it reads files relative to the folder of its process,
// or has several provider blocks, or another provider.
func needsBuild(t *testing.T, folder string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(examples, folder, "*.tf"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(files, func(file string) bool {
		text := readFile(t, file)
		return strings.Contains(text, `"clerk_user_profile_image"`) || strings.Contains(text, "path.module}/logo") ||
			strings.Contains(text, "\n  alias ") ||
			strings.Contains(text, `"example/clerk"`)
	})
}

func builtWorkspace(t *testing.T, instance *acctest.Instance) *acctest.Workspace {
	t.Helper()
	return acctest.NewBuiltWorkspace(t, instance)
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
