package clerk

import (
	"encoding/json"
	"time"
)

// requestTime is the format of times in requests: RFC 3339, UTC, milliseconds.
const requestTime = "2006-01-02T15:04:05.000Z"

// Field is a request field with three cases: omitted (the zero Field; Clerk does not change the value), null (clears
// the value) and set. Struct fields of this type need the JSON option omitzero.
type Field[T any] struct {
	value T
	state fieldState
}

type fieldState uint8

const (
	fieldOmitted fieldState = iota
	fieldNull
	fieldSet
)

// Set returns a field that sends v, also if v is the zero value of its type.
func Set[T any](v T) Field[T] { return Field[T]{value: v, state: fieldSet} }

// Null returns a field that sends JSON null.
func Null[T any]() Field[T] { return Field[T]{state: fieldNull} }

// IsZero reports whether the field is omitted from the request.
func (f Field[T]) IsZero() bool { return f.state == fieldOmitted }

// IsNull reports whether the field sends JSON null.
func (f Field[T]) IsNull() bool { return f.state == fieldNull }

// Value returns the value that the field sends, and false for an omitted or null field.
func (f Field[T]) Value() (T, bool) { return f.value, f.state == fieldSet }

// MarshalJSON encodes the value, or null. A time.Time is sent as RFC 3339 in UTC with milliseconds, because Clerk
// stores milliseconds.
func (f Field[T]) MarshalJSON() ([]byte, error) {
	if f.state != fieldSet {
		return []byte("null"), nil
	}
	if t, ok := any(f.value).(time.Time); ok {
		return json.Marshal(t.UTC().Format(requestTime))
	}
	return encodeJSON(f.value)
}
