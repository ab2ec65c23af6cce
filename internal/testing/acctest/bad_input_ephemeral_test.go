package acctest_test

import (
	"maps"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func with(base, more acctest.Values) acctest.Values {
	values := maps.Clone(base)
	maps.Copy(values, more)
	return values
}

var (
	actor     = acctest.Values{"actor": `{"sub":"user_grace"}`}
	password  = acctest.Values{"password": hush}
	google    = acctest.Values{"oauth_provider": "google"}
	anyJWT    = acctest.Values{"jwt": "a.b." + hush}
	noSuch404 = "404|There is no such user"
)

var badSessionTokens = append(badID("session_id", "session", "sess_", nil), []badInput{
	{
		name:    "no time to live",
		given:   acctest.Values{"session_id": "sess_ada", "template_name": "x", "expires_in_seconds": 0},
		at:      "expires_in_seconds",
		summary: outOfBounds,
		says:    "between 30 and",
	},
	{
		name:    "an empty template",
		given:   acctest.Values{"session_id": "sess_ada", "template_name": ""},
		at:      "template_name",
		summary: "Invalid Attribute Value Length",
		says:    "at least 1",
	},
	{
		name:    "a session that has ended",
		given:   acctest.Values{"session_id": "sess_ended"},
		stage:   acctest.Planned,
		at:      "session_id",
		summary: "Could not make a token for the session sess_ended",
		says:    "Only an active session gets tokens",
	},
	{
		name:    "a session that does not exist",
		given:   acctest.Values{"session_id": "sess_nothing"},
		stage:   acctest.Planned,
		at:      "session_id",
		summary: "Could not make a token for the session sess_nothing",
		says:    "404",
	},
}...)

var badSessionVerifications = []badInput{
	{name: "no token", given: acctest.Values{}, at: "jwt", summary: missingArgument, says: "jwt"},
	{
		name:    "a secret key",
		given:   with(anyJWT, acctest.Values{"publishable_key": "sk_test_" + hush}),
		at:      "publishable_key",
		summary: "Not a publishable key",
		says:    "it is a secret key",
	},
	{
		name:    "a key that is none",
		given:   with(anyJWT, acctest.Values{"publishable_key": "pk_test_" + hush}),
		at:      "publishable_key",
		summary: "Not a publishable key",
		says:    "publishable key",
	},
	{
		name: "two issuers",
		given: with(
			anyJWT,
			acctest.Values{"issuer": "https://a.example.com", "publishable_key": "pk_test_ZXhhbXBsZS5jb20k"},
		),
		at:      "issuer",
		summary: "Invalid Attribute Combination",
		says:    "publishable_key",
	},
	{
		name:    "no party",
		given:   with(anyJWT, acctest.Values{"authorized_parties": []any{}}),
		at:      "authorized_parties",
		summary: outOfBounds,
		says:    "at least 1",
	},
	{
		name:    "a party that is no origin",
		given:   with(anyJWT, acctest.Values{"authorized_parties": []any{"app.example.com"}}),
		at:      `authorized_parties["app.example.com"]`,
		summary: noMatch,
		says:    "must be an origin",
	},
	{
		name:    "a large tolerance",
		given:   with(anyJWT, acctest.Values{"clock_skew_seconds": 301}),
		at:      "clock_skew_seconds",
		summary: outOfBounds,
		says:    "between 0 and 300",
	},
	{
		name:    "a session that is none",
		given:   with(anyJWT, acctest.Values{"session_id": "ada"}),
		at:      "session_id",
		summary: "Not the id of a session",
		says:    "sess_",
	},
	{
		name:    "an empty issuer",
		given:   with(anyJWT, acctest.Values{"issuer": ""}),
		at:      "issuer",
		summary: "Invalid Attribute Value Length",
		says:    "at least 1",
	},
}

var badClientVerifications = []badInput{
	{name: "no token", given: acctest.Values{}, at: "token", summary: missingArgument, says: "token"},
	{
		name:    "an API that fails",
		given:   acctest.Values{"token": hush},
		api:     failing("POST", 500),
		stage:   acctest.Planned,
		summary: "Could not verify the token of a client",
		says:    "status 500",
	},
}

var badOAuthTokens = append(notOfAUser(google), []badInput{
	{
		name:    "no provider",
		given:   acctest.Values{"user_id": "user_ada"},
		at:      "oauth_provider",
		summary: missingArgument,
		says:    "oauth_provider",
	},
	{
		name:    "an empty provider",
		given:   acctest.Values{"user_id": "user_ada", "oauth_provider": ""},
		at:      "oauth_provider",
		summary: "Invalid Attribute Value Length",
		says:    "at least 1",
	},
	{
		name:    "an account that is none",
		given:   with(google, acctest.Values{"user_id": "user_ada", "external_account_id": "user_1"}),
		at:      "external_account_id",
		summary: "Not the id of an external account",
		says:    "eac_",
	},
	{
		name:    "several accounts",
		given:   with(google, acctest.Values{"user_id": "user_ada"}),
		stage:   acctest.Planned,
		at:      "external_account_id",
		summary: "Several connected accounts",
		says:    "eac_1, eac_2",
	},
	{
		name:    "another account",
		given:   with(google, acctest.Values{"user_id": "user_ada", "external_account_id": "eac_9"}),
		stage:   acctest.Planned,
		at:      "external_account_id",
		summary: "No such account",
		says:    "There are: eac_1, eac_2.",
	},
	{
		name:    "a user without accounts",
		given:   with(google, acctest.Values{"user_id": "user_grace"}),
		stage:   acctest.Planned,
		at:      "oauth_provider",
		summary: "No connected account",
		says:    "by signing in with them",
	},
	{
		name:    "a user who does not exist",
		given:   with(google, acctest.Values{"user_id": anyUser}),
		stage:   acctest.Planned,
		at:      "user_id",
		summary: "Could not read the token of oauth_google of the user " + anyUser,
		says:    "404",
	},
}...)

var badPasswordVerifications = append(notOfAUser(password), []badInput{
	{name: "no password", given: of("user_ada", nil), at: "password", summary: missingArgument, says: "password"},
	{
		name:    "an empty password",
		given:   of("user_ada", acctest.Values{"password": ""}),
		at:      "password",
		summary: "Invalid Attribute Value Length",
		says:    "at least 1",
	},
	{
		name:    "a user who does not exist",
		given:   of(anyUser, password),
		stage:   acctest.Planned,
		at:      "user_id",
		summary: "Could not verify the password of the user " + anyUser,
		says:    "404",
	},
}...)

var badActorTokens = append(notOfAUser(actor), []badInput{
	{name: "no actor", given: of("user_ada", nil), at: "actor", summary: missingArgument, says: "actor"},
	{
		name:    "an actor that is a name",
		given:   of("user_ada", acctest.Values{"actor": "grace"}),
		at:      "actor",
		summary: notJSON,
		says:    "jsonencode",
	},
	{
		name:    "an actor without an id",
		given:   of("user_ada", acctest.Values{"actor": "{}"}),
		at:      "actor",
		summary: "The actor has no id",
		says:    "under the key sub",
	},
	{
		name:    "no time to live",
		given:   of("user_ada", with(actor, acctest.Values{"expires_in_seconds": 0})),
		at:      "expires_in_seconds",
		summary: outOfBounds,
		says:    "between 1 and",
	},
	{
		name:    "a session of no time",
		given:   of("user_ada", with(actor, acctest.Values{"session_max_duration_in_seconds": 0})),
		at:      "session_max_duration_in_seconds",
		summary: outOfBounds,
		says:    "at least 1",
	},
	{
		name:    "a user who does not exist",
		given:   of(anyUser, actor),
		stage:   acctest.Planned,
		at:      "user_id",
		summary: "Could not make an actor token for the user " + anyUser,
		says:    "form_resource_not_found",
	},
	{
		name:    "a plan without impersonation",
		given:   of("user_ada", actor),
		api:     behaving(emulator.Behaviour{ActorTokensNeedPlan: true}),
		stage:   acctest.Planned,
		summary: "Could not make an actor token for the user user_ada",
		says:    "402|Upgrade the plan",
	},
}...)

var badSignInTokens = append(notOfAUser(nil), []badInput{
	{
		name:    "no time to live",
		given:   of("user_ada", acctest.Values{"expires_in_seconds": 0}),
		at:      "expires_in_seconds",
		summary: outOfBounds,
		says:    "between 1 and",
	},
	{
		name:    "an organization that is none",
		given:   of("user_ada", acctest.Values{"organization_id": "acme"}),
		at:      "organization_id",
		summary: "Not the id of an organization",
		says:    "org_",
	},
	{
		name:    "a user who does not exist",
		given:   of(anyUser, nil),
		stage:   acctest.Planned,
		at:      "user_id",
		summary: "Could not make a sign-in token for the user " + anyUser,
		says:    noSuch404,
	},
}...)

var badTestingTokens = []badInput{
	{
		name:    "a production instance",
		given:   acctest.Values{},
		api:     failing("POST", 403),
		stage:   acctest.Planned,
		summary: "Could not make a testing token",
		says:    "status 403",
	},
}
