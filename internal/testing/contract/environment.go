package contract

import (
	"fmt"
	"os"
	"sync"
	"testing"
)

// PathVariable is the environment variable that holds the path of Clerk's specification of the
// Backend API. The specification is not part of this project.
const PathVariable = "CLERK_OPENAPI_SPEC"

// load reads the specification once per process, because parsing it takes a quarter of a second.
var load = sync.OnceValues(func() (*Specification, error) {
	return Load(os.Getenv(PathVariable))
})

// FromEnvironment returns the specification that PathVariable names. Without the variable it skips
// the test, or fails it in CI, where a skipped contract test would pass for a kept contract. It fails
// the test when the specification cannot be loaded.
func FromEnvironment(t testing.TB) *Specification {
	t.Helper()
	requireVariable(t, PathVariable, "Clerk's OpenAPI specification of the Backend API")
	spec, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return spec
}

// requireVariable skips the test without the variable, which has the path of a file, or fails it in CI.
func requireVariable(t testing.TB, variable, file string) {
	t.Helper()
	if os.Getenv(variable) != "" {
		return
	}
	message := fmt.Sprintf("%s is not set: this test needs the path of %s.", variable, file)
	if os.Getenv("CI") == "true" {
		t.Fatal(message)
	}
	t.Skip(message)
}

// Optional returns the specification that PathVariable names, or false when the variable is not
// set. It panics when the specification cannot be loaded, so that a wrong path is not taken for none.
func Optional() (*Specification, bool) {
	if os.Getenv(PathVariable) == "" {
		return nil, false
	}
	spec, err := load()
	if err != nil {
		panic(err)
	}
	return spec, true
}
