package clerk

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"time"
)

// errorBody is the shape of Clerk's refusals.
type errorBody struct {
	Errors  []errorBodyItem `json:"errors"`
	TraceID string          `json:"clerk_trace_id"`
}

type errorBodyItem struct {
	Code        string    `json:"code"`
	Message     string    `json:"message"`
	LongMessage string    `json:"long_message"`
	Meta        errorMeta `json:"meta"`
}

// errorMeta takes from an item's free-form meta the keys it knows. A key of an unexpected type is left out rather than
// costing the reader the whole error.
type errorMeta struct {
	Param               string
	Params              []string
	UnsupportedFeatures []string
	EmailAddresses      []string
	Identifiers         []string
}

func (m *errorMeta) UnmarshalJSON(data []byte) error {
	var keys map[string]json.RawMessage
	if json.Unmarshal(data, &keys) != nil {
		return nil //nolint:nilerr // the rest of the error is worth more than its meta
	}
	for name, target := range map[string]any{
		"param_name":           &m.Param,
		"param_names":          &m.Params,
		"unsupported_features": &m.UnsupportedFeatures,
		"email_addresses":      &m.EmailAddresses,
		"identifiers":          &m.Identifiers,
	} {
		if value, ok := keys[name]; ok {
			_ = json.Unmarshal(value, target)
		}
	}
	return nil
}

// newError reads a refusal.
func newError(op operation, a *answer, now time.Time) *Error {
	e := &Error{Operation: op.String(), Status: a.status, TraceID: traceID(a), Items: parseItems(a.body)}
	e.RetryAfter, _ = retryAfter(a.header, now)
	if len(e.Items) == 0 {
		e.decode = newDecodeError(op, a, errors.New("it holds no error of Clerk"))
	}
	return e
}

// parseItems returns the reasons in a refusal's body, none when it is not in Clerk's shape.
func parseItems(body []byte) []ErrorItem {
	var parsed errorBody
	if json.Unmarshal(body, &parsed) != nil {
		return nil
	}
	var items []ErrorItem
	for _, item := range parsed.Errors {
		if item.Code == "" {
			continue
		}
		items = append(items, ErrorItem{
			Code:                item.Code,
			Message:             item.Message,
			LongMessage:         item.LongMessage,
			Param:               item.Meta.Param,
			Params:              missingParams(item),
			UnsupportedFeatures: item.Meta.UnsupportedFeatures,
			EmailAddresses:      item.Meta.EmailAddresses,
			Identifiers:         item.Meta.Identifiers,
		})
	}
	return items
}

var quotedName = regexp.MustCompile(`"(\w+)"`)

// missingParams returns the parameters of an item. form_data_missing names them, for certain, only in a list at the
// start of its long message: ["phone_number" "username"] …
func missingParams(item errorBodyItem) []string {
	if len(item.Meta.Params) > 0 || item.Code != codeDataMissing {
		return item.Meta.Params
	}
	list, _, closed := strings.Cut(item.LongMessage, "]")
	if !closed || !strings.HasPrefix(list, "[") {
		return nil
	}
	var params []string
	for _, match := range quotedName.FindAllStringSubmatch(list, -1) {
		params = append(params, match[1])
	}
	return params
}

// traceID returns what identifies the request to Clerk's support: Clerk's own id, or Cloudflare's.
func traceID(a *answer) string {
	var body errorBody
	if a.status >= 400 && json.Unmarshal(a.body, &body) == nil && body.TraceID != "" {
		return plain(body.TraceID, maxName)
	}
	if id := a.header.Get("Clerk-Trace-Id"); id != "" {
		return plain(id, maxName)
	}
	return plain(a.header.Get("Cf-Ray"), maxName)
}
