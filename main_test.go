package main

import "testing"

func TestRelease_isTheVersionAndTheCommit(t *testing.T) {
	defer func(v, c string) { version, commit = v, c }(version, commit)
	if got := release(); got != "dev" {
		t.Errorf("a build without version and commit is %q", got)
	}
	version, commit = "1.2.3", "3f2a91c"
	if got := release(); got != "1.2.3+3f2a91c" {
		t.Errorf("the release is %q", got)
	}
}
