package customtypes

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

var _ xattr.ValidateableAttribute = Timestamp{}

// TimestampType is the type of an RFC 3339 time that Clerk stores in
// milliseconds. An empty string means "no time".
type TimestampType = textType[Timestamp]

// Timestamp is an RFC 3339 time. Two values are equal when they are the same
// instant, whatever their offset.
type Timestamp struct {
	basetypes.StringValue
}

// The first and the last instant that RFC 3339 can write.
var (
	firstInstant = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
	lastInstant  = time.Date(9999, 12, 31, 23, 59, 59, 999e6, time.UTC)
)

// UnknownTimestamp returns a time that is not known yet.
func UnknownTimestamp() Timestamp { return Timestamp{basetypes.NewStringUnknown()} }

// NewTimestamp returns the instant in UTC. An instant outside of RFC 3339, which only
// an invalid answer has, becomes the nearest RFC 3339 time.
func NewTimestamp(instant time.Time) Timestamp {
	switch {
	case instant.Before(firstInstant):
		instant = firstInstant
	case instant.After(lastInstant):
		instant = lastInstant
	}
	return Timestamp{basetypes.NewStringValue(instant.UTC().Format(time.RFC3339Nano))}
}

// NoTimestamp returns the value for "no time": an empty string.
func NoTimestamp() Timestamp {
	return Timestamp{basetypes.NewStringValue("")}
}

func (Timestamp) of(text basetypes.StringValue) basetypes.StringValuable {
	return Timestamp{StringValue: text}
}

// Type returns the value's type.
func (Timestamp) Type(context.Context) attr.Type { return TimestampType{} }

// Equal reports whether o has exactly the same spelling.
func (v Timestamp) Equal(o attr.Value) bool {
	other, ok := o.(Timestamp)
	return ok && v.StringValue.Equal(other.StringValue)
}

// Time returns the instant; ok is false for null, unknown, empty and invalid values.
func (v Timestamp) Time() (instant time.Time, ok bool) {
	instant, err := time.Parse(time.RFC3339, v.ValueString())
	return instant, err == nil
}

// StringSemanticEquals reports whether both values are the same instant.
func (v Timestamp) StringSemanticEquals(_ context.Context, other basetypes.StringValuable) (bool, diag.Diagnostics) {
	timestamp, ok := other.(Timestamp)
	if !ok {
		return false, nil
	}
	a, okA := v.Time()
	b, okB := timestamp.Time()
	if okA && okB {
		return a.Equal(b), nil
	}
	return v.Equal(timestamp), nil
}

// ValidateAttribute accepts an empty string and RFC 3339 times in whole
// milliseconds.
func (v Timestamp) ValidateAttribute(
	_ context.Context,
	req xattr.ValidateAttributeRequest,
	resp *xattr.ValidateAttributeResponse,
) {
	if v.IsNull() || v.IsUnknown() || v.ValueString() == "" {
		return
	}
	instant, ok := v.Time()
	if !ok {
		resp.Diagnostics.AddAttributeError(req.Path, "Not an RFC 3339 time",
			fmt.Sprintf("%q is not a time like \"2026-01-31T09:30:00Z\" or \"2026-01-31T09:30:00.250+01:00\".", v.ValueString()))
		return
	}
	if !instant.Equal(instant.Truncate(time.Millisecond)) {
		resp.Diagnostics.AddAttributeError(
			req.Path,
			"Time finer than a millisecond",
			fmt.Sprintf(
				"Clerk stores times in milliseconds, so %q cannot be stored exactly. Remove the digits after the third.",
				v.ValueString(),
			),
		)
	}
}
