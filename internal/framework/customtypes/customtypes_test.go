package customtypes

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func object(text string) JSONObject {
	return JSONObject{Normalized: jsontypes.NewNormalizedValue(text)}
}

func instant(text string) Timestamp {
	return Timestamp{RFC3339: timetypes.RFC3339{StringValue: basetypes.NewStringValue(text)}}
}

func identifiers(values ...string) types.Set {
	elements := make([]attr.Value, len(values))
	for i, value := range values {
		elements[i] = NewIdentifier(value)
	}
	return types.SetValueMust(IdentifierType{}, elements)
}

func TestEquivalent_spellingsOfOneValue(t *testing.T) {
	tests := []struct {
		name string
		a, b attr.Value
		want bool
	}{
		{"JSON with other spacing and order", object(`{"a":1,"b":[1,2]}`), object(`{ "b": [1, 2], "a": 1 }`), true},
		{"JSON arrays in another order", object(`{"b":[1,2]}`), object(`{"b":[2,1]}`), false},
		{"large numbers that a float would round", object(`{"a":9007199254740993}`), object(`{"a":9007199254740992}`), false},
		{
			"numbers in other spellings",
			object(`{"a":[1e21,1.10,-0.50,1E-7,0]}`),
			object(`{"a":[1000000000000000000000,1.1,-0.5,0.0000001,-0]}`),
			true,
		},
		{"a number and the same text", object(`{"a":1}`), object(`{"a":"1"}`), false},
		{"a number too large to write out", object(`{"a":1e999999999}`), object(`{"a":10e999999998}`), true},
		{"JSON with another key", object(`{"a":null}`), object(`{"b":null}`), false},
		{"JSON of another shape", object(`{"a":[1]}`), object(`{"a":{"0":1}}`), false},
		{"texts that are no objects", object(`[1]`), object(`[1.0]`), false},
		{"null JSON and an object", JSONObject{Normalized: jsontypes.NewNormalizedNull()}, object(`{}`), false},
		{"identifiers in another case", NewIdentifier("Ada@Example.com"), NewIdentifier("ada@example.com"), true},
		{"hexadecimal wallets in another case", NewWallet("0xABC"), NewWallet("0xabc"), true},
		{"base58 wallets in another case", NewWallet("7xKX"), NewWallet("7XKX"), false},
		{"other identifiers", NewIdentifier("ada@example.com"), NewIdentifier("ada@example.org"), false},
		{"unknown identifiers", UnknownIdentifier(), NewIdentifier("ada@example.com"), false},
		{"sets in another order and case", identifiers("A@x", "b@x"), identifiers("B@x", "a@x"), true},
		{"sets of other sizes", identifiers("a@x"), identifiers("a@x", "b@x"), false},
		{"instants in another offset", instant("2020-01-02T03:04:05Z"), instant("2020-01-02T04:04:05+01:00"), true},
		{"instants with other trailing zeros", instant("2020-01-02T03:04:05.500Z"), instant("2020-01-02T03:04:05.5Z"), true},
		{"other instants", instant("2020-01-02T03:04:05Z"), instant("2020-01-02T03:04:06Z"), false},
		{"an instant and none", instant("2020-01-02T03:04:05Z"), NoTimestamp(), false},
		{"no instants", NoTimestamp(), NoTimestamp(), true},
		{"booleans", types.BoolValue(true), types.BoolValue(false), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, diags := Equivalent(t.Context(), test.a, test.b)
			if diags.HasError() || got != test.want {
				t.Errorf("Equivalent = %t (%v), want %t", got, diags, test.want)
			}
			if back, _ := Equivalent(t.Context(), test.b, test.a); back != test.want {
				t.Errorf("the other way round Equivalent = %t, want %t", back, test.want)
			}
		})
	}
}

func TestValidateAttribute_valueThatClerkCannotStore_isRefused(t *testing.T) {
	tests := []struct {
		name  string
		value xattr.ValidateableAttribute
		want  string // part of the summary; "" accepts
	}{
		{"an object", object(`{"a":null}`), ""},
		{"an array", object(`[1]`), "Not a JSON object"},
		{"a scalar", object(`"a"`), "Not a JSON object"},
		{"JSON null", object(`null`), "Not a JSON object"},
		{"two objects", object(`{} {}`), "Not a JSON object"},
		{"no JSON", object(`{a}`), "Not a JSON object"},
		{"nothing", object(``), "Not a JSON object"},
		{"a time", instant("2020-01-02T03:04:05.123Z"), ""},
		{"no time", NoTimestamp(), ""},
		{"a date", instant("2020-01-02"), "RFC 3339"},
		{"microseconds", instant("2020-01-02T03:04:05.123456Z"), "finer than a millisecond"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var resp xattr.ValidateAttributeResponse
			test.value.ValidateAttribute(t.Context(), xattr.ValidateAttributeRequest{Path: path.Root("it")}, &resp)
			switch {
			case test.want == "" && resp.Diagnostics.HasError():
				t.Errorf("refused: %v", resp.Diagnostics)
			case test.want != "" && (len(resp.Diagnostics) != 1 || !strings.Contains(resp.Diagnostics[0].Summary(), test.want)):
				t.Errorf("diagnostics %v, want one about %q", resp.Diagnostics, test.want)
			}
		})
	}
}

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

func TestTimestamp_isUTCInMilliseconds(t *testing.T) {
	at := time.Date(2020, 1, 2, 4, 4, 5, 120e6, time.FixedZone("", 3600))
	if got := NewTimestamp(at).ValueString(); got != "2020-01-02T03:04:05.12Z" {
		t.Errorf("NewTimestamp = %s", got)
	}
}

func TestTypes_ValueFromTerraform_keepsTheValue(t *testing.T) {
	ctx := context.Background()
	for _, typable := range []basetypes.StringTypable{IdentifierType{}, WalletType{}, JSONObjectType{}, TimestampType{}} {
		for _, value := range []tftypes.Value{
			tftypes.NewValue(tftypes.String, "{}"), tftypes.NewValue(tftypes.String, nil), tftypes.NewValue(tftypes.String, tftypes.UnknownValue),
		} {
			got, err := typable.ValueFromTerraform(ctx, value)
			if err != nil {
				t.Fatal(err)
			}
			if back, err := got.ToTerraformValue(ctx); err != nil || !back.Equal(value) {
				t.Errorf("%s: %s became %s (%v)", typable, value, back, err)
			}
			if !got.Type(ctx).Equal(typable) || got.IsNull() != value.IsNull() || got.IsUnknown() == value.IsKnown() {
				t.Errorf("%s: the value %s does not know its type or state", typable, value)
			}
		}
	}
}
