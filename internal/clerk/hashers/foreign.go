package hashers

import (
	"regexp"
	"sync"
)

// foreignDigest is the form of a digest of another program that Clerk does not accept as it is. The advice names the
// hasher that accepts the digest after a change, or says that there is none.
type foreignDigest struct {
	pattern *regexp.Regexp
	advice  string
}

// foreign compiles the patterns for the first digest that is refused, and not at the start of each provider process.
var foreign = sync.OnceValue(func() []foreignDigest {
	return []foreignDigest{
		{
			whole(`\$wp\$2y\$.*`),
			"WordPress 6.8 or newer made it, from an HMAC of the password. Clerk has no hasher for it, also without $wp: " +
				"these users have to reset their password",
		},
		{
			whole(`\$wp\$.*`),
			"WordPress 6.8 or newer made it, and Clerk has no hasher for it: these users have to reset their password",
		},
		{
			whole(`\$H\$` + phpassBody),
			"phpBB writes $H$ for what others write as $P$. Replace it, and use the hasher phpass",
		},
		{
			whole(`(?:bcrypt\$|(?i:\{bcrypt\}|\{crypt\}))` + bcryptBody),
			"Remove the text before the first $2, and use the hasher bcrypt",
		},
		{
			whole(`(?:argon2|\{argon2\}|\{ARGON2\}|\{argon2@SpringSecurity_v5_8\})\$argon2id?\$.*`),
			"Remove the text before the first $argon2, and use the hasher argon2i or argon2id of that name",
		},
		{
			whole(`\$argon2id?\$v=19\$m=\d+,t=\d+,p=\d+,.*`),
			"Clerk documents no keyid and no data for argon2i and argon2id: these users have to reset their password",
		},
		{
			whole(`\$argon2id?\$(?:v=1[^9]\d*\$|m=).*`),
			"Clerk verifies argon2i and argon2id of version 19 only. A digest without v= is of version 16: these users have " +
				"to reset their password",
		},
		{
			whole(`\$argon2id?\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+=*\$[A-Za-z0-9+/]+=*`),
			"Remove the padding (=) of salt and hash, and use the hasher argon2i or argon2id of that name",
		},
		{whole(`\$argon2d\$.*`), "Clerk has no hasher for argon2d: these users have to reset their password"},
		{
			whole(`md5\$\$?[0-9a-fA-F]{32}`),
			"Remove the text before the last $, and use the hasher md5",
		},
		{
			whole(`md5\$[^$]+\$[0-9a-fA-F]{32}`),
			"If Django made it, remove md5$, and use the hasher md5_salted",
		},
		{
			whole(`[0-9a-fA-F]{32}\$[^$]+`),
			"If the hash is before the salt, exchange them, and use the hasher md5_salted",
		},
		{
			whole(`[0-9a-fA-F]{64}\$[^$]+`),
			"If the hash is before the salt, exchange them, and use the hasher sha256_salted",
		},
		{
			whole(`pbkdf2_sha1\$\d+\$[^$]+\$[A-Za-z0-9+/]{27}=`),
			"If Django made it, convert the hash to hexadecimal, append $20, and use the hasher pbkdf2_sha1. If the salt has " +
				"hexadecimal digits only, convert the salt, too",
		},
		{
			whole(`pbkdf2:sha256:\d+\$[^$]+\$[0-9a-fA-F]{64}`),
			"Werkzeug made it. Write it as pbkdf2_sha256$<iterations>$<salt>$<hash> with the hash in base64, and use the " +
				"hasher pbkdf2_sha256_django",
		},
		{
			whole(`pbkdf2:sha512:\d+\$[^$]+\$[0-9a-fA-F]{128}`),
			"Werkzeug made it. Write it as pbkdf2_sha512$<iterations>$<salt>$<hash>, and use the hasher pbkdf2_sha512",
		},
		{
			whole(`pbkdf2:sha1:\d+\$[^$]+\$[0-9a-fA-F]{40}`),
			"Werkzeug made it. Write it as pbkdf2_sha1$<iterations>$<salt in hexadecimal>$<hash>$20, and use the hasher " +
				"pbkdf2_sha1",
		},
		{
			whole(`\$pbkdf2-sha256\$\d+\$[^$]+\$[^$]+`),
			"passlib made it. Write it as pbkdf2_sha256$<iterations>$<salt>$<hash> with + for each . and with padding (=), " +
				"and use the hasher pbkdf2_sha256",
		},
		{
			whole(`\$pbkdf2-sha512\$\d+\$[^$]+\$[^$]+`),
			"passlib made it. Write it as pbkdf2_sha512_hex$<iterations>$<salt>$<hash> with salt and hash in hexadecimal, " +
				"and use the hasher pbkdf2_sha512_hex",
		},
		{
			whole(`pbkdf2_sha256\$\d+\$[^$]+\$[0-9a-fA-F]{64}`),
			"Convert the hash from hexadecimal to base64. With a salt that is text, use the hasher pbkdf2_sha256_django",
		},
		{
			whole(`pbkdf2_sha512\$\d+\$[^$]+\$[A-Za-z0-9+/]{86}==`),
			"With a salt that is text, convert the hash to hexadecimal, and use the hasher pbkdf2_sha512. With a salt in " +
				"base64, convert both, write pbkdf2_sha512_hex$ before them, and use the hasher pbkdf2_sha512_hex",
		},
		{
			whole(`pbkdf2_sha512_hex\$\d+\$[^$]*[^0-9a-fA-F$][^$]*\$[0-9a-fA-F]+`),
			"With a salt that is text, write pbkdf2_sha512$ before it, and use the hasher pbkdf2_sha512",
		},
		{
			whole(`scrypt\$\d+\$[^$]+\$\d+\$\d+\$[A-Za-z0-9+/]+=*`),
			"Django made it. Write it as scrypt:<N>:<r>:<p>$<salt>$<hash> with the hash in hexadecimal, and use the hasher " +
				"scrypt_werkzeug",
		},
		{whole(`\$scrypt\$.*`), "Clerk has no hasher for scrypt of passlib: these users have to reset their password"},
		{
			whole(`\$[1567y]\$.*|\$(?:md5|sha1|gy)[,$].*`),
			"It is of crypt(3), and Clerk has no hasher for it: these users have to reset their password",
		},
		{
			whole(`U?\$S\$.*|U\$[PH]\$.*`),
			"It is of Drupal, and Clerk has no hasher for it: these users have to reset their password",
		},
		{
			whole(`(?i:\{(?:SHA|SSHA256|SSHA512|SHA256|SHA512|MD5|SMD5)\}).*`),
			"Of the schemes of LDAP, Clerk has a hasher for {SSHA} only: these users have to reset their password",
		},
		{
			whole(`[0-9a-fA-F]{40}|[0-9a-fA-F]{128}`),
			"SHA-1 and SHA-512 without a salt have no hasher: these users have to reset their password",
		},
		{
			whole(`[A-Za-z0-9+/]{86}==`),
			"If Symfony made it, write sha512_symfony$<iterations>$<salt>$ before it, and use the hasher sha512_symfony",
		},
		{
			whole(`[A-Za-z0-9+/]{86}==\$[A-Za-z0-9+/]+=*`),
			"If Firebase made it, append the signer key, the salt separator, the rounds and the memory cost of the project, " +
				"and use the hasher scrypt_firebase",
		},
		{
			whole(`AQAAAA[A-Za-z0-9+/]+=*`),
			"ASP.NET Core Identity made it, and Clerk has no hasher for it: these users have to reset their password",
		},
	}
})

// adviceFor returns what to do with a digest of another program, "" for a digest that is not known here.
func adviceFor(digest string) string {
	for _, other := range foreign() {
		if other.pattern.MatchString(digest) {
			return other.advice
		}
	}
	return ""
}
