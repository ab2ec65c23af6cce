package emulator

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestVerifyPassword_correctAndWrongPassword(t *testing.T) {
	api := startTest(t, Config{})
	path := "/v1/users/" + api.create(`{"username":"adalove","password":"correct horse"}`).ID + "/verify_password"
	if got := api.ok("POST", path, `{"password":"correct horse"}`); string(got.body) != `{"verified":true}` {
		t.Errorf("got %s", got.body)
	}
	api.refused("POST", path, `{"password":"Correct horse"}`, 422, "incorrect_password")
	api.refused("POST", path, `{"password":""}`, 422, "incorrect_password")
	api.refused("POST", path, `{}`, 422, "form_param_missing password")
	api.refused("POST", path, `{"password":"a","user":"b"}`, 422, "form_param_unknown user")
	without := api.create(`{"username":"graceh"}`).ID
	api.refused("POST", "/v1/users/"+without+"/verify_password", `{"password":"correct horse"}`, 400, "no_password_set")
	api.refused("POST", "/v1/users/user_none/verify_password", `{"password":"correct horse"}`, 404, "resource_not_found")
}

// Libraries of the programs that users come from made these digests: see the script beside the file.
func TestVerifyPassword_digestOfEveryHasher_isComputed(t *testing.T) {
	raw, err := os.ReadFile("../clerk/hashers/testdata/digests.json")
	if err != nil {
		t.Fatal(err)
	}
	var data struct {
		Digests []struct{ Hasher, Digest, Password string }
	}
	if err := json.Unmarshal(raw, &data); err != nil {
		t.Fatal(err)
	}
	tested := map[string]bool{"awscognito": true}
	api := startTest(t, Config{})
	path := "/v1/users/" + api.create(`{"username":"adalove"}`).ID
	for _, made := range data.Digests {
		tested[made.Hasher] = true
		api.ok("PATCH", path, `{"password_digest":"`+made.Digest+`","password_hasher":"`+made.Hasher+`"}`)
		api.ok("POST", path+"/verify_password", `{"password":"`+made.Password+`"}`)
		api.refused("POST", path+"/verify_password", `{"password":"`+made.Password+`x"}`, 422, "incorrect_password")
	}
	for hasher := range digestDecoders {
		if !tested[hasher] {
			t.Errorf("%s is not tested", hasher)
		}
	}
}

func TestVerifyPassword_digestOfAnotherService_cannotBeComputed(t *testing.T) {
	api := startTest(t, Config{})
	path := "/v1/users/" + api.create(
		`{"username":"adalove","password_digest":"awscognito#pool#client#ada","password_hasher":"awscognito"}`).ID
	api.refused("POST", path+"/verify_password", `{"password":"correct horse"}`, 501, "emulator_cannot_verify")
}

// The seed defines the password of a digest that the emulator cannot compute.
func TestVerifyPassword_plainPasswordOfTheSeed_isUsed(t *testing.T) {
	api := startTest(t, Config{})
	digest := map[string]any{
		"username":        "adalove",
		"password_digest": "awscognito#pool#client#ada",
		"password_hasher": "awscognito",
	}
	err := api.Seed(Seed{Users: []SeedUser{
		{ID: "user_1", Body: digest, PlainPassword: "correct horse"},
		{ID: "user_2", Wire: &User{PasswordEnabled: true}, PlainPassword: "correct horse"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"user_1", "user_2"} {
		api.ok("POST", "/v1/users/"+id+"/verify_password", `{"password":"correct horse"}`)
		api.refused("POST", "/v1/users/"+id+"/verify_password", `{"password":"password"}`, 422, "incorrect_password")
	}
	// The new digest replaces the plain password.
	api.ok(
		"PATCH",
		"/v1/users/user_1",
		`{"password_digest":"awscognito#pool#client#grace","password_hasher":"awscognito"}`,
	)
	api.refused("POST", "/v1/users/user_1/verify_password", `{"password":"correct horse"}`, 501, "emulator_cannot_verify")
	err = api.Seed(
		Seed{Users: []SeedUser{{ID: "user_3", Body: map[string]any{"username": "graceh"}, PlainPassword: "correct horse"}}},
	)
	if err == nil || !strings.Contains(err.Error(), "user_3") {
		t.Errorf("the error is %v", err)
	}
}

func TestVerifyTOTP_neighbouringPeriods_areAccepted(t *testing.T) {
	api := startTest(t, Config{})
	id := api.create(`{"username":"adalove","totp_secret":"JBSWY3DPEHPK3PXP"}`).ID
	path := "/v1/users/" + id + "/verify_totp"
	for periods, right := range map[int64]bool{-2: false, -1: true, 0: true, 1: true, 2: false} {
		code, err := totpCode("JBSWY3DPEHPK3PXP", testTime.Unix()+periods*totpPeriod)
		if err != nil {
			t.Fatal(err)
		}
		if !right {
			api.refused("POST", path, `{"code":"`+code+`"}`, 422, "totp_incorrect_code")
			continue
		}
		if got := api.ok("POST", path, `{"code":"`+code+`"}`); string(got.body) != `{"verified":true,"code_type":"totp"}` {
			t.Errorf("got %s", got.body)
		}
	}
	api.AdvanceClock(time.Hour)
	code, err := api.TOTPCode(id)
	if err != nil {
		t.Fatal(err)
	}
	api.ok("POST", path, `{"code":"`+code+`"}`)
}

func TestVerifyTOTP_backupCode_isUsedUp(t *testing.T) {
	api := startTest(t, Config{})
	id := api.create(`{"username":"adalove","totp_secret":"JBSWY3DPEHPK3PXP",
		"backup_codes":["first","$2b$04$abcdefghijklmnopqrstuughE8Ev8uGFaUgY2cNEySvxngrb/Jzdm"]}`).ID
	path := "/v1/users/" + id + "/verify_totp"
	for left, code := range []string{"password", "first"} {
		if got := api.ok(
			"POST",
			path,
			`{"code":"`+code+`"}`,
		); string(
			got.body,
		) != `{"verified":true,"code_type":"backup_code"}` {
			t.Errorf("got %s", got.body)
		}
		api.refused("POST", path, `{"code":"`+code+`"}`, 422, "totp_invalid_length")
		codes, _ := api.BackupCodes(id)
		if enabled := api.get(id).BackupCodeEnabled; len(codes) != 1-left || enabled != (left == 0) {
			t.Errorf("after %s there are %v, enabled: %v", code, codes, enabled)
		}
	}
}

func TestVerifyTOTP_wrongCode_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	path := "/v1/users/" + api.create(`{"username":"adalove","totp_secret":"JBSWY3DPEHPK3PXP"}`).ID + "/verify_totp"
	api.refused("POST", path, `{}`, 422, "form_param_missing code")
	api.refused("POST", path, `{"code":"12345"}`, 422, "totp_invalid_length")
	api.refused("POST", path, `{"code":"abcdef"}`, 422, "totp_incorrect_code")
	without := api.create(`{"username":"graceh","backup_codes":["first"]}`).ID
	api.refused("POST", "/v1/users/"+without+"/verify_totp", `{"code":"first"}`, 400, "totp_disabled")
	api.refused("POST", "/v1/users/user_none/verify_totp", `{"code":"123456"}`, 404, "resource_not_found")
}

func TestPasswordCompromised_isSetUntilThePasswordChanges(t *testing.T) {
	for name, end := range map[string]struct{ method, path, body string }{
		"unset":    {"POST", "/password/unset_compromised", ""},
		"replaced": {"PATCH", "", `{"password":"battery staple"}`},
		"removed":  {"POST", "/remove_password", ""},
	} {
		t.Run(name, func(t *testing.T) {
			api := startTest(t, Config{})
			user := api.create(`{"username":"adalove","password":"correct horse"}`)
			path := "/v1/users/" + user.ID
			api.AdvanceClock(time.Second)
			for _, body := range []string{"", "null", `{}`} {
				marked := api.ok("POST", path+"/password/set_compromised", body).user()
				if !api.PasswordCompromised(user.ID) || marked.UpdatedAt != user.UpdatedAt+1000 {
					t.Errorf("%q: got %s", body, marshal(marked))
				}
			}
			api.ok("POST", path+"/verify_password", `{"password":"correct horse"}`)
			api.ok(end.method, path+end.path, end.body)
			if api.PasswordCompromised(user.ID) {
				t.Error("it is still marked")
			}
		})
	}
}

func TestPasswordCompromised_revokeAllSessions_revokesThem(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove","password":"correct horse"}`)
	session := api.ok("POST", "/v1/sessions", `{"user_id":"`+user.ID+`"}`).session()
	for _, test := range [][2]string{
		{`{"revoke_all_sessions":null}`, "active"}, {`{"revoke_all_sessions":false}`, "active"},
		{`{"revoke_all_sessions":true}`, "revoked"},
	} {
		api.ok("POST", "/v1/users/"+user.ID+"/password/set_compromised", test[0])
		if got := api.ok("GET", "/v1/sessions/"+session.ID, "").session().Status; got != test[1] {
			t.Errorf("%s: the session is %s", test[0], got)
		}
	}
}

func TestPasswordCompromised_invalidRequest_isRefused(t *testing.T) {
	api := startTest(t, Config{})
	without := "/v1/users/" + api.create(`{"username":"adalove"}`).ID + "/password/"
	with := "/v1/users/" + api.create(`{"username":"graceh","password":"correct horse"}`).ID + "/password/"
	for _, operation := range []string{"set_compromised", "unset_compromised"} {
		api.refused("POST", without+operation, "", 400, "no_password_set")
		api.refused("POST", "/v1/users/user_none/password/"+operation, "", 404, "resource_not_found")
		api.refused("POST", with+operation, `{"a":1}`, 422, "form_param_unknown a")
		for _, version := range versions {
			status := 404
			if slices.Contains([]string{"2025-11-10", LatestVersion}, version) {
				status = 200
			}
			if got := api.request("POST", with+operation, "", "Clerk-API-Version", version); got.status != status {
				t.Errorf("%s %s: got %d", version, operation, got.status)
			}
		}
	}
	api.SetBehaviour(Behaviour{PasswordDisabled: true})
	api.refused("POST", with+"set_compromised", "", 403, "password_disabled")
}
