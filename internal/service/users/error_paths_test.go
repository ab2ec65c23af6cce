package users_test

import (
	"cmp"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

// otherAreas matches error codes that no operation on a user or on its parts returns.
var otherAreas = regexp.MustCompile(`^(` + strings.Join([]string{
	// Billing.
	`billing_.*|checkout_.*|commerce_.*|currency_.*|default_plan_.*|discount_.*|insufficient_.*|invalid_credit_.*`,
	`missing_plan_id|out_of_date_price|payee_.*|payer_.*|payment_.*|plan_.*|price_transition_.*|seat_based_.*`,
	`subscription_.*|supported_billing_.*|unit_prices?_.*`,
	// Organizations, their roles, domains and directories.
	`already_a_member_.*|exclusive_organization_.*|force_organization_.*|missing_organization_.*|org_.*|organizations?_.*`,
	`personal_accounts_.*|role_migration_.*|scim_.*`,
	// Settings of the instance: connections, domains, templates, keys, webhooks.
	`custom_oauth_.*|disabled_instance_.*|domain_.*|email_template_.*|enterprise_sso_.*|feature_requires_.*`,
	`form_invalid_origin|form_public_client_.*|home_url_.*|insecure_url|instance_key_.*|invalid_proxy_.*`,
	`invalid_template_.*|jwt_template_.*|known_hosting_.*|log_drain_.*|oauth_application_.*|operation_not_allowed_on_.*`,
	`primary_domain_.*|provider_domain_.*|proxy_url_.*|redirect_.*|required_variable_.*|reserved_.*|saml_.*`,
	`session_token_jwt_.*|sign_up_mode_.*|sms_country_.*|svix_.*|template_.*`,
	// Objects that the provider does not manage.
	`agent_task_.*|api_keys_.*|invitations?_.*|machine_token_.*|revoked_invitation|waitlist_.*`,
	// Sign-ins and sign-ups of users.
	`client_state_.*|expired_session_.*|external_account_email_.*|form_code_.*|form_identifier_not_found`,
	`identification_claimed|infinite_redirect_.*|invalid_session_token|malformed_publishable_.*|refresh_.*`,
	`requires_protect_check|session_creation_.*|session_refresh_.*|sign_up_.*|verification_.*`,
}, "|") + `)$`)

// notAboutAttributes are the codes about the secret key, the instance, the request or the user as a whole.
var notAboutAttributes = strings.Fields(`
	clerk_key_invalid authentication_invalid could_not_authenticate_request authorization_header_format_invalid
	authorization_invalid authorization_missing_scopes platform_api_auth_strategy_not_allowed
	unsupported_subscription_plan_features feature_not_enabled feature_not_implemented request_invalid_for_environment
	request_invalid_for_instance breaks_instance_invariant organization_not_enabled_in_instance quota_exceeded
	user_quota_exceeded impersonation_limit_exceeded action_blocked operation_deprecated api_version_invalid
	resource_locked conflict bad_request malformed_request_parameters unsupported_content_type missing_query_parameter
	bulk_size_exceeded request_body_invalid request_body_too_large user_managed_by_scim deprovisioned user_banned user_deactivated duplicate_record resource_not_found`)

// notSent are the codes of operations that no type of the provider calls: it sets no active organization.
var notSent = strings.Fields(`organization_not_found_or_unauthorized not_a_member_in_organization`)

// isOfPart reports whether no request of clerk_user gets a code. partCodes has the types that get it.
func isOfPart(code string) bool {
	return slices.Contains(notSent, code) ||
		slices.ContainsFunc(partCodes, func(row partCode) bool { return row.code == code })
}

// attributeWithoutMeta has the attribute of the codes for which Clerk names no parameter.
var attributeWithoutMeta = map[string]string{
	"unsupported_country_code":         "phone_numbers",
	"sms_send_error":                   "phone_numbers",
	"dev_monthly_sms_limit_exceeded":   "phone_numbers",
	"dev_monthly_email_limit_exceeded": "request_options",
	"not_allowed_access":               "email_addresses",
	"form_password_not_strong_enough":  "password_wo",
	"invalid_totp_secret_code":         "totp_secret_wo",
	"password_disabled":                "password_wo",
	"incorrect_password":               "password_wo",
	"form_param_value_invalid":         "first_name", // its message begins with the parameter
	"form_conditional_param_missing":   "first_name",
}

// TestErrorPaths_eachCodeOfTheCatalogue_hasAttributeAndAdvice answers the creation of a user with each error of Clerk's
// catalogue.
func TestErrorPaths_eachCodeOfTheCatalogue_hasAttributeAndAdvice(t *testing.T) {
	catalogue := contract.ErrorsFromEnvironment(t)
	instance := acctest.NewInstance(t)
	var answer atomic.Pointer[refusal]
	url := instance.Front(func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPost {
			return false
		}
		answer.Load().write(w)
		return true
	})
	settings := acctest.Values{"api_url": url, "max_retries": 0}
	p := acctest.NewProtocol(t, instance, settings)
	for _, entry := range catalogue {
		if entry.Status >= http.StatusInternalServerError {
			continue // an error at Clerk has no attribute, and the provider searches for the user, which takes seconds
		}
		if otherAreas.MatchString(entry.Code) && entry.Code != "organization_not_enabled_in_instance" {
			continue
		}
		refused, attribute := refusalOf(t, entry)
		answer.Store(refused)
		p.Configure(instance, settings)
		problems := acctest.Errors(p.Apply("clerk_user", nil, acctest.Values{"username": "ada_lovelace"}).Diagnostics)
		if len(problems) != 1 {
			t.Errorf("%s gives %d errors, want one", entry.Code, len(problems))
			continue
		}
		detail := problems[0].Detail
		paragraphs := strings.Split(detail, "\n\n")
		if !strings.Contains(detail, entry.Code) || len(paragraphs) < 3 ||
			!strings.HasPrefix(paragraphs[2], "Clerk trace id") {
			t.Errorf("%s has no advice between Clerk's message and the trace id:\n%s", entry.Code, detail)
		}
		at := ""
		if path := problems[0].Attribute; path != nil {
			at = strings.TrimSuffix(strings.TrimPrefix(path.String(), `AttributeName("`), `")`)
		}
		if at != attribute {
			t.Errorf("%s (%s) is on the attribute %q, want %q", entry.Code, entry.Message, at, attribute)
		}
	}
}

// refusal is an error answer of Clerk.
type refusal struct {
	status int
	body   []byte
}

func (r *refusal) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body)
}

// namedParams are the parameters that Clerk names in errors with these codes, and their attributes. The first match
// counts. The other codes are tested with the first name.
var namedParams = []struct{ prefix, param, attribute string }{
	{"form_password_digest_", "password_digest", "password_digest_wo"},
	{"form_password_", "password", "password_wo"},
	{"form_username_", "username", "username"},
	{"form_verification_", "primary_email_address_id", "primary_email_address"},
	{"form_identifier_", "email_address", "email_addresses"},
	{"form_param_array_", "backup_codes", "backup_codes_wo"},
	{"form_param_exceeds_", "public_metadata", "public_metadata"},
	{"not_allowed_access", "phone_number", "phone_numbers"},
	{"", "first_name", "first_name"},
}

// refusalOf returns the answer of an entry, and the attribute of clerk_user that its error is about.
func refusalOf(t *testing.T, entry contract.CatalogueError) (*refusal, string) {
	t.Helper()
	named := namedParams[slices.IndexFunc(namedParams, func(n struct{ prefix, param, attribute string }) bool {
		return strings.HasPrefix(entry.Code, n.prefix)
	})]
	meta, attribute := map[string]any{}, attributeWithoutMeta[entry.Code]
	switch {
	case entry.HasMeta("Name"):
		meta["param_name"], attribute = named.param, named.attribute
	case entry.HasMeta("Names"):
		meta["param_names"], attribute = []string{"username"}, "username"
	case entry.HasMeta("Identifiers"):
		meta["identifiers"], attribute = []string{"+12025550123"}, "phone_numbers"
	case attribute == "" && !slices.Contains(notAboutAttributes, entry.Code) && !isOfPart(entry.Code):
		t.Errorf("%s is in no list: which attribute is it about?", entry.Code)
	}
	message := strings.NewReplacer("<param>", named.param, "%v is invalid", named.param+" is invalid", "<missingParam>",
		named.param).Replace(entry.Message)
	body, err := json.Marshal(map[string]any{
		"errors": []any{
			map[string]any{"code": entry.Code, "message": "short", "long_message": message, "meta": meta},
		},
		"clerk_trace_id": "0123456789abcdef0123456789abcdef",
	})
	if err != nil {
		t.Fatal(err)
	}
	return &refusal{cmp.Or(entry.Status, http.StatusUnprocessableEntity), body}, attribute
}
