package emulator

import (
	"bytes"
	"crypto/pbkdf2"
	"crypto/sha1" //nolint:gosec // Clerk can import digests with it
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"strings"
)

// derivedKey compares keys that PBKDF2 derives.
func derivedKey(algorithm func() hash.Hash, salt []byte, iterations int, key []byte) comparison {
	return func(password string) bool {
		again, err := pbkdf2.Key(algorithm, password, salt, iterations, len(key))
		return err == nil && bytes.Equal(again, key)
	}
}

// pbkdf2Parts are algorithm$iterations$salt$hash.
type pbkdf2Parts struct {
	iterations int
	salt, hash string
	more       []string
}

func splitPBKDF2(digest, prefix string, numbers ...int) (parts pbkdf2Parts, ok bool) {
	values, ok := segments(digest, prefix, numbers...)
	if !ok {
		return parts, false
	}
	parts.salt, parts.hash, parts.more = values[1], values[2], values[3:]
	parts.iterations, ok = positiveNumber(values[0])
	return parts, ok
}

// decodePBKDF2SHA1 reads a hash in hexadecimal, of 32 bytes unless the length of the key follows. The salt is bytes
// if it is hexadecimal, and text otherwise.
func decodePBKDF2SHA1(digest string) (comparison, bool) {
	parts, ok := splitPBKDF2(digest, "pbkdf2_sha1$", 3, 4)
	if !ok {
		return nil, false
	}
	length := 32
	if len(parts.more) > 0 {
		if length, ok = positiveNumber(parts.more[0]); !ok {
			return nil, false
		}
	}
	key, err := hex.DecodeString(parts.hash)
	if err != nil || len(key) != length {
		return nil, false
	}
	salt, err := hex.DecodeString(parts.salt)
	if err != nil {
		salt = []byte(parts.salt)
	}
	return derivedKey(sha1.New, salt, parts.iterations, key), true
}

// decodePBKDF2SHA256 reads a salt and a hash in base64.
func decodePBKDF2SHA256(digest string) (comparison, bool) {
	parts, ok := splitPBKDF2(digest, "pbkdf2_sha256$", 3)
	salt, key := fromBase64(parts.salt), fromBase64(parts.hash)
	if !ok || len(salt) == 0 || len(key) == 0 {
		return nil, false
	}
	return derivedKey(sha256.New, salt, parts.iterations, key), true
}

// decodeDjangoPBKDF2 reads a salt that is text, and a hash in base64.
func decodeDjangoPBKDF2(digest string) (comparison, bool) {
	parts, ok := splitPBKDF2(digest, "pbkdf2_sha256$", 3)
	key := fromBase64(parts.hash)
	if !ok || len(key) != sha256.Size {
		return nil, false
	}
	return derivedKey(sha256.New, []byte(parts.salt), parts.iterations, key), true
}

// decodePBKDF2SHA512 reads a salt that is text, and a hash in hexadecimal.
func decodePBKDF2SHA512(digest string) (comparison, bool) {
	parts, ok := splitPBKDF2(digest, "pbkdf2_sha512$", 3)
	key, err := hex.DecodeString(parts.hash)
	if !ok || err != nil {
		return nil, false
	}
	return derivedKey(sha512.New, []byte(parts.salt), parts.iterations, key), true
}

// decodeHexPBKDF2SHA512 reads a salt and a hash in hexadecimal.
func decodeHexPBKDF2SHA512(digest string) (comparison, bool) {
	parts, ok := splitPBKDF2(digest, "pbkdf2_sha512_hex$", 3)
	salt, saltErr := hex.DecodeString(parts.salt)
	key, keyErr := hex.DecodeString(parts.hash)
	if !ok || saltErr != nil || keyErr != nil {
		return nil, false
	}
	return derivedKey(sha512.New, salt, parts.iterations, key), true
}

// fromBase64 returns the bytes of a text in base64 with padding, none for another text. A long text of hexadecimal
// digits is not base64, although each of its characters could be.
func fromBase64(text string) []byte {
	if _, err := hex.DecodeString(text); err == nil && len(text) >= 32 || strings.ContainsAny(text, "\r\n") {
		return nil
	}
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	return raw
}
