package users_test

import (
	"encoding/json"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const rightPassword = "right-password-of-ada"

// withPasswords is an instance with Ada, who has a password, and Grace, who has
// none.
func withPasswords(t *testing.T) *acctest.Instance {
	t.Helper()
	instance := acctest.NewInstance(t)
	instance.MustSeed(emulator.Seed{Users: []emulator.SeedUser{
		{ID: "user_ada", Body: map[string]any{"username": "adalove", "password": rightPassword}},
		{ID: "user_grace", Body: map[string]any{"username": "gracehopper"}},
	}})
	return instance
}

func TestAccPasswordVerification_anyAnswerArrives(t *testing.T) {
	t.Parallel()
	instance := withPasswords(t)
	type answer struct {
		Verified bool
		Reason   string
	}
	var seen map[string]answer
	instance.RunEchoing(t, []acctest.Step{{
		Config: `
variable "passwords" {
  type      = map(string)
  ephemeral = true
  default   = { right = "` + rightPassword + `", wrong = "wrong-password-of-ada" }
}
ephemeral "clerk_password_verification" "ada" {
  for_each = toset(["right", "wrong"])
  user_id  = "user_ada"
  password = var.passwords[each.key]
}
ephemeral "clerk_password_verification" "grace" {
  user_id  = "user_grace"
  password = var.passwords["right"]
}
` + acctest.Echo("jsonencode(merge({ for name, found in ephemeral.clerk_password_verification.ada : name => found }, { none = ephemeral.clerk_password_verification.grace }))"),
		StateChecks: acctest.Seen(func(text string) error {
			return json.Unmarshal([]byte(text), &seen)
		}),
	}}, nil)
	for name, want := range map[string]answer{"right": {Verified: true}, "wrong": {Reason: "incorrect_password"}, "none": {Reason: "no_password_set"}} {
		if seen[name] != want {
			t.Errorf("the %s password is %+v, want %+v", name, seen[name], want)
		}
	}
}

func TestPasswordVerification_errorsAreOnTheAttributeAtFault(t *testing.T) {
	t.Parallel()
	instance := withPasswords(t)
	p := acctest.NewProtocol(t, instance, acctest.Values{"max_retries": 0})
	open := func(user, password string) acctest.Opened {
		return p.Open("clerk_password_verification", acctest.Values{"user_id": user, "password": password})
	}
	acctest.ExpectError(t, open("user_none", rightPassword).Diagnostics, "user_id", "user_none")
	acctest.ExpectError(t, open("user_ada", "").Diagnostics, "password", "is empty")
	acctest.ExpectError(t, open("ada@example.com", rightPassword).Diagnostics, "user_id", "is not the id of a user")
	err := instance.SetFaults(emulator.Faults{Rules: []emulator.FaultRule{{Kind: emulator.FaultStatus, Status: 500}}})
	if err != nil {
		t.Fatal(err)
	}
	acctest.ExpectError(
		t,
		open("user_ada", rightPassword).Diagnostics,
		"",
		"Could not verify the password of the user user_ada",
	)
}
