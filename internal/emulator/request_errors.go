package emulator

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// apiError is an error in the format of the API.
type apiError struct {
	status int
	// retryAfter is the header Retry-After, such as a number of seconds. Empty omits the header.
	retryAfter string
	// problems are the errors in the body. Without problems, the answer has no body.
	problems []problem
}

// problem is one error in an answer.
type problem struct {
	Message     string         `json:"message"`
	LongMessage string         `json:"long_message"`
	Code        string         `json:"code"`
	Meta        map[string]any `json:"meta,omitempty"`
}

type errorBody struct {
	Errors       []problem `json:"errors"`
	ClerkTraceID string    `json:"clerk_trace_id"`
}

func (e *apiError) Error() string {
	texts := make([]string, len(e.problems))
	for i, problem := range e.problems {
		texts[i] = problem.Code + ": " + problem.LongMessage
		if param, named := problem.Meta["param_name"]; named {
			texts[i] += fmt.Sprintf(" (%v)", param)
		}
	}
	return fmt.Sprintf("%d: %s", e.status, strings.Join(texts, "; "))
}

func failure(status int, code, message, longMessage string) *apiError {
	return &apiError{status: status, problems: []problem{{Message: message, LongMessage: longMessage, Code: code}}}
}

// unprocessable returns one answer for all problems of a request, or nil without problems.
func unprocessable(problems ...problem) error {
	if len(problems) == 0 {
		return nil
	}
	return &apiError{status: http.StatusUnprocessableEntity, problems: problems}
}

// about returns a problem with one parameter.
func about(param, code, message, format string, args ...any) problem {
	return problem{
		Message:     message,
		LongMessage: fmt.Sprintf(format, args...),
		Code:        code,
		Meta:        map[string]any{"param_name": param},
	}
}

func userNotFound(id string) error {
	return failure(http.StatusNotFound, "resource_not_found", "not found", "No user was found with id "+id)
}

func sessionNotFound(id string) error {
	return failure(http.StatusNotFound, "resource_not_found", "Session not found", "No session was found with id "+id)
}

func clientNotFound(id string) error {
	return failure(http.StatusNotFound, "resource_not_found", "Client not found", "No client was found with id "+id)
}

func organizationNotFound() error {
	return failure(http.StatusNotFound, "resource_not_found", "not found", "Given organization not found.")
}

func identificationNotFound() error {
	return failure(http.StatusNotFound, "resource_not_found", "Resource not found", "Resource not found")
}

func externalAccountNotFound() error {
	return failure(http.StatusNotFound, "external_account_not_found", "Invalid external account",
		"The External Account was not found.")
}

func routeNotFound() *apiError {
	return failure(http.StatusNotFound, "resource_not_found", "not found", "Resource not found")
}

func methodNotAllowed(method string) error {
	return failure(http.StatusMethodNotAllowed, "method_not_allowed", "method not allowed",
		"Method "+method+" is not allowed on this path.")
}

func operationGone() error {
	text := "endpoint is deprecated and pending removal"
	return failure(http.StatusGone, "operation_deprecated", text, text)
}

func bodyInvalid() error {
	return failure(http.StatusBadRequest, "request_body_invalid", "Request body invalid",
		"The request body is not a JSON object.")
}

func unsupportedContentType(received, expected string) error {
	return failure(http.StatusUnsupportedMediaType, "unsupported_content_type", "Content-Type is unsupported",
		"Content-Type "+received+" is unsupported. You should use "+expected+" instead.")
}

func bulkTooLarge(most int) error {
	return failure(http.StatusBadRequest, "bulk_size_exceeded", "bulk size exceeded",
		fmt.Sprintf("Parameters exceed the maximum allowed bulk processing size of %d.", most))
}

func imageNotFound() error {
	return failure(http.StatusNotFound, "image_not_found", "Image not found", "Image not found")
}

func planLacks(feature string) *apiError {
	e := failure(http.StatusPaymentRequired, "unsupported_subscription_plan_features", "Unsupported plan features",
		"The plan of this instance does not include a feature that the request needs.")
	e.problems[0].Meta = map[string]any{"unsupported_features": []string{feature}}
	return e
}

func featureOff(param string) error {
	e := failure(
		http.StatusForbidden,
		"feature_not_enabled",
		"not enabled",
		"This feature is not enabled on this instance",
	)
	if param != "" {
		e.problems[0].Meta = map[string]any{"param_name": param}
	}
	return e
}

func organizationsOff() error {
	return failure(http.StatusForbidden, "organization_not_enabled_in_instance", "access denied",
		"The organizations feature is not enabled for this instance.")
}

// Problems of several operations.

func missing(param string) problem {
	return about(param, "form_param_missing", "is missing", "%s must be included.", param)
}

func unknownParam(param string) problem {
	return about(param, "form_param_unknown", "is unknown", "%s is not a valid parameter for this request.", param)
}

func repeated(param string) problem {
	return about(
		param,
		"form_param_duplicate",
		"is duplicate",
		"%s included multiple times. There should only be one.",
		param,
	)
}

func duplicated(param string) problem {
	return about(param, "form_param_duplicate", "duplicate values", "%s contains duplicate values", param)
}

func unverified(param string) problem {
	return about(param, "form_verification_needed", "is unverified",
		"This identification needs to be verified before you can perform this action.")
}

func resourceMissing(param string) problem {
	return about(param, "form_resource_not_found", "is missing",
		"The resource associated with the supplied %s was not found.", param)
}

func needs(param, because string) problem {
	return about(
		param,
		"form_conditional_param_missing",
		"is missing",
		"`%s` is required when `%s` is present.",
		param,
		because,
	)
}

func excludes(param, because string) problem {
	return about(
		param,
		"form_conditional_param_disallowed",
		"is not allowed",
		"`%s` isn't allowed when `%s` is present.",
		param,
		because,
	)
}

func notAllowedValue(param string, allowed ...string) problem {
	return about(param, "form_param_value_invalid", "is invalid",
		"%s does not match the allowed values. Allowed values: %s", param, strings.Join(allowed, ", "))
}

func wrongType(param, received, typeName string) problem {
	return about(param, "form_param_value_invalid", "is invalid",
		"%s is invalid. Received %s, must be of type %s.", param, received, typeName)
}

// hasProblem reports whether one of the problems is about the parameter.
func hasProblem(problems []problem, param string) bool {
	return slices.ContainsFunc(problems, func(p problem) bool { return p.Meta["param_name"] == param })
}

// taken returns the problem for an identifier of another user.
func taken(param, code string) problem {
	nouns := map[string]string{
		"email_address": "email address", "phone_number": "phone number", "username": "username",
		"web3_wallet": "web3 wallet", "external_id": "external id", "slug": "slug", "key": "key",
	}
	text := fmt.Sprintf("That %s is taken. Please try another.", nouns[param])
	return about(param, code, text, "%s", text)
}
