package main

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

func TestInstall_copiesTheProviderForBothCLIs(t *testing.T) {
	plugins := t.TempDir()
	binary := writeProgram(t, "first build")
	if _, err := install(binary, plugins, "1.2.3"); err != nil {
		t.Fatal(err)
	}
	installed, err := install(writeProgram(t, "second build"), plugins, "1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	name := "terraform-provider-clerk_v1.2.3"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	tail := filepath.Join("clerk-users", "clerk", "1.2.3", runtime.GOOS+"_"+runtime.GOARCH, name)
	want := []string{
		filepath.Join(plugins, "registry.terraform.io", tail),
		filepath.Join(plugins, "registry.opentofu.org", tail),
	}
	if !slices.Equal(installed, want) {
		t.Fatalf("installed %q, want %q", installed, want)
	}
	for _, path := range want {
		content, err := os.ReadFile(path)
		if err != nil || string(content) != "second build" {
			t.Errorf("%s holds %q, %v", path, content, err)
		}
		entries, err := os.ReadDir(filepath.Dir(path))
		if err != nil || len(entries) != 1 {
			t.Errorf("beside %s: %v, %v", path, entries, err)
		}
		info, err := os.Stat(path)
		if err != nil || (runtime.GOOS != "windows" && info.Mode().Perm()&0o111 == 0) {
			t.Errorf("%s cannot be run: %v, %v", path, info, err)
		}
	}
}

func TestInstall_missingBinary_isAnError(t *testing.T) {
	if _, err := install(filepath.Join(t.TempDir(), "none"), t.TempDir(), "1.2.3"); err == nil {
		t.Error("installed nothing without an error")
	}
}

func writeProgram(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "provider")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
