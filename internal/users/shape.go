package users

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/datasources"
)

// shape is how data sources show a T of the API: an object whose attributes
// each know their schema and their value. So no value can miss its schema, and
// an object of chosen attributes costs no more than those.
type shape[T any] struct {
	attributes map[string]shown[T]
	types      map[string]attr.Type
}

// shown is one attribute of a shape.
type shown[T any] struct {
	schema schema.Attribute
	value  func(*T) attr.Value
}

func newShape[T any](attributes map[string]shown[T]) shape[T] {
	s := shape[T]{attributes: attributes, types: map[string]attr.Type{}}
	for name, attribute := range attributes {
		s.types[name] = attribute.schema.GetType()
	}
	return s
}

// only is the shape that has of the attributes those with the given names.
func (s shape[T]) only(names []string) shape[T] {
	chosen := map[string]shown[T]{}
	for _, name := range names {
		chosen[name] = s.attributes[name]
	}
	return newShape(chosen)
}

func (s shape[T]) schemas() map[string]schema.Attribute {
	schemas := map[string]schema.Attribute{}
	for name, attribute := range s.attributes {
		schemas[name] = attribute.schema
	}
	return schemas
}

func (s shape[T]) objectType() types.ObjectType { return types.ObjectType{AttrTypes: s.types} }

func (s shape[T]) values(of *T) map[string]attr.Value {
	values := make(map[string]attr.Value, len(s.attributes))
	for name, attribute := range s.attributes {
		values[name] = attribute.value(of)
	}
	return values
}

func (s shape[T]) object(of *T) types.Object {
	return types.ObjectValueMust(s.types, s.values(of))
}

// shownText is a text, null when it is empty.
func shownText[T any](description string, of func(*T) string) shown[T] {
	return shown[T]{
		schema.StringAttribute{MarkdownDescription: description, Computed: true},
		func(t *T) attr.Value { return datasources.Text(of(t)) },
	}
}

// shownTexts is a list of texts, in the API's order.
func shownTexts[T any](description string, of func(*T) []string) shown[T] {
	return shown[T]{
		schema.ListAttribute{MarkdownDescription: description, ElementType: types.StringType, Computed: true},
		func(t *T) attr.Value {
			elements := []attr.Value{}
			for _, text := range of(t) {
				elements = append(elements, types.StringValue(text))
			}
			return types.ListValueMust(types.StringType, elements)
		},
	}
}

func shownBool[T any](description string, of func(*T) bool) shown[T] {
	return shown[T]{
		schema.BoolAttribute{MarkdownDescription: description, Computed: true},
		func(t *T) attr.Value { return types.BoolValue(of(t)) },
	}
}

func shownOptionalBool[T any](description string, of func(*T) *bool) shown[T] {
	return shown[T]{
		schema.BoolAttribute{MarkdownDescription: description, Computed: true},
		func(t *T) attr.Value { return types.BoolPointerValue(of(t)) },
	}
}

func shownNumber[T any](description string, of func(*T) *int64) shown[T] {
	return shown[T]{
		schema.Int64Attribute{MarkdownDescription: description, Computed: true},
		func(t *T) attr.Value { return types.Int64PointerValue(of(t)) },
	}
}

func shownTime[T any](description string, of func(*T) *clerk.UnixMilli) shown[T] {
	return shown[T]{
		schema.StringAttribute{MarkdownDescription: description, CustomType: customtypes.TimestampType{}, Computed: true},
		func(t *T) attr.Value { return datasources.OptionalTime(of(t)) },
	}
}

func shownJSON[T any](description string, sensitive bool, of func(*T) json.RawMessage) shown[T] {
	return shown[T]{
		schema.StringAttribute{
			MarkdownDescription: description + " It is a JSON object: read it with `jsondecode`.",
			CustomType:          customtypes.JSONObjectType{}, Computed: true, Sensitive: sensitive,
		},
		func(t *T) attr.Value { return datasources.JSON(of(t)) },
	}
}

// shownObject is an object, null where the API holds none.
func shownObject[T, E any](description string, inner shape[E], of func(*T) *E) shown[T] {
	return shown[T]{
		schema.SingleNestedAttribute{MarkdownDescription: description, Attributes: inner.schemas(), Computed: true},
		func(t *T) attr.Value {
			if element := of(t); element != nil {
				return inner.object(element)
			}
			return types.ObjectNull(inner.types)
		},
	}
}

// shownList is a list of objects, in the order that sorted gives them.
func shownList[T, E any](description string, inner shape[E], sorted func(*T) []E) shown[T] {
	return shown[T]{
		schema.ListNestedAttribute{
			MarkdownDescription: description, Computed: true,
			NestedObject: schema.NestedAttributeObject{Attributes: inner.schemas()},
		},
		func(t *T) attr.Value {
			list := sorted(t)
			elements := make([]attr.Value, len(list))
			for i := range list {
				elements[i] = inner.object(&list[i])
			}
			return types.ListValueMust(inner.objectType(), elements)
		},
	}
}
