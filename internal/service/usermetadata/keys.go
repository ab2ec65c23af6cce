package usermetadata

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"

	jsonpatch "github.com/evanphx/json-patch/v5"
)

// A JSON object is a tree of keys. A clerk_user_metadata manages the leaves in its
// configuration: all values that are not objects with keys. The functions here do not
// change other keys, also not in the same objects.

// managed returns the values of the actual metadata for the configured keys.
func managed(configured, actual map[string]any) map[string]any {
	found := map[string]any{}
	for key, wanted := range configured {
		value, ok := actual[key]
		if !ok {
			continue
		}
		branch, isObject := wanted.(map[string]any)
		inner, holdsObject := value.(map[string]any)
		switch {
		case !isObject:
			found[key] = value
		case len(branch) == 0 && holdsObject:
			// An empty object is a leaf: keys that others add to it are not managed.
			found[key] = map[string]any{}
		case len(branch) == 0:
			found[key] = value
		case holdsObject:
			if within := managed(branch, inner); len(within) > 0 {
				found[key] = within
			}
		}
	}
	return found
}

// mergePatch returns the merge patch that turns the old leaves into the new
// ones; ok is false when there is nothing to change.
func mergePatch(before, after map[string]any) (patch json.RawMessage, ok bool, err error) {
	original, err := json.Marshal(before)
	if err != nil {
		return nil, false, err
	}
	modified, err := json.Marshal(withBranches(after, before))
	if err != nil {
		return nil, false, err
	}
	patch, err = jsonpatch.CreateMergePatch(original, modified)
	if err != nil {
		return nil, false, fmt.Errorf("making a merge patch: %w", err)
	}
	return patch, string(patch) != "{}", nil
}

// withBranches adds to the new object, empty, the objects that only the old
// one has. So a patch removes their leaves one by one, and not the objects
// themselves, which can hold keys of others.
func withBranches(after, before map[string]any) map[string]any {
	merged := make(map[string]any, len(after))
	for key, value := range after {
		merged[key] = value
	}
	for key, value := range before {
		branch, isObject := value.(map[string]any)
		if !isObject {
			continue
		}
		switch kept := merged[key].(type) {
		case nil:
			merged[key] = withBranches(nil, branch)
		case map[string]any:
			merged[key] = withBranches(kept, branch)
		}
	}
	return merged
}

// checkMergeable reports what a merge patch cannot store: null, which deletes,
// and numbers that would be rounded on the way.
func checkMergeable(object map[string]any) error {
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if err := checkValue(object[key], false); err != nil {
			return fmt.Errorf("the key %q %w", key, err)
		}
	}
	return nil
}

func checkValue(value any, inArray bool) error {
	switch value := value.(type) {
	case nil:
		if inArray {
			return nil
		}
		return fmt.Errorf("is null, with which Clerk would delete it: omit it instead")
	case json.Number:
		if !survives(value) {
			return fmt.Errorf("holds the number %s, which would be rounded: store it as a string", value)
		}
	case []any:
		for _, element := range value {
			if err := checkValue(element, true); err != nil {
				return err
			}
		}
	case map[string]any:
		if inArray {
			for _, element := range value {
				if err := checkValue(element, true); err != nil {
					return err
				}
			}
			return nil
		}
		if err := checkMergeable(value); err != nil {
			return fmt.Errorf("has a key inside: %w", err)
		}
	}
	return nil
}

// survives reports whether a number is the same after a way through float64.
func survives(number json.Number) bool {
	float, err := number.Float64()
	if err != nil {
		return false
	}
	text, err := json.Marshal(float)
	if err != nil {
		return false
	}
	exact, okExact := new(big.Rat).SetString(number.String())
	rounded, okRounded := new(big.Rat).SetString(string(text))
	return okExact && okRounded && exact.Cmp(rounded) == 0
}

// pick returns the part of an object under one path of keys.
func pick(object map[string]any, keys []string) (map[string]any, bool) {
	value, ok := object[keys[0]]
	if !ok {
		return nil, false
	}
	if len(keys) == 1 {
		return map[string]any{keys[0]: value}, true
	}
	inner, isObject := value.(map[string]any)
	if !isObject {
		return nil, false
	}
	within, ok := pick(inner, keys[1:])
	return map[string]any{keys[0]: within}, ok
}

// join adds the keys of one object to another, deeply.
func join(target, source map[string]any) {
	for key, value := range source {
		inner, isObject := value.(map[string]any)
		existing, holdsObject := target[key].(map[string]any)
		if isObject && holdsObject {
			join(existing, inner)
			continue
		}
		target[key] = value
	}
}
