package emulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Kinds of faults of a cache, a proxy, a gateway or a firewall, which change the request or the answer.
const (
	// FaultOtherObject processes the operation, then answers about another object of the same kind. It applies to
	// operations on one object and to creates.
	FaultOtherObject = "other_object"
	// FaultRepeatedPost processes a POST twice, and sends the first answer.
	FaultRepeatedPost = "repeated_post"
	// FaultIneffectiveDelete answers a DELETE with 200 without processing it.
	FaultIneffectiveDelete = "ineffective_delete"
	// FaultIgnoredFilter ignores the filters of GET /v1/users and GET /v1/users/count.
	FaultIgnoredFilter = "ignored_filter"
	// FaultForeignRefusal processes the operation, then answers with a status 4xx and a body that is not in Clerk's
	// format.
	FaultForeignRefusal = "foreign_refusal"
)

func checkForeignRefusal(rule FaultRule) error {
	if rule.Status != 0 && (rule.Status < 400 || rule.Status > 499) {
		return fmt.Errorf("kind %s needs a status from 400 to 499, not %d", FaultForeignRefusal, rule.Status)
	}
	return nil
}

// foreignRefusal returns the answer of a gateway. The status 0 means 403.
func foreignRefusal(status int) *pageError {
	if status == 0 {
		status = http.StatusForbidden
	}
	return &pageError{status, "application/json", fmt.Sprintf(`{"error":%q}`, http.StatusText(status))}
}

func runTwice(e *Emulator, to route, c *call) (any, error) {
	again := *c
	answer, err := e.run(to, c)
	if to.method == http.MethodPost {
		_, _ = e.run(to, &again)
	}
	return answer, err
}

func runNoDelete(e *Emulator, to route, c *call) (any, error) {
	if to.method != http.MethodDelete {
		return e.run(to, c)
	}
	segments := strings.Split(c.request.URL.Path, "/")
	return DeletedObject{Object: "deleted_object", ID: segments[len(segments)-1]}, nil
}

// notFilters are the parameters of a list that are not filters.
var notFilters = []string{"limit", "offset", "order_by", "starting_after", "paginated"}

func runUnfiltered(e *Emulator, to route, c *call) (any, error) {
	if to.method != http.MethodGet || to.pattern != "/v1/users" && to.pattern != "/v1/users/count" {
		return e.run(to, c)
	}
	query := url.Values{}
	for name, values := range c.request.URL.Query() {
		if slices.Contains(notFilters, name) {
			query[name] = values
		}
	}
	c.request = c.request.Clone(c.request.Context())
	c.request.URL.RawQuery = query.Encode()
	return e.run(to, c)
}

func runForOther(e *Emulator, to route, c *call) (any, error) {
	answer, err := e.run(to, c)
	if err != nil || to.method == http.MethodGet && !strings.Contains(to.pattern, "{") {
		return answer, err
	}
	if user, ok := answer.(User); ok {
		if other := e.otherUser(user.ID); other != nil {
			return *other, nil
		}
	}
	return otherObject(answer, e.Now())
}

// renewID replaces an id by another one with its prefix.
func renewID(object map[string]any, name string, at time.Time) {
	if id, ok := object[name].(string); ok {
		object[name] = newID(id[:strings.LastIndex(id, "_")+1], at)
	}
}

// otherUser returns another user, or nil.
func (e *Emulator) otherUser(id string) *User {
	for _, user := range e.Users() {
		if user.ID != id {
			return &user
		}
	}
	return nil
}

// otherObject returns a copy of an answer with other ids and without identifiers. A list is not changed.
func otherObject(answer any, at time.Time) (any, error) {
	encoded, err := json.Marshal(answer)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.UseNumber()
	var object map[string]any
	if encoded[0] != '{' { // a list
		return answer, nil
	}
	if err := decoder.Decode(&object); err != nil {
		return nil, err
	}
	renewID(object, "id", at)
	renewID(object, "user_id", at)
	for part, name := range map[string]string{"organization": "id", "public_user_data": "user_id"} { // of a membership
		if nested, ok := object[part].(map[string]any); ok {
			renewID(nested, name, at)
		}
	}
	for name, other := range map[string]any{
		"email_address": "other@example.com", "phone_number": "+12025550100", "username": nil, "external_id": nil,
		"email_addresses": []any{}, "phone_numbers": []any{}, "web3_wallets": []any{},
		"name": "Other", "slug": "other", "key": "org:other:read", "identifier": "other@example.com",
	} {
		if _, held := object[name]; held {
			object[name] = other
		}
	}
	return object, nil
}
