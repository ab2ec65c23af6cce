package emulator

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// pageFuncs are the functions of the templates.
var pageFuncs = template.FuncMap{
	"clock":  func(t time.Time) string { return t.Local().Format("15:04:05") },
	"day":    func(t time.Time) string { return t.Local().Format("2 Jan 2006") },
	"iso":    func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
	"count":  count,
	"json":   indentJSON,
	"took":   took,
	"tone":   toneOf,
	"mark":   func(text, tone string) mark { return mark{text, tone} },
	"list":   func(items ...any) []any { return items },
	"value":  diffValue,
	"args":   args,
	"absent": absent,
	"given":  func(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" },
}

// stamp returns the time of Unix milliseconds.
func stamp(milliseconds int64) time.Time { return time.UnixMilli(milliseconds) }

// count returns a number with its noun: 1 user, 2 users.
func count(n int, singular string) string {
	if n == 1 {
		return "1 " + singular
	}
	plural := singular + "s"
	if strings.HasSuffix(singular, "y") {
		plural = strings.TrimSuffix(singular, "y") + "ies"
	}
	return thousands(n) + " " + plural
}

// thousands returns a number with separators: 10,000.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// indentJSON returns formatted JSON.
func indentJSON(raw json.RawMessage) string {
	var text bytes.Buffer
	if len(raw) == 0 || json.Indent(&text, raw, "", "  ") != nil {
		return string(raw)
	}
	return text.String()
}

// diffValue returns a value of an attribute. A text has no quotes.
func diffValue(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil && text != "" {
		return text
	}
	return string(raw)
}

// took returns a duration in milliseconds.
func took(milliseconds float64) string {
	switch {
	case milliseconds < 1:
		return "<1 ms"
	case milliseconds < 10_000:
		return fmt.Sprintf("%.0f ms", milliseconds)
	}
	return fmt.Sprintf("%.1f s", milliseconds/1000)
}

// mark is a short text with a tone: good, warn, bad, info or plain.
type mark struct{ Text, Tone string }

// toneOf returns the tone of an action, or of a status of an object.
func toneOf(text string) string {
	switch text {
	case "created", "active", "accepted", "verified", "unbanned", "unlocked", "completed":
		return "good"
	case "deleted", "banned", "revoked", "refused", "rejected":
		return "bad"
	case "locked", "pending", "unverified", "expired", "abandoned":
		return "warn"
	case "changed":
		return "info"
	}
	return "plain"
}

// avatar replaces the image of an object. The page loads no image of another host.
type avatar struct {
	Initials string
	// Color is the number of a color class.
	Color uint32
}

const avatarColors = 8

func avatarOf(id, name string) avatar {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(id))
	var initials []rune
	for _, word := range strings.Fields(name) {
		first, _ := utf8.DecodeRuneInString(word)
		if (unicode.IsLetter(first) || unicode.IsDigit(first)) && len(initials) < 2 {
			initials = append(initials, unicode.ToUpper(first))
		}
	}
	return avatar{cmp.Or(string(initials), "?"), sum.Sum32() % avatarColors}
}

// args returns pairs of keys and values as one value for a template.
func args(pairs ...any) map[string]any {
	values := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return values
}

// link returns the address of a part of the page with the parameters that are not empty.
func link(part string, params ...string) string {
	query := url.Values{}
	for i := 0; i+1 < len(params); i += 2 {
		if params[i+1] != "" {
			query.Set(params[i], params[i+1])
		}
	}
	if len(query) == 0 {
		return pagePrefix + part
	}
	return pagePrefix + part + "?" + query.Encode()
}

// listing is a table of objects. The page shows all kinds of objects but users and requests with it.
type listing struct {
	Title, Empty string
	Columns      []string
	Rows         [][]cell
	// Total is the number of all objects; Rows can be some of them.
	Total int
}

// cell is a cell of a listing.
type cell struct {
	Text string
	// Href makes the text a link, and Tone makes it a mark.
	Href, Tone string
	Mono       bool
	Time       time.Time
	Avatar     *avatar
	// Note is a second line.
	Note string
}

func textCell(text string) cell { return cell{Text: text} }

func idCell(id string) cell { return cell{Text: id, Mono: true} }

func statusCell(status string) cell { return cell{Text: status, Tone: toneOf(status)} }

func timeCell(milliseconds int64) cell {
	if milliseconds == 0 {
		return cell{Text: "never"}
	}
	return cell{Time: stamp(milliseconds)}
}

func userCell(a *account) cell {
	name := nameOf(a)
	face := avatarOf(a.ID, name)
	return cell{Text: name, Href: link("users/" + url.PathEscape(a.ID)), Avatar: &face, Note: textOf(a.identifier())}
}

// absent is the value of an attribute that an object does not have. The path of an identifier contains the identifier.
func absent(path string) string {
	if strings.Contains(path, ": ") {
		return "not on the user"
	}
	return "not set"
}
