// Package diagnostics converts errors of the Backend API into Terraform
// diagnostics: on the attribute at fault, with Clerk's message, its trace id, and
// advice.
package diagnostics

import (
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// Failure describes a failed operation and maps its errors to attributes.
type Failure struct {
	// Task completes "Could not", such as `create the user "ada@example.com"`.
	Task string
	// Attributes maps request parameters (meta.param_name) to the attributes with their values.
	Attributes map[string]path.Path
	// DefaultAttribute is the attribute of errors without a known parameter; nil for none.
	DefaultAttribute *path.Path
	// OfAction gives the usual advice for actions.
	OfAction bool
	// Advice returns advice that replaces the usual advice; nil or "" for the usual advice.
	Advice func(clerk.ErrorItem) string
	// Note is added to each error, such as a list of completed requests; "" for nothing.
	Note string
}

// Diagnostics describes err. Each item of Clerk's answer becomes one diagnostic.
func (f Failure) Diagnostics(err error) diag.Diagnostics {
	apiError, ok := clerk.AsError(err)
	// A create with an unknown result wraps other errors. The unknown result is more important than these.
	ambiguous := (*clerk.AmbiguousCreateError)(nil)
	unknown := errors.As(err, &ambiguous)
	if unknown && !ambiguous.SearchFailed() {
		f.Note = paragraphs(notFound(ambiguous), f.Note)
		return f.Diagnostics(ambiguous.Cause)
	}
	if unknown || !ok || len(apiError.Items) == 0 {
		return f.report(nil, clerk.ErrorItem{}, withoutReason(err))
	}
	var diags diag.Diagnostics
	for _, item := range apiError.Items {
		diags = f.report(diags, item, f.describe(apiError, item))
	}
	return diags
}

// OfImport returns the failure with advice for an object to import: a further plan does not help if it does not exist.
func (f Failure) OfImport() Failure {
	f.Advice = func(item clerk.ErrorItem) string {
		if item.Code != "resource_not_found" {
			return ""
		}
		return "The instance has no such object. Check the id, and that the secret key is that of the right instance."
	}
	return f
}

func (f Failure) report(diags diag.Diagnostics, item clerk.ErrorItem, detail string) diag.Diagnostics {
	summary := "Could not " + f.Task
	detail = paragraphs(detail, f.Note)
	if attribute, ok := f.attribute(item); ok {
		diags.AddAttributeError(attribute, summary, detail)
	} else if f.DefaultAttribute != nil {
		diags.AddAttributeError(*f.DefaultAttribute, summary, detail)
	} else {
		diags.AddError(summary, detail)
	}
	return diags
}

// attribute returns the attribute at fault: that of the parameter that Clerk names, of the values that it names, or of
// its error code.
func (f Failure) attribute(item clerk.ErrorItem) (path.Path, bool) {
	param := item.Param
	if param == "" && len(item.Params) == 1 {
		param = item.Params[0]
	}
	for _, param := range []string{
		param, paramOfValues(item), errorCodes[item.Code].param, firstWord(item.Text()),
	} {
		if attribute, ok := f.Attributes[param]; ok {
			return attribute, true
		}
	}
	return path.Path{}, false
}

// paramOfValues returns the parameter of the identifiers that an item names, "" if they are of several kinds.
func paramOfValues(item clerk.ErrorItem) string {
	param := ""
	for i, value := range append(item.EmailAddresses, item.Identifiers...) {
		of := "username"
		switch {
		case strings.Contains(value, "@"):
			of = "email_address"
		case strings.HasPrefix(value, "+"):
			of = "phone_number"
		}
		if i > 0 && of != param {
			return ""
		}
		param = of
	}
	return param
}

// firstWord returns the first word of a message. Messages about a parameter without a name in the meta begin with it.
func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return strings.Trim(word, "`'\"")
}
