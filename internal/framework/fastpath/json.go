package fastpath

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// isObject reports whether a JSON text is an object of a type, with all attributes and no others.
func isObject(text []byte, of tftypes.Object) bool {
	var value any
	return json.Unmarshal(text, &value) == nil && value != nil && hasType(value, of)
}

// hasType reports whether a decoded JSON value is null or has a type.
func hasType(value any, of tftypes.Type) bool {
	switch value := value.(type) {
	case nil:
		return true
	case string:
		return of.Is(tftypes.String)
	case bool:
		return of.Is(tftypes.Bool)
	case float64:
		return of.Is(tftypes.Number)
	case []any:
		return haveElementType(value, of)
	case map[string]any:
		return haveAttributeTypes(value, of)
	}
	return false
}

func haveElementType(values []any, of tftypes.Type) bool {
	var element tftypes.Type
	switch of := of.(type) {
	case tftypes.Set:
		element = of.ElementType
	case tftypes.List:
		element = of.ElementType
	default:
		return false
	}
	for _, value := range values {
		if !hasType(value, element) {
			return false
		}
	}
	return true
}

func haveAttributeTypes(values map[string]any, of tftypes.Type) bool {
	object, ok := of.(tftypes.Object)
	if !ok || len(values) != len(object.AttributeTypes) {
		return false
	}
	for name, attribute := range object.AttributeTypes {
		value, exists := values[name]
		if !exists || !hasType(value, attribute) {
			return false
		}
	}
	return true
}
