package phonenumbers_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// withFactor returns the state of a clerk_phone_number with the number second. reserved says whether it is a second
// factor, totp whether the user has a TOTP as well.
func withFactor(t *testing.T, reserved, totp bool) (
	instance *acctest.Instance, p *acctest.Protocol, id string, state *tfprotov6.DynamicValue,
) {
	t.Helper()
	instance = acctest.NewInstance(t)
	id = instance.Hold(map[string]any{"phone_number": []string{first, second}, "username": "countess"})
	instance.Change("countess", func(u *emulator.User) {
		u.TOTPEnabled, u.TwoFactorEnabled = totp, totp || reserved
		u.PhoneNumbers[1].ReservedForSecondFactor = reserved
	})
	p = acctest.NewProtocol(t, instance)
	number := p.IdentityOf("clerk_phone_number", acctest.Values{"id": instance.OnlyUser().PhoneNumbers[1].ID})
	state = p.Import("clerk_phone_number", number)
	instance.ResetLog()
	return instance, p, id, state
}

func TestPhoneNumber_Plan_warnsOfTheSecondFactorThatItRemoves(t *testing.T) {
	t.Parallel()
	const one, last = "A second factor will be removed", "The last second factor will be removed"
	for name, test := range map[string]struct {
		noFactor, totp bool
		config         acctest.Values // nil for a destroy
		want           string         // "" for no warning
		says           string
	}{
		"another number": {
			config: acctest.Values{"phone_number": third}, want: last, says: third + "` is a second factor only with",
		},
		"another number, TOTP is left": {
			totp: true, config: acctest.Values{"phone_number": third}, want: one, says: "This plan removes the second factor `" + second + "`",
		},
		"another number that becomes a second factor": {
			config: acctest.Values{"phone_number": third, "verified": true, "reserved_for_second_factor": true},
			want:   one, says: "`" + third + "` becomes the second factor in its place",
		},
		"another user": {
			config: acctest.Values{"user_id": "user_2aotheruser", "phone_number": second},
			want:   last, says: "Multi-factor authentication ends",
		},
		"no second factor any more": {
			config: acctest.Values{"phone_number": second, "reserved_for_second_factor": false},
			want:   last, says: "`" + second + "` stays",
		},
		"destroy":                               {want: last, says: "deletes the user as well, ignore this warning"},
		"destroy, TOTP is left":                 {totp: true, want: one},
		"destroy of a number that is no factor": {noFactor: true, totp: true},
		"no change":                             {config: acctest.Values{"phone_number": second}},
		"a change of something else":            {config: acctest.Values{"phone_number": second, "primary": true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance, p, id, state := withFactor(t, !test.noFactor, test.totp)
			var found []*tfprotov6.Diagnostic
			if test.config == nil {
				found = p.PlanDestroy("clerk_phone_number", state)
			} else {
				if test.config["user_id"] == nil {
					test.config["user_id"] = id
				}
				found = p.PlanChange("clerk_phone_number", state, test.config)
			}
			switch {
			case test.want == "" && len(found) == 0:
				if reads := instance.Reads(); len(reads) > 0 {
					t.Errorf("the plan read %v", reads)
				}
			case len(found) != 1 || found[0].Summary != test.want+" from the user "+id ||
				!strings.Contains(found[0].Detail, test.says):
				t.Errorf("the diagnostics are %v, want %q with %q", found, test.want, test.says)
			}
		})
	}
}

func TestPhoneNumber_Plan_destroyWithItsUser_doesNotWarn(t *testing.T) {
	t.Parallel()
	instance, p, id, state := withFactor(t, true, false)
	user := p.Apply("clerk_user", p.Import("clerk_user", p.IdentityOf("clerk_user", acctest.Values{"id": id})),
		acctest.Values{"deletion_policy": "delete"})
	p.Configure(instance)
	for _, found := range append(p.PlanDestroy("clerk_user", user.State), p.PlanDestroy("clerk_phone_number", state)...) {
		t.Errorf("%s: %s", found.Summary, found.Detail)
	}
}

func TestPhoneNumber_ModifyPlan_unverifiedNumberAsSecondFactor_isAnError(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		verified any
		refused  bool
	}{"without verified": {nil, true}, "with verified": {true, false}} {
		instance := acctest.NewInstance(t)
		instance.MustSeed(emulator.Seed{Users: []emulator.SeedUser{{
			ID: "user_ada", Body: map[string]any{"username": "countess", "phone_number": []string{first}},
		}}})
		instance.Change("countess", func(u *emulator.User) { u.PhoneNumbers[0].Verification = nil })
		calls := acctest.NewCalls(t, instance, "clerk_phone_number")
		held := calls.Imported(acctest.Values{"id": instance.OnlyUser().PhoneNumbers[0].ID})
		planned := calls.Plan(held, acctest.Values{
			"user_id": "user_ada", "phone_number": first, "reserved_for_second_factor": true, "verified": test.verified,
		})
		if test.refused {
			acctest.ExpectError(t, planned.Diagnostics, "reserved_for_second_factor", "A second factor must be verified")
		} else if len(planned.Diagnostics) > 0 {
			t.Errorf("%s: the plan says %s", name, planned.Diagnostics[0].Detail)
		}
	}
}
