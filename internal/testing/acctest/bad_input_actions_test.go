package acctest_test

import (
	"slices"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// badUserAction are the bad inputs of an action on one user, who is to be in a task
// such as "lock the user"; with adds what else the action needs.
func badUserAction(task string, with acctest.Values) []acctest.BadInput {
	return append(
		notOfAUser(with),
		acctest.BadInput{
			Name:      "a user who does not exist",
			Config:    of(anyUser, with),
			Stage:     acctest.Applied,
			Attribute: "user_id",
			Summary:   "Could not " + task + " " + anyUser,
			Details:   "404|The user does not exist, or was deleted",
		},
	)
}

// badPieceAction are those of an action on something that a user has.
func badPieceAction(attribute, object, prefix string) []acctest.BadInput {
	inputs := notOfAUser(acctest.Values{attribute: prefix + "1"})
	return append(inputs, badID(attribute, object, prefix, acctest.Values{"user_id": "user_ada"})...)
}

// The prefix of the ids of trusted devices is not known.
var badDeviceAction = slices.DeleteFunc(
	badPieceAction("trusted_device_id", "trusted device", "tdev_"),
	func(b acctest.BadInput) bool {
		return b.Name == "trusted_device_id of another kind"
	},
)

// badBans are those of an action on one user or many.
func badBans(verb string) []acctest.BadInput {
	return []acctest.BadInput{
		{Name: "neither argument", Config: acctest.Values{}, Summary: "No user_id or user_ids", Details: "user_id|user_ids"},
		{
			Name:      "one and many",
			Config:    acctest.Values{"user_id": "user_ada", "user_ids": []any{"user_grace"}},
			Attribute: "user_id",
			Summary:   "Only one of user_id and user_ids can be set",
			Details:   "user_id|user_ids",
		},
		{
			Name:      "an id that is none",
			Config:    acctest.Values{"user_ids": []any{"user_ada", "grace"}},
			Attribute: "user_ids[1]",
			Summary:   notUserID,
			Details:   `"grace"`,
		},
		{
			Name:      "a null id",
			Config:    acctest.Values{"user_ids": []any{"user_ada", nil}},
			Attribute: "user_ids",
			Summary:   "One element is null",
			Details:   "compact()",
		},
		{
			Name:      "a user who does not exist",
			Config:    acctest.Values{"user_id": anyUser},
			Stage:     acctest.Applied,
			Attribute: "user_id",
			Summary:   "Could not " + verb + " the user " + anyUser,
			Details:   "404",
		},
	}
}

var badFunctions = map[string][]acctest.BadInput{
	"environment": {
		badCall("", "empty"),
		badCall(badSecret, "pk_test_"),
		badCall("SK_TEST_"+badSecret, "sk_test_"),
	},
	"frontend_api_url": badPublishableKeys,
	"issuer":           badPublishableKeys,
	"password_hasher": {
		badCall(" "+badSecret, "trimspace()"),
		badCall(badSecret+"\n", "trimspace()"),
	},
}

var badPublishableKeys = []acctest.BadInput{
	badCall("", "empty"),
	badCall(badSecret, "pk_test_"),
	badCall("sk_test_"+badSecret, "secret key"),
	badCall("pk_test_"+badSecret, "cut short or mistyped"),
}

func badCall(argument, says string) acctest.BadInput {
	return acctest.BadInput{
		Name:      "of " + argument,
		Config:    acctest.Values{"argument": argument},
		Attribute: "argument",
		Summary:   "Error in function call",
		Details:   says,
	}
}
