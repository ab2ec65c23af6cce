package acctest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/go-version"
)

// Variables of terraform-plugin-testing: the path of the CLI, and the host of its registry.
const (
	pathVariable = "TF_ACC_TERRAFORM_PATH"
	hostVariable = "TF_ACC_PROVIDER_HOST"

	openTofuHost = "registry.opentofu.org"

	// configVariable names the CLI configuration of the developer.
	configVariable = "TF_CLI_CONFIG_FILE"
)

// findCLI finds a CLI once and sets it for terraform-plugin-testing. The library
// fails when OpenTofu prints a warning about the CLI configuration, so that this
// configuration is not used.
var findCLI = sync.OnceValue(func() string {
	_ = os.Unsetenv(configVariable)
	path := os.Getenv(pathVariable)
	for _, name := range []string{"terraform", "tofu"} {
		if path == "" {
			path, _ = exec.LookPath(name)
		}
	}
	if path == "" {
		return ""
	}
	_ = os.Setenv(pathVariable, path)
	if strings.HasPrefix(filepath.Base(path), "tofu") && os.Getenv(hostVariable) == "" {
		_ = os.Setenv(hostVariable, openTofuHost)
	}
	return path
})

// accVariable turns on the tests that run the CLI, as for every Terraform provider.
const accVariable = "TF_ACC"

// RequireCLI returns the path of the Terraform or OpenTofu CLI. The test is
// skipped unless TF_ACC is set. With TF_ACC, a missing CLI is a failure.
func RequireCLI(t testing.TB) string {
	t.Helper()
	if os.Getenv(accVariable) == "" {
		t.Skipf("runs the Terraform or OpenTofu CLI: set %s=1", accVariable)
	}
	path := findCLI()
	if path == "" {
		t.Fatalf("%s is set: put terraform or tofu in PATH, or its path in %s", accVariable, pathVariable)
	}
	return path
}

// cliVersion reads the product of the CLI, Terraform or OpenTofu, and its version, once.
var cliVersion = sync.OnceValues(func() (product string, at *version.Version) {
	output, _ := exec.CommandContext(context.Background(), findCLI(), "version").Output()
	for line := range strings.Lines(string(output)) {
		product, text, _ := strings.Cut(strings.TrimSpace(line), " v")
		if at, err := version.NewVersion(text); err == nil {
			return product, at.Core()
		}
	}
	return "of an unknown version:", version.Must(version.NewVersion("0"))
})

// IsOpenTofu reports whether the tests run OpenTofu, for configurations that must differ.
func IsOpenTofu(t testing.TB) bool {
	t.Helper()
	RequireCLI(t)
	product, _ := cliVersion()
	return product == "OpenTofu"
}

// RequireTerraform skips the test unless the CLI is Terraform with the feature,
// which it has from a version such as 1.14.0 on.
func RequireTerraform(t testing.TB, from, feature string) {
	t.Helper()
	if !CLIIsTerraform(t, from) {
		product, at := cliVersion()
		t.Skipf("needs Terraform %s or newer for %s; the CLI is %s %s", from, feature, product, at)
	}
}

// CLIIsTerraform reports whether the CLI is Terraform, and not older than the version.
func CLIIsTerraform(t testing.TB, from string) bool {
	t.Helper()
	RequireCLI(t)
	product, at := cliVersion()
	return product == "Terraform" && !at.LessThan(version.Must(version.NewVersion(from)))
}
