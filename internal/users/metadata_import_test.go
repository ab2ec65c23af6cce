package users_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
)

// imported imports a resource by its identity and reads it, as the CLI does, and returns it with its private state.
func (c calls) imported(identity acctest.Values) object {
	c.t.Helper()
	response, err := c.Server.ImportResourceState(c.t.Context(), &tfprotov6.ImportResourceStateRequest{
		TypeName: c.typeName, Identity: c.IdentityOf(c.typeName, identity),
	})
	if err != nil {
		c.t.Fatal(err)
	}
	expectNone(c.t, response.Diagnostics)
	found := response.ImportedResources[0]
	return c.refreshed(object{found.State, found.Private})
}

// refreshed reads a resource.
func (c calls) refreshed(held object) object {
	c.t.Helper()
	response, err := c.Server.ReadResource(c.t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: c.typeName, CurrentState: held.state, Private: held.private,
	})
	if err != nil {
		c.t.Fatal(err)
	}
	expectNone(c.t, response.Diagnostics)
	return object{response.NewState, response.Private}
}

// Terraform keeps nothing of a plan without a change. After an import that the configuration covers, the provider
// cannot know that the configuration had a key: it releases the key, and the warning says how to delete it.
func TestUserMetadata_Import_keyRemovedAfterAPlanWithoutChange_isReleasedWithAWarning(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	metadata := map[string]any{"role": "user", "plan": "pro"}
	id := instance.Hold(map[string]any{"username": "countess", "public_metadata": metadata})
	run := newCalls(t, instance, "clerk_user_metadata")
	public := func(text string) acctest.Values { return acctest.Values{"user_id": id, "public": text} }
	next := func(held object, text string, says ...string) object {
		t.Helper()
		run.Configure(instance)
		planned := run.plan(run.refreshed(held), public(text))
		if len(says) == 0 {
			expectNone(t, planned.Diagnostics)
		} else {
			expectOne(t, planned.Diagnostics, isWarning, says...)
		}
		held, diagnostics := run.apply(planned)
		expectNone(t, diagnostics)
		return held
	}
	held := run.imported(acctest.Values{"user_id": id})
	expectNone(t, run.plan(held, public(`{"plan":"pro","role":"user"}`)).Diagnostics)
	held = next(held, `{"role":"user"}`, "public_metadata /plan", "no apply has changed it since", "To delete a key")
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
