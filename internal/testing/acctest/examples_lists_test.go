package acctest_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const listExamples = examples + "/list-resources"

// TestExamples_ofLists_generatedConfigurationPlansNoChange does what
// the guide to adopting users says.
func TestExamples_ofLists_generatedConfigurationPlansNoChange(t *testing.T) {
	t.Parallel()
	acctest.RequireTerraform(t, "1.14.0", "terraform query")
	for _, file := range queryFiles(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			instance := exampleInstance(t)
			workspace := acctest.NewWorkspace(t, instance)
			workspace.Write(`provider "clerk" {}`)
			writeFile(t, filepath.Join(workspace.Folder, filepath.Base(file)), readFile(t, file))
			workspace.Must("query")
			workspace.Must("query", "-generate-config-out=users.tf")
			workspace.Must("plan", "-out=plan")
			var plan tfjson.Plan
			if err := json.Unmarshal([]byte(workspace.Must("show", "-json", "plan").Stdout), &plan); err != nil {
				t.Fatal(err)
			}
			if len(plan.ResourceChanges) == 0 {
				t.Error("the query finds no user")
			}
			for _, user := range plan.ResourceChanges {
				if user.Change.Importing == nil || !user.Change.Actions.NoOp() {
					t.Errorf("the plan wants to %v %s", user.Change.Actions, user.Address)
				}
			}
			workspace.Must("apply", "plan")
			if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
				t.Errorf("the second plan is not empty: %s", plan)
			}
			instance.ExpectWrites()
		})
	}
}

func TestExamples_ofLists_matchTheSchema(t *testing.T) {
	t.Parallel()
	provider := acctest.NewProtocol(t, acctest.NewInstance(t))
	shown := map[string]bool{}
	for _, name := range queryFiles(t) {
		file, problems := hclsyntax.ParseConfig([]byte(readFile(t, name)), name, hcl.InitialPos)
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		for _, block := range file.Body.(*hclsyntax.Body).Blocks {
			if block.Type != "list" {
				continue
			}
			schema := provider.Schemas.ListResourceSchemas[block.Labels[0]]
			if schema == nil || filepath.Base(filepath.Dir(name)) != block.Labels[0] {
				t.Errorf("%s: a list of %s", name, block.Labels[0])
				continue
			}
			shown[block.Labels[0]] = true
			if block.Body.Attributes["provider"] == nil {
				t.Errorf("%s: %v lacks its provider", name, block.Labels)
			}
			for argument := range block.Body.Attributes {
				if !slices.Contains([]string{"provider", "limit", "include_resource", "for_each", "count"}, argument) {
					t.Errorf("%s: a list has no argument %s", name, argument)
				}
			}
			filters := map[string]bool{}
			for _, attribute := range schema.Block.Attributes {
				filters[attribute.Name] = true
			}
			for _, config := range block.Body.Blocks {
				for filter := range config.Body.Attributes {
					if config.Type != "config" || !filters[filter] {
						t.Errorf("%s: %s has no %s", name, block.Labels[0], filter)
					}
				}
			}
		}
	}
	for listed := range provider.Schemas.ListResourceSchemas {
		if !shown[listed] {
			t.Errorf("the list resource %s has no example", listed)
		}
	}
}

// queryFiles are the examples of terraform query.
func queryFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(listExamples, "*", "list-resource*.tfquery.hcl"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}
