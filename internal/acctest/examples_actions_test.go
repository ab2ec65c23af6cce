package acctest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// backupCode is the code that the examples with a code are given.
const backupCode = "a-backup-code-of-ada"

// scenarioWrites are the writes of the scenarios that a change of a list triggers,
// sorted.
var scenarioWrites = map[string][]string{
	// One of the two who leave has a second factor. The ban has ended the sessions.
	"actions/offboarding":     {"DELETE /v1/users/{user_id}/mfa", "POST /v1/users/{user_id}/ban", "POST /v1/users/{user_id}/ban"},
	"actions/leaked_password": {"POST /v1/users/{user_id}/password/set_compromised", "POST /v1/users/{user_id}/password/set_compromised"},
}

// TestExamples_ofActionsAreTriggeredAndInvoked does what the comments of these
// examples say, on an instance with the people whom they are about.
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
			instance := acctest.NewInstance(t)
			holdThePeopleOfTheExamples(t, instance)
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

func TestExamples_ofActionsAreWellFormedWhateverTheCLIIs(t *testing.T) {
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

// holdThePeopleOfTheExamples gives the instance those whom the examples of
// actions are about.
func holdThePeopleOfTheExamples(t *testing.T, instance *acctest.Instance) {
	t.Helper()
	long := time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
	seed := emulator.Seed{
		Users: []emulator.SeedUser{
			{
				ID: "user_ada",
				Body: map[string]any{
					"email_address": []string{"ada@example.com"}, "web3_wallet": []string{"0x1234567890abcdef1234567890abcdef12345678"},
					"password": "a-password-of-ada-83410", "totp_secret": "JBSWY3DPEHPK3PXPFIRSTADA", "backup_codes": []string{backupCode},
				},
				Passkeys:         []emulator.Passkey{{Name: "Laptop", LastUsedAt: long}, {Name: "Phone"}},
				ExternalAccounts: []emulator.ExternalAccount{{Provider: "oauth_github"}},
			},
			{ID: "user_grace", Body: map[string]any{
				"email_address": []string{"grace@example.com"}, "password": "a-password-of-grace-27719", "totp_secret": "JBSWY3DPEHPK3PXPFIRSTADA",
			}},
			{Body: map[string]any{"email_address": []string{"mary@example.com"}, "skip_password_requirement": true}},
			{Body: map[string]any{"email_address": []string{"banned@example.com"}, "skip_password_requirement": true, "banned": true}},
			{Body: map[string]any{"email_address": []string{"locked@example.com"}, "skip_password_requirement": true, "locked": true}},
		},
		Sessions: []emulator.SeedSession{
			{ID: "sess_2g7np7Hrk0SN6kj5EDMLDaKNL0S", UserID: "user_ada"}, {UserID: "user_ada"}, {UserID: "user_grace"},
		},
		TrustedDevices: []emulator.SeedTrustedDevice{{UserID: "user_ada", Name: "Ada's phone"}},
	}
	if err := instance.Seed(seed); err != nil {
		t.Fatal(err)
	}
}
