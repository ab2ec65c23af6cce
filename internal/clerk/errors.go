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

// Error codes of Clerk that the client handles.
const (
	codeResourceLocked = "resource_locked"
	codeDataMissing    = "form_data_missing"

	codeDuplicateRecord = "duplicate_record"

	codeCreatorNotFound = "organization_creator_not_found"
)

// lockedCodes are the codes of a 409 for an object that another request is changing.
var lockedCodes = []string{codeResourceLocked, "role_migration_in_progress", "waitlist_entry_locked"}

// duplicateCodes are the codes for an identifier or another unique value that is taken.
var duplicateCodes = []string{"form_identifier_exists", "form_already_exists", codeDuplicateRecord}

// existingCodes are the codes for a create of an object that exists. They are about no value of the request.
var existingCodes = []string{CodeAlreadyMember, codeInvitationNotUnique}

// CodeAlreadyMember is the code of a membership that exists.
const CodeAlreadyMember = "already_a_member_in_organization"

// existsAlready reports whether Clerk refused a create because the object exists.
func existsAlready(err error) bool {
	return IsDuplicate(err) || slices.ContainsFunc(existingCodes, func(code string) bool { return HasCode(err, code) })
}

// Error is an answer with a status other than 2xx, usually an error that Clerk reports with its reasons.
type Error struct {
	Operation string // such as "PATCH /users/{user_id}"
	Status    int    // HTTP status
	// TraceID identifies the request for Clerk's support. It can be empty.
	TraceID string
	// Items are Clerk's reasons. It is empty if the body does not have the format of Clerk's errors, such as a page of a
	// proxy. The error then wraps a *DecodeError.
	Items []ErrorItem
	// RetryAfter is the wait that Clerk requests, or zero.
	RetryAfter time.Duration

	decode *DecodeError
}

// ErrorItem is one reason in an error of Clerk.
type ErrorItem struct {
	Code        string
	Message     string
	LongMessage string
	// Param is the request parameter at fault, such as "email_address". Params has several of them. Both can be empty.
	Param  string
	Params []string
	// UnsupportedFeatures are the features that the plan of the instance does not have.
	UnsupportedFeatures []string
	// EmailAddresses and Identifiers are the values at fault.
	EmailAddresses []string
	Identifiers    []string
}

// Text returns Clerk's long message, or the short one if there is no long one.
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

// Unwrap returns the *DecodeError if the body does not have the format of Clerk's errors.
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

// IsDuplicate reports whether an identifier or another unique value is taken.
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

// IsNotFound reports whether Clerk answered that the object does not exist. A 404 without an error of Clerk can come
// from a wrong URL or a proxy, so it does not count.
func IsNotFound(err error) bool {
	e, ok := AsError(err)
	return ok && e.Status == http.StatusNotFound && len(e.Items) > 0
}

// IsDuplicate reports whether Clerk refused the request because an identifier or another unique value is taken.
func IsDuplicate(err error) bool {
	e, ok := AsError(err)
	return ok && slices.ContainsFunc(e.Items, ErrorItem.IsDuplicate)
}

// NeedsPlan reports whether the plan of the application does not include the feature of the request.
func NeedsPlan(err error) bool {
	e, ok := AsError(err)
	return ok && e.Status == http.StatusPaymentRequired
}

// HasCode reports whether one of Clerk's reasons has the code.
func HasCode(err error, code string) bool {
	e, ok := AsError(err)
	return ok && hasItem(e.Items, code)
}

func hasItem(items []ErrorItem, code string) bool {
	return slices.ContainsFunc(items, func(item ErrorItem) bool { return item.Code == code })
}

// TransportError reports that no complete answer arrived. It wraps the cause, such as context.Canceled.
type TransportError struct {
	Operation string
	Err       error
}

func newTransportError(op operation, err error) *TransportError {
	// http.Client adds a url.Error with the full URL. The query can contain personal data, so only the cause is kept.
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

// RateLimitError reports that Clerk accepts no more of these requests for longer than the client waits.
type RateLimitError struct {
	Operation string
	// Until is when Clerk accepts requests again, and Wait the time until then.
	Until time.Time
	Wait  time.Duration
	// Longest is the longest wait of the client.
	Longest time.Duration
}

// Error implements error.
func (e *RateLimitError) Error() string {
	return fmt.Sprintf("%s: Clerk accepts no more of these requests until %s; the client waits at most %s",
		e.Operation, e.Until.UTC().Format(time.RFC3339), e.Longest)
}

// RedirectError reports that the server redirected a request. The client does not follow redirects, because it would
// send the secret key to the new address.
type RedirectError struct {
	Operation string
	Status    int
	Host      string // host of the new address, empty if the answer has none
}

func newRedirectError(op operation, a *answer) *RedirectError {
	e := &RedirectError{Operation: op.String(), Status: a.status}
	if u, err := url.Parse(a.header.Get("Location")); err == nil {
		e.Host = sanitizeText(u.Host, maxName)
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

// IgnoredFilterError reports a list with objects that do not match the filter. The server, a cache or a proxy ignored
// the filter.
type IgnoredFilterError struct {
	Operation string
	Filter    string // such as "email_address"
}

// Error implements error.
func (e *IgnoredFilterError) Error() string {
	return fmt.Sprintf("%s: the answer ignores the filter %s and lists other objects: "+
		"check the API URL and any cache or proxy on the way", e.Operation, e.Filter)
}

// InvalidRequestError reports that the client refused a request before it sent anything.
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
