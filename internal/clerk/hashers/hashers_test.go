package hashers

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// digest is an entry of testdata/digests.json, which testdata/make_digests.py makes.
type digest struct {
	Hasher   string `json:"hasher"`
	MadeWith string `json:"made_with"`
	Password string `json:"password"`
	Digest   string `json:"digest"`
	Fits     string `json:"fits"`
}

func testDigests(tb testing.TB) (accepted, refused []digest) {
	tb.Helper()
	raw, err := os.ReadFile("testdata/digests.json")
	if err != nil {
		tb.Fatal(err)
	}
	var data struct {
		Digests []digest `json:"digests"`
		Refused []digest `json:"refused"`
	}
	if err := json.Unmarshal(raw, &data); err != nil {
		tb.Fatal(err)
	}
	return data.Digests, data.Refused
}

func TestCheck_digestOfTheLibrary_isAccepted(t *testing.T) {
	accepted, _ := testDigests(t)
	tested := map[string]bool{}
	for _, made := range accepted {
		tested[made.Hasher] = true
		if err := Check(made.Hasher, made.Digest); err != nil {
			t.Errorf("Check(%q, %q) = %v", made.Hasher, made.Digest, err)
		}
	}
	for _, name := range Names() {
		if !tested[name] && name != "awscognito" { // Amazon Cognito has the password
			t.Errorf("%s has no digest", name)
		}
	}
}

// The error of a part, such as "its hash is in base64 and not in hexadecimal", need not name the hasher again.
func TestCheck_commonMistake_namesTheHasherThatFits(t *testing.T) {
	_, refused := testDigests(t)
	for _, tried := range refused {
		err := Check(tried.Hasher, tried.Digest)
		if err == nil {
			t.Errorf("%s: Check(%q, %q) is no error", tried.MadeWith, tried.Hasher, tried.Digest)
			continue
		}
		advice, _, _ := strings.Cut(err.Error(), ". A digest of "+tried.Hasher+" is ")
		aboutAPart := strings.HasPrefix(advice, "its ") || strings.HasPrefix(advice, "it does not begin with ")
		switch {
		case !strings.Contains(advice, tried.Fits) && (tried.Fits != tried.Hasher || !aboutAPart):
			t.Errorf("%s: Check(%q, %q) does not name %s: %v", tried.MadeWith, tried.Hasher, tried.Digest, tried.Fits, err)
		case strings.Contains(err.Error(), tried.Digest):
			t.Errorf("%s: Check(%q, …) repeats the digest: %v", tried.MadeWith, tried.Hasher, err)
		}
	}
}

const (
	plainBcrypt = "$2a$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS"
	sha512Hex   = "9c542fc2ddf94f5d6b8f46284a0325b5c57ec02e27a61a6fc65992fa4db41f2e"
)

func TestCheck_otherForm_isRefusedWithTheReason(t *testing.T) {
	for _, test := range []struct{ hasher, digest, says string }{
		{"bcrypt", "$wp" + strings.Replace(plainBcrypt, "$2a$", "$2y$", 1), "Clerk has no hasher for it, also without $wp"},
		{"bcrypt", "$wp$2y$10$x", "WordPress 6.8"},
		{"bcrypt", strings.Replace(plainBcrypt, "$04$", "$03$", 1), "it does not have the form of this hasher"},
		{"bcrypt", strings.Replace(plainBcrypt, "$04$", "$32$", 1), "it does not have the form of this hasher"},
		{"bcrypt", plainBcrypt + "\n", "it has white space at its end"},
		{"bcrypt", "", "A digest of bcrypt is $2b$<cost>$<salt and hash>"},
		{"md5", plainBcrypt, "It has the form of a digest of bcrypt. A digest of md5 is 32 hexadecimal digits"},
		{"md5", "$P$5seasalt84V7ROyHQj7kqF2cEg/fD.1", "It has the form of a digest of md5_phpass or phpass"},
		{"phpass", "$H$5seasalt84V7ROyHQj7kqF2cEg/fD.1", "phpBB writes $H$ for what others write as $P$"},
		{"argon2id", "$argon2id$v=19$m=64,t=4,p=8,keyid=c2Vh$c2FsdA$aGFzaA", "no keyid"},
		{"pbkdf2_sha1", "pbkdf2_sha1$1000$salt$fgjAOBJIuStI1SULu56l0AJhZZU=", "append $20"},
		{"pbkdf2_sha1", "pbkdf2_sha1$1000$salt$" + strings.Repeat("ab", 20), "append $20, the length of the key"},
		{"pbkdf2_sha1", "pbkdf2_sha1$1000$salt$" + strings.Repeat("ab", 20) + "$32", "the length of the key is another"},
		{"pbkdf2_sha1", "pbkdf2_sha1$0$salt$" + strings.Repeat("ab", 32), "its number of iterations is not a number"},
		{"pbkdf2_sha256", "pbkdf2_sha256$1000$plain_salt!$aGFzaA==", "its salt is not base64"},
		{"pbkdf2_sha256", "pbkdf2_sha256$1000$c2FsdA$aGFzaA==", "its salt is base64 without its padding"},
		{"pbkdf2_sha256", "pbkdf2_sha256$1000$$aGFzaA==", "its salt is empty"},
		{"pbkdf2_sha256", "pbkdf2_sha256$1000$c2FsdA==$" + sha512Hex, "its hash is in hexadecimal and not in base64"},
		{"pbkdf2_sha256_django", "pbkdf2_sha256$1000$salt$aGFzaA==", "its hash is not 32 bytes in base64"},
		{"pbkdf2_sha512", "pbkdf2_sha512$1000$salt$3tX9NqzigBkQgHCstazJ24k=", "its hash is in base64 and not in hexadecimal"},
		{"pbkdf2_sha512", "pbkdf2_sha512$1000$salt", "it has 2 parts with $ between them, not 3"},
		{"pbkdf2_sha512", "pbkdf2_sha512_hex$1000$0a1b$" + sha512Hex, "It has the form of a digest of pbkdf2_sha512_hex"},
		{"pbkdf2_sha512_hex", "pbkdf2_sha512$1000$0a1b$" + sha512Hex, "it does not begin with pbkdf2_sha512_hex$"},
		{"pbkdf2_sha512_hex", "pbkdf2_sha512_hex$1000$salt$" + sha512Hex, "use the hasher pbkdf2_sha512"},
		{"ldap_ssha", "{SSHA}aGFzaA==", "too short for a hash and a salt"},
		{"md5_salted", "salt$" + sha512Hex, "It has the form of a digest of sha256_salted"},
		{"sha256_salted", "salt$0a1b", "its hash is not 64 hexadecimal digits"},
		{"scrypt_firebase", "aGFzaA==$c2FsdA==$a2V5$Bw==$8$x", "its memory cost is not a number from 1 to 999999999"},
		{"scrypt_firebase", "aG-_aA==$c2FsdA==$a2V5$Bw==$8$14", "base64 in the alphabet for URLs"},
		{"scrypt_firebase", strings.Repeat("a", 86) + "==$c2FsdA==", "append the signer key"},
		{"ldap_ssha", "DxqYxmhD/RYCy7NxKTOWtmMGwg9zZWFzYWx0OA==", "it does not begin with {SSHA}"},
		{"sha512_symfony", "sha512_symfony$5000$salt$aGFzaA==", "its hash is not 64 bytes in base64"},
		{"awscognito", "awscognito#eu-west-1_pool", "A digest of awscognito is awscognito#<user pool id>"},
		{"rot13", "uryyb", `"rot13" is not a hasher that Clerk knows`},
	} {
		if err := Check(test.hasher, test.digest); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("Check(%q, %q) = %v, want an error with %q", test.hasher, test.digest, err, test.says)
		}
	}
}

func TestNames_areSorted(t *testing.T) {
	if !slices.IsSorted(Names()) {
		t.Errorf("Names() = %v is not sorted", Names())
	}
}

// Each form is a part of the sentence "A digest of X is …", and each note has whole sentences.
func TestAll_textsAreComplete(t *testing.T) {
	for _, hasher := range All() {
		form := hasher.Form()
		if form == "" || strings.HasSuffix(form, ".") || strings.ContainsAny(form, "|`") {
			t.Errorf("the form of %s is %q", hasher.Name, form)
		}
		if strings.Contains(hasher.Words+hasher.Note, "<") {
			t.Errorf("a text of %s has a value in angle brackets, which Markdown does not show: %q", hasher.Name, hasher.Words)
		}
		if hasher.Note != "" && !strings.HasSuffix(hasher.Note, ".") {
			t.Errorf("the note of %s is %q", hasher.Name, hasher.Note)
		}
	}
}

func TestRecognize_formOfOneHasher_returnsIt(t *testing.T) {
	accepted, _ := testDigests(t)
	several := []string{
		"md5_phpass", "phpass", // differ in nothing
		"pbkdf2_sha256",        // its salt can be text
		"pbkdf2_sha256_django", // its salt can be base64
	}
	for _, made := range accepted {
		got := Recognize(made.Digest)
		if got == made.Hasher || got == "" && slices.Contains(several, made.Hasher) {
			continue
		}
		t.Errorf("Recognize(%q) = %q, want %q", made.Digest, got, made.Hasher)
	}
	for digest, want := range map[string]string{
		"awscognito#eu-west-1_pool#client#ada": "awscognito",
		// A salt of 22 characters, as of Django since 3.2, is not base64.
		"pbkdf2_sha256$1000$seasalt2seasalt2seasal$jmGDCYiSkzBmqesAEiPRsIeDHIgGsEJOoUGu4rQ6o+A=": "pbkdf2_sha256_django",
	} {
		if got := Recognize(digest); got != want {
			t.Errorf("Recognize(%q) = %q, want %q", digest, got, want)
		}
	}
}

func TestRecognize_formOfNoneOrSeveralHashers_returnsNone(t *testing.T) {
	digests := []string{
		"$P$5seasalt8pV3d9aq3sGgEn01BpkUiH/",
		"$H$5seasalt8pV3d9aq3sGgEn01BpkUiH/",
		"pbkdf2_sha256$1000$c2FsdA==$jmGDCYiSkzBmqesAEiPRsIeDHIgGsEJOoUGu4rQ6o+A=",
		"correct horse battery staple",
		strings.Repeat("ab", 20),
		"",
	}
	_, refused := testDigests(t)
	for _, tried := range refused {
		if Check(tried.Fits, tried.Digest) != nil && !strings.HasPrefix(tried.Digest, "pbkdf2_sha512$1000$7365612d") {
			digests = append(digests, tried.Digest)
		}
	}
	for _, digest := range digests {
		if got := Recognize(digest); got != "" {
			t.Errorf("Recognize(%q) = %q, want none", digest, got)
		}
	}
}

func FuzzRecognize_agreesWithCheck(f *testing.F) {
	accepted, refused := testDigests(f)
	for _, seed := range slices.Concat(accepted, refused) {
		f.Add(seed.Digest)
	}
	f.Fuzz(func(t *testing.T, digest string) {
		recognized := Recognize(digest)
		for _, name := range Names() {
			err := Check(name, digest)
			if recognized != "" && (err == nil) != (name == recognized) {
				t.Errorf("%q is recognized as %s, and Check(%q) = %v", digest, recognized, name, err)
			}
			// A text this long is no part of a message by chance.
			if err != nil && len(digest) > 20 && strings.Contains(err.Error(), digest) {
				t.Errorf("Check(%q, …) repeats the digest: %v", name, err)
			}
		}
	})
}

// rowOfGuide matches a row in the table of the migration guide: a hasher, its form, and a digest if there is one.
var rowOfGuide = regexp.MustCompile("(?m)^\\| `([a-z0-9_]+)` \\| .* \\| (?:`([^`]+)`)? *\\|$")

func TestNames_guideShowsADigestOfEveryHasher(t *testing.T) {
	guide, err := os.ReadFile("../../../docs/guides/migration.md")
	if err != nil {
		t.Fatal(err)
	}
	var inGuide []string
	for _, row := range rowOfGuide.FindAllStringSubmatch(string(guide), -1) {
		name, digest := row[1], row[2]
		inGuide = append(inGuide, name)
		if err := Check(name, digest); err != nil && name != "awscognito" {
			t.Errorf("the digest of %s in the guide: %v", name, err)
		}
	}
	if !slices.Equal(inGuide, Names()) {
		t.Errorf("the guide shows %v, and there are %v", inGuide, Names())
	}
}
