package datasourcebase

import (
	"bytes"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// StringValue returns a text, null when it is empty.
func StringValue(value string) types.String {
	if value == "" {
		return types.StringNull()
	}
	return types.StringValue(value)
}

// OptionalStringValue returns a text, null when there is none.
func OptionalStringValue(value *string) types.String {
	if value == nil {
		return types.StringNull()
	}
	return StringValue(*value)
}

// TimeValue returns a time, null when the answer omits it.
func TimeValue(instant clerk.UnixMilli) customtypes.Timestamp {
	if instant == 0 {
		return customtypes.Timestamp{StringValue: types.StringNull()}
	}
	return customtypes.NewTimestamp(instant.Time())
}

// OptionalTimeValue returns a time, null when there is none.
func OptionalTimeValue(instant *clerk.UnixMilli) customtypes.Timestamp {
	if instant == nil {
		return TimeValue(0)
	}
	return TimeValue(*instant)
}

// JSONValue returns a JSON object as jsonencode writes it, null when there is none.
// Other JSON is returned unchanged.
func JSONValue(raw json.RawMessage) customtypes.JSONObject {
	if trimmed := bytes.TrimSpace(raw); len(trimmed) == 0 || bytes.Equal(trimmed, []byte("null")) {
		return customtypes.JSONObject{StringValue: types.StringNull()}
	}
	object, err := customtypes.NewJSONObject(raw)
	if err != nil {
		return customtypes.JSONObject{StringValue: types.StringValue(string(raw))}
	}
	return object
}
