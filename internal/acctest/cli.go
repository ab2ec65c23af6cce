package acctest

import (
	"os"
	"os/exec"
	"sync"
	"testing"
)

// Variables of terraform-plugin-testing: where the CLI is, and the registry
// host that it presumes.
const (
	pathVariable = "TF_ACC_TERRAFORM_PATH"
	hostVariable = "TF_ACC_PROVIDER_HOST"

	openTofuHost = "registry.opentofu.org"
)

// findCLI looks for a CLI once and points terraform-plugin-testing at it.
var findCLI = sync.OnceValue(func() string {
	if path := os.Getenv(pathVariable); path != "" {
		return path
	}
	if path, err := exec.LookPath("terraform"); err == nil {
		return path
	}
	path, err := exec.LookPath("tofu")
	if err != nil {
		return ""
	}
	_ = os.Setenv(pathVariable, path)
	if os.Getenv(hostVariable) == "" {
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
