package users_test

import (
	"slices"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestUserResource_Plan_importedUser_changesOnlyWhatIsConfigured(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(*emulator.User)
		config acctest.Values
		want   []string
	}{
		"a name, with the default image": {
			config: acctest.Values{"first_name": "Augusta"}, want: []string{"first_name"},
		},
		"a name, with an uploaded image": {
			change: func(u *emulator.User) { u.HasImage = true },
			config: acctest.Values{"first_name": "Augusta"}, want: []string{"first_name"},
		},
		"a username, with an uploaded image": {
			change: func(u *emulator.User) { u.HasImage = true },
			config: acctest.Values{"username": "countess"}, want: []string{"username"},
		},
		"a number more, with second factors": {
			change: func(u *emulator.User) { u.TwoFactorEnabled, u.TOTPEnabled = true, true },
			config: acctest.Values{
				"phone_numbers": []any{"+12025550101", "+12025550102"}, "primary_phone_number": "+12025550101",
			},
			want: []string{"phone_numbers"},
		},
		"another number, without second factors": {
			config: acctest.Values{"phone_numbers": []any{"+12025550102"}},
			want:   []string{"phone_numbers", "primary_phone_number"},
		},
		"another number, with TOTP": {
			change: func(u *emulator.User) { u.TwoFactorEnabled, u.TOTPEnabled = true, true },
			config: acctest.Values{"phone_numbers": []any{"+12025550102"}},
			want:   []string{"phone_numbers", "primary_phone_number"},
		},
		"another number, which was not the second factor": {
			change: func(u *emulator.User) { u.TwoFactorEnabled = true },
			config: acctest.Values{"phone_numbers": []any{"+12025550102"}},
			want:   []string{"phone_numbers", "primary_phone_number"},
		},
		"another number, which was the second factor": {
			change: func(u *emulator.User) { u.TwoFactorEnabled, u.PhoneNumbers[0].ReservedForSecondFactor = true, true },
			config: acctest.Values{"phone_numbers": []any{"+12025550102"}},
			want:   []string{"phone_numbers", "primary_phone_number", "two_factor_enabled"},
		},
		"another number, which was the second factor, and TOTP": {
			change: func(u *emulator.User) { u.TwoFactorEnabled, u.PhoneNumbers[0].ReservedForSecondFactor = true, true },
			config: acctest.Values{
				"phone_numbers": []any{"+12025550102"}, "totp_secret_wo": "JBSWY3DPEHPK3PXP", "totp_secret_wo_version": 1,
			},
			want: []string{
				"backup_code_enabled", "phone_numbers", "primary_phone_number", "totp_enabled",
				"totp_secret_wo_version",
			},
		},
		"TOTP, with a number as second factor": {
			change: func(u *emulator.User) { u.TwoFactorEnabled, u.PhoneNumbers[0].ReservedForSecondFactor = true, true },
			config: acctest.Values{"totp_secret_wo": "JBSWY3DPEHPK3PXP", "totp_secret_wo_version": 1},
			want:   []string{"backup_code_enabled", "totp_enabled", "totp_secret_wo_version"},
		},
		"TOTP, without second factors": {
			config: acctest.Values{"totp_secret_wo": "JBSWY3DPEHPK3PXP", "totp_secret_wo_version": 1},
			want:   []string{"backup_code_enabled", "totp_enabled", "totp_secret_wo_version", "two_factor_enabled"},
		},
		"backup codes, with TOTP": {
			change: func(u *emulator.User) { u.TwoFactorEnabled, u.TOTPEnabled = true, true },
			config: acctest.Values{"backup_codes_wo": []any{"code-one"}, "backup_codes_wo_version": 1},
			want:   []string{"backup_code_enabled", "backup_codes_wo_version"},
		},
		"request options": {
			config: acctest.Values{
				"request_options": map[string]any{
					"skip_password_checks": true, "skip_password_requirement": true, "skip_legal_checks": true,
					"skip_user_requirement": true, "sign_out_of_other_sessions": true,
					"notify_primary_email_address_changed": true,
				},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			id := instance.Hold(map[string]any{"username": "adalove", "phone_number": []string{"+12025550101"}})
			if test.change != nil {
				instance.Change("adalove", test.change)
			}
			p := acctest.NewProtocol(t, instance)
			state := p.Import("clerk_user", p.IdentityOf("clerk_user", acctest.Values{"id": id}))
			config := p.Config(p.Schemas.ResourceSchemas["clerk_user"], test.config)
			changed := p.PlanUpdate("clerk_user", state, config)
			// The plan sets the settings of Terraform after an import.
			changed = slices.DeleteFunc(changed, func(name string) bool { return name == "deletion_policy" })
			slices.Sort(changed)
			if !slices.Equal(changed, test.want) {
				t.Errorf("the plan changes %v, want %v", changed, test.want)
			}
		})
	}
}
