package acctest_test

import (
	"fmt"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const missingArgument, emptyValue = "Missing Configuration for Required Attribute", "Empty value"

// failing are the requests of a method that are answered with a status.
func failing(method string, status int) func(*emulator.Emulator) error {
	return struck(emulator.FaultRule{Method: method, Kind: emulator.FaultStatus, Status: status})
}

// badID are what the id of an object cannot be; with adds what else is required.
func badID(attribute, object, prefix string, with acctest.Values) []badInput {
	values := func(id any) acctest.Values {
		stated := acctest.Values{attribute: id}
		for name, value := range with {
			stated[name] = value
		}
		return stated
	}
	subject := "the id of a " + object
	if strings.HasPrefix(object, "e") {
		subject = "the id of an " + object
	}
	summary := "Not " + subject
	return []badInput{
		{name: "no " + attribute, given: values(nil), at: attribute, summary: missingArgument, says: attribute},
		{name: "an empty " + attribute, given: values(""), at: attribute, summary: summary, says: "is not " + subject},
		{name: attribute + " of another kind", given: values("org_ada"), at: attribute, summary: summary, says: prefix},
		{
			name:    attribute + " with a path",
			given:   values(prefix + "ada/revoke"),
			at:      attribute,
			summary: summary,
			says:    "is not " + subject,
		},
	}
}

var badSessionReads = append(
	badID("id", "session", "sess_", nil),
	badInput{
		name:    "a session that does not exist",
		given:   acctest.Values{"id": "sess_nothing"},
		stage:   acctest.Planned,
		at:      "id",
		summary: `Could not read the session "sess_nothing"`,
		says:    "404|allow_missing",
	},
	badInput{
		name:    "an API that fails",
		given:   acctest.Values{"id": "sess_ada"},
		api:     failing("GET", 500),
		stage:   acctest.Planned,
		summary: `Could not read the session "sess_ada"`,
		says:    "status 500|try again later",
	},
)

var badSessionLists = []badInput{
	{name: "nobody", given: acctest.Values{}, summary: "Missing Attribute Configuration", says: "user_id|client_id"},
	{
		name:    "an empty user",
		given:   acctest.Values{"user_id": ""},
		at:      "user_id",
		summary: notUserID,
		says:    "is not the id of a user",
	},
	{
		name:    "an empty client",
		given:   acctest.Values{"client_id": ""},
		at:      "client_id",
		summary: "Not the id of a client",
		says:    "is not the id of a client",
	},
	{
		name:    "a status that no session has",
		given:   acctest.Values{"user_id": "user_ada", "status": "sleeping"},
		at:      "status",
		summary: noMatch,
		says:    `"active"`,
	},
}

var badClientReads = append(
	badID("id", "client", "client_", nil),
	badInput{
		name:    "a client that does not exist",
		given:   acctest.Values{"id": "client_nothing"},
		stage:   acctest.Planned,
		at:      "id",
		summary: `Could not read the client "client_nothing"`,
		says:    "404|allow_missing",
	},
)

var badClientLists = []badInput{
	{
		name:    "an instance that lists no clients",
		given:   acctest.Values{},
		api:     behaving(emulator.Behaviour{ClientListGone: true}),
		stage:   acctest.Planned,
		summary: "Could not list the clients",
		says:    "410|clerk_client",
	},
}

var badInstanceReads = []badInput{
	{
		name:    "a key that was revoked",
		given:   acctest.Values{},
		api:     failing("GET", 401),
		stage:   acctest.Planned,
		summary: "Could not read the instance",
		says:    "status 401|CLERK_SECRET_KEY",
	},
}

var badJWKSReads = []badInput{
	{
		name:    "an answer that is a page",
		given:   acctest.Values{},
		api:     struck(emulator.FaultRule{Kind: emulator.FaultHTML, Status: 502}),
		stage:   acctest.Planned,
		summary: "Could not read the keys of the instance",
		says:    "502|proxy",
	},
}

var badUserReads = []badInput{
	{name: "nobody", given: acctest.Values{}, summary: "No user is named", says: "State exactly one of id"},
	{
		name:    "two names",
		given:   acctest.Values{"id": "user_ada", "username": "adalove"},
		at:      "username",
		summary: "Two ways to name the user",
		says:    "State exactly one of id",
	},
	{
		name:    "an id that is none",
		given:   acctest.Values{"id": "ada@example.com"},
		at:      "id",
		summary: notUserID,
		says:    `"user_2abcDEF…"`,
	},
	{
		name:    "an address that is none",
		given:   acctest.Values{"email_address": "ada"},
		at:      "email_address",
		summary: notEmail,
		says:    `"ada@example.com"`,
	},
	{
		name:    "a number that is none",
		given:   acctest.Values{"phone_number": "2025550123"},
		at:      "phone_number",
		summary: notPhone,
		says:    "country code",
	},
	{
		name:    "an empty username",
		given:   acctest.Values{"username": ""},
		at:      "username",
		summary: emptyValue,
		says:    "is empty",
	},
	{
		name:    "an empty external id",
		given:   acctest.Values{"external_id": ""},
		at:      "external_id",
		summary: emptyValue,
		says:    "is empty",
	},
	{
		name:    "a wallet of two words",
		given:   acctest.Values{"web3_wallet": "0x 12"},
		at:      "web3_wallet",
		summary: notWallet,
		says:    "one word",
	},
	{
		name:    "a user who does not exist",
		given:   acctest.Values{"id": anyUser},
		stage:   acctest.Planned,
		at:      "id",
		summary: "No such user",
		says:    "allow_missing",
	},
	{
		name:    "an address that nobody has",
		given:   acctest.Values{"email_address": "nobody@example.com"},
		stage:   acctest.Planned,
		at:      "email_address",
		summary: "No such user",
		says:    "allow_missing",
	},
	{
		name:    "an API that fails",
		given:   acctest.Values{"username": "adalove"},
		api:     failing("GET", 503),
		stage:   acctest.Planned,
		summary: `Could not look for the user with the username "adalove"`,
		says:    "status 503|try again later",
	},
}

// badFilters are what no filter of users takes.
var badFilters = []badInput{
	{
		name:    "a null address",
		given:   acctest.Values{"email_addresses": []any{nil}},
		at:      "email_addresses",
		summary: "One element is null",
		says:    "compact()",
	},
	{
		name:    "an empty search",
		given:   acctest.Values{"query": ""},
		at:      "query",
		summary: emptyValue,
		says:    "omit the attribute",
	},
	{
		name:    "a user id that is none",
		given:   acctest.Values{"user_ids": []any{"ada"}},
		at:      `user_ids["ada"]`,
		summary: notUserID,
		says:    "is not the id of a user",
	},
	{
		name:    "an organization id that is none",
		given:   acctest.Values{"organization_ids": []any{"acme"}},
		at:      `organization_ids["acme"]`,
		summary: "Not the id of an organization",
		says:    "org_",
	},
	{
		name:    "a time in words",
		given:   acctest.Values{"created_at_after": "yesterday"},
		at:      "created_at_after",
		summary: notTime,
		says:    "2026-01-31T09:30:00Z",
	},
	{
		name:    "an empty time",
		given:   acctest.Values{"last_sign_in_at_before": ""},
		at:      "last_sign_in_at_before",
		summary: emptyValue,
		says:    "omit the attribute",
	},
	{
		name:    "a provider without ids",
		given:   acctest.Values{"oauth_provider": "oauth_google"},
		at:      "oauth_provider",
		summary: "The ids at the provider are missing",
		says:    "State provider_user_ids as well",
	},
	{
		name:    "ids without a provider",
		given:   acctest.Values{"provider_user_ids": []any{"1"}},
		at:      "provider_user_ids",
		summary: "The provider is missing",
		says:    "State oauth_provider as well",
	},
	{
		name:    "too many organizations to exclude",
		given:   acctest.Values{"exclude_organization_ids": organizations(101)},
		at:      "exclude_organization_ids",
		summary: "Too many organizations to exclude",
		says:    "at most 100",
	},
}

func organizations(count int) []any {
	ids := make([]any, count)
	for i := range ids {
		ids[i] = fmt.Sprint("org_", i)
	}
	return ids
}

var badOrder = badInput{
	name:    "an order that there is not",
	given:   acctest.Values{"order_by": "age"},
	at:      "order_by",
	summary: noMatch,
	says:    "created_at",
}

var badUserLists = append([]badInput{
	badOrder,
	{
		name:    "no results",
		given:   acctest.Values{"max_results": 0},
		at:      "max_results",
		summary: outOfBounds,
		says:    "at least 1",
	},
	{
		name:    "a field that no user has",
		given:   acctest.Values{"fields": []any{"age"}},
		at:      `fields["age"]`,
		summary: noMatch,
		says:    `"id"`,
	},
	{
		name:    "an API that fails",
		given:   acctest.Values{},
		api:     failing("GET", 500),
		stage:   acctest.Planned,
		summary: "Could not list the users",
		says:    "status 500|try again later",
	},
}, badFilters...)

var badUserCounts = append([]badInput{
	{
		name:    "an API that fails",
		given:   acctest.Values{},
		api:     failing("GET", 429),
		stage:   acctest.Planned,
		summary: "Could not count the users",
		says:    "status 429|rate_limit",
	},
}, badFilters...)

var badUserQueries = append([]badInput{
	badOrder,
	{
		name:    "an API that fails",
		given:   acctest.Values{},
		api:     failing("GET", 500),
		stage:   acctest.Planned,
		summary: "Could not list the users",
		says:    "status 500|try again later",
	},
}, badFilters...)

// badReadsOfAUser are those of what a user has.
func badReadsOfAUser(what string) []badInput {
	return append(
		notOfAUser(nil),
		badInput{
			name:    "a user who does not exist",
			given:   of(anyUser, nil),
			stage:   acctest.Planned,
			at:      "user_id",
			summary: "Could not list the " + what + ` of the user "` + anyUser + `"`,
			says:    "404|There is no such user in this instance",
		},
	)
}

var badInvitationReads = append(
	badReadsOfAUser("organization invitations"),
	badInput{
		name:    "a status that no invitation has",
		given:   of("user_ada", acctest.Values{"status": "lost"}),
		at:      "status",
		summary: noMatch,
		says:    `"pending"`,
	},
)
