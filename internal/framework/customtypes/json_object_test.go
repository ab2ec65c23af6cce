package customtypes

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

func TestNewJSONObject_hasTheSpellingOfJsonencode(t *testing.T) {
	for raw, want := range map[string]string{
		``: `{}`, `null`: `{}`, `{}`: `{}`,
		`{ "b": 1, "a": {"d": 1.0, "c": 12345678901234567890} }`: `{"a":{"c":12345678901234567890,"d":1.0},"b":1}`,
		`{"html":"<&>"}`: `{"html":"\u003c\u0026\u003e"}`,
	} {
		got, err := NewJSONObject(json.RawMessage(raw))
		if err != nil || got.ValueString() != want {
			t.Errorf("NewJSONObject(%s) = %s, %v; want %s", raw, got.ValueString(), err, want)
		}
	}
	if _, err := NewJSONObject(json.RawMessage(`[]`)); err == nil {
		t.Error("an array is taken for metadata")
	}
}

func TestJSONObject_String_hidesTheContent(t *testing.T) {
	secret := object(`{"token":"hush"}`)
	if strings.Contains(secret.String(), "hush") {
		t.Errorf("String() = %s shows the content", secret)
	}
	var resp xattr.ValidateAttributeResponse
	object(
		`["hush"]`,
	).ValidateAttribute(t.Context(), xattr.ValidateAttributeRequest{Path: path.Root("private_metadata")}, &resp)
	if !resp.Diagnostics.HasError() || strings.Contains(resp.Diagnostics[0].Detail(), "hush") {
		t.Errorf("diagnostics %v must exist and not show the content", resp.Diagnostics)
	}
}
