package acctest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/provider"
)

const (
	mainPackage  = "github.com/clerk-users/terraform-provider-clerk"
	terraformOrg = "registry.terraform.io"
)

// buildFolder holds the built provider while Main runs.
var buildFolder string

// Main runs the tests of a package whose tests make workspaces, and removes the
// provider that they build. Call it from TestMain.
func Main(m *testing.M) {
	folder, err := os.MkdirTemp("", "clerk-acctest-")
	if err != nil {
		panic(err)
	}
	buildFolder = folder
	m.Run()
	_ = os.RemoveAll(folder)
}

// cliConfig builds the provider, once per test process, and returns a CLI
// configuration by which both CLIs use it without terraform init.
var cliConfig = sync.OnceValues(func() (string, error) {
	if buildFolder == "" {
		return "", fmt.Errorf("a test package that makes workspaces needs func TestMain(m *testing.M) { acctest.Main(m) }")
	}
	binary := filepath.Join(buildFolder, "terraform-provider-clerk")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	//nolint:gosec // the arguments are constant but for a folder of our own
	command := exec.CommandContext(context.Background(), "go", "build", "-buildvcs=false", "-o", binary, mainPackage)
	if output, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the provider: %w\n%s", err, output)
	}
	var overrides strings.Builder
	for _, host := range []string{terraformOrg, openTofuHost} {
		fmt.Fprintf(&overrides, "    %q = %q\n", host+"/"+source(), buildFolder)
	}
	file := filepath.Join(buildFolder, "cli.tfrc")
	text := "provider_installation {\n  dev_overrides {\n" + overrides.String() + "  }\n  direct {}\n}\n"
	return file, os.WriteFile(file, []byte(text), 0o600)
})

// source is the provider as configurations name it: each CLI adds the host of
// its own registry.
func source() string {
	_, name, _ := strings.Cut(provider.Address, "/")
	return name
}
