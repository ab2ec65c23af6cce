package acctest_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// giveTokens sets the variables for tokens that examples have. They cannot be in
// a file, because the instance signs them.
func giveTokens(t *testing.T, workspace *acctest.Workspace, instance *acctest.Instance) {
	t.Helper()
	if !declaresTokens(t, workspace.Folder) { // an instance makes a key for its first signature, which takes long
		return
	}
	token, err := instance.ClientToken("client_35cMpkON74U4YD4MKVhEUFM6TZR")
	if err != nil {
		t.Fatal(err)
	}
	workspace.Setenv("TF_VAR_client_token", token)
	token, err = instance.Sign(map[string]any{
		"sub": "user_38HlrwYMfvea9lkxwkkMxzwwM5h",
		"sid": "sess_3NliqNT1Nx4xyB7LQ4DBqHboMSp",
		"iss": instance.FrontendAPIURL(),
		"azp": "https://app.example.com",
		"exp": time.Now().Add(time.Hour).Unix(),
	})
	if err != nil {
		t.Fatal(err)
	}
	workspace.Setenv("TF_VAR_session_token", token)
}

// declaresTokens reports whether the configuration in a folder has one of the variables.
func declaresTokens(t *testing.T, folder string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.tf"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(files, func(file string) bool {
		text := readFile(t, file)
		return strings.Contains(text, `variable "client_token"`) || strings.Contains(text, `variable "session_token"`)
	})
}

func TestExamples_aTokenReachesAnotherProviderAndNoState(t *testing.T) {
	t.Parallel()
	const token = "a-github-token-of-katherine"
	workspace := exampleWorkspace(t, exampleInstance(t), "ephemeral/github-on-behalf")
	workspace.Must("apply", "-auto-approve")
	if got := workspace.State().Values.Outputs["acts_as"].Value; got != acctest.GitHubLogin(token) {
		t.Errorf("the other provider acts as %v", got)
	}
	if state := readFile(t, workspace.Folder+"/terraform.tfstate"); strings.Contains(state, token) {
		t.Errorf("the state holds the token: %s", state)
	}
}

func TestExamples_aPostDeployCheckSeesThatSessionsAreRefused(t *testing.T) {
	t.Parallel()
	workspace := exampleWorkspace(t, exampleInstance(t), "ephemeral/post-deploy-check")
	workspace.Must("apply", "-auto-approve")
	// The frontend was deployed with the key of another instance.
	workspace.Setenv("TF_VAR_publishable_key", "pk_live_Y2xlcmsuZXhhbXBsZS5jb20k")
	workspace.Setenv("TF_VAR_release", "v1.5.0")
	applied := workspace.Run("apply", "-auto-approve", "-no-color")
	if applied.ExitCode == 0 || !strings.Contains(applied.Stderr, "The release is not given any traffic") {
		t.Errorf("the apply was to stop before the traffic: %s", applied)
	}
	deployment, _ := workspace.Resource("terraform_data.deployment")
	if deployed := deployment["output"].(map[string]any)["release"]; deployed != "v1.5.0" {
		t.Errorf("%v is deployed", deployed)
	}
	if traffic, _ := workspace.Resource("terraform_data.traffic"); traffic["output"] != "v1.4.0" {
		t.Errorf("%v has the traffic", traffic["output"])
	}
}
