package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// saysLess are the resources whose identity is less than what an import has to
// say, so that no example shows an import by it.
var saysLess = map[string]string{
	"clerk_user_metadata":      "which keys are managed",
	"clerk_user_profile_image": "which file was uploaded",
}

func TestTypes_haveAPageAnExampleAndAPlaceInTheREADMEAndTheChangelog(t *testing.T) {
	t.Parallel()
	readme, changelog := read(t, "README.md"), read(t, "CHANGELOG.md")
	for _, d := range everyType(t) {
		example := filepath.Join("examples", d.docs, d.typeName, d.example)
		if page := read(t, filepath.Join("docs", d.page())); !strings.Contains(page, "## Example Usage") && !strings.Contains(page, "## Example") {
			t.Errorf("the page of the %s shows no example; write %s and run make generate", d, example)
		}
		if text := read(t, example); !strings.Contains(text, d.typeName) {
			t.Errorf("%s does not show the %s", example, d)
		}
		if d.kind == resourceTypes {
			for _, file := range []string{"import.sh", "import-by-string-id.tf", "import-by-identity.tf"} {
				if saysLess[d.typeName] != "" && file == "import-by-identity.tf" {
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
		if !strings.Contains(changelog, "`"+d.typeName+"`") {
			t.Errorf("the changelog does not name the %s", d)
		}
	}
}

func TestTypes_haveNoPageAndNoExampleLeftOfATypeThatIsGone(t *testing.T) {
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
		if !tested {
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

// entries lists what is in a folder of the project.
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
