package clerk_test

import (
	"encoding/json"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

func TestField_MarshalJSON_omittedNullAndSet_differ(t *testing.T) {
	type body struct {
		Text clerk.Field[string] `json:"text,omitzero"`
		Flag clerk.Field[bool]   `json:"flag,omitzero"`
		N    clerk.Field[int64]  `json:"n,omitzero"`
	}
	for want, b := range map[string]body{
		`{}`:                                 {},
		`{"text":null,"flag":null,"n":null}`: {clerk.Null[string](), clerk.Null[bool](), clerk.Null[int64]()},
		`{"text":"","flag":false,"n":0}`:     {clerk.Set(""), clerk.Set(false), clerk.Set(int64(0))},
	} {
		got, err := json.Marshal(b)
		if err != nil || string(got) != want {
			t.Errorf("encoded as %s (%v), want %s", got, err, want)
		}
	}
	omitted, null, set := clerk.Field[string]{}, clerk.Null[string](), clerk.Set("")
	if !omitted.IsZero() || null.IsZero() || set.IsZero() {
		t.Error("IsZero must hold for the omitted field only")
	}
	if omitted.IsNull() || !null.IsNull() || set.IsNull() {
		t.Error("IsNull must hold for the null field only")
	}
	for name, f := range map[string]clerk.Field[string]{"omitted": omitted, "null": null} {
		if v, ok := f.Value(); ok {
			t.Errorf("the %s field has the value %q", name, v)
		}
	}
	if v, ok := clerk.Set("x").Value(); !ok || v != "x" {
		t.Errorf("Value() = %q, %t", v, ok)
	}
}
