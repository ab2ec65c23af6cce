package users

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

const bannedDescription = "Only users that are banned (`true`) or that are not banned (`false`)."

// query returns the query of the model. A configured list that is empty matches no user.
func (m *filterModel) query() clerk.UserQuery {
	var query clerk.UserQuery
	for _, filter := range valueFilters {
		if stated := filter.stated(m); !stated.IsNull() {
			*filter.sent(&query) = append([]string{}, stringsOf(*stated)...)
		}
	}
	for _, filter := range textFilters {
		*filter.sent(&query) = filter.stated(m).ValueString()
	}
	query.Provider = oauthProviderID(query.Provider)
	for _, filter := range timeFilters {
		if instant, ok := filter.stated(m).Time(); ok {
			milliseconds := clerk.UnixMilli(instant.UnixMilli())
			*filter.sent(&query) = &milliseconds
		}
	}
	query.Banned = m.Banned.ValueBoolPointer()
	return query
}

// validate checks the combination of filters.
func (m *filterModel) validate() (diags diag.Diagnostics) {
	switch {
	case isKnown(m.OAuthProvider) && m.ProviderUserIDs.IsNull():
		diags.AddAttributeError(
			path.Root("oauth_provider"),
			"The ids at the provider are missing",
			"oauth_provider is the provider of provider_user_ids, so Clerk accepts it only together with them. Set "+
				"provider_user_ids as well, or omit oauth_provider.",
		)
	case m.OAuthProvider.IsNull() && isKnown(m.ProviderUserIDs):
		diags.AddAttributeError(
			path.Root("provider_user_ids"),
			"The provider is missing",
			"provider_user_ids are ids at an OAuth provider, so Clerk accepts them only together with it. Set "+
				"oauth_provider as well, such as \"oauth_google\".",
		)
	}
	most, besides := maxExcludedOrganizations, ""
	if isKnown(m.OrganizationIDs) {
		most, besides = most-1, " beside organization_ids"
	}
	if excluded := len(m.ExcludeOrganizationIDs.Elements()); isKnown(m.ExcludeOrganizationIDs) && excluded > most {
		diags.AddAttributeError(
			path.Root("exclude_organization_ids"),
			"Too many organizations to exclude",
			fmt.Sprintf(
				"exclude_organization_ids has %d values, and Clerk accepts at most %d in a request%s. The provider can split a "+
					"long list of values to include into several requests, but not a list of values to exclude.",
				excluded,
				most,
				besides,
			),
		)
	}
	return diags
}

// maxExcludedOrganizations is how many values Clerk accepts for one filter.
const maxExcludedOrganizations = 100

func isKnown(value attr.Value) bool { return !value.IsNull() && !value.IsUnknown() }

// filterAttributes returns the attribute that sets each parameter of GET /users.
func filterAttributes() map[string]path.Path {
	attributes := map[string]path.Path{"banned": path.Root("banned")}
	for _, filter := range valueFilters {
		if filter.param != "" {
			attributes[filter.param] = path.Root(filter.name)
		}
	}
	for _, filter := range textFilters {
		attributes[cmp.Or(filter.param, filter.name)] = path.Root(filter.name)
	}
	for _, filter := range timeFilters {
		attributes[filter.name] = path.Root(filter.name)
	}
	return attributes
}

// filterSchemas are the filters as attributes of a data source.
func filterSchemas() map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{
		"banned": schema.BoolAttribute{MarkdownDescription: bannedDescription, Optional: true},
	}
	for _, filter := range valueFilters {
		attributes[filter.name] = schema.ListAttribute{
			MarkdownDescription: filter.describe(), ElementType: types.StringType, Optional: true,
			Validators: filter.validators(),
		}
	}
	for _, filter := range textFilters {
		attributes[filter.name] = schema.StringAttribute{
			MarkdownDescription: filter.description, Optional: true,
			Validators: []validator.String{cmp.Or(filter.check, validators.NotEmpty())},
		}
	}
	for _, filter := range timeFilters {
		attributes[filter.name] = schema.StringAttribute{
			MarkdownDescription: filter.describe(),
			DeprecationMessage:  filter.deprecation,
			CustomType:          customtypes.TimestampType{},
			Optional:            true,
			Validators:          []validator.String{validators.NotEmpty()},
		}
	}
	return attributes
}

// describe adds the meaning of an empty list: Clerk would treat it as no filter.
func (f valueFilter) describe() string {
	if f.excludes {
		return f.description
	}
	return f.description + " An empty list matches no user."
}

func (f valueFilter) validators() []validator.List {
	return []validator.List{validators.NoNullElements(), listvalidator.ValueStringsAre(f.checks...)}
}

func (f timeFilter) describe() string { return f.description + " It is an RFC 3339 time." }

// filterFailure describes an error of a list or a count, on the filter at fault.
func filterFailure(task string, err error) diag.Diagnostics {
	return diagnostics.Failure{Task: task, Attributes: filterAttributes()}.Diagnostics(err)
}

// orderBySchema is the attribute for the order of the users.
func orderBySchema() schema.Attribute {
	return schema.StringAttribute{
		MarkdownDescription: "The attribute to order the users by: one of " + quotedList(
			clerk.UserOrders(),
		) + ", with `-` before it for the descending order. Defaults to `-created_at`: the newest first. Clerk spells " +
			"`web3wallet` without an underscore here.",
		Optional: true,
		Validators: []validator.String{validators.Matching(userOrder,
			"an order of users: set one of "+strings.Join(clerk.UserOrders(), ", ")+", with an optional + or - before it")},
	}
}

var userOrder = regexp.MustCompile(`^[+-]?(` + strings.Join(clerk.UserOrders(), "|") + `)$`)
