package users

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

// shape is how data sources show a T of the API: an object whose attributes
// each know their schema and their value. So no value can miss its schema, and
// an object of chosen attributes costs no more than those.
//
// Values are Terraform's own, and share their types: those of the framework would
// be converted, and a user's types take more memory than the user.
type shape[T any] struct {
	attributes map[string]shown[T]
	objectType tftypes.Object
}

// shown is one attribute of a shape.
type shown[T any] struct {
	schema schema.Attribute
	value  func(*T) tftypes.Value
}

func newShape[T any](attributes map[string]shown[T]) shape[T] {
	s := shape[T]{attributes: attributes, objectType: tftypes.Object{AttributeTypes: map[string]tftypes.Type{}}}
	for name, attribute := range attributes {
		s.objectType.AttributeTypes[name] = attribute.schema.GetType().TerraformType(context.Background())
	}
	return s
}

// only is the shape that has of the attributes those with the given names.
func (s shape[T]) only(names []string) shape[T] {
	chosen := shape[T]{
		attributes: map[string]shown[T]{},
		objectType: tftypes.Object{AttributeTypes: map[string]tftypes.Type{}},
	}
	for _, name := range names {
		chosen.attributes[name] = s.attributes[name]
		chosen.objectType.AttributeTypes[name] = s.objectType.AttributeTypes[name]
	}
	return chosen
}

func (s shape[T]) schemas() map[string]schema.Attribute {
	schemas := map[string]schema.Attribute{}
	for name, attribute := range s.attributes {
		schemas[name] = attribute.schema
	}
	return schemas
}

func (s shape[T]) values(of *T) map[string]tftypes.Value {
	values := make(map[string]tftypes.Value, len(s.attributes))
	for name, attribute := range s.attributes {
		values[name] = attribute.value(of)
	}
	return values
}

func (s shape[T]) object(of *T) tftypes.Value { return tftypes.NewValue(s.objectType, s.values(of)) }

// shownText is a text, null when it is empty.
func shownText[T any](description string, of func(*T) string) shown[T] {
	return shown[T]{
		schema.StringAttribute{MarkdownDescription: description, Computed: true},
		func(t *T) tftypes.Value { return textOrNull(of(t)) },
	}
}

func textOrNull(text string) tftypes.Value {
	if text == "" {
		return nullText
	}
	return tftypes.NewValue(tftypes.String, text)
}

var nullText = tftypes.NewValue(tftypes.String, nil)

// shownTexts is a list of texts, in the API's order.
func shownTexts[T any](description string, of func(*T) []string) shown[T] {
	list := tftypes.List{ElementType: tftypes.String}
	return shown[T]{
		schema.ListAttribute{MarkdownDescription: description, ElementType: types.StringType, Computed: true},
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

func shownBool[T any](description string, of func(*T) bool) shown[T] {
	return shown[T]{
		schema.BoolAttribute{MarkdownDescription: description, Computed: true},
		func(t *T) tftypes.Value { return tftypes.NewValue(tftypes.Bool, of(t)) },
	}
}

func shownOptionalBool[T any](description string, of func(*T) *bool) shown[T] {
	return shown[T]{
		schema.BoolAttribute{MarkdownDescription: description, Computed: true},
		func(t *T) tftypes.Value { return tftypes.NewValue(tftypes.Bool, of(t)) },
	}
}

func shownNumber[T any](description string, of func(*T) *int64) shown[T] {
	return shown[T]{
		schema.Int64Attribute{MarkdownDescription: description, Computed: true},
		func(t *T) tftypes.Value { return tftypes.NewValue(tftypes.Number, of(t)) },
	}
}

func shownTime[T any](description string, of func(*T) *clerk.UnixMilli) shown[T] {
	return shown[T]{
		schema.StringAttribute{MarkdownDescription: description, CustomType: customtypes.TimestampType{}, Computed: true},
		func(t *T) tftypes.Value { return textOrNull(datasourcebase.OptionalTime(of(t)).ValueString()) },
	}
}

func shownJSON[T any](description string, sensitive bool, of func(*T) json.RawMessage) shown[T] {
	return shown[T]{
		schema.StringAttribute{
			MarkdownDescription: description + " It is a JSON object: read it with `jsondecode`.",
			CustomType:          customtypes.JSONObjectType{}, Computed: true, Sensitive: sensitive,
		},
		func(t *T) tftypes.Value { return textOrNull(datasourcebase.JSON(of(t)).ValueString()) },
	}
}

// shownObject is an object, null where the API holds none.
func shownObject[T, E any](description string, inner shape[E], of func(*T) *E) shown[T] {
	null := tftypes.NewValue(inner.objectType, nil)
	return shown[T]{
		schema.SingleNestedAttribute{MarkdownDescription: description, Attributes: inner.schemas(), Computed: true},
		func(t *T) tftypes.Value {
			if element := of(t); element != nil {
				return inner.object(element)
			}
			return null
		},
	}
}

// shownList is a list of objects, in the order that sorted gives them.
func shownList[T, E any](description string, inner shape[E], sorted func(*T) []E) shown[T] {
	listType := tftypes.List{ElementType: inner.objectType}
	return shown[T]{
		schema.ListNestedAttribute{
			MarkdownDescription: description, Computed: true,
			NestedObject: schema.NestedAttributeObject{Attributes: inner.schemas()},
		},
		func(t *T) tftypes.Value {
			list := sorted(t)
			elements := make([]tftypes.Value, len(list))
			for i := range list {
				elements[i] = inner.object(&list[i])
			}
			return tftypes.NewValue(listType, elements)
		},
	}
}
