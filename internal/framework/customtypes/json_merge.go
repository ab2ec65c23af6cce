package customtypes

import (
	"encoding/json"
)

// MergePatch returns the JSON merge patch (RFC 7396) that makes prior equal to plan: keys that plan does not have are
// null, at any depth.
func MergePatch(prior, plan JSONObject) json.RawMessage {
	patch, err := json.Marshal(mergePatch(DecodeObject(prior.ValueString()), DecodeObject(plan.ValueString())))
	if err != nil {
		return plan.JSON() // a decoded object can always be encoded
	}
	return patch
}

func mergePatch(prior, plan map[string]any) map[string]any {
	patch := map[string]any{}
	for key := range prior {
		if _, kept := plan[key]; !kept {
			patch[key] = nil
		}
	}
	for key, value := range plan {
		before, existed := prior[key]
		if existed && sameJSON(before, value) {
			continue
		}
		inner, isObject := value.(map[string]any)
		outer, wasObject := before.(map[string]any)
		if isObject && wasObject {
			value = mergePatch(outer, inner)
		}
		patch[key] = value
	}
	return patch
}

// HasNull reports whether an object has a key with the value null at any depth, which a merge patch cannot store.
func HasNull(object map[string]any) bool {
	for _, value := range object {
		inner, isObject := value.(map[string]any)
		if value == nil || isObject && HasNull(inner) {
			return true
		}
	}
	return false
}
