package datasourcebase

import (
	"bytes"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// Text is a text that Clerk told, null when it is empty.
func Text(value string) types.String {
	if value == "" {
		return types.StringNull()
	}
	return types.StringValue(value)
}

// OptionalText is a text that Clerk may hold, null when there is none.
func OptionalText(value *string) types.String {
	if value == nil {
		return types.StringNull()
	}
	return Text(*value)
}

// Time is an instant that Clerk told, null when it left it out.
func Time(instant clerk.UnixMilli) customtypes.Timestamp {
	if instant == 0 {
		return customtypes.Timestamp{RFC3339: timetypes.NewRFC3339Null()}
	}
	return customtypes.NewTimestamp(instant.Time())
}

// OptionalTime is an instant that Clerk may hold, null when there is none.
func OptionalTime(instant *clerk.UnixMilli) customtypes.Timestamp {
	if instant == nil {
		return Time(0)
	}
	return Time(*instant)
}

// JSON is an object that Clerk may hold, spelled as jsonencode does; null when
// there is none. What is no object is shown as it came.
func JSON(raw json.RawMessage) customtypes.JSONObject {
	if trimmed := bytes.TrimSpace(raw); len(trimmed) == 0 || bytes.Equal(trimmed, []byte("null")) {
		return customtypes.JSONObject{Normalized: jsontypes.NewNormalizedNull()}
	}
	object, err := customtypes.NewJSONObject(raw)
	if err != nil {
		return customtypes.JSONObject{Normalized: jsontypes.NewNormalizedValue(string(raw))}
	}
	return object
}
