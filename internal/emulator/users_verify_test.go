package emulator

import (
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

// Other programs made these digests of "password".
func TestVerifyPassword_digestOfEveryHasher_isComputed(t *testing.T) {
	digests := map[string][]string{
		"md5":    {"5f4dcc3b5aa765d61d8327deb882cf99"},
		"sha256": {"5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"},
		"bcrypt": {
			"$2b$04$abcdefghijklmnopqrstuughE8Ev8uGFaUgY2cNEySvxngrb/Jzdm",
			"$2y$04$abcdefghijklmnopqrstuughE8Ev8uGFaUgY2cNEySvxngrb/Jzdm",
		},
		"bcrypt_sha256_django": {"bcrypt_sha256$$2b$04$abcdefghijklmnopqrstuuavYyybW8SwBYgHrVfEOHIljvgCGgHr2"},
		"argon2i":              {"$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8"},
		"argon2id":             {"$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"},
		"ldap_ssha":            {"{SSHA}yI6cZwQadOA1e+/f+T+H3eCQQhRzYWx0"},
		"pbkdf2_sha1":          {"pbkdf2_sha1$10$salt$ae3fe5f5707e07f3e7c117fb885cd052a6fcd77a"},
		"pbkdf2_sha256":        {"pbkdf2_sha256$10$c2FsdHNhbHQ=$do35F3u/FLwJBGylvud/KiXIHSVQVRDS4Ty083zAxlE="},
		"pbkdf2_sha256_django": {"pbkdf2_sha256$10$salt$ZTzIiNk37+IoEKXL2yWlvYLi67J6gA+Fz6NgptklGY4="},
		"pbkdf2_sha512": {
			"pbkdf2_sha512$10$salt$3tX9NqzigBkQgHCstazJ24kusEIw9x7Np3wNv5fjio3XzThMCzpakD+oE3UWVj0SxmZtsBnvd4HvmWtPzWtiyg==",
		},
		"pbkdf2_sha512_hex": {"pbkdf2_sha512$10$73616c74$ded5fd36ace28019108070acb5acc9db892eb04230f71ecda77c0dbf97e38a8d" +
			"d7cd384c0b3a5a903fa8137516563d12c6666db019ef7781ef996b4fcd6b62ca"},
		"scrypt_werkzeug": {"scrypt:16:8:1$salt$f876178f94837d8721ec9d794a5e623283e9274a846dc0bfda4233a01d7ba68b" +
			"3d4dbd1bb4b290e9c3b8564df6fe3a303d2d2efadf8be63690b734cb68bd4b9d"},
	}
	for hasher := range digestComparisons {
		if len(digests[hasher]) == 0 {
			t.Errorf("%s is not tested", hasher)
		}
	}
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	path := "/v1/users/" + user.ID
	for hasher, each := range digests {
		for _, digest := range each {
			api.ok("PATCH", path, `{"password_digest":"`+digest+`","password_hasher":"`+hasher+`"}`)
			api.ok("POST", path+"/verify_password", `{"password":"password"}`)
			api.refused("POST", path+"/verify_password", `{"password":"Password"}`, 422, "incorrect_password")
		}
	}
}

// The seed defines the password of a digest that the emulator cannot compute.
func TestVerifyPassword_plainPasswordOfTheSeed_isUsed(t *testing.T) {
	api := startTest(t, Config{})
	digest := map[string]any{"username": "adalove", "password_digest": "a$b", "password_hasher": "md5_salted"}
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
	api.ok("PATCH", "/v1/users/user_1", `{"password_digest":"c$d","password_hasher":"md5_salted"}`)
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
