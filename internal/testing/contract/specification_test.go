package contract_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

// library loads the small document of this package's tests.
func library(t *testing.T) *contract.Specification {
	t.Helper()
	spec, err := contract.Load("testdata/library.yml")
	if err != nil {
		t.Fatal(err)
	}
	return spec
}

func TestLoad_listsEveryOperation(t *testing.T) {
	want := []string{
		"DELETE /books/{book_id}",
		"GET /books",
		"GET /books/count",
		"GET /books/{book_id}",
		"POST /books",
		"POST /books/{book_id}/cover",
		"POST /books/{book_id}/lend",
		"PUT /books/{book_id}",
	}
	if got := library(t).Operations(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLoad_refusesADocumentItCannotHoldTrafficAgainst(t *testing.T) {
	document, err := os.ReadFile("testdata/library.yml")
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"no server":          {"servers:\n  - url: https://library.example/v1\n", ""},
		"no schema of error": {"ClerkErrors", "OtherErrors"},
		"dangling reference": {"    Shelf:\n", "    Rack:\n"},
		"not OpenAPI":        {"openapi: 3.0.3", "swagger: '2.0'"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "library.yml")
			changed := strings.ReplaceAll(string(document), change[0], change[1])
			if err := os.WriteFile(path, []byte(changed), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := contract.Load(path); err == nil {
				t.Error("loaded")
			}
		})
	}
}

func TestLoad_reportsAMissingFile(t *testing.T) {
	if _, err := contract.Load(filepath.Join(t.TempDir(), "none.yml")); err == nil {
		t.Error("loaded a file that does not exist")
	}
}
