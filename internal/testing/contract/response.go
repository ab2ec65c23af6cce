package contract

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
)

// undocumentedErrors are the statuses that any operation may answer with an error body, listed for it
// or not. The specification under-documents errors: more than half of the operations list no 401,
// although every one of them needs a key, and ban lists no 404 although it takes an id.
var undocumentedErrors = []int{
	http.StatusBadRequest, http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden,
	http.StatusNotFound, http.StatusConflict, http.StatusGone, http.StatusRequestEntityTooLarge,
	http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity,
}

// CheckResponse holds the response to a request against the specification: the status, the headers and
// the body. It reads nothing from r.Body. The error lists every violation; it is ErrUnknownOperation
// when the operation does not exist.
//
// Any operation may answer 429 and 5xx. Those can come from whatever stands before the API, so their
// body is held to the schema of errors only when it says that it is JSON.
func (s *Specification) CheckResponse(r *http.Request, status int, header http.Header, body []byte) error {
	found, err := s.find(r, nil)
	if err != nil {
		return err
	}
	qualifier := fmt.Sprintf("answered %d", status)
	switch {
	case isFailure(status):
		if isJSON(header) {
			return s.checkErrors(body).in(found.name, qualifier)
		}
		return nil
	case found.input.Route.Operation.Responses.Status(status) == nil && slices.Contains(undocumentedErrors, status):
		return s.checkErrors(body).in(found.name, qualifier)
	}
	return checkDeclared(r.Context(), found, status, header, body).in(found.name, qualifier)
}

// isFailure reports whether a status means that the request was not carried out.
func isFailure(status int) bool {
	return status == http.StatusTooManyRequests || status >= http.StatusInternalServerError
}

// checkErrors holds a body against the schema of errors.
func (s *Specification) checkErrors(body []byte) violations {
	return checkBody(s.errors, body)
}

// checkDeclared holds a response against what the operation declares for its status.
func checkDeclared(ctx context.Context, found *exchange, status int, header http.Header, body []byte) violations {
	if len(body) > 0 && isJSON(header) && !json.Valid(body) {
		return violations{"response body: is not JSON"}
	}
	if page := wrappedPage(found, status, body); page != nil {
		return checkBody(page, body)
	}
	var broken violations
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: found.input,
		Status:                 status,
		Header:                 header,
		Body:                   readAgain(body),
		Options:                found.input.Options,
	}
	broken.addError("response", openapi3filter.ValidateResponse(ctx, input))
	return broken
}

func checkBody(schema *openapi3.Schema, body []byte) violations {
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		return violations{"response body: is not JSON"}
	}
	var broken violations
	broken.addError("response body", schema.VisitJSON(value, openapi3.VisitAsResponse(), openapi3.MultiErrors()))
	return broken
}

// wrappedPage returns the schema of {"data": […], "total_count": n} when a request is for a
// paginated list and got an object. The specification declares such lists as arrays whatever the
// paginated parameter says; the official SDKs decode the object, which shows what the API really gives.
func wrappedPage(found *exchange, status int, body []byte) *openapi3.Schema {
	if found.input.Request.URL.Query().Get("paginated") != "true" || !isObject(body) {
		return nil
	}
	response := found.input.Route.Operation.Responses.Status(status)
	if response == nil {
		return nil
	}
	media := response.Value.Content.Get("application/json")
	if media == nil || media.Schema == nil || !media.Schema.Value.Type.Is(openapi3.TypeArray) {
		return nil
	}
	page := openapi3.NewObjectSchema().
		WithPropertyRef("data", media.Schema).
		WithProperty("total_count", openapi3.NewInt64Schema()).
		WithRequired([]string{"data", "total_count"}).
		WithoutAdditionalProperties()
	return page
}

func isObject(body []byte) bool {
	var object map[string]json.RawMessage
	return json.Unmarshal(body, &object) == nil
}
