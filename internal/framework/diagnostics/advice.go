package diagnostics

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

const (
	notClerkAdvice = "The answer is probably not from Clerk's Backend API: check api_url, the environment variable " +
		"CLERK_API_URL, and any proxy."
	clerkFailureAdvice = "This is an error at Clerk: see https://status.clerk.com, and try again later. " +
		"The state has all changes that were applied before."
)

// adviceFor returns the usual advice for an error of the API, "" when its message needs none.
func (f Failure) adviceFor(err *clerk.Error, code string) string {
	known := errorCodes[code]
	switch {
	case f.OfAction && known.forAction != "":
		return known.forAction
	case known.advice != "":
		return known.advice
	case err.Status >= http.StatusInternalServerError:
		return clerkFailureAdvice
	// A path without an id has no object that can be missing, so the path itself is wrong.
	case err.Status == http.StatusNotFound && !strings.Contains(err.Operation, "{"):
		return "This URL has no such operation: check api_url and the environment variable CLERK_API_URL."
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

var adviceByStatus = map[int]string{
	http.StatusUnauthorized:    checkKey,
	http.StatusPaymentRequired: "The Clerk subscription does not include this.",
	http.StatusForbidden:       "The instance does not permit this: check its settings in the Clerk Dashboard.",
	http.StatusNotFound: "It may have been deleted outside Terraform: run terraform plan again to read the " +
		"instance.",
	http.StatusConflict: changedMeanwhile,
	http.StatusTooManyRequests: "The rate limit of the instance is reached, by this run and other clients. Wait and try " +
		"again. A lower rate_limit in the provider block leaves requests for other clients.",
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
		return "request_options.skip_password_requirement = true"
	case "legal_accepted_at":
		return "request_options.skip_legal_checks = true"
	default:
		return "request_options.skip_user_requirement = true"
	}
}
