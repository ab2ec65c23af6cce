package datasourcebase

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Shape describes how data sources show an object of the API: its attributes,
// each with its schema and its value. An attribute cannot have a schema without
// a value, and an object with some of the attributes costs no more than those.
//
// Values are tftypes values and share their types. Values of the framework would
// be converted, and the types of one user take more memory than the user.
type Shape[T any] struct {
	attributes Attributes[T]
	objectType tftypes.Object
}

// Attributes are attributes by name.
type Attributes[T any] map[string]Attribute[T]

// Attribute is one attribute of an object.
type Attribute[T any] struct {
	schema schema.Attribute
	value  func(*T) tftypes.Value
}

// NewShape returns the shape of an object with the attributes.
func NewShape[T any](attributes Attributes[T]) Shape[T] {
	s := Shape[T]{attributes: attributes, objectType: tftypes.Object{AttributeTypes: map[string]tftypes.Type{}}}
	for name, attribute := range attributes {
		s.objectType.AttributeTypes[name] = attribute.schema.GetType().TerraformType(context.Background())
	}
	return s
}

// Only returns the shape with the named attributes only.
func (s Shape[T]) Only(names []string) Shape[T] {
	chosen := Shape[T]{
		attributes: Attributes[T]{},
		objectType: tftypes.Object{AttributeTypes: map[string]tftypes.Type{}},
	}
	for _, name := range names {
		chosen.attributes[name] = s.attributes[name]
		chosen.objectType.AttributeTypes[name] = s.objectType.AttributeTypes[name]
	}
	return chosen
}

// Without returns the shape without the named attributes.
func (s Shape[T]) Without(names ...string) Shape[T] {
	return s.Only(slices.DeleteFunc(s.Names(), func(name string) bool { return slices.Contains(names, name) }))
}

// sensitive returns the names of the attributes that the CLI hides in plans, sorted.
func (s Shape[T]) sensitive() []string {
	return slices.DeleteFunc(s.Names(), func(name string) bool { return !s.attributes[name].schema.IsSensitive() })
}

// byID returns the values of one attribute by the ids of the objects, without those that are null.
func (s Shape[T]) byID(name string, of []T) tftypes.Value {
	values := map[string]tftypes.Value{}
	for i := range of {
		var id string
		if value := s.attributes[name].value(&of[i]); !value.IsNull() && s.attributes["id"].value(&of[i]).As(&id) == nil {
			values[id] = value
		}
	}
	return tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, values)
}

// Names returns the names of the attributes, sorted.
func (s Shape[T]) Names() []string { return slices.Sorted(maps.Keys(s.attributes)) }

// Schemas returns the schemas of the attributes, in a new map.
func (s Shape[T]) Schemas() map[string]schema.Attribute {
	schemas := map[string]schema.Attribute{}
	for name, attribute := range s.attributes {
		schemas[name] = attribute.schema
	}
	return schemas
}

// Type returns the type of Object.
func (s Shape[T]) Type() tftypes.Object { return s.objectType }

// Values returns the values of the attributes of one object.
func (s Shape[T]) Values(of *T) map[string]tftypes.Value {
	values := make(map[string]tftypes.Value, len(s.attributes))
	for name, attribute := range s.attributes {
		values[name] = attribute.value(of)
	}
	return values
}

// Object returns one object.
func (s Shape[T]) Object(of *T) tftypes.Value { return tftypes.NewValue(s.objectType, s.Values(of)) }

// List returns a list of objects.
func (s Shape[T]) List(of []T) tftypes.Value {
	elements := make([]tftypes.Value, len(of))
	for i := range of {
		elements[i] = s.Object(&of[i])
	}
	return tftypes.NewValue(tftypes.List{ElementType: s.objectType}, elements)
}

// ListSchema returns the schema of List.
func (s Shape[T]) ListSchema(description string) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		MarkdownDescription: description, Computed: true,
		NestedObject: schema.NestedAttributeObject{Attributes: s.Schemas()},
	}
}
