package hashers

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// field is a part of a digest between two $.
type field struct {
	name string
	// problem returns the fault of a value after "its <name> is", "" for none.
	problem func(value string) string
}

// problem returns why a digest does not have the form of the hasher, "" if it has. It contains no part of the digest.
func (h Hasher) problem(digest string) string {
	if strings.TrimRight(digest, " \t\r\n") != digest {
		return "it has white space at its end"
	}
	if h.pattern != nil {
		if h.pattern.MatchString(digest) {
			return ""
		}
		return "it does not have the form of this hasher"
	}
	rest, found := strings.CutPrefix(digest, h.prefix)
	if !found {
		return "it does not begin with " + h.prefix
	}
	values := strings.Split(rest, "$")
	if len(values) != len(h.fields) && (h.last.problem == nil || len(values) != len(h.fields)+1) {
		return fmt.Sprintf("it has %d parts with $ between them, not %d", len(values), len(h.fields))
	}
	for i, value := range values {
		f := h.last
		if i < len(h.fields) {
			f = h.fields[i]
		}
		if fault := f.problem(value); fault != "" {
			return "its " + f.name + " is " + fault
		}
	}
	if h.together != nil {
		return h.together(values)
	}
	return ""
}

const sha1Bytes = 20

var (
	hexDigits    = regexp.MustCompile(`^(?:[0-9a-fA-F]{2})+$`)
	positive     = regexp.MustCompile(`^[1-9]\d{0,8}$`)
	iterations   = field{"number of iterations", number}
	textSalt     = field{"salt", text}
	hexSalt      = field{"salt", hexadecimal(0)}
	base64Salt   = field{"salt", inBase64(0)}
	base64Hash   = field{"hash", inBase64(0)}
	hash32Base64 = field{"hash", inBase64(32)}
	hash64Base64 = field{"hash", inBase64(64)}
	hexHash      = field{"hash", hexadecimal(0)}
)

// number accepts numbers of up to nine digits. Clerk documents no limit, and no real digest has more.
func number(value string) string {
	if positive.MatchString(value) {
		return ""
	}
	return "not a number from 1 to 999999999"
}

func text(value string) string {
	if value == "" {
		return "empty"
	}
	return ""
}

// hexadecimal accepts the digits of so many bytes, 0 for any number.
func hexadecimal(bytes int) func(string) string {
	return func(value string) string {
		switch {
		case value == "":
			return "empty"
		case hexDigits.MatchString(value) && (bytes == 0 || len(value) == 2*bytes):
			return ""
		case hexDigits.MatchString(value):
			return fmt.Sprintf("not %d hexadecimal digits", 2*bytes)
		case len(decoded(value)) > 0:
			return "in base64 and not in hexadecimal"
		default:
			return "not hexadecimal"
		}
	}
}

// minLongHex is the number of digits from which a text of hexadecimal digits alone is no base64.
const minLongHex = 32

// inBase64 accepts so many bytes, 0 for any number above 0.
func inBase64(bytes int) func(string) string {
	return func(value string) string {
		raw := decoded(value)
		switch {
		case value == "":
			return "empty"
		case len(value) >= minLongHex && hexDigits.MatchString(value):
			return "in hexadecimal and not in base64"
		case len(raw) > 0 && (bytes == 0 || len(raw) == bytes):
			return ""
		case len(raw) > 0:
			return fmt.Sprintf("not %d bytes in base64", bytes)
		case len(decoded(padded(value))) > 0:
			return "base64 without its padding: add = until the length is a multiple of 4"
		case len(decoded(padded(standard.Replace(value)))) > 0:
			return "base64 in the alphabet for URLs: replace - by + and _ by /"
		default:
			return "not base64"
		}
	}
}

// standard converts the alphabet of base64 for URLs.
var standard = strings.NewReplacer("-", "+", "_", "/")

func padded(value string) string {
	return value + strings.Repeat("=", (4-len(value)%4)%4)
}

// decoded returns the bytes of padded base64, none for anything else.
func decoded(value string) []byte {
	if strings.ContainsAny(value, "\r\n") {
		return nil
	}
	raw, err := base64.StdEncoding.DecodeString(value)
	if err != nil {
		return nil
	}
	return raw
}

// saltedSHA1 accepts 20 bytes of SHA-1 and a salt.
func saltedSHA1(value string) string {
	if fault := inBase64(0)(value); fault != "" {
		return fault
	}
	if len(decoded(value)) <= sha1Bytes {
		return "too short for a hash and a salt"
	}
	return ""
}

// keyLength compares the hash of pbkdf2_sha1 with the length of the derived key.
func keyLength(values []string) string {
	bytes := 32
	if len(values) > 3 {
		bytes, _ = strconv.Atoi(values[3])
	}
	got := len(values[2]) / 2
	switch {
	case got == bytes:
		return ""
	case len(values) > 3:
		return fmt.Sprintf("its hash has %d bytes, and the length of the key is another number", got)
	default:
		return fmt.Sprintf("its hash has %d bytes and not %d: append $%d, the length of the key", got, bytes, got)
	}
}
