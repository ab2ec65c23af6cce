package datasources_test

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/datasources"
)

func TestWhatClerkDoesNotHoldIsNull(t *testing.T) {
	text, empty := "Ada", ""
	instant, never := clerk.UnixMilli(1_749_564_092_553), clerk.UnixMilli(0)
	for name, c := range map[string]struct {
		value attr.Value
		want  string // empty for null
	}{
		"text":              {datasources.Text(text), "Ada"},
		"empty text":        {datasources.Text(empty), ""},
		"optional text":     {datasources.OptionalText(&text), "Ada"},
		"no text":           {datasources.OptionalText(nil), ""},
		"time":              {datasources.Time(instant), "2025-06-10T14:01:32.553Z"},
		"time left out":     {datasources.Time(never), ""},
		"optional time":     {datasources.OptionalTime(&instant), "2025-06-10T14:01:32.553Z"},
		"no time":           {datasources.OptionalTime(nil), ""},
		"object":            {datasources.JSON(json.RawMessage(`{"b": 1, "a": "<"}`)), `{"a":"\u003c","b":1}`},
		"empty object":      {datasources.JSON(json.RawMessage(`{}`)), `{}`},
		"large number":      {datasources.JSON(json.RawMessage(`{"n":12345678901234567890}`)), `{"n":12345678901234567890}`},
		"not an object":     {datasources.JSON(json.RawMessage(`[1]`)), `[1]`},
		"object left out":   {datasources.JSON(nil), ""},
		"null as an object": {datasources.JSON(json.RawMessage(" null\n")), ""},
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
