package resourcebase

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/planmodifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// Fixed is an attribute that the API sets and that does not change, such as the id.
func Fixed(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Computed: true,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// FixedTime is such an attribute with a time.
func FixedTime(description string) schema.StringAttribute {
	attribute := Fixed(description)
	attribute.CustomType = customtypes.TimestampType{}
	return attribute
}

// Text is a required attribute.
func Text(description string, checks ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Required: true, Validators: checks}
}

// OptionalText is an attribute that is managed only if it is configured.
func OptionalText(description string, checks ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Optional: true, Computed: true, Validators: checks,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// OptionalNumber is such an attribute with a whole number.
func OptionalNumber(description string, checks ...validator.Int64) schema.Int64Attribute {
	return schema.Int64Attribute{
		CustomType: customtypes.IntegerType{}, MarkdownDescription: description, Optional: true, Computed: true,
		Validators: checks, PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
	}
}

// OptionalBool is such an attribute with a truth value.
func OptionalBool(description string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: description, Optional: true, Computed: true,
		PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
	}
}

// OptionalTexts is such an attribute with a set of texts.
func OptionalTexts(description string, each ...validator.String) schema.SetAttribute {
	return schema.SetAttribute{
		MarkdownDescription: description, Optional: true, Computed: true, ElementType: types.StringType,
		Validators:    []validator.Set{validators.NoNullIdentifiers(), setvalidator.ValueStringsAre(each...)},
		PlanModifiers: []planmodifier.Set{setplanmodifier.UseStateForUnknown()},
	}
}

// Switch is an attribute of Terraform that is off by default, such as deletion_protection.
func Switch(description string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: description, Optional: true, Computed: true, Default: booldefault.StaticBool(false),
	}
}

// Metadata is an attribute with a JSON object that is managed only if it is configured.
func Metadata(description string) schema.StringAttribute {
	attribute := OptionalText(description+" Set it with `jsonencode`. `jsonencode({})` clears it.",
		validators.MetadataSize())
	attribute.CustomType = customtypes.JSONObjectType{}
	attribute.PlanModifiers = append(attribute.PlanModifiers, planmodifiers.KeepEquivalent())
	return attribute
}

// SensitiveMetadata is such an attribute that the CLI hides in plans.
func SensitiveMetadata(description string) schema.StringAttribute {
	attribute := Metadata(description + " It is in the state.")
	attribute.Sensitive = true
	return attribute
}
