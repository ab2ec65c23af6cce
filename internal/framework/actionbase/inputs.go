package actionbase

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// The inputs that name users.
const (
	userID  = "user_id"
	userIDs = "user_ids"
)

// ID is the input with the id of an object. The id begins with one of the
// prefixes; without prefixes, every id is accepted.
func ID(description, object string, prefixes ...string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Required:            true,
		Validators:          []validator.String{validators.IDOf(object, prefixes...)},
	}
}

// UserID is the input user_id.
func UserID() schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "The id of the user, such as `user_2abc…`.",
		Required:            true,
		Validators:          []validator.String{validators.UserID()},
	}
}

// UserIDs are the inputs user_id and user_ids. A configuration sets one of them.
func UserIDs() map[string]schema.Attribute {
	one := UserID()
	one.Required, one.Optional = false, true
	one.MarkdownDescription += " Set this or `user_ids`."
	return map[string]schema.Attribute{
		userID: one,
		userIDs: schema.ListAttribute{
			MarkdownDescription: "The ids of many users. Requests have batches of 50 ids. " +
				"An id that is listed twice counts once. An empty list makes no request.",
			ElementType: types.StringType,
			Optional:    true,
			Validators: []validator.List{
				listvalidator.ValueStringsAre(validators.UserID()),
				validators.NoNullElements(),
			},
		},
	}
}

// OneOfUserIDs checks that either user_id or user_ids is set.
func OneOfUserIDs() []action.ConfigValidator {
	return []action.ConfigValidator{validators.ExactlyOne(userID, userIDs)}
}

// Option is an optional input that is on or off.
func Option(description string) schema.BoolAttribute {
	return schema.BoolAttribute{MarkdownDescription: description, Optional: true}
}

// inputs are the values of a configuration without unknown values.
type inputs map[string]tftypes.Value

func readInputs(config tfsdk.Config) (inputs, error) {
	var values map[string]tftypes.Value
	err := config.Raw.As(&values)
	return values, err
}

// Text returns a string, "" for null.
func (i inputs) Text(name string) string {
	var text *string
	_ = i[name].As(&text)
	if text == nil {
		return ""
	}
	return *text
}

// Option returns whether an option is on. Null is off.
func (i inputs) Option(name string) bool {
	var on *bool
	_ = i[name].As(&on)
	return on != nil && *on
}

// Texts returns the strings of a list, each once.
func (i inputs) Texts(name string) []string {
	var elements []tftypes.Value
	_ = i[name].As(&elements)
	var texts []string
	seen := map[string]bool{}
	for _, element := range elements {
		var text string
		if element.As(&text) == nil && !seen[text] {
			texts, seen[text] = append(texts, text), true
		}
	}
	return texts
}
