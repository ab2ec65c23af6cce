package acctest_test

import (
	"fmt"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const missingArgument, emptyValue = "Missing Configuration for Required Attribute", "Empty value"

// failing are the requests of a method that are answered with a status.

// badID are what the id of an object cannot be; with adds what else is required.
func badID(attribute, object, prefix string, with acctest.Values) []acctest.BadInput {
	values := func(id any) acctest.Values { return acctest.Values{attribute: id}.With(with) }
	subject := "the id of a " + object
	if strings.HasPrefix(object, "e") {
		subject = "the id of an " + object
	}
	summary := "Not " + subject
	return []acctest.BadInput{
		{Name: "no " + attribute, Config: values(nil), Attribute: attribute, Summary: missingArgument, Details: attribute},
		{
			Name:      "an empty " + attribute,
			Config:    values(""),
			Attribute: attribute,
			Summary:   summary,
			Details:   "is not " + subject,
		},
		{
			Name:      attribute + " of another kind",
			Config:    values("org_ada"),
			Attribute: attribute,
			Summary:   summary,
			Details:   prefix,
		},
		{
			Name:      attribute + " with a path",
			Config:    values(prefix + "ada/revoke"),
			Attribute: attribute,
			Summary:   summary,
			Details:   "is not " + subject,
		},
	}
}

var badSessionReads = append(
	badID("id", "session", "sess_", nil),
	acctest.BadInput{
		Name:      "a session that does not exist",
		Config:    acctest.Values{"id": "sess_nothing"},
		Stage:     acctest.Planned,
		Attribute: "id",
		Summary:   `Could not read the session "sess_nothing"`,
		Details:   "404|allow_missing",
	},
	acctest.BadInput{
		Name:    "an API that fails",
		Config:  acctest.Values{"id": "sess_ada"},
		API:     acctest.Answers("GET", 500),
		Stage:   acctest.Planned,
		Summary: `Could not read the session "sess_ada"`,
		Details: "status 500|try again later",
	},
)

var badSessionLists = []acctest.BadInput{
	{Name: "neither argument", Config: acctest.Values{}, Summary: "No user_id or client_id", Details: "user_id|client_id"},
	{
		Name:      "an empty user",
		Config:    acctest.Values{"user_id": ""},
		Attribute: "user_id",
		Summary:   notUserID,
		Details:   "is not the id of a user",
	},
	{
		Name:      "an empty client",
		Config:    acctest.Values{"client_id": ""},
		Attribute: "client_id",
		Summary:   "Not the id of a client",
		Details:   "is not the id of a client",
	},
	{
		Name:      "a status that no session has",
		Config:    acctest.Values{"user_id": "user_ada", "status": "sleeping"},
		Attribute: "status",
		Summary:   noMatch,
		Details:   `"active"`,
	},
}

var badClientReads = append(
	badID("id", "client", "client_", nil),
	acctest.BadInput{
		Name:      "a client that does not exist",
		Config:    acctest.Values{"id": "client_nothing"},
		Stage:     acctest.Planned,
		Attribute: "id",
		Summary:   `Could not read the client "client_nothing"`,
		Details:   "404|allow_missing",
	},
)

var badClientLists = []acctest.BadInput{
	{
		Name:    "an instance that lists no clients",
		Config:  acctest.Values{},
		API:     acctest.Behaves(emulator.Behaviour{ClientListGone: true}),
		Stage:   acctest.Planned,
		Summary: "Could not list the clients",
		Details: "410|clerk_client",
	},
}

var badInstanceReads = []acctest.BadInput{
	{
		Name:    "a key that was revoked",
		Config:  acctest.Values{},
		API:     acctest.Answers("GET", 401),
		Stage:   acctest.Planned,
		Summary: "Could not read the instance",
		Details: "status 401|CLERK_SECRET_KEY",
	},
}

var badJWKSReads = []acctest.BadInput{
	{
		Name:    "an answer that is a page",
		Config:  acctest.Values{},
		API:     acctest.Faulty(emulator.FaultRule{Kind: emulator.FaultHTML, Status: 502}),
		Stage:   acctest.Planned,
		Summary: "Could not read the keys of the instance",
		Details: "502|proxy",
	},
}

var badUserReads = []acctest.BadInput{
	{
		Name:    "no argument",
		Config:  acctest.Values{},
		Summary: "No attribute identifies the user",
		Details: "Set exactly one of id",
	},
	{
		Name:      "two names",
		Config:    acctest.Values{"id": "user_ada", "username": "adalove"},
		Attribute: "username",
		Summary:   "Two attributes identify the user",
		Details:   "Set exactly one of id",
	},
	{
		Name:      "an id that is none",
		Config:    acctest.Values{"id": "ada@example.com"},
		Attribute: "id",
		Summary:   notUserID,
		Details:   `"user_2abcDEF…"`,
	},
	{
		Name:      "an address that is none",
		Config:    acctest.Values{"email_address": "ada"},
		Attribute: "email_address",
		Summary:   notEmail,
		Details:   `"ada@example.com"`,
	},
	{
		Name:      "a number that is none",
		Config:    acctest.Values{"phone_number": "2025550123"},
		Attribute: "phone_number",
		Summary:   notPhone,
		Details:   "country code",
	},
	{
		Name:      "an empty username",
		Config:    acctest.Values{"username": ""},
		Attribute: "username",
		Summary:   emptyValue,
		Details:   "is empty",
	},
	{
		Name:      "an empty external id",
		Config:    acctest.Values{"external_id": ""},
		Attribute: "external_id",
		Summary:   emptyValue,
		Details:   "is empty",
	},
	{
		Name:      "a wallet of two words",
		Config:    acctest.Values{"web3_wallet": "0x 12"},
		Attribute: "web3_wallet",
		Summary:   notWallet,
		Details:   "one word",
	},
	{
		Name:      "a user who does not exist",
		Config:    acctest.Values{"id": anyUser},
		Stage:     acctest.Planned,
		Attribute: "id",
		Summary:   "No such user",
		Details:   "allow_missing",
	},
	{
		Name:      "an address that no user has",
		Config:    acctest.Values{"email_address": "nobody@example.com"},
		Stage:     acctest.Planned,
		Attribute: "email_address",
		Summary:   "No such user",
		Details:   "allow_missing",
	},
	{
		Name:    "an API that fails",
		Config:  acctest.Values{"username": "adalove"},
		API:     acctest.Answers("GET", 503),
		Stage:   acctest.Planned,
		Summary: `Could not look for the user with the username "adalove"`,
		Details: "status 503|try again later",
	},
}

// badFilters are what no filter of users takes.
var badFilters = []acctest.BadInput{
	{
		Name:      "a null address",
		Config:    acctest.Values{"email_addresses": []any{nil}},
		Attribute: "email_addresses",
		Summary:   "One element is null",
		Details:   "compact()",
	},
	{
		Name:      "an empty search",
		Config:    acctest.Values{"query": ""},
		Attribute: "query",
		Summary:   emptyValue,
		Details:   "omit",
	},
	{
		Name:      "a user id that is none",
		Config:    acctest.Values{"user_ids": []any{"ada"}},
		Attribute: `user_ids[0]`,
		Summary:   notUserID,
		Details:   "is not the id of a user",
	},
	{
		Name:      "an organization id that is none",
		Config:    acctest.Values{"organization_ids": []any{"acme"}},
		Attribute: `organization_ids[0]`,
		Summary:   "Not the id of an organization",
		Details:   "org_",
	},
	{
		Name:      "a time in words",
		Config:    acctest.Values{"created_at_after": "yesterday"},
		Attribute: "created_at_after",
		Summary:   notTime,
		Details:   "2026-01-31T09:30:00Z",
	},
	{
		Name:      "an empty time",
		Config:    acctest.Values{"last_sign_in_at_before": ""},
		Attribute: "last_sign_in_at_before",
		Summary:   emptyValue,
		Details:   "omit",
	},
	{
		Name:      "a provider without ids",
		Config:    acctest.Values{"oauth_provider": "oauth_google"},
		Attribute: "oauth_provider",
		Summary:   "The ids at the provider are missing",
		Details:   "Set provider_user_ids as well",
	},
	{
		Name:      "ids without a provider",
		Config:    acctest.Values{"provider_user_ids": []any{"1"}},
		Attribute: "provider_user_ids",
		Summary:   "The provider is missing",
		Details:   "Set oauth_provider as well",
	},
	{
		Name:      "too many organizations to exclude",
		Config:    acctest.Values{"exclude_organization_ids": organizations(101)},
		Attribute: "exclude_organization_ids",
		Summary:   "Too many organizations to exclude",
		Details:   "at most 100",
	},
}

func organizations(count int) []any {
	ids := make([]any, count)
	for i := range ids {
		ids[i] = fmt.Sprint("org_", i)
	}
	return ids
}

var badOrder = acctest.BadInput{
	Name:      "an order that there is not",
	Config:    acctest.Values{"order_by": "age"},
	Attribute: "order_by",
	Summary:   "Not an order of users",
	Details:   "created_at",
}

var badUserLists = append([]acctest.BadInput{
	badOrder,
	{
		Name:      "no results",
		Config:    acctest.Values{"max_results": 0},
		Attribute: "max_results",
		Summary:   outOfBounds,
		Details:   "at least 1",
	},
	{
		Name:      "a field that no user has",
		Config:    acctest.Values{"fields": []any{"age"}},
		Attribute: `fields["age"]`,
		Summary:   noMatch,
		Details:   `"id"`,
	},
	{
		Name:    "an API that fails",
		Config:  acctest.Values{},
		API:     acctest.Answers("GET", 500),
		Stage:   acctest.Planned,
		Summary: "Could not list the users",
		Details: "status 500|try again later",
	},
}, badFilters...)

var badUserCounts = append([]acctest.BadInput{
	{
		Name:    "an API that fails",
		Config:  acctest.Values{},
		API:     acctest.Answers("GET", 429),
		Stage:   acctest.Planned,
		Summary: "Could not count the users",
		Details: "status 429|rate_limit",
	},
}, badFilters...)

var badUserQueries = append([]acctest.BadInput{
	badOrder,
	{
		Name:    "an API that fails",
		Config:  acctest.Values{},
		API:     acctest.Answers("GET", 500),
		Stage:   acctest.Planned,
		Summary: "Could not list the users",
		Details: "status 500|try again later",
	},
}, badFilters...)

// badReadsOfAUser are those of what a user has.
func badReadsOfAUser(what string) []acctest.BadInput {
	return append(
		notOfAUser(nil),
		acctest.BadInput{
			Name:      "a user who does not exist",
			Config:    of(anyUser, nil),
			Stage:     acctest.Planned,
			Attribute: "user_id",
			Summary:   "Could not list the " + what + ` of the user "` + anyUser + `"`,
			Details:   "404|This instance has no such user",
		},
	)
}

var badInvitationReads = append(
	badReadsOfAUser("organization invitations"),
	acctest.BadInput{
		Name:      "a status that no invitation has",
		Config:    of("user_ada", acctest.Values{"status": "lost"}),
		Attribute: "status",
		Summary:   noMatch,
		Details:   `"pending"`,
	},
)
