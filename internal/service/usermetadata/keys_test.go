package usermetadata

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

func TestManaged_returnsOnlyConfiguredLeaves(t *testing.T) {
	tests := []struct{ name, configured, actual, want string }{
		{"a key of others", `{"a":1}`, `{"a":1,"b":2}`, `{"a":1}`},
		{"a nested key of others", `{"a":{"b":1}}`, `{"a":{"b":1,"c":2}}`, `{"a":{"b":1}}`},
		{"a changed value", `{"a":{"b":1}}`, `{"a":{"b":[2]}}`, `{"a":{"b":[2]}}`},
		{"a missing key", `{"a":1,"b":2}`, `{"b":2}`, `{"b":2}`},
		{"a missing nested key", `{"a":{"b":1}}`, `{"a":{"c":2}}`, `{}`},
		{"an object in place of a value", `{"a":1}`, `{"a":{"b":2}}`, `{"a":{"b":2}}`},
		{"a value in place of an object", `{"a":{"b":1}}`, `{"a":5}`, `{}`},
		{"an empty object is a leaf of its own", `{"a":{}}`, `{"a":{"others":1}}`, `{"a":{}}`},
		{"an empty object that is gone", `{"a":{}}`, `{"a":1}`, `{"a":1}`},
		{"arrays are leaves", `{"a":[{"b":1}]}`, `{"a":[{"b":1,"c":2}]}`, `{"a":[{"b":1,"c":2}]}`},
		{"large numbers keep their digits", `{"a":1}`, `{"a":9007199254740993}`, `{"a":9007199254740993}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := json.Marshal(managed(customtypes.DecodeObject(test.configured), customtypes.DecodeObject(test.actual)))
			if err != nil || string(got) != test.want {
				t.Errorf("owned = %s, %v; want %s", got, err, test.want)
			}
		})
	}
}

func TestMergePatch_changesOnlyManagedLeaves(t *testing.T) {
	tests := []struct{ name, before, after, patch, others, result string }{
		{"nothing", `{"a":1}`, `{"a":1}`, `{}`, `{"a":1,"o":1}`, `{"a":1,"o":1}`},
		{"all is new", `{}`, `{"a":{"b":1}}`, `{"a":{"b":1}}`, `{"a":{"o":1}}`, `{"a":{"b":1,"o":1}}`},
		{"a key taken out", `{"a":1,"b":2}`, `{"b":2}`, `{"a":null}`, `{"a":1,"b":2,"o":1}`, `{"b":2,"o":1}`},
		{
			"a nested key taken out",
			`{"a":{"b":1,"c":2}}`,
			`{"a":{"c":2}}`,
			`{"a":{"b":null}}`,
			`{"a":{"b":1,"c":2,"o":1}}`,
			`{"a":{"c":2,"o":1}}`,
		},
		{
			"an object taken out leaves what others have in it",
			`{"a":{"b":{"c":1}}}`,
			`{}`,
			`{"a":{"b":{"c":null}}}`,
			`{"a":{"b":{"c":1,"o":1}}}`,
			`{"a":{"b":{"o":1}}}`,
		},
		{"an object becomes a leaf", `{"a":{"b":1}}`, `{"a":{}}`, `{"a":{"b":null}}`, `{"a":{"b":1,"o":1}}`, `{"a":{"o":1}}`},
		{"an empty object taken out", `{"a":{}}`, `{}`, `{}`, `{"a":{"o":1}}`, `{"a":{"o":1}}`},
		{"a value becomes an object", `{"a":1}`, `{"a":{"b":2}}`, `{"a":{"b":2}}`, `{"a":1}`, `{"a":{"b":2}}`},
		{"an array is replaced whole", `{"a":[1,2]}`, `{"a":[2]}`, `{"a":[2]}`, `{"a":[1,2]}`, `{"a":[2]}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			patch, changed, err := mergePatch(customtypes.DecodeObject(test.before), customtypes.DecodeObject(test.after))
			if err != nil || string(patch) != test.patch || changed != (test.patch != "{}") {
				t.Fatalf("mergePatch = %s, %t, %v; want %s", patch, changed, err, test.patch)
			}
			got := merge(customtypes.DecodeObject(test.others), customtypes.DecodeObject(string(patch)))
			if difference := cmp.Diff(customtypes.DecodeObject(test.result), got); difference != "" {
				t.Errorf("after the patch (-want +got):\n%s", difference)
			}
		})
	}
}

// merge applies a merge patch as RFC 7396 says.
func merge(target, patch map[string]any) map[string]any {
	for key, value := range patch {
		inner, isObject := value.(map[string]any)
		switch {
		case value == nil:
			delete(target, key)
		case isObject:
			existing, _ := target[key].(map[string]any)
			if existing == nil {
				existing = map[string]any{}
			}
			target[key] = merge(existing, inner)
		default:
			target[key] = value
		}
	}
	return target
}

func TestCheckMergeable_valueThatAPatchCannotStore_isAnError(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":1,"b":{"c":[null,{"d":null}]},"e":0.1,"f":1e3}`: "",
		`{"a":null}`:                     `"a" is null`,
		`{"a":{"b":null}}`:               `"b" is null`,
		`{"a":9007199254740993}`:         "9007199254740993",
		`{"a":[1,9007199254740993]}`:     "would be rounded",
		`{"a":0.12345678901234567891}`:   "would be rounded",
		`{"a":[{"b":9007199254740993}]}`: "would be rounded",
	} {
		err := checkMergeable(customtypes.DecodeObject(text))
		switch {
		case want == "" && err != nil:
			t.Errorf("%s is refused: %v", text, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want an error about %q", text, err, want)
		}
	}
}
