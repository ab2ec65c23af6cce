package provider_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// Functions work where there is no secret key and no API.
func functionWorkspace(t *testing.T, config string) *acctest.Workspace {
	t.Helper()
	workspace := acctest.NewWorkspace(t, nil)
	workspace.Write(`
variable "secret_key" { sensitive = true }
variable "one_off_key" { ephemeral = true }
` + config)
	workspace.Setenv("TF_VAR_secret_key", developmentKey)
	workspace.Setenv("TF_VAR_one_off_key", productionKey)
	return workspace
}

func TestAccFunctions_Run_withoutSecretKey_succeeds(t *testing.T) {
	t.Parallel()
	workspace := functionWorkspace(t, `
locals {
  publishable_key = "pk_live_`+base64.StdEncoding.EncodeToString([]byte("clerk.example.com$"))+`"
}
resource "terraform_data" "made_in_the_apply" {
  input = local.publishable_key
}
output "found" {
  value = jsonencode([
    provider::clerk::environment(local.publishable_key),
    provider::clerk::frontend_api_url(local.publishable_key),
    provider::clerk::issuer(local.publishable_key),
    provider::clerk::frontend_api_url(terraform_data.made_in_the_apply.output),
    provider::clerk::password_hasher("5f4dcc3b5aa765d61d8327deb882cf99"),
    provider::clerk::password_hasher("unrecognizable"),
    nonsensitive(provider::clerk::environment(var.secret_key)),
  ])
}
check "ephemeral" {
  assert {
    condition     = provider::clerk::environment(var.one_off_key) == "production"
    error_message = "The key belongs to another environment."
  }
}
`)
	applied := workspace.Must("apply", "-auto-approve", "-no-color")
	if strings.Contains(applied.Stdout, "another environment") {
		t.Errorf("the environment of an ephemeral key is wrong: %s", applied)
	}
	const want = `["production","https://clerk.example.com","https://clerk.example.com","https://clerk.example.com","md5",null,"development"]`
	if got := workspace.State().Values.Outputs["found"].Value; got != want {
		t.Errorf("the functions gave\n%v\nwant\n%v", got, want)
	}
}

func TestAccFunctions_Run_markedArgument_marksTheResult(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ value, says string }{ // each CLI has words of its own
		"sensitive": {"provider::clerk::environment(var.secret_key)", "output refers to sensitive values"},
		"ephemeral": {"provider::clerk::environment(var.one_off_key)", "ephemeral value"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			result := functionWorkspace(t, "output \"leak\" {\n  value = "+test.value+"\n}\n").Run("plan", "-no-color")
			if result.ExitCode == 0 || !strings.Contains(strings.ToLower(result.Stderr), test.says) {
				t.Errorf("the plan was to fail with %q: %s", test.says, result)
			}
		})
	}
}

func TestAccFunctions_Run_invalidKey_isAnErrorWithoutTheKey(t *testing.T) {
	t.Parallel()
	workspace := functionWorkspace(t, `
locals {
  address = provider::clerk::frontend_api_url(var.secret_key)
}
output "address" {
  value     = local.address
  sensitive = true
}
`)
	result := workspace.Run("plan", "-no-color")
	for _, says := range []string{`Invalid value for "publishable_key" parameter`, "it is a secret key"} {
		if !strings.Contains(result.Stderr, says) {
			t.Errorf("the error lacks %q: %s", says, result)
		}
	}
	if strings.Contains(result.String(), developmentKey) {
		t.Errorf("the run shows the key: %s", result)
	}
}
