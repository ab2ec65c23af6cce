package clerk

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"html"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	withheld = "[secret]" // stands in the place of a secret
	// unescapings is how many escapes, one around the other, a secret is found in.
	unescapings = 4
	// maxRedacted bounds, in bytes, the texts that are searched. No text of Clerk is longer.
	maxRedacted = 64 << 10
)

// redaction takes the secrets of one request out of every text of its answers and of net/http. Such texts pass it in
// exchange, before anything else reads them. A secret is found in any case of its letters, with the escapes of
// JSON, Go, URLs and HTML around any of its characters, and in base64.
type redaction struct {
	secrets [][]byte // folded
}

func newRedaction(secrets []string) *redaction {
	r := &redaction{}
	for _, secret := range secrets {
		// A secret that looks escaped itself is compared with a text that was unescaped as often.
		for _, spelled := range spellings([]byte(secret)) {
			text := folded(spelled.text)
			known := slices.ContainsFunc(r.secrets, func(s []byte) bool { return bytes.Equal(s, text) })
			if len(text) >= shortestCode && !known {
				r.secrets = append(r.secrets, text)
			}
		}
	}
	return r
}

// text returns a text without the secrets.
func (r *redaction) text(text string) string {
	if len(text) > maxRedacted {
		return withheld
	}
	hidden := make([]bool, len(text))
	found := false
	for _, spelled := range spellings([]byte(text)) {
		found = r.mark(spelled, hidden) || found
		found = r.markBase64(spelled, hidden) || found
	}
	if !found {
		return text
	}
	var b strings.Builder
	for i := range len(text) {
		switch {
		case !hidden[i]:
			b.WriteByte(text[i])
		case i == 0 || !hidden[i-1]:
			b.WriteString(withheld)
		}
	}
	return b.String()
}

// mark hides what spells a secret, and reports whether there was any.
func (r *redaction) mark(t spelling, hidden []bool) bool {
	found := false
	text := folded(t.text)
	for _, secret := range r.secrets {
		for from := 0; ; {
			at := bytes.Index(text[from:], secret)
			if at < 0 {
				break
			}
			found = true
			from += at + 1
			hide(hidden[t.begin[from-1]:t.end[from-2+len(secret)]])
		}
	}
	return found
}

// inBase64 finds what can be base64 of six bytes or more.
var inBase64 = regexp.MustCompile(`[A-Za-z0-9+/_-]{8,}=*`)

// markBase64 hides what is base64 of a text that holds a secret. Base64 may begin in the middle of what looks like it.
func (r *redaction) markBase64(t spelling, hidden []bool) bool {
	found := false
	for _, at := range inBase64.FindAllIndex(t.text, -1) {
		encoded := alphabets.Replace(string(t.text[at[0]:at[1]]))
		for from := range 4 {
			decoded, _ := base64.RawStdEncoding.DecodeString(encoded[from:]) // what comes before an error counts
			texts := []spelling{unchanged(decoded)}
			if utf8.Valid(decoded) { // and not base64 read from a wrong beginning
				texts = spellings(decoded)
			}
			for _, text := range texts {
				if r.mark(text, make([]bool, len(decoded))) {
					found = true
					hide(hidden[t.begin[at[0]]:t.end[at[1]-1]])
				}
			}
		}
	}
	return found
}

// alphabets makes one of the alphabets of base64.
var alphabets = strings.NewReplacer("-", "+", "_", "/", "=", "")

// folded returns a text of the same length with its letters in lower case, and with spaces for tabs and ends of lines.
func folded(text []byte) []byte {
	to := bytes.Clone(text)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == '\n' || r == '\r' || r == '\t' {
			r = ' '
		}
		if lower := unicode.ToLower(r); utf8.RuneLen(lower) == n && r != utf8.RuneError {
			utf8.EncodeRune(to[i:], lower)
		}
		i += n
	}
	return to
}

func hide(hidden []bool) {
	for i := range hidden {
		hidden[i] = true
	}
}

// jsonText finds the string literals of JSON. The colon behind a name is part of the match.
var jsonText = regexp.MustCompile(`"(?:[^"\\]|\\.)*"(\s*:)?`)

// refusal returns the body of a refusal without the secrets in its texts. Names and known codes are kept, so that it is
// still read as what it is.
func (r *redaction) refusal(body []byte) []byte {
	if !json.Valid(body) {
		return body // no text of it is read
	}
	return jsonText.ReplaceAllFunc(body, func(literal []byte) []byte {
		var text string
		// A name does not decode, because of its colon.
		if json.Unmarshal(literal, &text) != nil || slices.Contains(knownCodes, text) {
			return literal
		}
		redacted := r.text(text)
		if redacted == text {
			return literal
		}
		encoded, err := json.Marshal(redacted)
		if err != nil {
			return []byte(`"` + withheld + `"`)
		}
		return encoded
	})
}

// header returns a copy of a header without the secrets.
func (r *redaction) header(header http.Header) http.Header {
	header = header.Clone()
	for _, values := range header {
		for i := range values {
			values[i] = r.text(values[i])
		}
	}
	return header
}

// quoted finds what an error quotes, with %q.
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"?`)

// networkError returns an error of net/http whose text may be shown. net/http quotes the line of an answer that it
// cannot read, which can be cut in the middle of a secret, so nothing that is quoted is kept. Before a connection
// stands, nothing was sent that an answer could repeat.
func (r *redaction) networkError(err error) error {
	text := err.Error()
	if !neverArrived(err) {
		text = quoted.ReplaceAllString(text, `"…"`)
	}
	return r.reworded(err, text)
}

// decodeError returns an error about the content of an answer whose text may be shown.
func (r *redaction) decodeError(err error) error { return r.reworded(err, err.Error()) }

func (r *redaction) reworded(err error, text string) error {
	if text = plain(r.text(text), maxMessage); text == err.Error() {
		return err
	}
	return &redactedError{text, err}
}

type redactedError struct {
	text  string
	cause error
}

func (e *redactedError) Error() string { return e.text }
func (e *redactedError) Unwrap() error { return e.cause }

// spelling is a text after some escapes were removed. Its byte i was spelled by the bytes from begin[i] to end[i].
type spelling struct {
	text       []byte
	begin, end []int
}

// escapes begin what unescape shortens.
const escapes = `\%&+`

func unchanged(text []byte) spelling {
	s := spelling{text: text, begin: make([]int, len(text)), end: make([]int, len(text))}
	for i := range text {
		s.begin[i], s.end[i] = i, i+1
	}
	return s
}

// spellings returns a text as it is, and with its escapes removed once, twice and so on, for as long as there are any.
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

// unescape returns what a text spells that begins with an escape, and by how many bytes. Without one, that is a byte.
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
