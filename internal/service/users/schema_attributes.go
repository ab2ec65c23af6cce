package users

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/planmodifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

func managedString(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Optional: true, Computed: true,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// equivalentString is a managed text of a type with several spellings of one value.
func equivalentString(description string, of basetypes.StringTypable) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, CustomType: of, Optional: true, Computed: true,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), planmodifiers.KeepEquivalent()},
	}
}

func managedNumber(description string, checks ...validator.Int64) schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: description, CustomType: customtypes.IntegerType{}, Optional: true, Computed: true,
		PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
		Validators:    checks,
	}
}

func managedBool(description string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: description, Optional: true, Computed: true,
		PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
	}
}

func identifierSetSchema(kind identifierSet, description string) schema.SetAttribute {
	return schema.SetAttribute{
		MarkdownDescription: description,
		ElementType:         kind.elementType,
		Optional:            true, Computed: true,
		PlanModifiers: []planmodifier.Set{setplanmodifier.UseStateForUnknown(), planmodifiers.KeepEquivalent()},
		Validators: []validator.Set{
			validators.NoNullIdentifiers(),
			validators.DistinctIdentifiers(),
		},
	}
}

func primaryIdentifier(kind identifierSet, of basetypes.StringTypable) schema.StringAttribute {
	return equivalentString(
		"The primary "+kind.Noun+", one of `"+kind.set+"`. It must be set if that set has more than one.", of)
}

func metadata(description string, sensitive bool) schema.StringAttribute {
	attribute := equivalentString(
		description+" It is one JSON object of at most 8 KB, made with `jsonencode`. If it is configured, keys that are not "+
			"in it are removed; `jsonencode({})` removes all.",
		customtypes.JSONObjectType{},
	)
	attribute.Sensitive = sensitive
	return attribute
}

func version(description string) schema.Int64Attribute {
	return managedNumber(description + " If you remove it from the configuration, the state keeps it, so that setting " +
		"the same number again makes no request.")
}

func computedString(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Computed: true,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

func computedBool(description string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: description, Computed: true,
		PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
	}
}
