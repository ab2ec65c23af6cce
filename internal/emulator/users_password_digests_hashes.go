package emulator

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"  //nolint:gosec // Clerk can import digests with it
	"crypto/sha1" //nolint:gosec // Clerk can import digests with it
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"slices"
	"strings"
	"unicode/utf16"
)

// sumOf hashes several texts as one.
func sumOf(algorithm func() hash.Hash, texts ...[]byte) []byte {
	h := algorithm()
	for _, text := range texts {
		h.Write(text)
	}
	return h.Sum(nil)
}

func decodeMD5(digest string) (comparison, bool) { return decodeHexSum(digest, md5.New) }

func decodeSHA256(digest string) (comparison, bool) { return decodeHexSum(digest, sha256.New) }

func decodeHexSum(digest string, algorithm func() hash.Hash) (comparison, bool) {
	sum, err := hex.DecodeString(digest)
	if err != nil || len(sum) != algorithm().Size() {
		return nil, false
	}
	return func(password string) bool { return bytes.Equal(sum, sumOf(algorithm, []byte(password))) }, true
}

func decodeSaltedMD5(digest string) (comparison, bool) { return decodeSaltedSum(digest, md5.New) }

func decodeSaltedSHA256(digest string) (comparison, bool) { return decodeSaltedSum(digest, sha256.New) }

// decodeSaltedSum reads salt$hash.
func decodeSaltedSum(digest string, algorithm func() hash.Hash) (comparison, bool) {
	parts, ok := segments(digest, "", 2)
	if !ok {
		return nil, false
	}
	salt := []byte(parts[0])
	sum, err := hex.DecodeString(parts[1])
	if err != nil || len(sum) != algorithm().Size() {
		return nil, false
	}
	return func(password string) bool {
		text := []byte(password)
		return bytes.Equal(sum, sumOf(algorithm, salt, text)) || bytes.Equal(sum, sumOf(algorithm, text, salt))
	}, true
}

// decodeSSHA reads SHA-1 of the password and a salt, with the salt after it.
func decodeSSHA(digest string) (comparison, bool) {
	text, found := strings.CutPrefix(digest, "{SSHA}")
	raw := fromBase64(text)
	if !found || len(raw) <= sha1.Size {
		return nil, false
	}
	sum, salt := raw[:sha1.Size], raw[sha1.Size:]
	return func(password string) bool { return bytes.Equal(sum, sumOf(sha1.New, []byte(password), salt)) }, true
}

// decodeSymfonySHA512 reads a digest of Symfony: SHA-512 of password{salt}, and then of each sum with the same text.
func decodeSymfonySHA512(digest string) (comparison, bool) {
	parts, ok := segments(digest, "sha512_symfony$", 3)
	if !ok {
		return nil, false
	}
	iterations, ok := positiveNumber(parts[0])
	want := fromBase64(parts[2])
	if !ok || len(want) != sha512.Size {
		return nil, false
	}
	return func(password string) bool {
		salted := []byte(password + "{" + parts[1] + "}")
		sum := sumOf(sha512.New, salted)
		for range iterations - 1 {
			sum = sumOf(sha512.New, sum, salted)
		}
		return bytes.Equal(sum, want)
	}, true
}

// decodeUTF16HMAC reads the HMAC of a password in UTF-16. A key that is not base64 is text.
func decodeUTF16HMAC(digest string) (comparison, bool) {
	parts, ok := segments(digest, "hmac_sha256_utf16_b64$", 2)
	if !ok {
		return nil, false
	}
	want := fromBase64(parts[0])
	key, err := base64.StdEncoding.DecodeString(parts[1])
	if err != nil {
		key = []byte(parts[1])
	}
	return func(password string) bool {
		mac := hmac.New(sha256.New, key)
		for _, unit := range utf16.Encode([]rune(password)) {
			mac.Write(binary.LittleEndian.AppendUint16(nil, unit))
		}
		return hmac.Equal(mac.Sum(nil), want)
	}, len(want) == sha256.Size
}

// phpassAlphabet is the alphabet of phpass, in the order of the values.
const phpassAlphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// maxPhpassRounds is the highest exponent of rounds that is computed in seconds. phpass makes 13 and fewer.
const maxPhpassRounds = 22

func decodePhpass(digest string) (comparison, bool) { return decodePortable(digest, "$P$") }

// decodeMD5Phpass reads a phpass digest of the MD5 digest of the password.
func decodeMD5Phpass(digest string) (comparison, bool) {
	compare, ok := decodePortable(digest, "$P$", "$H$")
	return func(password string) bool {
		return compare(hex.EncodeToString(sumOf(md5.New, []byte(password))))
	}, ok
}

// decodePortable reads the rounds, the salt of eight characters and the hash of 22 characters after a prefix.
func decodePortable(digest string, prefixes ...string) (comparison, bool) {
	if len(digest) != 34 || !slices.Contains(prefixes, digest[:3]) || strings.Trim(digest[3:], phpassAlphabet) != "" {
		return nil, false
	}
	rounds, salt, want := strings.IndexByte(phpassAlphabet, digest[3]), digest[4:12], digest[12:]
	return func(password string) bool {
		if rounds > maxPhpassRounds {
			return false
		}
		sum := sumOf(md5.New, []byte(salt), []byte(password))
		for range uint64(1) << rounds {
			sum = sumOf(md5.New, sum, []byte(password))
		}
		return phpassText(sum) == want
	}, true
}

// phpassText encodes bytes, the lowest six bits of each three first.
func phpassText(raw []byte) string {
	var text strings.Builder
	for chunk := range slices.Chunk(raw, 3) {
		value := 0
		for i, b := range chunk {
			value |= int(b) << (8 * i)
		}
		for range len(chunk) + 1 {
			text.WriteByte(phpassAlphabet[value&63])
			value >>= 6
		}
	}
	return text.String()
}
