package users

import (
	"context"
	"fmt"
	"slices"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// holders returns the users that hold any of the identifiers in the plan, each once.
func holders(ctx context.Context, client *clerk.Client, plan *userModel) ([]clerk.User, error) {
	return usersWith(ctx, client.ReadUsersWith, lookups(plan))
}

// proven returns the users that hold one of the identifiers in the plan for certain: an external id, a username, or a
// verified or reserved address, number or wallet. A user can sign up with the address of another person without a
// verification.
func proven(users []clerk.User, plan *userModel) []clerk.User {
	return slices.DeleteFunc(slices.Clone(users), func(user clerk.User) bool {
		id, name := plan.ExternalID.ValueString(), plan.Username.ValueString()
		if id != "" && deref(user.ExternalID) == id ||
			name != "" && clerk.FoldIdentifier(deref(user.Username)) == clerk.FoldIdentifier(name) {
			return false
		}
		return !slices.ContainsFunc(identifierSets, func(kind identifierSet) bool {
			return kind.isProven(&user, stringsOf(*kind.fields(plan).set)...)
		})
	})
}

// isProven reports whether the user holds one of the values verified or reserved.
func (k identifierSet) isProven(user *clerk.User, values ...string) bool {
	for _, held := range k.Held(user) {
		if (held.Verified || held.Reserved) && k.Contains(values, held.Value) {
			return true
		}
	}
	return false
}

// unverified returns the noun of the value by which a lookup has found the user, if the user has not verified it.
// Otherwise it returns "", as for an id, an external id and a username.
func unverified(user *clerk.User, by clerk.UserKey, value string) string {
	for _, kind := range identifierSets {
		if kind.Param == string(by) && !kind.isProven(user, value) {
			return kind.Noun
		}
	}
	return ""
}

// notVerified explains an unverified value.
func notVerified(user clerk.User, noun, value string) string {
	return fmt.Sprintf("%s%s has the %s %q, but has not verified it. A user can add an email address or a phone number "+
		"that is not theirs.", user.ID, alsoKnownAs(user), noun, value)
}

// meant returns the users that a lookup by one value means: of several that hold it, the one that has it verified.
func meant(users []clerk.User, by clerk.UserKey, value string) []clerk.User {
	verified := slices.DeleteFunc(
		slices.Clone(users),
		func(user clerk.User) bool { return unverified(&user, by, value) != "" },
	)
	if len(verified) == 1 {
		return verified
	}
	return users
}
