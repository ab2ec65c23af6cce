package users

import (
	"encoding/json"
	"maps"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// userShape is a user as data sources show it: everything that the API answers
// but the deprecated profile_image_url, and the memberships, which have a data
// source of their own.
var userShape = func() shape[clerk.User] {
	attributes := map[string]shown[clerk.User]{}
	for _, group := range []map[string]shown[clerk.User]{
		profileShown, primaryShown, identifiersShown, accountsShown, metadataShown, securityShown, accessShown, timesShown,
	} {
		maps.Copy(attributes, group)
	}
	return newShape(attributes)
}()

var profileShown = map[string]shown[clerk.User]{
	"id": shownText("The id of the user, such as `user_2abc…`.", func(u *clerk.User) string { return u.ID }),
	"external_id": shownText(
		"The id of the user in your own systems.",
		func(u *clerk.User) string { return deref(u.ExternalID) },
	),
	"username":   shownText("The username.", func(u *clerk.User) string { return deref(u.Username) }),
	"first_name": shownText("The first name.", func(u *clerk.User) string { return deref(u.FirstName) }),
	"last_name":  shownText("The last name.", func(u *clerk.User) string { return deref(u.LastName) }),
	"locale": shownText(
		"The language of the user, as a BCP 47 tag such as `en-US`.",
		func(u *clerk.User) string { return deref(u.Locale) },
	),
	"has_image": shownBool(
		"Whether the user has a profile image of their own.",
		func(u *clerk.User) bool { return u.HasImage },
	),
	"image_url": shownText(
		"The address of the user's profile image, or of the default one.",
		func(u *clerk.User) string { return u.ImageURL },
	),
}

var primaryShown = map[string]shown[clerk.User]{
	"primary_email_address": shownText(
		"The primary email address.",
		func(u *clerk.User) string { return primaryOf(emailAddresses, u) },
	),
	"primary_phone_number": shownText(
		"The primary phone number.",
		func(u *clerk.User) string { return primaryOf(phoneNumbers, u) },
	),
	"primary_web3_wallet": shownText(
		"The primary web3 wallet.",
		func(u *clerk.User) string { return primaryOf(web3Wallets, u) },
	),
	"primary_email_address_id": shownText("The id of the primary email address.", func(u *clerk.User) string {
		return deref(u.PrimaryEmailAddressID)
	}),
	"primary_phone_number_id": shownText("The id of the primary phone number.", func(u *clerk.User) string {
		return deref(u.PrimaryPhoneNumberID)
	}),
	"primary_web3_wallet_id": shownText("The id of the primary web3 wallet.", func(u *clerk.User) string {
		return deref(u.PrimaryWeb3WalletID)
	}),
}

// primaryOf returns the user's primary identifier of a kind, empty for none.
func primaryOf(kind identifierKind, user *clerk.User) string {
	held, _ := kind.ByID(user, kind.PrimaryID(user))
	return held.Value
}

var metadataShown = map[string]shown[clerk.User]{
	"public_metadata": shownJSON("Metadata that your frontend and backend can read.", false,
		func(u *clerk.User) json.RawMessage { return u.PublicMetadata }),
	"private_metadata": shownJSON(
		"Metadata that only your backend can read. It is hidden in plans, but it is in the state.",
		true,
		func(u *clerk.User) json.RawMessage { return u.PrivateMetadata },
	),
	"unsafe_metadata": shownJSON("Metadata that the user can change from your frontend.", false,
		func(u *clerk.User) json.RawMessage { return u.UnsafeMetadata }),
}

var securityShown = map[string]shown[clerk.User]{
	"password_enabled": shownBool(
		"Whether the user has a password.",
		func(u *clerk.User) bool { return u.PasswordEnabled },
	),
	"two_factor_enabled": shownBool(
		"Whether the user has a second factor.",
		func(u *clerk.User) bool { return u.TwoFactorEnabled },
	),
	"totp_enabled": shownBool(
		"Whether the user has TOTP as a second factor.",
		func(u *clerk.User) bool { return u.TOTPEnabled },
	),
	"backup_code_enabled": shownBool(
		"Whether the user has backup codes.",
		func(u *clerk.User) bool { return u.BackupCodeEnabled },
	),
	"bypass_client_trust": shownBool(
		"Whether the user is exempt from the check of new devices at sign-in.",
		func(u *clerk.User) bool {
			return u.BypassClientTrust
		},
	),
	"mfa_enabled_at": shownTime(
		"When the user last got a second factor. It stays when the last one is removed.",
		func(u *clerk.User) *clerk.UnixMilli {
			return u.MFAEnabledAt
		},
	),
	"mfa_disabled_at": shownTime(
		"When the user last lost the last second factor. It stays when a new one is added.",
		func(u *clerk.User) *clerk.UnixMilli {
			return u.MFADisabledAt
		},
	),
	"password_last_updated_at": shownTime("When the password was last changed.", func(u *clerk.User) *clerk.UnixMilli {
		return u.PasswordLastUpdatedAt
	}),
}

var accessShown = map[string]shown[clerk.User]{
	"banned": shownBool("Whether the user is banned.", func(u *clerk.User) bool { return u.Banned }),
	"locked": shownBool("Whether the user is locked at the moment.", func(u *clerk.User) bool { return u.Locked }),
	"deprovisioned": shownBool(
		"Whether a directory has deprovisioned the user, who then cannot sign in.",
		func(u *clerk.User) bool { return u.Deprovisioned },
	),
	"lockout_expires_in_seconds": shownNumber(
		"In how many seconds the lock ends. It is null for a user who is not locked, and for a lock that never ends.",
		func(u *clerk.User) *int64 { return u.LockoutExpiresInSeconds },
	),
	"verification_attempts_remaining": shownNumber(
		"How many more attempts to sign in can fail before the user is locked, null where the instance locks nobody.",
		func(u *clerk.User) *int64 { return u.VerificationAttemptsRemaining },
	),
	"delete_self_enabled": shownBool(
		"Whether the user can delete their own account.",
		func(u *clerk.User) bool { return u.DeleteSelfEnabled },
	),
	"create_organization_enabled": shownBool("Whether the user can create organizations.", func(u *clerk.User) bool {
		return u.CreateOrganizationEnabled
	}),
	"create_organizations_limit": shownNumber(
		"How many organizations the user can create; 0 is without limit. It is null while the limit of the instance applies.",
		func(u *clerk.User) *int64 { return u.CreateOrganizationsLimit },
	),
	"scim": shownObject(
		"The directory that provisions the user, null for a user of no directory, and where Clerk does not tell.",
		newShape(map[string]shown[clerk.SCIMUser]{
			"directory_id": shownText("The id of the directory.", func(s *clerk.SCIMUser) string { return s.DirectoryID }),
			"directory_enabled": shownBool(
				"Whether the directory is enabled.",
				func(s *clerk.SCIMUser) bool { return s.DirectoryEnabled },
			),
			"external_id": shownText(
				"The id of the user in the directory.",
				func(s *clerk.SCIMUser) string { return deref(s.ExternalID) },
			),
		}),
		func(u *clerk.User) *clerk.SCIMUser { return u.SCIM },
	),
}

var timesShown = map[string]shown[clerk.User]{
	"created_at": shownTime(
		"When the user signed up.",
		func(u *clerk.User) *clerk.UnixMilli { return &u.CreatedAt },
	),
	"updated_at": shownTime(
		"When the user was last changed.",
		func(u *clerk.User) *clerk.UnixMilli { return &u.UpdatedAt },
	),
	"legal_accepted_at": shownTime(
		"When the user accepted the legal requirements.",
		func(u *clerk.User) *clerk.UnixMilli { return u.LegalAcceptedAt },
	),
	"last_sign_in_at": shownTime(
		"When the user last signed in, null for never.",
		func(u *clerk.User) *clerk.UnixMilli { return u.LastSignInAt },
	),
	"last_active_at": shownTime(
		"When the user was last active, to the day; null for never.",
		func(u *clerk.User) *clerk.UnixMilli { return u.LastActiveAt },
	),
}
