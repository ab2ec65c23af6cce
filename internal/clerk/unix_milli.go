package clerk

import (
	"encoding/json"
	"math"
	"reflect"
	"strconv"
	"time"
)

// UnixMilli is a time in Clerk's answers and list filters: milliseconds since 1970-01-01 UTC.
type UnixMilli int64

// Time returns the time in UTC.
func (m UnixMilli) Time() time.Time { return time.UnixMilli(int64(m)).UTC() }

// UnmarshalJSON decodes a whole number in any notation, such as 1749564092553.0 and 1.749564092553e12.
func (m *UnixMilli) UnmarshalJSON(data []byte) error {
	n, err := wholeNumber(data)
	if err == nil && n != nil {
		*m = UnixMilli(*n)
	}
	return err
}

// wholeNumber decodes a whole number in any JSON notation. It returns nil for null.
func wholeNumber(data []byte) (*int64, error) {
	text := string(data)
	if text == "null" {
		return nil, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err == nil {
		return &n, nil
	}
	const exact = 1 << 53 // a larger float is not an exact whole number
	if f, err := strconv.ParseFloat(text, 64); err == nil && f == math.Trunc(f) && math.Abs(f) < exact {
		n = int64(f)
		return &n, nil
	}
	kind := map[byte]string{'"': "string", '{': "object", '[': "array", 't': "bool", 'f': "bool"}[data[0]]
	if kind == "" {
		kind = "number " + text
	}
	return nil, &json.UnmarshalTypeError{Value: kind, Type: reflect.TypeFor[UnixMilli]()}
}
