package users

import (
	"slices"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// createParams is the one request that creates a user, ban and lock included.
func createParams(plan, config *userModel) clerk.UserCreateParams {
	params := clerk.UserCreateParams{
		EmailAddresses:  primaryFirst(emailAddresses, plan),
		PhoneNumbers:    primaryFirst(phoneNumbers, plan),
		Web3Wallets:     primaryFirst(web3Wallets, plan),
		PublicMetadata:  plan.PublicMetadata.JSON(),
		PrivateMetadata: plan.PrivateMetadata.JSON(),
		UnsafeMetadata:  plan.UnsafeMetadata.JSON(),
		Password:        textParam(config.Password),
		PasswordDigest:  textParam(config.PasswordDigest),
		TOTPSecret:      textParam(config.TOTPSecret),
		BackupCodes:     stringsOf(config.BackupCodes),
	}
	for _, a := range plainAttributes {
		if a.create != nil {
			a.create(&params, plan)
		}
	}
	addOptions(&params, config)
	if !params.PasswordDigest.IsZero() {
		params.PasswordHasher = textParam(config.PasswordHasher)
	}
	if config.reserves() {
		params.EmailAddressIdentificationStatuses = slices.Repeat([]string{statusReserved}, len(params.EmailAddresses))
		params.PhoneNumberIdentificationStatuses = slices.Repeat([]string{statusReserved}, len(params.PhoneNumbers))
	}
	return params
}

// primaryFirst lists the identifiers of a new user. Clerk makes the first one primary.
func primaryFirst(kind identifierSet, plan *userModel) []string {
	fields := kind.fields(plan)
	values := stringsOf(*fields.set)
	for i, value := range values {
		if kind.Same(value, fields.primary.ValueString()) {
			values[0], values[i] = values[i], values[0]
			break
		}
	}
	return values
}
