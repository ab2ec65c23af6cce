package users_test

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const email = `email_addresses = ["ada@example.com"]`

func TestAccUser_wrongFormatsAreRefusedByValidate(t *testing.T) {
	var inputs []acctest.BadConfig
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
		{"an empty creation time", "created_at", `""`, "The creation time cannot be cleared", "Set an RFC 3339 time"},
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
		inputs = append(inputs, acctest.BadConfig{
			Name: c.name, Config: acctest.UserConfig(attributes...),
			Phase: acctest.AtValidate, Summary: c.summary, At: c.at, Details: []string{c.says},
		})
	}
	acctest.RunBadConfigs(t, inputs)
}

func TestAccUser_conflictingAttributesAreRefusedByValidate(t *testing.T) {
	acctest.RunBadConfigs(t, []acctest.BadConfig{
		{
			Name:   "two email addresses and no primary",
			Config: acctest.UserConfig(`email_addresses = ["ada@example.com", "lovelace@example.com"]`),
			Phase:  acctest.AtValidate, Summary: "The primary is missing", At: `resource "clerk_user" "ada"`,
			Details: []string{"Set primary_email_address to the one that is primary"},
		},
		{
			Name:   "a primary phone number that is not in its set",
			Config: acctest.UserConfig(`phone_numbers = ["+12025550123"]`, `primary_phone_number = "+12025550199"`),
			Phase:  acctest.AtValidate, Summary: "The primary is not in its set", At: "primary_phone_number",
			Details: []string{"+12025550199", "phone_numbers", "Add it to "},
		},
		{
			Name: "a primary email address beside an empty set",
			Config: acctest.UserConfig(
				`username = "ada_lovelace"`,
				`email_addresses = []`,
				`primary_email_address = "ada@example.com"`,
			),
			Phase:   acctest.AtValidate,
			Summary: "The primary is not in its set",
			At:      "primary_email_address",
			Details: []string{"ada@example.com", "Add it to "},
		},
		{
			Name:   "a password and a digest",
			Secret: "correct horse battery",
			Config: acctest.UserConfig(
				email,
				`password_wo = var.secret`,
				`password_digest_wo = var.secret`,
				`password_hasher = "hmac_sha256_utf16_b64"`,
			),
			Phase:   acctest.AtPlan,
			Summary: "Two passwords",
			At:      "password_digest_wo",
			Details: []string{"Set one of them."},
		},
	})
}

func TestAccUser_unusableCredentialsAreRefusedWithoutRepeatingThem(t *testing.T) {
	acctest.RunBadConfigs(t, []acctest.BadConfig{
		{
			Name: "a short password", Secret: "hunter2",
			Config: acctest.UserConfig(email, `password_wo = var.secret`),
			Phase:  acctest.AtPlan, Summary: "The password is too short", At: "password_wo",
			Details: []string{"at least 8 characters", "skip_password_checks"},
		},
		{
			Name:   "an empty password",
			Config: acctest.UserConfig(email, `password_wo = ""`),
			Phase:  acctest.AtValidate, Summary: "The password is empty", At: "password_wo",
			Details: []string{"remove password_wo from the configuration"},
		},
		{
			Name:   "a digest without its hasher",
			Config: acctest.UserConfig(email, `password_digest_wo = var.secret`),
			Secret: "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
			Phase:  acctest.AtValidate, Summary: "The hasher is missing", At: `resource "clerk_user" "ada"`,
			Details: []string{"password_digest_wo needs password_hasher"},
		},
		{
			Name: "a digest of another hasher", Secret: "5f4dcc3b5aa765d61d8327deb882cf99",
			Config: acctest.UserConfig(email, `password_digest_wo = var.secret`, `password_hasher = "bcrypt"`),
			Phase:  acctest.AtPlan, Summary: "The digest does not fit its hasher", At: "password_digest_wo",
			Details: []string{"bcrypt", "$2a$"},
		},
		{
			Name: "an unknown hasher", Secret: "5f4dcc3b5aa765d61d8327deb882cf99",
			Config: acctest.UserConfig(email, `password_digest_wo = var.secret`, `password_hasher = "rot13"`),
			Phase:  acctest.AtValidate, Summary: "Invalid Attribute Value Match", At: "password_hasher",
			Details: []string{`"bcrypt"`},
		},
		{
			Name: "a TOTP secret that is not base32", Secret: "not-base32-0189",
			Config: acctest.UserConfig(email, `totp_secret_wo = var.secret`),
			Phase:  acctest.AtPlan, Summary: "Not a base32 secret", At: "totp_secret_wo",
			Details: []string{"letters A to Z and digits 2 to 7"},
		},
		{
			Name: "backup codes that are not a list", Secret: "backup-code-1",
			Config: acctest.UserConfig(email, `backup_codes_wo = var.secret`),
			Phase:  acctest.AtValidate, Summary: "Incorrect attribute value type", At: "backup_codes_wo",
			Details: []string{"list of string required"},
		},
	})
}
