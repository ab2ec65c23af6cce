package diagnostics

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

const (
	notClerkAdvice = "The answer is probably not from Clerk's Backend API: check api_url, the variable CLERK_API_URL, " +
		"and any proxy."
	clerkFailureAdvice = "This is an error at Clerk: see https://status.clerk.com, and try again later. " +
		"The state has all changes that were applied before."
)

// adviceFor returns advice for an error of the API, "" when its message needs none.
func adviceFor(err *clerk.Error, code string) string {
	if advice, ok := adviceByCode[code]; ok {
		return advice
	}
	switch {
	case err.Status >= http.StatusInternalServerError:
		return clerkFailureAdvice
	// A path without an id has no object that can be missing, so the path itself is wrong.
	case err.Status == http.StatusNotFound && !strings.Contains(err.Operation, "{"):
		return "This URL has no such operation: check api_url and the variable CLERK_API_URL."
	default:
		return adviceByStatus[err.Status]
	}
}

// unexpectedAnswerAdvice is advice for an answer that does not have the format of Clerk's API.
func unexpectedAnswerAdvice(status int) string {
	if status >= http.StatusInternalServerError {
		return notClerkAdvice + " If they are right, try again later."
	}
	return notClerkAdvice
}

var adviceByCode = map[string]string{
	"form_verification_needed":                     "Only a verified address or number can be primary: verify it first, or set another one.",
	"form_identifier_exists":                       valueTaken,
	"form_already_exists":                          valueTaken,
	"unsupported_subscription_plan_features":       "Upgrade the plan of the Clerk application, or remove the attribute that needs the feature from the configuration.",
	"feature_not_enabled":                          "Enable the feature in the Clerk Dashboard, or remove the attribute that needs it from the configuration.",
	"identification_deletion_failed":               "Add another identifier of the user in the same configuration: the provider adds identifiers before it removes any.",
	"last_required_identification_deletion_failed": "Add another identifier of this kind in the same configuration: the provider adds identifiers before it removes any.",
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

const (
	valueTaken   = "Another user of the instance has this value. Import that user, set adopt_existing, or set another value."
	weakPassword = "Set another password. For the passwords of a migration, set skip_password_checks."
)

var adviceByStatus = map[int]string{
	http.StatusUnauthorized:    "Check that secret_key, or the variable CLERK_SECRET_KEY, has a secret key of this instance that is not revoked.",
	http.StatusPaymentRequired: "The plan of the Clerk application does not include this.",
	http.StatusForbidden:       "The instance does not permit this: check its settings in the Clerk Dashboard.",
	http.StatusNotFound:        "It may have been deleted outside Terraform: run terraform plan again to read the instance.",
	http.StatusConflict:        "Another request changed the same object at the same time. Run terraform apply again.",
	http.StatusTooManyRequests: "The rate limit of the instance is reached, by this run and other clients. Wait and try again. A lower rate_limit in the provider block leaves requests for other clients.",
}

// missing is advice for parameters that the instance requires for every user. It is
// "" for other items.
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
		if option := optionToOmit(param); !slices.Contains(options, option) {
			options = append(options, option)
		}
	}
	return fmt.Sprintf("The instance requires this for every user. Set %s, or set %s.",
		strings.Join(attributes, " and "), strings.Join(options, " and "))
}

// optionToOmit is the option of a request that permits a user without the parameter.
func optionToOmit(param string) string {
	switch param {
	case "password":
		return "skip_password_requirement = true"
	case "legal_accepted_at":
		return "skip_legal_checks = true"
	default:
		return "skip_user_requirement = true"
	}
}
