package diagnostics

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// describe tells one reason of a refusal in paragraphs: what Clerk said, what
// to do next, and what Clerk's support needs to know.
func (f Failure) describe(err *clerk.Error, item clerk.ErrorItem) string {
	said := fmt.Sprintf("Clerk answered %s with status %d (%s)", err.Operation, err.Status, item.Code)
	if message := strings.TrimSpace(item.Text()); message != "" {
		said += ": " + message
	}
	said = sentence(said)
	if len(item.UnsupportedFeatures) > 0 {
		said += fmt.Sprintf("\nFeatures that the instance's plan lacks: %s.", strings.Join(item.UnsupportedFeatures, ", "))
	}
	if err.RetryAfter > 0 {
		said += fmt.Sprintf(" Clerk asks to wait %s.", err.RetryAfter)
	}
	advice := ""
	if f.Advice != nil {
		advice = f.Advice(item)
	}
	advice = cmp.Or(advice, f.missing(item), adviceFor(err, item.Code))
	return paragraphs(said, advice, traceLine(err.TraceID))
}

// withoutReason describes an error that brings no reason of Clerk.
func withoutReason(err error) string {
	if ambiguous := (*clerk.AmbiguousCreateError)(nil); errors.As(err, &ambiguous) {
		return inDoubt(ambiguous)
	}
	if decode := (*clerk.DecodeError)(nil); errors.As(err, &decode) {
		trace := ""
		if apiError, ok := clerk.AsError(err); ok {
			trace = apiError.TraceID
		}
		return paragraphs(foreign(decode), foreignAdvice(decode.Status), traceLine(trace))
	}
	return paragraphs(sentence(err.Error()), transportAdvice(err))
}

func inDoubt(err *clerk.AmbiguousCreateError) string {
	said := fmt.Sprintf("It is unknown whether Clerk carried out %s.\nThe create: %s\nThe search for what it made: %s",
		err.Operation, sentence(err.Cause.Error()), sentence(err.Search.Error()))
	if err.UserID != "" {
		return paragraphs(
			said,
			fmt.Sprintf(
				"Look at %s in the Clerk Dashboard: import that user if it is the one that is meant. Otherwise apply again.",
				err.UserID,
			),
		)
	}
	if err.Operation != "POST /users" {
		return paragraphs(said, "Apply again: what the user holds by then is taken over.")
	}
	return paragraphs(said, "Apply again: if the create was carried out, the error then names the user to import.")
}

// mayExist says what is known of a create whose result no search has shown.
func mayExist(err *clerk.AmbiguousCreateError) string {
	said := sentence(fmt.Sprintf("It is unknown whether Clerk carried out %s: %v", err.Operation, err.Search))
	switch err.Operation {
	case "POST /users":
		return said + " Apply again: if the user exists by then, the error names the user to import."
	case "POST /email_addresses", "POST /phone_numbers":
		return said + " Apply again: what the user holds by then is taken over."
	default:
		return said
	}
}

// foreign describes an answer that is not in the shape of Clerk's API. It
// shows nothing of the body, which can hold secrets.
func foreign(err *clerk.DecodeError) string {
	kind := "without a content type"
	if err.ContentType != "" {
		kind = fmt.Sprintf("of type %q", err.ContentType)
	}
	said := fmt.Sprintf(
		"The answer to %s (status %d, %d bytes %s) is not what Clerk's API sends",
		err.Operation,
		err.Status,
		err.Length,
		kind,
	)
	var wrongType *json.UnmarshalTypeError
	switch {
	case err.HTML:
		said += ": it looks like a web page"
	case errors.As(err, &wrongType) && wrongType.Field != "":
		said += fmt.Sprintf(": its field %q is a JSON %s", wrongType.Field, wrongType.Value)
	case errors.As(err, &wrongType):
		said += fmt.Sprintf(": it is a JSON %s", wrongType.Value)
	case err.Err != nil:
		said += ": " + err.Err.Error()
	}
	return sentence(said)
}

func transportAdvice(err error) string {
	var transport *clerk.TransportError
	switch {
	case errors.Is(err, context.Canceled):
		return "The run was interrupted."
	case errors.Is(err, context.DeadlineExceeded):
		return "Try again. If Clerk often takes longer, raise request_timeout in the provider block; if nothing is ever answered, check api_url, the network and any proxy on the way."
	case errors.As(err, &transport):
		return "Check api_url, the network and any proxy on the way, then try again."
	default:
		return ""
	}
}

func traceLine(id string) string {
	if id == "" {
		return ""
	}
	return "Clerk trace id, for Clerk's support: " + id
}

// sentence ends a text with one full stop.
func sentence(text string) string {
	text = strings.TrimRight(text, " \n")
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

// paragraphs joins the texts that are not empty.
func paragraphs(texts ...string) string {
	var kept []string
	for _, text := range texts {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return strings.Join(kept, "\n\n")
}

// UpperFirst returns a text as the beginning of a sentence. The text is not empty and begins with an ASCII letter.
func UpperFirst(text string) string {
	return strings.ToUpper(text[:1]) + text[1:]
}
