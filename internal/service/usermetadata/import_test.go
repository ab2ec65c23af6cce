package usermetadata_test

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUserMetadata_Plan_valueOverOtherKeys_fails(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Hold(map[string]any{"username": "countess"})
	id := instance.OnlyUser().ID
	workspace := acctest.NewWorkspace(t, instance)
	config := func(private string) string { return metadataOf("it", id, `private = jsonencode(`+private+`)`) }
	workspace.Write(config(`{ x = { y = 1 } }`))
	workspace.Must("apply", "-auto-approve")
	hold := func(private string) {
		instance.Change("countess", func(u *emulator.User) { u.PrivateMetadata = []byte(private) })
	}
	hold(`{"x":{"y":1,"of/others":{"a":"hidden value","b":{}}}}`)
	instance.ResetLog()
	problem := acctest.Problem{
		Address: "clerk_user_metadata.it", At: "private",
		Summary: "The apply would remove metadata keys that this resource does not manage",
		Says:    []string{"object in the private_metadata of the user " + id, "/x/of~1others/a, /x/of~1others/b. Nothing"},
	}
	workspace.ExpectProblems("plan", config(`{ x = "flat" }`), problem)
	workspace.ExpectProblems("plan", config(`{ x = ["flat"] }`), problem)
	if plan := workspace.Run("plan", "-no-color"); strings.Contains(plan.Stdout+plan.Stderr, "hidden value") {
		t.Errorf("the plan shows a private value: %s", plan)
	}
	instance.ExpectWrites()
	// Without keys of others, a value takes the place of the object.
	hold(`{"x":{"y":1}}`)
	workspace.Write(config(`{ x = "flat" }`))
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites(mergeMetadata)
	if got := string(instance.OnlyUser().PrivateMetadata); got != `{"x":"flat"}` {
		t.Errorf("the API holds %s", got)
	}
}

func TestAccUserMetadata_Plan_newResourceOverOtherKeys_fails(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.ExpectProblems("plan", metadataOf("it", id, `public = jsonencode({ crm = 7 })`), acctest.Problem{
		Address: "clerk_user_metadata.it", At: "public",
		Summary: "The apply would remove metadata keys that this resource does not manage",
		Says:    []string{"object in the public_metadata", "/crm/others. Nothing"},
	})
}

func TestAccUserMetadata_Plan_withoutChange_readsTheUserOnce(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	config := metadataOf("it", id, `public = jsonencode({ role = "admin", crm = { id = 7 } })`)
	instance.Run(t, []acctest.Step{
		acctest.Applies(config, mergeMetadata),
		{Config: config, PlanOnly: true, Then: func() {
			if reads := instance.Reads(); len(reads) != 1 {
				t.Errorf("a plan without a change read %v", reads)
			}
		}},
	}, nil)
}

func TestAccUserMetadata_Import_allKeys_releasesOtherKeys(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(map[string]any{
		"username":         "countess",
		"public_metadata":  map[string]any{"role": "user", "crm": map[string]any{"id": 7, "tags": []any{"a"}}},
		"private_metadata": map[string]any{"hush": "hidden value"},
	})
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(metadataOf("it", id, `public = jsonencode({ role = "admin", crm = { id = 7 } })`))
	workspace.Must("import", "clerk_user_metadata.it", id)
	planned := workspace.Must("plan", "-json", "-out=saved")
	warnings := planned.Warnings()
	if len(warnings) != 1 || !strings.Contains(warnings[0].Detail, "public_metadata /crm/tags, private_metadata /hush") {
		t.Fatalf("the warnings are %v", warnings)
	}
	if strings.Contains(planned.Stdout, "hidden value") {
		t.Error("the plan shows a private value")
	}
	workspace.Must("apply", "saved")
	instance.ExpectWrites(mergeMetadata)
	holdsMetadata(t, instance, `{"crm":{"id":7,"tags":["a"]},"role":"admin"}`, `{"hush":"hidden value"}`)()
	held, _ := workspace.Resource("clerk_user_metadata.it")
	if held["public"] != `{"crm":{"id":7},"role":"admin"}` || held["private"] != nil {
		t.Errorf("the state has %v", held)
	}
	// From now on, a key that is removed from the configuration is removed from the user.
	workspace.Write(metadataOf("it", id, `public = jsonencode({ role = "admin" })`))
	if warnings := workspace.Must("apply", "-json", "-auto-approve").Warnings(); len(warnings) != 0 {
		t.Errorf("the second apply warns: %v", warnings)
	}
	holdsMetadata(t, instance, `{"crm":{"tags":["a"]},"role":"admin"}`, `{"hush":"hidden value"}`)()
}

func TestAccUserMetadata_Import_allKeysAndReplace_keepsOtherKeys(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(metadataOf("it", id, `public = jsonencode({ others = 1 })`))
	workspace.Must("import", "clerk_user_metadata.it", id)
	workspace.Must("apply", "-auto-approve", "-replace=clerk_user_metadata.it")
	holdsMetadata(t, instance, publicOfOthers, privateOfOthers)()
	workspace.Must("destroy", "-auto-approve")
	holdsMetadata(t, instance, `{"crm":{"others":true}}`, privateOfOthers)()
}

func TestAccUserMetadata_Import_allKeysAndDestroy_warnsWithTheKeys(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(metadataOf("it", id, `public = jsonencode({ others = 1 })`))
	workspace.Must("import", "clerk_user_metadata.it", id)
	warnings := workspace.Must("plan", "-destroy", "-json").Warnings()
	if len(warnings) != 1 ||
		!strings.Contains(
			warnings[0].Detail,
			"public_metadata /crm/others, public_metadata /others, private_metadata /hush",
		) {
		t.Errorf("the warnings are %v", warnings)
	}
}

func TestAccUserMetadata_Import_namedKeys_removesAnOmittedKey(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(metadataOf("it", id, `public = jsonencode({ others = 1 })`))
	workspace.Must("import", "clerk_user_metadata.it", id+":public.others,private.hush")
	if warnings := workspace.Must("apply", "-json", "-auto-approve").Warnings(); len(warnings) != 0 {
		t.Errorf("the apply warns: %v", warnings)
	}
	holdsMetadata(t, instance, publicOfOthers, `{}`)()
}
