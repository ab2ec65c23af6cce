package emulator

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/scrypt"
)

// maxDigestMemory is the memory that the check of one password may take, in bytes.
const maxDigestMemory = 1 << 30

var (
	bcryptDigest = regexp.MustCompile(`^\$2[abxy]?\$(\d\d)\$[./A-Za-z0-9]{53}$`)
	pepper       = regexp.MustCompile(`^\$[^$]*\$[^$]*\$[^$]*`)
)

func decodeBcrypt(digest string) (comparison, bool) {
	parts := bcryptDigest.FindStringSubmatch(digest)
	if parts == nil || parts[1] < "04" || parts[1] > "31" {
		return nil, false
	}
	return func(password string) bool {
		return bcrypt.CompareHashAndPassword([]byte(digest), []byte(password)) == nil
	}, true
}

// decodePepperedBcrypt reads a digest of bcrypt, and the text that was appended to the password.
func decodePepperedBcrypt(digest string) (comparison, bool) {
	head := pepper.FindString(digest)
	text, found := strings.CutPrefix(digest[len(head):], "$")
	compare, ok := decodeBcrypt(head)
	if !ok || !found || text == "" || strings.Contains(text, "\n") {
		return nil, false
	}
	return func(password string) bool { return compare(password + text) }, true
}

// decodeDjangoBcrypt reads a digest that Django makes from the SHA-256 of the password.
func decodeDjangoBcrypt(digest string) (comparison, bool) {
	compare, ok := decodeBcrypt(strings.TrimPrefix(digest, "bcrypt_sha256$"))
	if !ok || !strings.HasPrefix(digest, "bcrypt_sha256$") {
		return nil, false
	}
	return func(password string) bool {
		return compare(hex.EncodeToString(sumOf(sha256.New, []byte(password))))
	}, true
}

var argon2Costs = regexp.MustCompile(`^m=(\d+),t=(\d+),p=(\d+)$`)

func decodeArgon2(digest string) (comparison, bool) {
	return decodeArgon2Kind(digest, "argon2i", argon2.Key)
}

func decodeArgon2id(digest string) (comparison, bool) {
	return decodeArgon2Kind(digest, "argon2id", argon2.IDKey)
}

// decodeArgon2Kind reads version 19 with its three parameters, and salt and hash in base64 without padding.
func decodeArgon2Kind(
	digest, kind string,
	derive func(password, salt []byte, time, memory uint32, threads uint8, length uint32) []byte,
) (comparison, bool) {
	parts, ok := segments(digest, "$"+kind+"$v=19$", 3)
	if !ok {
		return nil, false
	}
	costs := argon2Costs.FindStringSubmatch(parts[0])
	if costs == nil {
		return nil, false
	}
	memory, memoryOK := positiveNumber(costs[1])
	passes, passesOK := positiveNumber(costs[2])
	threads, threadsOK := positiveNumber(costs[3])
	salt, saltErr := base64.RawStdEncoding.DecodeString(parts[1])
	want, hashErr := base64.RawStdEncoding.DecodeString(parts[2])
	if !memoryOK || !passesOK || !threadsOK || saltErr != nil || hashErr != nil {
		return nil, false
	}
	return func(password string) bool {
		if threads > math.MaxUint8 || memory > maxDigestMemory>>10 {
			return false // the library cannot compute it, or it takes too much memory
		}
		//nolint:gosec // a digest is short, and its numbers have at most maxDigits
		again := derive([]byte(password), salt, uint32(passes), uint32(memory), uint8(threads), uint32(len(want)))
		return bytes.Equal(want, again)
	}, true
}

var werkzeugDigest = regexp.MustCompile(`^\$?(scrypt:[1-9]\d{0,8}:[1-9]\d{0,8}:[1-9]\d{0,8})\$([^$]+)\$([^$]+)$`)

// decodeWerkzeugScrypt reads scrypt:N:r:p, a salt that is text, and a hash of 64 bytes. Werkzeug writes the hash in
// hexadecimal. Clerk documents it in base64, and with a $ before the whole digest.
func decodeWerkzeugScrypt(digest string) (comparison, bool) {
	parts := werkzeugDigest.FindStringSubmatch(digest)
	if parts == nil {
		return nil, false
	}
	want, err := hex.DecodeString(parts[3])
	if err != nil {
		want = fromBase64(parts[3])
	}
	var n, r, p int
	if _, err := fmt.Sscanf(parts[1], "scrypt:%d:%d:%d", &n, &r, &p); err != nil || len(want) != 64 {
		return nil, false
	}
	return func(password string) bool {
		if n > maxDigestMemory/128/r {
			return false
		}
		again, err := scrypt.Key([]byte(password), []byte(parts[2]), n, r, p, len(want))
		return err == nil && bytes.Equal(again, want)
	}, true
}

// maxMemoryCost is the highest exponent of N for which a key can be derived in the memory of a small machine.
const maxMemoryCost = 20

// decodeFirebaseScrypt reads hash, salt, signer key, salt separator, rounds and memory cost. Firebase derives a key
// from the password, and encrypts the signer key of the project with it.
func decodeFirebaseScrypt(digest string) (comparison, bool) {
	parts, ok := segments(digest, "", 6)
	if !ok {
		return nil, false
	}
	var raw [4][]byte
	for i := range raw {
		if raw[i] = fromBase64(parts[i]); len(raw[i]) == 0 {
			return nil, false
		}
	}
	rounds, roundsOK := positiveNumber(parts[4])
	cost, costOK := positiveNumber(parts[5])
	if !roundsOK || !costOK {
		return nil, false
	}
	return func(password string) bool {
		if cost > maxMemoryCost {
			return false
		}
		salt := slices.Concat(raw[1], raw[3])
		key, err := scrypt.Key([]byte(password), salt, 1<<cost, rounds, 1, 32)
		if err != nil {
			return false
		}
		block, err := aes.NewCipher(key)
		if err != nil {
			return false
		}
		again := make([]byte, len(raw[2]))
		cipher.NewCTR(block, make([]byte, aes.BlockSize)).XORKeyStream(again, raw[2]) //nolint:gosec // the IV of Firebase
		return bytes.Equal(again, raw[0])
	}, true
}
