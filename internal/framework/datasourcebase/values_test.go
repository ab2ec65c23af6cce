package datasourcebase_test

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

func TestWhatClerkDoesNotHoldIsNull(t *testing.T) {
	text, empty := "Ada", ""
	instant, never := clerk.UnixMilli(1_749_564_092_553), clerk.UnixMilli(0)
	for name, c := range map[string]struct {
		value attr.Value
		want  string // empty for null
	}{
		"text":              {datasourcebase.Text(text), "Ada"},
		"empty text":        {datasourcebase.Text(empty), ""},
		"optional text":     {datasourcebase.OptionalText(&text), "Ada"},
		"no text":           {datasourcebase.OptionalText(nil), ""},
		"time":              {datasourcebase.Time(instant), "2025-06-10T14:01:32.553Z"},
		"time left out":     {datasourcebase.Time(never), ""},
		"optional time":     {datasourcebase.OptionalTime(&instant), "2025-06-10T14:01:32.553Z"},
		"no time":           {datasourcebase.OptionalTime(nil), ""},
		"object":            {datasourcebase.JSON(json.RawMessage(`{"b": 1, "a": "<"}`)), `{"a":"\u003c","b":1}`},
		"empty object":      {datasourcebase.JSON(json.RawMessage(`{}`)), `{}`},
		"large number":      {datasourcebase.JSON(json.RawMessage(`{"n":12345678901234567890}`)), `{"n":12345678901234567890}`},
		"not an object":     {datasourcebase.JSON(json.RawMessage(`[1]`)), `[1]`},
		"object left out":   {datasourcebase.JSON(nil), ""},
		"null as an object": {datasourcebase.JSON(json.RawMessage(" null\n")), ""},
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
