package contract

import (
	"errors"
	"fmt"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
)

// violations collects what one request or response does against the specification. Each is written
// from the rule that is broken: the validator's own messages quote values.
type violations []string

// add records a reason at a JSON pointer ("" for the whole) inside a part of the exchange.
func (v *violations) add(part, pointer, reason string) {
	place := part
	if pointer != "" {
		place += " at " + pointer
	}
	*v = append(*v, place+": "+reason)
}

// addError records every rule that a validation error reports, if any.
func (v *violations) addError(part string, err error) {
	switch err := err.(type) { //nolint:errorlint // the tree is walked node by node
	case nil:
	case openapi3.MultiError:
		for _, one := range err {
			v.addError(part, one)
		}
	case *openapi3filter.RequestError:
		v.addRequestError(err)
	case *openapi3filter.ResponseError:
		v.addFilterError(part+" body", err.Reason, err.Err)
	case *openapi3.SchemaError:
		v.addSchemaError(part, err)
	default:
		v.add(part, "", "cannot be read as the specification says")
	}
}

func (v *violations) addRequestError(err *openapi3filter.RequestError) {
	part := "request body"
	if err.Parameter != nil {
		part = fmt.Sprintf("%s parameter %s", err.Parameter.In, err.Parameter.Name)
	}
	v.addFilterError(part, err.Reason, err.Err)
}

// addFilterError records an error of one part: the reason is the summary of the validator, the
// cause its details.
func (v *violations) addFilterError(part, reason string, cause error) {
	var schema *openapi3.SchemaError
	var several openapi3.MultiError
	switch {
	case errors.Is(cause, openapi3filter.ErrInvalidRequired), errors.Is(cause, openapi3filter.ErrInvalidEmptyValue):
		v.add(part, "", cause.Error())
	case errors.As(cause, &several):
		v.addError(part, several)
	case errors.As(cause, &schema):
		v.addError(part, schema)
	case cause == nil:
		v.add(part, "", reason)
	default:
		v.add(part, "", "cannot be read as the specification says")
	}
}

func (v *violations) addSchemaError(part string, err *openapi3.SchemaError) {
	var branches openapi3.MultiError
	if err.Origin != nil && errors.As(errors.Unwrap(err.Origin), &branches) {
		v.addError(part, branches)
		return
	}
	reason := err.Reason
	if reason == "" {
		reason = "breaks the rule " + err.SchemaField
	}
	pointer := ""
	if path := err.JSONPointer(); len(path) > 0 {
		pointer = "/" + strings.Join(path, "/")
	}
	v.add(part, pointer, reason)
}

// in returns the violations as one error about an operation, or nil when there are none.
func (v violations) in(operation, qualifier string) error {
	if len(v) == 0 {
		return nil
	}
	if qualifier != "" {
		operation += " " + qualifier
	}
	return fmt.Errorf("%s: %s", operation, strings.Join(v, "; "))
}
