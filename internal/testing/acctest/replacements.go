package acctest

import (
	"fmt"
	"strings"
	"testing"
)

// BehindDataSource is a configuration in which the id of the user is unknown in each plan that changes the trigger.
func BehindDataSource(trigger int, username, typeName string, lines ...string) string {
	return fmt.Sprintf(`
resource "terraform_data" "trigger" {
  input = %d
}
data "clerk_user" "it" {
  username   = %q
  depends_on = [terraform_data.trigger]
}
resource %q "it" {
  user_id = data.clerk_user.it.id
  %s
}
`, trigger, username, typeName, strings.Join(lines, "\n  "))
}

// ExpectUpdate plans a configuration and expects an update of the resource in place.
func ExpectUpdate(t *testing.T, workspace *Workspace, address string) {
	t.Helper()
	plan := workspace.Must("plan", "-no-color")
	if !strings.Contains(plan.Stdout, address+" will be updated in-place") {
		t.Errorf("the plan does not update %s in place: %s", address, plan)
	}
}

// Replacements runs a test with each way to replace the resource "it" of a type in the configuration.
func Replacements(t *testing.T, test func(t *testing.T, lifecycle string, replace func(*Workspace) Result)) {
	t.Helper()
	address := func(w *Workspace) string {
		for _, resource := range w.State().Values.RootModule.Resources {
			if resource.Name == "it" {
				return resource.Address
			}
		}
		return ""
	}
	for way, replace := range map[string]func(*Workspace) Result{
		"-replace": func(w *Workspace) Result {
			return w.Run("apply", "-auto-approve", "-replace="+address(w))
		},
		"taint": func(w *Workspace) Result {
			w.Must("taint", address(w))
			return w.Run("apply", "-auto-approve")
		},
	} {
		for name, lifecycle := range map[string]string{
			"": "", ", create_before_destroy": "lifecycle {\n create_before_destroy = true\n }",
		} {
			t.Run(way+name, func(t *testing.T) {
				t.Parallel()
				test(t, lifecycle, replace)
			})
		}
	}
}

// ExpectSuccess expects that a command succeeds.
func ExpectSuccess(t *testing.T, result Result) {
	t.Helper()
	if result.ExitCode != 0 {
		t.Errorf("%s", result)
	}
}
