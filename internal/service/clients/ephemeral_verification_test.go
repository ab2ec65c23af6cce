package clients_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// tokenOf is the token that a client has as its cookie.
func tokenOf(t *testing.T, instance *acctest.Instance, id string) string {
	t.Helper()
	token, err := instance.ClientToken(id)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestAccClientVerification_Open_validToken_returnsTheClient(t *testing.T) {
	t.Parallel()
	instance := withLaptop(t, 1)
	var seen map[string]map[string]any
	instance.RunEchoing(t, []acctest.Step{{
		Config: `
variable "tokens" {
  type      = map(string)
  ephemeral = true
  default   = { laptop = "` + tokenOf(t, instance, "client_laptop") + `", bare = "` + tokenOf(t, instance, "client_0") + `", bad = "hunter2" }
}
ephemeral "clerk_client_verification" "all" {
  for_each = toset(["laptop", "bare", "bad"])
  token    = var.tokens[each.key]
}
` + acctest.Echo("jsonencode(ephemeral.clerk_client_verification.all)"),
		StateChecks: acctest.Seen(func(text string) error {
			return json.Unmarshal([]byte(text), &seen)
		}),
	}}, nil)
	for name, want := range map[string]map[string]any{
		"laptop": {"verified": true, "reason": nil, "id": "client_laptop", "session_ids": []any{"sess_1", "sess_2"}, "session_id": "sess_1", "user_id": "user_ada"},
		"bare":   {"verified": true, "reason": nil, "id": "client_0", "session_ids": []any{}, "session_id": nil, "user_id": nil},
		"bad":    {"verified": false, "reason": "invalid_token", "id": nil, "session_ids": nil, "session_id": nil, "user_id": nil},
	} {
		for attribute, value := range want {
			if got := seen[name][attribute]; fmt.Sprint(got) != fmt.Sprint(value) {
				t.Errorf("%s of %s is %v, want %v", attribute, name, got, value)
			}
		}
	}
}

func TestClientVerification_Open_refusedToken_isAResultWithAReason(t *testing.T) {
	t.Parallel()
	instance := withLaptop(t, 0)
	sign := func(claims map[string]any) string {
		token, err := instance.Sign(claims)
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	right := tokenOf(t, instance, "client_laptop")
	p := acctest.NewProtocol(t, instance)
	for name, test := range map[string]struct{ token, reason string }{
		"right":                {right, ""},
		"of an unknown client": {sign(map[string]any{"id": "client_none", "rotating_token": "r"}), "client_not_found"},
		"tampered with":        {right[:len(right)-8] + "AAAAAAAA", "invalid_token"},
		"of a session":         {sign(map[string]any{"sid": "sess_1"}), "invalid_token"},
		"of another browser":   {sign(map[string]any{"id": "client_laptop", "rotating_token": "r"}), "invalid_token"},
	} {
		t.Run(name, func(t *testing.T) {
			opened := p.Open("clerk_client_verification", acctest.Values{"token": test.token})
			reason, _ := opened.Result["reason"].(string)
			if len(opened.Diagnostics) > 0 || reason != test.reason || opened.Result["verified"] != (test.reason == "") {
				t.Errorf("got %v, %v", opened.Result["reason"], opened.Diagnostics)
			}
		})
	}
	if _, err := instance.RotateKeys(false); err != nil {
		t.Fatal(err)
	}
	opened := p.Open("clerk_client_verification", acctest.Values{"token": right})
	if opened.Result["reason"] != "invalid_token" {
		t.Errorf("after the key is gone: %v", opened.Result)
	}
}

func TestClientVerification_Open_failedRequest_isAnError(t *testing.T) {
	t.Parallel()
	instance := withLaptop(t, 0)
	token := tokenOf(t, instance, "client_laptop")
	wrongKey := acctest.NewProtocol(t, instance, acctest.Values{"secret_key": "sk_test_of_another_instance"})
	acctest.ExpectError(
		t,
		wrongKey.Open("clerk_client_verification", acctest.Values{"token": token}).Diagnostics,
		"",
		"Check that secret_key",
	)
	err := instance.SetFaults(emulator.Faults{Rules: []emulator.FaultRule{{Kind: emulator.FaultStatus, Status: 503}}})
	if err != nil {
		t.Fatal(err)
	}
	p := acctest.NewProtocol(t, instance, acctest.Values{"max_retries": 0})
	acctest.ExpectError(
		t,
		p.Open("clerk_client_verification", acctest.Values{"token": token}).Diagnostics,
		"",
		"Could not verify the token of a client",
	)
}
