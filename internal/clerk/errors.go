package clerk

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Error codes of Clerk that the client itself acts on.
const (
	codeResourceLocked = "resource_locked"
	codeDataMissing    = "form_data_missing"
)

// duplicateCodes say that an identifier or another unique value is taken.
var duplicateCodes = []string{"form_identifier_exists", "form_already_exists", "duplicate_record"}

// Error is an answer with another status than 2xx: usually Clerk's refusal with its reasons.
type Error struct {
	Operation string // such as "PATCH /users/{user_id}"
	Status    int    // HTTP status
	// TraceID identifies the request to Clerk's support; it can be empty.
	TraceID string
	// Items are Clerk's reasons. There are none when the answer was not in Clerk's shape, such as a proxy's page; then
	// the error wraps a *DecodeError.
	Items []ErrorItem
	// RetryAfter is how long Clerk asks to wait, zero when it does not ask.
	RetryAfter time.Duration

	decode *DecodeError
}

// ErrorItem is one reason of a refusal.
type ErrorItem struct {
	Code        string
	Message     string
	LongMessage string
	// Param is the request parameter at fault, such as "email_address"; Params are several. Both can be empty.
	Param  string
	Params []string
	// UnsupportedFeatures are the features that the instance's plan lacks.
	UnsupportedFeatures []string
	// EmailAddresses and Identifiers are the values at fault.
	EmailAddresses []string
	Identifiers    []string
}

// Text returns Clerk's message for a reader: the long one, or the short one when there is no other.
func (i ErrorItem) Text() string {
	if i.LongMessage != "" {
		return i.LongMessage
	}
	return i.Message
}

// Error implements error.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", e.Operation, statusText(e.Status))
	for i, item := range e.Items {
		b.WriteString([]string{": ", "; "}[min(i, 1)])
		b.WriteString(item.String())
	}
	if e.decode != nil {
		fmt.Fprintf(&b, ": %s", e.decode.description())
	}
	if e.RetryAfter > 0 {
		fmt.Fprintf(&b, " (retry after %s)", e.RetryAfter)
	}
	if e.TraceID != "" {
		fmt.Fprintf(&b, " (trace id %s)", e.TraceID)
	}
	return b.String()
}

// Unwrap returns the *DecodeError when the answer was not in Clerk's shape.
func (e *Error) Unwrap() error {
	if e.decode == nil {
		return nil
	}
	return e.decode
}

// String returns the reason in one line: code, parameter, message.
func (i ErrorItem) String() string {
	var b strings.Builder
	b.WriteString(i.Code)
	if params := i.params(); len(params) > 0 {
		fmt.Fprintf(&b, " (%s)", strings.Join(params, ", "))
	}
	if text := i.Text(); text != "" {
		fmt.Fprintf(&b, ": %s", text)
	}
	if len(i.UnsupportedFeatures) > 0 {
		fmt.Fprintf(&b, " [%s]", strings.Join(i.UnsupportedFeatures, ", "))
	}
	return b.String()
}

// IsDuplicate reports whether the reason is that an identifier or another unique value is taken.
func (i ErrorItem) IsDuplicate() bool { return slices.Contains(duplicateCodes, i.Code) }

func (i ErrorItem) params() []string {
	if i.Param != "" {
		return []string{i.Param}
	}
	return i.Params
}

func statusText(status int) string {
	if text := http.StatusText(status); text != "" {
		return strconv.Itoa(status) + " " + text
	}
	return strconv.Itoa(status)
}

// AsError returns the *Error in err's chain.
func AsError(err error) (*Error, bool) {
	var e *Error
	ok := errors.As(err, &e)
	return e, ok
}

// IsNotFound reports whether Clerk itself says that the object does not exist. A 404 that is not in Clerk's shape, as
// of a wrong address or a proxy, says nothing about the object.
func IsNotFound(err error) bool {
	e, ok := AsError(err)
	return ok && e.Status == http.StatusNotFound && len(e.Items) > 0
}

// IsDuplicate reports whether Clerk refused because an identifier or another unique value is taken.
func IsDuplicate(err error) bool {
	e, ok := AsError(err)
	return ok && slices.ContainsFunc(e.Items, ErrorItem.IsDuplicate)
}

// HasCode reports whether one of Clerk's reasons has the code.
func HasCode(err error, code string) bool {
	e, ok := AsError(err)
	return ok && hasItem(e.Items, code)
}

func hasItem(items []ErrorItem, code string) bool {
	return slices.ContainsFunc(items, func(item ErrorItem) bool { return item.Code == code })
}

// TransportError says that no whole answer arrived. It wraps the cause, such as context.Canceled.
type TransportError struct {
	Operation string
	Err       error
}

func newTransportError(op operation, err error) *TransportError {
	// The url.Error that http.Client adds repeats the address with its query, which can hold personal data.
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return &TransportError{Operation: op.String(), Err: err}
}

// Error implements error.
func (e *TransportError) Error() string {
	return fmt.Sprintf("%s: no answer from Clerk: %v", e.Operation, e.Err)
}

// Unwrap returns the cause.
func (e *TransportError) Unwrap() error { return e.Err }

// RedirectError says that the server redirected a request. Redirects are not followed, because the secret key would go
// wherever they lead.
type RedirectError struct {
	Operation string
	Status    int
	Host      string // where the redirect leads, empty when the server did not say
}

func newRedirectError(op operation, a *answer) *RedirectError {
	e := &RedirectError{Operation: op.String(), Status: a.status}
	if u, err := url.Parse(a.header.Get("Location")); err == nil {
		e.Host = plain(u.Host, maxName)
	}
	return e
}

// Error implements error.
func (e *RedirectError) Error() string {
	target := "another address"
	if e.Host != "" {
		target = e.Host
	}
	return fmt.Sprintf("%s: %s to %s; redirects are not followed, because the secret key would travel along: "+
		"correct the API URL", e.Operation, statusText(e.Status), target)
}

// InvalidRequestError says that a request was refused before anything was sent.
type InvalidRequestError struct {
	Operation string
	Err       error
}

func invalidRequest(op operation, err error) *InvalidRequestError {
	return &InvalidRequestError{Operation: op.String(), Err: err}
}

// Error implements error.
func (e *InvalidRequestError) Error() string {
	return fmt.Sprintf("%s: not sent: %v", e.Operation, e.Err)
}

// Unwrap returns the reason.
func (e *InvalidRequestError) Unwrap() error { return e.Err }
