package diagnostics

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// describe describes one item of an error in paragraphs: Clerk's message, advice,
// and the trace id for Clerk's support.
func (f Failure) describe(err *clerk.Error, item clerk.ErrorItem) string {
	text := fmt.Sprintf("Clerk answered %s with status %d (%s)", err.Operation, err.Status, item.Code)
	if message := strings.TrimSpace(item.Text()); message != "" {
		text += ": " + message
	}
	text = sentence(text)
	if len(item.UnsupportedFeatures) > 0 {
		text += fmt.Sprintf("\nFeatures that the Clerk subscription does not include: %s.",
			strings.Join(item.UnsupportedFeatures, ", "))
	}
	if err.RetryAfter > 0 {
		text += fmt.Sprintf(" Clerk requires a wait of %s.", err.RetryAfter)
	}
	advice := ""
	if f.Advice != nil {
		advice = f.Advice(item)
	}
	advice = cmp.Or(advice, f.missing(item), f.adviceFor(err, item.Code))
	return paragraphs(text, advice, traceLine(err.TraceID))
}

// withoutReason describes an error that has no items of Clerk's API.
func withoutReason(err error) string {
	if ambiguous := (*clerk.AmbiguousCreateError)(nil); errors.As(err, &ambiguous) {
		return unknownCreate(ambiguous)
	}
	if limited := (*clerk.RateLimitError)(nil); errors.As(err, &limited) {
		return rateLimited(limited)
	}
	if decode := (*clerk.DecodeError)(nil); errors.As(err, &decode) {
		trace := ""
		if apiError, ok := clerk.AsError(err); ok {
			trace = apiError.TraceID
		}
		return paragraphs(unexpectedAnswer(decode), unexpectedAnswerAdvice(decode.Status), traceLine(trace))
	}
	return paragraphs(sentence(err.Error()), transportAdvice(err))
}

// rateLimited describes a limit that lasts for longer than the client waits, such as the hourly one of invitations.
func rateLimited(err *clerk.RateLimitError) string {
	text := fmt.Sprintf("Clerk accepts no more requests %s until %s, in %s. Nothing was sent, or Clerk has refused it.",
		err.Operation, err.Until.UTC().Format("2006-01-02 15:04:05 UTC"), err.Wait.Round(time.Second))
	if strings.HasSuffix(err.Operation, "/invitations") {
		text += " Clerk limits invitations per hour: 100 to the instance, 250 to organizations."
	}
	return paragraphs(
		text,
		fmt.Sprintf("Apply again after this time: the apply continues where this one stopped. To let an "+
			"apply wait that long, set max_rate_limit_wait in the provider block. It is %s now.", err.Longest),
	)
}

// unknownCreate describes a create with an unknown result, after a search that failed.
func unknownCreate(err *clerk.AmbiguousCreateError) string {
	text := fmt.Sprintf("It is unknown whether Clerk carried out %s.\nThe create: %s\nThe search for the created "+
		"object: %s",
		err.Operation, sentence(err.Cause.Error()), sentence(err.Search.Error()))
	if err.ObjectID != "" {
		return paragraphs(text, fmt.Sprintf("Look at %s in the Clerk Dashboard. If it is the right one, import it. "+
			"Otherwise apply again.", err.ObjectID))
	}
	return paragraphs(text, adviceAfterUnknown(err.Operation))
}

// notFound describes a create with an unknown result, after a search that found nothing.
func notFound(err *clerk.AmbiguousCreateError) string {
	text := sentence(fmt.Sprintf("It is unknown whether Clerk carried out %s: %v", err.Operation, err.Search))
	return strings.TrimSpace(text + " " + adviceAfterUnknown(err.Operation))
}

// adviceAfterUnknown describes what to do after a create with an unknown result, "" for an object that no resource
// manages.
func adviceAfterUnknown(operation string) string {
	switch operation {
	case "POST /users":
		return "Apply again: if the user was created, the next error has its id for the import."
	case "POST /email_addresses", "POST /phone_numbers":
		return "Apply again: an object that the user has by then is adopted."
	case "POST /organizations":
		return "Look for the organization in the Clerk Dashboard. If it exists, import it: another apply would create a " +
			"second one, because names are not unique. Otherwise apply again."
	case "POST /invitations":
		return "Look for the invitation in the Clerk Dashboard. If it exists, import it: another apply can send a second " +
			"one. Otherwise apply again."
	case "POST /sign_in_tokens", "POST /actor_tokens":
		return ""
	default:
		return "Apply again: if the object was created, the next error describes how to import it."
	}
}

// unexpectedAnswer describes an answer that does not have the format of Clerk's API.
// It does not show the body, which can contain secrets.
func unexpectedAnswer(err *clerk.DecodeError) string {
	kind := "without a content type"
	if err.ContentType != "" {
		kind = fmt.Sprintf("of type %q", err.ContentType)
	}
	text := fmt.Sprintf(
		"The answer to %s (status %d, %d bytes %s) does not have the format of Clerk's API",
		err.Operation,
		err.Status,
		err.Length,
		kind,
	)
	var wrongType *json.UnmarshalTypeError
	switch {
	case err.HTML:
		text += ": it looks like a web page"
	case errors.As(err, &wrongType) && wrongType.Field != "":
		text += fmt.Sprintf(": its field %q is a JSON %s", wrongType.Field, wrongType.Value)
	case errors.As(err, &wrongType):
		text += fmt.Sprintf(": it is a JSON %s", wrongType.Value)
	case err.Err != nil:
		text += ": " + err.Err.Error()
	}
	return sentence(text)
}

func transportAdvice(err error) string {
	var transport *clerk.TransportError
	switch {
	case errors.Is(err, context.Canceled):
		return "The run was interrupted."
	case errors.Is(err, context.DeadlineExceeded):
		return "Try again. If Clerk often takes longer, increase request_timeout in the provider block. " +
			"If there is never an answer, check api_url, the network and any proxy."
	case errors.As(err, &transport):
		return "Check api_url, the network and any proxy, then try again."
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

// Count returns a number with a noun in the singular or the plural, such as "1 user" and "2 users".
func Count(number int, noun string) string {
	if number != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", number, noun)
}

// Be returns the verb for a number of objects: "is" for one.
func Be(number int) string {
	if number == 1 {
		return "is"
	}
	return "are"
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
