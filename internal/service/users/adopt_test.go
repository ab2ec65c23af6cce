package users_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestUser_thePlanNamesTheUserItAdopts(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(
		map[string]any{
			"email_address":             []string{"ada@example.com"},
			"username":                  "adalove",
			"skip_password_requirement": true,
		},
	)
	p := acctest.NewProtocol(t, instance)
	adopted := p.Apply(
		"clerk_user",
		nil,
		acctest.Values{"email_addresses": []any{"ada@example.com"}, "adopt_existing": true},
	)
	if adopted.Stage != acctest.Applied || p.Attributes("clerk_user", adopted.State)["id"] != id {
		t.Fatalf("it is not adopted: %v", adopted.Diagnostics)
	}
	if len(adopted.Diagnostics) != 1 || adopted.Diagnostics[0].Severity != tfprotov6.DiagnosticSeverityWarning ||
		adopted.Diagnostics[0].Summary != "An existing user will be adopted: "+id+" (ada@example.com)" {
		t.Fatalf("the plan says %v, want one warning", adopted.Diagnostics)
	}
	for _, part := range []string{id, "(ada@example.com)", "takes this user into the state", "Check that this is the user you mean", `will delete the user, because deletion_policy is "delete"`} {
		if !strings.Contains(adopted.Diagnostics[0].Detail, part) {
			t.Errorf("the plan lacks %q:\n%s", part, adopted.Diagnostics[0].Detail)
		}
	}
}

// The second plan knows no identifiers, so that only the apply can find the conflict.
func TestUser_Create_lostAnswerOfAUserThatAnotherResourceManages_isRefused(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance)
	ada := acctest.Values{"username": "adalove"}
	made := p.Apply("clerk_user", nil, ada)
	lost := emulator.FaultRule{Method: "POST", Path: "/v1/users", Kind: emulator.FaultResetBefore, Count: 1}
	if err := instance.SetFaults(emulator.Faults{Rules: []emulator.FaultRule{lost}}); err != nil {
		t.Fatal(err)
	}
	again := p.ApplyUnplanned("clerk_user", nil, ada)
	got := summariesOf(again.Diagnostics)
	if !slices.Equal(got, []string{"Two resources manage one user"}) || len(p.Attributes("clerk_user", again.State)) > 0 {
		t.Errorf("the second is %v, after %v", p.Attributes("clerk_user", again.State), got)
	}
	if id := instance.OnlyUser().ID; id != p.Attributes("clerk_user", made.State)["id"] {
		t.Errorf("%s took the place of the first", id)
	}
}
