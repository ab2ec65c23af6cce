package emulator

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// comparison reports whether a password is the one of a digest.
type comparison func(password string) bool

// matches reports whether the password is correct. It returns an error if there is only a digest that the emulator
// cannot compute.
func (c credentials) matches(password string) (bool, error) {
	if c.Plain != "" || c.Digest == "" {
		return password != "" && (password == c.Plain || password == c.Password), nil
	}
	compare, ok := decodeDigest(c.Hasher, c.Digest)
	if ok && compare == nil {
		return false, failure(
			http.StatusNotImplemented,
			"emulator_cannot_verify",
			"the emulator cannot verify this password",
			"The emulator cannot compute digests of "+c.Hasher+". Seed the user with the plain_password of the digest.",
		)
	}
	return ok && compare(password), nil
}

// setPassword replaces the stored data of the password.
func (c *credentials) setPassword(password, digest, hasher string) {
	c.Password, c.Digest, c.Hasher = password, digest, hasher
	c.Plain, c.Compromised = "", false
}

// knownHasher reports whether the API has the hasher.
func knownHasher(name string) bool { return digestDecoders[name] != nil }

// decodeDigest reads a digest in the form that Clerk documents for its hasher. It reports false for another form.
func decodeDigest(hasher, digest string) (comparison, bool) {
	decode := digestDecoders[hasher]
	if decode == nil {
		return nil, false
	}
	return decode(digest)
}

// digestDecoders has a function for each hasher of the API. Clerk documents no form for ldap_ssha, md5_phpass and
// hmac_sha256_utf16_b64: these have the form of the programs that they are named after. It also does not document
// whether the salt of md5_salted and sha256_salted is before or after the password, so both are accepted.
var digestDecoders = map[string]func(digest string) (comparison, bool){
	"argon2i":               decodeArgon2,
	"argon2id":              decodeArgon2id,
	"awscognito":            decodeCognito,
	"bcrypt":                decodeBcrypt,
	"bcrypt_peppered":       decodePepperedBcrypt,
	"bcrypt_sha256_django":  decodeDjangoBcrypt,
	"hmac_sha256_utf16_b64": decodeUTF16HMAC,
	"ldap_ssha":             decodeSSHA,
	"md5":                   decodeMD5,
	"md5_phpass":            decodeMD5Phpass,
	"md5_salted":            decodeSaltedMD5,
	"pbkdf2_sha1":           decodePBKDF2SHA1,
	"pbkdf2_sha256":         decodePBKDF2SHA256,
	"pbkdf2_sha256_django":  decodeDjangoPBKDF2,
	"pbkdf2_sha512":         decodePBKDF2SHA512,
	"pbkdf2_sha512_hex":     decodeHexPBKDF2SHA512,
	"phpass":                decodePhpass,
	"scrypt_firebase":       decodeFirebaseScrypt,
	"scrypt_werkzeug":       decodeWerkzeugScrypt,
	"sha256":                decodeSHA256,
	"sha256_salted":         decodeSaltedSHA256,
	"sha512_symfony":        decodeSymfonySHA512,
}

var cognitoDigest = regexp.MustCompile(`^awscognito#[^#\n]+#[^#\n]+#[^#\n]+$`)

// decodeCognito returns no comparison: only Amazon Cognito can verify the password.
func decodeCognito(digest string) (comparison, bool) { return nil, cognitoDigest.MatchString(digest) }

// segments splits the text after a prefix at each $. It reports false without the prefix, for another number of
// segments, and for an empty one.
func segments(digest, prefix string, numbers ...int) ([]string, bool) {
	rest, found := strings.CutPrefix(digest, prefix)
	if !found {
		return nil, false
	}
	parts := strings.Split(rest, "$")
	return parts, slices.Contains(numbers, len(parts)) && !slices.Contains(parts, "")
}

// maxDigits limits the numbers in digests. Clerk documents no limit, and no real digest has more.
const maxDigits = 9

// positiveNumber reads a number above 0 in decimal digits.
func positiveNumber(text string) (int, bool) {
	if text == "" || text[0] < '1' || text[0] > '9' || len(text) > maxDigits {
		return 0, false
	}
	number, err := strconv.ParseInt(text, 10, 32)
	return int(number), err == nil
}
