package users_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUser_unusableProviderBlocksAreRefusedBeforeAnyRequest(t *testing.T) {
	key := func(value string) map[string]string { return map[string]string{"CLERK_SECRET_KEY": value} }
	acctest.RunBadConfigs(t, []acctest.BadConfig{
		{
			Name:        "no secret key",
			Environment: key(""),
			Config:      acctest.UserConfig(email),
			Phase:       acctest.AtPlan,
			Summary:     "The secret key is missing",
			At:          `provider "clerk"`,
			Details: []string{
				"Set secret_key in the provider block, or the variable CLERK_SECRET_KEY",
				"API keys page of the Clerk Dashboard",
			},
		},
		{
			Name: "a publishable key", Environment: key("pk_test_4711"), Config: acctest.UserConfig(email),
			Phase: acctest.AtPlan, Summary: "A publishable key instead of the secret key", At: `provider "clerk"`,
			Details: []string{"the variable CLERK_SECRET_KEY", `"sk_test_"`},
		},
		{
			Name:     "a publishable key in the block",
			Provider: `secret_key = var.secret`,
			Secret:   "pk_live_4711",
			Config:   acctest.UserConfig(email),
			Phase:    acctest.AtPlan,
			Summary:  "A publishable key instead of the secret key",
			At:       "secret_key",
			Details:  []string{"The key in secret_key"},
		},
		{
			Name: "a key that is none", Environment: key("password4711"), Config: acctest.UserConfig(email),
			Phase: acctest.AtPlan, Summary: "Not a secret key of Clerk", At: `provider "clerk"`,
			Details: []string{`neither "sk_test_" nor "sk_live_"`},
		},
		{
			Name: "a key with a line break", Environment: key("sk_test_4711\n"), Config: acctest.UserConfig(email),
			Phase: acctest.AtPlan, Summary: "The secret key cannot be used", At: `provider "clerk"`,
			Details: []string{"line break", "Copy the key once more"},
		},
		{
			Name: "a development key for production, with a user in the state", Before: acctest.UserConfig(email),
			Provider: `environment = "production"`, Config: acctest.UserConfig(email, `first_name = "Ada"`),
			Phase: acctest.AtPlan, Summary: "The secret key is of another environment", At: "environment",
			Details: []string{"of a development instance", "Nothing was sent.", "Check which instance"},
		},
		{
			Name: "a production key for development", Environment: key("sk_live_4711"),
			Provider: `environment = "development"`, Config: acctest.UserConfig(email),
			Phase: acctest.AtPlan, Summary: "The secret key is of another environment", At: "environment",
			Details: []string{"of a production instance", "Nothing was sent."},
		},
		{
			Name:     "an environment that Clerk does not have",
			Provider: `environment = "staging"`,
			Config:   acctest.UserConfig(email),
			Phase:    acctest.AtValidate,
			Summary:  "Invalid Attribute Value Match",
			At:       "environment",
			Details:  []string{`"production"`},
		},
		{
			Name: "plain http to another host", Provider: `api_url = "http://api.clerk.com"`, Config: acctest.UserConfig(email),
			Phase: acctest.AtPlan, Summary: "The API address cannot be used", At: "api_url",
			Details: []string{"In api_url", "secret key travels with every request", "loopback"},
		},
		{
			Name:     "an address with a password",
			Provider: `api_url = "https://ada:4711@api.clerk.com"`,
			Config:   acctest.UserConfig(email),
			Phase:    acctest.AtPlan,
			Summary:  "The API address cannot be used",
			At:       "api_url",
			Details:  []string{"must not contain a user name or password"},
		},
		{
			Name:     "more retries than a run can wait for",
			Provider: `max_retries = 21`,
			Config:   acctest.UserConfig(email),
			Phase:    acctest.AtValidate,
			Summary:  "Invalid Attribute Value",
			At:       "max_retries",
			Details:  []string{"between 0 and 20"},
		},
		{
			Name: "a timeout in words", Provider: `request_timeout = "soon"`, Config: acctest.UserConfig(email),
			Phase: acctest.AtValidate, Summary: "Not a time", At: "request_timeout", Details: []string{`such as "45s" or "2m"`},
		},
		{
			Name:     "no requests at all",
			Provider: `rate_limit = 0`,
			Config:   acctest.UserConfig(email),
			Phase:    acctest.AtValidate,
			Summary:  "Invalid Attribute Value",
			At:       "rate_limit",
			Details:  []string{"between 1 and 100000"},
		},
	})
}
