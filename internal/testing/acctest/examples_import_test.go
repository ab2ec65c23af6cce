package acctest_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
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

func TestExamples_import_plansNoChange(t *testing.T) {
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
			workspace := exampleWorkspace(t, exampleInstance(t), folder)
			workspace.Must("apply", "-auto-approve")
			for _, example := range imports {
				example = withRealIDs(t, workspace, example)
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

// withRealIDs puts the ids of the applied resource, of its user and of its organization in place of those that the
// example has. The prefix of an id is that of its kind, such as "user_".
func withRealIDs(t *testing.T, workspace *acctest.Workspace, example exampleImport) exampleImport {
	t.Helper()
	held, ok := workspace.Resource(example.address)
	if !ok {
		t.Fatalf("%s imports %s, which its example does not declare", example.file, example.address)
	}
	for _, name := range []string{"id", "user_id", "organization_id"} {
		realID, _ := held[name].(string)
		prefix, _, prefixed := strings.Cut(realID, "_")
		if !prefixed {
			continue
		}
		ofKind := regexp.MustCompile(`\b` + prefix + `_[0-9A-Za-z]{27}\b`)
		example.id = ofKind.ReplaceAllLiteralString(example.id, realID)
		example.block = ofKind.ReplaceAllLiteralString(example.block, realID)
	}
	return example
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
			imports = append(imports, exampleImport{file: importCommands, address: words[2], id: unquoted(words[3])})
		default:
			t.Errorf("%s: not a comment and not an import: %s", importCommands, line)
		}
	}
	return imports
}

// unquoted is a word as a shell passes it on.
func unquoted(word string) string {
	inner, opened := strings.CutPrefix(word, "'")
	inner, closed := strings.CutSuffix(inner, "'")
	if opened && closed {
		return inner
	}
	return word
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
		imports = append(imports, exampleImport{
			file: name, id: idOf(t, source.Expr),
			address: string(to.Expr.Range().SliceBytes(content)),
			block:   string(block.Range().SliceBytes(content)),
		})
	}
	return imports
}

// idOf is the id that an import command has in place of an id or an identity: the values of an identity, in the order
// of the file, with slashes between them.
func idOf(t *testing.T, source hclsyntax.Expression) string {
	t.Helper()
	parts := []hclsyntax.Expression{source}
	if identity, ok := source.(*hclsyntax.ObjectConsExpr); ok {
		parts = nil
		for _, item := range identity.Items {
			parts = append(parts, item.ValueExpr)
		}
	}
	values := make([]string, len(parts))
	for i, part := range parts {
		value, problems := part.Value(nil)
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		values[i] = value.AsString()
	}
	return strings.Join(values, "/")
}
