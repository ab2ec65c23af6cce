package contract

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
)

// versionParameter chooses the version of the API on any operation. Clerk documents it beside the
// header of the same purpose, not in the specification.
const versionParameter = "__clerk_api_version"

// CheckRequest holds a request with the given body against the specification: the operation, its
// parameters and the body. It reads nothing from r.Body and changes nothing in r. The error lists
// every violation; it is ErrUnknownOperation when the operation does not exist.
func (s *Specification) CheckRequest(r *http.Request, body []byte) error {
	if isNothing(body) {
		body = nil
	}
	found, err := s.find(r, body)
	if err != nil {
		return err
	}
	var broken violations
	for name := range r.URL.Query() {
		if name != versionParameter && !declaresQuery(found, name) {
			broken.add("query parameter "+name, "", "is not declared")
		}
	}
	if len(body) > 0 && found.input.Route.Operation.RequestBody == nil {
		broken.add("request body", "", "is not declared")
	}
	if isJSON(r.Header) && len(body) > 0 && !json.Valid(body) {
		broken.add("request body", "", "is not JSON")
		return broken.in(found.name, "")
	}
	broken.addError("request", openapi3filter.ValidateRequest(r.Context(), found.input))
	return broken.in(found.name, "")
}

func declaresQuery(found *exchange, name string) bool {
	route := found.input.Route
	return slices.ContainsFunc(slices.Concat(route.PathItem.Parameters, route.Operation.Parameters),
		func(parameter *openapi3.ParameterRef) bool {
			return parameter.Value.In == openapi3.ParameterInQuery && parameter.Value.Name == name
		})
}

// isNothing reports whether a body is empty. The official SDKs send either no bytes or the literal
// null where an operation takes no parameters.
func isNothing(body []byte) bool {
	trimmed := bytes.TrimSpace(body)
	return len(trimmed) == 0 || string(trimmed) == "null"
}

func isJSON(header http.Header) bool {
	mediaType, _, err := mime.ParseMediaType(header.Get("Content-Type"))
	return err == nil && mediaType == "application/json"
}

func readAgain(body []byte) io.ReadCloser {
	return io.NopCloser(bytes.NewReader(body))
}
