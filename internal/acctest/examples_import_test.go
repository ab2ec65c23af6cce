package acctest_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// The files in which the documentation shows imports.
const (
	importCommands   = "import.sh"
	importByID       = "import-by-string-id.tf"
	importByIdentity = "import-by-identity.tf"
)

// identityImports is the first version of both CLIs that imports by identity.
var identityImports = version.Must(version.NewVersion("1.12.0"))

// exampleImport is one import of an example: by a command, or by a block.
type exampleImport struct {
	file, address, id string
	block             string // the block's text; empty for a command
}

func TestExamples_importingWhatWasAppliedPlansNoChange(t *testing.T) {
	t.Parallel()
	found := false
	for _, folder := range exampleFolders(t) {
		imports := exampleImports(t, folder)
		if len(imports) == 0 {
			continue
		}
		found = true
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			workspace := exampleWorkspace(t, instance, folder)
			workspace.Must("apply", "-auto-approve")
			for _, example := range imports {
				giveID(t, instance, workspace, example)
				workspace.Must("state", "rm", example.address)
				if example.block != "" && (example.file == importByID || importsByIdentity(t, workspace)) {
					importByBlock(t, workspace, example)
				} else {
					workspace.Must("import", example.address, example.id)
				}
				if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
					t.Errorf("%s: the plan after importing %s is not empty: %s", example.file, example.id, plan)
				}
			}
		})
	}
	if !found {
		t.Error("no example shows an import")
	}
}

// giveID gives the user of a resource the id that the example names, where it
// names one.
func giveID(t *testing.T, instance *acctest.Instance, workspace *acctest.Workspace, example exampleImport) {
	t.Helper()
	held, ok := workspace.Resource(example.address)
	if !ok {
		t.Fatalf("%s imports %s, which its example does not declare", example.file, example.address)
	}
	if !strings.HasPrefix(example.id, "user_") || held["id"] == example.id {
		return
	}
	user, ok := instance.User(held["id"].(string))
	if !ok {
		t.Fatalf("the instance has no user %v", held["id"])
	}
	instance.DeleteUser(user.ID)
	user.ID = example.id
	if err := instance.Seed(emulator.Seed{Users: []emulator.SeedUser{{Wire: &user}}}); err != nil {
		t.Fatal(err)
	}
}

func importByBlock(t *testing.T, workspace *acctest.Workspace, example exampleImport) {
	t.Helper()
	file := filepath.Join(workspace.Folder, example.file)
	writeFile(t, file, example.block)
	workspace.Must("plan", "-out=import.tfplan")
	var plan tfjson.Plan
	if err := json.Unmarshal([]byte(workspace.Must("show", "-json", "import.tfplan").Stdout), &plan); err != nil {
		t.Fatal(err)
	}
	for _, resource := range plan.ResourceChanges {
		if !resource.Change.Actions.NoOp() {
			t.Errorf("%s: the plan wants to %v %s", example.file, resource.Change.Actions, resource.Address)
		}
	}
	workspace.Must("apply", "import.tfplan")
	removeFile(t, file)
}

func importsByIdentity(t *testing.T, workspace *acctest.Workspace) bool {
	t.Helper()
	var cli struct {
		Version string `json:"terraform_version"`
	}
	if err := json.Unmarshal([]byte(workspace.Must("version", "-json").Stdout), &cli); err != nil {
		t.Fatal(err)
	}
	return version.Must(version.NewVersion(cli.Version)).Core().GreaterThanOrEqual(identityImports)
}

// exampleImports reads what the files of a folder import.
func exampleImports(t *testing.T, folder string) []exampleImport {
	t.Helper()
	var imports []exampleImport
	for _, file := range []string{importCommands, importByID, importByIdentity} {
		content, err := os.ReadFile(filepath.Join(examples, folder, file))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if file == importCommands {
			imports = append(imports, commandsOf(t, string(content))...)
		} else {
			imports = append(imports, blocksOf(t, file, content)...)
		}
	}
	return imports
}

func commandsOf(t *testing.T, script string) []exampleImport {
	t.Helper()
	var imports []exampleImport
	for line := range strings.Lines(script) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || words[0] == "#":
		case len(words) == 4 && words[0] == "terraform" && words[1] == "import":
			imports = append(imports, exampleImport{file: importCommands, address: words[2], id: words[3]})
		default:
			t.Errorf("%s: not a comment and not an import: %s", importCommands, line)
		}
	}
	return imports
}

func blocksOf(t *testing.T, name string, content []byte) []exampleImport {
	t.Helper()
	file, problems := hclsyntax.ParseConfig(content, name, hcl.InitialPos)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	var imports []exampleImport
	for _, block := range file.Body.(*hclsyntax.Body).Blocks {
		if block.Type != "import" {
			t.Fatalf("%s: a block %q among the imports", name, block.Type)
		}
		source, named := block.Body.Attributes["id"]
		if identity := block.Body.Attributes["identity"]; identity != nil {
			source, named = identity, true
		}
		to := block.Body.Attributes["to"]
		if !named || to == nil {
			t.Fatalf("%s: an import without \"to\" or without an id", name)
		}
		value, problems := source.Expr.Value(nil)
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		if value.Type().IsObjectType() {
			value = value.GetAttr("id")
		}
		imports = append(imports, exampleImport{
			file: name, id: value.AsString(),
			address: string(to.Expr.Range().SliceBytes(content)),
			block:   string(block.Range().SliceBytes(content)),
		})
	}
	return imports
}
