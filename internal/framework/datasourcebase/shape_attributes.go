package datasourcebase

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// String is an attribute with a text, null when the text is empty.
func String[T any](description string, of func(*T) string) Attribute[T] {
	return Attribute[T]{
		TextAttribute(description),
		func(t *T) tftypes.Value { return StringOrNull(of(t)) },
	}
}

// OptionalString is an attribute with a text, null when there is none or it is empty.
func OptionalString[T any](description string, of func(*T) *string) Attribute[T] {
	return String(description, func(t *T) string {
		if text := of(t); text != nil {
			return *text
		}
		return ""
	})
}

// StringOrNull returns the text, or null when it is empty.
func StringOrNull(text string) tftypes.Value {
	if text == "" {
		return nullString
	}
	return tftypes.NewValue(tftypes.String, text)
}

var nullString = tftypes.NewValue(tftypes.String, nil)

// Strings is an attribute with a list of texts, in the order of the API.
func Strings[T any](description string, of func(*T) []string) Attribute[T] {
	list := tftypes.List{ElementType: tftypes.String}
	return Attribute[T]{
		TextsAttribute(description),
		func(t *T) tftypes.Value {
			texts := of(t)
			elements := make([]tftypes.Value, len(texts))
			for i, text := range texts {
				elements[i] = tftypes.NewValue(tftypes.String, text)
			}
			return tftypes.NewValue(list, elements)
		},
	}
}

// Bool is an attribute that is true or false.
func Bool[T any](description string, of func(*T) bool) Attribute[T] {
	return Attribute[T]{
		BoolAttribute(description),
		func(t *T) tftypes.Value { return tftypes.NewValue(tftypes.Bool, of(t)) },
	}
}

// OptionalBool is an attribute that is true, false or null.
func OptionalBool[T any](description string, of func(*T) *bool) Attribute[T] {
	return Attribute[T]{
		BoolAttribute(description),
		func(t *T) tftypes.Value { return tftypes.NewValue(tftypes.Bool, of(t)) },
	}
}

// Int64 is an attribute with a whole number.
func Int64[T any](description string, of func(*T) int64) Attribute[T] {
	return Attribute[T]{
		NumberAttribute(description),
		func(t *T) tftypes.Value { return tftypes.NewValue(tftypes.Number, of(t)) },
	}
}

// OptionalInt64 is an attribute with a whole number or null.
func OptionalInt64[T any](description string, of func(*T) *int64) Attribute[T] {
	return Attribute[T]{
		NumberAttribute(description),
		func(t *T) tftypes.Value { return tftypes.NewValue(tftypes.Number, of(t)) },
	}
}

// Time is an attribute with an instant, null for the zero instant.
func Time[T any](description string, of func(*T) clerk.UnixMilli) Attribute[T] {
	return Attribute[T]{
		TimeAttribute(description),
		func(t *T) tftypes.Value { return StringOrNull(TimeValue(of(t)).ValueString()) },
	}
}

// OptionalTime is an attribute with an instant or null.
func OptionalTime[T any](description string, of func(*T) *clerk.UnixMilli) Attribute[T] {
	return Attribute[T]{
		TimeAttribute(description),
		func(t *T) tftypes.Value { return StringOrNull(OptionalTimeValue(of(t)).ValueString()) },
	}
}

// JSON is an attribute with a JSON object, null when there is none.
func JSON[T any](description string, of func(*T) json.RawMessage) Attribute[T] {
	return Attribute[T]{JSONAttribute(description + jsonHint), jsonValue(of)}
}

// SensitiveJSON is such an attribute that the CLI hides in plans.
func SensitiveJSON[T any](description string, of func(*T) json.RawMessage) Attribute[T] {
	attribute := JSONAttribute(description + jsonHint)
	attribute.Sensitive = true
	return Attribute[T]{attribute, jsonValue(of)}
}

const jsonHint = " It is a JSON object: read it with `jsondecode`."

func jsonValue[T any](of func(*T) json.RawMessage) func(*T) tftypes.Value {
	return func(t *T) tftypes.Value { return StringOrNull(JSONValue(of(t)).ValueString()) }
}

// Object is an attribute with an object, null when the API holds none.
func Object[T, E any](description string, inner Shape[E], of func(*T) *E) Attribute[T] {
	null := tftypes.NewValue(inner.objectType, nil)
	return Attribute[T]{
		schema.SingleNestedAttribute{MarkdownDescription: description, Attributes: inner.Schemas(), Computed: true},
		func(t *T) tftypes.Value {
			if element := of(t); element != nil {
				return inner.Object(element)
			}
			return null
		},
	}
}

// Objects is an attribute with a list of objects, in the order of the function.
func Objects[T, E any](description string, inner Shape[E], of func(*T) []E) Attribute[T] {
	return Attribute[T]{
		inner.ListSchema(description),
		func(t *T) tftypes.Value { return inner.List(of(t)) },
	}
}
