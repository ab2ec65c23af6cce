package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"reflect"
	"strings"
	"unicode/utf8"
)

// call is one request to an operation.
type call struct {
	*Emulator
	entry   *Request
	request *http.Request
	version string
	body    []byte
	// upload is the body of a form with a file, otherwise nil.
	upload *upload
	// now is the time of the operation in milliseconds.
	now int64
}

func (c *call) path(name string) string { return c.request.PathValue(name) }

// param is a parameter of a request body. Sent and Null distinguish an omitted parameter, null and a value.
type param[T any] struct {
	Sent  bool
	Null  bool
	Value T
}

// hasValue reports whether the parameter has a value.
func (p param[T]) hasValue() bool { return p.Sent && !p.Null }

// pointer returns the value, or nil without one.
func (p param[T]) pointer() *T {
	if !p.hasValue() {
		return nil
	}
	return &p.Value
}

func (p *param[T]) assign(raw json.RawMessage) error {
	p.Sent = true
	if isNull(raw) {
		p.Null = true
		return nil
	}
	return json.Unmarshal(raw, &p.Value)
}

// typeName is the name of the parameter's type in the specification.
func (p *param[T]) typeName() string {
	switch any(p.Value).(type) {
	case string:
		return "string"
	case bool:
		return "boolean"
	case int64:
		return "integer"
	case []string:
		return "array of strings"
	}
	return "object"
}

type assignable interface {
	assign(raw json.RawMessage) error
	typeName() string
}

// object is a parameter that must be a JSON object. Its JSON is not changed.
type object json.RawMessage

func (o *object) UnmarshalJSON(raw []byte) error {
	if !bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{")) {
		return errors.New("not an object")
	}
	*o = bytes.Clone(raw)
	return nil
}

// member is a key and a value of a JSON object.
type member struct {
	key   string
	value json.RawMessage
}

// decode decodes the request body into the params of target, a pointer to a struct with fields of type param. The tag
// of a field is the name of the parameter, and "nullable" if null is allowed. An empty body and null are an empty
// object. Unknown parameters and wrong types are returned as problems.
func (c *call) decode(target any) ([]problem, error) {
	if len(bytes.TrimSpace(c.body)) == 0 {
		return nil, nil
	}
	if err := c.checkContentType(); err != nil {
		return nil, err
	}
	members, err := parseObject(c.body)
	if err != nil {
		return nil, err
	}
	return c.assign(members, target), nil
}

func (c *call) assign(members []member, target any) []problem {
	fields := paramFields(reflect.ValueOf(target).Elem())
	var problems []problem
	seen := map[string]bool{}
	for _, m := range members {
		field, known := fields[m.key]
		switch {
		case seen[m.key]:
			problems = append(problems, repeated(m.key))
		case !known:
			problems = append(problems, unknownParam(m.key))
		case c.behaviour.disables(m.key):
			p := unknownParam(m.key)
			p.LongMessage += " The feature it belongs to is not enabled on this instance."
			problems = append(problems, p)
		case isNull(m.value) && !field.nullable || field.param.assign(m.value) != nil:
			problems = append(problems, wrongType(m.key, jsonType(m.value), field.param.typeName()))
		}
		seen[m.key] = true
	}
	return problems
}

func (c *call) checkContentType() error {
	contentType := c.request.Header.Get("Content-Type")
	if media, _, err := mime.ParseMediaType(contentType); err == nil && media == "application/json" {
		return nil
	}
	return unsupportedContentType(contentType, "application/json")
}

// parseObject returns the members of a JSON object in their order.
func parseObject(body []byte) ([]member, error) {
	if !utf8.Valid(body) || !json.Valid(body) {
		return nil, bodyInvalid()
	}
	if isNull(body) {
		return nil, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	if opening, err := decoder.Token(); err != nil || opening != json.Delim('{') {
		return nil, bodyInvalid()
	}
	var members []member
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, bodyInvalid()
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil && !errors.Is(err, io.EOF) {
			return nil, bodyInvalid()
		}
		members = append(members, member{key: key.(string), value: value})
	}
	return members, nil
}

type paramField struct {
	param    assignable
	nullable bool
}

// paramFields returns the params of a struct by name.
func paramFields(value reflect.Value) map[string]paramField {
	fields := map[string]paramField{}
	for i := range value.NumField() {
		if value.Type().Field(i).Anonymous {
			maps.Copy(fields, paramFields(value.Field(i)))
			continue
		}
		name, option, _ := strings.Cut(value.Type().Field(i).Tag.Get("param"), ",")
		fields[name] = paramField{
			param:    value.Field(i).Addr().Interface().(assignable),
			nullable: option == "nullable",
		}
	}
	return fields
}

func isNull(raw []byte) bool { return string(bytes.TrimSpace(raw)) == "null" }

func jsonType(raw json.RawMessage) string {
	switch trimmed := bytes.TrimSpace(raw); trimmed[0] {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "boolean"
	case 'n':
		return "null"
	}
	return "number"
}
