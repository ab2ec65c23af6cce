package clerk

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"time"
)

// errorBody is the JSON of Clerk's errors.
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

// errorMeta has the known keys of an item's free-form meta. A key with an unexpected type is omitted, so that the rest
// of the error is kept.
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
		return nil //nolint:nilerr // the rest of the error is kept
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

// newError decodes an answer with an error status.
func newError(op operation, a *answer, now time.Time) *Error {
	e := &Error{Operation: op.String(), Status: a.status, TraceID: traceID(a), Items: parseItems(a.body)}
	e.RetryAfter, _ = retryAfter(a.header, now)
	if len(e.Items) == 0 {
		e.decode = newDecodeError(op, a, errors.New("it holds no error of Clerk"))
	}
	return e
}

// parseItems returns the reasons in the body of an error. It returns none if the body does not have the format of
// Clerk's errors.
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

// missingParams returns the parameters of an item. The error form_data_missing lists them only at the start of its long
// message: ["phone_number" "username"] …
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

// traceID returns the id of the request for Clerk's support: Clerk's trace id, or the id from Cloudflare.
func traceID(a *answer) string {
	var body errorBody
	if a.status >= 400 && json.Unmarshal(a.body, &body) == nil && body.TraceID != "" {
		return sanitizeText(body.TraceID, maxName)
	}
	if id := a.header.Get("Clerk-Trace-Id"); id != "" {
		return sanitizeText(id, maxName)
	}
	return sanitizeText(a.header.Get("Cf-Ray"), maxName)
}
