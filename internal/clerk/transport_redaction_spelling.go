package clerk

import (
	"bytes"
	"html"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// spelling is a text after decoding some escapes. The bytes from begin[i] to end[i] of the original text became the
// byte i. Without decoded escapes, begin and end are nil.
type spelling struct {
	text       []byte
	begin, end []int
}

// span returns the part of the original text that became the bytes from first to last.
func (s *spelling) span(first, last int) (from, to int) {
	if s.begin == nil {
		return first, last + 1
	}
	return s.begin[first], s.end[last]
}

// escapes are the first characters of the escapes that unescape decodes.
const escapes = `\%&+`

// spellings returns the text, and the text after decoding its escapes once, twice and so on.
func spellings(text []byte) []spelling {
	s := spelling{text: text}
	all := []spelling{s}
	for range unescapings {
		if !bytes.ContainsAny(s.text, escapes) {
			break
		}
		next := s.unescaped()
		if bytes.Equal(next.text, s.text) {
			break
		}
		all = append(all, next)
		s = next
	}
	return all
}

func (s *spelling) unescaped() spelling {
	most := len(s.text)
	to := spelling{text: make([]byte, 0, most), begin: make([]int, 0, most), end: make([]int, 0, most)}
	for i := 0; i < most; {
		text, n := s.text[i:i+1], 1
		if strings.IndexByte(escapes, s.text[i]) >= 0 {
			text, n = unescape(s.text[i:])
		}
		begin, end := s.span(i, i+n-1)
		for _, b := range text {
			to.text, to.begin, to.end = append(to.text, b), append(to.begin, begin), append(to.end, end)
		}
		i += n
	}
	return to
}

// unescape decodes the escape at the start of a text. It returns the decoded text and the length of the escape. Without
// an escape, it returns one byte. It has no regular expressions, because it runs for each character of each error.
func unescape(text []byte) ([]byte, int) {
	switch text[0] {
	case '+':
		return []byte(" "), 1
	case '%':
		if value, ok := hexadecimal(text, 1, 2); ok {
			return []byte{byte(value & 0xff)}, 3
		}
	case '&':
		if n := entityLength(text); n > 0 {
			return []byte(html.UnescapeString(string(text[:n]))), n
		}
	case '\\':
		return unescapeBackslash(text)
	}
	return text[:1], 1
}

func unescapeBackslash(text []byte) ([]byte, int) {
	if len(text) == 1 {
		return text, 1
	}
	switch text[1] {
	case 'u':
		if value, ok := hexadecimal(text, 2, 4); ok {
			if pair := utf16.DecodeRune(value, lowSurrogate(text[6:])); pair != utf8.RuneError {
				return utf8.AppendRune(nil, pair), 12
			}
			return utf8.AppendRune(nil, value), 6
		}
	case 'U':
		if value, ok := hexadecimal(text, 2, 8); ok {
			return utf8.AppendRune(nil, value), 10
		}
	case 'x':
		if value, ok := hexadecimal(text, 2, 2); ok {
			return []byte{byte(value & 0xff)}, 4
		}
	}
	if at := strings.IndexByte("abfnrtv", text[1]); at >= 0 {
		return []byte{"\a\b\f\n\r\t\v"[at]}, 2
	}
	if text[1] < utf8.RuneSelf {
		return text[1:2], 2
	}
	return text[:1], 1
}

// lowSurrogate returns the second half of a character in UTF-16, such as \udd11 at the start of a text, or 0.
func lowSurrogate(text []byte) rune {
	if value, ok := hexadecimal(text, 2, 4); ok && text[0] == '\\' && text[1] == 'u' {
		return value
	}
	return 0
}

// hexadecimal returns the number in the n hexadecimal digits from an index on.
func hexadecimal(text []byte, from, n int) (rune, bool) {
	if len(text) < from+n {
		return 0, false
	}
	value, err := strconv.ParseUint(string(text[from:from+n]), 16, 32)
	return rune(min(value, math.MaxInt32)), err == nil
}

// longestEntity is the length of the longest entity of HTML that is decoded, with & and ;.
const longestEntity = 12

// entityLength returns the length of the entity of HTML at the start of a text, or 0.
func entityLength(text []byte) int {
	for i, b := range text[1:min(len(text), longestEntity)] {
		switch {
		case b == ';' && i > 0:
			return i + 2
		case b != '#' && !isAlphanumeric(b):
			return 0
		}
	}
	return 0
}

func isAlphanumeric(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}
