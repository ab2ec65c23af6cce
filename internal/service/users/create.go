package users

import (
	"slices"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// createParams is the one request that makes a user all that the plan says,
// ban and lock included.
func createParams(plan, config *userModel) clerk.UserCreateParams {
	params := clerk.UserCreateParams{
		ExternalID:                statedText(plan.ExternalID),
		Username:                  statedText(plan.Username.StringValue),
		FirstName:                 statedText(plan.FirstName),
		LastName:                  statedText(plan.LastName),
		Locale:                    statedText(plan.Locale),
		LegalAcceptedAt:           statedTime(plan.LegalAcceptedAt),
		CreatedAt:                 statedTime(plan.CreatedAt),
		EmailAddresses:            primaryFirst(emailAddresses, plan),
		PhoneNumbers:              primaryFirst(phoneNumbers, plan),
		Web3Wallets:               primaryFirst(web3Wallets, plan),
		PublicMetadata:            plan.PublicMetadata.JSON(),
		PrivateMetadata:           plan.PrivateMetadata.JSON(),
		UnsafeMetadata:            plan.UnsafeMetadata.JSON(),
		Banned:                    statedBool(plan.Banned),
		Locked:                    statedBool(plan.Locked),
		DeleteSelfEnabled:         statedBool(plan.DeleteSelfEnabled),
		CreateOrganizationEnabled: statedBool(plan.CreateOrganizationEnabled),
		BypassClientTrust:         statedBool(plan.BypassClientTrust),
		SkipPasswordChecks:        optionField(plan.SkipPasswordChecks),
		SkipPasswordRequirement:   optionField(plan.SkipPasswordRequirement),
		SkipLegalChecks:           optionField(plan.SkipLegalChecks),
		SkipUserRequirement:       optionField(plan.SkipUserRequirement),
		Password:                  statedText(config.Password),
		PasswordDigest:            statedText(config.PasswordDigest),
		TOTPSecret:                statedText(config.TOTPSecret),
		BackupCodes:               stringsOf(config.BackupCodes),
	}
	if !params.PasswordDigest.IsZero() {
		params.PasswordHasher = statedText(config.PasswordHasher)
	}
	if !plan.CreateOrganizationsLimit.IsNull() && !plan.CreateOrganizationsLimit.IsUnknown() {
		params.CreateOrganizationsLimit = clerk.Set(plan.CreateOrganizationsLimit.ValueInt64())
	}
	if plan.IdentificationStatus.ValueString() == statusReserved {
		params.EmailAddressIdentificationStatuses = slices.Repeat([]string{statusReserved}, len(params.EmailAddresses))
		params.PhoneNumberIdentificationStatuses = slices.Repeat([]string{statusReserved}, len(params.PhoneNumbers))
	}
	return params
}

// primaryFirst lists the identifiers of a new user: the first becomes primary.
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
