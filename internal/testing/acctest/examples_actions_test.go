package acctest_test

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// backupCode is the code that the examples with a code are given.
const backupCode = "a-backup-code-of-katherine"

// scenarioWrites are the writes of the scenarios that a change of a list triggers,
// sorted.
var scenarioWrites = map[string][]string{
	// One of the two who leave has a second factor. The ban has ended the sessions.
	"actions/offboarding": {
		"DELETE /v1/users/{user_id}/mfa",
		"POST /v1/users/{user_id}/ban",
		"POST /v1/users/{user_id}/ban",
	},
	"actions/leaked_password": {
		"POST /v1/users/{user_id}/password/set_compromised",
		"POST /v1/users/{user_id}/password/set_compromised",
	},
}

// TestExamples_ofActionsAreTriggeredAndInvoked does what the comments of these
// examples say.
func TestExamples_ofActionsAreTriggeredAndInvoked(t *testing.T) {
	t.Parallel()
	for _, folder := range exampleFolders(t) {
		blocks := blocksOfType(t, folder, "action")
		if len(blocks) == 0 {
			continue
		}
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			acctest.RequireTerraform(t, "1.14.0", "the action blocks of this example")
			instance := exampleInstance(t)
			workspace := exampleWorkspace(t, instance, folder)
			workspace.Setenv("TF_VAR_code", backupCode)
			managed := len(blocksOfType(t, folder, "resource")) > 0
			if managed {
				workspace.Must("apply", "-auto-approve")
				writes := instance.Writes()
				slices.Sort(writes)
				if want := scenarioWrites[folder]; !slices.Equal(writes, want) {
					t.Errorf("the apply sent %q, want %q", writes, want)
				}
				if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
					t.Errorf("the second plan is not empty: %s", plan)
				}
			}
			for _, block := range blocks {
				before := len(instance.Writes())
				result := workspace.Must("apply", "-auto-approve", "-no-color", "-invoke=action."+strings.Join(block.Labels, "."))
				if !managed && len(instance.Writes()) == before {
					t.Errorf("invoking %v did nothing:\n%s", block.Labels, result.Stdout)
				}
			}
			if managed {
				workspace.Must("destroy", "-auto-approve")
			}
		})
	}
}

// TestExamples_anActionThatFailsIsTriggeredAgainByTheNextApply has a
// request of each scenario refused once. What remembers an action must not be made
// before it, or no apply would ever do what failed.
func TestExamples_anActionThatFailsIsTriggeredAgainByTheNextApply(t *testing.T) {
	t.Parallel()
	for folder, refused := range map[string]string{
		"actions/offboarding":     "DELETE /v1/users/{user_id}/mfa",
		"actions/leaked_password": "POST /v1/users/{user_id}/password/set_compromised",
	} {
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			acctest.RequireTerraform(t, "1.14.0", "the action blocks of this example")
			instance := exampleInstance(t)
			workspace := exampleWorkspace(t, instance, folder)
			method, path, _ := strings.Cut(refused, " ")
			once := emulator.FaultRule{
				Method: method,
				Path:   path,
				Kind:   emulator.FaultStatus,
				Status: http.StatusForbidden,
				Count:  1,
			}
			if err := instance.SetFaults(emulator.Faults{Rules: []emulator.FaultRule{once}}); err != nil {
				t.Fatal(err)
			}
			failed := workspace.Run("apply", "-auto-approve", "-no-color")
			if failed.ExitCode == 0 || !strings.Contains(failed.Stderr, "status 403") {
				t.Fatalf("the apply was to fail: %s", failed)
			}
			instance.ResetLog()
			workspace.Must("apply", "-auto-approve")
			if writes := instance.Writes(); !slices.Contains(writes, refused) {
				t.Errorf("the next apply sent %q, want %s", writes, refused)
			}
		})
	}
}

func TestExamples_ofActions_matchTheSchema(t *testing.T) {
	t.Parallel()
	declared := acctest.NewProtocol(t, acctest.NewInstance(t)).Schemas.ActionSchemas
	for name := range declared {
		if _, err := os.Stat(filepath.Join(examples, "actions", name, "action.tf")); err != nil {
			t.Errorf("%s has no example: %v", name, err)
		}
	}
	for _, folder := range exampleFolders(t) {
		for _, block := range blocksOfType(t, folder, "action") {
			if len(block.Labels) != 2 || declared[block.Labels[0]] == nil {
				t.Errorf("%s: the action %v is not one of the provider", folder, block.Labels)
				continue
			}
			var stated hclsyntax.Attributes
			for _, inner := range block.Body.Blocks {
				if inner.Type == "config" {
					stated = inner.Body.Attributes
				}
			}
			inputs := map[string]bool{}
			for _, input := range declared[block.Labels[0]].Schema.Block.Attributes {
				inputs[input.Name] = true
				if stated[input.Name] == nil && input.Required {
					t.Errorf("%s: the action %v lacks %s", folder, block.Labels, input.Name)
				}
			}
			for name := range stated {
				if !inputs[name] {
					t.Errorf("%s: the action %v has no input %s", folder, block.Labels, name)
				}
			}
		}
	}
}

// blocksOfType parses the configuration of a folder and returns its blocks of a
// type.
func blocksOfType(t *testing.T, folder, blockType string) []*hclsyntax.Block {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(examples, folder, "*.tf"))
	if err != nil {
		t.Fatal(err)
	}
	var blocks []*hclsyntax.Block
	for _, name := range files {
		file, problems := hclsyntax.ParseConfig([]byte(readFile(t, name)), name, hcl.InitialPos)
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		for _, block := range file.Body.(*hclsyntax.Body).Blocks {
			if block.Type == blockType {
				blocks = append(blocks, block)
			}
		}
	}
	return blocks
}
