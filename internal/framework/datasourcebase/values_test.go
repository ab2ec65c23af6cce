package datasourcebase_test

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

func TestValues_withoutValue_areNull(t *testing.T) {
	text, empty := "Ada", ""
	instant, never := clerk.UnixMilli(1_749_564_092_553), clerk.UnixMilli(0)
	for name, c := range map[string]struct {
		value attr.Value
		want  string // empty for null
	}{
		"text":              {datasourcebase.StringValue(text), "Ada"},
		"empty text":        {datasourcebase.StringValue(empty), ""},
		"optional text":     {datasourcebase.OptionalStringValue(&text), "Ada"},
		"no text":           {datasourcebase.OptionalStringValue(nil), ""},
		"time":              {datasourcebase.TimeValue(instant), "2025-06-10T14:01:32.553Z"},
		"time omitted":      {datasourcebase.TimeValue(never), ""},
		"optional time":     {datasourcebase.OptionalTimeValue(&instant), "2025-06-10T14:01:32.553Z"},
		"no time":           {datasourcebase.OptionalTimeValue(nil), ""},
		"object":            {datasourcebase.JSONValue(json.RawMessage(`{"b": 1, "a": "<"}`)), `{"a":"\u003c","b":1}`},
		"empty object":      {datasourcebase.JSONValue(json.RawMessage(`{}`)), `{}`},
		"large number":      {datasourcebase.JSONValue(json.RawMessage(`{"n":12345678901234567890}`)), `{"n":12345678901234567890}`},
		"not an object":     {datasourcebase.JSONValue(json.RawMessage(`[1]`)), `[1]`},
		"object omitted":    {datasourcebase.JSONValue(nil), ""},
		"null as an object": {datasourcebase.JSONValue(json.RawMessage(" null\n")), ""},
	} {
		t.Run(name, func(t *testing.T) {
			if null := c.value.IsNull(); null != (c.want == "") {
				t.Errorf("null is %t", null)
			}
			held, diags := c.value.(basetypes.StringValuable).ToStringValue(t.Context())
			if diags.HasError() || held.ValueString() != c.want {
				t.Errorf("it is %q, want %q", held.ValueString(), c.want)
			}
		})
	}
}
