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
	return acctest.Values{"user_id": userID}.With(with)
}

// notOfAUser are what user_id cannot be, in a resource that is right otherwise.
func notOfAUser(with acctest.Values) []acctest.BadInput {
	return []acctest.BadInput{
		{
			Name:      "no user",
			Config:    of(nil, with),
			Attribute: "user_id",
			Summary:   "Missing Configuration for Required Attribute",
			Details:   "user_id",
		},
		{Name: "an empty user", Config: of("", with), Attribute: "user_id", Summary: notUserID, Details: `"user_2abcDEF…"`},
		{
			Name:      "an email address as the user",
			Config:    of("ada@example.com", with),
			Attribute: "user_id",
			Summary:   notUserID,
			Details:   `"ada@example.com"`,
		},
		{
			Name:      "a path as the user",
			Config:    of("user_1/../user_ada", with),
			Attribute: "user_id",
			Summary:   notUserID,
			Details:   "is not the id of a user",
		},
	}
}

var badEmailAddresses = append(notOfAUser(acctest.Values{"email_address": "k@example.com"}), []acctest.BadInput{
	{
		Name:      "no @",
		Config:    of("user_ada", acctest.Values{"email_address": "ada"}),
		Attribute: "email_address",
		Summary:   notEmail,
		Stage:     acctest.Planned,
		Details:   "such as",
	},
	{
		Name:      "nothing",
		Config:    of("user_ada", acctest.Values{"email_address": ""}),
		Attribute: "email_address",
		Summary:   notEmail,
		Stage:     acctest.Planned,
		Details:   "such as",
	},
	{
		Name:      "primary and not verified",
		Config:    of("user_ada", acctest.Values{"email_address": "k@example.com", "primary": true, "verified": false}),
		Stage:     acctest.Planned,
		Attribute: "primary",
		Summary:   "A primary must be verified",
		Details:   "Set verified = true",
	},
	{
		Name:      "a user who does not exist",
		Config:    of(anyUser, acctest.Values{"email_address": "k@example.com"}),
		Stage:     acctest.Applied,
		Attribute: "user_id",
		Summary:   `Could not add the email address "k@example.com" of the user ` + anyUser,
		Details:   "status 404",
	},
	{
		Name:      "an address of another user",
		Config:    of("user_grace", acctest.Values{"email_address": "ada@example.com"}),
		Stage:     acctest.Applied,
		Attribute: "email_address",
		Summary:   `Could not add the email address "ada@example.com" of the user user_grace`,
		Details:   "form_identifier_exists",
	},
	{
		Name:      "another address as primary",
		Before:    of("user_ada", acctest.Values{"email_address": "k@example.com"}),
		Config:    of("user_ada", acctest.Values{"email_address": "l@example.com", "primary": true}),
		Stage:     acctest.Planned,
		Attribute: "primary",
		Summary:   "A primary must be verified",
		Details:   "Set verified = true as well",
	},
	{
		Name:      "a verification taken back",
		Before:    of("user_ada", acctest.Values{"email_address": "k@example.com", "verified": true}),
		Config:    of("user_ada", acctest.Values{"email_address": "k@example.com", "verified": false}),
		Stage:     acctest.Planned,
		Attribute: "verified",
		Summary:   "A verification cannot be taken back",
		Details:   "remove verified from the configuration",
	},
	{
		Name:      "a primary that steps down",
		Before:    of("user_ada", acctest.Values{"email_address": "ada@example.com"}),
		Config:    of("user_ada", acctest.Values{"email_address": "ada@example.com", "primary": false}),
		Stage:     acctest.Planned,
		Attribute: "primary",
		Summary:   "The identifier stays primary",
		Details:   "until another one becomes primary",
	},
}...)

var badPhoneNumbers = append(notOfAUser(acctest.Values{"phone_number": "+12025550124"}), []acctest.BadInput{
	{
		Name:      "no country",
		Config:    of("user_ada", acctest.Values{"phone_number": "2025550123"}),
		Attribute: "phone_number",
		Summary:   notPhone,
		Stage:     acctest.Planned,
		Details:   "country code",
	},
	{
		Name:      "letters",
		Config:    of("user_ada", acctest.Values{"phone_number": "+1202CALLADA"}),
		Attribute: "phone_number",
		Summary:   notPhone,
		Stage:     acctest.Planned,
		Details:   "digits only",
	},
	{
		Name: "a second factor that is not verified",
		Config: of(
			"user_ada",
			acctest.Values{"phone_number": "+12025550124", "reserved_for_second_factor": true, "verified": false},
		),
		Stage:     acctest.Planned,
		Attribute: "reserved_for_second_factor",
		Summary:   "A second factor must be verified",
		Details:   "Set verified = true",
	},
	{
		Name:      "a user who does not exist",
		Config:    of(anyUser, acctest.Values{"phone_number": "+12025550124"}),
		Stage:     acctest.Applied,
		Attribute: "user_id",
		Summary:   `Could not add the phone number "+12025550124" of the user ` + anyUser,
		Details:   "status 404",
	},
	{
		Name:      "a number of another user",
		Config:    of("user_grace", acctest.Values{"phone_number": "+12025550123"}),
		Stage:     acctest.Applied,
		Attribute: "phone_number",
		Summary:   `Could not add the phone number "+12025550123" of the user user_grace`,
		Details:   "form_identifier_exists",
	},
}...)

var badUserMetadata = append(notOfAUser(acctest.Values{"public": `{"a":1}`}), []acctest.BadInput{
	{Name: "nothing to own", Config: of("user_ada", nil), Summary: "No metadata is configured", Details: "public"},
	{
		Name:      "no JSON",
		Config:    of("user_ada", acctest.Values{"public": "{team"}),
		Attribute: "public",
		Summary:   notJSON,
		Details:   "jsonencode",
	},
	{
		Name:      "an array",
		Config:    of("user_ada", acctest.Values{"unsafe": "[]"}),
		Attribute: "unsafe",
		Summary:   notJSON,
		Details:   "a JSON array",
	},
	{
		Name:      "private metadata that is no JSON",
		Config:    of("user_ada", acctest.Values{"private": `{"` + badSecret}),
		Attribute: "private",
		Summary:   notJSON,
		Details:   "jsonencode",
	},
	{
		Name:      "more than 8 KB",
		Config:    of("user_ada", acctest.Values{"public": large}),
		Stage:     acctest.Planned,
		Attribute: "public",
		Summary:   "Metadata too large",
		Details:   "at most 8192",
	},
	{
		Name:      "a user who does not exist",
		Config:    of(anyUser, acctest.Values{"private": `{"key":"` + badSecret + `"}`}),
		Stage:     acctest.Applied,
		Attribute: "user_id",
		Summary:   "Could not write metadata of the user " + anyUser,
		Details:   "status 404",
	},
	{
		Name:      "more than the instance stores",
		Config:    of("user_grace", acctest.Values{"private": `{"key":"` + badSecret + `"}`}),
		API:       acctest.Behaves(emulator.Behaviour{MetadataLimit: 5}),
		Stage:     acctest.Applied,
		Attribute: "private",
		Summary:   "Could not write metadata of the user user_grace",
		Details:   "form_param_exceeds_allowed_size",
	},
}...)

var badProfileImages = append(notOfAUser(acctest.Values{"content_base64": pixel}), []acctest.BadInput{
	{
		Name:      "no image",
		Config:    of("user_ada", nil),
		Attribute: "source",
		Summary:   "The image is missing",
		Details:   "content_base64",
	},
	{
		Name:      "two images",
		Config:    of("user_ada", acctest.Values{"source": "ada.png", "content_base64": pixel}),
		Attribute: "content_base64",
		Summary:   "Two images",
		Details:   "Set one of them.",
	},
	{
		Name:      "an empty path",
		Config:    of("user_ada", acctest.Values{"source": ""}),
		Attribute: "source",
		Summary:   "The path is empty",
		Details:   "path of an image file",
	},
	{
		Name:      "no base64",
		Config:    of("user_ada", acctest.Values{"content_base64": "no base64!"}),
		Attribute: "content_base64",
		Summary:   "Not base64",
		Details:   "filebase64()",
	},
	{
		Name:      "base64 of a text",
		Config:    of("user_ada", acctest.Values{"content_base64": base64.StdEncoding.EncodeToString([]byte("some text"))}),
		Attribute: "content_base64",
		Summary:   "Not an image that Clerk accepts",
		Details:   "text/plain",
	},
	{
		Name:      "a directory",
		Config:    of("user_ada", acctest.Values{"source": "/"}),
		Stage:     acctest.Planned,
		Attribute: "source",
		Summary:   "The image is a directory",
		Details:   "Set the path of an image file.",
	},
	{
		Name:      "a user who does not exist",
		Config:    of(anyUser, acctest.Values{"content_base64": pixel}),
		Stage:     acctest.Applied,
		Attribute: "user_id",
		Summary:   "Could not upload the profile image of the user " + anyUser,
		Details:   "status 404",
	},
}...)

var badTOTPs = append(notOfAUser(nil), []acctest.BadInput{
	{
		Name:      "a secret that is not base32",
		Config:    of("user_ada", acctest.Values{"secret_wo": badSecret, "secret_wo_version": 1}),
		Attribute: "secret_wo",
		Summary:   "Not a base32 secret",
		Details:   "letters A to Z",
	},
	{
		Name:      "an empty secret",
		Config:    of("user_ada", acctest.Values{"secret_wo": "", "secret_wo_version": 1}),
		Attribute: "secret_wo",
		Summary:   "Not a base32 secret",
		Details:   "is empty",
	},
	{
		Name:      "a secret without a version",
		Config:    of("user_ada", acctest.Values{"secret_wo": "JBSWY3DPEHPK3PXP"}),
		Attribute: "secret_wo",
		Summary:   "secret_wo needs secret_wo_version",
		Details:   "secret_wo_version = 1",
	},
	{
		Name:      "an issuer with a colon",
		Config:    of("user_ada", acctest.Values{"issuer": "A:B"}),
		Attribute: "issuer",
		Summary:   "Not a label of an otpauth address",
		Details:   "colon",
	},
	{
		Name:      "an empty account",
		Config:    of("user_ada", acctest.Values{"account_name": ""}),
		Attribute: "account_name",
		Summary:   "Not a label of an otpauth address",
		Details:   "empty",
	},
	{
		Name:      "a user who does not exist",
		Config:    of(anyUser, nil),
		Stage:     acctest.Applied,
		Attribute: "user_id",
		Summary:   "Could not enrol the TOTP of the user " + anyUser,
		Details:   "status 404",
	},
}...)
