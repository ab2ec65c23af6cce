package users_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUser_Delete_appliesTheDeletionPolicy(t *testing.T) {
	t.Parallel()
	for policy, test := range map[string]struct {
		writes []string
		left   func(emulator.User) bool
	}{
		"delete": {[]string{deleteUser}, nil},
		"ban":    {[]string{banUser}, func(u emulator.User) bool { return u.Banned && !u.Locked }},
		"lock":   {[]string{lockUser}, func(u emulator.User) bool { return u.Locked && !u.Banned }},
		"retain": {acctest.None, func(u emulator.User) bool { return !u.Locked && !u.Banned }},
	} {
		t.Run(policy, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			instance.Run(t, []acctest.Step{acctest.Applies(user(`deletion_policy = "`+policy+`"`), createUser)}, func() {
				if writes := instance.Writes(); strings.Join(writes[1:], " ") != strings.Join(test.writes, " ") {
					t.Errorf("destroy wrote %v, want %v", writes[1:], test.writes)
				}
				users := instance.Users()
				if test.left == nil && len(users) != 0 || test.left != nil && (len(users) != 1 || !test.left(users[0])) {
					t.Errorf("destroy left %+v", users)
				}
			})
		})
	}
}

func TestAccUser_protectedUserIsNotDestroyed(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	destroy := acctest.Step{Config: user("deletion_protection = true"), Destroy: true,
		ExpectError: regexp.MustCompile(`The user is protected from destruction`), Writes: acctest.None}
	dropped := acctest.Step{
		Config:      "# nothing\n",
		ExpectError: regexp.MustCompile(`The user is protected from destruction`),
		Writes:      acctest.None,
	}
	instance.Run(t, []acctest.Step{
		acctest.Applies(user("deletion_protection = true"), createUser),
		destroy,
		dropped,
		acctest.Applies(user("deletion_protection = false")),
	}, nil)
}

func TestAccUser_adoptsTheUserThatThePlanNames(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(map[string]any{
		"email_address": []string{"it@example.com", "other@example.com"}, "first_name": "Old", "last_name": "Name",
		"public_metadata": map[string]any{"kept": true},
	})
	adopted := acctest.Applies(user(`adopt_existing = true
		first_name  = "Ada"
		external_id = "1"
		banned      = true
		password_wo = "correct horse"
		password_wo_version = 1`), banUser, updateUser, deleteEmail)
	adopted.PlanChecks = []plancheck.PlanCheck{
		plancheck.ExpectKnownValue("clerk_user.it", tfjsonpath.New("id"), knownvalue.StringExact(id)),
	}
	instance.Run(t, []acctest.Step{acctest.Then(adopted, func() {
		user := instance.OnlyUser()
		if user.ID != id || textOf(user.FirstName) != "Ada" || textOf(user.LastName) != "Name" ||
			string(user.PublicMetadata) != `{"kept":true}` ||
			emailsOf(user) != "it@example.com*" {
			t.Errorf("the adopted user is %+v", user)
		}
		if password, _ := instance.Password(id); password != "correct horse" {
			t.Errorf("the password is %q", password)
		}
	})}, nil)
}

func TestAccUser_adoptingFindsByAnyIdentifierOrCreates(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		held   map[string]any
		writes []string
	}{
		"external id": {map[string]any{"external_id": "-1", "username": "somebody"}, []string{addEmail}},
		"phone":       {map[string]any{"phone_number": []string{"+12025550123"}, "external_id": "-1"}, []string{addEmail}},
		"no user":     {map[string]any{"username": "somebody"}, []string{createUser}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			instance.Hold(test.held)
			config := user(`adopt_existing = true
				external_id = "-1"`)
			if name == "phone" {
				config = user(`adopt_existing = true
					phone_numbers = ["+12025550123"]`)
			}
			instance.Run(t, []acctest.Step{acctest.Applies(config, test.writes...)}, nil)
		})
	}
}

func TestAccUser_ambiguousAdoptionIsRefused(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Hold(map[string]any{"email_address": []string{"it@example.com"}})
	instance.Hold(map[string]any{"username": "somebody"})
	refused := acctest.Applies(user(`adopt_existing = true
		username = "somebody"`))
	refused.ExpectError = regexp.MustCompile(`(?s)More than one user to adopt.*belong\s+to\s+2\s+users`)
	instance.Run(t, []acctest.Step{refused}, nil)
}

func TestAccUser_failedAdoptionRecordsNothingThatCouldBeDeleted(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(map[string]any{"email_address": []string{"it@example.com"}})
	instance.Hold(map[string]any{"external_id": "taken", "username": "somebody"})
	refused := acctest.Applies(user(`adopt_existing = true
		first_name  = "Ada"
		username    = "somebody"`))
	refused.ExpectError = regexp.MustCompile(`More than one user to adopt`)
	failed := acctest.Applies(user(`adopt_existing = true
		password_wo = "passw0rd-breached"
		password_wo_version = 1`), updateUser)
	failed.ExpectError = regexp.MustCompile(`password`)
	instance.SetBehaviour(emulator.Behaviour{BreachedPasswords: []string{"passw0rd-breached"}})
	instance.Run(t, []acctest.Step{refused, failed}, func() {
		if _, ok := instance.User(id); !ok {
			t.Error("the user who was to be adopted is gone")
		}
	})
}

func TestAccUser_updateThatFailsHalfWayIsCompletedByTheNextApply(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	config := user(`first_name = "Augusta"
		password_wo = "second password"
		password_wo_version = 2
		public_metadata = jsonencode({ team = "analysts" })`)
	failed := acctest.Applies(config, updateUser, replaceMetadata)
	failed.ExpectError = regexp.MustCompile(`Could not replace the metadata`)
	completed := acctest.Applies(config, replaceMetadata)
	// Changes before the failure are in the state, so that only the others are planned.
	completed.PlanChecks = []plancheck.PlanCheck{acctest.OnlyChanges{"public_metadata"}}
	instance.Run(t, []acctest.Step{
		acctest.Applies(user(`first_name = "Ada"
			password_wo = "first password"
			password_wo_version = 1
			public_metadata = jsonencode({ team = "engines" })`), createUser),
		acctest.After(func() {
			acctest.Faults(t, instance, emulator.FaultRule{Method: "PUT", Path: "*", Kind: "status", Status: 400})
		}, failed),
		acctest.After(func() { acctest.Faults(t, instance) }, completed),
	}, nil)
}

func TestAccUser_Create_lostAnswer_createsOneUser(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"reset_before", "reset_after"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			acctest.Faults(t, instance, emulator.FaultRule{Method: "POST", Path: "/v1/users", Kind: kind, Count: 1})
			instance.Run(t, []acctest.Step{{
				Config: user(`first_name = "Ada"
					password_wo = "correct horse"
					created_at = "2020-01-02T03:04:05Z"`),
				Then: func() { instance.OnlyUser() },
			}}, func() {
				if users := instance.Users(); len(users) != 0 {
					t.Errorf("%d users are left", len(users))
				}
			})
		})
	}
}
