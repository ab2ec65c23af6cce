package users

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
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

func managedString(description string, checks ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Optional: true, Computed: true,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		Validators:    checks,
	}
}

func managedBool(description string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: description, Optional: true, Computed: true,
		PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
	}
}

func identifierSetSchema(kind identifierSet, description string, check validator.String) schema.SetAttribute {
	return schema.SetAttribute{
		MarkdownDescription: description,
		ElementType:         kind.elementType,
		Optional:            true, Computed: true,
		PlanModifiers: []planmodifier.Set{setplanmodifier.UseStateForUnknown(), planmodifiers.KeepEquivalent()},
		Validators: []validator.Set{
			validators.NoNullIdentifiers(),
			setvalidator.ValueStringsAre(check),
			validators.DistinctIdentifiers(),
		},
	}
}

func primaryIdentifier(kind identifierSet, of basetypes.StringTypable) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "The primary " + kind.Noun + ", one of `" + kind.set + "`. It must be stated when that set is stated with more than one.",
		CustomType:          of,
		Optional:            true,
		Computed:            true,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown(), planmodifiers.KeepEquivalent()},
	}
}

func metadata(description string, sensitive bool) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + " It is one JSON object of at most 8 KB, made with `jsonencode`. When this is stated, keys that are not in it are removed; `jsonencode({})` removes all.",
		CustomType:          customtypes.JSONObjectType{},
		Optional:            true,
		Computed:            true,
		Sensitive:           sensitive,
		Validators:          []validator.String{validators.MetadataSize()},
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown(), planmodifiers.KeepEquivalent()},
	}
}

func version(description string) schema.Int64Attribute {
	return schema.Int64Attribute{
		CustomType:          customtypes.IntegerType{},
		MarkdownDescription: description + " Removing it from the configuration keeps it in the state, so that setting the same number again sends nothing.",
		Optional:            true,
		Computed:            true,
		PlanModifiers:       []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
	}
}

func requestOption(description string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: description + " Changing it alone sends nothing.",
		Optional:            true,
	}
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
