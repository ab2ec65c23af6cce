package usertotp_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const lastFactor = "The last second factor will be removed"

// withTOTP returns a run with the TOTP of a user in a clerk_user_totp. With number, a phone number of the user is also
// a second factor.
func withTOTP(
	t *testing.T,
	number bool,
) (instance *acctest.Instance, run acctest.Calls, id string, held acctest.Object) {
	t.Helper()
	instance = acctest.NewInstance(t)
	id = instance.Hold(map[string]any{"phone_number": []string{"+12025550101"}, "username": "countess"})
	run = acctest.NewCalls(t, instance, "clerk_user_totp")
	held = run.Create(instance, acctest.Values{"user_id": id})
	instance.Change("countess", func(u *emulator.User) {
		u.TwoFactorEnabled = true
		u.PhoneNumbers[0].ReservedForSecondFactor = number
	})
	run.Configure(instance)
	instance.ResetLog()
	return instance, run, id, held
}

func TestUserTOTP_Plan_destroyOfTheLastSecondFactor_warns(t *testing.T) {
	t.Parallel()
	_, run, id, held := withTOTP(t, false)
	acctest.ExpectOne(t, run.Plan(held, nil).Diagnostics, acctest.IsWarning, lastFactor,
		"removes TOTP from the user "+id, "deletes the user as well, ignore this warning")
}

func TestUserTOTP_Plan_destroyWithASecondFactorLeft_doesNotWarn(t *testing.T) {
	t.Parallel()
	_, run, _, held := withTOTP(t, true)
	acctest.ExpectNone(t, run.Plan(held, nil).Diagnostics)
}

func TestUserTOTP_Plan_anotherUser_warnsOfTheLastSecondFactor(t *testing.T) {
	t.Parallel()
	instance, run, id, held := withTOTP(t, false)
	admiral := instance.Hold(map[string]any{"username": "admiral"})
	acctest.ExpectOne(t, run.Plan(held, acctest.Values{"user_id": admiral}).Diagnostics, acctest.IsWarning, lastFactor, id)
}

func TestUserTOTP_Plan_withoutChange_readsNothing(t *testing.T) {
	t.Parallel()
	instance, run, id, held := withTOTP(t, false)
	acctest.ExpectNone(t, run.Plan(held, acctest.Values{"user_id": id}).Diagnostics)
	if reads := instance.Reads(); len(reads) > 0 {
		t.Errorf("the plan read %v", reads)
	}
}

// Each of the two plans sees the other second factor as long as only one of them is planned: the second call warns.
func TestUserTOTP_Plan_destroyOfBothSecondFactors_warnsOfTheLastOne(t *testing.T) {
	t.Parallel()
	acctest.InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance, run, id, held := withTOTP(t, true)
		const phone = "clerk_phone_number"
		number := run.Import(phone, run.IdentityOf(phone, acctest.Values{"id": instance.OnlyUser().PhoneNumbers[0].ID}))
		warnings := map[string]int{}
		inOrder(func() {
			for _, found := range run.Plan(held, nil).Diagnostics {
				warnings[found.Summary]++
			}
		}, func() {
			for _, found := range run.PlanDestroy(phone, number) {
				warnings[found.Summary]++
			}
		})
		if warnings[lastFactor+" from the user "+id] != 1 {
			t.Errorf("the warnings are %v", warnings)
		}
	})
}

func TestUserTOTP_Plan_destroyWithItsUser_doesNotWarn(t *testing.T) {
	t.Parallel()
	instance, run, id, held := withTOTP(t, false)
	user := run.Protocol.Apply(
		"clerk_user",
		run.Import("clerk_user", run.IdentityOf("clerk_user", acctest.Values{"id": id})),
		acctest.Values{"deletion_policy": "delete"},
	)
	run.Configure(instance)
	acctest.ExpectNone(t, append(run.PlanDestroy("clerk_user", user.State), run.Plan(held, nil).Diagnostics...))
}
