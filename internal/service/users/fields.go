package users

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// textField is a text in a request body. An empty one clears the value, which
// Clerk asks for as null.
func textField(value types.String) clerk.Field[string] {
	switch {
	case value.IsNull() || value.IsUnknown():
		return clerk.Field[string]{}
	case value.ValueString() == "":
		return clerk.Null[string]()
	default:
		return clerk.Set(value.ValueString())
	}
}

// statedText is textField for a new user, who has nothing to clear.
func statedText(value types.String) clerk.Field[string] {
	if value.ValueString() == "" {
		return clerk.Field[string]{}
	}
	return clerk.Set(value.ValueString())
}

func statedBool(value types.Bool) clerk.Field[bool] {
	if value.IsNull() || value.IsUnknown() {
		return clerk.Field[bool]{}
	}
	return clerk.Set(value.ValueBool())
}

func statedTime(value customtypes.Timestamp) clerk.Field[time.Time] {
	if instant, ok := value.Time(); ok {
		return clerk.Set(instant)
	}
	return clerk.Field[time.Time]{}
}

// changedTime is the time to write: an empty one clears it.
func changedTime(ctx context.Context, plan, prior customtypes.Timestamp) clerk.Field[time.Time] {
	if !changed(ctx, plan, prior) || plan.IsNull() {
		return clerk.Field[time.Time]{}
	}
	if plan.ValueString() == "" {
		return clerk.Null[time.Time]()
	}
	return statedTime(plan)
}

// optionField is a request option, sent only when it is set.
func optionField(value types.Bool) clerk.Field[bool] {
	if !value.ValueBool() {
		return clerk.Field[bool]{}
	}
	return clerk.Set(true)
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
