package acctest_test

import (
	"slices"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// badUserAction are the bad inputs of an action on one user, who is to be in a task
// such as "lock the user"; with adds what else the action needs.
func badUserAction(task string, with acctest.Values) []badInput {
	return append(
		notOfAUser(with),
		badInput{
			name:    "a user who does not exist",
			given:   of(anyUser, with),
			stage:   acctest.Applied,
			at:      "user_id",
			summary: "Could not " + task + " " + anyUser,
			says:    "404|The instance has no such user",
		},
	)
}

// badPieceAction are those of an action on something that a user has.
func badPieceAction(attribute, object, prefix string) []badInput {
	inputs := notOfAUser(acctest.Values{attribute: prefix + "1"})
	return append(inputs, badID(attribute, object, prefix, acctest.Values{"user_id": "user_ada"})...)
}

// Nobody knows a prefix of the ids of trusted devices.
var badDeviceAction = slices.DeleteFunc(
	badPieceAction("trusted_device_id", "trusted device", "tdev_"),
	func(b badInput) bool {
		return b.name == "trusted_device_id of another kind"
	},
)

// badBans are those of an action on one user or many.
func badBans(verb string) []badInput {
	return []badInput{
		{name: "nobody", given: acctest.Values{}, summary: "Missing Attribute Configuration", says: "user_id|user_ids"},
		{
			name:    "one and many",
			given:   acctest.Values{"user_id": "user_ada", "user_ids": []any{"user_grace"}},
			at:      "user_id",
			summary: "Invalid Attribute Combination",
			says:    "user_id|user_ids",
		},
		{
			name:    "an id that is none",
			given:   acctest.Values{"user_ids": []any{"user_ada", "grace"}},
			at:      "user_ids[1]",
			summary: notUserID,
			says:    `"grace"`,
		},
		{
			name:    "a null id",
			given:   acctest.Values{"user_ids": []any{"user_ada", nil}},
			at:      "user_ids",
			summary: "One element is null",
			says:    "compact()",
		},
		{
			name:    "a user who does not exist",
			given:   acctest.Values{"user_id": anyUser},
			stage:   acctest.Applied,
			at:      "user_id",
			summary: "Could not " + verb + " the user " + anyUser,
			says:    "404",
		},
	}
}

var badFunctions = map[string][]badInput{
	"environment": {
		badCall("", "empty"),
		badCall(hush, "pk_test_"),
		badCall("SK_TEST_"+hush, "sk_test_"),
	},
	"frontend_api_url": badPublishableKeys,
	"issuer":           badPublishableKeys,
	"password_hasher": {
		badCall("", "The digest is empty."),
		badCall(" "+hush, "trimspace()"),
		badCall(hush+"\n", "trimspace()"),
	},
}

var badPublishableKeys = []badInput{
	badCall("", "empty"),
	badCall(hush, "pk_test_"),
	badCall("sk_test_"+hush, "secret key"),
	badCall("pk_test_"+hush, "cut short or mistyped"),
}

func badCall(argument, says string) badInput {
	return badInput{
		name:    "of " + argument,
		given:   acctest.Values{"argument": argument},
		at:      "argument",
		summary: "Error in function call",
		says:    says,
	}
}
