package acctest_test

import (
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

var (
	actor     = acctest.Values{"actor": `{"sub":"user_grace"}`}
	password  = acctest.Values{"password": badSecret}
	google    = acctest.Values{"oauth_provider": "google"}
	anyJWT    = acctest.Values{"jwt": "a.b." + badSecret}
	noSuch404 = "404|no such user"
)

var badSessionTokens = append(badID("session_id", "session", "sess_", nil), []acctest.BadInput{
	{
		Name:      "no time to live",
		Config:    acctest.Values{"session_id": "sess_ada", "template_name": "x", "expires_in_seconds": 0},
		Attribute: "expires_in_seconds",
		Summary:   outOfBounds,
		Details:   "from 30 to",
	},
	{
		Name:      "an empty template",
		Config:    acctest.Values{"session_id": "sess_ada", "template_name": ""},
		Attribute: "template_name",
		Summary:   "Empty value",
		Details:   "is empty",
	},
	{
		Name:      "a session that has ended",
		Config:    acctest.Values{"session_id": "sess_ended"},
		Stage:     acctest.Planned,
		Attribute: "session_id",
		Summary:   "Could not make a token for the session sess_ended",
		Details:   "Only an active session gets tokens",
	},
	{
		Name:      "a session that does not exist",
		Config:    acctest.Values{"session_id": "sess_nothing"},
		Stage:     acctest.Planned,
		Attribute: "session_id",
		Summary:   "Could not make a token for the session sess_nothing",
		Details:   "404",
	},
}...)

var badSessionVerifications = []acctest.BadInput{
	{Name: "no token", Config: acctest.Values{}, Attribute: "jwt", Summary: missingArgument, Details: "jwt"},
	{
		Name:      "a secret key",
		Config:    anyJWT.With(acctest.Values{"publishable_key": "sk_test_" + badSecret}),
		Attribute: "publishable_key",
		Summary:   "Not a publishable key",
		Details:   "it is a secret key",
	},
	{
		Name:      "a key that is none",
		Config:    anyJWT.With(acctest.Values{"publishable_key": "pk_test_" + badSecret}),
		Attribute: "publishable_key",
		Summary:   "Not a publishable key",
		Details:   "publishable key",
	},
	{
		Name: "two issuers",
		Config: anyJWT.With(
			acctest.Values{"issuer": "https://a.example.com", "publishable_key": "pk_test_ZXhhbXBsZS5jb20k"},
		),
		Attribute: "issuer",
		Summary:   "Only one of issuer and publishable_key can be set",
		Details:   "publishable_key",
	},
	{
		Name:      "no party",
		Config:    anyJWT.With(acctest.Values{"authorized_parties": []any{}}),
		Attribute: "authorized_parties",
		Summary:   "Empty set",
		Details:   "is empty",
	},
	{
		Name:      "a party that is no origin",
		Config:    anyJWT.With(acctest.Values{"authorized_parties": []any{"app.example.com"}}),
		Attribute: `authorized_parties["app.example.com"]`,
		Summary:   "Not an origin",
		Details:   "is not an origin",
	},
	{
		Name:      "a large tolerance",
		Config:    anyJWT.With(acctest.Values{"clock_skew_seconds": 301}),
		Attribute: "clock_skew_seconds",
		Summary:   outOfBounds,
		Details:   "from 0 to 300",
	},
	{
		Name:      "a session that is none",
		Config:    anyJWT.With(acctest.Values{"session_id": "ada"}),
		Attribute: "session_id",
		Summary:   "Not the id of a session",
		Details:   "sess_",
	},
	{
		Name:      "an empty issuer",
		Config:    anyJWT.With(acctest.Values{"issuer": ""}),
		Attribute: "issuer",
		Summary:   "Empty value",
		Details:   "is empty",
	},
}

var badClientVerifications = []acctest.BadInput{
	{
		Name: "an empty token", Config: acctest.Values{"token": ""}, Attribute: "token", Summary: "Empty value",
		Details: "is empty",
	},
	{Name: "no token", Config: acctest.Values{}, Attribute: "token", Summary: missingArgument, Details: "token"},
	{
		Name:    "an API that fails",
		Config:  acctest.Values{"token": badSecret},
		API:     acctest.Answers("POST", 500),
		Stage:   acctest.Planned,
		Summary: "Could not verify the token of a client",
		Details: "status 500",
	},
}

var badOAuthTokens = append(notOfAUser(google), []acctest.BadInput{
	{
		Name:      "no provider",
		Config:    acctest.Values{"user_id": "user_ada"},
		Attribute: "oauth_provider",
		Summary:   missingArgument,
		Details:   "oauth_provider",
	},
	{
		Name:      "an empty provider",
		Config:    acctest.Values{"user_id": "user_ada", "oauth_provider": ""},
		Attribute: "oauth_provider",
		Summary:   "Not an OAuth provider",
		Details:   "is not an OAuth provider",
	},
	{
		Name:      "an account that is none",
		Config:    google.With(acctest.Values{"user_id": "user_ada", "external_account_id": "user_1"}),
		Attribute: "external_account_id",
		Summary:   "Not the id of an external account",
		Details:   "eac_",
	},
	{
		Name:      "several accounts",
		Config:    google.With(acctest.Values{"user_id": "user_ada"}),
		Stage:     acctest.Planned,
		Attribute: "external_account_id",
		Summary:   "Several connected accounts",
		Details:   "eac_1, eac_2",
	},
	{
		Name:      "another account",
		Config:    google.With(acctest.Values{"user_id": "user_ada", "external_account_id": "eac_9"}),
		Stage:     acctest.Planned,
		Attribute: "external_account_id",
		Summary:   "No such account",
		Details:   "The accounts are: eac_1, eac_2.",
	},
	{
		Name:      "a user without accounts",
		Config:    google.With(acctest.Values{"user_id": "user_grace"}),
		Stage:     acctest.Planned,
		Attribute: "oauth_provider",
		Summary:   "No connected account",
		Details:   "by signing in with it",
	},
	{
		Name:      "a user who does not exist",
		Config:    google.With(acctest.Values{"user_id": anyUser}),
		Stage:     acctest.Planned,
		Attribute: "user_id",
		Summary:   "Could not read the token of oauth_google of the user " + anyUser,
		Details:   "404",
	},
}...)

var badPasswordVerifications = append(notOfAUser(password), []acctest.BadInput{
	{
		Name:      "no password",
		Config:    of("user_ada", nil),
		Attribute: "password",
		Summary:   missingArgument,
		Details:   "password",
	},
	{
		Name:      "an empty password",
		Config:    of("user_ada", acctest.Values{"password": ""}),
		Attribute: "password",
		Summary:   "Empty value",
		Details:   "is empty",
	},
	{
		Name:      "a user who does not exist",
		Config:    of(anyUser, password),
		Stage:     acctest.Planned,
		Attribute: "user_id",
		Summary:   "Could not verify the password of the user " + anyUser,
		Details:   "404",
	},
}...)

var badActorTokens = append(notOfAUser(actor), []acctest.BadInput{
	{Name: "no actor", Config: of("user_ada", nil), Attribute: "actor", Summary: missingArgument, Details: "actor"},
	{
		Name:      "an actor that is a name",
		Config:    of("user_ada", acctest.Values{"actor": "grace"}),
		Attribute: "actor",
		Summary:   notJSON,
		Details:   "jsonencode",
	},
	{
		Name:      "an actor without an id",
		Config:    of("user_ada", acctest.Values{"actor": "{}"}),
		Attribute: "actor",
		Summary:   "The actor has no id",
		Details:   "The key sub must have the id of the actor",
	},
	{
		Name:      "no time to live",
		Config:    of("user_ada", actor.With(acctest.Values{"expires_in_seconds": 0})),
		Attribute: "expires_in_seconds",
		Summary:   outOfBounds,
		Details:   "from 1 to",
	},
	{
		Name:      "a session of no time",
		Config:    of("user_ada", actor.With(acctest.Values{"session_max_duration_in_seconds": 0})),
		Attribute: "session_max_duration_in_seconds",
		Summary:   outOfBounds,
		Details:   "at least 1",
	},
	{
		Name:      "a user who does not exist",
		Config:    of(anyUser, actor),
		Stage:     acctest.Planned,
		Attribute: "user_id",
		Summary:   "Could not make an actor token for the user " + anyUser,
		Details:   "form_resource_not_found",
	},
	{
		Name:    "a plan without impersonation",
		Config:  of("user_ada", actor),
		API:     acctest.Behaves(emulator.Behaviour{ActorTokensNeedPlan: true}),
		Stage:   acctest.Planned,
		Summary: "Could not make an actor token for the user user_ada",
		Details: "402|Upgrade the Clerk subscription",
	},
}...)

var badSignInTokens = append(notOfAUser(nil), []acctest.BadInput{
	{
		Name:      "no time to live",
		Config:    of("user_ada", acctest.Values{"expires_in_seconds": 0}),
		Attribute: "expires_in_seconds",
		Summary:   outOfBounds,
		Details:   "from 1 to",
	},
	{
		Name:      "an organization that is none",
		Config:    of("user_ada", acctest.Values{"organization_id": "acme"}),
		Attribute: "organization_id",
		Summary:   "Not the id of an organization",
		Details:   "org_",
	},
	{
		Name:      "a user who does not exist",
		Config:    of(anyUser, nil),
		Stage:     acctest.Planned,
		Attribute: "user_id",
		Summary:   "Could not make a sign-in token for the user " + anyUser,
		Details:   noSuch404,
	},
}...)

var badTestingTokens = []acctest.BadInput{
	{
		Name:    "a production instance",
		Config:  acctest.Values{},
		API:     acctest.Answers("POST", 403),
		Stage:   acctest.Planned,
		Summary: "Could not create a testing token",
		Details: "status 403",
	},
}
