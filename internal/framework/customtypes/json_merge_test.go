package customtypes

import (
	"testing"
)

func TestMergePatch_removedKeys_areNullAtAnyDepth(t *testing.T) {
	for name, test := range map[string]struct{ prior, plan, want string }{
		"a new key":                    {`{}`, `{"a":1}`, `{"a":1}`},
		"a removed key":                {`{"a":1,"b":2}`, `{"a":1}`, `{"b":null}`},
		"nothing":                      {`{"a":{"b":[1]}}`, `{"a":{"b":[1.0]}}`, `{}`},
		"a removed key of an object":   {`{"a":{"b":1,"c":2}}`, `{"a":{"c":3}}`, `{"a":{"b":null,"c":3}}`},
		"an object in place of a text": {`{"a":"x"}`, `{"a":{"b":1}}`, `{"a":{"b":1}}`},
		"a text in place of an object": {`{"a":{"b":1}}`, `{"a":"x"}`, `{"a":"x"}`},
		"everything removed":           {`{"a":{"b":1},"c":[]}`, `{}`, `{"a":null,"c":null}`},
		"a shorter list":               {`{"a":[1,2]}`, `{"a":[1]}`, `{"a":[1]}`},
	} {
		if got := MergePatch(object(test.prior), object(test.plan)); string(got) != test.want {
			t.Errorf("%s: the patch is %s, want %s", name, got, test.want)
		}
	}
}

func TestHasNull_findsNullInObjectsOnly(t *testing.T) {
	for text, want := range map[string]bool{
		`{}`: false, `{"a":null}`: true, `{"a":{"b":null}}`: true, `{"a":[null]}`: false, `{"a":{"b":0}}`: false,
	} {
		if got := HasNull(DecodeObject(text)); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
}
