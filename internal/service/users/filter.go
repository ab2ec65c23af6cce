package users

import (
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// filterModel has the filters of GET /users, as everything that lists users
// offers them.
type filterModel struct {
	UserIDs                types.List `tfsdk:"user_ids"`
	EmailAddresses         types.List `tfsdk:"email_addresses"`
	PhoneNumbers           types.List `tfsdk:"phone_numbers"`
	Usernames              types.List `tfsdk:"usernames"`
	ExternalIDs            types.List `tfsdk:"external_ids"`
	Web3Wallets            types.List `tfsdk:"web3_wallets"`
	OrganizationIDs        types.List `tfsdk:"organization_ids"`
	ProviderUserIDs        types.List `tfsdk:"provider_user_ids"`
	ExcludeUserIDs         types.List `tfsdk:"exclude_user_ids"`
	ExcludeExternalIDs     types.List `tfsdk:"exclude_external_ids"`
	ExcludeOrganizationIDs types.List `tfsdk:"exclude_organization_ids"`

	OAuthProvider     types.String `tfsdk:"oauth_provider"`
	Query             types.String `tfsdk:"query"`
	EmailAddressQuery types.String `tfsdk:"email_address_query"`
	PhoneNumberQuery  types.String `tfsdk:"phone_number_query"`
	UsernameQuery     types.String `tfsdk:"username_query"`
	NameQuery         types.String `tfsdk:"name_query"`

	Banned types.Bool `tfsdk:"banned"`

	CreatedAtBefore    customtypes.Timestamp `tfsdk:"created_at_before"`
	CreatedAtAfter     customtypes.Timestamp `tfsdk:"created_at_after"`
	LastActiveAtBefore customtypes.Timestamp `tfsdk:"last_active_at_before"`
	LastActiveAtAfter  customtypes.Timestamp `tfsdk:"last_active_at_after"`
	LastActiveAtSince  customtypes.Timestamp `tfsdk:"last_active_at_since"`
	LastSignInAtBefore customtypes.Timestamp `tfsdk:"last_sign_in_at_before"`
	LastSignInAtAfter  customtypes.Timestamp `tfsdk:"last_sign_in_at_after"`
}

// valueFilter is a filter of whole values.
type valueFilter struct {
	name, param string
	description string
	// excludes is true for a filter that omits users. An empty list of another filter matches no user.
	excludes bool
	checks   []validator.String
	stated   func(*filterModel) *types.List
	sent     func(*clerk.UserQuery) *[]string
}

var valueFilters = []valueFilter{
	{
		name:        "user_ids",
		param:       "user_id",
		description: "Only users with one of these ids.",
		checks:      []validator.String{validators.UserID()},
		stated:      func(m *filterModel) *types.List { return &m.UserIDs },
		sent:        func(q *clerk.UserQuery) *[]string { return &q.UserIDs },
	},
	{
		name:        "email_addresses",
		param:       "email_address",
		description: "Only users with one of these email addresses; upper and lower case are the same.",
		checks:      []validator.String{validators.EmailAddress()},
		stated:      func(m *filterModel) *types.List { return &m.EmailAddresses },
		sent:        func(q *clerk.UserQuery) *[]string { return &q.EmailAddresses },
	},
	{
		name:        "phone_numbers",
		param:       "phone_number",
		description: "Only users with one of these phone numbers, in E.164 form such as `+12025550123`.",
		checks:      []validator.String{validators.PhoneNumber()},
		stated:      func(m *filterModel) *types.List { return &m.PhoneNumbers },
		sent:        func(q *clerk.UserQuery) *[]string { return &q.PhoneNumbers },
	},
	{
		name:        "usernames",
		param:       "username",
		description: "Only users with one of these usernames; upper and lower case are the same.",
		checks:      []validator.String{validators.NotEmpty(), validators.NotPadded()},
		stated:      func(m *filterModel) *types.List { return &m.Usernames },
		sent:        func(q *clerk.UserQuery) *[]string { return &q.Usernames },
	},
	{
		name:        "external_ids",
		param:       "external_id",
		description: "Only users with one of these ids in your own systems.",
		checks:      []validator.String{validators.NotEmpty()},
		stated:      func(m *filterModel) *types.List { return &m.ExternalIDs },
		sent:        func(q *clerk.UserQuery) *[]string { return &q.ExternalIDs },
	},
	{
		name:  "web3_wallets",
		param: "web3_wallet",
		description: "Only users with one of these web3 wallets. The case of an address that begins with `0x` has no " +
			"meaning.",
		checks: []validator.String{validators.Web3Wallet()},
		stated: func(m *filterModel) *types.List { return &m.Web3Wallets },
		sent:   func(q *clerk.UserQuery) *[]string { return &q.Web3Wallets },
	},
	{
		name:        "organization_ids",
		param:       "organization_id",
		description: "Only members of one of these organizations.",
		checks:      []validator.String{validators.IDOf("organization", "org_")},
		stated:      func(m *filterModel) *types.List { return &m.OrganizationIDs },
		sent:        func(q *clerk.UserQuery) *[]string { return &q.OrganizationIDs },
	},
	{
		name:        "provider_user_ids",
		param:       "provider_user_id",
		description: "Only users with an account at `oauth_provider` that has one of these ids there.",
		checks:      []validator.String{validators.NotEmpty()},
		stated:      func(m *filterModel) *types.List { return &m.ProviderUserIDs },
		sent:        func(q *clerk.UserQuery) *[]string { return &q.ProviderUserIDs },
	},
	{
		name:        "exclude_user_ids",
		excludes:    true,
		description: "No users with one of these ids.",
		checks:      []validator.String{validators.UserID()},
		stated:      func(m *filterModel) *types.List { return &m.ExcludeUserIDs },
		sent:        func(q *clerk.UserQuery) *[]string { return &q.ExcludeUserIDs },
	},
	{
		name:        "exclude_external_ids",
		excludes:    true,
		description: "No users with one of these ids in your own systems.",
		checks:      []validator.String{validators.NotEmpty()},
		stated:      func(m *filterModel) *types.List { return &m.ExcludeExternalIDs },
		sent:        func(q *clerk.UserQuery) *[]string { return &q.ExcludeExternalIDs },
	},
	{
		name:        "exclude_organization_ids",
		excludes:    true,
		description: "No members of one of these organizations: at most 100, or 99 beside `organization_ids`.",
		checks:      []validator.String{validators.IDOf("organization", "org_")},
		stated:      func(m *filterModel) *types.List { return &m.ExcludeOrganizationIDs },
		sent:        func(q *clerk.UserQuery) *[]string { return &q.ExcludeOrganizationIDs },
	},
}

// textFilter is a filter by one text. Its parameter has the attribute's name
// unless param says otherwise.
type textFilter struct {
	name, param string
	description string
	check       validator.String // nil: any text that is not empty
	stated      func(*filterModel) *types.String
	sent        func(*clerk.UserQuery) *string
}

var textFilters = []textFilter{
	{
		name:  "oauth_provider",
		param: "provider",
		description: "The OAuth provider of `provider_user_ids`, such as `oauth_google`; `oauth_` can be omitted. Each of " +
			"the two requires the other.",
		check:  validators.OAuthProvider(),
		stated: func(m *filterModel) *types.String { return &m.OAuthProvider },
		sent:   func(q *clerk.UserQuery) *string { return &q.Provider },
	},
	{
		name: "query",
		description: "Only users with this text in an email address, a phone number, the username, a web3 wallet, the id " +
			"or a name.",
		stated: func(m *filterModel) *types.String { return &m.Query },
		sent:   func(q *clerk.UserQuery) *string { return &q.Query },
	},
	{
		name: "email_address_query", description: "Only users with this text in an email address, in upper or lower case.",
		stated: func(m *filterModel) *types.String { return &m.EmailAddressQuery },
		sent:   func(q *clerk.UserQuery) *string { return &q.EmailAddressQuery },
	},
	{
		name: "phone_number_query", description: "Only users with this text in a phone number.",
		stated: func(m *filterModel) *types.String { return &m.PhoneNumberQuery },
		sent:   func(q *clerk.UserQuery) *string { return &q.PhoneNumberQuery },
	},
	{
		name: "username_query", description: "Only users with this text in the username, in upper or lower case.",
		stated: func(m *filterModel) *types.String { return &m.UsernameQuery },
		sent:   func(q *clerk.UserQuery) *string { return &q.UsernameQuery },
	},
	{
		name: "name_query", description: "Only users with this text in their names, in upper or lower case.",
		stated: func(m *filterModel) *types.String { return &m.NameQuery },
		sent:   func(q *clerk.UserQuery) *string { return &q.NameQuery },
	},
}

// timeFilter is a filter by a time, which is not within what it chooses.
type timeFilter struct {
	name, description, deprecation string
	stated                         func(*filterModel) *customtypes.Timestamp
	sent                           func(*clerk.UserQuery) **clerk.UnixMilli
}

var timeFilters = []timeFilter{
	{
		name: "created_at_before", description: "Only users that signed up before this time.",
		stated: func(m *filterModel) *customtypes.Timestamp { return &m.CreatedAtBefore },
		sent:   func(q *clerk.UserQuery) **clerk.UnixMilli { return &q.CreatedAtBefore },
	},
	{
		name: "created_at_after", description: "Only users that signed up after this time.",
		stated: func(m *filterModel) *customtypes.Timestamp { return &m.CreatedAtAfter },
		sent:   func(q *clerk.UserQuery) **clerk.UnixMilli { return &q.CreatedAtAfter },
	},
	{
		name: "last_active_at_before", description: "Only users that were last active before this time.",
		stated: func(m *filterModel) *customtypes.Timestamp { return &m.LastActiveAtBefore },
		sent:   func(q *clerk.UserQuery) **clerk.UnixMilli { return &q.LastActiveAtBefore },
	},
	{
		name: "last_active_at_after", description: "Only users that were last active after this time.",
		stated: func(m *filterModel) *customtypes.Timestamp { return &m.LastActiveAtAfter },
		sent:   func(q *clerk.UserQuery) **clerk.UnixMilli { return &q.LastActiveAtAfter },
	},
	{
		name: "last_active_at_since", description: "Only users that were active on the day of this time or later.",
		deprecation: "Clerk has deprecated this filter: use last_active_at_after.",
		stated:      func(m *filterModel) *customtypes.Timestamp { return &m.LastActiveAtSince },
		sent:        func(q *clerk.UserQuery) **clerk.UnixMilli { return &q.LastActiveAtSince },
	},
	{
		name: "last_sign_in_at_before", description: "Only users that last signed in before this time.",
		stated: func(m *filterModel) *customtypes.Timestamp { return &m.LastSignInAtBefore },
		sent:   func(q *clerk.UserQuery) **clerk.UnixMilli { return &q.LastSignInAtBefore },
	},
	{
		name: "last_sign_in_at_after", description: "Only users that last signed in after this time.",
		stated: func(m *filterModel) *customtypes.Timestamp { return &m.LastSignInAtAfter },
		sent:   func(q *clerk.UserQuery) **clerk.UnixMilli { return &q.LastSignInAtAfter },
	},
}
