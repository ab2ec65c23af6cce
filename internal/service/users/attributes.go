package users

import (
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// plainAttributes are all plain attributes of clerk_user.
var plainAttributes = slices.Concat(
	profileAttributes, accessAttributes, settingAttributes, computedAttributes,
)

var profileAttributes = []plainAttribute{
	managedText(textValues, "external_id",
		managedString("The id of the user in your own systems, unique in the instance. An empty string clears it."),
		func(m *userModel) *types.String { return &m.ExternalID },
		func(u *clerk.User) *string { return u.ExternalID },
		func(p *clerk.UserCreateParams) *clerk.Field[string] { return &p.ExternalID },
		func(p *clerk.UserUpdateParams) *clerk.Field[string] { return &p.ExternalID },
	),
	managedText(usernameValues, "username",
		equivalentString(
			"The username, unique in the instance; upper and lower case are the same. By default, it has 4 to 64 Latin "+
				"letters, digits and other characters, but none of `^$!.#+~` and no space or backtick. The plan warns of other "+
				"usernames, which the settings of an instance can allow. An empty string removes it, which Clerk permits if the "+
				"user has another identifier.",
			customtypes.IdentifierType{},
		),
		func(m *userModel) *customtypes.Identifier { return &m.Username },
		func(u *clerk.User) *string { return u.Username },
		func(p *clerk.UserCreateParams) *clerk.Field[string] { return &p.Username },
		func(p *clerk.UserUpdateParams) *clerk.Field[string] { return &p.Username },
	),
	managedText(textValues, "first_name",
		managedString("The first name. An empty string clears it."),
		func(m *userModel) *types.String { return &m.FirstName },
		func(u *clerk.User) *string { return u.FirstName },
		func(p *clerk.UserCreateParams) *clerk.Field[string] { return &p.FirstName },
		func(p *clerk.UserUpdateParams) *clerk.Field[string] { return &p.FirstName },
	),
	managedText(textValues, "last_name",
		managedString("The last name. An empty string clears it."),
		func(m *userModel) *types.String { return &m.LastName },
		func(u *clerk.User) *string { return u.LastName },
		func(p *clerk.UserCreateParams) *clerk.Field[string] { return &p.LastName },
		func(p *clerk.UserUpdateParams) *clerk.Field[string] { return &p.LastName },
	),
	managedText(textValues, "locale",
		managedString(
			"The language of the user, as a BCP 47 tag such as `en-US`. An empty string clears it.",
		),
		func(m *userModel) *types.String { return &m.Locale },
		func(u *clerk.User) *string { return u.Locale },
		func(p *clerk.UserCreateParams) *clerk.Field[string] { return &p.Locale },
		func(p *clerk.UserUpdateParams) *clerk.Field[string] { return &p.Locale },
	),
	timeValues.managed("legal_accepted_at",
		equivalentString(
			"When the user accepted the legal requirements, as an RFC 3339 time in whole milliseconds. Times are compared as "+
				"instants, so another offset is not a change. An empty string clears it.",
			customtypes.TimestampType{},
		),
		func(m *userModel) *customtypes.Timestamp { return &m.LegalAcceptedAt },
		func(u *clerk.User) *clerk.UnixMilli { return u.LegalAcceptedAt },
		func(p *clerk.UserCreateParams) *clerk.Field[time.Time] { return &p.LegalAcceptedAt },
		func(p *clerk.UserUpdateParams) *clerk.Field[time.Time] { return &p.LegalAcceptedAt },
	),
	timeValues.managed("created_at",
		equivalentString(
			"When the user signed up, as an RFC 3339 time in whole milliseconds. Set it to the original time for a user from "+
				"another system. Times are compared as instants, so another offset is not a change. It cannot be cleared.",
			customtypes.TimestampType{},
		),
		func(m *userModel) *customtypes.Timestamp { return &m.CreatedAt },
		func(u *clerk.User) *clerk.UnixMilli { return &u.CreatedAt },
		func(p *clerk.UserCreateParams) *clerk.Field[time.Time] { return &p.CreatedAt },
		func(p *clerk.UserUpdateParams) *clerk.Field[time.Time] { return &p.CreatedAt },
	),
}

// Bans and locks of existing users have operations of their own.
var accessAttributes = []plainAttribute{
	boolValues.managed("banned",
		managedBool(
			"Whether the user is banned. A ban revokes all sessions, and Clerk refuses sign-in until an unban. Bans need a "+
				"paid Clerk subscription. Without one, Clerk refuses a ban with status 402.",
		),
		func(m *userModel) *types.Bool { return &m.Banned },
		func(u *clerk.User) bool { return u.Banned },
		func(p *clerk.UserCreateParams) *clerk.Field[bool] { return &p.Banned },
		nil,
	),
	boolValues.managed("locked",
		managedBool(
			"Whether the user is locked. Clerk refuses sign-in until an unlock or until the lock expires, by default after one "+
				"hour. If `true` is configured, the next apply locks the user again after the lock has expired. Locks need the "+
				"lockout setting of the instance. Without it, Clerk refuses a lock with status 403.",
		),
		func(m *userModel) *types.Bool { return &m.Locked },
		func(u *clerk.User) bool { return u.Locked },
		func(p *clerk.UserCreateParams) *clerk.Field[bool] { return &p.Locked },
		nil,
	),
	boolValues.managed("delete_self_enabled",
		managedBool("Whether the user can delete their own account."),
		func(m *userModel) *types.Bool { return &m.DeleteSelfEnabled },
		func(u *clerk.User) bool { return u.DeleteSelfEnabled },
		func(p *clerk.UserCreateParams) *clerk.Field[bool] { return &p.DeleteSelfEnabled },
		func(p *clerk.UserUpdateParams) *clerk.Field[bool] { return &p.DeleteSelfEnabled },
	),
	boolValues.managed("create_organization_enabled",
		managedBool("Whether the user can create organizations."),
		func(m *userModel) *types.Bool { return &m.CreateOrganizationEnabled },
		func(u *clerk.User) bool { return u.CreateOrganizationEnabled },
		func(p *clerk.UserCreateParams) *clerk.Field[bool] { return &p.CreateOrganizationEnabled },
		func(p *clerk.UserUpdateParams) *clerk.Field[bool] { return &p.CreateOrganizationEnabled },
	),
	numberValues.managed("create_organizations_limit",
		managedNumber(
			"How many organizations the user can create; 0 means no limit. It is null while the limit of the instance applies. "+
				"After it was set, it cannot become null again.",
			validators.AtLeast(0),
		),
		func(m *userModel) *types.Int64 { return &m.CreateOrganizationsLimit },
		func(u *clerk.User) *int64 { return u.CreateOrganizationsLimit },
		func(p *clerk.UserCreateParams) *clerk.Field[int64] { return &p.CreateOrganizationsLimit },
		func(p *clerk.UserUpdateParams) *clerk.Field[int64] { return &p.CreateOrganizationsLimit },
	),
	boolValues.managed("bypass_client_trust",
		managedBool("Whether the user is exempt from the check of new devices at sign-in."),
		func(m *userModel) *types.Bool { return &m.BypassClientTrust },
		func(u *clerk.User) bool { return u.BypassClientTrust },
		func(p *clerk.UserCreateParams) *clerk.Field[bool] { return &p.BypassClientTrust },
		func(p *clerk.UserUpdateParams) *clerk.Field[bool] { return &p.BypassClientTrust },
	),
}

var settingAttributes = []plainAttribute{
	newAttribute("adopt_existing",
		schema.BoolAttribute{
			MarkdownDescription: "Whether to adopt an existing user that has the configured identifiers, instead of an error. " +
				"The plan shows the user. The plan fails if the identifiers belong to several users, if another `clerk_user` " +
				"manages the user, or if the user has another username or another external id. It also fails if email addresses " +
				"are configured and the user has none of them, and the same for phone numbers and wallets. It has no effect " +
				"on a user in the state.",
			Optional: true,
		},
		func(m *userModel) *types.Bool { return &m.AdoptExisting },
	),
	newAttribute("adopt_unverified",
		schema.BoolAttribute{
			MarkdownDescription: "Whether `adopt_existing` also adopts a user that has not verified the matching email " +
				"address or phone number. A user can sign up with an address that is not theirs: check the user first.",
			Optional: true,
		},
		func(m *userModel) *types.Bool { return &m.AdoptUnverified },
	),
	setting("adopted",
		computedBool(
			"Whether the user existed before this resource, which adopted it because of `adopt_existing`. The plan shows it, "+
				"so that an apply never adopts a user that its plan did not show.",
		),
		func(m *userModel) *types.Bool { return &m.Adopted }, types.BoolValue(false),
	),
	newUserSetting("deletion_policy",
		schema.StringAttribute{
			MarkdownDescription: "What destroying the resource does to the user: `delete`, the default of a new user, deletes " +
				"it; `ban` and `lock` keep it; `retain` does not change it. A ban ends all sessions and lasts until an unban. A " +
				"lock ends no session, and Clerk removes it after the lockout duration of the instance, by default one hour: use " +
				"`ban` for a user that has left. A ban needs a paid Clerk subscription and a lock needs the lockout setting " +
				"of the instance: without them, the destroy fails and the user stays. The value of the last apply is used, and " +
				"removing the attribute keeps it. An imported user has no policy and cannot be destroyed before an apply " +
				"has set one.",
			Optional:      true,
			Computed:      true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			Validators: []validator.String{
				validators.OneOf(deletionPolicyDelete, deletionPolicyBan, deletionPolicyLock, deletionPolicyRetain),
			},
		},
		func(m *userModel) *types.String { return &m.DeletionPolicy }, types.StringValue(deletionPolicyDelete),
	),
	setting("deletion_protection",
		managedBool(
			"Whether plans that would destroy or replace the user fail; `false` for a new user. The replacement of a tainted "+
				"user fails during apply. Removing the attribute keeps its value: to destroy the user, set it to `false` and "+
				"apply that first.",
		),
		func(m *userModel) *types.Bool { return &m.DeletionProtection }, types.BoolValue(false),
	),
}

var computedAttributes = []plainAttribute{
	textValues.computed("id", computedString("The id of the user, such as `user_2abc…`."),
		func(m *userModel) *types.String { return &m.ID }, func(u *clerk.User) *string { return &u.ID }),
	boolValues.computed("password_enabled", computedBool("Whether the user has a password."),
		func(m *userModel) *types.Bool { return &m.PasswordEnabled }, func(u *clerk.User) bool { return u.PasswordEnabled }),
	boolValues.computed("two_factor_enabled", computedBool("Whether the user has a second factor."),
		func(m *userModel) *types.Bool { return &m.TwoFactorEnabled },
		func(u *clerk.User) bool { return u.TwoFactorEnabled }),
	boolValues.computed("totp_enabled", computedBool("Whether the user has TOTP as a second factor."),
		func(m *userModel) *types.Bool { return &m.TOTPEnabled }, func(u *clerk.User) bool { return u.TOTPEnabled }),
	boolValues.computed("backup_code_enabled", computedBool("Whether the user has backup codes."),
		func(m *userModel) *types.Bool { return &m.BackupCodeEnabled },
		func(u *clerk.User) bool { return u.BackupCodeEnabled }),
}
