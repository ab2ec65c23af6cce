package usermetadata_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func roleOf(userID, public string) acctest.Values {
	return acctest.Values{"user_id": userID, "public": public}
}

func TestAccUserMetadata_Plan_renameWithoutMoved_fails(t *testing.T) {
	t.Parallel()
	acctest.InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance, id := withMetadata(t)
		run := acctest.NewCalls(t, instance, "clerk_user_metadata")
		values := acctest.Values{"user_id": id, "private": `{"role":"hidden value"}`}
		held := run.Create(instance, values)
		run.Configure(instance)
		var found []*tfprotov6.Diagnostic
		inOrder(
			func() { found = append(found, run.Plan(held, nil).Diagnostics...) },
			func() { found = append(found, run.Plan(acctest.Object{}, values).Diagnostics...) },
		)
		acctest.ExpectOne(
			t,
			found,
			acctest.IsError,
			`private_metadata key "/role"`,
			id,
			"renamed",
			"from = clerk_user_metadata.OLD_NAME",
		)
		if strings.Contains(found[0].Detail, "hidden value") {
			t.Error("the error shows a private value")
		}
	})
}

func TestAccUserMetadata_Plan_renameWithoutMovedWithTheCLI_failsAndKeepsTheKeys(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(metadataOf("old", id, `public = jsonencode({ role = "admin" })`))
	workspace.Must("apply", "-auto-approve")
	instance.ResetLog()
	renamed := metadataOf("new", id, `public = jsonencode({ role = "admin" })`)
	workspace.Write(renamed)
	result := workspace.Run("apply", "-auto-approve", "-no-color")
	if result.ExitCode == 0 || !strings.Contains(result.Stderr, "moved {") {
		t.Errorf("the apply does not fail with a moved block: %s", result)
	}
	instance.ExpectWrites()
	workspace.Write(renamed + "moved {\n  from = clerk_user_metadata.old\n  to = clerk_user_metadata.new\n}\n")
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites()
}

func TestAccUserMetadata_Plan_removedWhileAnotherManagesTheKey_fails(t *testing.T) {
	t.Parallel()
	acctest.InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance, id := withMetadata(t)
		run := acctest.NewCalls(t, instance, "clerk_user_metadata")
		one := run.Create(instance, roleOf(id, `{"role":"admin"}`))
		two := run.Create(instance, roleOf(id, `{"role":"admin","plan":"pro"}`))
		run.Configure(instance)
		var found []*tfprotov6.Diagnostic
		inOrder(
			func() { found = append(found, run.Plan(one, nil).Diagnostics...) },
			func() {
				found = append(found, run.Plan(two, roleOf(id, `{"role":"admin","plan":"pro"}`)).Diagnostics...)
			},
		)
		acctest.ExpectOne(
			t,
			found,
			acctest.IsError,
			`public_metadata key "/role"`,
			"from = clerk_user_metadata.NAME",
			"destroy = false",
		)
	})
}

func TestAccUserMetadata_Plan_oneKeyInTwoResources_warns(t *testing.T) {
	t.Parallel()
	for name, values := range map[string][2]string{
		"the same key":            {`{"role":"admin"}`, `{"role":"owner"}`},
		"an object and its value": {`{"crm":{"a~/b":1}}`, `{"crm":7}`},
	} {
		t.Run(name, func(t *testing.T) {
			acctest.InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
				instance := acctest.NewInstance(t)
				id := instance.Hold(map[string]any{"username": "countess"})
				run := acctest.NewCalls(t, instance, "clerk_user_metadata")
				var found []*tfprotov6.Diagnostic
				inOrder(
					func() { found = append(found, run.Plan(acctest.Object{}, roleOf(id, values[0])).Diagnostics...) },
					func() { found = append(found, run.Plan(acctest.Object{}, roleOf(id, values[1])).Diagnostics...) },
				)
				acctest.ExpectOne(
					t,
					found,
					acctest.IsWarning,
					"A clerk_user_metadata and another clerk_user_metadata both manage",
					id,
				)
			})
		})
	}
}

func TestAccUserMetadata_Plan_differentKeysInTwoResources_doesNotWarn(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	run := acctest.NewCalls(t, instance, "clerk_user_metadata")
	acctest.ExpectNone(t, run.Plan(acctest.Object{}, roleOf(id, `{"crm":{"id":7},"empty":{}}`)).Diagnostics)
	acctest.ExpectNone(t, run.Plan(acctest.Object{}, roleOf(id, `{"crm":{"ident":7},"empty":{"a":1}}`)).Diagnostics)
}

// A key moves from the first resource to the second one by two updates. All orders in which Terraform can plan and apply
// them keep the key.
func TestAccUserMetadata_Update_keyMovesToAnotherResourceInAnyOrder_keepsTheKey(t *testing.T) {
	t.Parallel()
	acctest.InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		for _, plansFirst := range []bool{true, false} {
			instance, id := withMetadata(t)
			run := acctest.NewCalls(t, instance, "clerk_user_metadata")
			one := run.Create(instance, roleOf(id, `{"role":"admin","plan":"pro"}`))
			two := run.Create(instance, roleOf(id, `{"crm":{"id":7}}`))
			run.Configure(instance)
			steps := [2][2]func(){}
			for i, update := range []struct {
				held   acctest.Object
				values acctest.Values
			}{{one, roleOf(id, `{"plan":"pro"}`)}, {two, roleOf(id, `{"crm":{"id":7},"role":"admin"}`)}} {
				var planned acctest.PlannedChange
				steps[i][0] = func() {
					planned = run.Plan(update.held, update.values)
					acctest.ExpectNone(t, planned.Diagnostics)
				}
				steps[i][1] = func() {
					_, diagnostics := run.Apply(planned)
					acctest.ExpectNone(t, diagnostics)
				}
			}
			if plansFirst {
				steps[0][0]()
				steps[1][0]()
				inOrder(steps[0][1], steps[1][1])
			} else {
				inOrder(func() { steps[0][0](); steps[0][1]() }, func() { steps[1][0](); steps[1][1]() })
			}
			holdsMetadata(
				t,
				instance,
				`{"crm":{"id":7,"others":true},"others":1,"plan":"pro","role":"admin"}`,
				privateOfOthers,
			)()
		}
	})
}

func TestAccUserMetadata_Update_keyMovesToAnotherResourceWithTheCLI_keepsTheKey(t *testing.T) {
	t.Parallel()
	for _, parallelism := range []string{"1", "10"} {
		t.Run("parallelism "+parallelism, func(t *testing.T) {
			t.Parallel()
			instance, id := withMetadata(t)
			workspace := acctest.NewWorkspace(t, instance)
			with, without := `public = jsonencode({ role = "admin", x = %s })`, `public = jsonencode({ x = %s })`
			config := func(a, b string) string {
				return metadataOf(
					"a",
					id,
					strings.ReplaceAll(a, "%s", `{ a = 1 }`),
				) + metadataOf(
					"b",
					id,
					strings.ReplaceAll(b, "%s", `{ b = 1 }`),
				)
			}
			workspace.Write(config(with, without))
			workspace.Must("apply", "-auto-approve")
			for _, next := range []string{config(without, with), config(with, without)} {
				workspace.Write(next)
				workspace.Must("apply", "-auto-approve", "-parallelism="+parallelism)
				holdsMetadata(t, instance, `{"crm":{"others":true},"others":1,"role":"admin","x":{"a":1,"b":1}}`, privateOfOthers)()
				if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
					t.Errorf("the next plan is not empty: %s", plan)
				}
			}
		})
	}
}

func TestAccUserMetadata_Delete_keyOfAnotherResource_isKept(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	run := acctest.NewCalls(t, instance, "clerk_user_metadata")
	one := run.Create(instance, roleOf(id, `{"role":"admin","plan":"pro"}`))
	// The key of the other resource was unknown during plan, so that the plan did not fail.
	destroy := run.Plan(one, nil)
	run.Configure(instance)
	other := run.Plan(acctest.Object{}, roleOf(id, `{"role":"admin"}`))
	_, diagnostics := run.Apply(destroy)
	acctest.ExpectOne(t, diagnostics, acctest.IsWarning, "public_metadata /role", "stay in Clerk")
	_, diagnostics = run.Apply(other)
	acctest.ExpectNone(t, diagnostics)
	holdsMetadata(t, instance, `{"crm":{"others":true},"others":1,"role":"admin"}`, privateOfOthers)()
}

func TestAccUserMetadata_Plan_replace_keepsTheKeys(t *testing.T) {
	t.Parallel()
	acctest.Replacements(t, func(t *testing.T, lifecycle string, replace func(*acctest.Workspace) acctest.Result) {
		instance, id := withMetadata(t)
		workspace := acctest.NewWorkspace(t, instance)
		workspace.Write(metadataOf("it", id, `public = jsonencode({ role = "admin" })`, lifecycle))
		workspace.Must("apply", "-auto-approve")
		instance.ResetLog()
		acctest.ExpectSuccess(t, replace(workspace))
		instance.ExpectWrites(mergeMetadata)
		holdsMetadata(t, instance, `{"crm":{"others":true},"others":1,"role":"admin"}`, privateOfOthers)()
		workspace.Must("destroy", "-auto-approve")
		holdsMetadata(t, instance, publicOfOthers, privateOfOthers)()
	})
}

func TestUserMetadata_taintedAfterHalfASwap_failsThePlanInBothOrders(t *testing.T) {
	t.Parallel()
	acctest.InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance := acctest.NewInstance(t)
		user := instance.Hold(map[string]any{"username": "adalove"})
		run := acctest.NewCalls(t, instance, "clerk_user_metadata")
		sets := func(object string) acctest.Values { return acctest.Values{"user_id": user, "public": object} }
		held := run.Create(instance, sets(`{"a":1}`))
		run.Configure(instance)
		var found []*tfprotov6.Diagnostic
		inOrder(func() {
			kept := run.Refreshed(held)
			found = append(found, run.Plan(kept, sets(`{"a":1}`)).Diagnostics...)
		}, func() {
			run.Refreshed(held)
			found = append(found, run.Plan(acctest.Object{}, sets(`{"b":1}`)).Diagnostics...)
		})
		acctest.ExpectOne(t, found, acctest.IsError, "/a", user, "terraform untaint")
	})
}
