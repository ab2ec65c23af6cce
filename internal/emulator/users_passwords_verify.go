package emulator

import (
	"bytes"
	"crypto/md5" //nolint:gosec // Clerk can import digests with it
	"crypto/pbkdf2"
	"crypto/sha1" //nolint:gosec // Clerk can import digests with it
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"hash"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/scrypt"
)

// matches reports whether the password is correct. It returns an error if there is only a digest that the emulator
// cannot compute.
func (c credentials) matches(password string) (bool, error) {
	if c.Plain != "" || c.Digest == "" {
		return password != "" && (password == c.Plain || password == c.Password), nil
	}
	compare, computable := digestComparisons[c.Hasher]
	if !computable {
		return false, failure(
			http.StatusNotImplemented,
			"emulator_cannot_verify",
			"the emulator cannot verify this password",
			"The emulator cannot compute digests of "+c.Hasher+". Seed the user with the plain_password of the digest.",
		)
	}
	return compare(c.Digest, password), nil
}

// setPassword replaces the stored data of the password.
func (c *credentials) setPassword(password, digest, hasher string) {
	c.Password, c.Digest, c.Hasher = password, digest, hasher
	c.Plain, c.Compromised = "", false
}

// digestComparisons have a function for each hasher that reports whether a digest belongs to a password.
var digestComparisons = map[string]func(digest, password string) bool{
	"argon2i":              isArgon2,
	"argon2id":             isArgon2,
	"bcrypt":               isBcrypt,
	"bcrypt_sha256_django": isDjangoBcrypt,
	"ldap_ssha":            isSSHA,
	"md5":                  func(digest, password string) bool { return isHex(digest, md5.New, password) },
	"sha256":               func(digest, password string) bool { return isHex(digest, sha256.New, password) },
	"pbkdf2_sha1":          func(digest, password string) bool { return isPBKDF2(digest, sha1.New, password) },
	"pbkdf2_sha256":        func(digest, password string) bool { return isPBKDF2(digest, sha256.New, password) },
	"pbkdf2_sha256_django": func(digest, password string) bool { return isPBKDF2(digest, sha256.New, password) },
	"pbkdf2_sha512":        func(digest, password string) bool { return isPBKDF2(digest, sha512.New, password) },
	"pbkdf2_sha512_hex":    func(digest, password string) bool { return isPBKDF2(digest, sha512.New, password) },
	"scrypt_werkzeug":      isWerkzeugScrypt,
}

func isHex(digest string, algorithm func() hash.Hash, password string) bool {
	h := algorithm()
	h.Write([]byte(password))
	return strings.EqualFold(digest, hex.EncodeToString(h.Sum(nil)))
}

func isBcrypt(digest, password string) bool {
	return bcrypt.CompareHashAndPassword([]byte(digest), []byte(password)) == nil
}

// isDjangoBcrypt compares a digest that Django makes from the SHA-256 of a password.
func isDjangoBcrypt(digest, password string) bool {
	sum := sha256.Sum256([]byte(password))
	_, inner, _ := strings.Cut(digest, "$")
	return isBcrypt("$"+strings.TrimLeft(inner, "$"), hex.EncodeToString(sum[:]))
}

func isSSHA(digest, password string) bool {
	raw := decodings(strings.TrimPrefix(digest, "{SSHA}"))
	for _, sum := range raw {
		if len(sum) < sha1.Size {
			continue
		}
		again := sha1.Sum(append([]byte(password), sum[sha1.Size:]...)) //nolint:gosec // the digest uses SHA-1
		if bytes.Equal(again[:], sum[:sha1.Size]) {
			return true
		}
	}
	return false
}

func isArgon2(digest, password string) bool {
	parts := strings.Split(digest, "$")
	if len(parts) < 5 {
		return false
	}
	var memory, passes uint32
	var threads uint8
	parameters, salt, sum := parts[len(parts)-3], decodings(parts[len(parts)-2]), decodings(parts[len(parts)-1])
	if _, err := fmt.Sscanf(
		parameters,
		"m=%d,t=%d,p=%d",
		&memory,
		&passes,
		&threads,
	); err != nil || len(salt) == 0 || len(sum) == 0 ||
		passes == 0 ||
		threads == 0 {
		return false
	}
	derive := argon2.Key
	if parts[1] == "argon2id" {
		derive = argon2.IDKey
	}
	length := uint32(len(sum[0])) //nolint:gosec // a digest is short
	return bytes.Equal(sum[0], derive([]byte(password), salt[0], passes, memory, threads, length))
}

// isPBKDF2 compares algorithm$iterations$salt$hash. Depending on the framework, salt and hash are text, base64 or
// hexadecimal. Every combination is accepted.
func isPBKDF2(digest string, algorithm func() hash.Hash, password string) bool {
	parts := strings.Split(digest, "$")
	if len(parts) < 4 {
		return false
	}
	iterations, err := strconv.Atoi(parts[1])
	if err != nil {
		return false
	}
	for _, sum := range decodings(parts[3]) {
		for _, salt := range append(decodings(parts[2]), []byte(parts[2])) {
			if again, err := pbkdf2.Key(algorithm, password, salt, iterations, len(sum)); err == nil && bytes.Equal(again, sum) {
				return true
			}
		}
	}
	return false
}

// isWerkzeugScrypt compares scrypt:N:r:p$salt$hash.
func isWerkzeugScrypt(digest, password string) bool {
	parts := strings.Split(strings.TrimPrefix(digest, "$"), "$")
	if len(parts) != 3 {
		return false
	}
	var n, r, p int
	if _, err := fmt.Sscanf(parts[0], "scrypt:%d:%d:%d", &n, &r, &p); err != nil {
		return false
	}
	for _, sum := range decodings(parts[2]) {
		again, err := scrypt.Key([]byte(password), []byte(parts[1]), n, r, p, len(sum))
		if err == nil && bytes.Equal(again, sum) {
			return true
		}
	}
	return false
}

// decodings returns the bytes of a text in base64 and in hexadecimal.
func decodings(text string) [][]byte {
	var found [][]byte
	if raw, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "=")); err == nil {
		found = append(found, raw)
	}
	if raw, err := hex.DecodeString(text); err == nil {
		found = append(found, raw)
	}
	return found
}
