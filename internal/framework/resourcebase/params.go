package resourcebase

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// changes reports whether an attribute is sent: it has a value, and another one than in the state. Attributes that are
// not configured have the value of the state.
func changes(plan, prior attr.Value) bool {
	return !plan.IsNull() && !plan.IsUnknown() && !plan.Equal(prior)
}

// StringParam is a request parameter, which is omitted if the attribute does not change. For a create, prior is the
// zero value.
func StringParam(plan, prior types.String) (field clerk.Field[string]) {
	if changes(plan, prior) {
		field = clerk.Set(plan.ValueString())
	}
	return field
}

// Int64Param is such a parameter for a whole number.
func Int64Param(plan, prior types.Int64) (field clerk.Field[int64]) {
	if changes(plan, prior) {
		field = clerk.Set(plan.ValueInt64())
	}
	return field
}

// BoolParam is such a parameter for a truth value.
func BoolParam(plan, prior types.Bool) (field clerk.Field[bool]) {
	if changes(plan, prior) {
		field = clerk.Set(plan.ValueBool())
	}
	return field
}

// StringsParam is such a parameter for a set of texts.
func StringsParam(plan, prior types.Set) (field clerk.Field[[]string]) {
	if !changes(plan, prior) {
		return field
	}
	texts := []string{}
	for _, element := range plan.Elements() {
		if text, ok := element.(types.String); ok {
			texts = append(texts, text.ValueString())
		}
	}
	return clerk.Set(texts)
}

// JSONParam is such a parameter for a JSON object, nil for none.
func JSONParam(plan, prior customtypes.JSONObject) json.RawMessage {
	if changes(plan, prior) {
		return plan.JSON()
	}
	return nil
}

// MergeParam is such a parameter for metadata that the API merges: keys that are no longer there are null.
func MergeParam(plan, prior customtypes.JSONObject) json.RawMessage {
	if changes(plan, prior) {
		return customtypes.MergePatch(prior, plan)
	}
	return nil
}

// JSONOf returns a JSON object of the API as jsonencode writes it, {} for none.
func JSONOf(raw json.RawMessage) customtypes.JSONObject {
	object, err := customtypes.NewJSONObject(raw)
	if err != nil { // no object: the specification excludes it
		return customtypes.JSONObject{StringValue: types.StringValue(string(raw))}
	}
	return object
}
