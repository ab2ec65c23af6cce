package diagnostics_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

// A code that Clerk does not use is a spelling mistake, and its advice is never shown.
func TestErrorCodes_areInClerksCatalogue(t *testing.T) {
	catalogue := contract.ErrorsFromEnvironment(t)
	for code := range diagnostics.ErrorCodes() {
		if !slices.ContainsFunc(catalogue, func(e contract.CatalogueError) bool { return e.Code == code }) {
			t.Errorf("Clerk's catalogue has no code %s", code)
		}
	}
}

func TestErrorCodes_adviceIsInWholeSentences(t *testing.T) {
	for code, advice := range diagnostics.ErrorCodes() {
		for _, text := range advice {
			if first := text[:min(len(text), 1)]; first == "" || first != strings.ToUpper(first) ||
				!strings.HasSuffix(text, ".") || strings.HasSuffix(text, "..") {
				t.Errorf("the advice for %s is no sentence: %s", code, text)
			}
		}
	}
}

func TestFailure_Diagnostics_errorWithoutParameter_isOnTheAttributeThatItIsAbout(t *testing.T) {
	for name, c := range map[string]struct{ item, at string }{
		"a code about one parameter":     {item("unsupported_country_code", "Not supported.", `"alpha2":"XX"`), "phone_numbers"},
		"a parameter of another object":  {item("form_username_invalid_length", "Too short.", ""), "default"},
		"a phone number":                 {item("not_allowed_access", "No.", `"identifiers":["+12025550123"]`), "phone_numbers"},
		"email addresses":                {item("not_allowed_access", "No.", `"email_addresses":["a@b.c","b@b.c"]`), "email_addresses"},
		"identifiers of two kinds":       {item("bad_request", "No.", `"identifiers":["+12025550123","a@b.c"]`), "default"},
		"a parameter before its code":    {item("form_password_pwned", "No.", `"param_name":"first_name"`), "first_name"},
		"a message about a parameter":    {item("form_param_value_invalid", "first_name is invalid.", ""), "first_name"},
		"a parameter in quotation marks": {item("form_conditional_param_missing", "`password` is required.", ""), "password_wo"},
		"a message about something else": {item("form_param_value_invalid", "Invalid first_name.", ""), "default"},
	} {
		t.Run(name, func(t *testing.T) {
			problem := only(t, failure.Diagnostics(failed(t, refusing(422, c.item))))
			if got := problem.Path(); !got.Equal(path.Root(c.at)) {
				t.Errorf("it is on %s, want %s", got, c.at)
			}
		})
	}
}
