package acctest_test

import (
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// katherine is a user who can be made, with further attributes.
func katherine(with acctest.Values) acctest.Values {
	values := acctest.Values{"username": "katherine"}
	for name, value := range with {
		values[name] = value
	}
	return values
}

var large = `{"notes":"` + strings.Repeat("a", 8200) + `"}`

const (
	notEmail, notPhone, notWallet = "Not an email address", "Not an E.164 phone number", "Not a web3 wallet address"
	notJSON, notTime, notLocale   = "Not a JSON object", "Not an RFC 3339 time", "Not a BCP 47 locale"
	noMatch, outOfBounds          = "Invalid Attribute Value Match", "Invalid Attribute Value"
	notUserID                     = "Not the id of a user"
)

// badUsers are what no user can be.
var badUsers = []badInput{
	{name: "an email address without @", given: katherine(acctest.Values{"email_addresses": []any{"ada"}}), at: `email_addresses["ada"]`, summary: notEmail, says: `such as "ada@example.com"`},
	{name: "an email address with a name", given: katherine(acctest.Values{"email_addresses": []any{"Ada <ada@example.com>"}}), at: `email_addresses["Ada <ada@example.com>"]`, summary: notEmail, says: `write "ada@example.com"`},
	{name: "an empty email address", given: katherine(acctest.Values{"email_addresses": []any{""}}), at: `email_addresses[""]`, summary: notEmail, says: "is not an email address"},
	{name: "a null email address", given: katherine(acctest.Values{"email_addresses": []any{nil}}), at: "email_addresses", summary: "One element is null", says: "compact()"},
	{name: "an address in two spellings", given: katherine(acctest.Values{"email_addresses": []any{"ada@example.com", "Ada@example.com"}}), at: "email_addresses", summary: "One identifier in two spellings", says: "Keep one of them."},
	{name: "a phone number without country", given: katherine(acctest.Values{"phone_numbers": []any{"2025550123"}}), at: `phone_numbers["2025550123"]`, summary: notPhone, says: "+12025550123"},
	{name: "a phone number with spaces", given: katherine(acctest.Values{"phone_numbers": []any{"+1 202 555"}}), at: `phone_numbers["+1 202 555"]`, summary: notPhone, says: "digits only"},
	{name: "a null phone number", given: katherine(acctest.Values{"phone_numbers": []any{nil}}), at: "phone_numbers", summary: "One element is null", says: "compact()"},
	{name: "a wallet of two words", given: katherine(acctest.Values{"web3_wallets": []any{"0x12 34"}}), at: `web3_wallets["0x12 34"]`, summary: notWallet, says: "one word"},
	{name: "a padded username", given: acctest.Values{"username": "katherine "}, at: "username", summary: "White space at an end", says: `write "katherine"`},
	{name: "a locale with an underscore", given: katherine(acctest.Values{"locale": "en_US"}), at: "locale", summary: notLocale, says: `"en-US"`},
	{name: "a creation time in words", given: katherine(acctest.Values{"created_at": "yesterday"}), at: "created_at", summary: notTime, says: "2026-01-31T09:30:00Z"},
	{name: "an empty creation time", given: katherine(acctest.Values{"created_at": ""}), at: "created_at", summary: "The creation time cannot be cleared", says: "Every user has a creation time."},
	{name: "a date instead of a time", given: katherine(acctest.Values{"legal_accepted_at": "2026-01-31"}), at: "legal_accepted_at", summary: notTime, says: "2026-01-31T09:30:00Z"},
	{name: "a time that is too fine", given: katherine(acctest.Values{"legal_accepted_at": "2026-01-31T09:30:00.1234Z"}), at: "legal_accepted_at", summary: "Time finer than a millisecond", says: "after the third"},
	{name: "metadata that is no JSON", given: katherine(acctest.Values{"public_metadata": "{team: engines}"}), at: "public_metadata", summary: notJSON, says: "jsonencode"},
	{name: "metadata that is an array", given: katherine(acctest.Values{"unsafe_metadata": `["engines"]`}), at: "unsafe_metadata", summary: notJSON, says: "a JSON array"},
	{name: "metadata that is null", given: katherine(acctest.Values{"unsafe_metadata": `null`}), at: "unsafe_metadata", summary: notJSON, says: "jsonencode({})"},
	{name: "metadata that is empty", given: katherine(acctest.Values{"public_metadata": ``}), at: "public_metadata", summary: notJSON, says: "jsonencode({})"},
	{name: "metadata with more behind it", given: katherine(acctest.Values{"public_metadata": `{} {}`}), at: "public_metadata", summary: notJSON, says: "jsonencode"},
	{name: "private metadata that is no JSON", given: katherine(acctest.Values{"private_metadata": `{"` + hush}), at: "private_metadata", summary: notJSON, says: "jsonencode"},
	{name: "private metadata that is a text", given: katherine(acctest.Values{"private_metadata": `"` + hush + `"`}), at: "private_metadata", summary: notJSON, says: "a JSON string"},
	{name: "metadata over 8 KB", given: katherine(acctest.Values{"public_metadata": large}), at: "public_metadata", summary: "Metadata too large", says: "at most 8192"},
	{name: "private metadata over 8 KB", given: katherine(acctest.Values{"private_metadata": large}), at: "private_metadata", summary: "Metadata too large", says: "at most 8192"},
	{name: "an unknown identification status", given: katherine(acctest.Values{"identification_status": "unverified"}), at: "identification_status", summary: noMatch, says: `"reserved"`},
	{name: "an unknown deletion policy", given: katherine(acctest.Values{"deletion_policy": "archive"}), at: "deletion_policy", summary: noMatch, says: `"retain"`},
	{name: "a negative limit", given: katherine(acctest.Values{"create_organizations_limit": -1}), at: "create_organizations_limit", summary: outOfBounds, says: "at least 0"},
	{name: "two addresses and no primary", given: acctest.Values{"email_addresses": []any{"a@example.com", "b@example.com"}}, at: "primary_email_address", summary: "The primary is missing", says: "which of them is primary"},
	{name: "a primary that is not in its set", given: acctest.Values{"phone_numbers": []any{"+12025550124"}, "primary_phone_number": "+12025550199"}, at: "primary_phone_number", summary: "The primary is not in its set", says: "Add it there"},
	{name: "a primary beside an empty set", given: katherine(acctest.Values{"email_addresses": []any{}, "primary_email_address": "a@example.com"}), at: "primary_email_address", summary: "The primary is not in its set", says: "Add it there"},
	{name: "an empty primary beside a set", given: acctest.Values{"email_addresses": []any{"a@example.com"}, "primary_email_address": ""}, at: "primary_email_address", summary: "The primary cannot be empty", says: "one of it is always primary"},
	{name: "a primary without a set", given: katherine(acctest.Values{"primary_email_address": "a@example.com"}), stage: acctest.Planned, at: "primary_email_address", summary: "The primary is not in its set", says: "State the set as well"},
	{name: "no identifier", given: acctest.Values{"first_name": "Ada"}, stage: acctest.Planned, summary: "The user has no identifier", says: "at least one of email_addresses"},
	{name: "a password alone", given: acctest.Values{"password_wo": "long enough to pass"}, stage: acctest.Planned, summary: "The user has no identifier", says: "at least one of email_addresses"},
	{name: "an external id alone", given: acctest.Values{"external_id": "1"}, stage: acctest.Planned, summary: "The user has no identifier", says: "external_id is no identifier"},
	{name: "two users to adopt", given: acctest.Values{"username": "gracehop", "email_addresses": []any{"ada@example.com"}, "adopt_existing": true}, stage: acctest.Planned, at: "adopt_existing", summary: "More than one user to adopt", says: "belong to 2 users|user_ada|user_grace"},
	{name: "the last identifier taken away", before: katherine(nil), given: acctest.Values{"username": ""}, stage: acctest.Planned, summary: "The user would have no identifier", says: `the user "katherine"|state another one`},
	{name: "a wallet for a user who exists", before: katherine(nil), given: katherine(acctest.Values{"web3_wallets": []any{"0x12"}}), stage: acctest.Planned, at: "web3_wallets", summary: "A web3 wallet cannot be added", says: "only when a user is created"},
	{name: "a reserved address for a user who exists", before: katherine(nil), given: katherine(acctest.Values{"email_addresses": []any{"k@example.com"}, "identification_status": "reserved"}), stage: acctest.Planned, at: "identification_status", summary: "An existing user takes no reserved identifiers", says: "k@example.com"},
	{name: "a primary that the user does not hold", before: katherine(nil), given: katherine(acctest.Values{"primary_email_address": "k@example.com"}), stage: acctest.Planned, at: "primary_email_address", summary: "The primary is not in its set", says: "Add it to email_addresses."},
}

// badCredentials are refused without being repeated.
var badCredentials = []badInput{
	{name: "an empty password", given: katherine(acctest.Values{"password_wo": ""}), at: "password_wo", summary: "The password is empty", says: "take password_wo out"},
	{name: "a short password", given: katherine(acctest.Values{"password_wo": hush[:7]}), at: "password_wo", summary: "The password is too short", says: "at least 8 characters"},
	{name: "an empty digest", given: katherine(acctest.Values{"password_digest_wo": "", "password_hasher": "bcrypt"}), at: "password_digest_wo", summary: "The password is empty", says: "out of the configuration"},
	{name: "a password and a digest", given: katherine(acctest.Values{"password_wo": hush, "password_digest_wo": "5f4dcc3b5aa765d61d8327deb882cf99", "password_hasher": "md5"}), at: "password_digest_wo", summary: "Two passwords", says: "State one of them."},
	{name: "a digest without its hasher", given: katherine(acctest.Values{"password_digest_wo": hush}), at: "password_hasher", summary: "The hasher is missing", says: "which says what made the digest"},
	{name: "a digest of another hasher", given: katherine(acctest.Values{"password_digest_wo": hush, "password_hasher": "bcrypt"}), at: "password_digest_wo", summary: "The digest does not fit its hasher", says: "bcrypt"},
	{name: "a digest of argon2 that is cut off", given: katherine(acctest.Values{"password_digest_wo": "$argon2id$v=19$m=16," + hush, "password_hasher": "argon2id"}), at: "password_digest_wo", summary: "The digest does not fit its hasher", says: "argon2id"},
	{name: "an unknown hasher", given: katherine(acctest.Values{"password_digest_wo": hush, "password_hasher": "rot13"}), at: "password_hasher", summary: noMatch, says: `"bcrypt"`},
	{name: "a TOTP secret that is not base32", given: katherine(acctest.Values{"totp_secret_wo": hush}), at: "totp_secret_wo", summary: "Not a base32 secret", says: "letters A to Z and digits 2 to 7"},
	{name: "an empty TOTP secret", given: katherine(acctest.Values{"totp_secret_wo": ""}), at: "totp_secret_wo", summary: "Not a base32 secret", says: "is empty"},
	{name: "an empty backup code", given: katherine(acctest.Values{"backup_codes_wo": []any{hush, ""}, "totp_secret_wo": "JBSWY3DPEHPK3PXP"}), at: "backup_codes_wo[1]", summary: "Empty value", says: "empty"},
	{name: "a null backup code", given: katherine(acctest.Values{"backup_codes_wo": []any{hush, nil}, "totp_secret_wo": "JBSWY3DPEHPK3PXP"}), at: "backup_codes_wo", summary: "One element is null", says: "compact()"},
}

// refusedUserChanges are what the API refuses in an apply.
var refusedUserChanges = []badInput{
	refused("an email address that is taken", nil, acctest.Values{"email_addresses": []any{"ada@example.com"}}, nil, "email_addresses", `create the user "ada@example.com"`, "form_identifier_exists|user_ada|import {"),
	refused("a phone number that is taken", nil, acctest.Values{"phone_numbers": []any{"+12025550123"}}, nil, "phone_numbers", `create the user "+12025550123"`, "form_identifier_exists|import {"),
	refused("a username that is taken", nil, acctest.Values{"username": "adalove"}, nil, "username", `create the user "adalove"`, "form_identifier_exists|import {"),
	refused("an external id that is taken", nil, katherine(acctest.Values{"external_id": "ada-1"}), nil, "external_id", `create the user "katherine"`, "form_identifier_exists|import {"),
	refused("a breached password", nil, katherine(acctest.Values{"password_wo": hush}), behaving(emulator.Behaviour{BreachedPasswords: []string{hush}}), "password_wo", `create the user "katherine"`, "form_password_pwned|skip_password_checks"),
	refused("names that are disabled", nil, katherine(acctest.Values{"first_name": "Ada"}), behaving(emulator.Behaviour{NamesDisabled: true}), "first_name", `create the user "katherine"`, "form_param_unknown|Dashboard"),
	refused("metadata over the limit", nil, katherine(acctest.Values{"public_metadata": `{"team":"analytical engines"}`}), behaving(emulator.Behaviour{MetadataLimit: 20}), "public_metadata", `create the user "katherine"`, "form_param_exceeds_allowed_size"),
	refused("a username of two letters", nil, acctest.Values{"username": "ka"}, nil, "username", `create the user "ka"`, "form_username_invalid_length"),
	refused("a username with a sign", nil, acctest.Values{"username": "kath!rine"}, nil, "username", `create the user "kath!rine"`, "form_username_invalid_character"),
	refused("an acceptance in the future", nil, katherine(acctest.Values{"legal_accepted_at": "2999-01-01T00:00:00Z"}), nil, "legal_accepted_at", `create the user "katherine"`, "form_disallow_future_date"),
	refused("a required identifier", nil, katherine(nil), behaving(emulator.Behaviour{RequiredIdentifiers: []string{"phone_number"}}), "phone_numbers", `create the user "katherine"`, "form_data_missing|skip_user_requirement"),
	refused("a ban without the plan for it", katherine(nil), katherine(acctest.Values{"banned": true}), behaving(emulator.Behaviour{BanNeedsPlan: true}), "banned", `ban the user "katherine"`, "status 402|Upgrade the plan"),
	refused("a lock that is disabled", katherine(nil), katherine(acctest.Values{"locked": true}), behaving(emulator.Behaviour{LockoutDisabled: true}), "locked", `lock the user "katherine"`, "status 403|Enable the feature"),
	refused("a breached new password", katherine(acctest.Values{"password_wo_version": 1}), katherine(acctest.Values{"password_wo": hush, "password_wo_version": 2}), behaving(emulator.Behaviour{BreachedPasswords: []string{hush}}), "password_wo", `update the user "katherine"`, "form_password_pwned"),
	refused("an address of another user", katherine(nil), katherine(acctest.Values{"email_addresses": []any{"ada@example.com"}}), nil, "email_addresses", `add the email address "ada@example.com" to the user "katherine"`, "form_identifier_exists|user_ada"),
	refused("a change that is in the way", katherine(nil), katherine(acctest.Values{"first_name": "K"}), struck(emulator.FaultRule{Method: "PATCH", Kind: emulator.FaultStatus, Status: 409}), "", `update the user "katherine"`, "status 409|Run terraform apply again."),
	refused("an answer that is a page", katherine(nil), katherine(acctest.Values{"first_name": "K"}), struck(emulator.FaultRule{Method: "PATCH", Kind: emulator.FaultHTML, Status: 502}), "", `update the user "katherine"`, "502|proxy"),
}

func refused(name string, before, given acctest.Values, api func(*emulator.Emulator) error, at, task, says string) badInput {
	return badInput{name: name, before: before, given: given, api: api, stage: acctest.Applied, at: at, summary: "Could not " + task, says: says}
}
