// Package diagnostics turns errors of the Backend API into Terraform
// diagnostics: on the attribute at fault, with Clerk's own message, its trace
// id, and what to do next.
package diagnostics

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// Failure says what could not be done, and where its errors belong.
type Failure struct {
	// Task is what was being done, such as `create the user "ada@example.com"`.
	Task string
	// Attributes maps request parameters (meta.param_name) to the attributes that state them.
	Attributes map[string]path.Path
	// Blame is the attribute of errors that name no known parameter; nil for none.
	Blame *path.Path
	// Advice says what to do next about an error where the caller knows better; nil or "" for the usual advice.
	Advice func(clerk.ErrorItem) string
}

// Diagnostics describes err. Each item of Clerk's answer becomes one diagnostic.
func (f Failure) Diagnostics(err error) diag.Diagnostics {
	apiError, ok := clerk.AsError(err)
	// A create in doubt wraps other errors, but they are not what matters about it.
	if ambiguous := (*clerk.AmbiguousCreateError)(nil); errors.As(err, &ambiguous) || !ok {
		return f.report(nil, "", withoutAnswer(err))
	}
	if len(apiError.Items) == 0 {
		item := clerk.ErrorItem{}
		if decode := (*clerk.DecodeError)(nil); errors.As(err, &decode) {
			item.LongMessage = decode.Error()
		}
		return f.report(nil, "", f.describe(apiError, item))
	}
	var diags diag.Diagnostics
	for _, item := range apiError.Items {
		diags = f.report(diags, item.Param, f.describe(apiError, item))
	}
	return diags
}

func (f Failure) report(diags diag.Diagnostics, param, detail string) diag.Diagnostics {
	summary := "Could not " + f.Task
	if attribute, ok := f.Attributes[param]; ok {
		diags.AddAttributeError(attribute, summary, detail)
	} else if f.Blame != nil {
		diags.AddAttributeError(*f.Blame, summary, detail)
	} else {
		diags.AddError(summary, detail)
	}
	return diags
}

func (f Failure) describe(err *clerk.Error, item clerk.ErrorItem) string {
	var text strings.Builder
	fmt.Fprintf(&text, "Clerk answered %s with status %d", err.Operation, err.Status)
	if item.Code != "" {
		fmt.Fprintf(&text, " (%s)", item.Code)
	}
	if message := item.Text(); message != "" {
		fmt.Fprintf(&text, ": %s", message)
	}
	text.WriteString(endOfSentence(text.String()))
	if len(item.UnsupportedFeatures) > 0 {
		fmt.Fprintf(&text, "\nFeatures that the instance's plan lacks: %s.", strings.Join(item.UnsupportedFeatures, ", "))
	}
	advice := ""
	if f.Advice != nil {
		advice = f.Advice(item)
	}
	if advice = cmp.Or(advice, adviceFor(err.Status, item.Code)); advice != "" {
		fmt.Fprintf(&text, "\n\n%s", advice)
	}
	if err.TraceID != "" {
		fmt.Fprintf(&text, "\n\nClerk trace id, for Clerk's support: %s", err.TraceID)
	}
	return text.String()
}

func endOfSentence(text string) string {
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!") {
		return ""
	}
	return "."
}

// withoutAnswer describes an error that is not an answer in Clerk's shape.
func withoutAnswer(err error) string {
	text := err.Error()
	text += endOfSentence(text)
	var ambiguous *clerk.AmbiguousCreateError
	var decode *clerk.DecodeError
	var transport *clerk.TransportError
	switch {
	case errors.As(err, &ambiguous) && ambiguous.UserID != "":
		return text + fmt.Sprintf("\n\nLook at %s in the Clerk Dashboard: import that user if it is the one that is meant. Otherwise apply again.", ambiguous.UserID)
	case errors.As(err, &ambiguous):
		return text + "\n\nThe create may have been carried out. Apply again: if it was, the error then names the user to import."
	case errors.Is(err, context.Canceled):
		return text + "\n\nThe run was interrupted."
	case errors.As(err, &decode):
		return text + "\n\nThe answer did not come from Clerk's Backend API: check api_url, and any proxy on the way."
	case errors.As(err, &transport):
		return text + "\n\nCheck api_url, the network and any proxy on the way, then apply again."
	default:
		return text
	}
}
