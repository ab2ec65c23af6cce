package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

const (
	readme = "../../../cmd/clerk-emulator/README.md"
	source = "../../emulator/behaviour.go"
	calls  = "../../testing/sdk/testdata/operations"
)

func TestRun_README_isCurrent(t *testing.T) {
	content, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	written := filepath.Join(t.TempDir(), "README.md")
	if err := os.WriteFile(written, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(written, source, calls); err != nil {
		t.Fatal(err)
	}
	again, err := os.ReadFile(written)
	if err != nil {
		t.Fatal(err)
	}
	if string(again) != string(content) {
		t.Error("the operations or switches in the README are not those of the emulator: run make generate")
	}
	for _, operation := range emulator.Operations() {
		method, path, _ := strings.Cut(operation, " ")
		_, row, found := strings.Cut(string(content), "| `"+path+"` |")
		if row, _, _ = strings.Cut(row, "\n"); !found || !strings.Contains(row, method) {
			t.Errorf("the README does not list %s", operation)
		}
	}
}

func TestRun_READMEWithoutSections_isAnError(t *testing.T) {
	bare := filepath.Join(t.TempDir(), "README.md")
	if err := os.WriteFile(bare, []byte("# clerk-emulator\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(bare, source, calls); err == nil || !strings.Contains(err.Error(), "no section of") {
		t.Errorf("the error is %v", err)
	}
	if err := run(bare, bare, calls); err == nil {
		t.Error("a source that is no Go was read")
	}
	if err := run(bare, source, t.TempDir()); err == nil {
		t.Error("a directory without operations was read")
	}
}

func TestSentence_beginsWithACapitalAndWithoutTheVerb(t *testing.T) {
	for rest, want := range map[string]string{
		"is the limit. 0 is 10.":          "The limit. 0 is 10.",
		"are refused.":                    "Refused.",
		"answers every request with 402.": "Answers every request with 402.",
	} {
		if got := sentence(rest); got != want {
			t.Errorf("sentence(%q) = %q, want %q", rest, got, want)
		}
	}
}
