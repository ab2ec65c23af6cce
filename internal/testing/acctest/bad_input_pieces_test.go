package acctest_test

import (
	"encoding/base64"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// pixel is a PNG image, in base64.
const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

// of adds the user to attributes.
func of(userID any, with acctest.Values) acctest.Values {
	values := acctest.Values{"user_id": userID}
	for name, value := range with {
		values[name] = value
	}
	return values
}

// notOfAUser are what user_id cannot be, in a resource that is right otherwise.
func notOfAUser(with acctest.Values) []badInput {
	return []badInput{
		{
			name:    "no user",
			given:   of(nil, with),
			at:      "user_id",
			summary: "Missing Configuration for Required Attribute",
			says:    "user_id",
		},
		{name: "an empty user", given: of("", with), at: "user_id", summary: notUserID, says: `"user_2abcDEF…"`},
		{
			name:    "an email address as the user",
			given:   of("ada@example.com", with),
			at:      "user_id",
			summary: notUserID,
			says:    `"ada@example.com"`,
		},
		{
			name:    "a path as the user",
			given:   of("user_1/../user_ada", with),
			at:      "user_id",
			summary: notUserID,
			says:    "is not the id of a user",
		},
	}
}

var badEmailAddresses = append(notOfAUser(acctest.Values{"email_address": "k@example.com"}), []badInput{
	{
		name:    "no @",
		given:   of("user_ada", acctest.Values{"email_address": "ada"}),
		at:      "email_address",
		summary: notEmail,
		says:    "such as",
	},
	{
		name:    "nothing",
		given:   of("user_ada", acctest.Values{"email_address": ""}),
		at:      "email_address",
		summary: notEmail,
		says:    "such as",
	},
	{
		name:    "primary and not verified",
		given:   of("user_ada", acctest.Values{"email_address": "k@example.com", "primary": true, "verified": false}),
		stage:   acctest.Planned,
		at:      "primary",
		summary: "A primary must be verified",
		says:    "Set verified = true",
	},
	{
		name:    "a user who does not exist",
		given:   of(anyUser, acctest.Values{"email_address": "k@example.com"}),
		stage:   acctest.Applied,
		at:      "user_id",
		summary: `Could not add the email address "k@example.com" of the user ` + anyUser,
		says:    "status 404",
	},
	{
		name:    "an address of another user",
		given:   of("user_grace", acctest.Values{"email_address": "ada@example.com"}),
		stage:   acctest.Applied,
		at:      "email_address",
		summary: `Could not add the email address "ada@example.com" of the user user_grace`,
		says:    "form_identifier_exists",
	},
	{name: "another address as primary", before: of("user_ada", acctest.Values{"email_address": "k@example.com"}),
		given: of("user_ada", acctest.Values{"email_address": "l@example.com", "primary": true}),
		stage: acctest.Planned, at: "primary", summary: "A primary must be verified", says: "Set verified = true as well"},
	{
		name:    "a verification taken back",
		before:  of("user_ada", acctest.Values{"email_address": "k@example.com", "verified": true}),
		given:   of("user_ada", acctest.Values{"email_address": "k@example.com", "verified": false}),
		stage:   acctest.Planned,
		at:      "verified",
		summary: "A verification cannot be taken back",
		says:    "remove verified from the configuration",
	},
	{
		name:    "a primary that steps down",
		before:  of("user_ada", acctest.Values{"email_address": "ada@example.com"}),
		given:   of("user_ada", acctest.Values{"email_address": "ada@example.com", "primary": false}),
		stage:   acctest.Planned,
		at:      "primary",
		summary: "The primary cannot step down",
		says:    "until another one becomes primary",
	},
}...)

var badPhoneNumbers = append(notOfAUser(acctest.Values{"phone_number": "+12025550124"}), []badInput{
	{
		name:    "no country",
		given:   of("user_ada", acctest.Values{"phone_number": "2025550123"}),
		at:      "phone_number",
		summary: notPhone,
		says:    "country code",
	},
	{
		name:    "letters",
		given:   of("user_ada", acctest.Values{"phone_number": "+1202CALLADA"}),
		at:      "phone_number",
		summary: notPhone,
		says:    "digits only",
	},
	{
		name: "a second factor that is not verified",
		given: of(
			"user_ada",
			acctest.Values{"phone_number": "+12025550124", "reserved_for_second_factor": true, "verified": false},
		),
		stage:   acctest.Planned,
		at:      "reserved_for_second_factor",
		summary: "A second factor must be verified",
		says:    "Set verified = true",
	},
	{
		name:    "a user who does not exist",
		given:   of(anyUser, acctest.Values{"phone_number": "+12025550124"}),
		stage:   acctest.Applied,
		at:      "user_id",
		summary: `Could not add the phone number "+12025550124" of the user ` + anyUser,
		says:    "status 404",
	},
	{
		name:    "a number of another user",
		given:   of("user_grace", acctest.Values{"phone_number": "+12025550123"}),
		stage:   acctest.Applied,
		at:      "phone_number",
		summary: `Could not add the phone number "+12025550123" of the user user_grace`,
		says:    "form_identifier_exists",
	},
}...)

var badUserMetadata = append(notOfAUser(acctest.Values{"public": `{"a":1}`}), []badInput{
	{name: "nothing to own", given: of("user_ada", nil), summary: "No metadata is stated", says: "public"},
	{
		name:    "no JSON",
		given:   of("user_ada", acctest.Values{"public": "{team"}),
		at:      "public",
		summary: notJSON,
		says:    "jsonencode",
	},
	{
		name:    "an array",
		given:   of("user_ada", acctest.Values{"unsafe": "[]"}),
		at:      "unsafe",
		summary: notJSON,
		says:    "a JSON array",
	},
	{
		name:    "private metadata that is no JSON",
		given:   of("user_ada", acctest.Values{"private": `{"` + hush}),
		at:      "private",
		summary: notJSON,
		says:    "jsonencode",
	},
	{
		name:    "more than 8 KB",
		given:   of("user_ada", acctest.Values{"public": large}),
		at:      "public",
		summary: "Metadata too large",
		says:    "at most 8192",
	},
	{
		name:    "a user who does not exist",
		given:   of(anyUser, acctest.Values{"private": `{"key":"` + hush + `"}`}),
		stage:   acctest.Applied,
		at:      "user_id",
		summary: "Could not write metadata of the user " + anyUser,
		says:    "status 404",
	},
	{
		name:    "more than the instance stores",
		given:   of("user_grace", acctest.Values{"private": `{"key":"` + hush + `"}`}),
		api:     behaving(emulator.Behaviour{MetadataLimit: 5}),
		stage:   acctest.Applied,
		at:      "private",
		summary: "Could not write metadata of the user user_grace",
		says:    "form_param_exceeds_allowed_size",
	},
}...)

var badProfileImages = append(notOfAUser(acctest.Values{"content_base64": pixel}), []badInput{
	{name: "no image", given: of("user_ada", nil), at: "source", summary: "The image is missing", says: "content_base64"},
	{
		name:    "two images",
		given:   of("user_ada", acctest.Values{"source": "ada.png", "content_base64": pixel}),
		at:      "content_base64",
		summary: "Two images",
		says:    "State one of them.",
	},
	{
		name:    "an empty path",
		given:   of("user_ada", acctest.Values{"source": ""}),
		at:      "source",
		summary: "The path is empty",
		says:    "State the path",
	},
	{
		name:    "no base64",
		given:   of("user_ada", acctest.Values{"content_base64": "no base64!"}),
		at:      "content_base64",
		summary: "Not base64",
		says:    "filebase64()",
	},
	{
		name:    "base64 of a text",
		given:   of("user_ada", acctest.Values{"content_base64": base64.StdEncoding.EncodeToString([]byte("some text"))}),
		at:      "content_base64",
		summary: "Not an image that Clerk takes",
		says:    "text/plain",
	},
	{
		name:    "a directory",
		given:   of("user_ada", acctest.Values{"source": "/"}),
		stage:   acctest.Planned,
		at:      "source",
		summary: "The image is a directory",
		says:    "State the path of an image file.",
	},
	{
		name:    "a user who does not exist",
		given:   of(anyUser, acctest.Values{"content_base64": pixel}),
		stage:   acctest.Applied,
		at:      "user_id",
		summary: "Could not upload the profile image of the user " + anyUser,
		says:    "status 404",
	},
}...)

var badTOTPs = append(notOfAUser(nil), []badInput{
	{
		name:    "a secret that is not base32",
		given:   of("user_ada", acctest.Values{"secret_wo": hush, "secret_wo_version": 1}),
		at:      "secret_wo",
		summary: "Not a base32 secret",
		says:    "letters A to Z",
	},
	{
		name:    "an empty secret",
		given:   of("user_ada", acctest.Values{"secret_wo": "", "secret_wo_version": 1}),
		at:      "secret_wo",
		summary: "Not a base32 secret",
		says:    "is empty",
	},
	{
		name:    "a secret without a version",
		given:   of("user_ada", acctest.Values{"secret_wo": "JBSWY3DPEHPK3PXP"}),
		at:      "secret_wo",
		summary: "secret_wo needs secret_wo_version",
		says:    "secret_wo_version = 1",
	},
	{
		name:    "an issuer with a colon",
		given:   of("user_ada", acctest.Values{"issuer": "A:B"}),
		at:      "issuer",
		summary: "Not a label of an otpauth address",
		says:    "colon",
	},
	{
		name:    "an empty account",
		given:   of("user_ada", acctest.Values{"account_name": ""}),
		at:      "account_name",
		summary: "Not a label of an otpauth address",
		says:    "empty",
	},
	{
		name:    "a user who does not exist",
		given:   of(anyUser, nil),
		stage:   acctest.Applied,
		at:      "user_id",
		summary: "Could not enrol the TOTP of the user " + anyUser,
		says:    "status 404",
	},
}...)
