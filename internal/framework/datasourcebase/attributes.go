package datasourcebase

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// RequiredID is an attribute that names the object to read, such as a "session", whose ids begin with the prefix.
func RequiredID(object, prefix, description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Required:            true,
		Validators:          []validator.String{validators.IDOf(object, prefix)},
	}
}

// RequiredUserID is an attribute that names the user whose objects to read.
func RequiredUserID(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Required:            true,
		Validators:          []validator.String{validators.UserID()},
	}
}

// OptionalUserID is an attribute that narrows a list to one user. An email address there, say, would be the empty list
// of a user whom Clerk does not know.
func OptionalUserID(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Optional:            true,
		Validators:          []validator.String{validators.UserID()},
	}
}

// OptionalID is an attribute that narrows a list to one object, such as a "client", whose ids begin with the prefix.
func OptionalID(object, prefix, description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Optional:            true,
		Validators:          []validator.String{validators.IDOf(object, prefix)},
	}
}

// AllowMissing is the attribute allow_missing of a data source that reads one
// object.
func AllowMissing(object string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: "Whether it is no error that there is no such " + object + ": `exists` is then `false`, and everything else that Clerk would tell is null. Defaults to `false`.",
		Optional:            true,
	}
}

// Exists is the attribute exists of a data source with AllowMissing.
func Exists(object string) schema.BoolAttribute {
	return BoolAttribute("Whether there is such a " + object + ". It can be `false` only with `allow_missing`.")
}

// TotalCount is the attribute total_count of a data source that reads a list.
func TotalCount(list string) schema.Int64Attribute {
	return NumberAttribute("How many " + list + " there are.")
}

// TextAttribute is a text that Clerk tells.
func TextAttribute(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Computed: true}
}

// TimeAttribute is an instant that Clerk tells.
func TimeAttribute(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Computed:            true,
		CustomType:          customtypes.TimestampType{},
	}
}

// JSONAttribute is an object of any shape that Clerk tells.
func JSONAttribute(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Computed:            true,
		CustomType:          customtypes.JSONObjectType{},
	}
}

// PrivateJSONAttribute is such an object that only backends may see.
func PrivateJSONAttribute(description string) schema.StringAttribute {
	attribute := JSONAttribute(description)
	attribute.Sensitive = true
	return attribute
}

// BoolAttribute is a flag that Clerk tells.
func BoolAttribute(description string) schema.BoolAttribute {
	return schema.BoolAttribute{MarkdownDescription: description, Computed: true}
}

// NumberAttribute is a whole number that Clerk tells.
func NumberAttribute(description string) schema.Int64Attribute {
	return schema.Int64Attribute{MarkdownDescription: description, Computed: true}
}

// TextsAttribute is a list of texts that Clerk tells.
func TextsAttribute(description string) schema.ListAttribute {
	return schema.ListAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType}
}

// ObjectAttribute is an object that Clerk tells.
func ObjectAttribute(description string, attributes map[string]schema.Attribute) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{MarkdownDescription: description, Computed: true, Attributes: attributes}
}

// ObjectsAttribute is a list of objects that Clerk tells.
func ObjectsAttribute(description string, attributes map[string]schema.Attribute) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		MarkdownDescription: description, Computed: true,
		NestedObject: schema.NestedAttributeObject{Attributes: attributes},
	}
}
