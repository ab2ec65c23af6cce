package usermetadata_test

import (
	"bytes"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// Terraform keeps nothing of a plan without a change. After an import that the configuration covers, the provider
// cannot know that the configuration had a key: it releases the key, and the warning says how to delete it.
func TestUserMetadata_Import_keyRemovedAfterAPlanWithoutChange_isReleasedWithAWarning(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	metadata := map[string]any{"role": "user", "plan": "pro"}
	id := instance.Hold(map[string]any{"username": "countess", "public_metadata": metadata})
	run := acctest.NewCalls(t, instance, "clerk_user_metadata")
	public := func(text string) acctest.Values { return acctest.Values{"user_id": id, "public": text} }
	next := func(held acctest.Object, text string, says ...string) acctest.Object {
		t.Helper()
		run.Configure(instance)
		planned := run.Plan(run.Refreshed(held), public(text))
		if len(says) == 0 {
			acctest.ExpectNone(t, planned.Diagnostics)
		} else {
			acctest.ExpectOne(t, planned.Diagnostics, acctest.IsWarning, says...)
		}
		held, diagnostics := run.Apply(planned)
		acctest.ExpectNone(t, diagnostics)
		return held
	}
	held := run.Imported(acctest.Values{"user_id": id})
	acctest.ExpectNone(t, run.Plan(held, public(`{"plan":"pro","role":"user"}`)).Diagnostics)
	held = next(
		held,
		`{"role":"user"}`,
		"public_metadata /plan",
		"The apply removes them from the state only",
		"To delete a key",
	)
	holdsPublic := func(want string) {
		t.Helper()
		if got := string(instance.OnlyUser().PublicMetadata); got != want {
			t.Errorf("the API holds %s, want %s", got, want)
		}
	}
	holdsPublic(`{"plan":"pro","role":"user"}`)
	// The remedy of the warning.
	held = next(held, `{"plan":"pro","role":"user"}`)
	next(held, `{"role":"user"}`)
	holdsPublic(`{"role":"user"}`)
}

func TestUserMetadata_Import_keyWithDotOrColon_isNamedByQuotesOrPointer(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(map[string]any{"username": "countess", "public_metadata": map[string]any{
		"https://example.com/role": "admin", "a:b": 1, "crm": map[string]any{"example.com": map[string]any{"id": 7}, "x": 1},
	}})
	run := acctest.NewCalls(t, instance, "clerk_user_metadata")
	for name, want := range map[string]string{
		`public."https://example.com/role"`:              `{"https://example.com/role":"admin"}`,
		"public/https:~1~1example.com~1role":             `{"https://example.com/role":"admin"}`,
		"public.a:b":                                     `{"a:b":1}`,
		"public/a:b":                                     `{"a:b":1}`,
		`public.crm."example.com".id`:                    `{"crm":{"example.com":{"id":7}}}`,
		`public.crm."example.com"`:                       `{"crm":{"example.com":{"id":7}}}`,
		`public/crm/example.com/id, public."a:b"`:        `{"a:b":1,"crm":{"example.com":{"id":7}}}`,
		`public."https://example.com/role",public/crm/x`: `{"crm":{"x":1},"https://example.com/role":"admin"}`,
	} {
		held := run.ImportedByID(id + ":" + name)
		if got := run.Attributes("clerk_user_metadata", held.State)["public"]; got != want {
			t.Errorf("%s imports %v, want %s", name, got, want)
		}
		run.Configure(instance)
		planned := run.Plan(held, acctest.Values{"user_id": id, "public": want})
		acctest.ExpectNone(t, planned.Diagnostics)
		if !bytes.Equal(planned.PlannedState.MsgPack, held.State.MsgPack) {
			t.Errorf("%s: the plan after the import is not empty", name)
		}
	}
}

func TestUserMetadata_Import_unquotedKeyWithDots_showsTheQuotedName(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(map[string]any{
		"username": "countess", "private_metadata": map[string]any{"example.com/role": "hidden value"},
	})
	run := acctest.NewCalls(t, instance, "clerk_user_metadata")
	acctest.ExpectOne(t, run.TryImport("clerk_user_metadata", id+":private.example.com/role"), acctest.IsError,
		"No such metadata key", `private."example.com/role"`)
}
