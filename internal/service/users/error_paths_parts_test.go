package users_test

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/contract"
)

const (
	partUser, partPhone = "user_ada", "+12025550124"
	onePixel            = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)

// partCall is one call of a type of parts of users. refused is the request of it that Clerk answers with an error.
type partCall struct {
	refused string
	call    func(p *acctest.Protocol, newRun func()) []*tfprotov6.Diagnostic
}

func opens(refused, typeName string, values acctest.Values) partCall {
	return partCall{refused, func(p *acctest.Protocol, _ func()) []*tfprotov6.Diagnostic {
		opened := p.Open(typeName, values)
		if len(acctest.Errors(opened.Diagnostics)) > 0 {
			return opened.Diagnostics
		}
		return append(opened.Diagnostics, p.CloseOpened(typeName, opened)...)
	}}
}

func invokes(refused, action string, values acctest.Values) partCall {
	values = maps.Clone(values)
	values["user_id"] = partUser
	return partCall{refused, func(p *acctest.Protocol, _ func()) []*tfprotov6.Diagnostic {
		return p.InvokeAction(action, values).Diagnostics
	}}
}

// applies creates a resource, with the state before for an update, and destroys it if values are nil.
func applies(refused, typeName string, before, values acctest.Values) partCall {
	return partCall{refused, func(p *acctest.Protocol, newRun func()) []*tfprotov6.Diagnostic {
		var state *tfprotov6.DynamicValue
		if before != nil {
			created := p.Apply(typeName, nil, before)
			if len(acctest.Errors(created.Diagnostics)) > 0 {
				return created.Diagnostics
			}
			state = created.State
			newRun()
		}
		if values == nil {
			return p.Destroy(typeName, state).Diagnostics
		}
		return p.Apply(typeName, state, values).Diagnostics
	}}
}

func partPhoneNumber(with acctest.Values) acctest.Values {
	return acctest.Values{"user_id": partUser, "phone_number": partPhone, "verified": true}.With(with)
}

var (
	factor       = partPhoneNumber(acctest.Values{"reserved_for_second_factor": true})
	noFactor     = partPhoneNumber(acctest.Values{"reserved_for_second_factor": false})
	partImage    = acctest.Values{"user_id": partUser, "content_base64": onePixel}
	partEmail    = acctest.Values{"user_id": partUser, "email_address": "new@example.com", "verified": true}
	otherEmail   = acctest.Values{"user_id": partUser, "email_address": "other@example.com", "verified": true}
	updateFactor = applies("PATCH /v1/phone_numbers/", "clerk_phone_number", noFactor, factor)
	addFactor    = applies("POST /v1/phone_numbers", "clerk_phone_number", nil, factor)
	dropFactor   = applies("PATCH /v1/phone_numbers/", "clerk_phone_number", factor, noFactor)
	dropEmail    = applies("DELETE /v1/email_addresses/", "clerk_email_address", partEmail, otherEmail)
	dropPhone    = applies("DELETE /v1/phone_numbers/", "clerk_phone_number", partPhoneNumber(nil),
		partPhoneNumber(acctest.Values{"phone_number": "+12025550125"}))
	uploadImage = applies("POST /v1/users/user_ada/profile_image", "clerk_user_profile_image", nil, partImage)
	dropImage   = applies("DELETE /v1/users/user_ada/profile_image", "clerk_user_profile_image", partImage, nil)
	dropAddress = applies("DELETE /v1/email_addresses/", "clerk_user", acctest.Values{
		"email_addresses": []any{"a@example.com", "b@example.com"}, "primary_email_address": "a@example.com",
		"deletion_policy": "delete",
	}, acctest.Values{"email_addresses": []any{"a@example.com"}, "deletion_policy": "delete"})
	dropAccount = invokes("DELETE /v1/users/user_ada/external_accounts/eac_1", "clerk_user_delete_external_account",
		acctest.Values{"external_account_id": "eac_1"})
	dropPasskey = invokes("DELETE /v1/users/user_ada/passkeys/idn_2", "clerk_user_delete_passkey",
		acctest.Values{"passkey_id": "idn_2"})
	verifyTOTP = invokes("POST /v1/users/user_ada/verify_totp", "clerk_user_verify_totp",
		acctest.Values{"code": "123456"})
	compromised = invokes("POST /v1/users/user_ada/password/set_compromised", "clerk_user_set_password_compromised",
		acctest.Values{})
	accessToken = opens("GET /v1/users/user_ada/oauth_access_tokens/", "clerk_user_oauth_access_token",
		acctest.Values{"user_id": partUser, "oauth_provider": "google"})
	tryPassword = opens("POST /v1/users/user_ada/verify_password", "clerk_password_verification",
		acctest.Values{"user_id": partUser, "password": "correct horse"})
	verifyClient = opens("POST /v1/clients/verify", "clerk_client_verification", acctest.Values{"token": "a.b.c"})
	signInToken  = opens("POST /v1/sign_in_tokens/", "clerk_sign_in_token", acctest.Values{"user_id": partUser})
	actorToken   = opens("POST /v1/actor_tokens/", "clerk_actor_token",
		acctest.Values{"user_id": partUser, "actor": `{"sub":"user_king"}`})
)

// partCode is an error code, a call that gets it, and where and how the error is reported.
type partCode struct {
	code       string
	by         partCall
	at, advice string
}

// partCodes are the codes of operations on parts of users, which no request of clerk_user gets. The type with
// the operation that can return a code reports it on an attribute, with advice. Without advice, the code is not an error: its
// meaning is a result of the type, or what it was to reach.
var partCodes = []partCode{
	{"identification_update_failed", updateFactor, "reserved_for_second_factor", "needs another identifier"},
	{"identification_update_second_factor_unverified", updateFactor, "reserved_for_second_factor", "set verified = true"},
	{"identification_create_second_factor_unverified", addFactor, "reserved_for_second_factor", "set verified = true"},
	{"form_disable_default_second_factor_not_allowed", dropFactor, "reserved_for_second_factor", "another phone number"},
	{"identification_deletion_failed", dropEmail, "email_address", "Add another one to the user first"},
	{"identification_deletion_failed", dropPhone, "phone_number", "Add another one to the user first"},
	{"last_required_identification_deletion_failed", dropEmail, "email_address", "Add another one to the user first"},
	{"delete_linked_identification_disallowed", dropEmail, "email_address", "clerk_user_delete_external_account"},
	{"identification_deletion_failed", dropAddress, "email_addresses", "Add another identifier"},
	{
		"last_required_identification_deletion_failed",
		dropAddress,
		"email_addresses",
		"Add another identifier of this kind",
	},
	{"delete_linked_identification_disallowed", dropAddress, "email_addresses", "clerk_user_delete_external_account"},
	{"image_too_large", uploadImage, "content_base64", "at most 10 MB"},
	{"image_not_found", dropImage, "", ""},
	{"form_param_missing", uploadImage, "content_base64", "Check that it is a complete image"},
	{"external_account_not_found", dropAccount, "external_account_id", "still"},
	{"passkey_not_registered", dropPasskey, "passkey_id", "still"},
	{"totp_disabled", verifyTOTP, "user_id", "has no TOTP"},
	{"totp_incorrect_code", verifyTOTP, "code", "shows now"},
	{"totp_invalid_length", verifyTOTP, "code", "shows now"},
	{"no_password_set", compromised, "user_id", "clerk_user_revoke_sessions"},
	{"no_password_set", tryPassword, "", ""},
	{"oauth_token_provider_not_enabled", accessToken, "oauth_provider", "SSO connections"},
	{"oauth_unsupported_provider", accessToken, "oauth_provider", "SSO connections"},
	{"oauth_missing_refresh_token", accessToken, "oauth_provider", "connect the account again"},
	{"oauth_missing_access_token", accessToken, "oauth_provider", "connect the account again"},
	{"oauth_token_retrieval_error", accessToken, "oauth_provider", "connect the account again"},
	{"external_account_missing_refresh_token", accessToken, "oauth_provider", "connect the account again"},
	{"client_not_found", verifyClient, "", ""},
	{"cookie_invalid", verifyClient, "", ""},
	{"sign_in_token_cannot_be_revoked_code", signInToken, "", ""},
	{"actor_token_cannot_be_revoked_code", actorToken, "", ""},
}

func TestErrorPaths_eachCodeOfAPart_isReportedByItsType(t *testing.T) {
	t.Parallel()
	catalogue := contract.ErrorsFromEnvironment(t)
	for _, row := range partCodes {
		entries := slices.DeleteFunc(
			slices.Clone(catalogue),
			func(e contract.CatalogueError) bool { return e.Code != row.code },
		)
		if len(entries) == 0 {
			t.Errorf("the catalogue has no code %s", row.code)
		}
		for _, entry := range entries {
			t.Run(row.code+" "+row.by.refused, func(t *testing.T) {
				t.Parallel()
				diagnostics := row.by.answered(t, entry)
				if row.advice == "" {
					acctest.ExpectNone(t, diagnostics)
					return
				}
				problems := acctest.Errors(diagnostics)
				acctest.ExpectOne(t, problems, acctest.IsError, row.code, row.advice)
				if len(problems) == 1 && problems[0].Attribute.String() != `AttributeName("`+row.at+`")` {
					t.Errorf("the error is on %s, want %s", problems[0].Attribute, row.at)
				}
			})
		}
	}
}

// answered makes the call in an instance that answers its request with an entry of the catalogue.
func (c partCall) answered(t *testing.T, entry contract.CatalogueError) []*tfprotov6.Diagnostic {
	t.Helper()
	body, err := json.Marshal(map[string]any{"errors": []any{map[string]any{
		"code": entry.Code, "message": "short", "long_message": cmp.Or(entry.Message, "long"), "meta": map[string]any{},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	refused := &refusal{cmp.Or(entry.Status, http.StatusUnprocessableEntity), body}
	instance := acctest.NewInstance(t)
	err = instance.Seed(emulator.Seed{Users: []emulator.SeedUser{
		{ID: partUser, Body: map[string]any{"username": "adalove", "password": "correct horse"}},
		{ID: "user_king", Body: map[string]any{"username": "king"}},
	}})
	if err == nil {
		err = instance.ChangeUser(partUser, func(u *emulator.User) {
			u.Passkeys = []emulator.Passkey{{ID: "idn_2"}}
			u.ExternalAccounts = []emulator.ExternalAccount{{ID: "eac_1", Provider: "oauth_google"}}
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	answered := 0
	url := instance.Front(func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasPrefix(r.Method+" "+r.URL.Path, c.refused) {
			return false
		}
		answered++
		refused.write(w)
		return true
	})
	settings := acctest.Values{"api_url": url, "max_retries": 0}
	p := acctest.NewProtocol(t, instance, settings)
	diagnostics := c.call(p, func() { p.Configure(instance, settings) })
	if answered == 0 {
		t.Errorf("no request %s was sent: %+v", c.refused, diagnostics)
	}
	return diagnostics
}
