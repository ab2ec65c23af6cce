// Package contract holds HTTP traffic against Clerk's OpenAPI specification of the Backend API, so
// that neither the client nor the emulator can drift from it unnoticed. Only tests use it.
//
// Errors name the operation, the place and the rule that is broken, and never a value: the traffic
// carries keys and passwords.
package contract

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// errorsSchema is the component that describes every error body of the API.
const errorsSchema = "ClerkErrors"

// ErrUnknownOperation is returned for a request with a method and path that the specification does not list.
var ErrUnknownOperation = errors.New("not an operation of the specification")

// Specification is an OpenAPI document to hold traffic against. It is safe for concurrent use.
type Specification struct {
	router     routers.Router
	operations []string
	errors     *openapi3.Schema
}

// Load reads the OpenAPI 3.0 document at path, in YAML or JSON. It fails when the document is not a
// valid one, when it names no server, and when it lacks the schema of error bodies.
func Load(path string) (*Specification, error) {
	doc, err := openapi3.NewLoader().LoadFromFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the specification: %w", err)
	}
	if err := doc.Validate(context.Background()); err != nil {
		return nil, fmt.Errorf("the specification %s is not valid: %w", path, err)
	}
	if err := serveAnywhere(doc); err != nil {
		return nil, fmt.Errorf("the specification %s: %w", path, err)
	}
	closeRequestBodies(doc)

	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		return nil, fmt.Errorf("routing the specification: %w", err)
	}
	spec := &Specification{router: router, operations: operations(doc)}
	if doc.Components == nil || doc.Components.Schemas[errorsSchema] == nil {
		return nil, fmt.Errorf("the specification %s has no schema %s", path, errorsSchema)
	}
	spec.errors = doc.Components.Schemas[errorsSchema].Value
	return spec, nil
}

// Operations returns every operation of the specification, sorted, as in "GET /users/{user_id}".
func (s *Specification) Operations() []string {
	return slices.Clone(s.operations)
}

func operations(doc *openapi3.T) []string {
	var names []string
	for path, item := range doc.Paths.Map() {
		for method := range item.Operations() {
			names = append(names, method+" "+path)
		}
	}
	slices.Sort(names)
	return names
}

// serveAnywhere keeps only the path of the server's URL, because tests reach the API on loopback.
func serveAnywhere(doc *openapi3.T) error {
	if len(doc.Servers) == 0 {
		return errors.New("names no server")
	}
	server, err := url.Parse(doc.Servers[0].URL)
	if err != nil {
		return fmt.Errorf("reading the server's URL: %w", err)
	}
	doc.Servers = openapi3.Servers{{URL: server.Path}}
	for _, item := range doc.Paths.Map() {
		item.Servers = nil
	}
	return nil
}

// closeRequestBodies forbids fields that a request body does not declare, wherever the document
// leaves that open. The API refuses them everywhere (form_param_unknown), and a misspelt field
// is just what a contract test has to find.
func closeRequestBodies(doc *openapi3.T) {
	closed := false
	for _, item := range doc.Paths.Map() {
		for _, operation := range item.Operations() {
			if operation.RequestBody == nil {
				continue
			}
			for _, media := range operation.RequestBody.Value.Content {
				if media.Schema == nil || media.Schema.Ref != "" {
					continue // a shared schema may describe responses too
				}
				schema := media.Schema.Value
				extra := &schema.AdditionalProperties
				if len(schema.Properties) > 0 && extra.Has == nil && extra.Schema == nil {
					extra.Has = &closed
				}
			}
		}
	}
}

// exchange is what the specification says about one request.
type exchange struct {
	name  string
	input *openapi3filter.RequestValidationInput
}

// find returns the operation that a request belongs to, with a copy of the request that validation
// may consume.
func (s *Specification) find(r *http.Request, body []byte) (*exchange, error) {
	request := r.Clone(r.Context())
	request.Body = http.NoBody
	request.ContentLength = int64(len(body))
	if len(body) > 0 {
		request.Body = readAgain(body)
	}
	route, parameters, err := s.router.FindRoute(request)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", r.Method, r.URL.EscapedPath(), ErrUnknownOperation)
	}
	return &exchange{
		name: route.Method + " " + route.Path,
		input: &openapi3filter.RequestValidationInput{
			Request:    request,
			PathParams: parameters,
			Route:      route,
			Options: &openapi3filter.Options{
				MultiError:            true,
				IncludeResponseStatus: true,
				// Defaults would be written into the request, and traffic must be judged as sent.
				SkipSettingDefaults: true,
				AuthenticationFunc:  openapi3filter.NoopAuthenticationFunc,
			},
		},
	}, nil
}
