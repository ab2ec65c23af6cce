// Package users holds everything Terraform knows of Clerk's users.
package users

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/hashers"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/planmodifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// What destroying the resource does to the user.
const (
	deletionPolicyDelete = "delete"
	deletionPolicyBan    = "ban"
	deletionPolicyLock   = "lock"
	deletionPolicyRetain = "retain"
)

// The status that new identifiers are created with.
const (
	statusVerified = "verified"
	statusReserved = "reserved"
)

// IdentitySchema identifies a user by its id.
func (r *userResource) IdentitySchema(
	_ context.Context,
	_ resource.IdentitySchemaRequest,
	resp *resource.IdentitySchemaResponse,
) {
	resp.IdentitySchema = identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"id": identityschema.StringAttribute{
				RequiredForImport: true,
				Description:       "The id of the user, such as `user_2abc…`.",
			},
		},
	}
}

// Schema describes clerk_user.
func (r *userResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	attributes := map[string]schema.Attribute{}
	for _, group := range []map[string]schema.Attribute{
		profileAttributes(), identifierAttributes(), credentialAttributes(), metadataAttributes(),
		accessAttributes(), requestOptionAttributes(), lifecycleAttributes(), computedAttributes(),
	} {
		for name, attribute := range group {
			attributes[name] = attribute
		}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages one user of a Clerk instance: profile, identifiers, credentials, metadata, ban and lock.\n\n" +
			"Only the attributes that the configuration states are managed. An attribute that is left out is read, shown and left alone; " +
			"taking one out of the configuration stops managing it and keeps its value. To clear a value, say so: `\"\"`, `[]` or `jsonencode({})`. " +
			"No attribute ever replaces the user: what Clerk cannot change in place is an error when the plan is made.",
		Attributes: attributes,
	}
}

func profileAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"external_id": managedString(
			"The id of the user in your own systems, unique in the instance. An empty string clears it.",
		),
		"username": schema.StringAttribute{
			MarkdownDescription: "The username, unique in the instance; upper and lower case are the same. An empty string removes it, which Clerk permits when the user has another identifier.",
			CustomType:          customtypes.IdentifierType{},
			Optional:            true,
			Computed:            true,
			PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown(), planmodifiers.KeepEquivalent()},
			Validators:          []validator.String{validators.NotPadded()},
		},
		"first_name": managedString("The first name. An empty string clears it.", validators.NotPadded()),
		"last_name":  managedString("The last name. An empty string clears it.", validators.NotPadded()),
		"locale": managedString(
			"The language of the user, as a BCP 47 tag such as `en-US`. An empty string clears it.",
			validators.Locale(),
		),
		"legal_accepted_at": schema.StringAttribute{
			MarkdownDescription: "When the user accepted the legal requirements, as an RFC 3339 time in whole milliseconds. Times are compared as instants, so another offset is not a change. An empty string clears it.",
			CustomType:          customtypes.TimestampType{},
			Optional:            true,
			Computed:            true,
			PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown(), planmodifiers.KeepEquivalent()},
		},
		"created_at": schema.StringAttribute{
			MarkdownDescription: "When the user signed up, as an RFC 3339 time in whole milliseconds. State it to backdate a user who comes from another system. Times are compared as instants, so another offset is not a change. It cannot be cleared.",
			CustomType:          customtypes.TimestampType{},
			Optional:            true,
			Computed:            true,
			PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown(), planmodifiers.KeepEquivalent()},
		},
	}
}

// onlyClaimed says which identifiers a set shows.
const onlyClaimed = "The set holds verified and reserved values only. Clerk lets several users hold a value that is neither: " +
	"the set does not show it and does not remove it, and listing it verifies it."

func identifierAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"email_addresses": identifierSetSchema(
			emailAddresses,
			"All email addresses of the user: when this is stated, addresses that are not in it are removed. "+
				"New ones are added first, then the primary is moved, then old ones are removed. Upper and lower case are the same. An empty set removes all. "+onlyClaimed,
			validators.EmailAddress(),
		),
		"phone_numbers": identifierSetSchema(
			phoneNumbers,
			"All phone numbers of the user, in E.164 form such as `+12025550123`: when this is stated, numbers that are not in it are removed. An empty set removes all. "+onlyClaimed,
			validators.PhoneNumber(),
		),
		"web3_wallets": identifierSetSchema(
			web3Wallets,
			"All web3 wallet addresses of the user: when this is stated, wallets that are not in it are removed. "+
				"Clerk takes wallets only when a user is created, so a plan that would add one to an existing user fails.",
			validators.Web3Wallet(),
		),
		"primary_email_address": primaryIdentifier(emailAddresses, customtypes.IdentifierType{}),
		"primary_phone_number":  primaryIdentifier(phoneNumbers, customtypes.IdentifierType{}),
		"primary_web3_wallet":   primaryIdentifier(web3Wallets, customtypes.WalletType{}),
		"identification_status": schema.StringAttribute{
			MarkdownDescription: "The status that new email addresses and phone numbers are created with: `verified` (the default), or `reserved`: not verified, but nobody else can take them. " +
				"Clerk makes reserved identifiers only together with the user. Changing this alone sends nothing.",
			Optional:   true,
			Computed:   true,
			Default:    stringdefault.StaticString(statusVerified),
			Validators: []validator.String{stringvalidator.OneOf(statusVerified, statusReserved)},
		},
	}
}

func credentialAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"password_wo": schema.StringAttribute{
			MarkdownDescription: "The password, of at least 8 characters. It is sent when the user is created and whenever `password_wo_version` changes, and is never in a plan or a state.",
			Optional:            true,
			WriteOnly:           true,
			Sensitive:           true,
		},
		"password_wo_version": version(
			"The version of the password: raise it to send `password_wo` again. Raised while neither `password_wo` nor `password_digest_wo` is stated, it removes the password.",
		),
		"password_digest_wo": schema.StringAttribute{
			MarkdownDescription: "The digest of a password that comes from another system, instead of `password_wo`. It needs `password_hasher`, and is sent when the user is created and whenever `password_digest_wo_version` changes.",
			Optional:            true,
			WriteOnly:           true,
			Sensitive:           true,
		},
		"password_digest_wo_version": version(
			"The version of the digest: raise it to send `password_digest_wo` again. Raised while neither `password_wo` nor `password_digest_wo` is stated, it removes the password.",
		),
		"password_hasher": schema.StringAttribute{
			MarkdownDescription: "The hasher that made `password_digest_wo`; a digest that does not have its shape is refused before anything is sent. One of " + quotedList(
				hashers.Names(),
			) + ".",
			Optional:   true,
			Validators: []validator.String{stringvalidator.OneOf(hashers.Names()...)},
		},
		"totp_secret_wo": schema.StringAttribute{
			MarkdownDescription: "A TOTP secret in base32 (SHA-1, 6 digits, 30 seconds), so that a user who comes from another system keeps their authenticator app. It is sent when the user is created and whenever `totp_secret_wo_version` changes.",
			Optional:            true,
			WriteOnly:           true,
			Sensitive:           true,
			Validators:          []validator.String{validators.TOTPSecret()},
		},
		"totp_secret_wo_version": version(
			"The version of the TOTP secret: raise it to send `totp_secret_wo` again. Raised while `totp_secret_wo` is not stated, it removes the TOTP second factor.",
		),
		"backup_codes_wo": schema.ListAttribute{
			MarkdownDescription: "Backup codes, plain or as bcrypt digests. They are sent when the user is created and whenever `backup_codes_wo_version` changes.",
			ElementType:         types.StringType,
			Optional:            true,
			WriteOnly:           true,
			Sensitive:           true,
			Validators: []validator.List{
				validators.NoNullElements(),
				listvalidator.ValueStringsAre(validators.NotEmpty()),
			},
		},
		"backup_codes_wo_version": version(
			"The version of the backup codes: raise it to send `backup_codes_wo` again. Raised while `backup_codes_wo` is not stated, it removes the backup codes.",
		),
	}
}

func metadataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"public_metadata": metadata("Metadata that your frontend and backend can read.", false),
		"private_metadata": metadata(
			"Metadata that only your backend can read. It is hidden in plans, but it is in the state: do not keep secrets here.",
			true,
		),
		"unsafe_metadata": metadata(
			"Metadata that the user can change from your frontend. State it only if Terraform is to undo such changes.",
			false,
		),
	}
}

func accessAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"banned": managedBool(
			"Whether the user is banned: all sessions are revoked and sign-in is refused until the ban is lifted.",
		),
		"locked": managedBool(
			"Whether the user is locked: sign-in is refused until the lock is lifted or expires, by default after one hour. Where `true` is stated, a lock that has expired is set again by the next apply.",
		),
		"delete_self_enabled":         managedBool("Whether the user can delete their own account."),
		"create_organization_enabled": managedBool("Whether the user can create organizations."),
		"create_organizations_limit": schema.Int64Attribute{
			CustomType:          customtypes.IntegerType{},
			MarkdownDescription: "How many organizations the user can create; 0 is without limit. It is null while the limit of the instance applies, and cannot go back to that.",
			Optional:            true,
			Computed:            true,
			PlanModifiers:       []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
			Validators:          []validator.Int64{int64validator.AtLeast(0)},
		},
		"bypass_client_trust": managedBool("Whether the user is exempt from the check of new devices at sign-in."),
	}
}

func requestOptionAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"skip_password_checks": requestOption(
			"Whether passwords are set without the instance's password policy, for migrations.",
		),
		"skip_password_requirement": requestOption(
			"Whether the user may be created without a password although the instance requires one.",
		),
		"skip_legal_checks": requestOption(
			"Whether the user may be created, or `legal_accepted_at` changed, without the instance's legal checks.",
		),
		"skip_user_requirement": requestOption(
			"Whether the user may be created without every kind of identifier that the instance requires. One is still needed.",
		),
		"sign_out_of_other_sessions": requestOption(
			"Whether sessions of the user end when `password_wo` is sent again or the password is removed.",
		),
		"notify_primary_email_address_changed": requestOption(
			"Whether Clerk tells the user by email that the primary email address has changed.",
		),
	}
}

func lifecycleAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"adopt_existing": schema.BoolAttribute{
			MarkdownDescription: "Whether a user that holds the configured identifiers already is taken over, instead of being an error. The plan names the user. Refused are identifiers of more than one user, a user with another username, external id or none of the configured identifiers of a kind, and a user that another `clerk_user` manages. It has no effect once the user is in the state.",
			Optional:            true,
		},
		"adopt_unverified": schema.BoolAttribute{
			MarkdownDescription: "Whether `adopt_existing` also takes over a user that has not verified the matching email address or phone number. Anyone can sign up with an address of another person: check who the user is first.",
			Optional:            true,
		},
		"adopted": computedBool(
			"Whether the user existed before this resource, which took it over by `adopt_existing`. The plan shows it, so that an apply never takes over a user that its plan did not show.",
		),
		"deletion_policy": schema.StringAttribute{
			MarkdownDescription: "What destroying the resource does to the account: `delete`, the default of a new user, deletes it; `ban` and `lock` keep it; `retain` leaves it unchanged. " +
				"A ban ends all sessions and lasts until it is lifted. A lock ends no session, and Clerk lifts it after the lockout duration of the instance, by default one hour: use `ban` for a user that has left. " +
				"The value of the last apply is used, and removing the attribute keeps it. An imported user has none: it is not destroyed before an apply has set one.",
			Optional:      true,
			Computed:      true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			Validators: []validator.String{
				stringvalidator.OneOf(deletionPolicyDelete, deletionPolicyBan, deletionPolicyLock, deletionPolicyRetain),
			},
		},
		"deletion_protection": managedBool(
			"Whether plans that would destroy or replace the user fail; `false` for a new user. The replacement of a tainted user fails during apply. Removing the attribute keeps its value: to destroy the user, set it to `false` and apply that first.",
		),
	}
}

func computedAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                       computedString("The id of the user, such as `user_2abc…`."),
		"primary_email_address_id": computedString("The id of the primary email address, empty when there is none."),
		"primary_phone_number_id":  computedString("The id of the primary phone number, empty when there is none."),
		"primary_web3_wallet_id":   computedString("The id of the primary web3 wallet, empty when there is none."),
		"password_enabled":         computedBool("Whether the user has a password."),
		"two_factor_enabled":       computedBool("Whether the user has a second factor."),
		"totp_enabled":             computedBool("Whether the user has TOTP as a second factor."),
		"backup_code_enabled":      computedBool("Whether the user has backup codes."),
		"has_image":                computedBool("Whether the user has a profile image of their own."),
		"image_url":                computedString("The address of the user's profile image, or of the default one."),
	}
}
