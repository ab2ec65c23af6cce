package acctest_test

import "github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"

var badProviderBlocks = []badInput{
	{name: "an empty key", given: acctest.Values{"secret_key": ""}, stage: acctest.Planned, at: "secret_key", summary: "The secret key is missing", says: "empty string"},
	{name: "a publishable key", given: acctest.Values{"secret_key": "pk_test_" + hush}, stage: acctest.Planned, at: "secret_key", summary: "A publishable key instead of the secret key", says: "secret_key"},
	{name: "a word", given: acctest.Values{"secret_key": hush}, stage: acctest.Planned, at: "secret_key", summary: "Not a secret key of Clerk", says: "sk_test_"},
	{name: "a key with a line break", given: acctest.Values{"secret_key": "sk_test_" + hush + "\n"}, stage: acctest.Planned, at: "secret_key", summary: "The secret key cannot be used", says: "line break"},
	{name: "a key of another environment", given: acctest.Values{"environment": "production"}, stage: acctest.Planned, at: "environment", summary: "The secret key is of another environment", says: "Nothing was sent."},
	{name: "an environment that does not exist", given: acctest.Values{"environment": "staging"}, at: "environment", summary: noMatch, says: `"production"`},
	{name: "an address that is none", given: acctest.Values{"api_url": "clerk"}, stage: acctest.Planned, at: "api_url", summary: "The API address cannot be used", says: "In api_url"},
	{name: "an address of another scheme", given: acctest.Values{"api_url": "ftp://api.clerk.com"}, stage: acctest.Planned, at: "api_url", summary: "The API address cannot be used", says: "https"},
	{name: "plain http to another host", given: acctest.Values{"api_url": "http://api.clerk.com"}, stage: acctest.Planned, at: "api_url", summary: "The API address cannot be used", says: "loopback"},
	{name: "an address with a password", given: acctest.Values{"api_url": "https://ada:" + hush + "@api.clerk.com"}, stage: acctest.Planned, at: "api_url", summary: "The API address cannot be used", says: "user name or password"},
	{name: "too many retries", given: acctest.Values{"max_retries": 21}, at: "max_retries", summary: outOfBounds, says: "between 0 and 20"},
	{name: "fewer retries than none", given: acctest.Values{"max_retries": -1}, at: "max_retries", summary: outOfBounds, says: "between 0 and 20"},
	{name: "a timeout in words", given: acctest.Values{"request_timeout": "soon"}, at: "request_timeout", summary: "Not a time", says: `"45s"`},
	{name: "no time at all", given: acctest.Values{"request_timeout": "0s"}, at: "request_timeout", summary: "Not a time", says: `"45s"`},
	{name: "no requests at all", given: acctest.Values{"rate_limit": 0}, at: "rate_limit", summary: outOfBounds, says: "between 1 and 100000"},
	{name: "more requests than memory has room for", given: acctest.Values{"rate_limit": 1 << 40}, at: "rate_limit", summary: outOfBounds, says: "between 1 and 100000"},
	{name: "an unknown strategy", given: acctest.Values{"read_strategy": "psychic"}, at: "read_strategy", summary: noMatch, says: `"batched"`},
	{name: "fewer deletions than none", given: acctest.Values{"max_user_deletions": -1}, at: "max_user_deletions", summary: outOfBounds, says: "at least 0"},
}
