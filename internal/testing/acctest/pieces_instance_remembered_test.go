package acctest_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// instanceObjects are the types that remember the instance of their objects, each with the values of a new object and
// those of an update.
func instanceObjects(t *testing.T, id string) map[string][2]acctest.Values {
	with := func(name string, values ...any) (both [2]acctest.Values) {
		for i, value := range values {
			both[i] = acctest.Values{"user_id": id, name: value}
		}
		return both
	}
	image := func(shade uint8) string { return base64.StdEncoding.EncodeToString(portraitOf(t, shade)) }
	return map[string][2]acctest.Values{
		"clerk_user":               {{"username": "grace"}, {"username": "grace", "first_name": "Grace"}},
		"clerk_user_metadata":      with("public", `{"role":"user"}`, `{"role":"admin"}`),
		"clerk_user_profile_image": with("content_base64", image(1), image(2)),
		"clerk_user_totp":          with("issuer", "Clerk", "Engines"),
		"clerk_email_address":      with("email_address", "ada@example.com", "eve@example.com"),
		"clerk_phone_number":       with("phone_number", "+12025550101", "+12025550102"),
	}
}

// forEachInstanceObject runs a test for each type: with an object in an instance, and with the values of an update.
func forEachInstanceObject(
	t *testing.T,
	test func(t *testing.T, instance *acctest.Instance, run acctest.Calls, held acctest.Object, update acctest.Values),
) {
	for typeName := range instanceObjects(t, "") {
		t.Run(typeName, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			id := instance.Hold(map[string]any{"username": "countess"})
			run := acctest.NewCalls(t, instance, typeName)
			values := instanceObjects(t, id)[typeName]
			held := run.Create(instance, values[0])
			run.Configure(instance)
			test(t, instance, run, held, values[1])
		})
	}
}

// destroyed applies the destroy of an object without a refresh.
func destroyed(t *testing.T, c acctest.Calls, held acctest.Object) (acctest.Object, []*tfprotov6.Diagnostic) {
	t.Helper()
	planned := c.Plan(held, nil)
	if errors := acctest.Errors(planned.Diagnostics); len(errors) > 0 {
		acctest.ExpectNone(t, errors)
	}
	return c.Apply(planned)
}

func TestDelete_keyOfAnotherInstance_keepsTheObjectInTheState(t *testing.T) {
	t.Parallel()
	forEachInstanceObject(
		t,
		func(t *testing.T, _ *acctest.Instance, run acctest.Calls, held acctest.Object, _ acctest.Values) {
			run.Configure(acctest.NewInstance(t))
			left, diagnostics := destroyed(t, run, held)
			acctest.ExpectOne(t, diagnostics, acctest.IsError, "The secret key belongs to another Clerk instance", "instance_id")
			if value := run.Attributes(run.TypeName, left.State); len(value) == 0 {
				t.Error("the object left the state")
			}
		},
	)
}

func TestDelete_objectThatIsGone_readsTheInstanceOnce(t *testing.T) {
	t.Parallel()
	forEachInstanceObject(
		t,
		func(t *testing.T, instance *acctest.Instance, run acctest.Calls, held acctest.Object, _ acctest.Values) {
			for _, user := range instance.Users() {
				instance.DeleteUser(user.ID)
			}
			instance.ResetLog()
			_, diagnostics := destroyed(t, run, held)
			acctest.ExpectNone(t, diagnostics)
			if got := instanceReads(instance); got != 1 {
				t.Errorf("the instance was read %d times: %v", got, instance.Reads())
			}
		},
	)
}

// A state that an earlier version wrote has no instance in the private state.
func TestUpdate_stateOfAnEarlierVersion_remembersTheInstance(t *testing.T) {
	t.Parallel()
	forEachInstanceObject(
		t,
		func(t *testing.T, instance *acctest.Instance, run acctest.Calls, held acctest.Object, update acctest.Values) {
			for _, forgets := range []bool{false, true} {
				if forgets {
					held.Private = nil
				}
				run.Configure(instance)
				instance.ResetLog()
				planned := run.Plan(held, update)
				updated, diagnostics := run.Apply(planned)
				acctest.ExpectNone(t, diagnostics)
				if got := instanceReads(instance); (got == 1) != forgets {
					t.Errorf("the instance was read %d times", got)
				}
				if !strings.Contains(string(updated.Private), `"instance"`) {
					t.Errorf("the private state is %s", updated.Private)
				}
			}
		},
	)
}

func TestRead_stateOfAnEarlierVersion_remembersTheInstanceOfTheProviderBlock(t *testing.T) {
	t.Parallel()
	forEachInstanceObject(
		t,
		func(t *testing.T, instance *acctest.Instance, run acctest.Calls, held acctest.Object, _ acctest.Values) {
			if run.TypeName == "clerk_user" {
				t.Skip("the fast path of clerk_user keeps the private state")
			}
			held.Private = nil
			run.Configure(instance)
			instance.ResetLog()
			if read := run.Refreshed(held); strings.Contains(string(read.Private), "instance") {
				t.Errorf("the private state is %s", read.Private)
			}
			if got := instanceReads(instance); got != 0 {
				t.Errorf("the instance was read %d times", got)
			}
			run.Configure(instance, acctest.Values{"instance_id": instance.InstanceID()})
			if read := run.Refreshed(held); !strings.Contains(string(read.Private), `"instance"`) {
				t.Errorf("the private state is %s", read.Private)
			}
		},
	)
}

func instanceReads(instance *acctest.Instance) (count int) {
	for _, read := range instance.Reads() {
		if strings.HasSuffix(read, "/v1/instance") {
			count++
		}
	}
	return count
}
