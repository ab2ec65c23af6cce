package diagnostics

import "net/http"

// adviceFor says what to do next about an error of the API; "" when the
// message speaks for itself.
func adviceFor(status int, code string) string {
	if advice, ok := adviceByCode[code]; ok {
		return advice
	}
	if status >= http.StatusInternalServerError {
		return "Clerk had a problem of its own; see https://status.clerk.com. What was applied before is in the state. Run terraform apply again later."
	}
	return adviceByStatus[status]
}

var adviceByCode = map[string]string{
	"form_identifier_exists":                       "Another user of the instance holds this value. Import that user, set adopt_existing, or state another value.",
	"form_already_exists":                          "Another user of the instance holds this value. Import that user, set adopt_existing, or state another value.",
	"unsupported_subscription_plan_features":       "Upgrade the plan of the Clerk application, or take the attribute that needs the feature out of the configuration.",
	"feature_not_enabled":                          "Enable the feature in the Clerk Dashboard, or take the attribute that needs it out of the configuration.",
	"identification_deletion_failed":               "Give the user another identifier in the same configuration: the provider adds identifiers before it removes any.",
	"last_required_identification_deletion_failed": "Give the user another identifier of the same kind in the same configuration: the provider adds identifiers before it removes any.",
	"form_param_unknown":                           "The instance may have this attribute disabled: check its user settings in the Clerk Dashboard.",
}

var adviceByStatus = map[int]string{
	http.StatusUnauthorized:    "Check that secret_key, or the variable CLERK_SECRET_KEY, holds a secret key of this instance that has not been revoked.",
	http.StatusPaymentRequired: "The plan of the Clerk application does not include this.",
	http.StatusForbidden:       "The instance does not permit this: check its settings in the Clerk Dashboard.",
	http.StatusNotFound:        "It may have been deleted outside Terraform: run terraform plan again to see what the instance holds.",
	http.StatusConflict:        "Something else was changing the same object. Run terraform apply again.",
	http.StatusTooManyRequests: "The instance's request budget was used up, by this run or by other clients. Wait a moment and apply again; a lower rate_limit in the provider block leaves room for others.",
}
