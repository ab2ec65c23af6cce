package customtypes

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func object(text string) JSONObject {
	return JSONObject{StringValue: types.StringValue(text)}
}

func instant(text string) Timestamp {
	return Timestamp{StringValue: types.StringValue(text)}
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
		{"null JSON and an object", JSONObject{StringValue: types.StringNull()}, object(`{}`), false},
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
