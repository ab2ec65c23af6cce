package usermetadata

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestParseKeyPath_bothForms_nameAnyKey(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"public.role":                        {"public", "role"},
		"private.crm.id":                     {"private", "crm", "id"},
		"public.a:b":                         {"public", "a:b"},
		"public.a/b":                         {"public", "a/b"},
		`public."https://example.com/role"`:  {"public", "https://example.com/role"},
		`public.crm."example.com".id`:        {"public", "crm", "example.com", "id"},
		`public."a\"b\\.c"`:                  {"public", `a"b\.c`},
		`public."a,b"`:                       {"public", "a,b"},
		`public.""`:                          {"public", ""},
		`public."\u00e9"`:                    {"public", "é"},
		`public.say"hi"`:                     {"public", `say"hi"`},
		"public/https:~1~1example.com~1role": {"public", "https://example.com/role"},
		"unsafe/crm/example.com/id":          {"unsafe", "crm", "example.com", "id"},
		"public/~01":                         {"public", "~1"},
		`public/"quoted"`:                    {"public", `"quoted"`},
		"public/a//b":                        {"public", "a", "", "b"},
	} {
		got, ok := parseKeyPath(" " + text + " ")
		if !ok || !slices.Equal(append([]string{got.field}, got.keys...), want) {
			t.Errorf("parseKeyPath(%q) = %q, %q, %t, want %q", text, got.field, got.keys, ok, want)
		}
	}
}

func TestParseKeyPath_otherForms_areRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "public", "public.", "public..a", "public.a.", `public."a`, `public."a"b`, `public."a".`, `public."\x"`,
		"public/", "public/~", "public/~2",
	} {
		if got, ok := parseKeyPath(text); ok {
			t.Errorf("parseKeyPath(%q) = %q", text, got.keys)
		}
	}
}

func TestSplitNames_commasWithinQuotes_areKept(t *testing.T) {
	t.Parallel()
	for list, want := range map[string][]string{
		"":                         {""},
		"public.a,private.b":       {"public.a", "private.b"},
		`public."a,b",private.c`:   {`public."a,b"`, "private.c"},
		`public."a\",b",private.c`: {`public."a\",b"`, "private.c"},
		`public.say"hi",private.b`: {`public.say"hi"`, "private.b"},
		`public/a"b,private.c`:     {`public/a"b`, "private.c"},
		`public."open,private.b`:   {`public."open,private.b`},
	} {
		if got := splitNames(list); !slices.Equal(got, want) {
			t.Errorf("splitNames(%q) = %q, want %q", list, got, want)
		}
	}
}

// Every key has a name in both forms, and a list of names is split between them.
func FuzzParseKeyPath_quotedKeyAndPointer_nameTheKey(f *testing.F) {
	f.Add("role", "https://example.com/role")
	f.Add("", `",~/\`)
	f.Fuzz(func(t *testing.T, outer, inner string) {
		quote := func(key string) string {
			text, err := json.Marshal(key)
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
		var want []string
		for _, key := range []string{outer, inner} {
			var stored string // invalid UTF-8 is not kept in JSON
			if err := json.Unmarshal([]byte(quote(key)), &stored); err != nil {
				t.Fatal(err)
			}
			want = append(want, stored)
		}
		quoted := "public." + quote(outer) + "." + quote(inner)
		names := splitNames(quoted + ",private.x")
		if len(names) != 2 || names[0] != quoted {
			t.Fatalf("%q is split into %q", quoted, names)
		}
		for _, name := range []string{quoted, "public" + pointer(pointer("", want[0]), want[1]) + "/x"} {
			got, ok := parseKeyPath(name)
			if len(got.keys) == 3 {
				got.keys = got.keys[:2] // spaces at the end are not trimmed before x
			}
			if !ok || got.field != "public" || !slices.Equal(got.keys, want) {
				t.Errorf("%q names %q, want %q", name, got.keys, want)
			}
		}
	})
}
