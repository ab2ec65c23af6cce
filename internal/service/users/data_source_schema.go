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
	// value is what the attribute holds when another one was stated.
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
		description: "An email address of the user; upper and lower case are the same. When the user was found otherwise, " +
			"it is the primary one.",
		value: func(u *clerk.User) string { return primaryOf(emailAddresses, u) },
	},
	{
		name:   "phone_number",
		noun:   "phone number",
		by:     clerk.UserPhoneNumber,
		of:     customtypes.IdentifierType{},
		checks: []validator.String{validators.PhoneNumber()},
		description: "A phone number of the user, in E.164 form such as `+12025550123`. When the user was found otherwise, " +
			"it is the primary one.",
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
			"meaning. When the user was found otherwise, it is the primary one.",
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
		MarkdownDescription: "Reads one " +
			"user of the instance: everything that Clerk tells of them.\n\nState exactly one of " + keyNames("`%s`") + ". That nobody has it is an error, unless `allow_missing` says otherwise; that more than one user has it is always an error, " +
			"which names them: as long as nobody has verified an email address or a phone number, several users can hold it. " +
			"Data sources that are read at about the same time share their requests, so that hundreds of them are a few requests.\n\n" +
			"What Clerk does not hold is null. Times are RFC 3339.",
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

// statedKey returns the one key that the configuration states. While others are
// unknown, which can turn out to be null, too few is no error yet.
func statedKey(config types.Object) (userKey, diag.Diagnostics) {
	var diags diag.Diagnostics
	var stated []userKey
	unknown := false
	for _, key := range userKeys {
		value := config.Attributes()[key.name]
		unknown = unknown || value.IsUnknown()
		if !value.IsNull() && !value.IsUnknown() {
			stated = append(stated, key)
		}
	}
	switch {
	case len(stated) > 1:
		diags.AddAttributeError(path.Root(stated[1].name), "Two ways to name the user",
			fmt.Sprintf("%s and %s are both stated. State exactly one of %s.", stated[0].name, stated[1].name, keyNames("%s")))
		return userKey{}, diags
	case len(stated) == 1:
		return stated[0], nil
	case !unknown:
		diags.AddError(
			"No user is named",
			fmt.Sprintf("State exactly one of %s; an attribute that is null does not count.", keyNames("%s")),
		)
	}
	return userKey{}, diags
}
