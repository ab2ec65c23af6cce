package usermetadata

import (
	"encoding/json"
	"strings"
)

// keyPath is the name of a metadata key in an import: "public" and then the keys from the outside to the inside.
type keyPath struct {
	// text is the name as the import has it.
	text  string
	field string
	keys  []string
}

// parseKeyPath parses the name of a key in one of two forms. Keys with dots between them can be JSON strings, in double
// quotes: public.crm."example.com/id". After a slash, the name is a JSON pointer: public/crm/example.com~1id.
func parseKeyPath(text string) (keyPath, bool) {
	text = strings.TrimSpace(text)
	end := strings.IndexAny(text, "./")
	if end < 0 {
		return keyPath{text: text}, false
	}
	parsed := keyPath{text: text, field: text[:end]}
	ok := false
	if rest := text[end+1:]; text[end] == '/' {
		parsed.keys, ok = parsePointer(rest)
	} else {
		parsed.keys, ok = parseDotted(rest)
	}
	return parsed, ok
}

// parsePointer parses a JSON pointer without its first slash.
func parsePointer(text string) ([]string, bool) {
	keys := strings.Split(text, "/")
	for i, key := range keys {
		for _, escape := range strings.Split(key, "~")[1:] {
			if !strings.HasPrefix(escape, "0") && !strings.HasPrefix(escape, "1") {
				return nil, false
			}
		}
		keys[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(key)
	}
	return keys, text != ""
}

// parseDotted parses keys with dots between them.
func parseDotted(text string) ([]string, bool) {
	var keys []string
	for {
		key, rest, more := strings.Cut(text, ".")
		if strings.HasPrefix(text, `"`) {
			end := quotedEnd(text)
			if json.Unmarshal([]byte(text[:end]), &key) != nil {
				return nil, false
			}
			if rest, more = strings.CutPrefix(text[end:], "."); !more && rest != "" {
				return nil, false
			}
		} else if key == "" {
			return nil, false
		}
		keys = append(keys, key)
		if !more {
			return keys, true
		}
		text = rest
	}
}

// quotedEnd returns the end of the JSON string at the beginning of a text, or the end of the text.
func quotedEnd(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}

// splitNames splits a list of names at its commas, except those within quotes.
func splitNames(list string) []string {
	var names []string
	begin := 0
	for i := 0; i < len(list); i++ {
		switch {
		case list[i] == '"' && (i == 0 || list[i-1] == '.'):
			i += quotedEnd(list[i:]) - 1
		case list[i] == ',':
			names = append(names, list[begin:i])
			begin = i + 1
		}
	}
	return append(names, list[begin:])
}
