package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider"

	"github.com/clerk-users/terraform-provider-clerk/internal/service"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestProvider_Configure_unknownArgument_defers(t *testing.T) {
	for _, attribute := range []string{"secret_key", "api_url", "environment", "max_retries", "request_timeout", "rate_limit", "max_user_deletions"} {
		t.Run(attribute, func(t *testing.T) {
			arguments := block{"secret_key": developmentKey}
			arguments[attribute] = unknown
			if problems := arguments.validate(t); len(problems) != 0 {
				t.Errorf("validate refuses it: %s", problems[0].Detail)
			}
			response := arguments.configure(t)
			if len(response.Diagnostics) != 0 || response.Deferred != nil {
				t.Errorf("a CLI that cannot defer receives %v and %v, want nothing", response.Diagnostics, response.Deferred)
			}
			if run := response.ResourceData.(service.Run); run.Client != nil || response.DataSourceData != nil ||
				response.EphemeralResourceData != nil {
				t.Error("there is a client although its settings are unknown")
			}
			response = arguments.configure(
				t,
				func(request *provider.ConfigureRequest) { request.ClientCapabilities.DeferralAllowed = true },
			)
			if response.Deferred == nil || response.Deferred.Reason != provider.DeferredReasonProviderConfigUnknown {
				t.Errorf("a CLI that can defer receives %v", response.Deferred)
			}
		})
	}
}

// A key that another resource of the same configuration makes.
const keyOfAResource = `
resource "terraform_data" "key" {
  input = "sk_test_emulator00000000000000000000"
}
provider "clerk" {
  secret_key = terraform_data.key.output
}
resource "clerk_user" "ada" {
  email_addresses = ["ada@example.com"]
}
`

func TestAccProvider_Configure_keyOfAnotherResource_worksInOneApply(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Setenv("CLERK_SECRET_KEY", "")
	workspace.Write(keyOfAResource)
	workspace.Must("plan", "-json", "-out=plan")
	if requests := instance.Requests(); len(requests) != 0 {
		t.Errorf("the plan sent %d requests without a key", len(requests))
	}
	workspace.Must("apply", "-json", "plan")
	user := instance.OnlyUser()
	if state, _ := workspace.Resource("clerk_user.ada"); state["id"] != user.ID {
		t.Errorf("the state holds %v, the instance %s", state["id"], user.ID)
	}
	if again := workspace.Run("plan", "-json", "-detailed-exitcode"); again.ExitCode != 0 {
		t.Errorf("the next plan is not empty:\n%s", again)
	}
}

func TestAccProvider_Configure_keyReplacedInTheRun_planHasTheValuesOfTheState(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(keyOfAResource)
	workspace.Must("apply", "-json", "-auto-approve")
	id := instance.OnlyUser().ID
	instance.ResetLog()

	planned := workspace.Must("plan", "-json", "-replace=terraform_data.key")
	if warnings := planned.Warnings(); len(warnings) != 1 || warnings[0].Summary != "Not refreshed" {
		t.Errorf("the warnings are %v, want that nothing was refreshed", warnings)
	}
	workspace.Must("apply", "-json", "-auto-approve", "-replace=terraform_data.key")
	if writes := instance.Writes(); len(writes) != 0 {
		t.Errorf("the API received %v, want no writes", writes)
	}
	if instance.OnlyUser().ID != id {
		t.Error("the user was replaced")
	}
}
