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

// Variables of terraform-plugin-testing: where the CLI is, and the registry
// host that it presumes.
const (
	pathVariable = "TF_ACC_TERRAFORM_PATH"
	hostVariable = "TF_ACC_PROVIDER_HOST"

	openTofuHost = "registry.opentofu.org"

	// configVariable names the CLI configuration of whoever runs the tests.
	configVariable = "TF_CLI_CONFIG_FILE"
)

// findCLI looks for a CLI once and points terraform-plugin-testing at it, which
// takes a warning about the CLI configuration for a broken OpenTofu.
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

// RequireCLI returns the path of the Terraform or OpenTofu CLI. Without one
// the test is skipped; in CI it fails.
func RequireCLI(t testing.TB) string {
	t.Helper()
	path := findCLI()
	if path != "" {
		return path
	}
	const need = "needs the Terraform or OpenTofu CLI: put terraform or tofu in PATH, or its path in " + pathVariable
	if os.Getenv("CI") != "" {
		t.Fatal(need)
	}
	t.Skip(need)
	return ""
}

// cliVersion asks the CLI once for its product, Terraform or OpenTofu, and its
// version.
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

// IsOpenTofu reports whether the tests run OpenTofu, for what its users have to
// state otherwise.
func IsOpenTofu(t testing.TB) bool {
	t.Helper()
	RequireCLI(t)
	product, _ := cliVersion()
	return product == "OpenTofu"
}

// RequireTerraform skips the test unless the CLI is Terraform of a version, such
// as 1.14.0, from which on it has what the test is about.
func RequireTerraform(t testing.TB, from, about string) {
	t.Helper()
	RequireCLI(t)
	product, at := cliVersion()
	if product != "Terraform" || at.LessThan(version.Must(version.NewVersion(from))) {
		t.Skipf("needs Terraform %s or newer for %s; the CLI is %s %s", from, about, product, at)
	}
}
