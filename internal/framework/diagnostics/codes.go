package diagnostics

// errorCode is what the provider knows about an error code of Clerk.
type errorCode struct {
	// param is the parameter at fault if Clerk names none. Without one, the error is about the whole object.
	param string
	// advice is the next step. For an action, forAction replaces it, because an action has no attributes to change.
	advice, forAction string
}

// errorCodes has the error codes of operations on users and on their parts. A test compares it with Clerk's catalogue.
// Codes without a row get advice by the status of the answer.
var errorCodes = map[string]errorCode{
	// The secret key.
	"clerk_key_invalid":                      {advice: checkKey},
	"authentication_invalid":                 {advice: checkKey},
	"could_not_authenticate_request":         {advice: checkKey},
	"authorization_header_format_invalid":    {advice: checkKey},
	"authorization_invalid":                  {advice: otherKey},
	"authorization_missing_scopes":           {advice: otherKey},
	"platform_api_auth_strategy_not_allowed": {advice: otherKey},

	// The instance and its plan.
	"unsupported_subscription_plan_features": {
		advice:    "Upgrade the Clerk subscription, or remove what needs the feature from the configuration.",
		forAction: "Upgrade the Clerk subscription, or remove this action.",
	},
	"feature_not_enabled": {
		advice:    "Enable the feature in the Clerk Dashboard, or remove the attribute that needs it from the configuration.",
		forAction: "Enable the feature in the Clerk Dashboard, or remove this action.",
	},
	"feature_not_implemented": {advice: "Clerk does not offer this yet. Remove it from the configuration."},
	"request_invalid_for_environment": {
		advice: "Clerk accepts this in development instances or in production instances only. Use a secret key of the " +
			"other kind, or remove it from the configuration.",
	},
	"request_invalid_for_instance": {advice: instanceSettings},
	"breaks_instance_invariant":    {advice: instanceSettings},
	"organization_not_enabled_in_instance": {
		advice: "Enable organizations in the Clerk Dashboard, or remove this from the configuration.",
	},
	"quota_exceeded":      {advice: planLimit},
	"user_quota_exceeded": {advice: planLimit},
	"impersonation_limit_exceeded": {
		advice: "Wait until Clerk resets the limit, or upgrade the Clerk subscription.",
	},
	"action_blocked": {
		advice: "Clerk has classified the request as abuse. Contact Clerk's support with the trace id.",
	},
	"operation_deprecated": {advice: "Clerk has removed this operation. Use a newer version of the provider."},
	"api_version_invalid":  {advice: "Clerk has removed this version of its API. Use a newer version of the provider."},

	// The request.
	"resource_locked":              {advice: changedMeanwhile},
	"conflict":                     {advice: changedMeanwhile},
	"bad_request":                  {advice: defect},
	"malformed_request_parameters": {advice: defect},
	"unsupported_content_type":     {advice: defect},
	"missing_query_parameter":      {advice: defect},
	"bulk_size_exceeded":           {advice: defect},
	"request_body_invalid": {
		advice: "An image must be a complete PNG, JPEG, GIF or WebP file. Any other request is probably a defect of the " +
			"provider: report it with the trace id.",
	},
	"request_body_too_large": {advice: "Make the largest values smaller, such as metadata or an image."},

	// Parameters of any kind. Clerk names the parameter.
	"form_param_format_invalid": {
		advice: "Set an email address such as ada@example.com, a phone number such as +12025550123, or a language tag such " +
			"as en-US.",
	},
	"form_param_value_invalid": {advice: otherValue},
	"form_param_type_invalid":  {advice: otherValue},
	"form_param_missing":       {advice: "Clerk needs this value: set the attribute."},
	"form_param_nil":           {advice: "Clerk does not accept an empty value here: set one, or " + omit},
	"form_param_duplicate":     {advice: "Remove the value that occurs twice."},
	"form_param_unknown": {
		advice: "The instance may have this attribute disabled: check its user settings in the Clerk Dashboard.",
	},
	"form_param_deprecated": {
		advice: "Clerk no longer accepts this. Use a newer version of the provider, or " + omit,
	},
	"form_param_invalid_time":           {advice: "Set an RFC 3339 time, such as 2026-01-31T12:00:00Z."},
	"form_param_invalid_date":           {advice: "Set an RFC 3339 time, such as 2026-01-31T12:00:00Z."},
	"form_disallow_future_date":         {advice: "Set a time that is not in the future."},
	"form_param_max_length_exceeded":    {advice: "Set a shorter value."},
	"form_param_min_length_exceeded":    {advice: "Set a longer value."},
	"form_param_value_too_large":        {advice: "Set a smaller number."},
	"form_param_array_size_exceeded":    {advice: "Set fewer values."},
	"form_param_array_length_mismatch":  {advice: defect},
	"form_conditional_param_missing":    {advice: "Set this attribute as well, or remove the attribute that needs it."},
	"form_conditional_param_disallowed": {advice: "Remove one of the two attributes from the configuration."},
	"form_param_value_conflict":         {advice: "Remove one of the two attributes from the configuration."},
	"form_resource_not_found": {
		advice: "The object does not exist, or was deleted: check the id, and run terraform plan again.",
	},
	"form_data_missing": {advice: "Set the attributes that the instance requires for every user."},
	"form_param_exceeds_allowed_size": {
		advice: "Clerk stores at most 8 KB of JSON in each metadata field. Store large data in your own database, and a " +
			"reference to it here.",
	},

	// Identifiers.
	"form_identifier_exists": {advice: valueTaken, forAction: objectTaken},
	"form_already_exists":    {advice: valueTaken, forAction: objectTaken},
	"duplicate_record":       {advice: valueTaken, forAction: objectTaken},
	"not_allowed_access": {
		param: "email_address",
		advice: "The restrictions of the instance do not allow this value. Change them in the Clerk Dashboard (allowlist, " +
			"blocklist, subaddresses, countries), or set another value.",
	},
	"unsupported_country_code": {
		param: "phone_number",
		advice: "Clerk does not accept phone numbers of this country now. Enable the country in the SMS settings of the " +
			"Clerk Dashboard. If it is enabled there, contact Clerk's support. Or set a number of another country.",
	},
	"sms_send_error":                 {param: "phone_number", advice: "Apply again later."},
	"dev_monthly_sms_limit_exceeded": {param: "phone_number", advice: monthlyLimit},
	"dev_monthly_email_limit_exceeded": {
		param:  "notify_primary_email_address_changed",
		advice: monthlyLimit + " Without request_options.notify_primary_email_address_changed, Clerk sends no email.",
	},
	"form_verification_needed": {
		advice: "Only a verified address or number can be primary: verify it first, or set another one.",
	},
	"form_username_invalid_length": {
		param:  "username",
		advice: "Set a username of the length that the user settings of the instance allow, by default 4 to 64 characters.",
	},
	"form_username_invalid_character": {
		param: "username",
		advice: "Set a username without spaces and without these characters: ^ $ ! . ` # + ~. Or allow more characters in " +
			"the user settings of the Clerk Dashboard.",
	},
	"form_username_needs_non_number_char": {param: "username", advice: "Set a username with a letter."},
	"form_username_cannot_be_phone_number": {
		param: "username", advice: "Set a username that is not a phone number.",
	},
	"identification_deletion_failed": {
		advice: "Add another identifier of the user in the same configuration: the provider adds identifiers before it " +
			"removes any.",
		forAction: "It is the last one that the user can sign in with. Add another one first.",
	},
	"last_required_identification_deletion_failed": {
		advice: "Add another identifier of this kind in the same configuration: the provider adds identifiers before it " +
			"removes any.",
		forAction: "The instance requires one for every user. Add another one first.",
	},
	"delete_linked_identification_disallowed": {
		advice: "The user has signed up with a connected account that has this value. Keep the value, or delete the " +
			"account first, with the action clerk_user_delete_external_account.",
	},
	"identification_update_failed": {
		param: secondFactor, advice: "The user needs another identifier to sign in with: add one first.",
	},
	"identification_update_second_factor_unverified": {param: secondFactor, advice: verifyFactor},
	"identification_create_second_factor_unverified": {param: secondFactor, advice: verifyFactor},
	"form_disable_default_second_factor_not_allowed": {
		param: secondFactor, advice: "Make another phone number the default second factor first.",
	},

	// Credentials.
	"form_password_pwned":                  {param: "password", advice: weakPassword},
	"form_password_not_strong_enough":      {param: "password", advice: weakPassword},
	"form_password_length_too_short":       {param: "password", advice: weakPassword},
	"form_password_no_uppercase":           {param: "password", advice: weakPassword},
	"form_password_no_lowercase":           {param: "password", advice: weakPassword},
	"form_password_no_number":              {param: "password", advice: weakPassword},
	"form_password_no_special_char":        {param: "password", advice: weakPassword},
	"form_password_matches_identifier":     {param: "password", advice: weakPassword},
	"form_password_validation_failed":      {param: "password", advice: weakPassword},
	"form_password_length_too_long":        {param: "password", advice: "Set a shorter password."},
	"form_password_size_in_bytes_exceeded": {param: "password", advice: "Set a shorter password."},
	"form_password_digest_invalid_code": {
		param:  "password_digest",
		advice: "Set password_hasher to the hasher that made the digest, and pass the whole digest.",
	},
	"password_disabled": {
		param: "password", advice: "Enable passwords in the Clerk Dashboard, or remove the password from the configuration.",
		forAction: "Enable passwords in the Clerk Dashboard, or remove this action.",
	},
	"no_password_set": {
		advice:    "The user has no password.",
		forAction: "The user has no password. To end the sessions of the user, use clerk_user_revoke_sessions.",
	},
	"incorrect_password":       {param: "password", advice: "Pass the password that the user has now."},
	"invalid_totp_secret_code": {param: "totp_secret", advice: "Set a secret in base32: the letters A to Z and 2 to 7."},
	"totp_disabled": {
		advice: "The user has no TOTP. Set it up with clerk_user_totp, or let the user set it up.",
	},
	"totp_incorrect_code": {param: "code", advice: currentCode},
	"totp_invalid_length": {param: "code", advice: currentCode},

	// Parts of users.
	"image_too_large": {param: "file", advice: "Use an image of at most 10 MB."},
	"image_not_found": {advice: "The user has no image any longer: run terraform plan again."},
	"external_account_not_found": {
		advice: "The user does not have this account: read the accounts with the data source clerk_user.",
	},
	"passkey_not_registered": {
		advice: "The user does not have this passkey: read the passkeys with the data source clerk_user.",
	},
	"oauth_token_provider_not_enabled":       {param: "provider", advice: enabledProviders},
	"oauth_unsupported_provider":             {param: "provider", advice: enabledProviders},
	"oauth_missing_refresh_token":            {param: "provider", advice: connectAgain},
	"oauth_missing_access_token":             {param: "provider", advice: connectAgain},
	"oauth_token_retrieval_error":            {param: "provider", advice: connectAgain},
	"external_account_missing_refresh_token": {param: "provider", advice: connectAgain},

	// The user.
	"attribute_managed_by_scim": {
		advice: "A directory manages this attribute by SCIM. Change it in the directory, and " + omit,
	},
	"user_managed_by_scim": {
		advice: "A directory manages this user by SCIM. Remove the user there. To keep the user in Clerk, set " +
			"deletion_policy = \"retain\", apply, and destroy again.",
	},
	"deprovisioned":    {advice: "The identity provider of the user has disabled the account. Enable it there."},
	"user_banned":      {advice: "Lift the ban of the user first."},
	"user_deactivated": {advice: "Activate the user first, in the Clerk Dashboard."},

	// Tokens and sessions.
	"organization_not_found_or_unauthorized": {advice: memberOf},
	"not_a_member_in_organization":           {advice: memberOf},
	"client_not_found":                       {param: "token", advice: clientCookie},
	"cookie_invalid":                         {param: "token", advice: clientCookie},
	"sign_in_token_cannot_be_revoked_code":   {advice: notPending},
	"actor_token_cannot_be_revoked_code":     {advice: notPending},
}

const (
	secondFactor = "reserved_for_second_factor"

	omit     = "remove the attribute from the configuration."
	defect   = "This is probably a defect of the provider. Report it with the trace id."
	checkKey = "Check that secret_key, or the environment variable CLERK_SECRET_KEY, has a secret key of this instance " +
		"that is not revoked."
	otherKey = "The instance may not permit this: check its settings in the Clerk Dashboard. Or the key is of another " +
		"kind: use a secret key of the instance, sk_test_… or sk_live_…, from the page API keys."
	instanceSettings = "The settings of the instance do not permit this. Change them in the Clerk Dashboard, or " + omit
	planLimit        = "Delete what is no longer needed, or upgrade the Clerk subscription."
	changedMeanwhile = "Another request changed the same object at the same time. Run terraform apply again."
	otherValue       = "Set a value that Clerk accepts, or " + omit
	valueTaken       = "Another user of the instance has this value. Import that user, set adopt_existing, or set " +
		"another value."
	objectTaken  = "Another object of the instance has this value. Pass another value, or change that object first."
	monthlyLimit = "A development instance sends a limited number of messages in a month. Use test addresses and test " +
		"numbers, or a production instance."
	verifyFactor     = "Only a verified phone number can be a second factor: set verified = true."
	weakPassword     = "Set another password. For the passwords of a migration, set request_options.skip_password_checks."
	currentCode      = "Pass the code that the user's authenticator shows now, or a backup code that was not used yet."
	enabledProviders = "The OAuth providers of the instance are on the page SSO connections of the Clerk Dashboard."
	connectAgain     = "The user has to connect the account again, by signing in with it."
	memberOf         = "Check the id of the organization, and that the user is a member."
	clientCookie     = "Pass the value of the cookie __client of a browser that is signed in."
	notPending       = "The token was used or revoked already, so nothing is left to do."
)
