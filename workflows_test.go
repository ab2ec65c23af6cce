package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	use       = regexp.MustCompile(`(?m)^\s*(?:- )?uses: (.+)$`)
	pinnedUse = regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
)

// A tag can be moved to other code, a commit cannot.
func TestWorkflows_actions_arePinnedByCommit(t *testing.T) {
	t.Parallel()
	uses := 0
	err := filepath.WalkDir(".github", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".yml" {
			return err
		}
		text, err := os.ReadFile(path)
		for _, found := range use.FindAllStringSubmatch(string(text), -1) {
			uses++
			if action := found[1]; !strings.HasPrefix(action, "./") && !pinnedUse.MatchString(action) {
				t.Errorf("%s uses %s, want a commit and its version", path, action)
			}
		}
		return err
	})
	if err != nil || uses == 0 {
		t.Errorf("%d actions were found: %v", uses, err)
	}
}

// The JavaScript SDK needs Node.js, and a job with CI=true fails without it.
func TestWorkflows_setup_installsNode(t *testing.T) {
	t.Parallel()
	setup := workflow(t, "../actions/setup/action.yml")
	if !regexp.MustCompile(`uses: actions/setup-node@.*\n\s+with:\n\s+node-version: '2[2-9]'`).MatchString(setup) {
		t.Errorf("the action does not install Node.js 22 or newer:\n%s", setup)
	}
	for _, name := range []string{"test.yml", "nightly.yml", "lint.yml", "release.yml"} {
		text := workflow(t, name)
		if strings.Contains(text, "make test") && !strings.Contains(text, "uses: ./.github/actions/setup") {
			t.Errorf("%s runs tests without the action", name)
		}
	}
}

func TestCI_missingSpecification_isAFailure(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(".ci/run")
	if err != nil {
		t.Fatal(err)
	}
	set, tests := strings.Index(string(script), "export CI="), strings.Index(string(script), "make test")
	if set < 0 || tests < set {
		t.Errorf("the script does not set CI before the tests:\n%s", script)
	}
}

func TestWorkflows_test_runsOnWindowsAndMacOS(t *testing.T) {
	t.Parallel()
	_, job, _ := strings.Cut(workflow(t, "test.yml"), "\n  platforms:\n")
	job, _, _ = strings.Cut(job, "\n  terraform:\n")
	for _, part := range []string{"macos-latest", "windows-latest", "run: go build ./...", "run: go vet ./...", "run: go test ./..."} {
		if !strings.Contains(job, part) {
			t.Errorf("the job does not have %q:\n%s", part, job)
		}
	}
}

func TestWorkflows_release_attestsAllReleasedFiles(t *testing.T) {
	t.Parallel()
	text := workflow(t, "release.yml")
	_, files, found := strings.Cut(text, "uses: actions/attest-build-provenance@")
	if !found {
		t.Fatal("the release has no attestation")
	}
	if strings.Index(text, "run: make release") > strings.Index(text, "attest-build-provenance") {
		t.Error("the attestation comes before the build")
	}
	for _, part := range []string{"dist/*.zip", "dist/*.cdx.json", "dist/*_SHA256SUMS"} {
		if !strings.Contains(files, part) {
			t.Errorf("%s is not attested", part)
		}
	}
	for _, permission := range []string{"id-token: write", "attestations: write"} {
		if !strings.Contains(text, permission) {
			t.Errorf("the job has no %s", permission)
		}
	}
}

func workflow(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(".github/workflows", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}
