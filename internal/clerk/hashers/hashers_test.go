package hashers

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	bcryptDigest = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
	argon2idSalt = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b2dWA"
)

func TestCheck_acceptsOnlyDigestsOfTheHasher(t *testing.T) {
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
		{"scrypt_werkzeug", "$scrypt:32768:8:1$salt$aGFzaA==", true},
		{"pbkdf2_sha256", "pbkdf2_sha256$1000$plain-salt$aGFzaA==", false},
		{"sha512_symfony", "sha512_symfony$5000$salt$aGFzaA==", true},
		{"sha512_symfony", "aGFzaA==", false},
		{"awscognito", "awscognito#eu-west-1_pool#client#ada", true},
		{"awscognito", "awscognito#eu-west-1_pool", false},
		{"bcrypt_peppered", bcryptDigest + "$pepper", true},
		{"bcrypt_peppered", bcryptDigest, false},
		{"md5_salted", "salt$5f4dcc3b5aa765d61d8327deb882cf99", true},
		{"md5_salted", "5f4dcc3b5aa765d61d8327deb882cf99", false},
		{"sha256_salted", "salt$" + strings.Repeat("ab", 32), true},
		{"sha256_salted", "salt$" + strings.Repeat("ab", 16), false},
		{"hmac_sha256_utf16_b64", "anything at all", true},
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

func TestNames_areSorted(t *testing.T) {
	if !slices.IsSorted(Names()) {
		t.Errorf("Names() = %v is not sorted", Names())
	}
}

func TestRecognize_formatOfOneHasher_returnsIt(t *testing.T) {
	for digest, want := range map[string]string{
		bcryptDigest: "bcrypt",
		strings.Replace(bcryptDigest, "$2a$", "$2y$", 1):        "bcrypt",
		bcryptDigest + "$pepper":                                "bcrypt_peppered",
		"bcrypt_sha256$" + bcryptDigest:                         "bcrypt_sha256_django",
		argon2idSalt:                                            "argon2id",
		strings.Replace(argon2idSalt, "argon2id", "argon2i", 1): "argon2i",
		"5f4dcc3b5aa765d61d8327deb882cf99":                      "md5",
		"salt$5f4dcc3b5aa765d61d8327deb882cf99":                 "md5_salted",
		strings.Repeat("ab", 32):                                "sha256",
		"salt$" + strings.Repeat("ab", 32):                      "sha256_salted",
		"pbkdf2_sha1$1000$salt$0a1b2c":                          "pbkdf2_sha1",
		"pbkdf2_sha1$1000$0a1b$0a1b2c$32":                       "pbkdf2_sha1",
		"pbkdf2_sha256$260000$plain-salt$aGFzaA==":              "pbkdf2_sha256_django",
		"pbkdf2_sha512$1000$plain-salt$0a1b2c":                  "pbkdf2_sha512",
		"pbkdf2_sha512_hex$1000$0a1b$0c0d":                      "pbkdf2_sha512_hex",
		"aGFzaA==$c2FsdA==$a2V5$Bw==$8$14":                      "scrypt_firebase",
		"scrypt:32768:8:1$salt$0a1b2c":                          "scrypt_werkzeug",
		"{SSHA}c2FsdGVkaGFzaA==":                                "ldap_ssha",
		"sha512_symfony$5000$salt$aGFzaA==":                     "sha512_symfony",
		"awscognito#eu-west-1_pool#client#ada":                  "awscognito",
	} {
		if got := Recognize(digest); got != want {
			t.Errorf("Recognize(%q) = %q, want %q", digest, got, want)
		}
	}
}

func TestRecognize_formatOfNoneOrSeveralHashers_returnsNone(t *testing.T) {
	for _, digest := range []string{
		"$P$B" + strings.Repeat("x", 30), // phpass and md5_phpass
		"$H$9" + strings.Repeat("x", 30),
		"pbkdf2_sha256$260000$c2FsdA==$aGFzaA==", // with and without _django
		"pbkdf2_sha512$1000$0a1b$0c0d",           // with and without _hex
		"correct horse battery staple",
		"$argon2d$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b2dWA",
		"$2a$10$tooshort",
		strings.Repeat("ab", 20), // SHA-1
		"",
	} {
		if got := Recognize(digest); got != "" {
			t.Errorf("Recognize(%q) = %q, want none", digest, got)
		}
	}
}

func FuzzRecognize_agreesWithCheck(f *testing.F) {
	for _, digest := range []string{
		bcryptDigest, argon2idSalt, "", "pbkdf2_sha512$1$0a$0b", "a$b$c$d$1$2", "scrypt:1:2:3$a$b",
		"x$" + strings.Repeat("a", 32),
	} {
		f.Add(digest)
	}
	f.Fuzz(func(t *testing.T, digest string) {
		recognized := Recognize(digest)
		if recognized != "" && Check(recognized, digest) != nil {
			t.Errorf("%q is recognized as %s, which refuses it", digest, recognized)
		}
		for _, hasher := range known {
			other := hasher.shape != nil && hasher.name != recognized
			if recognized != "" && other && Check(hasher.name, digest) == nil {
				t.Errorf("%q is recognized as %s, and %s makes such digests too", digest, recognized, hasher.name)
			}
		}
	})
}

// rowOfGuide matches a row in the table of the migration guide: a hasher, and its digest in code or words.
var rowOfGuide = regexp.MustCompile("(?m)^\\| `([a-z0-9_]+)` \\| (?:`([^`]+)`)?")

func TestNames_guideShowsADigestOfEveryHasher(t *testing.T) {
	guide, err := os.ReadFile("../../../docs/guides/migration.md")
	if err != nil {
		t.Fatal(err)
	}
	var inGuide []string
	for _, row := range rowOfGuide.FindAllStringSubmatch(string(guide), -1) {
		name, digest := row[1], row[2]
		inGuide = append(inGuide, name)
		if err := Check(name, digest); err != nil {
			t.Errorf("the digest of %s in the guide: %v", name, err)
		}
	}
	if !slices.Equal(inGuide, Names()) {
		t.Errorf("the guide shows %v, and there are %v", inGuide, Names())
	}
}
