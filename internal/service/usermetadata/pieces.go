package usermetadata

import (
	"maps"
	"slices"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// pointer returns the JSON pointer of a key below another one.
func pointer(parent, key string) string { return parent + "/" + pointerEscapes.Replace(key) }

// leaves returns the JSON pointers of the values in an object that are not objects, in order.
func leaves(object map[string]any) []string {
	var found []string
	walk(object, "", func(at string, value any) bool {
		if _, isObject := value.(map[string]any); !isObject {
			found = append(found, at)
		}
		return true
	})
	return found
}

// walk calls visit for each value in an object, also in objects below it, with its JSON pointer. It returns a copy
// without the values for which visit returns false, and without objects that lose all their keys by that.
func walk(object map[string]any, parent string, visit func(at string, value any) bool) map[string]any {
	kept := map[string]any{}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		value, at := object[key], pointer(parent, key)
		if !visit(at, value) {
			continue
		}
		if inner, isObject := value.(map[string]any); isObject && len(inner) > 0 {
			rest := walk(inner, at, visit)
			if len(rest) > 0 {
				kept[key] = rest
			}
			continue
		}
		kept[key] = value
	}
	return kept
}

// metadataPieces returns the pieces of a user that a model manages: one for each leaf. An empty object is none,
// because removing it from the configuration removes nothing.
func metadataPieces(userID string, model *metadataModel) []registry.Piece {
	var pieces []registry.Piece
	if userID == "" {
		return nil
	}
	for _, field := range metadataFields {
		for _, name := range leaves(customtypes.DecodeObject(field.value(model).ValueString())) {
			pieces = append(pieces, registry.Piece{UserID: userID, Kind: field.kind(), Name: name})
		}
	}
	return pieces
}

// without returns the keys of a model, except those of the pieces for which drop returns true.
func (m *metadataModel) without(drop func(registry.Piece) bool) (*metadataModel, []string) {
	kept := &metadataModel{ID: m.ID, UserID: m.UserID}
	var dropped []string
	for _, field := range metadataFields {
		rest := walk(customtypes.DecodeObject(field.value(m).ValueString()), "", func(at string, value any) bool {
			if _, isObject := value.(map[string]any); isObject {
				return true
			}
			if drop(registry.Piece{UserID: m.UserID.ValueString(), Kind: field.kind(), Name: at}) {
				dropped = append(dropped, field.kind()+" "+at)
				return false
			}
			return true
		})
		_ = setObject(field.value(kept), rest)
	}
	return kept, dropped
}

// overwritten returns the keys that the new values remove from the actual metadata although they are not among the
// values before: a value that is not an object replaces a whole object.
func overwritten(before, after, actual map[string]any, parent string) []string {
	var lost []string
	for _, key := range slices.Sorted(maps.Keys(after)) {
		held, holdsObject := actual[key].(map[string]any)
		if !holdsObject {
			continue
		}
		mine, _ := before[key].(map[string]any)
		if branch, isObject := after[key].(map[string]any); isObject {
			lost = append(lost, overwritten(mine, branch, held, pointer(parent, key))...)
			continue
		}
		walk(held, pointer(parent, key), func(at string, value any) bool {
			inner, isObject := value.(map[string]any)
			if (!isObject || len(inner) == 0) && !holdsLeaf(mine, strings.TrimPrefix(at, pointer(parent, key))) {
				lost = append(lost, at)
			}
			return true
		})
	}
	return lost
}

// holdsLeaf reports whether an object has a leaf with the JSON pointer. An empty object is a leaf here.
func holdsLeaf(object map[string]any, at string) bool {
	found := false
	walk(object, "", func(candidate string, value any) bool {
		inner, isObject := value.(map[string]any)
		found = found || candidate == at && (!isObject || len(inner) == 0)
		return true
	})
	return found
}

// setsLeaf reports whether the new values have a leaf where the values before have an object or nothing.
func setsLeaf(before, after map[string]any) bool {
	for key, value := range after {
		former, existed := before[key]
		branch, isObject := value.(map[string]any)
		inner, wasObject := former.(map[string]any)
		if isObject && setsLeaf(inner, branch) || !isObject && (wasObject || !existed) {
			return true
		}
	}
	return false
}
