package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/hashers"
)

const (
	guide   = "../../../templates/guides/migration.md.tmpl"
	digests = "../../clerk/hashers/testdata/digests.json"
)

func TestRun_guide_isCurrent(t *testing.T) {
	content, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	written := filepath.Join(t.TempDir(), "guide.md")
	if err := os.WriteFile(written, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(written, digests); err != nil {
		t.Fatal(err)
	}
	again, err := os.ReadFile(written)
	if err != nil {
		t.Fatal(err)
	}
	if string(again) != string(content) {
		t.Error("the hashers in the guide are not those of the provider: run make generate")
	}
	for _, name := range hashers.Names() {
		if !strings.Contains(string(content), "\n| `"+name+"` | ") {
			t.Errorf("the guide does not list %s", name)
		}
	}
}

func TestRun_fileThatDoesNotFit_isAnError(t *testing.T) {
	bare := filepath.Join(t.TempDir(), "guide.md")
	if err := os.WriteFile(bare, []byte("# Guide\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(bare, digests); err == nil || !strings.Contains(err.Error(), "no section of hashers") {
		t.Errorf("the error is %v", err)
	}
	if err := run(bare, bare); err == nil || !strings.Contains(err.Error(), bare) {
		t.Errorf("a file that is not JSON: the error is %v", err)
	}
}
