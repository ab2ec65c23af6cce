package users

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

func textFromAPI(value *string) types.String { return types.StringValue(deref(value)) }

func usernameFromAPI(value *string) customtypes.Identifier {
	return customtypes.NewIdentifier(deref(value))
}

func timeFromAPI(value *clerk.UnixMilli) customtypes.Timestamp {
	if value == nil {
		return customtypes.NoTimestamp()
	}
	return customtypes.NewTimestamp(value.Time())
}

// textParam clears an empty text: Clerk expects null for that.
func textParam(value types.String) clerk.Field[string] {
	if value.Equal(types.StringValue("")) {
		return clerk.Null[string]()
	}
	return param(value, value.ValueString())
}

func usernameParam(value customtypes.Identifier) clerk.Field[string] {
	return textParam(value.StringValue)
}

func boolParam(value types.Bool) clerk.Field[bool] { return param(value, value.ValueBool()) }

func numberParam(value types.Int64) clerk.Field[int64] { return param(value, value.ValueInt64()) }

// timeParam clears an empty time.
func timeParam(value customtypes.Timestamp) clerk.Field[time.Time] {
	if value.Equal(customtypes.NoTimestamp()) {
		return clerk.Null[time.Time]()
	}
	if instant, ok := value.Time(); ok {
		return clerk.Set(instant)
	}
	return clerk.Field[time.Time]{}
}

// optionParam sends an option only if it is true.
func optionParam(value types.Bool) clerk.Field[bool] {
	if !value.ValueBool() {
		return clerk.Field[bool]{}
	}
	return clerk.Set(true)
}

// param omits a value that is null or unknown.
func param[T any](value attr.Value, known T) clerk.Field[T] {
	if value.IsNull() || value.IsUnknown() {
		return clerk.Field[T]{}
	}
	return clerk.Set(known)
}

// collection is a set or a list.
type collection interface {
	attr.Value
	Elements() []attr.Value
}

// stringsOf returns the known elements of a set or list of strings, in order.
func stringsOf(values collection) []string {
	var texts []string
	for _, element := range values.Elements() {
		if element.IsNull() || element.IsUnknown() {
			continue
		}
		if value, ok := element.(interface{ ValueString() string }); ok {
			texts = append(texts, value.ValueString())
		}
	}
	return texts
}

func deref(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}
