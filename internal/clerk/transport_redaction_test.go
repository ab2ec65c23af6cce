package clerk_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/race"
)

func jsonOf(text string) string {
	encoded, _ := json.Marshal(text)
	return string(encoded)
}

// spellings are escapes and encodings of a text.
var spellings = map[string]func(string) string{
	"as it is":         func(text string) string { return text },
	"upper case":       strings.ToUpper,
	"JSON":             jsonOf,
	"JSON in JSON":     func(text string) string { return jsonOf(jsonOf(text)) },
	"JSON, three deep": func(text string) string { return jsonOf(jsonOf(jsonOf(text))) },
	"JSON, ASCII": func(text string) string {
		return strings.ReplaceAll(strconv.QuoteToASCII(text), `\U0001f511`, `\ud83d\udd11`)
	},
	"JSON, every character": func(text string) string {
		var b strings.Builder
		for _, r := range text {
			if r < 0x10000 {
				fmt.Fprintf(&b, `\u%04X`, r)
			} else {
				b.WriteRune(r)
			}
		}
		return b.String()
	},
	"JSON, slashes":   func(text string) string { return strings.ReplaceAll(jsonOf(text), "/", `\/`) },
	"Go":              strconv.Quote,
	"Go, ASCII":       strconv.QuoteToASCII,
	"Go in JSON":      func(text string) string { return jsonOf(strconv.Quote(text)) },
	"Go, bytes":       func(text string) string { return fmt.Sprintf("%+q", []byte(text)) },
	"URL":             url.QueryEscape,
	"URL, path":       url.PathEscape,
	"URL, twice":      func(text string) string { return url.QueryEscape(url.QueryEscape(text)) },
	"URL of JSON":     func(text string) string { return url.QueryEscape(jsonOf(text)) },
	"URL, every byte": func(text string) string { return strings.ReplaceAll(fmt.Sprintf("% x", " "+text), " ", "%") },
	"URL, lower case": func(text string) string { return strings.ToLower(url.QueryEscape(text)) },
	"HTML":            html.EscapeString,
	"HTML in JSON":    func(text string) string { return jsonOf(html.EscapeString(text)) },
	"base64":          func(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) },
	"base64 at 1":     func(text string) string { return base64.StdEncoding.EncodeToString([]byte("x" + text)) },
	"base64 at 2": func(text string) string {
		return base64.RawURLEncoding.EncodeToString([]byte("xx" + text + "y"))
	},
	"base64 of JSON":   func(text string) string { return base64.StdEncoding.EncodeToString([]byte(jsonOf(text))) },
	"base64 in a path": func(text string) string { return "/v1/" + base64.RawURLEncoding.EncodeToString([]byte(text)) },
	"base64 in a URL": func(text string) string {
		return url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(text)))
	},
}

func TestRedaction_secretWithAnyEscapes_isRedacted(t *testing.T) {
	race.SkipSequential(t)
	for _, secret := range []string{
		"Xq7Zk2Vw9R" + awkward + "Lm5Np8Yb3G", "Xq7Zk2Vw9R", "Xq7Zk2Vw9R\nLm5Np8Yb3G", `Xq7Zk2Vw9R\u0041%42&amp;+Lm5Np8Yb3G`,
		`\Xq7Zk2Vw9R\`, `"Xq7Zk2Vw9R"`, "%Xq7Zk2Vw9R%25", "Xq7Zk2Vw9R\x00\x7f\u200bLm5Np8Yb3G",
	} {
		for name, spell := range spellings {
			for _, around := range [][2]string{
				{"", ""}, {"a ", " b"}, {`"`, `"`}, {"x=", "&y=1"}, {"(", ")"}, {"\u00e9", "\u00e9"}, {`{"k":"`, `"}`},
				{"QUJDREVGRw==", "=QUJDREVGRw"},
			} {
				text := around[0] + spell(secret) + around[1]
				got := clerk.Redacted(text, "other-secret", secret)
				if position(got, "Xq7Zk2Vw9R") >= 0 || position(got, "Lm5Np8Yb3G") >= 0 || !strings.Contains(got, "[secret]") {
					t.Errorf("%q, %s: %q becomes %q", secret, name, text, got)
				}
			}
		}
	}
}

func TestRedaction_overlappingSecrets_areRedactedCompletely(t *testing.T) {
	for text, want := range map[string]string{
		"a abcdefgh12345678 b":          "a [secret] b",
		"a abcdefgh1234 b":              "a [secret] b",
		"abcdefgh1234efgh12345678":      "[secret]",
		"abcdefgh1234, efgh12345678":    "[secret], [secret]",
		"abcdefgh1234abcdefgh1234":      "[secret]",
		"ABCDEFGH1234":                  "[secret]",
		"aaaaaaaaaaaaaaaaaaaaaaaaa!":    "[secret]!",
		"\u00e4\u00f6\u00fc%C3%A4 kept": "\u00e4\u00f6\u00fc%C3%A4 kept",
		"":                              "",
	} {
		if got := clerk.Redacted(text, "abcdefgh1234", "efgh12345678", "aaaaaaaaaa"); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestRedaction_tooLongText_isRedactedCompletely(t *testing.T) {
	if got := clerk.Redacted(strings.Repeat("a", 64<<10+1), "Xq7Zk2Vw9R"); got != "[secret]" {
		t.Errorf("got %d bytes", len(got))
	}
}

func FuzzRedaction_anyText_hidesTheSecret(f *testing.F) {
	f.Add("a \\u00", "%4+&amp;\\\\", uint8(3))
	f.Fuzz(func(t *testing.T, before, after string, which uint8) {
		const secret = "Xq7Zk2Vw9R"
		spell := []func(string) string{spellings["as it is"], spellings["JSON"], spellings["Go"], spellings["URL"]}[which%4]
		got := clerk.Redacted(before+spell(secret+awkward)+after, secret+awkward)
		if strings.Contains(got, secret) && !strings.Contains(before+after, secret) {
			t.Errorf("%q between %q and %q becomes %q", spell(secret+awkward), before, after, got)
		}
	})
}
