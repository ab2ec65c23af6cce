package users_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const email = `email_addresses = ["ada@example.com"]`

// invalidUser is a configuration that fails during terraform validate.
type invalidUser struct{ name, at, value, summary, detail string }

// invalidUsers fail because of one attribute. The protocol-level cases of
// clerk_user in internal/testing/acctest check the same errors without the CLI.
var invalidUsers = []invalidUser{
	{
		"an email address in two spellings",
		"email_addresses",
		`["ada@example.com", "Ada@example.com"]`,
		"One identifier in two spellings",
		"differ only in case",
	},
	{"a null email address", "email_addresses", `[null]`, "One element is null", "compact()"},
	{"a creation time in words", "created_at", `"yesterday"`, "Not an RFC 3339 time", `"2026-01-31T09:30:00Z"`},
	{"an empty creation time", "created_at", `""`, "The creation time cannot be cleared", "RFC 3339 time"},
	{"a date instead of a time", "legal_accepted_at", `"2026-01-31"`, "Not an RFC 3339 time", `"2026-01-31T09:30:00Z"`},
	{
		"a time with microseconds",
		"legal_accepted_at",
		`"2026-01-31T09:30:00.1234Z"`,
		"Time finer than a millisecond",
		"third",
	},
	{
		"metadata that is not JSON",
		"public_metadata",
		`"{team: engines}"`,
		"Not a JSON object",
		"jsonencode({ key = \"value\" })",
	},
	{"metadata that is an array", "public_metadata", `jsonencode(["engines"])`, "Not a JSON object", "a JSON array"},
	{"metadata that is a number", "private_metadata", `jsonencode(7)`, "Not a JSON object", "a JSON number"},
	{"metadata that is JSON null", "unsafe_metadata", `jsonencode(null)`, "Not a JSON object", "jsonencode({})"},
	{"metadata that is an empty text", "unsafe_metadata", `""`, "Not a JSON object", "jsonencode({})"},
	{
		"an unknown identification status",
		"request_options",
		`{ identification_status = "unverified" }`,
		"Not an allowed value",
		`"reserved"`,
	},
	{"an unknown deletion policy", "deletion_policy", `"archive"`, "Not an allowed value", `"retain"`},
	{"a negative limit", "create_organizations_limit", `-1`, "Number out of range", "at least 0"},
	{"two email addresses and no primary", "", `email_addresses = ["ada@example.com", "lovelace@example.com"]`,
		"The primary is missing", "primary_email_address"},
	{
		"a primary phone number that is not in its set",
		"primary_phone_number",
		`"+12025550199"` + "\n  phone_numbers = [\"+12025550123\"]",
		"The primary is not in its set",
		"+12025550199",
	},
	{
		"a primary email address beside an empty set",
		"primary_email_address",
		`"ada@example.com"` + "\n  email_addresses = []",
		"The primary is not in its set",
		"ada@example.com",
	},
	{"an empty password", "password_wo", `""`, "The password is empty", "password_wo"},
	{"an unknown hasher", "password_hasher", `"rot13"` + "\n  password_digest_wo = \"5f4dcc3b5aa765d61d8327deb882cf99\"",
		"Not an allowed value", `"bcrypt"`},
	{
		"a digest without its hasher",
		"",
		`password_digest_wo = "5f4dcc3b5aa765d61d8327deb882cf99"`,
		"The hasher is missing",
		"password_hasher",
	},
}

// invalidConfiguration returns one configuration with all users, and the errors of each. Terraform shows the first line
// of the resource for an attribute of an object, so that the detail must name the attribute.
func invalidConfiguration(users []invalidUser) (string, []acctest.Problem) {
	var config strings.Builder
	var problems []acctest.Problem
	for n, user := range users {
		attribute := user.value
		if user.at != "" {
			attribute = user.at + " = " + user.value
		}
		fmt.Fprintf(&config, "resource \"clerk_user\" \"user_%d\" {\n  # %s\n  %s\n}\n", n, user.name, attribute)
		problems = append(problems, acctest.Problem{
			Address: fmt.Sprint("clerk_user.user_", n), At: user.at, Summary: user.summary, Says: []string{user.detail},
		})
	}
	return config.String(), problems
}

func TestAccUser_Validate_eachErrorIsAtItsAttribute(t *testing.T) {
	t.Parallel()
	config, problems := invalidConfiguration(invalidUsers)
	workspace := acctest.NewWorkspace(t, acctest.NewInstance(t))
	workspace.ExpectProblems("validate", config, problems...)
}

// A value that cannot be an identifier fails during plan: a validator would refuse the value that a user has.
func TestAccUser_Plan_elementThatIsNoIdentifier_isAnErrorAtItsSet(t *testing.T) {
	t.Parallel()
	config, problems := invalidConfiguration([]invalidUser{
		{"an empty email address", "email_addresses", `[""]`, "Not an email address", `such as "ada@example.com"`},
		{"a phone number with spaces", "phone_numbers", `["+1 202 555 0123"]`, "Not an E.164 phone number", `digits only`},
		{"a wallet with a space", "web3_wallets", `["0x12 34"]`, "Not a web3 wallet address", "40 hexadecimal digits"},
	})
	workspace := acctest.NewWorkspace(t, acctest.NewInstance(t))
	workspace.ExpectProblems("plan", config, problems...)
}

// The CLI validates variables as unknown values, so that these errors are found during plan.
func TestAccUser_Plan_credentialsFromVariables_errorsDoNotShowThem(t *testing.T) {
	t.Parallel()
	config, problems := invalidConfiguration([]invalidUser{
		{"a short password", "password_wo", `var.short`, "The password is too short", "at least 8 characters"},
		{
			"a password and a digest",
			"password_digest_wo",
			"var.digest\n  password_wo = var.password\n  password_hasher = \"md5\"",
			"Two passwords",
			"password",
		},
		{"a digest of another hasher", "password_digest_wo", "var.digest\n  password_hasher = \"bcrypt\"",
			"The digest does not fit its hasher", "It has the form of a digest of md5"},
		{
			"a TOTP secret that is not base32",
			"totp_secret_wo",
			`var.password`,
			"Not a base32 secret",
			"letters A to Z and digits 2 to 7",
		},
	})
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	secrets := map[string]string{
		"short": "hunter2", "password": "correct horse battery", "digest": "5f4dcc3b5aa765d61d8327deb882cf99",
	}
	for name, value := range secrets {
		workspace.Setenv("TF_VAR_"+name, value)
		config += "variable \"" + name + "\" {\n  type = string\n  ephemeral = true\n  sensitive = true\n}\n"
	}
	result := workspace.ExpectProblems("plan", config, problems...)
	for _, secret := range secrets {
		if strings.Contains(result.String(), secret) {
			t.Errorf("the output holds the secret %q: %s", secret, result)
		}
	}
	if sent := instance.Requests(); len(sent) > 0 {
		t.Errorf("the plan sent %v", sent)
	}
}
