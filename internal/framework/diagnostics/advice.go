package diagnostics

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

const (
	foreignSource = "It seems that something else than Clerk's Backend API answered: check api_url, the variable CLERK_API_URL, and any proxy on the way."
	clerkTrouble  = "Clerk had a problem of its own: see https://status.clerk.com, and try again later. What was applied before is in the state."
)

// adviceFor says what to do next about an error of the API; "" when the
// message speaks for itself.
func adviceFor(err *clerk.Error, code string) string {
	if advice, ok := adviceByCode[code]; ok {
		return advice
	}
	switch {
	case err.Status >= http.StatusInternalServerError:
		return clerkTrouble
	// Where the path names no object, it is the path itself that does not exist.
	case err.Status == http.StatusNotFound && !strings.Contains(err.Operation, "{"):
		return "The address has no such operation: check api_url and the variable CLERK_API_URL."
	default:
		return adviceByStatus[err.Status]
	}
}

// foreignAdvice is about an answer that is not in the shape of Clerk's API.
func foreignAdvice(status int) string {
	if status >= http.StatusInternalServerError {
		return foreignSource + " If they are right, try again later."
	}
	return foreignSource
}

var adviceByCode = map[string]string{
	"form_verification_needed":                     "Only a verified address or number can be primary: verify it first, or name another one.",
	"form_identifier_exists":                       "Another user of the instance holds this value. Import that user, set adopt_existing, or state another value.",
	"form_already_exists":                          "Another user of the instance holds this value. Import that user, set adopt_existing, or state another value.",
	"unsupported_subscription_plan_features":       "Upgrade the plan of the Clerk application, or take the attribute that needs the feature out of the configuration.",
	"feature_not_enabled":                          "Enable the feature in the Clerk Dashboard, or take the attribute that needs it out of the configuration.",
	"identification_deletion_failed":               "Give the user another identifier in the same configuration: the provider adds identifiers before it removes any.",
	"last_required_identification_deletion_failed": "Give the user another identifier of the same kind in the same configuration: the provider adds identifiers before it removes any.",
	"form_param_unknown":                           "The instance may have this attribute disabled: check its user settings in the Clerk Dashboard.",
	"form_password_pwned":                          weakPassword,
	"form_password_not_strong_enough":              weakPassword,
	"form_password_length_too_short":               weakPassword,
	"form_password_no_uppercase":                   weakPassword,
	"form_password_no_lowercase":                   weakPassword,
	"form_password_no_number":                      weakPassword,
	"form_password_no_special_char":                weakPassword,
	"form_password_matches_identifier":             weakPassword,
}

const weakPassword = "State another password. For the passwords of a migration there is skip_password_checks."

var adviceByStatus = map[int]string{
	http.StatusUnauthorized:    "Check that secret_key, or the variable CLERK_SECRET_KEY, holds a secret key of this instance that has not been revoked.",
	http.StatusPaymentRequired: "The plan of the Clerk application does not include this.",
	http.StatusForbidden:       "The instance does not permit this: check its settings in the Clerk Dashboard.",
	http.StatusNotFound:        "It may have been deleted outside Terraform: run terraform plan again to see what the instance holds.",
	http.StatusConflict:        "Something else was changing the same object. Run terraform apply again.",
	http.StatusTooManyRequests: "The instance's request budget was used up, by this run or by other clients. Wait a moment and try again; a lower rate_limit in the provider block leaves room for others.",
}

// missing says how to state what an instance requires of every user, or how to
// do without it; "" when the item is about something else.
func (f Failure) missing(item clerk.ErrorItem) string {
	if item.Code != "form_data_missing" || len(item.Params) == 0 {
		return ""
	}
	var attributes, options []string
	for _, param := range item.Params {
		name := param
		if attribute, ok := f.Attributes[param]; ok {
			name = attribute.String()
		}
		attributes = append(attributes, name)
		if option := optionWithout(param); !slices.Contains(options, option) {
			options = append(options, option)
		}
	}
	return fmt.Sprintf("The instance requires this of every user. State %s, or do without by %s.",
		strings.Join(attributes, " and "), strings.Join(options, " and "))
}

// optionWithout is the request option by which a user may lack a parameter.
func optionWithout(param string) string {
	switch param {
	case "password":
		return "skip_password_requirement = true"
	case "legal_accepted_at":
		return "skip_legal_checks = true"
	default:
		return "skip_user_requirement = true"
	}
}
