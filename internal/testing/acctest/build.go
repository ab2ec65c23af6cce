package acctest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

const (
	mainPackage  = "github.com/clerk-users/terraform-provider-clerk"
	terraformOrg = "registry.terraform.io"

	// gitHub is another provider that examples use. Without a network, something
	// stands in for it.
	gitHub = "integrations/github"
	// otherClerk is a provider with the same types as this one, which is in its place.
	otherClerk = "example/clerk"

	gitHubPackage = mainPackage + "/internal/testing/acctest/testdata/terraform-provider-github"
)

// buildFolder holds the built provider while Main runs.
var buildFolder string

// Main runs the tests of a package that makes workspaces, and removes the
// provider that they build. Call it from TestMain.
func Main(m *testing.M) {
	folder, err := os.MkdirTemp("", "clerk-acctest-")
	if err != nil {
		panic(err)
	}
	buildFolder = folder
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300) // the collector took a fifth of the processor time
	}
	m.Run()
	_ = os.RemoveAll(folder)
}

// cliConfig writes, once per test process, a CLI configuration by which both CLIs use built providers without
// terraform init.
var cliConfig = sync.OnceValues(func() (string, error) {
	var overrides strings.Builder
	for _, host := range []string{terraformOrg, openTofuHost} {
		for _, name := range []string{source(), gitHub, otherClerk} {
			fmt.Fprintf(&overrides, "    %q = %q\n", host+"/"+name, buildFolder)
		}
	}
	file := filepath.Join(buildFolder, "cli.tfrc")
	text := "provider_installation {\n  dev_overrides {\n" + overrides.String() + "  }\n  direct {}\n}\n"
	return file, os.WriteFile(file, []byte(text), 0o600)
})

// useBuilt makes the CLI use built providers.
func (w *Workspace) useBuilt(built error) {
	w.t.Helper()
	config, err := cliConfig()
	if err := errors.Join(built, err); err != nil {
		w.t.Fatal(err)
	}
	w.Setenv(configVariable, config)
}

// Executable returns the path of the built provider.
func Executable(t testing.TB) string {
	t.Helper()
	if err := buildClerk(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(buildFolder, executable("clerk"))
}

// Program builds a program of this project, such as cmd/clerk-emulator, and returns its path.
func Program(t testing.TB, folder string) string {
	t.Helper()
	if err := build(path.Base(folder), mainPackage+"/"+folder); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(buildFolder, path.Base(folder))
}

// executable is the file name of a provider.
func executable(name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return "terraform-provider-" + name
}

// buildClerk and buildGitHub build the provider and what stands in for the provider of GitHub, once per test process.
var (
	buildClerk  = sync.OnceValue(func() error { return build(executable("clerk"), mainPackage) })
	buildGitHub = sync.OnceValue(func() error { return build(executable("github"), gitHubPackage) })
)

// build makes the file of a program in the folder.
func build(file, goPackage string) error {
	if buildFolder == "" {
		return errors.New("a test package that builds a program needs func TestMain(m *testing.M) { acctest.Main(m) }")
	}
	binary := filepath.Join(buildFolder, file)
	// Without symbols, like a release, linking takes half the time.
	arguments := []string{"build", "-buildvcs=false", "-ldflags=-s -w", "-o", binary, goPackage}
	command := exec.CommandContext(context.Background(), "go", arguments...)
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", file, err, output)
	}
	return nil
}

// source is the provider as configurations name it: each CLI adds the host of
// its own registry.
func source() string {
	_, name, _ := strings.Cut(provider.Address, "/")
	return name
}
