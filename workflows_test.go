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
func TestWorkflows_pinEveryActionByItsCommit(t *testing.T) {
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
