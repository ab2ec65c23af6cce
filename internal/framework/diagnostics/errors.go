// Package diagnostics turns errors of the Backend API into Terraform
// diagnostics: on the attribute at fault, with Clerk's own message, its trace
// id, and what to do next.
package diagnostics

import (
	"errors"

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
	// DefaultAttribute is the attribute of errors that name no known parameter; nil for none.
	DefaultAttribute *path.Path
	// Advice says what to do next about an error where the caller knows better; nil or "" for the usual advice.
	Advice func(clerk.ErrorItem) string
	// Note is what else to know, such as what was done before the error; "" for nothing.
	Note string
}

// Diagnostics describes err. Each item of Clerk's answer becomes one diagnostic.
func (f Failure) Diagnostics(err error) diag.Diagnostics {
	apiError, ok := clerk.AsError(err)
	// A create in doubt wraps other errors, but they are not what matters about it.
	ambiguous := (*clerk.AmbiguousCreateError)(nil)
	doubtful := errors.As(err, &ambiguous)
	if doubtful && !ambiguous.SearchFailed() {
		f.Note = paragraphs(mayExist(ambiguous), f.Note)
		return f.Diagnostics(ambiguous.Cause)
	}
	if doubtful || !ok || len(apiError.Items) == 0 {
		return f.report(nil, clerk.ErrorItem{}, withoutReason(err))
	}
	var diags diag.Diagnostics
	for _, item := range apiError.Items {
		diags = f.report(diags, item, f.describe(apiError, item))
	}
	return diags
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

// attribute returns the attribute of the one parameter that an item names.
func (f Failure) attribute(item clerk.ErrorItem) (path.Path, bool) {
	param := item.Param
	if param == "" && len(item.Params) == 1 {
		param = item.Params[0]
	}
	attribute, ok := f.Attributes[param]
	return attribute, ok
}
