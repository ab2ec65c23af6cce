package users

import (
	"encoding/json"
	"maps"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

// userShape is a user as data sources show it: all data that the API returns, except the deprecated profile_image_url
// and the memberships, which have their own data source.
var userShape = func() datasourcebase.Shape[clerk.User] {
	attributes := datasourcebase.Attributes[clerk.User]{}
	for _, group := range []datasourcebase.Attributes[clerk.User]{
		profileShown, primaryShown, identifiersShown, accountsShown, metadataShown, securityShown, accessShown, timesShown,
	} {
		maps.Copy(attributes, group)
	}
	return datasourcebase.NewShape(attributes)
}()

var profileShown = datasourcebase.Attributes[clerk.User]{
	"id": datasourcebase.String("The id of the user, such as `user_2abc…`.", func(u *clerk.User) string { return u.ID }),
	"external_id": datasourcebase.String(
		"The id of the user in your own systems.",
		func(u *clerk.User) string { return deref(u.ExternalID) },
	),
	"username":   datasourcebase.String("The username.", func(u *clerk.User) string { return deref(u.Username) }),
	"first_name": datasourcebase.String("The first name.", func(u *clerk.User) string { return deref(u.FirstName) }),
	"last_name":  datasourcebase.String("The last name.", func(u *clerk.User) string { return deref(u.LastName) }),
	"locale": datasourcebase.String(
		"The language of the user, as a BCP 47 tag such as `en-US`.",
		func(u *clerk.User) string { return deref(u.Locale) },
	),
	"has_image": datasourcebase.Bool(
		"Whether the user has a profile image other than the default one.",
		func(u *clerk.User) bool { return u.HasImage },
	),
	"image_url": datasourcebase.String(
		"The address of the user's profile image, or of the default one.",
		func(u *clerk.User) string { return u.ImageURL },
	),
}

var primaryShown = datasourcebase.Attributes[clerk.User]{
	"primary_email_address": datasourcebase.String(
		"The primary email address.",
		func(u *clerk.User) string { return primaryOf(emailAddresses, u) },
	),
	"primary_phone_number": datasourcebase.String(
		"The primary phone number.",
		func(u *clerk.User) string { return primaryOf(phoneNumbers, u) },
	),
	"primary_web3_wallet": datasourcebase.String(
		"The primary web3 wallet.",
		func(u *clerk.User) string { return primaryOf(web3Wallets, u) },
	),
	"primary_email_address_id": datasourcebase.String("The id of the primary email address.", func(u *clerk.User) string {
		return deref(u.PrimaryEmailAddressID)
	}),
	"primary_phone_number_id": datasourcebase.String("The id of the primary phone number.", func(u *clerk.User) string {
		return deref(u.PrimaryPhoneNumberID)
	}),
	"primary_web3_wallet_id": datasourcebase.String("The id of the primary web3 wallet.", func(u *clerk.User) string {
		return deref(u.PrimaryWeb3WalletID)
	}),
}

// primaryOf returns the user's primary identifier of a kind, empty for none.
func primaryOf(kind identifierSet, user *clerk.User) string {
	held, _ := kind.ByID(user, kind.PrimaryID(user))
	return held.Value
}

var metadataShown = datasourcebase.Attributes[clerk.User]{
	"public_metadata": datasourcebase.JSON("Metadata that your frontend and backend can read.",
		func(u *clerk.User) json.RawMessage { return u.PublicMetadata }),
	"private_metadata": datasourcebase.SensitiveJSON(
		"Metadata that only your backend can read. It is hidden in plans, but it is in the state.",
		func(u *clerk.User) json.RawMessage { return u.PrivateMetadata },
	),
	"unsafe_metadata": datasourcebase.JSON("Metadata that the user can change from your frontend.",
		func(u *clerk.User) json.RawMessage { return u.UnsafeMetadata }),
}

var securityShown = datasourcebase.Attributes[clerk.User]{
	"password_enabled": datasourcebase.Bool(
		"Whether the user has a password.",
		func(u *clerk.User) bool { return u.PasswordEnabled },
	),
	"two_factor_enabled": datasourcebase.Bool(
		"Whether the user has a second factor.",
		func(u *clerk.User) bool { return u.TwoFactorEnabled },
	),
	"totp_enabled": datasourcebase.Bool(
		"Whether the user has TOTP as a second factor.",
		func(u *clerk.User) bool { return u.TOTPEnabled },
	),
	"backup_code_enabled": datasourcebase.Bool(
		"Whether the user has backup codes.",
		func(u *clerk.User) bool { return u.BackupCodeEnabled },
	),
	"bypass_client_trust": datasourcebase.Bool(
		"Whether the user is exempt from the check of new devices at sign-in.",
		func(u *clerk.User) bool {
			return u.BypassClientTrust
		},
	),
	"mfa_enabled_at": datasourcebase.OptionalTime(
		"When a second factor was last added. The value does not change when the last one is removed.",
		func(u *clerk.User) *clerk.UnixMilli {
			return u.MFAEnabledAt
		},
	),
	"mfa_disabled_at": datasourcebase.OptionalTime(
		"When the last second factor was removed. The value does not change when a new one is added.",
		func(u *clerk.User) *clerk.UnixMilli {
			return u.MFADisabledAt
		},
	),
	"password_last_updated_at": datasourcebase.OptionalTime(
		"When the password was last changed.",
		func(u *clerk.User) *clerk.UnixMilli {
			return u.PasswordLastUpdatedAt
		},
	),
}

var accessShown = datasourcebase.Attributes[clerk.User]{
	"banned": datasourcebase.Bool("Whether the user is banned.", func(u *clerk.User) bool { return u.Banned }),
	"locked": datasourcebase.Bool(
		"Whether the user is locked at the moment.",
		func(u *clerk.User) bool { return u.Locked },
	),
	"deprovisioned": datasourcebase.Bool(
		"Whether a directory has deprovisioned the user. A deprovisioned user cannot sign in.",
		func(u *clerk.User) bool { return u.Deprovisioned },
	),
	"lockout_expires_in_seconds": datasourcebase.OptionalInt64(
		"In how many seconds the lock ends. It is null for a user that is not locked, and for a lock that never ends.",
		func(u *clerk.User) *int64 { return u.LockoutExpiresInSeconds },
	),
	"verification_attempts_remaining": datasourcebase.OptionalInt64(
		"How many more attempts to sign in can fail before the user is locked, null if the instance locks no users.",
		func(u *clerk.User) *int64 { return u.VerificationAttemptsRemaining },
	),
	"delete_self_enabled": datasourcebase.Bool(
		"Whether the user can delete the account.",
		func(u *clerk.User) bool { return u.DeleteSelfEnabled },
	),
	"create_organization_enabled": datasourcebase.Bool(
		"Whether the user can create organizations.",
		func(u *clerk.User) bool {
			return u.CreateOrganizationEnabled
		},
	),
	"create_organizations_limit": datasourcebase.OptionalInt64(
		"How many organizations the user can create; 0 means no limit. It is null while the limit of the instance applies.",
		func(u *clerk.User) *int64 { return u.CreateOrganizationsLimit },
	),
	"scim": datasourcebase.Object(
		"The directory that provisions the user. It is null if there is none, or if Clerk does not return it.",
		datasourcebase.NewShape(datasourcebase.Attributes[clerk.SCIMUser]{
			"directory_id": datasourcebase.String(
				"The id of the directory.",
				func(s *clerk.SCIMUser) string { return s.DirectoryID },
			),
			"directory_enabled": datasourcebase.Bool(
				"Whether the directory is enabled.",
				func(s *clerk.SCIMUser) bool { return s.DirectoryEnabled },
			),
			"external_id": datasourcebase.String(
				"The id of the user in the directory.",
				func(s *clerk.SCIMUser) string { return deref(s.ExternalID) },
			),
		}),
		func(u *clerk.User) *clerk.SCIMUser { return u.SCIM },
	),
}

var timesShown = datasourcebase.Attributes[clerk.User]{
	"created_at": datasourcebase.OptionalTime(
		"When the user signed up.",
		func(u *clerk.User) *clerk.UnixMilli { return &u.CreatedAt },
	),
	"updated_at": datasourcebase.OptionalTime(
		"When the user was last changed.",
		func(u *clerk.User) *clerk.UnixMilli { return &u.UpdatedAt },
	),
	"legal_accepted_at": datasourcebase.OptionalTime(
		"When the user accepted the legal requirements.",
		func(u *clerk.User) *clerk.UnixMilli { return u.LegalAcceptedAt },
	),
	"last_sign_in_at": datasourcebase.OptionalTime(
		"When the user last signed in, null if never.",
		func(u *clerk.User) *clerk.UnixMilli { return u.LastSignInAt },
	),
	"last_active_at": datasourcebase.OptionalTime(
		"When the user was last active, to the day; null if never.",
		func(u *clerk.User) *clerk.UnixMilli { return u.LastActiveAt },
	),
}
