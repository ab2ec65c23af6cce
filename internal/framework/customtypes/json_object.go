package customtypes

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

var _ xattr.ValidateableAttribute = JSONObject{}

// JSONObjectType is the type of a string that holds one JSON object.
type JSONObjectType = textType[JSONObject]

// JSONObject is a JSON object as a string. Two values are equal when they are
// the same JSON, whatever their spacing and order of keys.
type JSONObject struct {
	basetypes.StringValue
}

// NewJSONObject returns the JSON object as Terraform's jsonencode writes it. A
// missing object and JSON null, Clerk's answer for no value, become {}.
func NewJSONObject(raw json.RawMessage) (JSONObject, error) {
	if trimmed := bytes.TrimSpace(raw); len(trimmed) == 0 || bytes.Equal(trimmed, []byte("null")) {
		raw = json.RawMessage("{}")
	}
	object, err := decodeObject(raw)
	if err != nil {
		return JSONObject{}, err
	}
	normal, err := json.Marshal(object)
	if err != nil {
		return JSONObject{}, fmt.Errorf("encoding JSON: %w", err)
	}
	return JSONObject{basetypes.NewStringValue(string(normal))}, nil
}

func (JSONObject) of(text basetypes.StringValue) basetypes.StringValuable {
	return JSONObject{StringValue: text}
}

// UnknownJSONObject returns a JSON object that is not known yet.
func UnknownJSONObject() JSONObject { return JSONObject{basetypes.NewStringUnknown()} }

// Type returns the value's type.
func (JSONObject) Type(context.Context) attr.Type { return JSONObjectType{} }

// Equal reports whether o has exactly the same spelling.
func (v JSONObject) Equal(o attr.Value) bool {
	other, ok := o.(JSONObject)
	return ok && v.StringValue.Equal(other.StringValue)
}

// String describes the value without its content: the framework logs it, and
// metadata can be private.
func (v JSONObject) String() string {
	switch {
	case v.IsNull():
		return attr.NullValueString
	case v.IsUnknown():
		return attr.UnknownValueString
	default:
		return "<JSON object>"
	}
}

// StringSemanticEquals reports whether both values are the same JSON. Numbers
// are compared by value: jsonencode and Clerk can have other spellings of 1e21 and
// 1.0.
func (v JSONObject) StringSemanticEquals(_ context.Context, other basetypes.StringValuable) (bool, diag.Diagnostics) {
	object, ok := other.(JSONObject)
	if !ok {
		return false, nil
	}
	left, errLeft := decodeObject([]byte(v.ValueString()))
	right, errRight := decodeObject([]byte(object.ValueString()))
	if errLeft != nil || errRight != nil {
		return v.ValueString() == object.ValueString(), nil
	}
	return sameJSON(left, right), nil
}

// ValidateAttribute accepts one JSON object. The message never repeats the value.
func (v JSONObject) ValidateAttribute(
	_ context.Context,
	req xattr.ValidateAttributeRequest,
	resp *xattr.ValidateAttributeResponse,
) {
	if v.IsNull() || v.IsUnknown() {
		return
	}
	if _, err := decodeObject([]byte(v.ValueString())); err != nil {
		resp.Diagnostics.AddAttributeError(
			req.Path,
			"Not a JSON object",
			fmt.Sprintf(
				"%s must be a JSON object, such as jsonencode({ key = \"value\" }): %s. To clear it, set jsonencode({}).",
				req.Path,
				err,
			),
		)
	}
}

// JSON returns the JSON for a request body, or nil for a null or unknown value.
func (v JSONObject) JSON() json.RawMessage {
	if v.IsNull() || v.IsUnknown() {
		return nil
	}
	return compact(v.ValueString())
}

func decodeObject(raw []byte) (map[string]any, error) {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	// Numbers keep their spelling: a float64 would round large integers.
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, fmt.Errorf("the text is not valid JSON")
	}
	// decoder.More would not detect a closing bracket.
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fmt.Errorf("there is more text after the JSON value")
	}
	object, ok := value.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("the text is %s", jsonKind(value))
	}
	return object, nil
}

func jsonKind(value any) string {
	switch value.(type) {
	case nil:
		return "JSON null"
	case []any:
		return "a JSON array"
	case string:
		return "a JSON string"
	case bool:
		return "a JSON boolean"
	default:
		return "a JSON number"
	}
}

// compact returns the shortest spelling of a JSON text: without white space, and
// without jsonencode's escapes of <, > and &, which take six bytes each.
func compact(text string) json.RawMessage {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return json.RawMessage(text)
	}
	var short bytes.Buffer
	encoder := json.NewEncoder(&short)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return json.RawMessage(text)
	}
	return bytes.TrimSpace(short.Bytes())
}

func sameJSON(a, b any) bool {
	switch a := a.(type) {
	case map[string]any:
		b, ok := b.(map[string]any)
		return ok && maps.EqualFunc(a, b, sameJSON)
	case []any:
		b, ok := b.([]any)
		return ok && slices.EqualFunc(a, b, sameJSON)
	case json.Number:
		b, ok := b.(json.Number)
		return ok && sameNumber(a.String(), b.String())
	default:
		return a == b
	}
}

// numberPrecision is the precision of Terraform's numbers, in bits.
const numberPrecision = 512

func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	left, _, errLeft := big.ParseFloat(a, 10, numberPrecision, big.ToNearestEven)
	right, _, errRight := big.ParseFloat(b, 10, numberPrecision, big.ToNearestEven)
	return errLeft == nil && errRight == nil && left.Cmp(right) == 0
}

// DecodeObject decodes a JSON object. It returns an empty object when the text is not one.
func DecodeObject(text string) map[string]any {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	object := map[string]any{}
	if err := decoder.Decode(&object); err != nil || object == nil {
		return map[string]any{}
	}
	return object
}
