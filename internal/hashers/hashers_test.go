package hashers

import (
	"slices"
	"strings"
	"testing"
)

const (
	bcryptDigest = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
	argon2idSalt = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b2dWA"
)

func TestCheck_acceptsDigestsOfTheHasherAndRefusesOthers(t *testing.T) {
	tests := []struct {
		hasher, digest string
		fits           bool
	}{
		{"bcrypt", bcryptDigest, true},
		{"bcrypt", "$2a$10$tooshort", false},
		{"bcrypt", "5f4dcc3b5aa765d61d8327deb882cf99", false},
		{"bcrypt_sha256_django", "bcrypt_sha256$" + bcryptDigest, true},
		{"bcrypt_sha256_django", bcryptDigest, false},
		{"argon2id", argon2idSalt, true},
		{"argon2i", argon2idSalt, false},
		{"argon2i", strings.Replace(argon2idSalt, "argon2id", "argon2i", 1), true},
		{"md5", "5f4dcc3b5aa765d61d8327deb882cf99", true},
		{"md5", "5f4dcc3b5aa765d61d8327deb882cf9", false},
		{"sha256", strings.Repeat("ab", 32), true},
		{"sha256", strings.Repeat("ab", 16), false},
		{"pbkdf2_sha1", "pbkdf2_sha1$1000$salt$0a1b2c", true},
		{"pbkdf2_sha256", "pbkdf2_sha256$1000$c2FsdA==$aGFzaA==", true},
		{"pbkdf2_sha256", "pbkdf2_sha512$1000$c2FsdA==$aGFzaA==", false},
		{"pbkdf2_sha256_django", "pbkdf2_sha256$260000$salt$aGFzaA==", true},
		{"pbkdf2_sha512", "pbkdf2_sha512$1000$c2FsdA==$aGFzaA==", true},
		{"pbkdf2_sha512_hex", "pbkdf2_sha512$1000$0a1b$0c0d", true},
		{"pbkdf2_sha512_hex", "pbkdf2_sha512$1000$c2FsdA==$aGFzaA==", false},
		{"phpass", "$P$B" + strings.Repeat("x", 30), true},
		{"md5_phpass", "$H$9" + strings.Repeat("x", 30), true},
		{"phpass", bcryptDigest, false},
		{"scrypt_firebase", "aGFzaA==$c2FsdA==$a2V5$Bw==$8$14", true},
		{"scrypt_firebase", "aGFzaA==$c2FsdA==", false},
		{"scrypt_werkzeug", "scrypt:32768:8:1$salt$0a1b2c", true},
		{"scrypt_werkzeug", bcryptDigest, false},
		{"ldap_ssha", "{SSHA}c2FsdGVkaGFzaA==", true},
		{"ldap_ssha", "c2FsdGVkaGFzaA==", false},
		{"sha512_symfony", "anything at all", true},
		{"rot13", "uryyb", false},
	}
	for _, test := range tests {
		err := Check(test.hasher, test.digest)
		if (err == nil) != test.fits {
			t.Errorf("Check(%q, %q) = %v, want fits = %t", test.hasher, test.digest, err, test.fits)
		}
		if err != nil && strings.Contains(err.Error(), test.digest) {
			t.Errorf("Check(%q, …) repeats the digest: %v", test.hasher, err)
		}
	}
}

func TestNames_areSortedForTheDocumentation(t *testing.T) {
	if !slices.IsSorted(Names()) {
		t.Errorf("Names() = %v is not sorted", Names())
	}
}
