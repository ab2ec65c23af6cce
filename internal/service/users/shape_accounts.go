package users

import (
	"encoding/json"
	"maps"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

var accountsShown = map[string]shown[clerk.User]{
	"external_accounts": shownList(
		"The accounts at OAuth providers that the user has connected, the oldest first.",
		externalAccountShape,
		func(u *clerk.User) []clerk.ExternalAccount {
			return inOrder(
				u.ExternalAccounts,
				func(x clerk.ExternalAccount) (clerk.UnixMilli, string) { return x.CreatedAt, x.ID },
			)
		},
	),
	"saml_accounts": shownList(
		"The accounts at SAML connections, in the order of their ids.",
		samlAccountShape,
		func(u *clerk.User) []clerk.EnterpriseAccount {
			return inOrder(u.SAMLAccounts, func(x clerk.EnterpriseAccount) (clerk.UnixMilli, string) { return 0, x.ID })
		},
	),
	"enterprise_accounts": shownList(
		"The accounts at enterprise connections of any protocol, in the order of their ids.",
		enterpriseAccountShape,
		func(u *clerk.User) []clerk.EnterpriseAccount {
			return inOrder(u.EnterpriseAccounts, func(x clerk.EnterpriseAccount) (clerk.UnixMilli, string) { return 0, x.ID })
		},
	),
}

var externalAccountShape = newShape(map[string]shown[clerk.ExternalAccount]{
	"id": shownText(
		"The id. It is that of the identification for accounts at Google and Facebook.",
		func(x *clerk.ExternalAccount) string { return x.ID },
	),
	"external_account_id": shownText(
		"The id `eac_…` of an account whose `id` is that of the identification, null for others.",
		func(x *clerk.ExternalAccount) string {
			return x.ExternalAccountID
		},
	),
	"identification_id": shownText(
		"The id of the identification.",
		func(x *clerk.ExternalAccount) string { return x.IdentificationID },
	),
	"provider": shownText(
		"The provider, such as `oauth_google`.",
		func(x *clerk.ExternalAccount) string { return x.Provider },
	),
	"provider_user_id": shownText(
		"The id of the user at the provider.",
		func(x *clerk.ExternalAccount) string { return x.ProviderUserID },
	),
	"approved_scopes": shownText(
		"The scopes that the user has approved, separated by spaces.",
		func(x *clerk.ExternalAccount) string { return x.ApprovedScopes },
	),
	"email_address": shownText(
		"The email address at the provider.",
		func(x *clerk.ExternalAccount) string { return x.EmailAddress },
	),
	"email_address_verified": shownOptionalBool(
		"Whether the provider had verified the address when the account was connected, null where that is not known.",
		func(x *clerk.ExternalAccount) *bool { return x.EmailAddressVerified },
	),
	"first_name": shownText(
		"The first name at the provider.",
		func(x *clerk.ExternalAccount) string { return x.FirstName },
	),
	"last_name": shownText(
		"The last name at the provider.",
		func(x *clerk.ExternalAccount) string { return x.LastName },
	),
	"username": shownText(
		"The username at the provider.",
		func(x *clerk.ExternalAccount) string { return deref(x.Username) },
	),
	"phone_number": shownText(
		"The phone number at the provider.",
		func(x *clerk.ExternalAccount) string { return deref(x.PhoneNumber) },
	),
	"image_url": shownText(
		"The address of the image at the provider.",
		func(x *clerk.ExternalAccount) string { return deref(x.ImageURL) },
	),
	"label": shownText(
		"A label that tells accounts at one provider apart.",
		func(x *clerk.ExternalAccount) string { return deref(x.Label) },
	),
	"public_metadata": shownJSON(
		"What the provider told beyond that.",
		false,
		func(x *clerk.ExternalAccount) json.RawMessage {
			return x.PublicMetadata
		},
	),
	"verification": verificationShown(
		"account",
		func(x *clerk.ExternalAccount) *clerk.Verification { return x.Verification },
	),
	"created_at": shownTime(
		"When the account was connected.",
		func(x *clerk.ExternalAccount) *clerk.UnixMilli { return &x.CreatedAt },
	),
	"updated_at": shownTime(
		"When the account was last changed.",
		func(x *clerk.ExternalAccount) *clerk.UnixMilli { return &x.UpdatedAt },
	),
})

var samlAccountShape = newShape(enterpriseAccountWith(map[string]shown[clerk.EnterpriseAccount]{
	"saml_connection": shownObject("The connection, null when it is gone.", newShape(enterpriseConnectionWith(nil)),
		func(x *clerk.EnterpriseAccount) *clerk.EnterpriseConnection { return x.SAMLConnection }),
}))

var enterpriseAccountShape = newShape(enterpriseAccountWith(map[string]shown[clerk.EnterpriseAccount]{
	"protocol": shownText(
		"The protocol by which the user signs in: `oauth` or `saml`.",
		func(x *clerk.EnterpriseAccount) string { return x.Protocol },
	),
	"enterprise_connection_id": shownText("The id of the connection.", func(x *clerk.EnterpriseAccount) string {
		return deref(x.EnterpriseConnectionID)
	}),
	"enterprise_connection": shownObject(
		"The connection, null when it is gone.",
		newShape(enterpriseConnectionWith(map[string]shown[clerk.EnterpriseConnection]{
			"protocol": shownText(
				"The protocol: `oauth` or `saml`.",
				func(c *clerk.EnterpriseConnection) string { return c.Protocol },
			),
			"logo_public_url": shownText(
				"The address of the provider's logo.",
				func(c *clerk.EnterpriseConnection) string { return deref(c.LogoPublicURL) },
			),
		})),
		func(x *clerk.EnterpriseAccount) *clerk.EnterpriseConnection { return x.EnterpriseConnection },
	),
}))

// enterpriseAccountWith adds what both kinds of account have.
func enterpriseAccountWith(own map[string]shown[clerk.EnterpriseAccount]) map[string]shown[clerk.EnterpriseAccount] {
	shared := map[string]shown[clerk.EnterpriseAccount]{
		"id": shownText("The id.", func(x *clerk.EnterpriseAccount) string { return x.ID }),
		"provider": shownText(
			"The provider, such as `saml_okta`.",
			func(x *clerk.EnterpriseAccount) string { return x.Provider },
		),
		"active": shownBool(
			"Whether the user can sign in with the account.",
			func(x *clerk.EnterpriseAccount) bool { return x.Active },
		),
		"email_address": shownText(
			"The email address at the provider.",
			func(x *clerk.EnterpriseAccount) string { return x.EmailAddress },
		),
		"first_name": shownText(
			"The first name at the provider.",
			func(x *clerk.EnterpriseAccount) string { return deref(x.FirstName) },
		),
		"last_name": shownText(
			"The last name at the provider.",
			func(x *clerk.EnterpriseAccount) string { return deref(x.LastName) },
		),
		"provider_user_id": shownText(
			"The id of the user at the provider.",
			func(x *clerk.EnterpriseAccount) string { return deref(x.ProviderUserID) },
		),
		"public_metadata": shownJSON(
			"What the provider told beyond that.",
			false,
			func(x *clerk.EnterpriseAccount) json.RawMessage {
				return x.PublicMetadata
			},
		),
		"last_authenticated_at": shownTime(
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
	own map[string]shown[clerk.EnterpriseConnection],
) map[string]shown[clerk.EnterpriseConnection] {
	shared := map[string]shown[clerk.EnterpriseConnection]{
		"id":   shownText("The id.", func(c *clerk.EnterpriseConnection) string { return c.ID }),
		"name": shownText("The name.", func(c *clerk.EnterpriseConnection) string { return c.Name }),
		"provider": shownText(
			"The provider, such as `saml_okta`.",
			func(c *clerk.EnterpriseConnection) string { return c.Provider },
		),
		"domains": shownTexts(
			"The domains whose addresses sign in through the connection.",
			func(c *clerk.EnterpriseConnection) []string { return c.Domains },
		),
		"active": shownBool(
			"Whether the connection is active.",
			func(c *clerk.EnterpriseConnection) bool { return c.Active },
		),
		"sync_user_attributes": shownBool(
			"Whether the provider's attributes replace those of the user at every sign-in.",
			func(c *clerk.EnterpriseConnection) bool {
				return c.SyncUserAttributes
			},
		),
		"allow_subdomains": shownBool(
			"Whether subdomains of the domains count as well.",
			func(c *clerk.EnterpriseConnection) bool { return c.AllowSubdomains },
		),
		"allow_idp_initiated": shownBool(
			"Whether a sign-in can begin at the provider.",
			func(c *clerk.EnterpriseConnection) bool { return c.AllowIDPInitiated },
		),
		"disable_additional_identifications": shownBool(
			"Whether users of the connection can have no further identifiers.",
			func(c *clerk.EnterpriseConnection) bool {
				return c.DisableAdditionalIdentifications
			},
		),
		"created_at": shownTime(
			"When the connection was made.",
			func(c *clerk.EnterpriseConnection) *clerk.UnixMilli { return &c.CreatedAt },
		),
		"updated_at": shownTime(
			"When the connection was last changed.",
			func(c *clerk.EnterpriseConnection) *clerk.UnixMilli { return &c.UpdatedAt },
		),
	}
	maps.Copy(shared, own)
	return shared
}
