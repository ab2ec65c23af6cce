package users

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// resourceName is the type in messages.
const resourceName = "clerk_user"

// identifiersOf returns the known identifiers of a user as the registry compares them.
func identifiersOf(model *userModel) []registry.Identifier {
	var found []registry.Identifier
	if id := model.ExternalID.ValueString(); id != "" {
		found = append(found, registry.Identifier{Kind: "external_id", Value: id})
	}
	if name := model.Username.ValueString(); name != "" {
		found = append(found, registry.Identifier{Kind: "username", Value: clerk.FoldIdentifier(name)})
	}
	for _, kind := range identifierSets {
		for _, value := range stringsOf(*kind.fields(model).set) {
			found = append(found, registry.Identifier{Kind: kind.Param, Value: kind.Fold(value)})
		}
	}
	return found
}

// identifiersHeld returns the identifiers of a user as the API holds it.
func identifiersHeld(user *clerk.User) []registry.Identifier {
	var held userModel
	held.ExternalID, held.Username = textFromAPI(user.ExternalID), usernameFromAPI(user.Username)
	held.observeIdentifiers(user)
	return identifiersOf(&held)
}

// planned returns what the plan of a user that exists shows of it. plan is the planned user, prior the one in the
// state.
func planned(action registry.Action, plan, prior *userModel) registry.User {
	return registry.User{
		Action: action, ID: prior.ID.ValueString(), Label: nameOf(prior),
		Before: identifiersOf(prior), After: identifiersOf(plan), Unknown: identifiersUnknown(plan),
		Policy: policyOf(prior), Protected: prior.DeletionProtection.ValueBool(),
	}
}

// managedPieces returns the parts of a user that its clerk_user manages by itself: the sets, metadata fields and
// credentials that are configured. Before are those identifiers among them that the user has already: an update that
// does not change them is not part of the apply.
func managedPieces(plan, prior, config *userModel) registry.Holder {
	id := plan.ID.ValueString()
	if id == "" {
		return registry.Holder{}
	}
	held := registry.Holder{Resource: resourceName}
	add := func(kind, name string) {
		held.After = append(held.After, registry.Piece{UserID: id, Kind: kind, Name: name})
	}
	for _, kind := range []identifierSet{emailAddresses, phoneNumbers} {
		if kind.fields(config).set.IsNull() {
			continue
		}
		for _, value := range stringsOf(*kind.fields(plan).set) {
			add(kind.Param, kind.Fold(value))
		}
		for _, value := range stringsOf(*kind.fields(prior).set) {
			held.Before = append(held.Before, registry.Piece{UserID: id, Kind: kind.Param, Name: kind.Fold(value)})
		}
	}
	for kind, value := range map[string]customtypes.JSONObject{
		"public_metadata": config.PublicMetadata, "private_metadata": config.PrivateMetadata,
		"unsafe_metadata": config.UnsafeMetadata,
	} {
		if !value.IsNull() {
			add(kind, "")
		}
	}
	if !config.TOTPSecretVersion.IsNull() {
		add("totp", "")
	}
	return held
}

// policyOf returns what a destroy does to the account. An imported user has no policy yet.
func policyOf(prior *userModel) string {
	if policy := prior.DeletionPolicy.ValueString(); policy != "" {
		return policy
	}
	return deletionPolicyDelete
}

// known returns a text that is set, and false for null and unknown.
func known(value types.String) (string, bool) {
	return value.ValueString(), !value.IsNull() && !value.IsUnknown()
}
