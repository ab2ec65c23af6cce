package provider_test

import (
	"fmt"
	"go/ast"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// partialIdentity are resources with an identity that is not enough for an import, so
// no example shows an import by identity.
var partialIdentity = map[string]string{
	"clerk_user_profile_image": "which file was uploaded",
}

// opening is how a page begins: with one sentence, and an example.
var opening = regexp.MustCompile("\n# .+\n\n([^.\n]|\\.[^ \n])+\\.\n\n## Example Usage\n\n```terraform\n")

func TestTypes_haveAPageAnExampleAndAPlaceInTheREADMEAndTheChangelog(t *testing.T) {
	t.Parallel()
	readme, changelog, index := read(t, "README.md"), read(t, "CHANGELOG.md"), read(t, "docs/index.md")
	for _, d := range everyType(t) {
		example := filepath.Join("examples", d.docs, d.typeName, d.example)
		if page := read(t, filepath.Join("docs", d.page())); !opening.MatchString(page) {
			t.Errorf(
				"the page of the %s does not open with a sentence and an example; write %s and run make generate",
				d,
				example,
			)
		}
		if text := read(t, example); !regexp.MustCompile(d.before + d.typeName + `\b`).MatchString(text) {
			t.Errorf("%s does not show the %s", example, d)
		}
		if d.kind == resourceTypes {
			for _, file := range []string{"import.sh", "import-by-string-id.tf", "import-by-identity.tf"} {
				if partialIdentity[d.typeName] != "" && file == "import-by-identity.tf" {
					continue
				}
				if text := read(t, filepath.Join("examples", d.docs, d.typeName, file)); !strings.Contains(text, d.typeName) {
					t.Errorf("%s in the examples does not import the %s", file, d)
				}
			}
		}
		if !strings.Contains(readme, "docs/"+d.page()) {
			t.Errorf("the README has no link to docs/%s", d.page())
		}
		if !strings.Contains(index, "]("+filepath.ToSlash(d.page())+")") {
			t.Errorf("docs/index.md has no link to %s: add it to the table in templates/index.md.tmpl", d.page())
		}
		if !strings.Contains(changelog, "`"+d.typeName+"`") {
			t.Errorf("the changelog does not name the %s", d)
		}
	}
}

// constructed are the results of what makes types: one, or a list of constructors.
var constructed = regexp.MustCompile(
	`^(\[\]func\(\) )?(resource\.Resource|datasource\.DataSource|ephemeral\.EphemeralResource|action\.Action|list\.ListResource|function\.Function)$`,
)

// constructorsIn are the exported functions of a package that make types.
func constructorsIn(files []*ast.File) []string {
	var names []string
	for _, file := range files {
		for _, declaration := range file.Decls {
			function, ok := declaration.(*ast.FuncDecl)
			if !ok || function.Recv != nil || !function.Name.IsExported() || function.Type.Params.NumFields() > 0 ||
				function.Type.Results.NumFields() != 1 {
				continue
			}
			if constructed.MatchString(types.ExprString(function.Type.Results.List[0].Type)) {
				names = append(names, function.Name.Name)
			}
		}
	}
	return names
}

// The linter finds unused functions that are not exported.
func TestTypes_areInTheListOfTheProvider(t *testing.T) {
	t.Parallel()
	list := read(t, "internal/provider/provider.go")
	constructors := 0
	for folder, files := range sources(t) {
		for _, name := range constructorsIn(files) {
			constructors++
			if !regexp.MustCompile(`\b` + filepath.Base(folder) + `\.` + name + `\b`).MatchString(list) {
				t.Errorf("the list in internal/provider/provider.go lacks %s.%s", filepath.Base(folder), name)
			}
		}
	}
	if constructors == 0 {
		t.Error("nothing makes types")
	}
}

func TestTypes_pagesAndExamples_areOfExistingTypes(t *testing.T) {
	t.Parallel()
	pages, examples := map[string]bool{}, map[string]bool{}
	for _, d := range everyType(t) {
		pages[d.page()] = true
		examples[filepath.Join(d.docs, d.typeName)] = true
	}
	for _, k := range kinds {
		for _, page := range entries(t, "docs", k.docs) {
			if !pages[filepath.Join(k.docs, page)] {
				t.Errorf("docs/%s/%s is about no %s that there is", k.docs, page, k.name)
			}
		}
		for _, example := range entries(t, "examples", k.docs) {
			ofAType := k == functionTypes || strings.HasPrefix(example, "clerk_")
			if ofAType && !examples[filepath.Join(k.docs, example)] {
				t.Errorf("examples/%s/%s is of no %s that there is", k.docs, example, k.name)
			}
		}
	}
}

// testedAs says how a test with the CLI, or of the course of an action, names a
// type of a kind.
var testedAs = map[kind]string{
	resourceTypes: `\b%s(\.|\\?" )`,
	dataSources:   `\bdata(\.%[1]s\.|\s+\\?"%[1]s\\?")`,
	ephemerals:    `\bephemeral(\.%[1]s\.|\s+\\?"%[1]s\\?")`,
	actionTypes:   `(?m)^\s*"%s": {`,
	listResources: `\blist(\.%[1]s\.|\s+\\?"%[1]s\\?")`,
	functionTypes: `provider::clerk::%s\(`,
}

func TestTypes_haveAnAcceptanceTestBesideThem(t *testing.T) {
	t.Parallel()
	for _, d := range everyType(t) {
		folder := d.folder
		if d.kind == functionTypes {
			folder = "internal/provider" // the provider's functions are called through it
		}
		named := regexp.MustCompile(fmt.Sprintf(testedAs[d.kind], d.typeName))
		tested := slices.ContainsFunc(entries(t, folder), func(file string) bool {
			return strings.HasSuffix(file, "_test.go") && named.MatchString(read(t, filepath.Join(folder, file)))
		})
		if !tested && !acctest.IsTested(t, d.name, d.typeName) {
			t.Errorf("no test in %s has the %s", folder, d)
		}
	}
}

// read reads a file of the project.
func read(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Error(err)
	}
	return string(content)
}

// entries lists the files of a folder of the project.
func entries(t *testing.T, elements ...string) []string {
	t.Helper()
	found, err := os.ReadDir(filepath.Join(root, filepath.Join(elements...)))
	if err != nil {
		t.Error(err)
	}
	var names []string
	for _, entry := range found {
		names = append(names, entry.Name())
	}
	return names
}
