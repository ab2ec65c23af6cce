package identifiers

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/planmodifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// Attributes returns the attributes of a kind: those that both kinds have, the
// value itself, and the kind's own.
func (k Kind) Attributes(
	valueDescription string,
	own map[string]schema.Attribute,
) map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{
		"user_id": schema.StringAttribute{
			MarkdownDescription: "The id of the user with the " + k.Noun + ". " +
				"When it changes, the " + k.Noun + " is removed from the old user and added to the new one.",
			Required:   true,
			Validators: []validator.String{validators.UserID()},
		},
		k.Param: schema.StringAttribute{
			MarkdownDescription: valueDescription + " Changing it adds the new one, makes it primary if the old one was, and " +
				"then removes the old one.",
			CustomType:    customtypes.IdentifierType{},
			Required:      true,
			PlanModifiers: []planmodifier.String{planmodifiers.KeepEquivalent()},
		},
		"verified": Managed(
			"Whether the " + k.Noun + " is verified. A new one is added as verified only when this is `true` in the " +
				"configuration. " +
				"A verification cannot be taken back: `false` for a verified one fails during plan.",
		),
		"primary": Managed(
			"Whether this is the primary " + k.Noun + " of the user. With `true` for a new one, also set `verified = true`. " +
				"The first one of a user becomes primary without this attribute, even if it is not verified. " +
				"When this is omitted, another one can become primary. `false` for the primary fails during plan: make another " +
				"one primary instead.",
		),
		"id":                  computed("The id of the " + k.Noun + ", such as `idn_2abc…`. It changes with the value."),
		"verification_status": computed("The status of the verification, such as `verified`. Empty when there was none."),
		"verification_strategy": computed(
			"How it was verified: `admin` through this API, others by the user. Empty when it was not.",
		),
		"reserved": schema.BoolAttribute{
			MarkdownDescription: "Whether it is reserved: no other user can add it, and the user can sign in with it, " +
				"although it is not verified.",
			Computed:      true,
			PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
		},
		"linked_to": schema.ListNestedAttribute{
			MarkdownDescription: "The accounts that the " + k.Noun + " came from, such as an OAuth account. While there are " +
				"any, Clerk refuses to remove it.",
			Computed:      true,
			PlanModifiers: []planmodifier.List{listplanmodifier.UseStateForUnknown()},
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"type": schema.StringAttribute{MarkdownDescription: "The kind of account, such as `oauth_google`.", Computed: true},
				"id":   schema.StringAttribute{MarkdownDescription: "The id of the account.", Computed: true},
			}},
		},
	}
	maps.Copy(attributes, own)
	return attributes
}

// identitySchema identifies an identifier by its id.
func (k Kind) identitySchema() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"id": identityschema.StringAttribute{
			RequiredForImport: true,
			Description:       "The id of the " + k.Noun + ", such as `idn_2abc…`.",
		},
	}}
}

// Managed is a bool that is managed when it is configured, and unchanged otherwise.
func Managed(description string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: description, Optional: true, Computed: true,
		PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
	}
}

func computed(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Computed: true,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}
