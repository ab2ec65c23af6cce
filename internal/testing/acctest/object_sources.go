package acctest

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// testSources are the tests of all services.
var testSources = sync.OnceValues(func() (string, error) {
	var text strings.Builder
	root, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for !isRoot(root) {
		root = filepath.Dir(root)
	}
	services := filepath.Join(root, "internal", "service")
	err = filepath.WalkDir(services, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		content, err := os.ReadFile(path)
		text.Write(content)
		return err
	})
	return text.String(), err
})

func isRoot(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, "go.mod"))
	return err == nil || filepath.Dir(folder) == folder
}

// HasObjectRow reports whether a test of a service has the row of a resource type for RunObject. The tests of all types
// at once then need no row about it.
func HasObjectRow(t testing.TB, typeName string) bool {
	t.Helper()
	return isInSources(t, fmt.Sprintf(`ObjectRow{\s*Type:\s*"%s"`, typeName))
}

// HasBadInputs reports whether a test of a service has bad inputs of a type, such as "data clerk_organization".
func HasBadInputs(t testing.TB, of string) bool {
	t.Helper()
	kind, typeName, _ := strings.Cut(of, " ")
	if kind == "resource" || kind == "import" {
		return HasObjectRow(t, typeName)
	}
	return isInSources(t, fmt.Sprintf(`RunBadInputs\(t, "%s"`, of))
}

// IsTested reports whether a test of a service makes the calls for a type of a kind with the protocol.
func IsTested(t testing.TB, kind, typeName string) bool {
	t.Helper()
	switch kind {
	case "resource", "list resource":
		return HasObjectRow(t, typeName)
	case "data source":
		return isInSources(t, fmt.Sprintf(`(TryRead|ReadIDs)\("%s"`, typeName))
	case "action":
		return isInSources(t, fmt.Sprintf(`InvokeAction\("%s"`, typeName))
	}
	return false
}

func isInSources(t testing.TB, pattern string) bool {
	t.Helper()
	text, err := testSources()
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(pattern).MatchString(text)
}
