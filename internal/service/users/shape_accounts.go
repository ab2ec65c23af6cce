package users

import (
	"encoding/json"
	"maps"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

var accountsShown = datasourcebase.Attributes[clerk.User]{
	"external_accounts": datasourcebase.Objects(
		"The accounts at OAuth providers that the user has connected, the oldest first.",
		externalAccountShape,
		func(u *clerk.User) []clerk.ExternalAccount {
			return inOrder(
				u.ExternalAccounts,
				func(x clerk.ExternalAccount) (clerk.UnixMilli, string) { return x.CreatedAt, x.ID },
			)
		},
	),
	"saml_accounts": datasourcebase.Objects(
		"The accounts at SAML connections, in the order of their ids.",
		samlAccountShape,
		func(u *clerk.User) []clerk.EnterpriseAccount {
			return inOrder(u.SAMLAccounts, func(x clerk.EnterpriseAccount) (clerk.UnixMilli, string) { return 0, x.ID })
		},
	),
	"enterprise_accounts": datasourcebase.Objects(
		"The accounts at enterprise connections of any protocol, in the order of their ids.",
		enterpriseAccountShape,
		func(u *clerk.User) []clerk.EnterpriseAccount {
			return inOrder(u.EnterpriseAccounts, func(x clerk.EnterpriseAccount) (clerk.UnixMilli, string) { return 0, x.ID })
		},
	),
}

var externalAccountShape = datasourcebase.NewShape(datasourcebase.Attributes[clerk.ExternalAccount]{
	"id": datasourcebase.String(
		"The id. For accounts at Google and Facebook, it is the id of the identification.",
		func(x *clerk.ExternalAccount) string { return x.ID },
	),
	"external_account_id": datasourcebase.String(
		"The id `eac_…` of an account if `id` is the id of the identification, null for other accounts.",
		func(x *clerk.ExternalAccount) string {
			return x.ExternalAccountID
		},
	),
	"identification_id": datasourcebase.String(
		"The id of the identification.",
		func(x *clerk.ExternalAccount) string { return x.IdentificationID },
	),
	"provider": datasourcebase.String(
		"The provider, such as `oauth_google`.",
		func(x *clerk.ExternalAccount) string { return x.Provider },
	),
	"provider_user_id": datasourcebase.String(
		"The id of the user at the provider.",
		func(x *clerk.ExternalAccount) string { return x.ProviderUserID },
	),
	"approved_scopes": datasourcebase.String(
		"The scopes that the user has approved, separated by spaces.",
		func(x *clerk.ExternalAccount) string { return x.ApprovedScopes },
	),
	"email_address": datasourcebase.String(
		"The email address at the provider.",
		func(x *clerk.ExternalAccount) string { return x.EmailAddress },
	),
	"email_address_verified": datasourcebase.OptionalBool(
		"Whether the provider had verified the address when the account was connected, null if that is not known.",
		func(x *clerk.ExternalAccount) *bool { return x.EmailAddressVerified },
	),
	"first_name": datasourcebase.String(
		"The first name at the provider.",
		func(x *clerk.ExternalAccount) string { return x.FirstName },
	),
	"last_name": datasourcebase.String(
		"The last name at the provider.",
		func(x *clerk.ExternalAccount) string { return x.LastName },
	),
	"username": datasourcebase.String(
		"The username at the provider.",
		func(x *clerk.ExternalAccount) string { return deref(x.Username) },
	),
	"phone_number": datasourcebase.String(
		"The phone number at the provider.",
		func(x *clerk.ExternalAccount) string { return deref(x.PhoneNumber) },
	),
	"image_url": datasourcebase.String(
		"The address of the image at the provider.",
		func(x *clerk.ExternalAccount) string { return deref(x.ImageURL) },
	),
	"label": datasourcebase.String(
		"A label that distinguishes accounts at one provider.",
		func(x *clerk.ExternalAccount) string { return deref(x.Label) },
	),
	"public_metadata": datasourcebase.JSON(
		"Further data that the provider returned.",
		func(x *clerk.ExternalAccount) json.RawMessage {
			return x.PublicMetadata
		},
	),
	"verification": verificationShown(
		"account",
		func(x *clerk.ExternalAccount) *clerk.Verification { return x.Verification },
	),
	"created_at": datasourcebase.OptionalTime(
		"When the account was connected.",
		func(x *clerk.ExternalAccount) *clerk.UnixMilli { return &x.CreatedAt },
	),
	"updated_at": datasourcebase.OptionalTime(
		"When the account was last changed.",
		func(x *clerk.ExternalAccount) *clerk.UnixMilli { return &x.UpdatedAt },
	),
})

var samlAccountShape = datasourcebase.NewShape(enterpriseAccountWith(datasourcebase.Attributes[clerk.EnterpriseAccount]{
	"saml_connection": datasourcebase.Object(
		"The connection, null if it was deleted.",
		datasourcebase.NewShape(enterpriseConnectionWith(nil)),
		func(x *clerk.EnterpriseAccount) *clerk.EnterpriseConnection { return x.SAMLConnection },
	),
}))

var enterpriseAccountShape = datasourcebase.NewShape(
	enterpriseAccountWith(datasourcebase.Attributes[clerk.EnterpriseAccount]{
		"protocol": datasourcebase.String(
			"The protocol by which the user signs in: `oauth` or `saml`.",
			func(x *clerk.EnterpriseAccount) string { return x.Protocol },
		),
		"enterprise_connection_id": datasourcebase.String(
			"The id of the connection.",
			func(x *clerk.EnterpriseAccount) string {
				return deref(x.EnterpriseConnectionID)
			},
		),
		"enterprise_connection": datasourcebase.Object(
			"The connection, null if it was deleted.",
			datasourcebase.NewShape(enterpriseConnectionWith(datasourcebase.Attributes[clerk.EnterpriseConnection]{
				"protocol": datasourcebase.String(
					"The protocol: `oauth` or `saml`.",
					func(c *clerk.EnterpriseConnection) string { return c.Protocol },
				),
				"logo_public_url": datasourcebase.String(
					"The address of the provider's logo.",
					func(c *clerk.EnterpriseConnection) string { return deref(c.LogoPublicURL) },
				),
			})),
			func(x *clerk.EnterpriseAccount) *clerk.EnterpriseConnection { return x.EnterpriseConnection },
		),
	}),
)

// enterpriseAccountWith adds what both kinds of account have.
func enterpriseAccountWith(
	own datasourcebase.Attributes[clerk.EnterpriseAccount],
) datasourcebase.Attributes[clerk.EnterpriseAccount] {
	shared := datasourcebase.Attributes[clerk.EnterpriseAccount]{
		"id": datasourcebase.String("The id.", func(x *clerk.EnterpriseAccount) string { return x.ID }),
		"provider": datasourcebase.String(
			"The provider, such as `saml_okta`.",
			func(x *clerk.EnterpriseAccount) string { return x.Provider },
		),
		"active": datasourcebase.Bool(
			"Whether the user can sign in with the account.",
			func(x *clerk.EnterpriseAccount) bool { return x.Active },
		),
		"email_address": datasourcebase.String(
			"The email address at the provider.",
			func(x *clerk.EnterpriseAccount) string { return x.EmailAddress },
		),
		"first_name": datasourcebase.String(
			"The first name at the provider.",
			func(x *clerk.EnterpriseAccount) string { return deref(x.FirstName) },
		),
		"last_name": datasourcebase.String(
			"The last name at the provider.",
			func(x *clerk.EnterpriseAccount) string { return deref(x.LastName) },
		),
		"provider_user_id": datasourcebase.String(
			"The id of the user at the provider.",
			func(x *clerk.EnterpriseAccount) string { return deref(x.ProviderUserID) },
		),
		"public_metadata": datasourcebase.JSON(
			"Further data that the provider returned.",
			func(x *clerk.EnterpriseAccount) json.RawMessage {
				return x.PublicMetadata
			},
		),
		"last_authenticated_at": datasourcebase.OptionalTime(
			"When the user last signed in with the account.",
			func(x *clerk.EnterpriseAccount) *clerk.UnixMilli {
				return x.LastAuthenticatedAt
			},
		),
		"verification": verificationShown(
			"account",
			func(x *clerk.EnterpriseAccount) *clerk.Verification { return x.Verification },
		),
	}
	maps.Copy(shared, own)
	return shared
}

// enterpriseConnectionWith adds what both kinds of connection have.
func enterpriseConnectionWith(
	own datasourcebase.Attributes[clerk.EnterpriseConnection],
) datasourcebase.Attributes[clerk.EnterpriseConnection] {
	shared := datasourcebase.Attributes[clerk.EnterpriseConnection]{
		"id":   datasourcebase.String("The id.", func(c *clerk.EnterpriseConnection) string { return c.ID }),
		"name": datasourcebase.String("The name.", func(c *clerk.EnterpriseConnection) string { return c.Name }),
		"provider": datasourcebase.String(
			"The provider, such as `saml_okta`.",
			func(c *clerk.EnterpriseConnection) string { return c.Provider },
		),
		"domains": datasourcebase.Strings(
			"The domains of the connection: users with an address of these domains sign in through it.",
			func(c *clerk.EnterpriseConnection) []string { return c.Domains },
		),
		"active": datasourcebase.Bool(
			"Whether the connection is active.",
			func(c *clerk.EnterpriseConnection) bool { return c.Active },
		),
		"sync_user_attributes": datasourcebase.Bool(
			"Whether the provider's attributes replace those of the user at every sign-in.",
			func(c *clerk.EnterpriseConnection) bool {
				return c.SyncUserAttributes
			},
		),
		"allow_subdomains": datasourcebase.Bool(
			"Whether the subdomains of the domains belong to the connection as well.",
			func(c *clerk.EnterpriseConnection) bool { return c.AllowSubdomains },
		),
		"allow_idp_initiated": datasourcebase.Bool(
			"Whether a sign-in can start at the provider.",
			func(c *clerk.EnterpriseConnection) bool { return c.AllowIDPInitiated },
		),
		"disable_additional_identifications": datasourcebase.Bool(
			"Whether users of the connection can have no further identifiers.",
			func(c *clerk.EnterpriseConnection) bool {
				return c.DisableAdditionalIdentifications
			},
		),
		"created_at": datasourcebase.OptionalTime(
			"When the connection was created.",
			func(c *clerk.EnterpriseConnection) *clerk.UnixMilli { return &c.CreatedAt },
		),
		"updated_at": datasourcebase.OptionalTime(
			"When the connection was last changed.",
			func(c *clerk.EnterpriseConnection) *clerk.UnixMilli { return &c.UpdatedAt },
		),
	}
	maps.Copy(shared, own)
	return shared
}
