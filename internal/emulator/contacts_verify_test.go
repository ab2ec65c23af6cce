package emulator

import (
	"fmt"
	"testing"
	"time"
)

// startCode starts an instance with an unverified contact of the kind, and returns its path and id.
func startCode(t *testing.T, kind, value string) (*testAPI, string, string) {
	t.Helper()
	api := startTest(t, Config{})
	if err := api.Seed(Seed{Users: []SeedUser{{
		ID: "user_1", Body: map[string]any{"username": "adalove"}, Unverified: []string{value},
	}}}); err != nil {
		t.Fatal(err)
	}
	user := api.get("user_1")
	id := ""
	switch kind {
	case "email":
		id = user.EmailAddresses[0].ID
	case "phone":
		id = user.PhoneNumbers[0].ID
	}
	return api, contactCases[kind].path + "/" + id, id
}

func (a *testAPI) prepare(path string) (wireCodeVerification, string) {
	a.t.Helper()
	made := decoded[wireCodeVerification](a.ok("POST", path+"/prepare_verification", ""))
	code := decoded[map[string]string](a.request("GET", "/_emulator/verifications/"+made.ID, "", "Authorization", ""))
	return made, code["code"]
}

func (a *testAPI) tryCode(path, id, code string) wireCodeVerification {
	a.t.Helper()
	body := fmt.Sprintf(`{"verification_id":%q,"code":%q}`, id, code)
	return decoded[wireCodeVerification](a.ok("POST", path+"/attempt_verification", body))
}

func (a *testAPI) verificationOf(id string) *Verification {
	user := a.get("user_1")
	if email := user.email(id); email != nil {
		return email.Verification
	}
	return user.phone(id).Verification
}

var codeValues = map[string][]string{
	"email": {"ada@example.com", "ada+clerk_test@example.com", "email_code", ""},
	"phone": {"+12025550123", "+12025550123", "phone_code", "sms"},
}

func TestVerificationCode_rightCode_verifiesTheContact(t *testing.T) {
	for kind, values := range codeValues {
		t.Run(kind, func(t *testing.T) {
			api, path, id := startCode(t, kind, map[string]string{"email": values[0], "phone": "+12125550987"}[kind])
			made, code := api.prepare(path)
			if made.Status != "unverified" || made.Object != "verification_otp" || made.Strategy != values[2] ||
				made.Channel != values[3] || made.ExpireAt-testTime.UnixMilli() != 600_000 || made.Attempts != 0 {
				t.Errorf("prepared %+v", made)
			}
			wrong := "000000"
			if code == wrong {
				wrong = "111111"
			}
			if got := api.tryCode(path, made.ID, wrong); got.Status != "unverified" || got.Attempts != 1 {
				t.Errorf("after a wrong code: %+v", got)
			}
			if got := api.verificationOf(id); got != nil {
				t.Errorf("after a wrong code, the contact has %+v", got)
			}
			if got := api.tryCode(path, made.ID, code); got.Status != "verified" || got.Attempts != 2 {
				t.Errorf("after the code: %+v", got)
			}
			got := api.verificationOf(id)
			if !got.verified() || got.Strategy != values[2] || got.Object != "verification_otp" || *got.Attempts != 2 {
				t.Errorf("the contact has %+v", got)
			}
			api.refused("POST", path+"/attempt_verification",
				`{"verification_id":"`+made.ID+`","code":"`+code+`"}`, 400, "verification_already_verified")
		})
	}
}

func TestVerificationCode_testValue_isKnown(t *testing.T) {
	for kind, values := range codeValues {
		api, path, id := startCode(t, kind, values[1])
		made, code := api.prepare(path)
		if code != "424242" {
			t.Errorf("%s: the code is %s", kind, code)
		}
		if got := api.tryCode(path, made.ID, "424242"); got.Status != "verified" || !api.verificationOf(id).verified() {
			t.Errorf("%s: got %+v", kind, got)
		}
	}
}

func TestVerificationCode_verifiedContact_isUnchanged(t *testing.T) {
	api, path, id := startCode(t, "email", "ada+clerk_test@example.com")
	api.ok("PATCH", path, `{"verified":true}`)
	before := api.get("user_1")
	made, code := api.prepare(path)
	if got := api.tryCode(path, made.ID, code); got.Status != "verified" {
		t.Errorf("got %+v", got)
	}
	after := api.get("user_1")
	if after.UpdatedAt != before.UpdatedAt || after.email(id).Verification.Strategy != "admin" {
		t.Errorf("the user is %s", marshal(after))
	}
}

func TestVerificationCode_wrongCodes_failTheVerification(t *testing.T) {
	api, path, id := startCode(t, "email", "ada+clerk_test@example.com")
	api.SetBehaviour(Behaviour{CodeAttempts: 2})
	made, code := api.prepare(path)
	for _, want := range []string{"unverified", "failed"} {
		if got := api.tryCode(path, made.ID, "000000"); got.Status != want {
			t.Errorf("got %+v, want %s", got, want)
		}
	}
	got := api.tryCode(path, made.ID, code)
	if got.Status != "failed" || got.Attempts != 2 || api.verificationOf(id) != nil {
		t.Errorf("the code after the failure: %+v", got)
	}
	api.SetBehaviour(Behaviour{})
	made, _ = api.prepare(path)
	for range 3 {
		api.tryCode(path, made.ID, "000000")
	}
	if got := api.tryCode(path, made.ID, code); got.Status != "failed" {
		t.Errorf("after three wrong codes: %+v", got)
	}
}

func TestVerificationCode_afterItsLife_isExpired(t *testing.T) {
	api, path, id := startCode(t, "email", "ada+clerk_test@example.com")
	made, code := api.prepare(path)
	api.AdvanceClock(10 * time.Minute)
	got := api.tryCode(path, made.ID, code)
	if got.Status != "expired" || got.Attempts != 0 || api.verificationOf(id) != nil {
		t.Errorf("got %+v", got)
	}
}

func TestPrepareVerification_phoneNumberWithin30Seconds_isRefused(t *testing.T) {
	api, path, _ := startCode(t, "phone", "+12125550987")
	first, code := api.prepare(path)
	api.AdvanceClock(29 * time.Second)
	api.refused("POST", path+"/prepare_verification", "", 429, "verification_code_too_many_requests")
	api.AdvanceClock(time.Second)
	api.prepare(path)
	// A later code does not end an earlier one.
	if got := api.tryCode(path, first.ID, code); got.Status != "verified" {
		t.Errorf("got %+v", got)
	}
}

func TestVerificationCode_contactOfAnotherUser_isRefused(t *testing.T) {
	api, path, id := startCode(t, "email", "ada+clerk_test@example.com")
	made, code := api.prepare(path)
	other := api.create(`{"email_address":["ada+clerk_test@example.com"]}`)
	body := `{"verification_id":"` + made.ID + `","code":"` + code + `"}`
	api.refused("POST", path+"/attempt_verification", body, 400, "form_identifier_exists email_address")
	if api.verificationOf(id) != nil {
		t.Error("the address is verified")
	}
	// The verification belongs to one address.
	api.refused("POST", "/v1/email_addresses/"+other.EmailAddresses[0].ID+"/attempt_verification", body, 404,
		"resource_not_found")
}

func TestVerificationCode_invalidRequest_isRefused(t *testing.T) {
	api, path, id := startCode(t, "email", "ada@example.com")
	api.refused("POST", path+"/prepare_verification", `{"code":"1"}`, 422, "form_param_unknown code")
	api.refused("POST", path+"/attempt_verification", ``, 422, "form_param_missing verification_id",
		"form_param_missing code")
	api.refused("POST", path+"/attempt_verification", `{"verification_id":"ver_none","code":"1"}`, 404,
		"resource_not_found")
	api.refused("POST", "/v1/email_addresses/idn_none/prepare_verification", "", 404, "resource_not_found")
	api.refused("POST", "/v1/phone_numbers/"+id+"/prepare_verification", "", 404, "resource_not_found")
	api.request("GET", "/_emulator/verifications/ver_none", "").mustBe(404, "resource_not_found")
}
