package hashers

import "regexp"

// Hasher is a password hasher of the API.
type Hasher struct {
	Name string
	// Code is the digest with names in angle brackets for its values. Words describe the values, or the whole digest.
	// Each can be empty.
	Code, Words string
	// Note is what users should know about digests of other programs, in whole sentences.
	Note string

	// undocumented forms do not decide which hasher a digest is of.
	undocumented bool

	// pattern is the form as a whole, nil for a prefix and fields.
	pattern *regexp.Regexp
	prefix  string
	fields  []field
	last    field // after the fields, may be missing
	// together compares the values of the fields. It returns a clause, "" for no problem.
	together func(values []string) string
}

const (
	cost       = `(?:0[4-9]|[12]\d|3[01])`
	bcryptBody = `\$2[abxy]?\$` + cost + `\$[./A-Za-z0-9]{53}`
	unpadded   = `(?:[A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{2,4}`
	argon2Body = `\$v=19\$m=[1-9]\d{0,8},t=[1-9]\d{0,8},p=[1-9]\d{0,8}\$` + unpadded + `\$` + unpadded
	phpassBody = `[./0-9A-Za-z]{31}`
)

// table is sorted by name. The forms are those of Clerk's reference of POST /users. It has none for ldap_ssha and
// md5_phpass. These have the form of the program that makes them. That of hmac_sha256_utf16_b64 is from an older
// reference.
var table = []Hasher{
	{
		Name:    "argon2i",
		Code:    "$argon2i$v=19$m=<memory>,t=<iterations>,p=<parallelism>$<salt>$<hash>",
		Words:   "with salt and hash in base64 without padding",
		pattern: whole(`\$argon2i` + argon2Body),
	},
	{
		Name:    "argon2id",
		Code:    "$argon2id$v=19$m=<memory>,t=<iterations>,p=<parallelism>$<salt>$<hash>",
		Words:   "with salt and hash in base64 without padding",
		Note:    "Clerk documents version 19 only, and no `keyid` or `data`. Django puts `argon2` before it: remove that.",
		pattern: whole(`\$argon2id` + argon2Body),
	},
	{
		Name:    "awscognito",
		Code:    "awscognito#<user pool id>#<client id>#<identifier>",
		Note:    "Clerk verifies the first sign-in with Amazon Cognito.",
		pattern: whole(`awscognito#[^#]+#[^#]+#[^#]+`),
	},
	{
		Name:  "bcrypt",
		Code:  "$2b$<cost>$<salt and hash>",
		Words: "with 53 characters after the cost",
		Note: "`$2a$` and `$2y$` are the same. A digest of WordPress 6.8 or newer, `$wp$2y$…`, is not bcrypt of " +
			"the password.",
		pattern: whole(bcryptBody),
	},
	{
		Name:    "bcrypt_peppered",
		Code:    "$2b$<cost>$<salt and hash>$<pepper>",
		Note:    "For Devise with a pepper, which Devise appends to each password.",
		pattern: whole(bcryptBody + `\$.+`),
	},
	{
		Name:    "bcrypt_sha256_django",
		Code:    "bcrypt_sha256$$2b$<cost>$<salt and hash>",
		Note:    "As Django exports it.",
		pattern: whole(`bcrypt_sha256\$` + bcryptBody),
	},
	{
		Name:   "hmac_sha256_utf16_b64",
		Code:   "hmac_sha256_utf16_b64$<hash>$<key>",
		Words:  "with the hash in base64",
		Note:   "The current reference of Clerk does not describe it.",
		prefix: "hmac_sha256_utf16_b64$",
		fields: []field{hash32Base64, {"key", text}},
	},
	{
		Name:   "ldap_ssha",
		Code:   "{SSHA}<hash and salt>",
		Words:  "in base64",
		Note:   "As OpenLDAP stores it. `{SHA}`, `{SSHA256}` and `{SSHA512}` have no hasher.",
		prefix: "{SSHA}",
		fields: []field{{"text after {SSHA}", saltedSHA1}},
	},
	{Name: "md5", Words: "32 hexadecimal digits", pattern: whole(`[0-9a-fA-F]{32}`)},
	{
		Name:         "md5_phpass",
		Code:         "$P$<31 characters>",
		Words:        "or with $H$ in place of $P$",
		Note:         "For phpass digests of MD5 digests. Their form does not differ from that of `phpass`.",
		undocumented: true,
		pattern:      whole(`\$[PH]\$` + phpassBody),
	},
	{
		Name:   "md5_salted",
		Code:   "<salt>$<hash>",
		Words:  "with 32 hexadecimal digits of the hash",
		Note:   "Clerk does not document whether the salt is before or after the password: try it with one user.",
		fields: []field{textSalt, {"hash", hexadecimal(16)}},
	},
	{
		Name:  "pbkdf2_sha1",
		Code:  "pbkdf2_sha1$<iterations>$<salt>$<hash>",
		Words: "with the hash in hexadecimal, and with $ and its length in bytes after it unless that is 32",
		Note: "Django writes the hash in base64, with 20 bytes: convert it to hexadecimal and append `$20`. " +
			"A salt of hexadecimal digits is decoded.",
		prefix:   "pbkdf2_sha1$",
		fields:   []field{iterations, textSalt, hexHash},
		last:     field{"length of the key", number},
		together: keyLength,
	},
	{
		Name:   "pbkdf2_sha256",
		Code:   "pbkdf2_sha256$<iterations>$<salt>$<hash>",
		Words:  "with salt and hash in base64",
		Note:   "For a salt that is text, use `pbkdf2_sha256_django`.",
		prefix: "pbkdf2_sha256$",
		fields: []field{iterations, base64Salt, base64Hash},
	},
	{
		Name:   "pbkdf2_sha256_django",
		Code:   "pbkdf2_sha256$<iterations>$<salt>$<hash>",
		Words:  "with the salt as text and the hash in base64",
		Note:   "As Django exports it.",
		prefix: "pbkdf2_sha256$",
		fields: []field{iterations, textSalt, hash32Base64},
	},
	{
		Name:   "pbkdf2_sha512",
		Code:   "pbkdf2_sha512$<iterations>$<salt>$<hash>",
		Words:  "with the salt as text and the hash in hexadecimal",
		Note:   "A salt of hexadecimal digits is used as text. If it stands for bytes, use `pbkdf2_sha512_hex`.",
		prefix: "pbkdf2_sha512$",
		fields: []field{iterations, textSalt, hexHash},
	},
	{
		Name:   "pbkdf2_sha512_hex",
		Code:   "pbkdf2_sha512_hex$<iterations>$<salt>$<hash>",
		Words:  "with salt and hash in hexadecimal",
		prefix: "pbkdf2_sha512_hex$",
		fields: []field{iterations, hexSalt, hexHash},
	},
	{
		Name:    "phpass",
		Code:    "$P$<rounds><salt><hash>",
		Words:   "with 31 characters after $P$",
		Note:    "For WordPress before 6.8. phpBB writes `$H$` in place of `$P$`: replace it.",
		pattern: whole(`\$P\$` + phpassBody),
	},
	{
		Name:  "scrypt_firebase",
		Code:  "<hash>$<salt>$<signer key>$<salt separator>$<rounds>$<memory cost>",
		Words: "with the first four in base64",
		Note: "Hash and salt are in the export of each user, the other four in the password hash parameters of the " +
			"project.",
		fields: []field{
			base64Hash, base64Salt, {"signer key", inBase64(0)}, {"salt separator", inBase64(0)},
			{"number of rounds", number}, {"memory cost", number},
		},
	},
	{
		Name:    "scrypt_werkzeug",
		Code:    "scrypt:<N>:<r>:<p>$<salt>$<hash>",
		Words:   "with the salt as text and 128 hexadecimal digits of the hash",
		Note:    "As Werkzeug writes it. A `$` before it, and a hash in base64, are accepted.",
		pattern: whole(`\$?scrypt:[1-9]\d{0,8}:[1-9]\d{0,8}:[1-9]\d{0,8}\$[^$]+\$(?:[0-9a-fA-F]{128}|[A-Za-z0-9+/]{86}==)`),
	},
	{Name: "sha256", Words: "64 hexadecimal digits", pattern: whole(`[0-9a-fA-F]{64}`)},
	{
		Name:   "sha256_salted",
		Code:   "<salt>$<hash>",
		Words:  "with 64 hexadecimal digits of the hash",
		Note:   "Clerk does not document whether the salt is before or after the password: try it with one user.",
		fields: []field{textSalt, {"hash", hexadecimal(32)}},
	},
	{
		Name:   "sha512_symfony",
		Code:   "sha512_symfony$<iterations>$<salt>$<hash>",
		Words:  "with the salt as text and the hash in base64",
		Note:   "For the `MessageDigestPasswordHasher` of Symfony, which has 5000 iterations by default.",
		prefix: "sha512_symfony$",
		fields: []field{iterations, textSalt, hash64Base64},
	},
}

func whole(pattern string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + pattern + `)$`) }
