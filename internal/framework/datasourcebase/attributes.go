package datasourcebase

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// RequiredID is an attribute with the id of the object to read, such as a "session". The id begins with the prefix.
func RequiredID(object, prefix, description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Required:            true,
		Validators:          []validator.String{validators.IDOf(object, prefix)},
	}
}

// RequiredUserID is an attribute with the id of the user of a list.
func RequiredUserID(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Required:            true,
		Validators:          []validator.String{validators.UserID()},
	}
}

// OptionalUserID is an attribute that limits a list to one user. It refuses other values, such as an email address,
// because Clerk answers them with an empty list.
func OptionalUserID(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Optional:            true,
		Validators:          []validator.String{validators.UserID()},
	}
}

// OptionalID is an attribute that limits a list to one object, such as a "client". The id begins with the prefix.
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
		MarkdownDescription: "Whether the " + object + " may be missing. If it is, `exists` is `false` and all other computed " +
			"attributes are null. With `false`, the default, a missing " + object + " is an error.",
		Optional: true,
	}
}

// Exists is the attribute exists of a data source with AllowMissing.
func Exists(object string) schema.BoolAttribute {
	return BoolAttribute("Whether the " + object + " exists. It can be `false` only with `allow_missing`.")
}

// TotalCount is the attribute total_count of a data source that reads a list.
func TotalCount(list string) schema.Int64Attribute {
	return NumberAttribute("The number of " + list + ".")
}

// TextAttribute is the schema of a computed text.
func TextAttribute(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Computed: true}
}

// TimeAttribute is the schema of a computed time.
func TimeAttribute(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Computed:            true,
		CustomType:          customtypes.TimestampType{},
	}
}

// JSONAttribute is the schema of a computed JSON object.
func JSONAttribute(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Computed:            true,
		CustomType:          customtypes.JSONObjectType{},
	}
}

// BoolAttribute is the schema of a computed boolean.
func BoolAttribute(description string) schema.BoolAttribute {
	return schema.BoolAttribute{MarkdownDescription: description, Computed: true}
}

// NumberAttribute is the schema of a computed whole number.
func NumberAttribute(description string) schema.Int64Attribute {
	return schema.Int64Attribute{MarkdownDescription: description, Computed: true}
}

// TextsAttribute is the schema of a computed list of texts.
func TextsAttribute(description string) schema.ListAttribute {
	return schema.ListAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType}
}

// ObjectsAttribute is the schema of a computed list of objects.
func ObjectsAttribute(description string, attributes map[string]schema.Attribute) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		MarkdownDescription: description, Computed: true,
		NestedObject: schema.NestedAttributeObject{Attributes: attributes},
	}
}
