// Package hashers lists the password hashers that Clerk can import, and checks the format of their digests.
package hashers

import (
	"fmt"
	"regexp"
	"slices"
)

const (
	bcryptBody = `\$2[abxy]?\$\d{2}\$[./A-Za-z0-9]{53}`
	argon2Body = `\$(v=\d+\$)?m=\d+,t=\d+,p=\d+(,[a-z]+=[^$,]+)*\$[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+`
	phpassBody = `\$[PH]\$[./A-Za-z0-9]{31}`
)

// hasher is a hasher of the API. form describes the format of its digests, and shape matches them.
type hasher struct {
	name  string
	form  string
	shape *regexp.Regexp
}

// Sorted by name. Clerk does not publish the format of every hasher; without a shape, any digest is accepted.
var known = []hasher{
	{"argon2i", "$argon2i$…", whole(`\$argon2i` + argon2Body)},
	{"argon2id", "$argon2id$…", whole(`\$argon2id` + argon2Body)},
	{"awscognito", "awscognito#user pool#client#identifier", whole(`awscognito#[^#]+#[^#]+#[^#]+`)},
	{"bcrypt", "$2a$, $2b$ or $2y$, the cost, and 53 characters", whole(bcryptBody)},
	{"bcrypt_peppered", "a bcrypt digest, $ and the pepper", whole(bcryptBody + `\$.+`)},
	{"bcrypt_sha256_django", "bcrypt_sha256$ before a bcrypt digest", whole(`bcrypt_sha256\$` + bcryptBody)},
	{"hmac_sha256_utf16_b64", "any text", nil},
	{"ldap_ssha", "{SSHA} and base64", whole(`\{SSHA\}[A-Za-z0-9+/]+=*`)},
	{"md5", "32 hexadecimal digits", whole(`[0-9a-fA-F]{32}`)},
	{"md5_phpass", "$P$ or $H$ and 31 characters", whole(phpassBody)},
	{"md5_salted", "salt$hash with 32 hexadecimal digits", whole(`[^$]+\$[0-9a-fA-F]{32}`)},
	{"pbkdf2_sha1", "pbkdf2_sha1$iterations$salt$hash", whole(`pbkdf2_sha1\$\d+\$[^$]+\$[^$]+(\$\d+)?`)},
	{
		"pbkdf2_sha256",
		"pbkdf2_sha256$iterations$salt$hash with salt and hash in base64",
		whole(`pbkdf2_sha256\$\d+\$[A-Za-z0-9+/]+=*\$[A-Za-z0-9+/]+=*`),
	},
	{"pbkdf2_sha256_django", "pbkdf2_sha256$iterations$salt$hash", whole(`pbkdf2_sha256\$\d+\$[^$]+\$[^$]+`)},
	{"pbkdf2_sha512", "pbkdf2_sha512$iterations$salt$hash", whole(`pbkdf2_sha512\$\d+\$[^$]+\$[^$]+`)},
	{
		"pbkdf2_sha512_hex",
		"pbkdf2_sha512$ or pbkdf2_sha512_hex$, iterations$salt$hash with salt and hash in hexadecimal",
		whole(`pbkdf2_sha512(_hex)?\$\d+\$[0-9a-fA-F]+\$[0-9a-fA-F]+`),
	},
	{"phpass", "$P$ or $H$ and 31 characters", whole(phpassBody)},
	{
		"scrypt_firebase",
		"six segments with $ between them: hash, salt, signer key, salt separator, rounds, memory cost",
		whole(`([^$]+\$){4}\d+\$\d+`),
	},
	{"scrypt_werkzeug", "scrypt:N:r:p$salt$hash", whole(`\$?scrypt:\d+:\d+:\d+\$[^$]+\$[A-Za-z0-9+/]+=*`)},
	{"sha256", "64 hexadecimal digits", whole(`[0-9a-fA-F]{64}`)},
	{"sha256_salted", "salt$hash with 64 hexadecimal digits", whole(`[^$]+\$[0-9a-fA-F]{64}`)},
	{
		"sha512_symfony",
		"sha512_symfony$iterations$salt$hash with the hash in base64",
		whole(`sha512_symfony\$[1-9]\d*\$[^$]+\$[A-Za-z0-9+/]+=*`),
	},
}

func whole(pattern string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + pattern + `)$`) }

// Names returns the hashers that the API accepts, sorted.
func Names() []string {
	names := make([]string, len(known))
	for i, hasher := range known {
		names[i] = hasher.name
	}
	return names
}

// Check returns an error if the digest does not have the format of the named hasher. The error contains no part of the
// digest.
func Check(name, digest string) error {
	index := slices.IndexFunc(known, func(h hasher) bool { return h.name == name })
	if index < 0 {
		return fmt.Errorf("%q is not a hasher that Clerk knows", name)
	}
	shape := known[index].shape
	if shape == nil || shape.MatchString(digest) {
		return nil
	}
	return fmt.Errorf("a digest of %s has the form: %s", name, known[index].form)
}

// Recognize returns the hasher that matches the format of a digest. It is "" if no hasher or more than one hasher
// matches.
func Recognize(digest string) string {
	found := ""
	for _, hasher := range known {
		if hasher.shape == nil || !hasher.shape.MatchString(digest) {
			continue
		}
		if found != "" {
			return ""
		}
		found = hasher.name
	}
	return found
}
