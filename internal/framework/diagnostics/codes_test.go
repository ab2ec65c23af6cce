package diagnostics_test

import (
	"os"
	"path/filepath"
	"regexp"
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

// withoutAdvice has the codes of the emulator that need no row.
var withoutAdvice = []string{
	// The client or the resource handles them.
	"resource_not_found", "invitation_already_accepted", "invitation_already_revoked", "invitations_not_supported",
	"organization_invitation_not_pending", "organization_invitation_not_unique", "missing_organization_permission",
	// The advice of the status is enough.
	"internal_clerk_error", "service_unavailable",
	// Refreshes of sessions.
	"expired_session_token_invalid", "expired_session_token_missing_azp", "expired_session_token_missing_sid",
	"refresh_request_origin_azp_mismatch", "refresh_request_origin_invalid", "refresh_sid_mismatch",
	"refresh_token_not_found", "session_refresh_expired_session_token_consumed",
	"session_refresh_expired_session_token_missing_iat", "session_refresh_expired_session_token_too_old",
	"session_refresh_inactive_session", "session_refresh_session_not_found",
	// Verifications by a code, settings of the instance, domains and role sets: operations without a type.
	"verification_already_verified", "verification_code_too_many_requests", "disabled_instance_restriction",
	"sign_up_mode_restricted_invalid_value", "organizations_cannot_be_enabled", "organizations_disable_not_allowed",
	"organization_domain_already_exists", "organization_domain_enrollment_mode_not_enabled",
	"organization_domains_not_enabled", "organization_role_on_set_assigned_to_user",
	"organization_role_permission_association_exists", "organization_role_permission_association_not_found",
	"organization_role_set_reassignment_mappings_invalid", "organization_role_set_reassignment_mappings_missing",
	"role_migration_in_progress",
}

// The emulator answers the codes of each operation that it has. A new type needs advice for those of its operations.
func TestErrorCodes_haveAdviceForCodesOfTheEmulator(t *testing.T) {
	catalogue, advice := contract.ErrorsFromEnvironment(t), diagnostics.ErrorCodes()
	files, err := filepath.Glob("../../emulator/*.go")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`"([a-z]+(?:_[a-z0-9]+)+)"`)
	answered := map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, literal := range code.FindAllStringSubmatch(string(source), -1) {
			answered[literal[1]] = true
		}
	}
	for _, e := range catalogue {
		_, advised := advice[e.Code]
		if exempt := slices.Contains(withoutAdvice, e.Code); answered[e.Code] && advised == exempt {
			t.Errorf("%s: has advice: %t, is in withoutAdvice: %t", e.Code, advised, exempt)
		}
	}
	for _, code := range withoutAdvice {
		if !answered[code] {
			t.Errorf("%s is in withoutAdvice, and the emulator does not answer it", code)
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
