// Package users has the resource, data sources, list resource, ephemeral resources and actions for users of Clerk.
package users

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/hashers"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// The values of deletion_policy.
const (
	deletionPolicyDelete = "delete"
	deletionPolicyBan    = "ban"
	deletionPolicyLock   = "lock"
	deletionPolicyRetain = "retain"
)

// The values of request_options.identification_status.
const (
	statusVerified = "verified"
	statusReserved = "reserved"
)

// IdentitySchema describes the identity of a user, its id.
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
		identifierAttributes(), credentialAttributes(), metadataAttributes(),
	} {
		maps.Copy(attributes, group)
	}
	for _, a := range plainAttributes {
		attributes[a.name] = a.schema
	}
	attributes[optionsName] = requestOptionsSchema()
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages one user of a Clerk instance: profile, identifiers, credentials, metadata, ban and " +
			"lock.\n\nOnly the attributes in the configuration are managed. The provider reads an omitted attribute, shows it " +
			"and does not change it. If you remove an attribute from the configuration, it is no longer managed and keeps its " +
			"value. To clear a value, set `\"\"`, `[]` or `jsonencode({})`. No attribute replaces the user: a change that " +
			"Clerk cannot make in place fails during `terraform plan`.",
		Attributes: attributes,
	}
}

// onlyClaimed explains which identifiers a set has.
const onlyClaimed = "The set has only verified and reserved values. An unverified value is not in it, and the " +
	"provider does not remove it. If you add it to the set, it becomes verified."

// noProof explains that Clerk sends no code to a configured identifier.
const noProof = "New ones are verified at once, and the user does not have to prove anything: set only values that " +
	"you have checked. "

func identifierAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"email_addresses": identifierSetSchema(
			emailAddresses,
			"All email addresses of the user: if the set is configured, addresses that are not in it are removed. New ones "+
				"are added first, then the primary changes, then old ones are removed. Upper and lower case are the same. An "+
				"empty set removes all. "+noProof+onlyClaimed,
		),
		"phone_numbers": identifierSetSchema(
			phoneNumbers,
			"All phone numbers of the user, in E.164 form such as `+12025550123`: if the set is configured, numbers that are "+
				"not in it are removed. An empty set removes all. "+noProof+onlyClaimed,
		),
		"web3_wallets": identifierSetSchema(
			web3Wallets,
			"All web3 wallet addresses of the user: if the set is configured, wallets that are not in it are removed. Clerk "+
				"accepts wallets only when a user is created, so a plan that would add one to an existing user fails.",
		),
		"primary_email_address": primaryIdentifier(emailAddresses, customtypes.IdentifierType{}),
		"primary_phone_number":  primaryIdentifier(phoneNumbers, customtypes.IdentifierType{}),
		"primary_web3_wallet":   primaryIdentifier(web3Wallets, customtypes.WalletType{}),
	}
}

// credentialAttributes are write-only, and sensitive as well. Without this mark, an attribute has the mark of its
// variable in the state, and an update without changes is planned when the attribute is removed.
func credentialAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"password_wo": schema.StringAttribute{
			MarkdownDescription: "The password, of at least 8 characters. It is sent when the user is created and whenever " +
				"`password_wo_version` is raised. It is never in the state. A literal is in a saved plan.",
			Optional:  true,
			WriteOnly: true,
			Sensitive: true,
		},
		"password_wo_version": version(
			"The version of the password: raise it to send `password_wo` again. It does not send `password_digest_wo`: a " +
				"plan that raises it without `password_wo` and with `password_digest_wo` fails. If it is raised while neither of " +
				"them is configured, the password is removed.",
		),
		"password_digest_wo": schema.StringAttribute{
			MarkdownDescription: "The digest of a password from another system, instead of `password_wo`. It needs " +
				"`password_hasher`, and is sent when the user is created and whenever `password_digest_wo_version` is raised.",
			Optional:  true,
			WriteOnly: true,
			Sensitive: true,
		},
		"password_digest_wo_version": version(
			"The version of the digest: raise it to send `password_digest_wo` again. It does not send `password_wo`. If it " +
				"is raised while neither `password_wo` nor `password_digest_wo` is configured, the password is removed.",
		),
		"password_hasher": schema.StringAttribute{
			MarkdownDescription: "The hasher that made `password_digest_wo`. A digest in another form than that of the " +
				"hasher is an error before any request. The guide [Migrating users](../guides/migration.md) lists the forms. One " +
				"of " + quotedList(hashers.Names()) + ".",
			Optional:   true,
			Validators: []validator.String{validators.OneOf(hashers.Names()...)},
		},
		"totp_secret_wo": schema.StringAttribute{
			MarkdownDescription: "A TOTP secret in base32 (SHA-1, 6 digits, 30 seconds), so that a user from another system " +
				"can continue to use their authenticator app. It is sent when the user is created and whenever " +
				"`totp_secret_wo_version` is raised.",
			Optional:   true,
			WriteOnly:  true,
			Sensitive:  true,
			Validators: []validator.String{validators.TOTPSecret()},
		},
		"totp_secret_wo_version": version(
			"The version of the TOTP secret: raise it to send `totp_secret_wo` again. If it is raised while `totp_secret_wo` " +
				"is not configured, TOTP is removed as a second factor.",
		),
		"backup_codes_wo": schema.ListAttribute{
			MarkdownDescription: "Backup codes, plain or as bcrypt digests. They are sent when the user is created and " +
				"whenever `backup_codes_wo_version` is raised.",
			ElementType: types.StringType,
			Optional:    true,
			WriteOnly:   true,
			Sensitive:   true,
			Validators: []validator.List{
				validators.NoNullElements(),
				listvalidator.ValueStringsAre(validators.NotEmpty()),
			},
		},
		"backup_codes_wo_version": version(
			"The version of the backup codes: raise it to send `backup_codes_wo` again. If it is raised while " +
				"`backup_codes_wo` is not configured, the backup codes are removed.",
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
			"Metadata that the user can change from your frontend. If it is configured, the next apply undoes such changes.",
			false,
		),
	}
}
