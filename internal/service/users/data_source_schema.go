package users

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// userKey is an attribute that names the user to read.
type userKey struct {
	name        string
	noun        string // as in a sentence
	by          clerk.UserKey
	of          basetypes.StringTypable // the type that compares spellings; nil for none
	description string
	checks      []validator.String
	// value is the value of the attribute when another one is configured.
	value func(*clerk.User) string
}

var userKeys = []userKey{
	{
		name: "id", noun: "id", by: clerk.UserID, checks: []validator.String{validators.UserID()},
		description: "The id of the user, such as `user_2abc…`.",
		value:       func(u *clerk.User) string { return u.ID },
	},
	{
		name:   "email_address",
		noun:   "email address",
		by:     clerk.UserEmailAddress,
		of:     customtypes.IdentifierType{},
		checks: []validator.String{validators.EmailAddress()},
		description: "An email address of the user; upper and lower case are the same. If another attribute is set, " +
			"this is the primary email address.",
		value: func(u *clerk.User) string { return primaryOf(emailAddresses, u) },
	},
	{
		name:   "phone_number",
		noun:   "phone number",
		by:     clerk.UserPhoneNumber,
		of:     customtypes.IdentifierType{},
		checks: []validator.String{validators.PhoneNumber()},
		description: "A phone number of the user, in E.164 form such as `+12025550123`. If another attribute is set, " +
			"this is the primary phone number.",
		value: func(u *clerk.User) string { return primaryOf(phoneNumbers, u) },
	},
	{
		name:        "username",
		noun:        "username",
		by:          clerk.UserUsername,
		of:          customtypes.IdentifierType{},
		checks:      []validator.String{validators.NotEmpty(), validators.NotPadded()},
		description: "The username; upper and lower case are the same.",
		value:       func(u *clerk.User) string { return deref(u.Username) },
	},
	{
		name: "external_id", noun: "external id", by: clerk.UserExternalID, checks: []validator.String{validators.NotEmpty()},
		description: "The id of the user in your own systems.",
		value:       func(u *clerk.User) string { return deref(u.ExternalID) },
	},
	{
		name:   "web3_wallet",
		noun:   "web3 wallet",
		by:     clerk.UserWeb3Wallet,
		of:     customtypes.WalletType{},
		checks: []validator.String{validators.Web3Wallet()},
		description: "The address of a web3 wallet of the user. The case of an address that begins with `0x` has no " +
			"meaning. If another attribute is set, this is the primary wallet.",
		value: func(u *clerk.User) string { return primaryOf(web3Wallets, u) },
	},
}

func (k userKey) schema() schema.Attribute {
	attribute := schema.StringAttribute{
		MarkdownDescription: k.description, Optional: true, Computed: true,
		Validators: k.checks,
	}
	if k.of != nil {
		attribute.CustomType = k.of
	}
	return attribute
}

// Schema describes clerk_user.
func (d *userDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := userShape.Schemas()
	for _, key := range userKeys {
		attributes[key.name] = key.schema()
	}
	attributes["allow_missing"] = datasourcebase.AllowMissing("user")
	attributes["exists"] = datasourcebase.Exists("user")
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads one user of the instance, with all data that Clerk returns about the user.\n\nSet " +
			"exactly one of " + keyNames("`%s`") + ". If no user has this value, the data source reports an error, unless " +
			"`allow_missing` is true. If several users have it, the data source always reports an error that names them. " +
			"Several users can hold an email address or a phone number until one of them has verified it. A warning names a " +
			"user that has not verified the value: it can be the address of another person. Data sources that " +
			"are read at the same time share a request. Terraform reads as many at the same time as `-parallelism` allows, " +
			"by default 10.\n\n" +
			"Attributes for which Clerk has no value are null. In the resource `clerk_user`, a missing text is `\"\"`. Times " +
			"are in RFC 3339 format.",
		Attributes: attributes,
	}
}

// keyNames lists the keys, each in the format.
func keyNames(format string) string {
	names := make([]string, len(userKeys))
	for i, key := range userKeys {
		names[i] = fmt.Sprintf(format, key.name)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// configuredKey returns the one key that is configured. While other keys are unknown and can become null, a missing key
// is no error yet.
func configuredKey(config types.Object) (userKey, diag.Diagnostics) {
	var diags diag.Diagnostics
	var configured []userKey
	unknown := false
	for _, key := range userKeys {
		value := config.Attributes()[key.name]
		unknown = unknown || value.IsUnknown()
		if !value.IsNull() && !value.IsUnknown() {
			configured = append(configured, key)
		}
	}
	switch {
	case len(configured) > 1:
		diags.AddAttributeError(path.Root(configured[1].name), "Two attributes identify the user",
			fmt.Sprintf("%s and %s are both set. Set exactly one of %s.",
				configured[0].name, configured[1].name, keyNames("%s")))
		return userKey{}, diags
	case len(configured) == 1:
		return configured[0], nil
	case !unknown:
		diags.AddError(
			"No attribute identifies the user",
			fmt.Sprintf("Set exactly one of %s. An attribute that is null does not count.", keyNames("%s")),
		)
	}
	return userKey{}, diags
}
