package users_test

import (
	"strings"
	"testing"
)

const email = `email_addresses = ["ada@example.com"]`

func TestAccUser_wrongFormatsAreRefusedByValidate(t *testing.T) {
	var inputs []badInput
	for _, c := range []struct{ name, at, value, summary, says string }{
		{"an email address without @", "email_addresses", `["ada"]`, "Not an email address", `such as "ada@example.com"`},
		{"an email address with a display name", "email_addresses", `["Ada <ada@example.com>"]`, "Not an email address", `write "ada@example.com"`},
		{"an empty email address", "email_addresses", `[""]`, "Not an email address", `such as "ada@example.com"`},
		{"an email address twice in two spellings", "email_addresses", `["ada@example.com", "Ada@example.com"]`, "One identifier in two spellings", "Keep one of them."},
		{"a null email address", "email_addresses", `[null]`, "One element is null", "compact()"},
		{"a phone number without country code", "phone_numbers", `["2025550123"]`, "Not an E.164 phone number", `such as "+12025550123"`},
		{"a phone number with spaces", "phone_numbers", `["+1 202 555 0123"]`, "Not an E.164 phone number", `digits only`},
		{"a web3 wallet with a space", "web3_wallets", `["0x12 34"]`, "Not a web3 wallet address", "40 hexadecimal digits"},
		{"a username with white space at its end", "username", `"ada_lovelace "`, "White space at an end", `write "ada_lovelace"`},
		{"a locale with an underscore", "locale", `"en_US"`, "Not a BCP 47 locale", `such as "en-US"`},
		{"a locale that is a word", "locale", `"British English"`, "Not a BCP 47 locale", `such as "en-US"`},
		{"a creation time in words", "created_at", `"yesterday"`, "Not an RFC 3339 time", `"2026-01-31T09:30:00Z"`},
		{"an empty creation time", "created_at", `""`, "The creation time cannot be cleared", "State it as an RFC 3339 time"},
		{"a date instead of a time", "legal_accepted_at", `"2026-01-31"`, "Not an RFC 3339 time", `"2026-01-31T09:30:00Z"`},
		{"a time finer than Clerk keeps", "legal_accepted_at", `"2026-01-31T09:30:00.1234Z"`, "Time finer than a millisecond", "Leave out the digits after the third."},
		{"metadata that is not JSON", "public_metadata", `"{team: engines}"`, "Not a JSON object", "jsonencode({ key = \"value\" })"},
		{"metadata that is an array", "public_metadata", `jsonencode(["engines"])`, "Not a JSON object", "a JSON array"},
		{"metadata that is a number", "private_metadata", `jsonencode(7)`, "Not a JSON object", "a JSON number"},
		{"metadata that is JSON null", "unsafe_metadata", `jsonencode(null)`, "Not a JSON object", "jsonencode({})"},
		{"metadata that is an empty text", "unsafe_metadata", `""`, "Not a JSON object", "jsonencode({})"},
		{"metadata over 8 KB", "public_metadata", `jsonencode({ notes = "` + strings.Repeat("a", 8200) + `" })`, "Metadata too large", "at most 8192"},
		{"an unknown identification status", "identification_status", `"unverified"`, "Invalid Attribute Value Match", `"reserved"`},
		{"an unknown deletion policy", "deletion_policy", `"archive"`, "Invalid Attribute Value Match", `"retain"`},
		{"a negative limit", "create_organizations_limit", `-1`, "Invalid Attribute Value", "at least 0"},
		{"a ban that is neither true nor false", "banned", `"perhaps"`, "Incorrect attribute value type", "a bool is required"},
		{"an attribute that does not exist", "emails", `["ada@example.com"]`, "Unsupported argument", `An argument named "emails" is not expected here.`},
	} {
		attributes := []string{c.at + " = " + c.value}
		if c.at != "email_addresses" {
			attributes = append(attributes, email)
		}
		inputs = append(inputs, badInput{
			name: c.name, config: theUser(attributes...),
			phase: atValidate, summary: c.summary, at: c.at, says: []string{c.says},
		})
	}
	runAll(t, inputs)
}

func TestAccUser_conflictingAttributesAreRefusedByValidate(t *testing.T) {
	runAll(t, []badInput{
		{
			name:   "two email addresses and no primary",
			config: theUser(`email_addresses = ["ada@example.com", "lovelace@example.com"]`),
			phase:  atValidate, summary: "The primary is missing", at: `resource "clerk_user" "ada"`,
			says: []string{"primary_email_address must say which of them is primary"},
		},
		{
			name:   "a primary phone number that is not in its set",
			config: theUser(`phone_numbers = ["+12025550123"]`, `primary_phone_number = "+12025550199"`),
			phase:  atValidate, summary: "The primary is not in its set", at: "primary_phone_number",
			says: []string{"+12025550199", "phone_numbers", "Add it there"},
		},
		{
			name:   "a primary email address beside an empty set",
			config: theUser(`username = "ada_lovelace"`, `email_addresses = []`, `primary_email_address = "ada@example.com"`),
			phase:  atValidate, summary: "The primary is not in its set", at: "primary_email_address",
			says: []string{"ada@example.com", "Add it there"},
		},
		{
			name: "a password and a digest", secret: "correct horse battery",
			config: theUser(email, `password_wo = var.secret`, `password_digest_wo = var.secret`, `password_hasher = "hmac_sha256_utf16_b64"`),
			phase:  atPlan, summary: "Two passwords", at: "password_digest_wo",
			says: []string{"State one of them."},
		},
	})
}

func TestAccUser_unusableCredentialsAreRefusedWithoutRepeatingThem(t *testing.T) {
	runAll(t, []badInput{
		{
			name: "a short password", secret: "hunter2",
			config: theUser(email, `password_wo = var.secret`),
			phase:  atPlan, summary: "The password is too short", at: "password_wo",
			says: []string{"at least 8 characters", "skip_password_checks"},
		},
		{
			name:   "an empty password",
			config: theUser(email, `password_wo = ""`),
			phase:  atValidate, summary: "The password is empty", at: "password_wo",
			says: []string{"take password_wo out of the configuration"},
		},
		{
			name:   "a digest without its hasher",
			config: theUser(email, `password_digest_wo = var.secret`),
			secret: "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
			phase:  atValidate, summary: "The hasher is missing", at: `resource "clerk_user" "ada"`,
			says: []string{"password_digest_wo needs password_hasher"},
		},
		{
			name: "a digest of another hasher", secret: "5f4dcc3b5aa765d61d8327deb882cf99",
			config: theUser(email, `password_digest_wo = var.secret`, `password_hasher = "bcrypt"`),
			phase:  atPlan, summary: "The digest does not fit its hasher", at: "password_digest_wo",
			says: []string{"bcrypt", "$2a$"},
		},
		{
			name: "an unknown hasher", secret: "5f4dcc3b5aa765d61d8327deb882cf99",
			config: theUser(email, `password_digest_wo = var.secret`, `password_hasher = "rot13"`),
			phase:  atValidate, summary: "Invalid Attribute Value Match", at: "password_hasher",
			says: []string{`"bcrypt"`},
		},
		{
			name: "a TOTP secret that is not base32", secret: "not-base32-0189",
			config: theUser(email, `totp_secret_wo = var.secret`),
			phase:  atPlan, summary: "Not a base32 secret", at: "totp_secret_wo",
			says: []string{"letters A to Z and digits 2 to 7"},
		},
		{
			name: "backup codes that are not a list", secret: "backup-code-1",
			config: theUser(email, `backup_codes_wo = var.secret`),
			phase:  atValidate, summary: "Incorrect attribute value type", at: "backup_codes_wo",
			says: []string{"list of string required"},
		},
	})
}
