package emulator

import "testing"

func TestUpdateUser_password_isReplacedAndRemoved(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(
		`{"username":"adalove","password_digest":"5f4dcc3b5aa765d61d8327deb882cf99","password_hasher":"md5"}`,
	)
	user = api.ok("PATCH", "/v1/users/"+user.ID, `{"password":"correct horse"}`).user()
	password, _ := api.Password(user.ID)
	_, digest := api.PasswordHasher(user.ID)
	if digest || password != "correct horse" || *user.PasswordLastUpdatedAt != testTime.UnixMilli() {
		t.Errorf("the password is %q, from a digest: %v", password, digest)
	}
	user = api.ok("POST", "/v1/users/"+user.ID+"/remove_password", `{}`).user()
	if _, has := api.Password(user.ID); has || user.PasswordEnabled {
		t.Error("the password is still there")
	}
	api.refused("POST", "/v1/users/"+user.ID+"/remove_password", `{"sign_out":true}`, 422, "form_param_unknown sign_out")
}

func TestRemovePassword_withoutPassword_changesNothing(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	api.AdvanceClock(1e9)
	for _, body := range []string{"", "null", "{}"} {
		if after := api.ok("POST", "/v1/users/"+user.ID+"/remove_password", body).user(); after.UpdatedAt != user.UpdatedAt {
			t.Errorf("%q: the user was touched", body)
		}
	}
}

func TestRemovePassword_signOut_endsSessions(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	for _, change := range [][3]string{
		{"PATCH", "/v1/users/" + user.ID, `{"password":"correct horse","sign_out_of_other_sessions":true}`},
		{"POST", "/v1/users/" + user.ID + "/remove_password", `{"sign_out_of_other_sessions":true}`},
	} {
		session := api.ok("POST", "/v1/sessions", `{"user_id":"`+user.ID+`"}`).session()
		api.ok(change[0], change[1], change[2])
		if got := api.ok("GET", "/v1/sessions/"+session.ID, "").session().Status; got != "revoked" {
			t.Errorf("%s: the session is %s", change[1], got)
		}
	}
}

func TestSecondFactors_areAddedAndRemoved(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	user = api.ok("PATCH", "/v1/users/"+user.ID, `{"totp_secret":"JBSWY3DPEHPK3PXP","backup_codes":["one"]}`).user()
	if !user.TOTPEnabled || !user.BackupCodeEnabled || !user.TwoFactorEnabled || user.MFAEnabledAt == nil ||
		user.MFADisabledAt != nil {
		t.Fatalf("not enabled: %+v", user)
	}
	got := decoded[userReference](api.ok("DELETE", "/v1/users/"+user.ID+"/backup_code", ""))
	if got.UserID != user.ID {
		t.Errorf("got %+v", got)
	}
	if user = api.get(user.ID); user.BackupCodeEnabled || !user.TwoFactorEnabled {
		t.Errorf("deleting backup codes: %+v", user)
	}
	api.ok("DELETE", "/v1/users/"+user.ID+"/totp", "null")
	user = api.get(user.ID)
	if user.TOTPEnabled || user.TwoFactorEnabled || user.MFADisabledAt == nil || user.MFAEnabledAt == nil {
		t.Errorf("deleting TOTP: %+v", user)
	}
	if _, has := api.TOTPSecret(user.ID); has {
		t.Error("the secret is still there")
	}
	api.refused("DELETE", "/v1/users/user_none/totp", "", 404, "resource_not_found")
}

func TestDisableMFA_removesFactorsAndKeepsPhoneNumbers(t *testing.T) {
	for name, factors := range map[string]struct{ totp, codes, phone bool }{
		"all":          {true, true, true},
		"TOTP":         {totp: true},
		"phone number": {phone: true},
		"no codes":     {totp: true, phone: true},
	} {
		t.Run(name, func(t *testing.T) {
			api := startTest(t, Config{})
			user := api.create(`{"phone_number":["+15555550100","+15555550101"]}`)
			if factors.totp {
				api.ok("PATCH", "/v1/users/"+user.ID, `{"totp_secret":"JBSWY3DPEHPK3PXP"}`)
			}
			if factors.codes {
				api.ok("PATCH", "/v1/users/"+user.ID, `{"backup_codes":["one"]}`)
			}
			if factors.phone {
				api.ok("PATCH", "/v1/phone_numbers/"+user.PhoneNumbers[1].ID, `{"reserved_for_second_factor":true}`)
			}
			if user = api.get(user.ID); !user.TwoFactorEnabled || user.MFAEnabledAt == nil {
				t.Fatalf("not enabled: %s", marshal(user))
			}
			api.AdvanceClock(1e9)
			if got := decoded[userReference](api.ok("DELETE", "/v1/users/"+user.ID+"/mfa", "")); got.UserID != user.ID {
				t.Errorf("got %+v", got)
			}
			after := api.get(user.ID)
			if after.TwoFactorEnabled || after.TOTPEnabled || after.BackupCodeEnabled || after.MFADisabledAt == nil ||
				*after.MFADisabledAt != testTime.UnixMilli()+1000 || *after.MFAEnabledAt != *user.MFAEnabledAt {
				t.Errorf("got %s", marshal(after))
			}
			for _, phone := range after.PhoneNumbers {
				if phone.ReservedForSecondFactor || phone.DefaultSecondFactor || !phone.Verification.verified() {
					t.Errorf("left with %s", marshal(phone))
				}
			}
			_, secret := api.TOTPSecret(user.ID)
			_, codes := api.BackupCodes(user.ID)
			if len(after.PhoneNumbers) != 2 || secret || codes {
				t.Errorf("left with %s, a secret: %v, codes: %v", marshal(after), secret, codes)
			}
		})
	}
}

func TestDisableMFA_withoutFactors_changesNothing(t *testing.T) {
	api := startTest(t, Config{})
	user := api.create(`{"username":"adalove"}`)
	api.ok("DELETE", "/v1/users/"+user.ID+"/mfa", "null")
	if after := api.get(user.ID); after.MFADisabledAt != nil {
		t.Errorf("got %s", marshal(after))
	}
	api.refused("DELETE", "/v1/users/user_none/mfa", "", 404, "resource_not_found")
}

// The real API does not return the secret, but the factor counts.
func TestSecondFactors_unknownSecret_isKept(t *testing.T) {
	api := startTest(t, Config{})
	id := api.create(`{"username":"adalove"}`).ID
	err := api.ChangeUser(id, func(u *User) { u.TOTPEnabled, u.BackupCodeEnabled, u.TwoFactorEnabled = true, true, true })
	if err != nil {
		t.Fatal(err)
	}
	user := api.ok("PATCH", "/v1/users/"+id, `{"first_name":"Ada"}`).user()
	if !user.TOTPEnabled || !user.BackupCodeEnabled || !user.TwoFactorEnabled || user.MFADisabledAt != nil {
		t.Errorf("got %s", marshal(user))
	}
}
