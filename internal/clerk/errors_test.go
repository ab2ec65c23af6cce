package clerk_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// refusal returns the error for an answer.
func refusal(t *testing.T, status int, header http.Header, body string) error {
	t.Helper()
	transport := roundTripper(func(*http.Request) (*http.Response, error) { return respond(status, header, body), nil })
	c := newClient(t, clerk.WithTransport(transport), clerk.WithMaxRetries(0))
	_, err := c.GetUser(background(), "user_1")
	return err
}

func TestError_keepsClerksReasons(t *testing.T) {
	for name, test := range map[string]struct {
		status  int
		header  http.Header
		body    string
		want    clerk.Error
		message string
	}{
		"one reason": {
			422, nil,
			`{"errors":[{"message":"taken","long_message":"That email address is taken.","code":"form_identifier_exists",` +
				`"meta":{"param_name":"email_address"}}],"clerk_trace_id":"t1"}`,
			clerk.Error{TraceID: "t1", Items: []clerk.ErrorItem{{
				Code: "form_identifier_exists", Message: "taken", LongMessage: "That email address is taken.",
				Param: "email_address",
			}}},
			"GET /users/{user_id}: 422 Unprocessable Entity: " +
				"form_identifier_exists (email_address): That email address is taken. (trace id t1)",
		},
		"several reasons": {
			422, http.Header{"Clerk-Trace-Id": {"t2"}},
			`{"errors":[{"code":"a","message":"x","meta":{}},{"code":"b","message":"y","long_message":"","meta":null}],` +
				`"meta":{"z":1}}`,
			clerk.Error{TraceID: "t2", Items: []clerk.ErrorItem{{Code: "a", Message: "x"}, {Code: "b", Message: "y"}}},
			"GET /users/{user_id}: 422 Unprocessable Entity: a: x; b: y (trace id t2)",
		},
		"unsupported features": {
			402, http.Header{"Cf-Ray": {"ray-1"}},
			`{"errors":[{"code":"unsupported_subscription_plan_features","message":"m",` +
				`"meta":{"unsupported_features":["ban_user","x"]}}]}`,
			clerk.Error{TraceID: "ray-1", Items: []clerk.ErrorItem{{
				Code: "unsupported_subscription_plan_features", Message: "m", UnsupportedFeatures: []string{"ban_user", "x"},
			}}},
			"GET /users/{user_id}: 402 Payment Required: " +
				"unsupported_subscription_plan_features: m [ban_user, x] (trace id ray-1)",
		},
		"lists in meta": {
			403, nil,
			`{"errors":[{"code":"c","message":"m","meta":{"param_names":["p","q"],"email_addresses":["e"],` +
				`"identifiers":["i"]}}]}`,
			clerk.Error{Items: []clerk.ErrorItem{{
				Code: "c", Message: "m", Params: []string{"p", "q"}, EmailAddresses: []string{"e"}, Identifiers: []string{"i"},
			}}},
			"GET /users/{user_id}: 403 Forbidden: c (p, q): m",
		},
		"missing parameters named in the message": {
			422, nil, `{"errors":[{"code":"form_data_missing",` +
				`"long_message":"[\"phone_number\" \"username\"] data doesn't match [\"x\"]"}]}`,
			clerk.Error{Items: []clerk.ErrorItem{{
				Code: "form_data_missing", LongMessage: `["phone_number" "username"] data doesn't match ["x"]`,
				Params: []string{"phone_number", "username"},
			}}},
			`GET /users/{user_id}: 422 Unprocessable Entity: form_data_missing (phone_number,` +
				` username): ["phone_number" "username"] data doesn't match ["x"]`,
		},
		"meta of unexpected types": {
			422, nil, `{"errors":[{"code":"c","message":"m","meta":{"param_name":7,"param_names":"p","identifiers":{}}},` +
				`{"code":"d","message":"n","meta":"text"}]}`,
			clerk.Error{Items: []clerk.ErrorItem{{Code: "c", Message: "m"}, {Code: "d", Message: "n"}}},
			"GET /users/{user_id}: 422 Unprocessable Entity: c: m; d: n",
		},
		"throttled": {
			429, http.Header{"Retry-After": {"12"}}, `{"errors":[{"code":"too_many_requests","message":"slow down"}]}`,
			clerk.Error{
				RetryAfter: 12 * time.Second,
				Items:      []clerk.ErrorItem{{Code: "too_many_requests", Message: "slow down"}},
			},
			"GET /users/{user_id}: 429 Too Many Requests: too_many_requests: slow down (retry after 12s)",
		},
		"unknown status": {
			599, nil, `{"errors":[{"code":"c","message":"m"}]}`,
			clerk.Error{Items: []clerk.ErrorItem{{Code: "c", Message: "m"}}},
			"GET /users/{user_id}: 599: c: m",
		},
	} {
		t.Run(name, func(t *testing.T) {
			err := refusal(t, test.status, test.header, test.body)
			got, ok := clerk.AsError(fmt.Errorf("wrapped: %w", err))
			if !ok {
				t.Fatalf("got %v, want *Error", err)
			}
			test.want.Operation, test.want.Status = "GET /users/{user_id}", test.status
			if !reflect.DeepEqual(*got, test.want) {
				t.Errorf("got  %#v\nwant %#v", *got, test.want)
			}
			if err.Error() != test.message {
				t.Errorf("got  %s\nwant %s", err, test.message)
			}
		})
	}
}

func TestError_predicates_recognizeTheirErrors(t *testing.T) {
	body := func(code string) string { return fmt.Sprintf(`{"errors":[{"code":"other"},{"code":%q}]}`, code) }
	for name, test := range map[string]struct {
		err                 error
		notFound, duplicate bool
	}{
		"not found":            {refusal(t, 404, nil, body("resource_not_found")), true, false},
		"taken identifier":     {refusal(t, 422, nil, body("form_identifier_exists")), false, true},
		"taken external id":    {refusal(t, 422, nil, body("form_already_exists")), false, true},
		"duplicate record":     {refusal(t, 400, nil, body("duplicate_record")), false, true},
		"missing reference":    {refusal(t, 422, nil, body("form_resource_not_found")), false, false},
		"404 of a proxy":       {refusal(t, 404, http.Header{"Content-Type": {"text/html"}}, "<html>"), false, false},
		"404 in another shape": {refusal(t, 404, nil, `{"error":"not found"}`), false, false},
		"404 without reasons":  {refusal(t, 404, nil, `{"errors":[]}`), false, false},
		"no error":             {nil, false, false},
		"another error":        {errors.New("x"), false, false},
	} {
		if clerk.IsNotFound(test.err) != test.notFound || clerk.IsDuplicate(test.err) != test.duplicate {
			t.Errorf("%s: IsNotFound %t, IsDuplicate %t", name, clerk.IsNotFound(test.err), clerk.IsDuplicate(test.err))
		}
	}
	err := refusal(t, 422, nil, body("x"))
	if !clerk.HasCode(err, "x") || !clerk.HasCode(err, "other") || clerk.HasCode(err, "y") {
		t.Error("HasCode must find the codes of all reasons and no other")
	}
}

func FuzzParseItems_anyBody_neverPanics(f *testing.F) {
	f.Add([]byte(`{"errors":[{"code":"form_data_missing","long_message":"[\"a\" \"b\"] x","meta":{"param_name":"p"}}]}`))
	f.Add([]byte(`{"errors":[{"code":"c","meta":[1]},null,{"meta":{"param_names":[null,1]}}],"clerk_trace_id":7}`))
	f.Add([]byte(`{"errors":{}}`))
	f.Add([]byte("<html>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, item := range clerk.ParseItems(body) {
			if item.Code == "" || item.String() == "" {
				t.Errorf("an item without a code: %#v", item)
			}
			if _, err := json.Marshal(item); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestRedirectError_redirectIsNotFollowed(t *testing.T) {
	other := newServer(t, answerAny)
	for _, status := range []int{301, 302, 303, 307, 308} {
		for name, location := range map[string]string{
			"another host": other.URL + "/v1/users/user_1", "the same host": "/v1/users/user_2", "nowhere": "",
			"nonsense": "http://%zz",
		} {
			s := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", location)
				w.WriteHeader(status)
			})
			_, err := s.client(t).UpdateUser(background(), "user_1", clerk.UserUpdateParams{})
			var redirect *clerk.RedirectError
			if !errors.As(err, &redirect) || redirect.Status != status {
				t.Errorf("%d to %s: got %v, want *RedirectError", status, name, err)
			} else if name == "another host" && !strings.Contains(err.Error(), strings.TrimPrefix(other.URL, "http://")) {
				t.Errorf("%v does not name the host", err)
			}
			if n := len(s.received()); n != 1 {
				t.Errorf("%d to %s: %d requests, want 1", status, name, n)
			}
		}
	}
	if n := len(other.received()); n != 0 {
		t.Errorf("the other host received %d requests", n)
	}
}

func TestTransportError_Unwrap_returnsTheCause(t *testing.T) {
	ctx, cancel := context.WithCancel(background())
	s := newServer(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	_, err := s.client(t).ListUsers(ctx, clerk.UserListParams{Query: "sesame"})
	var transport *clerk.TransportError
	if !errors.As(err, &transport) || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want a *TransportError of the cancellation", err)
	}
	if strings.Contains(err.Error(), "sesame") {
		t.Errorf("the error shows the query: %v", err)
	}
}
