package users_test

import "testing"

func TestAccUser_unusableProviderBlocksAreRefusedBeforeAnyRequest(t *testing.T) {
	key := func(value string) map[string]string { return map[string]string{"CLERK_SECRET_KEY": value} }
	runAll(t, []badInput{
		{
			name: "no secret key", environment: key(""), config: theUser(email),
			phase: atPlan, summary: "The secret key is missing", at: `provider "clerk"`,
			says: []string{"Set secret_key in the provider block, or the variable CLERK_SECRET_KEY", "API keys page of the Clerk Dashboard"},
		},
		{
			name: "a publishable key", environment: key("pk_test_4711"), config: theUser(email),
			phase: atPlan, summary: "A publishable key instead of the secret key", at: `provider "clerk"`,
			says: []string{"the variable CLERK_SECRET_KEY", `"sk_test_"`},
		},
		{
			name: "a publishable key in the block", provider: `secret_key = var.secret`, secret: "pk_live_4711", config: theUser(email),
			phase: atPlan, summary: "A publishable key instead of the secret key", at: "secret_key",
			says: []string{"The key in secret_key"},
		},
		{
			name: "a key that is none", environment: key("password4711"), config: theUser(email),
			phase: atPlan, summary: "Not a secret key of Clerk", at: `provider "clerk"`,
			says: []string{`neither "sk_test_" nor "sk_live_"`},
		},
		{
			name: "a key with a line break", environment: key("sk_test_4711\n"), config: theUser(email),
			phase: atPlan, summary: "The secret key cannot be used", at: `provider "clerk"`,
			says: []string{"line break", "Copy the key once more"},
		},
		{
			name: "a development key for production, with a user in the state", before: theUser(email),
			provider: `environment = "production"`, config: theUser(email, `first_name = "Ada"`),
			phase: atPlan, summary: "The secret key is of another environment", at: "environment",
			says: []string{"of a development instance", "Nothing was sent.", "Check which instance"},
		},
		{
			name: "a production key for development", environment: key("sk_live_4711"),
			provider: `environment = "development"`, config: theUser(email),
			phase: atPlan, summary: "The secret key is of another environment", at: "environment",
			says: []string{"of a production instance", "Nothing was sent."},
		},
		{
			name: "an environment that Clerk does not have", provider: `environment = "staging"`, config: theUser(email),
			phase: atValidate, summary: "Invalid Attribute Value Match", at: "environment", says: []string{`"production"`},
		},
		{
			name: "plain http to another host", provider: `api_url = "http://api.clerk.com"`, config: theUser(email),
			phase: atPlan, summary: "The API address cannot be used", at: "api_url",
			says: []string{"In api_url", "secret key travels with every request", "loopback"},
		},
		{
			name: "an address with a password", provider: `api_url = "https://ada:4711@api.clerk.com"`, config: theUser(email),
			phase: atPlan, summary: "The API address cannot be used", at: "api_url",
			says: []string{"must not hold a user name or password"},
		},
		{
			name: "more retries than a run can wait for", provider: `max_retries = 21`, config: theUser(email),
			phase: atValidate, summary: "Invalid Attribute Value", at: "max_retries", says: []string{"between 0 and 20"},
		},
		{
			name: "a timeout in words", provider: `request_timeout = "soon"`, config: theUser(email),
			phase: atValidate, summary: "Not a time", at: "request_timeout", says: []string{`such as "45s" or "2m"`},
		},
		{
			name: "no requests at all", provider: `rate_limit = 0`, config: theUser(email),
			phase: atValidate, summary: "Invalid Attribute Value", at: "rate_limit", says: []string{"between 1 and 100000"},
		},
	})
}
