package acctest_test

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// katherine is a user that can be created, with further attributes and a version for each credential.
func katherine(with acctest.Values) acctest.Values {
	values := acctest.Values{"username": "katherine"}
	for name, value := range with {
		values[name] = value
		if _, versioned := with[name+"_version"]; strings.HasSuffix(name, "_wo") && !versioned {
			values[name+"_version"] = 1
		}
	}
	return values
}

var large = `{"notes":"` + strings.Repeat("a", 8200) + `"}`

const (
	notEmail, notPhone, notWallet = "Not an email address", "Not an E.164 phone number", "Not a web3 wallet address"
	notJSON, notTime, notLocale   = "Not a JSON object", "Not an RFC 3339 time", "Not a BCP 47 locale"
	noMatch, outOfBounds          = "Not an allowed value", "Number out of range"
	notUserID                     = "Not the id of a user"
)

// badUsers are what no user can be.
var badUsers = []acctest.BadInput{
	{
		Name:      "an email address without @",
		Config:    katherine(acctest.Values{"email_addresses": []any{"ada"}}),
		Attribute: `email_addresses["ada"]`,
		Summary:   notEmail,
		Stage:     acctest.Planned,
		Details:   `such as "ada@example.com"`,
	},
	{
		Name:      "an email address with a name",
		Config:    katherine(acctest.Values{"email_addresses": []any{"Ada <ada@example.com>"}}),
		Attribute: `email_addresses["Ada <ada@example.com>"]`,
		Summary:   notEmail,
		Stage:     acctest.Planned,
		Details:   `write "ada@example.com"`,
	},
	{
		Name:      "an empty email address",
		Config:    katherine(acctest.Values{"email_addresses": []any{""}}),
		Attribute: `email_addresses[""]`,
		Summary:   notEmail,
		Stage:     acctest.Planned,
		Details:   "is not an email address",
	},
	{
		Name:      "a null email address",
		Config:    katherine(acctest.Values{"email_addresses": []any{nil}}),
		Attribute: "email_addresses",
		Summary:   "One element is null",
		Details:   "compact()",
	},
	{
		Name:      "an address in two spellings",
		Config:    katherine(acctest.Values{"email_addresses": []any{"ada@example.com", "Ada@example.com"}}),
		Attribute: "email_addresses",
		Summary:   "One identifier in two spellings",
		Details:   "differ only in case",
	},
	{
		Name:      "a phone number without country",
		Config:    katherine(acctest.Values{"phone_numbers": []any{"2025550123"}}),
		Attribute: `phone_numbers["2025550123"]`,
		Summary:   notPhone,
		Stage:     acctest.Planned,
		Details:   "+12025550123",
	},
	{
		Name:      "a phone number with spaces",
		Config:    katherine(acctest.Values{"phone_numbers": []any{"+1 202 555"}}),
		Attribute: `phone_numbers["+1 202 555"]`,
		Summary:   notPhone,
		Stage:     acctest.Planned,
		Details:   "digits only",
	},
	{
		Name:      "a null phone number",
		Config:    katherine(acctest.Values{"phone_numbers": []any{nil}}),
		Attribute: "phone_numbers",
		Summary:   "One element is null",
		Details:   "compact()",
	},
	{
		Name:      "a wallet of two words",
		Config:    katherine(acctest.Values{"web3_wallets": []any{"0x12 34"}}),
		Attribute: `web3_wallets["0x12 34"]`,
		Summary:   notWallet,
		Stage:     acctest.Planned,
		Details:   "one word",
	},
	{
		Name:      "a padded username",
		Config:    acctest.Values{"username": "katherine "},
		Stage:     acctest.Planned,
		Attribute: "username",
		Summary:   "White space at an end",
		Details:   `write "katherine"`,
	},
	{
		Name:      "a locale with an underscore",
		Config:    katherine(acctest.Values{"locale": "en_US"}),
		Stage:     acctest.Planned,
		Attribute: "locale",
		Summary:   notLocale,
		Details:   `"en-US"`,
	},
	{
		Name:      "a creation time in words",
		Config:    katherine(acctest.Values{"created_at": "yesterday"}),
		Attribute: "created_at",
		Summary:   notTime,
		Details:   "2026-01-31T09:30:00Z",
	},
	{
		Name:      "an empty creation time",
		Config:    katherine(acctest.Values{"created_at": ""}),
		Attribute: "created_at",
		Summary:   "The creation time cannot be cleared",
		Details:   "Every user has a creation time.",
	},
	{
		Name:      "a date instead of a time",
		Config:    katherine(acctest.Values{"legal_accepted_at": "2026-01-31"}),
		Attribute: "legal_accepted_at",
		Summary:   notTime,
		Details:   "2026-01-31T09:30:00Z",
	},
	{
		Name:      "a time that is too fine",
		Config:    katherine(acctest.Values{"legal_accepted_at": "2026-01-31T09:30:00.1234Z"}),
		Attribute: "legal_accepted_at",
		Summary:   "Time finer than a millisecond",
		Details:   "after the third",
	},
	{
		Name:      "metadata that is no JSON",
		Config:    katherine(acctest.Values{"public_metadata": "{team: engines}"}),
		Attribute: "public_metadata",
		Summary:   notJSON,
		Details:   "jsonencode",
	},
	{
		Name:      "metadata that is an array",
		Config:    katherine(acctest.Values{"unsafe_metadata": `["engines"]`}),
		Attribute: "unsafe_metadata",
		Summary:   notJSON,
		Details:   "a JSON array",
	},
	{
		Name:      "metadata that is null",
		Config:    katherine(acctest.Values{"unsafe_metadata": `null`}),
		Attribute: "unsafe_metadata",
		Summary:   notJSON,
		Details:   "jsonencode({})",
	},
	{
		Name:      "metadata that is empty",
		Config:    katherine(acctest.Values{"public_metadata": ``}),
		Attribute: "public_metadata",
		Summary:   notJSON,
		Details:   "jsonencode({})",
	},
	{
		Name:      "metadata with more behind it",
		Config:    katherine(acctest.Values{"public_metadata": `{} {}`}),
		Attribute: "public_metadata",
		Summary:   notJSON,
		Details:   "jsonencode",
	},
	{
		Name:      "private metadata that is no JSON",
		Config:    katherine(acctest.Values{"private_metadata": `{"` + badSecret}),
		Attribute: "private_metadata",
		Summary:   notJSON,
		Details:   "jsonencode",
	},
	{
		Name:      "private metadata that is a text",
		Config:    katherine(acctest.Values{"private_metadata": `"` + badSecret + `"`}),
		Attribute: "private_metadata",
		Summary:   notJSON,
		Details:   "a JSON string",
	},
	{
		Name:      "metadata over 8 KB",
		Config:    katherine(acctest.Values{"public_metadata": large}),
		Stage:     acctest.Planned,
		Attribute: "public_metadata",
		Summary:   "Metadata too large",
		Details:   "at most 8192",
	},
	{
		Name:      "private metadata over 8 KB",
		Config:    katherine(acctest.Values{"private_metadata": large}),
		Stage:     acctest.Planned,
		Attribute: "private_metadata",
		Summary:   "Metadata too large",
		Details:   "at most 8192",
	},
	{
		Name:      "an unknown identification status",
		Config:    katherine(acctest.Values{"request_options": map[string]any{"identification_status": "unverified"}}),
		Attribute: "request_options",
		Summary:   noMatch,
		Details:   `"reserved"`,
	},
	{
		Name:      "an unknown deletion policy",
		Config:    katherine(acctest.Values{"deletion_policy": "archive"}),
		Attribute: "deletion_policy",
		Summary:   noMatch,
		Details:   `"retain"`,
	},
	{
		Name:      "a negative limit",
		Config:    katherine(acctest.Values{"create_organizations_limit": -1}),
		Attribute: "create_organizations_limit",
		Summary:   outOfBounds,
		Details:   "at least 0",
	},
	{
		Name:      "two addresses without a primary, one of them wrong",
		Config:    acctest.Values{"email_addresses": []any{"a@example.com", "b"}},
		Attribute: `email_addresses["b"]`,
		Summary:   notEmail,
		Stage:     acctest.Planned,
		Details:   `such as "ada@example.com"`,
	},
	{
		Name: "two numbers and another primary, one of them wrong",
		Config: acctest.Values{
			"phone_numbers": []any{"+12025550123", "2025550124"}, "primary_phone_number": "+12025550125",
		},
		Attribute: `phone_numbers["2025550124"]`,
		Summary:   notPhone,
		Stage:     acctest.Planned,
		Details:   "digits only",
	},
	{
		Name:      "three addresses without a primary, one of them null",
		Config:    acctest.Values{"email_addresses": []any{"a@example.com", "b@example.com", nil}},
		Attribute: "email_addresses",
		Summary:   "One element is null",
		Details:   "compact()",
	},
	{
		Name:      "two addresses and no primary",
		Config:    acctest.Values{"email_addresses": []any{"a@example.com", "b@example.com"}},
		Attribute: "primary_email_address",
		Summary:   "The primary is missing",
		Details:   "the one that is primary",
	},
	{
		Name:      "a primary that is not in its set",
		Config:    acctest.Values{"phone_numbers": []any{"+12025550124"}, "primary_phone_number": "+12025550199"},
		Attribute: "primary_phone_number",
		Summary:   "The primary is not in its set",
		Details:   ", or set one of",
	},
	{
		Name:      "a primary beside an empty set",
		Config:    katherine(acctest.Values{"email_addresses": []any{}, "primary_email_address": "a@example.com"}),
		Attribute: "primary_email_address",
		Summary:   "The primary is not in its set",
		Details:   ", or set one of",
	},
	{
		Name:      "an empty primary beside a set",
		Config:    acctest.Values{"email_addresses": []any{"a@example.com"}, "primary_email_address": ""},
		Attribute: "primary_email_address",
		Summary:   "The primary cannot be empty",
		Details:   "one of it is always primary",
	},
	{
		Name:      "a primary without a set, as the only identifier",
		Config:    acctest.Values{"primary_email_address": "a@example.com"},
		Stage:     acctest.Planned,
		Attribute: "primary_email_address",
		Summary:   "The primary is not in its set",
		Details:   "Set email_addresses as well",
	},
	{
		Name:      "a primary without a set",
		Config:    katherine(acctest.Values{"primary_email_address": "a@example.com"}),
		Stage:     acctest.Planned,
		Attribute: "primary_email_address",
		Summary:   "The primary is not in its set",
		Details:   "Set email_addresses as well",
	},
	{
		Name:    "no identifier",
		Config:  acctest.Values{"first_name": "Ada"},
		Stage:   acctest.Planned,
		Summary: "The user has no identifier",
		Details: "at least one of email_addresses",
	},
	{
		Name:    "a password alone",
		Config:  acctest.Values{"password_wo": "long enough to pass", "password_wo_version": 1},
		Stage:   acctest.Planned,
		Summary: "The user has no identifier",
		Details: "at least one of email_addresses",
	},
	{
		Name:    "an external id alone",
		Config:  acctest.Values{"external_id": "1"},
		Stage:   acctest.Planned,
		Summary: "The user has no identifier",
		Details: "cannot sign in with external_id",
	},
	{
		Name: "two users to adopt",
		Config: acctest.Values{
			"username":        "gracehop",
			"email_addresses": []any{"ada@example.com"},
			"adopt_existing":  true,
		},
		Stage:     acctest.Planned,
		Attribute: "adopt_existing",
		Summary:   "More than one user to adopt",
		Details:   "belong to 2 users|user_ada|user_grace",
	},
	{
		Name:    "the last identifier taken away",
		Before:  katherine(nil),
		Config:  acctest.Values{"username": ""},
		Stage:   acctest.Planned,
		Summary: "The user would have no identifier",
		Details: `the user "katherine"|Set another one`,
	},
	{
		Name:      "a wallet for a user who exists",
		Before:    katherine(nil),
		Config:    katherine(acctest.Values{"web3_wallets": []any{"0x12"}}),
		Stage:     acctest.Planned,
		Attribute: "web3_wallets",
		Summary:   "A web3 wallet cannot be added",
		Details:   "only when a user is created",
	},
	{
		Name:   "a reserved address for a user who exists",
		Before: katherine(nil),
		Config: katherine(
			acctest.Values{
				"email_addresses": []any{"k@example.com"},
				"request_options": map[string]any{"identification_status": "reserved"},
			},
		),
		Stage:     acctest.Planned,
		Attribute: "request_options",
		Summary:   "A reserved identifier cannot be added to an existing user",
		Details:   "k@example.com",
	},
	{
		Name:      "a primary that the user does not hold",
		Before:    katherine(nil),
		Config:    katherine(acctest.Values{"primary_email_address": "k@example.com"}),
		Stage:     acctest.Planned,
		Attribute: "primary_email_address",
		Summary:   "The primary is not in its set",
		Details:   "Add it to email_addresses.",
	},
}

// badCredentials are refused without being repeated.
var badCredentials = []acctest.BadInput{
	{
		Name:      "an empty password",
		Config:    katherine(acctest.Values{"password_wo": ""}),
		Attribute: "password_wo",
		Summary:   "The password is empty",
		Details:   "remove password_wo from the configuration",
	},
	{
		Name:      "a short password",
		Config:    katherine(acctest.Values{"password_wo": badSecret[:7]}),
		Attribute: "password_wo",
		Summary:   "The password is too short",
		Details:   "at least 8 characters",
	},
	{
		Name:      "an empty digest",
		Config:    katherine(acctest.Values{"password_digest_wo": "", "password_hasher": "bcrypt"}),
		Attribute: "password_digest_wo",
		Summary:   "The password is empty",
		Details:   "remove password_digest_wo from the configuration",
	},
	{
		Name: "a password and a digest",
		Config: katherine(
			acctest.Values{
				"password_wo":        badSecret,
				"password_digest_wo": "5f4dcc3b5aa765d61d8327deb882cf99",
				"password_hasher":    "md5",
			},
		),
		Attribute: "password_digest_wo",
		Summary:   "Two passwords",
		Details:   "Set one of them.",
	},
	{
		Name:      "a digest without its hasher",
		Config:    katherine(acctest.Values{"password_digest_wo": badSecret}),
		Attribute: "password_hasher",
		Summary:   "The hasher is missing",
		Details:   "the hasher that made the digest|does not have the form of any hasher",
	},
	{
		Name:      "a digest of another hasher",
		Config:    katherine(acctest.Values{"password_digest_wo": badSecret, "password_hasher": "bcrypt"}),
		Attribute: "password_digest_wo",
		Summary:   "The digest does not fit its hasher",
		Details:   "bcrypt",
	},
	{
		Name: "a digest of argon2 that is cut off",
		Config: katherine(
			acctest.Values{"password_digest_wo": "$argon2id$v=19$m=16," + badSecret, "password_hasher": "argon2id"},
		),
		Attribute: "password_digest_wo",
		Summary:   "The digest does not fit its hasher",
		Details:   "argon2id",
	},
	{
		Name:      "an unknown hasher",
		Config:    katherine(acctest.Values{"password_digest_wo": badSecret, "password_hasher": "rot13"}),
		Attribute: "password_hasher",
		Summary:   noMatch,
		Details:   `"bcrypt"`,
	},
	{
		Name:      "a TOTP secret that is not base32",
		Config:    katherine(acctest.Values{"totp_secret_wo": badSecret}),
		Attribute: "totp_secret_wo",
		Summary:   "Not a base32 secret",
		Details:   "letters A to Z and digits 2 to 7",
	},
	{
		Name:      "an empty TOTP secret",
		Config:    katherine(acctest.Values{"totp_secret_wo": ""}),
		Attribute: "totp_secret_wo",
		Summary:   "Not a base32 secret",
		Details:   "is empty",
	},
	{
		Name:      "an empty backup code",
		Config:    katherine(acctest.Values{"backup_codes_wo": []any{badSecret, ""}, "totp_secret_wo": "JBSWY3DPEHPK3PXP"}),
		Attribute: "backup_codes_wo[1]",
		Summary:   "Empty value",
		Details:   "empty",
	},
	{
		Name:      "a null backup code",
		Config:    katherine(acctest.Values{"backup_codes_wo": []any{badSecret, nil}, "totp_secret_wo": "JBSWY3DPEHPK3PXP"}),
		Attribute: "backup_codes_wo",
		Summary:   "One element is null",
		Details:   "compact()",
	},
}

// refusedUserChanges are what the API refuses in an apply.
var refusedUserChanges = []acctest.BadInput{
	refused(
		"an email address that is taken",
		nil,
		acctest.Values{"email_addresses": []any{"ada@example.com"}},
		nil,
		"email_addresses",
		`create the user "ada@example.com"`,
		"form_identifier_exists|user_ada|import {",
	),
	refused(
		"a phone number that is taken",
		nil,
		acctest.Values{"phone_numbers": []any{"+12025550123"}},
		nil,
		"phone_numbers",
		`create the user "+12025550123"`,
		"form_identifier_exists|import {",
	),
	refused(
		"a username that is taken",
		nil,
		acctest.Values{"username": "adalove"},
		nil,
		"username",
		`create the user "adalove"`,
		"form_identifier_exists|import {",
	),
	refused(
		"an external id that is taken",
		nil,
		katherine(acctest.Values{"external_id": "ada-1"}),
		nil,
		"external_id",
		`create the user "katherine"`,
		"form_identifier_exists|import {",
	),
	refused(
		"a breached password",
		nil,
		katherine(acctest.Values{"password_wo": badSecret}),
		acctest.Behaves(emulator.Behaviour{BreachedPasswords: []string{badSecret}}),
		"password_wo",
		`create the user "katherine"`,
		"form_password_pwned|skip_password_checks",
	),
	refused(
		"names that are disabled",
		nil,
		katherine(acctest.Values{"first_name": "Ada"}),
		acctest.Behaves(emulator.Behaviour{NamesDisabled: true}),
		"first_name",
		`create the user "katherine"`,
		"form_param_unknown|Dashboard",
	),
	refused(
		"metadata over the limit",
		nil,
		katherine(acctest.Values{"public_metadata": `{"team":"analytical engines"}`}),
		acctest.Behaves(emulator.Behaviour{MetadataLimit: 20}),
		"public_metadata",
		`create the user "katherine"`,
		"form_param_exceeds_allowed_size",
	),
	warned(usernameWarning, refused(
		"a username of two letters",
		nil,
		acctest.Values{"username": "ka"},
		nil,
		"username",
		`create the user "ka"`,
		"form_username_invalid_length",
	)),
	warned(usernameWarning, refused(
		"a username with a sign",
		nil,
		acctest.Values{"username": "kath!rine"},
		nil,
		"username",
		`create the user "kath!rine"`,
		"form_username_invalid_character",
	)),
	refused(
		"an acceptance in the future",
		nil,
		katherine(acctest.Values{"legal_accepted_at": "2999-01-01T00:00:00Z"}),
		nil,
		"legal_accepted_at",
		`create the user "katherine"`,
		"form_disallow_future_date",
	),
	refused(
		"a required identifier",
		nil,
		katherine(nil),
		acctest.Behaves(emulator.Behaviour{RequiredIdentifiers: []string{"phone_number"}}),
		"phone_numbers",
		`create the user "katherine"`,
		"form_data_missing|skip_user_requirement",
	),
	refused(
		"a ban without the plan for it",
		katherine(nil),
		katherine(acctest.Values{"banned": true}),
		acctest.Behaves(emulator.Behaviour{BanNeedsPlan: true}),
		"banned",
		`ban the user "katherine"`,
		"status 402|Upgrade the Clerk subscription",
	),
	refused(
		"a lock that is disabled",
		katherine(nil),
		katherine(acctest.Values{"locked": true}),
		acctest.Behaves(emulator.Behaviour{LockoutDisabled: true}),
		"locked",
		`lock the user "katherine"`,
		"status 403|Enable the feature",
	),
	refused(
		"a breached new password",
		katherine(acctest.Values{"password_wo_version": 1}),
		katherine(acctest.Values{"password_wo": badSecret, "password_wo_version": 2}),
		acctest.Behaves(emulator.Behaviour{BreachedPasswords: []string{badSecret}}),
		"password_wo",
		`update the user "katherine"`,
		"form_password_pwned",
	),
	refused(
		"an address of another user",
		katherine(nil),
		katherine(acctest.Values{"email_addresses": []any{"ada@example.com"}}),
		nil,
		"email_addresses",
		`add the email address "ada@example.com" to the user "katherine"`,
		"form_identifier_exists|user_ada",
	),
	refused(
		"a change that is in the way",
		katherine(nil),
		katherine(acctest.Values{"first_name": "K"}),
		acctest.Faulty(emulator.FaultRule{Method: "PATCH", Kind: emulator.FaultStatus, Status: 409}),
		"",
		`update the user "katherine"`,
		"status 409|Run terraform apply again.",
	),
	refused(
		"an answer that is a page",
		katherine(nil),
		katherine(acctest.Values{"first_name": "K"}),
		acctest.Faulty(emulator.FaultRule{Method: "PATCH", Kind: emulator.FaultHTML, Status: 502}),
		"",
		`update the user "katherine"`,
		"502|proxy",
	),
}

// usernameWarning is the summary of the warning during plan.
const usernameWarning = "Clerk refuses this username by default"

// warned is an input with a warning during plan.
func warned(summary string, input acctest.BadInput) acctest.BadInput {
	input.Warning = summary
	return input
}

func refused(
	name string,
	before, given acctest.Values,
	api func(*testing.T, *acctest.Instance),
	at, task, says string,
) acctest.BadInput {
	return acctest.BadInput{
		Name:      name,
		Before:    before,
		Config:    given,
		API:       api,
		Stage:     acctest.Applied,
		Attribute: at,
		Summary:   "Could not " + task,
		Details:   says,
	}
}
