package actionbase_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// with returns the inputs with another value of one of them.
func with(inputs acctest.Values, name string, value any) acctest.Values {
	changed := maps.Clone(inputs)
	changed[name] = value
	return changed
}

// idInputs are the inputs of an action that name objects.
func idInputs(inputs acctest.Values) []string {
	return slices.Sorted(func(yield func(string) bool) {
		for name := range inputs {
			if strings.HasSuffix(name, "_id") && !yield(name) {
				return
			}
		}
	})
}

func TestActions_PlanAction_invalidID_isAnErrorBeforeAnyRequest(t *testing.T) {
	w := newEnvironment(t)
	for name, test := range everyAction {
		for _, input := range idInputs(test.inputs) {
			for _, value := range []any{"", "ada@example.com", "a/b", "sess_1 ", "org_2abc", nil} {
				if value == "org_2abc" && input == "trusted_device_id" {
					continue // no prefix is known
				}
				w.ResetLog()
				values := with(test.inputs, input, value)
				summary := "Not the id of a"
				if value == nil && name != "clerk_user_ban" && name != "clerk_user_unban" {
					summary = "Missing Configuration for Required Attribute"
				} else if value == nil {
					summary = "No user_id or user_ids"
				}
				got := w.only(w.protocol.PlanAction(name, values))
				if !strings.HasPrefix(got.Summary, summary) {
					t.Errorf("%s: %s = %v: the plan says %q: %s", name, input, value, got.Summary, got.Detail)
				}
				if value != nil && got.Attribute.String() != `AttributeName("`+input+`")` {
					t.Errorf("%s: %s = %v: the error is on %s", name, input, value, got.Attribute)
				}
				// A value that only the apply knows is not planned again.
				w.only(w.protocol.InvokeAction(name, values).Diagnostics)
				if sent := w.Requests(); len(sent) != 0 {
					t.Errorf("%s: %s = %v: %d requests were sent", name, input, value, len(sent))
				}
			}
		}
	}
}

func TestActions_PlanAction_variable_isCheckedWhenKnown(t *testing.T) {
	w := newEnvironment(t)
	for name, test := range everyAction {
		for _, input := range slices.Sorted(maps.Keys(test.inputs)) {
			for _, diagnostic := range w.protocol.PlanAction(name, with(test.inputs, input, acctest.Unknown)) {
				t.Errorf("%s refuses an unknown %s: %s", name, input, diagnostic.Detail)
			}
		}
		for _, input := range idInputs(test.inputs) {
			// Validate does not know the value of a variable: only the plan does.
			got := w.only(w.protocol.PlanActionAlone(name, with(test.inputs, input, "no id")))
			if got.Attribute.String() != `AttributeName("`+input+`")` {
				t.Errorf("%s: the error about %s is on %s", name, input, got.Attribute)
			}
			if name != "clerk_user_ban" && name != "clerk_user_unban" {
				w.expect(w.only(w.protocol.PlanActionAlone(name, with(test.inputs, input, nil))), input, "Missing "+input)
			}
		}
	}
}

func TestActions_PlanAction_userIDAndUserIDs_areExclusive(t *testing.T) {
	w := newEnvironment(t)
	for _, name := range []string{"clerk_user_ban", "clerk_user_unban"} {
		for _, values := range []acctest.Values{{}, {"user_id": "user_ada", "user_ids": []any{"user_bare"}}, {"user_id": "user_ada", "user_ids": []any{}}} {
			got := w.only(w.protocol.PlanAction(name, values))
			if !strings.Contains(got.Summary, "user_id") || !strings.Contains(got.Summary, "user_ids") {
				t.Errorf("%s with %v: the plan says %s", name, values, got.Detail)
			}
			w.only(w.protocol.InvokeAction(name, values).Diagnostics)
		}
		for at, value := range map[int]any{0: "", 1: "org_2abc"} {
			ids := []any{"user_ada", "user_bare"}
			ids[at] = value
			got := w.only(w.protocol.PlanAction(name, acctest.Values{"user_ids": ids}))
			want := `AttributeName("user_ids").ElementKeyInt(` + string(rune('0'+at)) + ")"
			if got.Attribute.String() != want || got.Summary != "Not the id of a user" {
				t.Errorf("%s: the plan says on %s: %s", name, got.Attribute, got.Summary)
			}
		}
		got := w.only(w.protocol.PlanAction(name, acctest.Values{"user_ids": []any{"user_ada", nil}}))
		if got.Attribute.String() != `AttributeName("user_ids")` {
			t.Errorf("%s: the plan says on %s: %s", name, got.Attribute, got.Summary)
		}
		for _, diagnostic := range w.protocol.PlanAction(name, acctest.Values{"user_ids": []any{"user_ada", acctest.Unknown}}) {
			t.Errorf("%s refuses an unknown id: %s", name, diagnostic.Detail)
		}
	}
	if sent := w.Requests(); len(sent) != 0 {
		t.Errorf("%d requests were sent", len(sent))
	}
}

func TestActions_PlanAction_codeFromEphemeralVariable_mustNotBeEmpty(t *testing.T) {
	w := newEnvironment(t)
	for _, input := range w.protocol.Schemas.ActionSchemas["clerk_user_verify_totp"].Schema.Block.Attributes {
		if input.WriteOnly != (input.Name == "code") {
			t.Errorf("%s is write-only: %t", input.Name, input.WriteOnly)
		}
	}
	w.expect(
		w.only(w.protocol.PlanAction("clerk_user_verify_totp", ofAda(acctest.Values{"code": ""}))),
		"code",
		"Empty value",
	)
}
