package users

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// optionsName is the attribute with the options of requests. They are one object, because Terraform visits and stores
// each attribute of each user, also a null one.
const optionsName = "request_options"

const (
	optionSkipPasswordChecks = "skip_password_checks"
	optionSkipLegalChecks    = "skip_legal_checks"
	optionSignOut            = "sign_out_of_other_sessions"
	optionNotify             = "notify_primary_email_address_changed"
	optionStatus             = "identification_status"
)

// requestOption is a parameter that changes how a request is carried out.
type requestOption struct {
	name, description string
	// create sets the parameter of the creation. Options of other requests have none.
	create func(*clerk.UserCreateParams) *clerk.Field[bool]
}

var requestOptions = []requestOption{
	{
		optionSkipPasswordChecks, "Whether passwords are set without the password policy of the instance, for migrations.",
		func(p *clerk.UserCreateParams) *clerk.Field[bool] { return &p.SkipPasswordChecks },
	},
	{
		"skip_password_requirement", "Whether the user may be created without a password although the instance requires one.",
		func(p *clerk.UserCreateParams) *clerk.Field[bool] { return &p.SkipPasswordRequirement },
	},
	{
		optionSkipLegalChecks,
		"Whether the user may be created, or `legal_accepted_at` changed, without the legal checks of the instance.",
		func(p *clerk.UserCreateParams) *clerk.Field[bool] { return &p.SkipLegalChecks },
	},
	{
		"skip_user_requirement",
		"Whether the user can be created without some identifiers that the instance requires. It still needs one.",
		func(p *clerk.UserCreateParams) *clerk.Field[bool] { return &p.SkipUserRequirement },
	},
	{
		optionSignOut,
		"Whether the sessions of the user end when `password_wo` is sent again or the password is removed. Clerk does not " +
			"end sessions when it receives a digest: with `true`, a plan that sends `password_digest_wo` to an existing user " +
			"fails.", nil,
	},
	{
		optionNotify,
		"Whether Clerk sends an email to the previous primary email address when another one becomes primary.", nil,
	},
}

// requestOptionsSchema is the attribute request_options. It is write-only, because an option is not a property of the
// user: changing only options is no change to plan.
func requestOptionsSchema() schema.Attribute {
	attributes := map[string]schema.Attribute{
		optionStatus: schema.StringAttribute{
			MarkdownDescription: "The status that new email addresses and phone numbers are created with: `verified` (the " +
				"default) or `reserved`. A reserved identifier is not verified, but the user can sign in with it, and no other " +
				"user can take it. The provider creates reserved identifiers only together with a new user: a plan that adds " +
				"one to an existing user fails.",
			Optional:  true,
			WriteOnly: true,
		},
	}
	for _, option := range requestOptions {
		attributes[option.name] = schema.BoolAttribute{
			MarkdownDescription: option.description, Optional: true, WriteOnly: true,
		}
	}
	return schema.SingleNestedAttribute{
		MarkdownDescription: "Options of the requests that create and change the user. They are not in the state, and " +
			"changing only options makes no request.",
		Optional:   true,
		WriteOnly:  true,
		Attributes: attributes,
	}
}

// optionsPath is the path of errors about options. For a path inside of the object, the CLIs show the first line of the
// resource.
var optionsPath = path.Root(optionsName)

// validateOptions checks the status. A validator of the attribute would use the path inside of the object.
func validateOptions(config *userModel) (diags diag.Diagnostics) {
	status, _ := config.RequestOptions.Attributes()[optionStatus].(types.String)
	if isKnown(status) && status.ValueString() != statusVerified && status.ValueString() != statusReserved {
		diags.AddAttributeError(optionsPath, "Not an allowed value", fmt.Sprintf(
			"identification_status is %q. Set %q or %q.", status.ValueString(), statusVerified, statusReserved))
	}
	return diags
}

// noOptions is the value of request_options in a plan and in a state.
var noOptions = func() types.Object {
	of := map[string]attr.Type{}
	for name, attribute := range requestOptionsSchema().(schema.SingleNestedAttribute).Attributes {
		of[name] = attribute.GetType()
	}
	return types.ObjectNull(of)
}()

// option returns an option of a configuration. It is unknown if all options are.
func (m *userModel) option(name string) types.Bool {
	if m.RequestOptions.IsUnknown() {
		return types.BoolUnknown()
	}
	value, _ := m.RequestOptions.Attributes()[name].(types.Bool)
	return value
}

// reserves reports whether the configuration creates reserved identifiers.
func (m *userModel) reserves() bool {
	value, _ := m.RequestOptions.Attributes()[optionStatus].(types.String)
	return value.ValueString() == statusReserved
}

// optionPaths are the attributes of the parameters that are options.
func optionPaths() map[string]path.Path {
	paths := map[string]path.Path{
		"email_address_identification_status": optionsPath,
		"phone_number_identification_status":  optionsPath,
	}
	for _, option := range requestOptions {
		paths[option.name] = optionsPath
	}
	return paths
}

// addOptions adds the options of a creation.
func addOptions(params *clerk.UserCreateParams, config *userModel) {
	for _, option := range requestOptions {
		if option.create != nil {
			*option.create(params) = optionParam(config.option(option.name))
		}
	}
}
