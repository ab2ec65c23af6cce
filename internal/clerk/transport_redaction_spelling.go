package clerk

import (
	"bytes"
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// spelling is a text after decoding some escapes. The bytes from begin[i] to end[i] of the original text became the
// byte i.
type spelling struct {
	text       []byte
	begin, end []int
}

// escapes are the first characters of the escapes that unescape decodes.
const escapes = `\%&+`

func unchanged(text []byte) spelling {
	s := spelling{text: text, begin: make([]int, len(text)), end: make([]int, len(text))}
	for i := range text {
		s.begin[i], s.end[i] = i, i+1
	}
	return s
}

// spellings returns the text, and the text after decoding its escapes once, twice and so on.
func spellings(text []byte) []spelling {
	s := unchanged(text)
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
		text, n := string(s.text[i:i+1]), 1
		if strings.Contains(escapes, text) {
			text, n = unescape(s.text[i:])
		}
		for at := range len(text) {
			to.text, to.begin, to.end = append(to.text, text[at]), append(to.begin, s.begin[i]), append(to.end, s.end[i+n-1])
		}
		i += n
	}
	return to
}

var (
	escapedRune = regexp.MustCompile(`^\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))`)
	escapedPair = regexp.MustCompile(`^\\u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})`)
	escapedByte = regexp.MustCompile(`^(?:\\x|%)([0-9A-Fa-f]{2})`)
	entity      = regexp.MustCompile(`^&[#0-9A-Za-z]{1,10};`)
)

// unescape decodes the escape at the start of a text. It returns the decoded text and the length of the escape. Without
// an escape, it returns one byte.
func unescape(text []byte) (string, int) {
	hexadecimal := func(digits ...[]byte) rune {
		n, _ := strconv.ParseUint(string(bytes.Join(digits, nil)), 16, 31)
		return rune(n)
	}
	if m := escapedPair.FindSubmatch(text); m != nil {
		return string(utf16.DecodeRune(hexadecimal(m[1]), hexadecimal(m[2]))), len(m[0])
	}
	if m := escapedRune.FindSubmatch(text); m != nil {
		return string(hexadecimal(m[1], m[2])), len(m[0])
	}
	if m := escapedByte.FindSubmatch(text); m != nil {
		return string([]byte{byte(hexadecimal(m[1]) & 0xff)}), len(m[0])
	}
	if m := entity.Find(text); m != nil {
		return html.UnescapeString(string(m)), len(m)
	}
	switch {
	case text[0] == '+':
		return " ", 1
	case text[0] == '\\' && len(text) > 1:
		if at := strings.IndexByte("abfnrtv", text[1]); at >= 0 {
			return string("\a\b\f\n\r\t\v"[at]), 2
		}
		if text[1] < utf8.RuneSelf {
			return string(text[1:2]), 2
		}
	}
	return string(text[:1]), 1
}
